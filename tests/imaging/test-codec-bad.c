/* test-codec-bad.c - files that are not what they seem
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-riff-private.h"
#include "gesso-test.h"
#include "pictures.h"

#define BYTES(text) text, sizeof (text) - 1

static const struct
{
  const char *name;
  const char *data;
  gsize size;
  const char *part;
} strangers[] = {
  { "empty", "", 0, "file is empty" },
  { "text", BYTES ("Dear diary,"), "not a picture" },
  { "zeros", BYTES ("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "not a picture" },
  { "one-byte", BYTES ("x"), "not a picture" },
  { "html", BYTES ("<!DOCTYPE html>\n<html><body>404</body></html>"), "web page" },
  { "html-after-a-mark", BYTES ("\xef\xbb\xbf\n  <HTML>"), "web page" },
  { "json", BYTES ("{\"error\":\"quota\"}"), "not a picture" },
  { "svg", BYTES ("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "SVG" },
  { "photoshop", BYTES ("8BPS\0\1"), "Photoshop" },
  { "xcf", BYTES ("gimp xcf v011"), "GIMP" },
  { "bmp", BYTES ("BM\0\0\0\0"), "cut short" },
  { "bmp-no-pixels", BYTES ("BM\0\0\0\0\0\0\0\0\66\0\0\0\50\0\0\0\0\0\0\0\1\0\0\0\1\0\30\0"), "damaged" },
  { "bmp-far-too-large", BYTES ("BM\0\0\0\0\0\0\0\0\66\0\0\0\50\0\0\0\0\0\0\x40\0\0\0\x40\1\0\30\0"), "too large" },
  { "bmp-cut", BYTES ("BM\0\0\0\0\0\0\0\0\66\0\0\0\50\0\0\0\4\0\0\0\4\0\0\0\1\0"), "cut short" },
  { "bmp-far-pixels", BYTES ("BM\0\0\0\0\0\0\0\0\0\0\0\xf0\14\0\0\0\2\0\2\0\1\0\30\0\0\0\0\0"), "cut short" },
  { "bmp-pixels-in-header", BYTES ("BM\0\0\0\0\0\0\0\0\2\0\0\0\14\0\0\0\2\0\2\0\1\0\30\0\0\0\0\0"), "damaged" },
  { "pdf", BYTES ("%PDF-1.7"), "PDF" },
  { "png-4-bytes", BYTES ("\x89PNG"), "cut short" },
  { "png-signature", BYTES ("\x89PNG\r\n\x1a\n"), "cut short" },
  { "jpeg-1-byte", BYTES ("\xff"), "cut short" },
  { "jpeg-start", BYTES ("\xff\xd8\xff"), "cut short" },
  { "jpeg-no-frame", BYTES ("\xff\xd8\xff\xd9\0\0\0\0"), "damaged" },
  { "jpeg-short-segment", BYTES ("\xff\xd8\xff\xe0\0\1\0\0"), "damaged" },
  { "jpeg-long-segment", BYTES ("\xff\xd8\xff\xe0\xff\xff\0\0"), "cut short" },
  { "jpeg-no-marker", BYTES ("\xff\xd8\xff\xe0\0\3\0\1\2\3\4\5"), "damaged" },
  { "jpeg-only-fill", BYTES ("\xff\xd8\xff\xff\xff\xff\xff\xff\xff"), "cut short" },
  { "jpeg-tiny-frame", BYTES ("\xff\xd8\xff\xc0\0\3\10\0\0\0\0"), "damaged" },
  { "jpeg-no-pixels", BYTES ("\xff\xd8\xff\xc0\0\13\10\0\0\0\0\1\1\21\0\0"), "damaged" },
  { "webp-header", BYTES ("RIFF\x24\0\0\0WEBPVP8 "), "cut short" },
  { "webp-nothing-in-it", BYTES ("RIFF\4\0\0\0WEBP"), "damaged" },
  { "webp-nonsense", BYTES ("RIFF\x1c\0\0\0WEBPABCD\x10\0\0\0""0123456789abcdef"), "damaged" },
  { "gif-header", BYTES ("GIF89a\1\0"), "cut short" },
  { "gif-no-frame", BYTES ("GIF89a\1\0\1\0\0\0\0;"), "damaged" },
  { "gif-no-pixels", BYTES ("GIF89a\0\0\0\0\0\0\0;"), "damaged" },
  { "gif-flat-frame", BYTES ("GIF89a\6\0\4\0\0\0\0,\0\0\0\0\6\0\0\0\0\2\1\0\0;"), "damaged" },
  { "tiff-header", BYTES ("II*\0"), "cut short" },
  { "tiff-far-directory", BYTES ("II*\0\xff\xff\xff\xff"), "cut short" },
  { "tiff-many-entries", BYTES ("MM\0*\0\0\0\10\xff\xff"), "cut short" },
  { "tiff-no-entries", BYTES ("MM\0*\0\0\0\10\0\0"), "damaged" },
  { "bigtiff", BYTES ("II+\0\10\0\0\0"), "BigTIFF" },
};

static void
assert_not_decoded (GBytes     *file,
                    const char *part)
{
  GError *error = NULL;

  g_assert_null (gesso_codec_decode (file, NULL, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_BAD_INPUT, part);
  g_assert_null (gesso_codec_decode_small (file, 64, NULL, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, part);
}

static void
test_stranger (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GBytes) file = g_bytes_new (strangers[i].data, strangers[i].size);
  GessoPictureInfo info;
  GError *error = NULL;

  g_assert_false (gesso_codec_probe (file, &info, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, strangers[i].part);
  assert_not_decoded (file, strangers[i].part);
}

/* Frames in good order whose codes are not. */
static void
test_gif_codes (void)
{
#define FRAME "GIF89a\2\0\2\0\x80\0\0\0\0\0\xff\x80\0,\0\0\0\0\2\0\2\0\0"
  static const struct
  {
    const char *data;
    gsize size;
  } files[] = {
    { BYTES (FRAME "\0\3\x4c\x12\5\0;") },    /* codes of no bits */
    { BYTES (FRAME "\11\3\x4c\x12\5\0;") },   /* codes of too many */
    { BYTES (FRAME "\2\0;") },                 /* none at all */
    { BYTES (FRAME "\2\1\x4c\0;") },           /* not all pixels */
    { BYTES (FRAME "\2\1\x2c\0;") },           /* the end at once */
    { BYTES (FRAME "\2\3\x34\x12\5\0;") },    /* a code not known yet, after none */
    { BYTES (FRAME "\2\3\xcc\xff\xff\0;") },  /* a code not known yet */
    { BYTES ("GIF89a\2\0\2\0\0\0\0,\0\0\0\0\2\0\2\0\0\2\3\x4c\x12\5\0;") }, /* no colours */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (files[i].data, files[i].size);

      g_test_message ("file %" G_GSIZE_FORMAT, i);
      assert_not_decoded (file, "damaged");
    }
#undef FRAME
}

