/* test-codec.c - what holds for all formats, and reading files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gesso-test.h"
#include "pictures.h"

static const GessoFormat lossy[] = { GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    gboolean writable, found;
    GessoFormat format;
  } cases[] = {
    { "a.png", TRUE, TRUE, GESSO_FORMAT_PNG },
    { "a.b.JPG", TRUE, TRUE, GESSO_FORMAT_JPEG },
    { "/x/y.jpeg", TRUE, TRUE, GESSO_FORMAT_JPEG },
    { "a.WebP", TRUE, TRUE, GESSO_FORMAT_WEBP },
    { "a.gif", FALSE, TRUE, GESSO_FORMAT_GIF },
    { "a.gif", TRUE, FALSE, 0 },
    { "a.tif", FALSE, TRUE, GESSO_FORMAT_TIFF },
    { "a.tiff", TRUE, FALSE, 0 },
    { "png", FALSE, FALSE, 0 },
    { "a.", FALSE, FALSE, 0 },
    { "a.pngx", FALSE, FALSE, 0 },
    { NULL, FALSE, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GessoFormat format = GESSO_N_FORMATS;

      g_assert_cmpint (gesso_format_from_name (cases[i].name, cases[i].writable, &format), ==, cases[i].found);
      if (cases[i].found)
        g_assert_cmpint (format, ==, cases[i].format);
    }
}

static void
test_mimes (void)
{
  GessoFormat format;

  for (GessoFormat i = 0; i < GESSO_N_FORMATS; i++)
    {
      g_autofree char *name = g_strdup_printf ("x.%s", gesso_format_get_suffix (i));

      g_assert_true (gesso_format_from_mime (gesso_format_get_mime (i), &format));
      g_assert_cmpint (format, ==, i);
      g_assert_true (gesso_format_from_name (name, FALSE, &format));
      g_assert_cmpint (format, ==, i);
    }
  g_assert_true (gesso_format_from_mime ("Image/PNG; charset=binary", &format));
  g_assert_cmpint (format, ==, GESSO_FORMAT_PNG);
  g_assert_false (gesso_format_from_mime ("image/png2", &format));
  g_assert_false (gesso_format_from_mime ("image/", &format));
  g_assert_false (gesso_format_from_mime (NULL, &format));
}

static void
test_lossy_is_close (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lossy); i++)
    {
      g_autoptr (GessoImage) image = make_ramp (203, 111, 3);
      g_autoptr (GBytes) file = encode (image, lossy[i], 90);
      g_autoptr (GessoImage) back = decode (file);

      g_assert_cmpfloat (measure_difference (image, back), <, 3);
    }
}

static void
test_quality_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lossy); i++)
    {
      g_autoptr (GessoImage) image = make_noise (64, 64, 3, 1);
      g_autoptr (GBytes) low = encode (image, lossy[i], 10);
      g_autoptr (GBytes) high = encode (image, lossy[i], 95);

      g_assert_cmpuint (g_bytes_get_size (low) * 2, <, g_bytes_get_size (high));
    }
}

static void
test_grey_is_encoded (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lossy); i++)
    {
      g_autoptr (GessoImage) image = make_ramp (64, 48, 1);
      g_autoptr (GBytes) file = encode (image, lossy[i], 95);
      g_autoptr (GessoImage) back = decode (file);
      g_autoptr (GessoImage) grey = gesso_image_convert (back, 1, NULL);

      g_assert_cmpuint (gesso_image_get_channels (back), ==, 3);
      g_assert_cmpfloat (measure_difference (image, grey), <, 3);
    }
}

static GBytes *
make_profile (const char *space,
              gsize       size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * i);
  /* As libpng checks them: length, class, space, signature, illuminant and tags. */
  memset (data, 0, 132);
  data[2] = (guint8) (size >> 8);
  data[3] = (guint8) size;
  data[8] = 2;
  memcpy (data + 12, "mntr", 4);
  memcpy (data + 16, space, 4);
  memcpy (data + 20, "XYZ ", 4);
  memcpy (data + 36, "acsp", 4);
  memcpy (data + 68, "\x00\x00\xf6\xd6\x00\x01\x00\x00\x00\x00\xd3\x2d", 12);
  return g_bytes_new_take (data, size);
}

