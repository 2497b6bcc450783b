/* gesso-image-spread.c - what lies near something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-image.h"

/* Along a row, from one end to the other: 255 up to @reach pixels behind what is not 0. */
static void
spread_row (guint8 *row,
            guint   width,
            guint   reach)
{
  guint since = G_MAXUINT;

  for (guint x = 0; x < width; x++)
    {
      since = row[x] == 255 ? 0 : since < G_MAXUINT ? since + 1 : since;
      if (since <= reach)
        row[x] = row[x] == 255 ? 255 : 254;
    }
  since = G_MAXUINT;
  for (guint x = width; x-- > 0;)
    {
      since = row[x] == 255 ? 0 : since < G_MAXUINT ? since + 1 : since;
      if (since <= reach && row[x] != 255)
        row[x] = 254;
    }
  for (guint x = 0; x < width; x++)
    row[x] = row[x] >= 254 ? 255 : 0;
}

/* The same down or up, for all columns of a row at once; @since remembers for each. */
static void
spread_down (guint8 *row,
             guint  *since,
             guint   width,
             guint   reach)
{
  for (guint x = 0; x < width; x++)
    {
      since[x] = row[x] == 255 ? 0 : since[x] < G_MAXUINT ? since[x] + 1 : since[x];
      if (since[x] <= reach && row[x] != 255)
        row[x] = 254;
    }
}

GessoImage *
gesso_image_spread (const GessoImage *self,
                    guint             reach,
                    GError          **error)
{
  guint width = gesso_image_get_width (self), height = gesso_image_get_height (self);
  GessoImage *image;
  g_autofree guint *since = NULL;

  g_return_val_if_fail (gesso_image_get_channels (self) == 1, NULL);

  image = gesso_image_new (width, height, 1, error);
  if (image == NULL)
    return NULL;
  for (guint y = 0; y < height; y++)
    {
      const guint8 *from = gesso_image_get_row (self, y);
      guint8 *row = gesso_image_edit_row (image, y);

      for (guint x = 0; x < width; x++)
        row[x] = from[x] > 0 ? 255 : 0;
      spread_row (row, width, reach);
    }
  since = g_new (guint, width);
  for (guint x = 0; x < width; x++)
    since[x] = G_MAXUINT;
  for (guint y = 0; y < height; y++)
    spread_down (gesso_image_edit_row (image, y), since, width, reach);
  for (guint x = 0; x < width; x++)
    since[x] = G_MAXUINT;
  for (guint y = height; y-- > 0;)
    spread_down (gesso_image_edit_row (image, y), since, width, reach);
  for (guint y = 0; y < height; y++)
    {
      guint8 *row = gesso_image_edit_row (image, y);

      for (guint x = 0; x < width; x++)
        row[x] = row[x] > 0 ? 255 : 0;
    }
  return image;
}

GessoRect
gesso_image_get_bounds (const GessoImage *self)
{
  int width = (int) gesso_image_get_width (self), height = (int) gesso_image_get_height (self);
  int left = width, right = 0, top = height, bottom = 0;

  g_return_val_if_fail (gesso_image_get_channels (self) == 1, (GessoRect) { 0 });

  for (int y = 0; y < height; y++)
    {
      const guint8 *row = gesso_image_get_row (self, (guint) y);
      int first = 0, last = width;

      while (first < width && row[first] == 0)
        first++;
      if (first == width)
        continue;
      while (row[last - 1] == 0)
        last--;
      left = MIN (left, first);
      right = MAX (right, last);
      top = MIN (top, y);
      bottom = y + 1;
    }
  return (GessoRect) { left, MIN (top, bottom), MAX (right - left, 0), MAX (bottom - top, 0) };
}