/* Headers alone that promise 30000 × 30000 or more. */
static void
test_too_large (void)
{
  static const struct
  {
    const char *data;
    gsize size;
  } headers[] = {
    { BYTES ("\x89PNG\r\n\x1a\n\0\0\0\15IHDR\0\0\x75\x30\0\0\x75\x30\10\2\0\0\0\0\0\0\0") },
    { BYTES ("\x89PNG\r\n\x1a\n\0\0\0\15IHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\10\2\0\0\0\0\0\0\0") },
    { BYTES ("\xff\xd8\xff\xc0\0\13\10\x75\x30\x75\x30\1\1\21\0\0") },
    { BYTES ("GIF89a\x30\x75\x30\x75\0\0\0;") },
    { BYTES ("MM\0*\0\0\0\10\0\2\1\0\0\4\0\0\0\1\0\0\x75\x30\1\1\0\4\0\0\0\1\0\0\x75\x30\0\0\0\0") },
    { BYTES ("RIFF\x16\0\0\0WEBPVP8X\12\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new (headers[i].data, headers[i].size);

      g_test_message ("header %" G_GSIZE_FORMAT, i);
      assert_not_decoded (file, "too large");
    }
}

/* A JPEG of a few hundred bytes whose header was made to say 11000 × 11000. */
static void
test_jpeg_bomb (void)
{
  g_autoptr (GessoImage) image = make_ramp (16, 16, 3);
  g_autoptr (GBytes) file = encode (image, GESSO_FORMAT_JPEG, 90);
  gsize size = g_bytes_get_size (file);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), size);
  g_autoptr (GBytes) bomb = NULL;

  for (gsize i = 2; i + 9 < size; i++)
    if (data[i] == 0xff && data[i + 1] == 0xc0)
      {
        memcpy (data + i + 5, "\x2a\xf8\x2a\xf8", 4);
        break;
      }
  bomb = g_bytes_new (data, size);
  assert_not_decoded (bomb, "cut short");
}

static GBytes *
read_sample (guint i)
{
  static const char *const fixtures[] = { "imaging/still.gif", "imaging/still.tiff", "imaging/cmyk.jpg" };
  g_autoptr (GessoImage) image = NULL;

  if (i >= 3)
    return gesso_test_read_fixture (fixtures[i - 3]);
  image = make_ramp (41, 23, i == GESSO_FORMAT_JPEG ? 3 : 4);
  return encode (image, (GessoFormat) i, 90);
}

