/* pictures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "pictures.h"

static GessoImage *
make_image (guint width,
            guint height,
            guint channels)
{
  g_autoptr (GError) error = NULL;
  GessoImage *image = gesso_image_new (width, height, channels, &error);

  g_assert_no_error (error);
  return image;
}

GessoImage *
make_noise (guint   width,
            guint   height,
            guint   channels,
            guint32 seed)
{
  GessoImage *image = make_image (width, height, channels);

  for (guint y = 0; y < height; y++)
    {
      guint8 *row = gesso_image_edit_row (image, y);

      for (guint i = 0; i < width * channels; i++)
        {
          seed = seed * 1664525u + 1013904223u;
          row[i] = (guint8) (seed >> 24);
        }
    }
  return image;
}

GessoImage *
make_ramp (guint width,
           guint height,
           guint channels)
{
  GessoImage *image = make_image (width, height, channels);

  for (guint y = 0; y < height; y++)
    {
      guint8 *row = gesso_image_edit_row (image, y);

      for (guint x = 0; x < width; x++, row += channels)
        {
          row[0] = (guint8) (255 * x / width);
          if (channels == 1)
            continue;
          row[1] = (guint8) (255 * y / height);
          row[2] = (guint8) (128 + 64 * x / width);
          if (channels == 4)
            row[3] = (guint8) (255 - 128 * y / height);
        }
    }
  return image;
}

GessoImage *
make_plain (guint         width,
            guint         height,
            guint         channels,
            const guint8 *pixel)
{
  GessoImage *image = make_image (width, height, channels);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      memcpy (gesso_image_edit_row (image, y) + x * channels, pixel, channels);
  return image;
}

GBytes *
encode (const GessoImage *image,
        GessoFormat       format,
        int               quality)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = gesso_codec_encode (image, format, quality, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

GessoImage *
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  GessoImage *image = gesso_codec_decode (bytes, NULL, &error);

  g_assert_no_error (error);
  return image;
}

GBytes *
splice (GBytes       *data,
        gsize         offset,
        gconstpointer insert,
        gsize         length)
{
  GByteArray *out = g_byte_array_new ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  g_byte_array_append (out, bytes, (guint) offset);
  g_byte_array_append (out, insert, (guint) length);
  g_byte_array_append (out, bytes + offset, (guint) (size - offset));
  return g_byte_array_free_to_bytes (out);
}

GBytes *
cut_to (GBytes *data,
        gsize   length)
{
  /* A copy of its own, so that reading beyond the end is noticed. */
  return g_bytes_new (g_bytes_get_data (data, NULL), length);
}

double
measure_difference (const GessoImage *a,
                    const GessoImage *b)
{
  guint channels = gesso_image_get_channels (a), width = gesso_image_get_width (a);
  guint height = gesso_image_get_height (a);
  double sum = 0;

  g_assert_cmpuint (channels, ==, gesso_image_get_channels (b));
  g_assert_cmpuint (width, ==, gesso_image_get_width (b));
  g_assert_cmpuint (height, ==, gesso_image_get_height (b));
  for (guint y = 0; y < height; y++)
    for (guint i = 0; i < width * channels; i++)
      sum += abs (gesso_image_get_row (a, y)[i] - gesso_image_get_row (b, y)[i]);
  return sum / ((double) width * height * channels);
}

void
assert_refused (GError     *error,
                GessoError  code,
                const char *part)
{
  g_assert_error (error, GESSO_ERROR, (int) code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_error_free (error);
}