static void
test_profile_kept (void)
{
  static const GessoFormat formats[] = { GESSO_FORMAT_PNG, GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };
  g_autoptr (GBytes) profile = make_profile ("RGB ", 3144);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    for (guint channels = 3; channels <= 4; channels++)
      {
        g_autoptr (GessoImage) image = make_ramp (20, 20, channels);
        g_autoptr (GBytes) file = NULL;
        g_autoptr (GessoImage) back = NULL;

        gesso_image_set_profile (image, profile);
        file = encode (image, formats[i], 90);
        back = decode (file);
        g_assert_nonnull (gesso_image_get_profile (back));
        g_assert_true (g_bytes_equal (gesso_image_get_profile (back), profile));
      }
}

static void
test_profile_of_other_pixels (void)
{
  g_autoptr (GBytes) profile = make_profile ("CMYK", 600);
  g_autoptr (GessoImage) image = make_ramp (20, 20, 3);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GessoImage) back = NULL;

  gesso_image_set_profile (image, profile);
  file = encode (image, GESSO_FORMAT_JPEG, 90);
  back = decode (file);
  g_assert_null (gesso_image_get_profile (back));
}

/* Two rows from below, of three bytes a pixel and padded to four. */
static void
test_bmp (void)
{
  static const guint8 data[] = {
    'B', 'M', 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0,
    0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0,
  };
  g_autoptr (GBytes) file = g_bytes_new_static (data, sizeof data);
  g_autoptr (GessoImage) image = NULL;
  GessoPictureInfo info;
  GError *error = NULL;

  g_assert_true (gesso_codec_probe (file, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpint (info.format, ==, GESSO_FORMAT_BMP);
  g_assert_cmpuint (info.width, ==, 2);
  image = decode (file);
  g_assert_cmpmem (gesso_image_get_row (image, 0), 6, "\11\10\7\14\13\12", 6);
  g_assert_cmpmem (gesso_image_get_row (image, 1), 6, "\3\2\1\6\5\4", 6);
}

static void
test_unwritable (void)
{
  g_autoptr (GessoImage) image = make_ramp (4, 4, 3);
  GError *error = NULL;

  g_assert_null (gesso_codec_encode (image, GESSO_FORMAT_GIF, 80, NULL, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_UNSUPPORTED, "cannot write");
  g_assert_null (gesso_codec_encode (image, GESSO_FORMAT_TIFF, 80, NULL, &error));
  assert_refused (error, GESSO_ERROR_UNSUPPORTED, "cannot write");
}

static void
test_small (void)
{
  static const GessoFormat formats[] = { GESSO_FORMAT_PNG, GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };
  static const guint sides[] = { 1, 7, 64, 100, 512 };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GessoImage) image = make_ramp (640, 480, 3);
      g_autoptr (GBytes) file = encode (image, formats[i], 95);

      for (gsize s = 0; s < G_N_ELEMENTS (sides); s++)
        {
          g_autoptr (GessoImage) small = gesso_codec_decode_small (file, sides[s], NULL, NULL);
          g_autoptr (GessoImage) expected = gesso_image_fit (image, sides[s], NULL);

          g_assert_cmpfloat (measure_difference (small, expected), <, 4);
        }
    }
}

static void
test_small_never_grows (void)
{
  g_autoptr (GessoImage) image = make_ramp (30, 20, 3);
  g_autoptr (GBytes) file = encode (image, GESSO_FORMAT_JPEG, 95);
  g_autoptr (GessoImage) small = gesso_codec_decode_small (file, 512, NULL, NULL);

  g_assert_cmpuint (gesso_image_get_width (small), ==, 30);
}

static void
test_cancelled (void)
{
  static const char *const fixtures[] = { "imaging/still.gif", "imaging/still.tiff", "imaging/cmyk.jpg" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GessoImage) image = make_ramp (30, 20, 3);

  g_cancellable_cancel (cancellable);
  for (GessoFormat format = GESSO_FORMAT_PNG; format <= GESSO_FORMAT_WEBP; format++)
    {
      g_autoptr (GBytes) file = encode (image, format, 95);
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_codec_decode (file, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autoptr (GBytes) file = gesso_test_read_fixture (fixtures[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_codec_decode_small (file, 5, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelled_midway (void)
{
  g_autoptr (GessoImage) image = make_noise (1500, 1500, 4, 1);

  for (GessoFormat format = GESSO_FORMAT_PNG; format <= GESSO_FORMAT_JPEG; format++)
    {
      g_autoptr (GBytes) file = encode (image, format, 95);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GThread) thread = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoImage) decoded = NULL;

      /* Whichever is first, it is one thing or the other, and nothing leaks. */
      thread = g_thread_new ("cancel", cancel_thread, cancellable);
      decoded = gesso_codec_decode (file, cancellable, &error);
      g_thread_join (g_steal_pointer (&thread));
      g_assert_true ((decoded == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static GBytes *
read_path (const char *path,
           gsize       max_bytes,
           GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return gesso_codec_read_file (file, max_bytes, NULL, error);
}

static void
test_read_file (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "prächtig.png", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.png", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) exact = NULL;
  GError *error = NULL;

  g_assert_true (g_file_set_contents (path, "0123456789", 10, NULL));
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  whole = read_path (path, 1000, NULL);
  g_assert_cmpmem (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole), "0123456789", 10);
  exact = read_path (path, 10, NULL);
  g_assert_cmpuint (g_bytes_get_size (exact), ==, 10);
  g_assert_null (read_path (path, 9, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_BAD_INPUT, "“prächtig.png” is larger than 9 bytes");
  g_assert_null (read_path (missing, 1000, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_BAD_INPUT, "no file “missing.png”");
  g_assert_null (read_path (folder, 1000, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_BAD_INPUT, "is a folder");
  g_assert_null (read_path (pipe, 1000, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_BAD_INPUT, "not an ordinary file");
  gesso_test_remove (folder);
}

static void
test_read_unreadable (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "secret.png", NULL);
  GError *error = NULL;

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  if (access (path, R_OK) == 0)
    g_test_skip ("This user may read everything");
  else
    {
      g_assert_null (read_path (path, 1000, &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, "may not read “secret.png”");
    }
  gesso_test_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imaging/codec/names", test_names);
  g_test_add_func ("/imaging/codec/mimes", test_mimes);
  g_test_add_func ("/imaging/codec/lossy-is-close", test_lossy_is_close);
  g_test_add_func ("/imaging/codec/quality-counts", test_quality_counts);
  g_test_add_func ("/imaging/codec/grey-is-encoded", test_grey_is_encoded);
  g_test_add_func ("/imaging/codec/profile-kept", test_profile_kept);
  g_test_add_func ("/imaging/codec/profile-of-other-pixels", test_profile_of_other_pixels);
  g_test_add_func ("/imaging/codec/bmp", test_bmp);
  g_test_add_func ("/imaging/codec/unwritable", test_unwritable);
  g_test_add_func ("/imaging/codec/small", test_small);
  g_test_add_func ("/imaging/codec/small-never-grows", test_small_never_grows);
  g_test_add_func ("/imaging/codec/cancelled", test_cancelled);
  g_test_add_func ("/imaging/codec/cancelled-midway", test_cancelled_midway);
  g_test_add_func ("/imaging/codec/read-file", test_read_file);
  g_test_add_func ("/imaging/codec/read-unreadable", test_read_unreadable);
  return g_test_run ();
}
