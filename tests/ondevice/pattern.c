/* pattern.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "pattern.h"

#include <string.h>

GessoImage *
pattern_new (guint width,
             guint height,
             guint channels)
{
  GessoImage *image = gesso_image_new (width, height, channels, NULL);

  g_assert_nonnull (image);
  return image;
}

void
pattern_fill (GessoImage *image,
              int         x0,
              int         y0,
              int         width,
              int         height,
              guint32     rgba)
{
  guint channels = gesso_image_get_channels (image);
  guint8 colour[] = { rgba >> 24, rgba >> 16, rgba >> 8, rgba };

  for (int y = y0; y < y0 + height; y++)
    for (int x = x0; x < x0 + width; x++)
      memcpy (gesso_image_edit_row (image, y) + (gsize) x * channels, colour, channels);
}

GessoImage *
pattern_hole (guint width,
              guint height,
              int   x,
              int   y,
              int   hole_width,
              int   hole_height)
{
  GessoImage *mask = pattern_new (width, height, 1);

  pattern_fill (mask, x, y, hole_width, hole_height, 0xff000000);
  return mask;
}

GessoImage *
pattern_stripes (guint width,
                 guint height)
{
  GessoImage *image = pattern_new (width, height, 3);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint8 *pixel = gesso_image_edit_row (image, y) + 3 * x;
        guint phase = (x + y / 2) % 8;

        pixel[0] = phase < 4 ? 200 : 60;
        pixel[1] = 40 + 20 * phase;
        pixel[2] = phase < 4 ? 80 : 180;
      }
  return image;
}

GessoImage *
pattern_noise (guint   width,
               guint   height,
               guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GessoImage *image = pattern_new (width, height, 3);

  for (guint y = 0; y < height; y++)
    for (guint i = 0; i < 3 * width; i++)
      gesso_image_edit_row (image, y)[i] = g_rand_int_range (rand, 60, 200);
  return image;
}

const guint8 *
pattern_pixel (const GessoImage *image,
               int               x,
               int               y)
{
  return gesso_image_get_row (image, y) + (gsize) x * gesso_image_get_channels (image);
}

void
pattern_assert (const GessoImage *image,
                int               x,
                int               y,
                guint32           rgba,
                int               slack)
{
  for (guint c = 0; c < gesso_image_get_channels (image); c++)
    g_assert_cmpint (ABS (pattern_pixel (image, x, y)[c] - (int) (rgba >> (24 - 8 * c) & 255)), <=, slack);
}

double
pattern_compare (const GessoImage *a,
                 const GessoImage *b,
                 int               x0,
                 int               y0,
                 int               width,
                 int               height)
{
  guint channels = gesso_image_get_channels (a);
  gint64 sum = 0;

  for (int y = y0; y < y0 + height; y++)
    for (guint i = x0 * channels; i < (x0 + width) * channels; i++)
      sum += ABS (gesso_image_get_row (a, y)[i] - gesso_image_get_row (b, y)[i]);
  return (double) sum / ((gint64) width * height * channels);
}
