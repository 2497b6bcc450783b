/* test-codec-png.c - PNG in all its kinds, written by libpng and read by us
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <png.h>
#include <string.h>

#include "pictures.h"

/* What a file is to hold: the raw rows of @width × @height at @depth bits. */
typedef struct
{
  guint width, height, depth, type;
  gboolean interlaced;
  int filters; /* PNG_FILTER_…, 0 for libpng's choice */
  const png_color *palette;
  guint n_colours;
  const guint8 *palette_alpha;
  guint n_alpha;
  const png_color_16 *transparent;
  const guint8 *rows;
  gsize row_bytes;
} Spec;

static void
write_cb (png_structp png,
          png_bytep   data,
          size_t      length)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) length);
}

static GBytes *
write_png (const Spec *spec)
{
  GByteArray *out = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  g_autofree png_bytepp rows = g_new (png_bytep, spec->height);

  for (guint y = 0; y < spec->height; y++)
    rows[y] = (png_bytep) spec->rows + y * spec->row_bytes;
  png_set_write_fn (png, out, write_cb, NULL);
  png_set_IHDR (png, info, spec->width, spec->height, (int) spec->depth, (int) spec->type,
                spec->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
  if (spec->filters != 0)
    png_set_filter (png, 0, spec->filters);
  if (spec->palette != NULL)
    png_set_PLTE (png, info, spec->palette, (int) spec->n_colours);
  if (spec->palette_alpha != NULL)
    png_set_tRNS (png, info, spec->palette_alpha, (int) spec->n_alpha, NULL);
  if (spec->transparent != NULL)
    png_set_tRNS (png, info, NULL, 0, spec->transparent);
  png_set_rows (png, info, rows);
  png_write_png (png, info, 0, NULL);
  png_destroy_write_struct (&png, &info);
  return g_byte_array_free_to_bytes (out);
}

static GessoImage *
write_and_decode (const Spec *spec)
{
  g_autoptr (GBytes) file = write_png (spec);

  return decode (file);
}

static void
assert_pixel (const GessoImage *image,
              guint             x,
              guint             y,
              const char       *hex)
{
  guint channels = gesso_image_get_channels (image);
  const guint8 *pixel = gesso_image_get_row (image, y) + x * channels;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint c = 0; c < channels; c++)
    g_string_append_printf (text, "%02x", pixel[c]);
  g_assert_cmpstr (text->str, ==, hex);
}

static const png_color colours[] = { { 10, 20, 30 }, { 200, 100, 50 }, { 255, 255, 255 }, { 0, 0, 0 } };

static void
test_palette (void)
{
  static const guint8 rows[] = { 0, 1, 2, 3, 2, 1 };
  const Spec spec = { .width = 3, .height = 2, .depth = 8, .type = PNG_COLOR_TYPE_PALETTE,
                      .palette = colours, .n_colours = 4, .rows = rows, .row_bytes = 3 };
  g_autoptr (GessoImage) image = write_and_decode (&spec);

  g_assert_cmpuint (gesso_image_get_channels (image), ==, 3);
  assert_pixel (image, 0, 0, "0a141e");
  assert_pixel (image, 1, 0, "c86432");
  assert_pixel (image, 0, 1, "000000");
}

static void
test_palette_alpha (void)
{
  static const guint8 rows[] = { 0x1b }, alpha[] = { 0, 128 };
  const Spec spec = { .width = 4, .height = 1, .depth = 2, .type = PNG_COLOR_TYPE_PALETTE,
                      .palette = colours, .n_colours = 4, .palette_alpha = alpha, .n_alpha = 2,
                      .rows = rows, .row_bytes = 1 };
  g_autoptr (GessoImage) image = write_and_decode (&spec);

  g_assert_cmpuint (gesso_image_get_channels (image), ==, 4);
  assert_pixel (image, 0, 0, "0a141e00");
  assert_pixel (image, 1, 0, "c8643280");
  assert_pixel (image, 2, 0, "ffffffff");
}

static void
test_grey_depths (void)
{
  static const struct
  {
    guint depth;
    guint8 byte;
    const char *first, *second;
  } cases[] = {
    { 1, 0x40, "000000", "ffffff" },
    { 2, 0x60, "555555", "aaaaaa" },
    { 4, 0x3c, "333333", "cccccc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Spec spec = { .width = 2, .height = 1, .depth = cases[i].depth, .type = PNG_COLOR_TYPE_GRAY,
                          .rows = &cases[i].byte, .row_bytes = 1 };
      g_autoptr (GessoImage) image = write_and_decode (&spec);

      assert_pixel (image, 0, 0, cases[i].first);
      assert_pixel (image, 1, 0, cases[i].second);
    }
}

static void
test_grey_alpha (void)
{
  static const guint8 rows[] = { 7, 255, 200, 3 };
  const Spec spec = { .width = 2, .height = 1, .depth = 8, .type = PNG_COLOR_TYPE_GRAY_ALPHA,
                      .rows = rows, .row_bytes = 4 };
  g_autoptr (GessoImage) image = write_and_decode (&spec);

  assert_pixel (image, 0, 0, "070707ff");
  assert_pixel (image, 1, 0, "c8c8c803");
}

