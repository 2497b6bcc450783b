/* test-codec-formats.c - what is peculiar to JPEG, WebP, GIF and TIFF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-riff-private.h"
#include "gesso-test.h"
#include "pictures.h"

static GessoImage *
decode_fixture (const char *name)
{
  g_autofree char *path = g_build_filename ("imaging", name, NULL);
  g_autoptr (GBytes) file = gesso_test_read_fixture (path);

  return decode (file);
}

static void
assert_pixel (const GessoImage *image,
              guint             x,
              guint             y,
              guint32           rgb)
{
  const guint8 *pixel = gesso_image_get_row (image, y) + x * gesso_image_get_channels (image);

  g_assert_cmphex ((guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2], ==, rgb);
}

static void
test_jpeg_over_white (void)
{
  static const guint8 clear[] = { 255, 0, 0, 0 }, half[] = { 0, 0, 0, 128 };
  g_autoptr (GessoImage) image = make_plain (16, 32, 4, clear);
  g_autoptr (GessoImage) shade = make_plain (16, 16, 4, half);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GessoImage) back = NULL;

  gesso_image_paste (image, shade, 0, 16);
  file = encode (image, GESSO_FORMAT_JPEG, 95);
  back = decode (file);
  assert_pixel (back, 3, 3, 0xffffff);
  assert_pixel (back, 3, 28, 0x7f7f7f);
}

static void
test_jpeg_inks (void)
{
  g_autoptr (GessoImage) image = decode_fixture ("cmyk.jpg");

  assert_pixel (image, 8, 8, 0xc86432);
}

/* A small TIFF directory with the orientation, in either order of bytes. */
static void
make_exif (guint8   *out,
           guint     orientation,
           gboolean  big_endian)
{
  static const guint8 big[] = "MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\0\0\0\0\0\0\0";
  static const guint8 little[] = "II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\0\0\0\0\0\0\0\0";

  memcpy (out, big_endian ? big : little, 26);
  out[big_endian ? 19 : 18] = (guint8) orientation;
}

static GBytes *
add_jpeg_exif (GBytes  *file,
               guint    orientation,
               gboolean big_endian)
{
  guint8 segment[36] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f' };

  make_exif (segment + 10, orientation, big_endian);
  return splice (file, 2, segment, sizeof (segment));
}

static void
test_jpeg_orientation (gconstpointer data)
{
  guint orientation = GPOINTER_TO_UINT (data);
  g_autoptr (GessoImage) image = make_ramp (160, 96, 3);
  g_autoptr (GBytes) plain = encode (image, GESSO_FORMAT_JPEG, 95);
  g_autoptr (GessoImage) stored = decode (plain);
  g_autoptr (GessoImage) expected = gesso_image_orient (stored, orientation, NULL);

  for (int big_endian = 0; big_endian <= 1; big_endian++)
    {
      g_autoptr (GBytes) file = add_jpeg_exif (plain, orientation, big_endian);
      g_autoptr (GessoImage) upright = decode (file);
      g_autoptr (GessoImage) small = gesso_codec_decode_small (file, 40, NULL, NULL);
      GessoPictureInfo info;

      g_assert_true (gesso_codec_probe (file, &info, NULL));
      g_assert_cmpuint (info.orientation, ==, orientation);
      g_assert_cmpuint (info.width, ==, gesso_image_get_width (upright));
      g_assert_cmpuint (info.height, ==, gesso_image_get_height (upright));
      g_assert_true (gesso_image_equal (upright, expected));
      g_assert_cmpuint (gesso_image_get_width (small), ==, orientation < 5 ? 40 : 24);
    }
}

static void
test_orientation_nonsense (void)
{
  g_autoptr (GessoImage) image = make_ramp (160, 96, 3);
  g_autoptr (GBytes) plain = encode (image, GESSO_FORMAT_JPEG, 95);
  static const guint nonsense[] = { 0, 9, 255 };

  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autoptr (GBytes) file = add_jpeg_exif (plain, nonsense[i], FALSE);
      GessoPictureInfo info;

      g_assert_true (gesso_codec_probe (file, &info, NULL));
      g_assert_cmpuint (info.orientation, ==, 1);
      g_assert_cmpuint (info.width, ==, 160);
    }
}

static void
test_webp_alpha (void)
{
  g_autoptr (GessoImage) image = make_ramp (60, 40, 4);
  g_autoptr (GBytes) file = encode (image, GESSO_FORMAT_WEBP, 90);
  g_autoptr (GessoImage) back = decode (file);

  g_assert_cmpuint (gesso_image_get_channels (back), ==, 4);
  g_assert_cmpfloat (measure_difference (image, back), <, 3);
}

