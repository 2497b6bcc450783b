/* gesso-flood.c
 *
 * First a plane that says of each pixel whether it may be taken, in one
 * vectorised pass; then, row by row from a stack of places, whole runs of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "gesso-flood.h"

/* What a plane holds: taken is neither of the others. */
#define WALL  0
#define TAKEN 128
#define FREE  255

typedef struct
{
  int x, y;
} Place;

static void
match_row (const guint8 *in,
           guint         channels,
           const guint8 *colour,
           guint         tolerance,
           guint8       *out,
           guint         n)
{
  for (guint i = 0; i < n; i++, in += channels)
    {
      int most = 0;

      for (guint c = 0; c < channels; c++)
        most = MAX (most, abs (in[c] - colour[c]));
      out[i] = most <= (int) tolerance ? FREE : WALL;
    }
}

/* Each run of free pixels of row @y that touches [@left, @right] is to be visited. */
static void
push_runs (GArray *places,
           GessoImage *plane,
           int     y,
           int     left,
           int     right)
{
  const guint8 *row;

  if (y < 0 || y >= (int) gesso_image_get_height (plane))
    return;
  row = gesso_image_get_row (plane, (guint) y);
  for (int x = left; x <= right; x++)
    {
      Place place = { x, y };

      if (row[x] != FREE || (x > left && row[x - 1] == FREE))
        continue;
      g_array_append_val (places, place);
    }
}

/* Marks as taken all that is free and joined to (@x, @y). */
static void
take_from (GessoImage *plane,
           GArray     *places,
           int         x,
           int         y)
{
  int width = (int) gesso_image_get_width (plane);
  Place first = { x, y };

  g_array_append_val (places, first);
  while (places->len > 0)
    {
      Place place = g_array_index (places, Place, places->len - 1);
      guint8 *row = gesso_image_edit_row (plane, (guint) place.y);
      int left = place.x, right = place.x;

      g_array_set_size (places, places->len - 1);
      if (row[place.x] != FREE)
        continue;
      while (left > 0 && row[left - 1] == FREE)
        left--;
      while (right + 1 < width && row[right + 1] == FREE)
        right++;
      memset (row + left, TAKEN, (gsize) (right - left) + 1);
      push_runs (places, plane, place.y - 1, left, right);
      push_runs (places, plane, place.y + 1, left, right);
    }
}

/* 255 where the plane is @kept, else 0. */
static void
keep_only (GessoImage *plane,
           guint8      kept)
{
  guint width = gesso_image_get_width (plane);

  for (guint y = 0; y < gesso_image_get_height (plane); y++)
    {
      guint8 *row = gesso_image_edit_row (plane, y);

      for (guint x = 0; x < width; x++)
        row[x] = row[x] == kept ? 255 : 0;
    }
}

GessoImage *
gesso_flood_colour (const GessoImage *picture,
                    int               x,
                    int               y,
                    guint             tolerance,
                    gboolean          everywhere,
                    GCancellable     *cancellable,
                    GError          **error)
{
  guint width = gesso_image_get_width (picture), height = gesso_image_get_height (picture);
  guint channels = gesso_image_get_channels (picture);
  g_autoptr (GessoImage) plane = NULL;
  g_autoptr (GArray) places = NULL;
  guint8 colour[4];

  g_return_val_if_fail (x >= 0 && y >= 0 && x < (int) width && y < (int) height, NULL);

  plane = gesso_image_new (width, height, 1, error);
  if (plane == NULL)
    return NULL;
  memcpy (colour, gesso_image_get_row (picture, (guint) y) + (gsize) x * channels, channels);
  for (guint row = 0; row < height; row++)
    match_row (gesso_image_get_row (picture, row), channels, colour, tolerance,
               gesso_image_edit_row (plane, row), width);
  if (everywhere)
    return g_steal_pointer (&plane);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  places = g_array_new (FALSE, FALSE, sizeof (Place));
  take_from (plane, places, x, y);
  keep_only (plane, TAKEN);
  return g_steal_pointer (&plane);
}

GessoImage *
gesso_flood_holes (const GessoImage *mask,
                   GCancellable     *cancellable,
                   GError          **error)
{
  guint width = gesso_image_get_width (mask), height = gesso_image_get_height (mask);
  g_autoptr (GessoImage) plane = gesso_image_new (width, height, 1, error);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  if (plane == NULL)
    return NULL;
  for (guint y = 0; y < height; y++)
    {
      const guint8 *in = gesso_image_get_row (mask, y);
      guint8 *out = gesso_image_edit_row (plane, y);

      for (guint x = 0; x < width; x++)
        out[x] = in[x] < 128 ? FREE : WALL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint x = 0; x < width; x++)
    {
      take_from (plane, places, (int) x, 0);
      take_from (plane, places, (int) x, (int) height - 1);
    }
  for (guint y = 0; y < height; y++)
    {
      take_from (plane, places, 0, (int) y);
      take_from (plane, places, (int) width - 1, (int) y);
    }
  keep_only (plane, FREE);
  return g_steal_pointer (&plane);
}