static void
test_transparent_colour (void)
{
  static const guint8 rows[] = { 1, 2, 3, 1, 2, 4 };
  static const png_color_16 key = { .red = 1, .green = 2, .blue = 3 };
  const Spec spec = { .width = 2, .height = 1, .depth = 8, .type = PNG_COLOR_TYPE_RGB,
                      .transparent = &key, .rows = rows, .row_bytes = 6 };
  g_autoptr (GessoImage) image = write_and_decode (&spec);

  assert_pixel (image, 0, 0, "01020300");
  assert_pixel (image, 1, 0, "010204ff");
}

static void
test_transparent_grey (void)
{
  static const guint8 rows[] = { 9, 8 };
  static const png_color_16 key = { .gray = 9 };
  const Spec spec = { .width = 2, .height = 1, .depth = 8, .type = PNG_COLOR_TYPE_GRAY,
                      .transparent = &key, .rows = rows, .row_bytes = 2 };
  g_autoptr (GessoImage) image = write_and_decode (&spec);

  assert_pixel (image, 0, 0, "09090900");
  assert_pixel (image, 1, 0, "080808ff");
}

static void
test_interlaced (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 2, 3 }, { 8, 8 }, { 33, 21 }, { 100, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GessoImage) expected = make_noise (sizes[i][0], sizes[i][1], 4, 1);
      const Spec spec = { .width = sizes[i][0], .height = sizes[i][1], .depth = 8,
                          .type = PNG_COLOR_TYPE_RGB_ALPHA, .interlaced = TRUE,
                          .rows = gesso_image_get_row (expected, 0),
                          .row_bytes = gesso_image_get_stride (expected) };
      g_autoptr (GessoImage) image = write_and_decode (&spec);

      g_assert_true (gesso_image_equal (image, expected));
    }
}

static void
test_filters (void)
{
  static const int filters[] = {
    PNG_FILTER_NONE, PNG_FILTER_SUB, PNG_FILTER_UP, PNG_FILTER_AVG, PNG_FILTER_PAETH, PNG_ALL_FILTERS,
  };
  static const guint types[] = {
    [1] = PNG_COLOR_TYPE_GRAY, [3] = PNG_COLOR_TYPE_RGB, [4] = PNG_COLOR_TYPE_RGB_ALPHA,
  };

  for (guint channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1)
    for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
      for (guint soft = 0; soft <= 1; soft++)
        {
          g_autoptr (GessoImage) expected = soft ? make_ramp (307, 91, channels)
                                                 : make_noise (307, 91, channels, 4);
          const Spec spec = { .width = 307, .height = 91, .depth = 8, .type = types[channels],
                              .filters = filters[i],
                              .rows = gesso_image_get_row (expected, 0),
                              .row_bytes = gesso_image_get_stride (expected) };
          g_autoptr (GessoImage) image = write_and_decode (&spec);
          g_autoptr (GessoImage) kept = gesso_image_convert (image, channels, NULL);

          g_assert_true (gesso_image_equal (kept, expected));
        }
}

/* The same pixels in many chunks, as most programs write them. */
static void
test_many_chunks (void)
{
  g_autoptr (GessoImage) expected = make_noise (400, 300, 3, 5);
  const Spec spec = { .width = 400, .height = 300, .depth = 8, .type = PNG_COLOR_TYPE_RGB,
                      .rows = gesso_image_get_row (expected, 0),
                      .row_bytes = gesso_image_get_stride (expected) };
  g_autoptr (GBytes) file = write_png (&spec);
  g_autoptr (GessoImage) image = decode (file);

  g_assert_cmpuint (g_bytes_get_size (file), >, 3 * 8192);
  g_assert_true (gesso_image_equal (image, expected));
}

static void
test_interlaced_palette (void)
{
  static const guint8 rows[] = { 0x1b, 0x1b, 0xe4, 0xe4, 0x00, 0xff };
  Spec spec = { .width = 8, .height = 3, .depth = 2, .type = PNG_COLOR_TYPE_PALETTE,
                .palette = colours, .n_colours = 4, .rows = rows, .row_bytes = 2 };
  g_autoptr (GessoImage) plain = write_and_decode (&spec);
  g_autoptr (GessoImage) woven = NULL;

  spec.interlaced = TRUE;
  woven = write_and_decode (&spec);
  g_assert_true (gesso_image_equal (plain, woven));
}

static void
test_deep_refused (void)
{
  static const guint8 rows[12] = { 1, 2, 3 };
  static const guint types[] = { PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_RGB };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const Spec spec = { .width = 1, .height = 2, .depth = 16, .type = types[i], .rows = rows, .row_bytes = 6 };
      g_autoptr (GBytes) file = write_png (&spec);
      GessoPictureInfo info;
      GError *error = NULL;

      g_assert_true (gesso_codec_probe (file, &info, NULL));
      g_assert_cmpuint (info.depth, ==, 16);
      g_assert_null (gesso_codec_decode (file, NULL, &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, "16 bits");
    }
}

