/* layered.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-codec.h"
#include "gesso-zip-writer.h"
#include "layered.h"

GessoImage *
layered_make_noise (guint   width,
                    guint   height,
                    guint   channels,
                    guint32 seed)
{
  GessoImage *image = gesso_image_new (width, height, channels, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint y = 0; y < height; y++)
    for (guint i = 0; i < width * channels; i++)
      gesso_image_edit_row (image, y)[i] = channels == 4 && i % 4 == 3 ? 255 : (guint8) g_rand_int (random);
  return image;
}

GessoImage *
layered_make_plain (guint  width,
                    guint  height,
                    guint8 red,
                    guint8 green,
                    guint8 blue,
                    guint8 alpha)
{
  GessoImage *image = gesso_image_new (width, height, 4, NULL);
  const guint8 pixel[] = { red, green, blue, alpha };

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      memcpy (gesso_image_edit_row (image, y) + 4 * x, pixel, 4);
  return image;
}

GBytes *
layered_encode (const GessoImage *image)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static char *
write_picture (const char       *folder,
               const char       *name,
               const char       *ending,
               const GessoImage *image)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GBytes) bytes = layered_encode (image);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

GessoOpenrasterStep *
layered_make_step (const char       *folder,
                   const char       *name,
                   const GessoImage *picture,
                   const GessoImage *mask)
{
  GessoOpenrasterStep *step = g_new0 (GessoOpenrasterStep, 1);

  step->title = g_strdup (name);
  step->picture = write_picture (folder, name, ".png", picture);
  if (mask != NULL)
    step->mask = write_picture (folder, name, "-mask.png", mask);
  return step;
}

void
layered_write (const char *path,
               const char *mime,
               const char *stack,
               ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoZipWriter) writer = gesso_zip_writer_new (path, &error);
  g_autoptr (GBytes) type = g_bytes_new (mime, strlen (mime));
  const char *name;
  va_list rest;

  g_assert_no_error (error);
  g_assert_true (gesso_zip_writer_add (writer, "mimetype", type, NULL));
  if (stack != NULL)
    {
      g_autoptr (GBytes) xml = g_bytes_new (stack, strlen (stack));

      g_assert_true (gesso_zip_writer_add (writer, "stack.xml", xml, NULL));
    }
  va_start (rest, stack);
  while ((name = va_arg (rest, const char *)) != NULL)
    {
      g_autoptr (GBytes) bytes = va_arg (rest, GBytes *);

      g_assert_true (gesso_zip_writer_add (writer, name, bytes, NULL));
    }
  va_end (rest);
  g_assert_true (gesso_zip_writer_close (writer, &error));
}

GBytes *
layered_read_file (const char *path)
{
  char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

void
layered_write_single (const char       *path,
                      const GessoImage *image)
{
  g_autofree char *stack = g_strdup_printf ("<image w=\"%u\" h=\"%u\"><stack><layer src=\"data/a.png\"/></stack></image>",
                                            gesso_image_get_width (image), gesso_image_get_height (image));

  layered_write (path, GESSO_OPENRASTER_MIME, stack, "data/a.png", layered_encode (image), NULL);
}
