/* gesso-composite.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-bands.h"
#include "gesso-codec.h"
#include "gesso-composite.h"
#include "gesso-error.h"

typedef struct
{
  const GessoImage *parent, *reply, *mask;
  guint8 *out; /* the first row of the result */
  gsize stride;
} Blend;

/* Where the coverage of a row is the same all over, it need not be looked at by pixel. */
static gboolean
is_all (const guint8 *coverage,
        guint         width,
        guint8        value)
{
  return coverage[0] == value && memcmp (coverage, coverage + 1, width - 1) == 0;
}

/* Told the channels as a constant, the compiler vectorises the inner loop. The
 * division by 255 is exact for every sum that two bytes and a coverage can make. */
static inline void
blend_row (const guint8 *parent,
           const guint8 *reply,
           const guint8 *coverage,
           guint8       *out,
           guint         width,
           guint         channels)
{
  for (guint x = 0; x < width; x++)
    {
      guint a = coverage[x];

      for (guint c = 0; c < channels; c++)
        {
          guint i = x * channels + c;
          guint sum = parent[i] * (255u - a) + reply[i] * a + 127u;

          out[i] = (guint8) ((sum + 1 + (sum >> 8)) >> 8);
        }
    }
}

static void
blend_band (int      from,
            int      to,
            gpointer user_data)
{
  Blend *blend = user_data;
  guint width = gesso_image_get_width (blend->parent);
  guint channels = gesso_image_get_channels (blend->parent);

  for (int y = from; y < to; y++)
    {
      const guint8 *parent = gesso_image_get_row (blend->parent, y);
      const guint8 *reply = gesso_image_get_row (blend->reply, y);
      const guint8 *coverage = gesso_image_get_row (blend->mask, y);
      guint8 *out = blend->out + y * blend->stride;

      if (is_all (coverage, width, 0))
        memcpy (out, parent, (gsize) width * channels);
      else if (is_all (coverage, width, 255))
        memcpy (out, reply, (gsize) width * channels);
      else if (channels == 4)
        blend_row (parent, reply, coverage, out, width, 4);
      else
        blend_row (parent, reply, coverage, out, width, 3);
    }
}

static gboolean
check_sizes (const GessoImage *image,
             guint             width,
             guint             height,
             GError          **error)
{
  if (gesso_image_get_width (image) == width && gesso_image_get_height (image) == height)
    return TRUE;
  /* Translators: two sizes in pixels: the one found, and the one it should be. */
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               _("The picture or mask to put together has %u × %u pixels, but %u × %u are needed."),
               gesso_image_get_width (image), gesso_image_get_height (image), width, height);
  return FALSE;
}

/* Colour channels enough for both pictures. */
static guint
find_channels (const GessoImage *a,
               const GessoImage *b)
{
  return MAX (3, MAX (gesso_image_get_channels (a), gesso_image_get_channels (b)));
}

GessoImage *
gesso_composite (const GessoImage *parent,
                 const GessoImage *reply,
                 const GessoImage *mask,
                 GError          **error)
{
  guint width = gesso_image_get_width (parent), height = gesso_image_get_height (parent);
  guint channels = find_channels (parent, reply);
  g_autoptr (GessoImage) under = NULL;
  g_autoptr (GessoImage) over = NULL;
  g_autoptr (GessoImage) image = NULL;
  Blend blend;

  g_return_val_if_fail (gesso_image_get_channels (mask) == 1, NULL);

  if (!check_sizes (reply, width, height, error) || !check_sizes (mask, width, height, error))
    return NULL;
  under = gesso_image_convert (parent, channels, error);
  over = under != NULL ? gesso_image_convert (reply, channels, error) : NULL;
  image = over != NULL ? gesso_image_new (width, height, channels, error) : NULL;
  if (image == NULL)
    return NULL;
  blend = (Blend) { under, over, mask, gesso_image_edit_row (image, 0), gesso_image_get_stride (image) };
  gesso_bands_run ((int) height, gesso_bands_height (blend.stride), 0, blend_band, &blend, NULL);
  gesso_image_set_profile (image, gesso_image_get_profile (parent));
  return g_steal_pointer (&image);
}