static void
test_deep_mask (void)
{
  static const guint8 rows[] = { 0, 0, 0xff, 0xff, 0x80, 0x80, 0x7f, 0xff };
  static const guint8 expected[] = { 0, 255, 128, 127 };
  const Spec spec = { .width = 4, .height = 1, .depth = 16, .type = PNG_COLOR_TYPE_GRAY, .rows = rows, .row_bytes = 8 };
  g_autoptr (GBytes) file = write_png (&spec);
  g_autoptr (GessoImage) image = gesso_codec_decode_mask (file, NULL, NULL);
  g_autoptr (GessoImage) mask = gesso_image_convert (image, 1, NULL);

  for (guint x = 0; x < 4; x++)
    g_assert_cmpuint (gesso_image_get_row (mask, 0)[x], ==, expected[x]);
}

static void
test_round_trip (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 50, 1 }, { 17, 13 }, { 256, 64 }, { 701, 333 } };

  for (guint channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        g_autoptr (GessoImage) noise = make_noise (sizes[i][0], sizes[i][1], channels, 2);
        g_autoptr (GessoImage) ramp = make_ramp (sizes[i][0], sizes[i][1], channels);
        g_autoptr (GBytes) noise_file = encode (noise, GESSO_FORMAT_PNG, 0);
        g_autoptr (GBytes) ramp_file = encode (ramp, GESSO_FORMAT_PNG, 0);
        g_autoptr (GessoImage) noise_back = decode (noise_file);
        g_autoptr (GessoImage) ramp_back = decode (ramp_file);
        g_autoptr (GessoImage) noise_kept = gesso_image_convert (noise_back, channels, NULL);
        g_autoptr (GessoImage) ramp_kept = gesso_image_convert (ramp_back, channels, NULL);

        g_assert_cmpuint (gesso_image_get_channels (noise_back), ==, MAX (channels, 3));
        g_assert_true (gesso_image_equal (noise, noise_kept));
        g_assert_true (gesso_image_equal (ramp, ramp_kept));
      }
}

/* Bands are cut by the number of processors; the file must not show it. */
static void
test_same_bytes (void)
{
  g_autoptr (GessoImage) image = make_ramp (1500, 900, 3);
  g_autoptr (GBytes) a = encode (image, GESSO_FORMAT_PNG, 0);
  g_autoptr (GBytes) b = encode (image, GESSO_FORMAT_PNG, 100);

  g_assert_true (g_bytes_equal (a, b));
}

static void
test_mask_is_small (void)
{
  g_autoptr (GessoImage) mask = gesso_image_new (2000, 2000, 1, NULL);
  g_autoptr (GBytes) file = NULL;

  for (guint y = 500; y < 1500; y++)
    memset (gesso_image_edit_row (mask, y) + 500, 255, 1000);
  file = encode (mask, GESSO_FORMAT_PNG, 0);
  g_assert_cmpuint (g_bytes_get_size (file), <, 40000);
}

static void
test_every_prefix_refused (void)
{
  g_autoptr (GessoImage) image = make_noise (9, 7, 4, 3);
  g_autoptr (GBytes) file = encode (image, GESSO_FORMAT_PNG, 0);

  for (gsize n = 1; n < g_bytes_get_size (file); n++)
    {
      g_autoptr (GBytes) part = cut_to (file, n);
      GError *error = NULL;

      g_assert_null (gesso_codec_decode (part, NULL, &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, "cut short");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imaging/png/palette", test_palette);
  g_test_add_func ("/imaging/png/palette-alpha", test_palette_alpha);
  g_test_add_func ("/imaging/png/grey-depths", test_grey_depths);
  g_test_add_func ("/imaging/png/grey-alpha", test_grey_alpha);
  g_test_add_func ("/imaging/png/transparent-colour", test_transparent_colour);
  g_test_add_func ("/imaging/png/transparent-grey", test_transparent_grey);
  g_test_add_func ("/imaging/png/interlaced", test_interlaced);
  g_test_add_func ("/imaging/png/filters", test_filters);
  g_test_add_func ("/imaging/png/many-chunks", test_many_chunks);
  g_test_add_func ("/imaging/png/interlaced-palette", test_interlaced_palette);
  g_test_add_func ("/imaging/png/deep-refused", test_deep_refused);
  g_test_add_func ("/imaging/png/deep-mask", test_deep_mask);
  g_test_add_func ("/imaging/png/round-trip", test_round_trip);
  g_test_add_func ("/imaging/png/same-bytes", test_same_bytes);
  g_test_add_func ("/imaging/png/mask-is-small", test_mask_is_small);
  g_test_add_func ("/imaging/png/every-prefix-refused", test_every_prefix_refused);
  return g_test_run ();
}
