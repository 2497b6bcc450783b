/* photo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define RIM 8

GessoImage *
photo_load (const char *path)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  GessoImage *image;
  guint width, height, channels;

  if (pixbuf == NULL)
    return NULL;
  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  channels = gdk_pixbuf_get_n_channels (pixbuf);
  image = gesso_image_new (width, height, channels, NULL);
  g_assert_nonnull (image);
  for (guint y = 0; y < height; y++)
    memcpy (gesso_image_edit_row (image, y),
            gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf),
            (gsize) width * channels);
  return image;
}

GessoImage *
photo_halve (const GessoImage *image)
{
  guint width = gesso_image_get_width (image) / 2, height = gesso_image_get_height (image) / 2;
  guint channels = gesso_image_get_channels (image);
  GessoImage *half = gesso_image_new (width, height, channels, NULL);

  g_assert_nonnull (half);
  for (guint y = 0; y < height; y++)
    {
      const guint8 *top = gesso_image_get_row (image, 2 * y), *bottom = gesso_image_get_row (image, 2 * y + 1);
      guint8 *out = gesso_image_edit_row (half, y);

      for (guint x = 0; x < width; x++)
        for (guint c = 0; c < channels; c++)
          {
            guint i = 2 * x * channels + c;

            out[x * channels + c] = (top[i] + top[i + channels] + bottom[i] + bottom[i + channels] + 2) / 4;
          }
    }
  return half;
}

/* The weights of six pixels for a child a quarter of a pixel before the fourth. */
static void
get_lanczos (double weights[6])
{
  double sum = 0;

  for (int i = 0; i < 6; i++)
    {
      double at = G_PI * (i - 3 + 0.25);

      weights[i] = 3 * sin (at) * sin (at / 3) / (at * at);
      sum += weights[i];
    }
  for (int i = 0; i < 6; i++)
    weights[i] /= sum;
}

GessoImage *
photo_lanczos (const GessoImage *image)
{
  int width = gesso_image_get_width (image), height = gesso_image_get_height (image);
  int channels = gesso_image_get_channels (image);
  GessoImage *out = gesso_image_new (2 * width, 2 * height, channels, NULL);
  g_autofree double *mixed = g_new (double, (gsize) width * channels);
  double weights[6];

  g_assert_nonnull (out);
  get_lanczos (weights);
  for (int y = 0; y < 2 * height; y++)
    {
      guint8 *row = gesso_image_edit_row (out, y);

      for (int i = 0; i < width * channels; i++)
        {
          mixed[i] = 0;
          for (int k = 0; k < 6; k++)
            {
              int from = y % 2 == 0 ? y / 2 + k - 3 : y / 2 + 3 - k;

              mixed[i] += weights[k] * gesso_image_get_row (image, CLAMP (from, 0, height - 1))[i];
            }
        }
      for (int x = 0; x < 2 * width; x++)
        for (int c = 0; c < channels; c++)
          {
            double sum = 0;

            for (int k = 0; k < 6; k++)
              {
                int from = x % 2 == 0 ? x / 2 + k - 3 : x / 2 + 3 - k;

                sum += weights[k] * mixed[CLAMP (from, 0, width - 1) * channels + c];
              }
            row[x * channels + c] = (guint8) CLAMP (sum + 0.5, 0, 255);
          }
    }
  return out;
}

static double
get_luma (const GessoImage *image,
          guint             x,
          guint             y)
{
  guint channels = gesso_image_get_channels (image);
  const guint8 *pixel = gesso_image_get_row (image, y) + (gsize) x * channels;

  return channels == 1 ? pixel[0] : 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
}

double
photo_get_psnr (const GessoImage *a,
                const GessoImage *b)
{
  guint width = MIN (gesso_image_get_width (a), gesso_image_get_width (b));
  guint height = MIN (gesso_image_get_height (a), gesso_image_get_height (b));
  double sum = 0;

  for (guint y = RIM; y < height - RIM; y++)
    for (guint x = RIM; x < width - RIM; x++)
      {
        double apart = get_luma (a, x, y) - get_luma (b, x, y);

        sum += apart * apart;
      }
  sum /= (double) (width - 2 * RIM) * (height - 2 * RIM);
  return 10 * log10 (255.0 * 255.0 / MAX (sum, 1e-9));
}

void
photo_save (const GessoImage *image,
            const char       *path)
{
  guint channels = gesso_image_get_channels (image);
  FILE *file = fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_true (channels == 1 || channels == 3);
  fprintf (file, "P%d\n%u %u\n255\n", channels == 1 ? 5 : 6,
           gesso_image_get_width (image), gesso_image_get_height (image));
  for (guint y = 0; y < gesso_image_get_height (image); y++)
    fwrite (gesso_image_get_row (image, y), channels, gesso_image_get_width (image), file);
  fclose (file);
}