GessoImage *
gesso_composite_frame (const GessoImage *parent,
                       const GessoImage *reply,
                       const GessoFrame *frame,
                       GError          **error)
{
  guint width = gesso_image_get_width (parent), height = gesso_image_get_height (parent);
  guint channels = find_channels (parent, reply);
  g_autoptr (GessoImage) old = NULL;
  g_autoptr (GessoImage) around = NULL;
  g_autoptr (GessoImage) image = NULL;

  if (!gesso_frame_check (frame, (int) width, (int) height, error) ||
      !check_sizes (reply, width + (guint) (frame->left + frame->right),
                    height + (guint) (frame->top + frame->bottom), error))
    return NULL;
  old = gesso_image_convert (parent, channels, error);
  around = old != NULL ? gesso_image_convert (reply, channels, error) : NULL;
  image = around == NULL ? NULL : gesso_image_new (gesso_image_get_width (reply),
                                                   gesso_image_get_height (reply), channels, error);
  if (image == NULL)
    return NULL;
  gesso_image_paste (image, around, 0, 0);
  gesso_image_paste (image, old, frame->left, frame->top);
  gesso_image_set_profile (image, gesso_image_get_profile (parent));
  return g_steal_pointer (&image);
}

static void
count_row (const guint8 *parent,
           const guint8 *found,
           const guint8 *coverage,
           guint         width,
           guint         channels,
           GessoVerdict *verdict)
{
  gsize n = (gsize) width * channels;

  if (coverage == NULL && memcmp (parent, found, n) == 0)
    {
      verdict->protected_pixels += width;
      return;
    }
  for (guint x = 0; x < width; x++, parent += channels, found += channels)
    if (coverage == NULL || coverage[x] == 0)
      {
        verdict->protected_pixels++;
        verdict->changed_pixels += memcmp (parent, found, channels) != 0;
      }
}

gboolean
gesso_verify (GBytes           *file,
              const GessoImage *parent,
              const GessoImage *mask,
              int               x,
              int               y,
              GessoVerdict     *verdict,
              GCancellable     *cancellable,
              GError          **error)
{
  guint width = gesso_image_get_width (parent), height = gesso_image_get_height (parent);
  GessoVerdict counted = { 0, 0 };
  g_autoptr (GessoImage) decoded = NULL;
  g_autoptr (GessoImage) found = NULL;
  g_autoptr (GessoImage) wanted = NULL;
  GessoRect rect = { x, y, (int) width, (int) height };
  guint channels;

  g_return_val_if_fail (mask == NULL || gesso_image_get_channels (mask) == 1, FALSE);

  if (mask != NULL && !check_sizes (mask, width, height, error))
    return FALSE;
  decoded = gesso_codec_decode (file, cancellable, error);
  if (decoded == NULL)
    return FALSE;
  /* Compared with alpha where either has it: an opaque pixel must have stayed opaque. */
  channels = find_channels (decoded, parent);
  wanted = gesso_image_convert (parent, channels, error);
  found = wanted != NULL ? gesso_image_convert (decoded, channels, error) : NULL;
  if (found != NULL)
    {
      g_autoptr (GessoImage) whole = g_steal_pointer (&found);

      found = gesso_image_crop (whole, &rect, error);
    }
  if (found == NULL)
    return FALSE;
  for (guint row = 0; row < height; row++)
    {
      if (row % 256 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      count_row (gesso_image_get_row (wanted, row), gesso_image_get_row (found, row),
                 mask != NULL ? gesso_image_get_row (mask, row) : NULL, width, channels, &counted);
    }
  *verdict = counted;
  return TRUE;
}