static GBytes *
add_webp_chunk (GBytes       *file,
                guint         flag,
                const char   *type,
                gconstpointer data,
                gsize         size)
{
  guint8 header[GESSO_WEBP_VP8X_SIZE] = { (guint8) flag };
  GByteArray *out = gesso_riff_begin ();
  GessoRiffChunk chunk;
  GessoPictureInfo info;
  GessoRiff riff;

  g_assert_true (gesso_codec_probe (file, &info, NULL));
  gesso_riff_write_24 (header + 4, info.width - 1);
  gesso_riff_write_24 (header + 7, info.height - 1);
  gesso_riff_append (out, "VP8X", header, sizeof (header));
  g_assert_true (gesso_riff_open (&riff, g_bytes_get_data (file, NULL), g_bytes_get_size (file)));
  while (gesso_riff_next (&riff, &chunk))
    gesso_riff_append (out, chunk.type, chunk.data, chunk.size);
  gesso_riff_append (out, type, data, size);
  return gesso_riff_finish (out);
}

static void
test_webp_orientation (void)
{
  g_autoptr (GessoImage) image = make_ramp (60, 30, 3);
  g_autoptr (GBytes) plain = encode (image, GESSO_FORMAT_WEBP, 95);
  g_autoptr (GessoImage) stored = decode (plain);
  g_autoptr (GessoImage) expected = gesso_image_orient (stored, 6, NULL);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GessoImage) upright = NULL;
  guint8 exif[26];

  make_exif (exif, 6, TRUE);
  file = add_webp_chunk (plain, GESSO_WEBP_EXIF, "EXIF", exif, sizeof (exif));
  upright = decode (file);
  g_assert_true (gesso_image_equal (upright, expected));
}

/* One frame of 20 × 10 at (6, 4) on a canvas of 40 × 30, then another. */
static GBytes *
make_animation (const GessoImage *image)
{
  g_autoptr (GBytes) still = encode (image, GESSO_FORMAT_WEBP, 100);
  guint8 header[GESSO_WEBP_VP8X_SIZE] = { GESSO_WEBP_ANIMATION | GESSO_WEBP_ALPHA };
  guint8 frame[16] = { 0 }, loop[6] = { 0 };
  g_autoptr (GByteArray) content = g_byte_array_new ();
  GByteArray *out = gesso_riff_begin ();
  GessoRiffChunk chunk;
  GessoRiff riff;

  gesso_riff_write_24 (header + 4, 39);
  gesso_riff_write_24 (header + 7, 29);
  gesso_riff_write_24 (frame, 3);
  gesso_riff_write_24 (frame + 3, 2);
  gesso_riff_write_24 (frame + 6, 19);
  gesso_riff_write_24 (frame + 9, 9);
  g_byte_array_append (content, frame, sizeof (frame));
  g_assert_true (gesso_riff_open (&riff, g_bytes_get_data (still, NULL), g_bytes_get_size (still)));
  while (gesso_riff_next (&riff, &chunk))
    if (!g_str_equal (chunk.type, "VP8X"))
      gesso_riff_append (content, chunk.type, chunk.data, chunk.size);
  gesso_riff_append (out, "VP8X", header, sizeof (header));
  gesso_riff_append (out, "ANIM", loop, sizeof (loop));
  gesso_riff_append (out, "ANMF", content->data, content->len);
  gesso_riff_append (out, "ANMF", content->data, content->len);
  return gesso_riff_finish (out);
}

static void
test_webp_animation (void)
{
  static const GessoRect place = { 6, 4, 20, 10 };

  for (guint channels = 3; channels <= 4; channels++)
    {
      g_autoptr (GessoImage) image = make_ramp (20, 10, channels);
      g_autoptr (GessoImage) wanted = gesso_image_convert (image, 4, NULL);
      g_autoptr (GBytes) file = make_animation (image);
      g_autoptr (GessoImage) back = decode (file);
      g_autoptr (GessoImage) part = gesso_image_crop (back, &place, NULL);
      GessoPictureInfo info;

      g_assert_true (gesso_codec_probe (file, &info, NULL));
      g_assert_true (info.animated);
      g_assert_cmpuint (gesso_image_get_width (back), ==, 40);
      g_assert_cmpuint (gesso_image_get_row (back, 0)[3], ==, 0);
      g_assert_cmpfloat (measure_difference (part, wanted), <, 4);
    }
}

