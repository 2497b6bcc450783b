/* bench-codec.c - one megapixel read and written in each format, as in the
 * program, against GdkPixbuf; flatpak/check runs it inside the sandbox, where
 * newer GdkPixbuf starts a helper process for every picture, and gives it files
 * in further formats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>
#include <tiffio.h>

#include "gesso-test.h"
#include "pictures.h"

#define SIDE 1024
#define ROUNDS 5

static double
get_ms (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1e3;
}

/* Something between a ramp, which compresses to nothing, and noise, which does not compress. */
static GessoImage *
make_picture (void)
{
  GessoImage *image = make_ramp (SIDE, SIDE, 3);
  guint32 seed = 7;

  for (guint y = 0; y < SIDE; y++)
    {
      guint8 *row = gesso_image_edit_row (image, y);

      for (guint i = 0; i < SIDE * 3; i++)
        {
          seed = seed * 1664525u + 1013904223u;
          row[i] = (guint8) (row[i] / 2 + (seed >> 28));
        }
    }
  return image;
}

static GBytes *
make_tiff (const GessoImage *image)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "picture.tiff", NULL);
  TIFF *tiff = TIFFOpen (path, "w");
  char *data;
  gsize size;

  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, SIDE);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, SIDE);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, 64);
  for (guint y = 0; y < SIDE; y++)
    TIFFWriteScanline (tiff, (void *) gesso_image_get_row (image, y), y, 0);
  TIFFClose (tiff);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  gesso_test_remove (folder);
  return g_bytes_new_take (data, size);
}

/* −1 where it cannot, which is a figure too. */
static double
load_by_pixbuf (GBytes *file)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean loaded = gdk_pixbuf_loader_write_bytes (loader, file, NULL);

  loaded = gdk_pixbuf_loader_close (loader, NULL) && loaded && gdk_pixbuf_loader_get_pixbuf (loader) != NULL;
  return loaded ? get_ms (start) : -1;
}

static void
describe (const char *what,
          double      ours,
          double      pixbuf)
{
  if (pixbuf < 0)
    printf ("%s: %.1f ms; GdkPixbuf %s cannot\n", what, ours, gdk_pixbuf_version);
  else
    printf ("%s: %.1f ms; GdkPixbuf %s %.1f ms, ratio %.2f (goal ≤ 1)\n", what, ours, gdk_pixbuf_version, pixbuf,
            ours / pixbuf);
}

static void
bench_load (const char *name,
            GBytes     *file)
{
  g_autofree char *what = g_strdup_printf ("load 1 MP %s", name);
  double ours = G_MAXDOUBLE, pixbuf = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoImage) image = gesso_codec_decode (file, NULL, &error);

      g_assert_no_error (error);
      ours = MIN (ours, get_ms (start));
      pixbuf = MIN (pixbuf, load_by_pixbuf (file));
    }
  describe (what, ours, pixbuf);
}

static double
save_by_pixbuf (const GessoImage *image,
                const char       *type)
{
  g_autoptr (GBytes) pixels = gesso_image_to_bytes (image);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_bytes (pixels, GDK_COLORSPACE_RGB, FALSE, 8, SIDE, SIDE,
                                                            (int) gesso_image_get_stride (image));
  gint64 start = g_get_monotonic_time ();
  g_autofree char *data = NULL;
  gsize size;

  return gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, NULL,
                                    g_str_equal (type, "png") ? NULL : "quality", "92", NULL)
             ? get_ms (start)
             : -1;
}

static GBytes *
bench_save (const char       *name,
            const GessoImage *image,
            GessoFormat       format)
{
  g_autofree char *what = g_strdup_printf ("save 1 MP %s", name);
  double ours = G_MAXDOUBLE, pixbuf = G_MAXDOUBLE;
  GBytes *file = NULL;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      g_clear_pointer (&file, g_bytes_unref);
      file = encode (image, format, 92);
      ours = MIN (ours, get_ms (start));
      pixbuf = MIN (pixbuf, save_by_pixbuf (image, name));
    }
  describe (what, ours, pixbuf);
  return file;
}

/* What the runtime may have no loader for says so, in the artist's sentence. */
static void
bench_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GessoImage) image = NULL;
  const char *name = strrchr (path, '.') + 1;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  file = g_bytes_new_take (data, size);
  image = gesso_codec_decode (file, NULL, &error);
  if (image != NULL)
    bench_load (name, file);
  else
    printf ("load 1 MP %s: %s\n", name, error->message);
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "png", "jpeg", "webp" };
  static const GessoFormat formats[] = { GESSO_FORMAT_PNG, GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };
  g_autoptr (GessoImage) image = make_picture ();
  g_autoptr (GBytes) tiff = make_tiff (image);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) file = bench_save (names[i], image, formats[i]);

      bench_load (names[i], file);
    }
  bench_load ("tiff", tiff);
  for (int i = 1; i < argc; i++)
    bench_file (argv[i]);
  return 0;
}