static const char *const sample_names[] = { "png", "jpeg", "webp", "gif", "tiff", "cmyk-jpeg" };

static void
test_every_prefix (gconstpointer data)
{
  guint sample = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) file = read_sample (sample);

  for (gsize n = 0; n < g_bytes_get_size (file); n++)
    {
      g_autoptr (GBytes) part = cut_to (file, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoImage) image = gesso_codec_decode (part, NULL, &error);

      /* A GIF without its trailer still has its first frame, and this TIFF's
       * last bytes are values that readers can do without. */
      if (image != NULL && (sample == 3 || sample == 4))
        continue;
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

/* Whatever the bytes, there is a picture or a sentence. */
static void
test_damaged (gconstpointer data)
{
  g_autoptr (GBytes) file = read_sample (GPOINTER_TO_UINT (data));
  gsize size = g_bytes_get_size (file);
  guint32 seed = 1;

  for (guint round = 0; round < 1500; round++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (file, NULL), size);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoImage) image = NULL;

      for (guint i = 0; i <= round % 4; i++)
        {
          seed = seed * 1664525u + 1013904223u;
          bytes[(seed >> 8) % size] = (guint8) seed;
        }
      damaged = g_bytes_new_take (g_steal_pointer (&bytes), size);
      image = gesso_codec_decode_small (damaged, 32, NULL, &error);
      g_assert_true ((image == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (error->domain == GESSO_ERROR);
    }
}

static void
test_progressive_scans (void)
{
  /* One scan of a progressive JPEG a thousand times over. */
  static const guint8 head[] = {
    0xff, 0xd8, 0xff, 0xdb, 0, 67, 0,
  };
  static const guint8 frame[] = { 0xff, 0xc2, 0, 11, 8, 0x20, 0, 0x20, 0, 1, 1, 0x11, 0 };
  static const guint8 table[] = { 0xff, 0xc4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 scan[] = { 0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0x01, 0 };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GBytes) file = NULL;
  guint8 ones[64];

  memset (ones, 1, sizeof (ones));
  g_byte_array_append (out, head, sizeof (head));
  g_byte_array_append (out, ones, sizeof (ones));
  g_byte_array_append (out, frame, sizeof (frame));
  g_byte_array_append (out, table, sizeof (table));
  for (guint i = 0; i < 1000; i++)
    g_byte_array_append (out, scan, sizeof (scan));
  file = g_byte_array_free_to_bytes (g_steal_pointer (&out));
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (gesso_codec_decode (file, NULL, &error));
    g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  }
}

static void
test_webp_frame_sizes (void)
{
  static const guint8 header[GESSO_WEBP_VP8X_SIZE] = { GESSO_WEBP_ANIMATION, 0, 0, 0, 9, 0, 0, 9, 0, 0 };
  static const gsize sizes[] = { 0, 1, 15, 16, 17, 24, 40 };
  static const guint8 content[40];

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GByteArray *out = gesso_riff_begin ();
      g_autoptr (GBytes) file = NULL;
      g_autoptr (GError) error = NULL;

      gesso_riff_append (out, "VP8X", header, sizeof (header));
      gesso_riff_append (out, "ANIM", content, 6);
      gesso_riff_append (out, "ANMF", content, sizes[i]);
      file = gesso_riff_finish (out);
      g_assert_null (gesso_codec_decode (file, NULL, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *path = g_strconcat ("/imaging/bad/", strangers[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_stranger);
    }
  g_test_add_func ("/imaging/bad/gif-codes", test_gif_codes);
  g_test_add_func ("/imaging/bad/too-large", test_too_large);
  g_test_add_func ("/imaging/bad/jpeg-bomb", test_jpeg_bomb);
  g_test_add_func ("/imaging/bad/jpeg-scans", test_progressive_scans);
  g_test_add_func ("/imaging/bad/webp-frame-sizes", test_webp_frame_sizes);
  for (guint i = 0; i < G_N_ELEMENTS (sample_names); i++)
    {
      g_autofree char *prefix = g_strconcat ("/imaging/bad/every-prefix/", sample_names[i], NULL);
      g_autofree char *damage = g_strconcat ("/imaging/bad/damaged/", sample_names[i], NULL);

      g_test_add_data_func (prefix, GUINT_TO_POINTER (i), test_every_prefix);
      g_test_add_data_func (damage, GUINT_TO_POINTER (i), test_damaged);
    }
  return g_test_run ();
}