static void
test_webp_too_large (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (16384, 1, 3, NULL);
  GError *error = NULL;

  g_assert_null (gesso_codec_encode (image, GESSO_FORMAT_WEBP, 80, NULL, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "16383");
}

static void
assert_corners (const GessoImage *image,
                guint32           top_left,
                guint32           top_right,
                guint32           bottom_left,
                guint32           bottom_right)
{
  guint right = gesso_image_get_width (image) - 1, bottom = gesso_image_get_height (image) - 1;

  assert_pixel (image, 0, 0, top_left);
  assert_pixel (image, right, 0, top_right);
  assert_pixel (image, 0, bottom, bottom_left);
  assert_pixel (image, right, bottom, bottom_right);
}

static void
test_gif (void)
{
  static const char *const names[] = { "still.gif", "animated.gif" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename ("imaging", names[i], NULL);
      g_autoptr (GBytes) file = gesso_test_read_fixture (path);
      g_autoptr (GessoImage) image = decode (file);
      GessoPictureInfo info;

      g_assert_true (gesso_codec_probe (file, &info, NULL));
      g_assert_cmpint (info.format, ==, GESSO_FORMAT_GIF);
      g_assert_cmpint (info.animated, ==, (int) i);
      g_assert_cmpuint (gesso_image_get_channels (image), ==, 3);
      assert_corners (image, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00);
    }
}

/* More codes than a table holds, in four passes, with a colour that is none. */
static void
test_gif_interlaced (void)
{
  g_autoptr (GessoImage) image = decode_fixture ("interlaced.gif");
  g_autoptr (GessoImage) wanted = decode_fixture ("interlaced-gif.png");

  g_assert_cmpuint (gesso_image_get_channels (image), ==, 4);
  g_assert_cmpuint (gesso_image_get_width (image), ==, gesso_image_get_width (wanted));
  g_assert_cmpuint (gesso_image_get_height (image), ==, gesso_image_get_height (wanted));
  for (guint y = 0; y < gesso_image_get_height (image); y++)
    for (guint x = 0; x < gesso_image_get_width (image); x++)
      {
        const guint8 *pixel = gesso_image_get_row (image, y) + 4 * x;
        const guint8 *other = gesso_image_get_row (wanted, y) + 4 * x;

        g_assert_cmpuint (pixel[3], ==, other[3]);
        if (pixel[3] != 0)
          g_assert_cmpmem (pixel, 3, other, 3);
      }
}

/* A frame that reaches beyond the canvas, and asks for it to be put back afterwards. */
static void
test_gif_beyond (void)
{
  static const char text[] =
    "GIF89a\2\0\2\0\x80\0\0\0\0\0\xff\x80\0!\xf9\4\x0c\0\0\0\0,\1\0\1\0\2\0\2\0\0\2\3\x4c\x12\5\0;";
  g_autoptr (GBytes) file = g_bytes_new_static (text, sizeof (text) - 1);
  g_autoptr (GessoImage) image = decode (file);

  g_assert_cmpuint (gesso_image_get_width (image), ==, 2);
  g_assert_cmpuint (gesso_image_get_channels (image), ==, 4);
  assert_corners (image, 0, 0, 0, 0xff8000);
  g_assert_cmpuint (gesso_image_get_row (image, 0)[3], ==, 0);
  g_assert_cmpuint (gesso_image_get_row (image, 1)[7], ==, 255);
}

static void
test_tiff (void)
{
  g_autoptr (GessoImage) image = decode_fixture ("still.tiff");

  g_assert_cmpuint (gesso_image_get_channels (image), ==, 3);
  g_assert_cmpuint (gesso_image_get_width (image), ==, 6);
  assert_corners (image, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00);
}

static void
test_tiff_alpha (void)
{
  g_autoptr (GessoImage) image = decode_fixture ("translucent.tiff");

  g_assert_cmpuint (gesso_image_get_channels (image), ==, 4);
  g_assert_cmpint (gesso_image_get_row (image, 1)[12], >=, 198);
  g_assert_cmpint (gesso_image_get_row (image, 1)[12], <=, 202);
  g_assert_cmpint (gesso_image_get_row (image, 1)[15], ==, 127);
}

static void
test_tiff_turned (void)
{
  g_autoptr (GBytes) file = gesso_test_read_fixture ("imaging/turned.tiff");
  g_autoptr (GessoImage) image = decode (file);
  GessoPictureInfo info;

  g_assert_true (gesso_codec_probe (file, &info, NULL));
  g_assert_cmpuint (info.width, ==, 4);
  g_assert_cmpuint (info.height, ==, 6);
  g_assert_cmpuint (gesso_image_get_width (image), ==, 4);
  assert_corners (image, 0x0000ff, 0xff0000, 0xffff00, 0x00ff00);
}

static void
test_tiff_deep (void)
{
  g_autoptr (GBytes) file = gesso_test_read_fixture ("imaging/deep.tiff");
  GError *error = NULL;

  g_assert_null (gesso_codec_decode (file, NULL, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "16 bits");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imaging/jpeg/over-white", test_jpeg_over_white);
  g_test_add_func ("/imaging/jpeg/inks", test_jpeg_inks);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/imaging/jpeg/orientation/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_jpeg_orientation);
    }
  g_test_add_func ("/imaging/jpeg/orientation/nonsense", test_orientation_nonsense);
  g_test_add_func ("/imaging/webp/alpha", test_webp_alpha);
  g_test_add_func ("/imaging/webp/orientation", test_webp_orientation);
  g_test_add_func ("/imaging/webp/animation", test_webp_animation);
  g_test_add_func ("/imaging/webp/too-large", test_webp_too_large);
  g_test_add_func ("/imaging/gif/corners", test_gif);
  g_test_add_func ("/imaging/gif/interlaced", test_gif_interlaced);
  g_test_add_func ("/imaging/gif/beyond-the-canvas", test_gif_beyond);
  g_test_add_func ("/imaging/tiff/plain", test_tiff);
  g_test_add_func ("/imaging/tiff/alpha", test_tiff_alpha);
  g_test_add_func ("/imaging/tiff/turned", test_tiff_turned);
  g_test_add_func ("/imaging/tiff/deep", test_tiff_deep);
  return g_test_run ();
}
