/* test-image.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "pictures.h"

static void
test_limits (void)
{
  static const struct
  {
    guint width, height;
    const char *part;
  } cases[] = {
    { 0, 5, "one pixel" },
    { 5, 0, "one pixel" },
    { 30001, 1, "too large" },
    { 1, 30001, "too large" },
    { 30000, 30000, "too large" },
    { G_MAXUINT, G_MAXUINT, "too large" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = NULL;

      g_assert_null (gesso_image_new (cases[i].width, cases[i].height, 4, &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, cases[i].part);
    }
}

static void
test_new_is_clear (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (7, 3, 4, NULL);

  g_assert_cmpuint (gesso_image_get_stride (image), >=, 28);
  for (guint y = 0; y < 3; y++)
    for (guint i = 0; i < 28; i++)
      g_assert_cmpuint (gesso_image_get_row (image, y)[i], ==, 0);
}

static void
test_convert_grey (void)
{
  for (guint v = 0; v < 256; v++)
    {
      guint8 pixel[] = { (guint8) v, (guint8) v, (guint8) v, 9 };
      g_autoptr (GessoImage) image = make_plain (1, 1, 4, pixel);
      g_autoptr (GessoImage) grey = gesso_image_convert (image, 1, NULL);

      g_assert_cmpuint (gesso_image_get_row (grey, 0)[0], ==, v);
    }
}

static void
test_convert_luma (void)
{
  static const guint8 red[] = { 255, 0, 0 }, green[] = { 0, 255, 0 }, blue[] = { 0, 0, 255 };
  static const struct
  {
    const guint8 *pixel;
    guint8 luma;
  } cases[] = { { red, 76 }, { green, 150 }, { blue, 29 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoImage) image = make_plain (3, 2, 3, cases[i].pixel);
      g_autoptr (GessoImage) grey = gesso_image_convert (image, 1, NULL);

      g_assert_cmpuint (gesso_image_get_row (grey, 1)[2], ==, cases[i].luma);
    }
}

static void
test_convert_alpha (void)
{
  g_autoptr (GessoImage) image = make_noise (13, 5, 4, 1);
  g_autoptr (GessoImage) dropped = gesso_image_convert (image, 3, NULL);
  g_autoptr (GessoImage) added = gesso_image_convert (dropped, 4, NULL);

  g_assert_true (gesso_image_has_alpha (image));
  g_assert_false (gesso_image_has_alpha (dropped));
  g_assert_false (gesso_image_has_alpha (added));
  for (guint x = 0; x < 13; x++)
    {
      g_assert_cmpmem (gesso_image_get_row (image, 4) + 4 * x, 3, gesso_image_get_row (dropped, 4) + 3 * x, 3);
      g_assert_cmpmem (gesso_image_get_row (image, 4) + 4 * x, 3, gesso_image_get_row (added, 4) + 4 * x, 3);
      g_assert_cmpuint (gesso_image_get_row (added, 4)[4 * x + 3], ==, 255);
    }
}

static void
test_convert_shares (void)
{
  g_autoptr (GessoImage) image = make_noise (4, 4, 3, 2);
  g_autoptr (GessoImage) same = gesso_image_convert (image, 3, NULL);

  g_assert_true (same == image);
}

static void
test_has_alpha_after_edit (void)
{
  static const guint8 opaque[] = { 1, 2, 3, 255 };
  g_autoptr (GessoImage) image = make_plain (5, 5, 4, opaque);

  g_assert_false (gesso_image_has_alpha (image));
  gesso_image_edit_row (image, 4)[19] = 254;
  g_assert_true (gesso_image_has_alpha (image));
}

static void
test_bytes_share (void)
{
  g_autoptr (GessoImage) image = make_noise (9, 9, 3, 3);
  const guint8 *row = gesso_image_get_row (image, 2);
  gsize stride = gesso_image_get_stride (image);
  g_autoptr (GBytes) bytes = gesso_image_to_bytes (image);

  g_clear_pointer (&image, gesso_image_unref);
  g_assert_true ((const guint8 *) g_bytes_get_data (bytes, NULL) + 2 * stride == row);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 9 * stride);
}

static void
test_crop (void)
{
  const GessoRect rect = { 3, 2, 4, 5 };
  g_autoptr (GessoImage) image = make_noise (11, 8, 4, 4);
  g_autoptr (GessoImage) part = gesso_image_crop (image, &rect, NULL);

  g_assert_cmpuint (gesso_image_get_width (part), ==, 4);
  g_assert_cmpuint (gesso_image_get_height (part), ==, 5);
  for (guint y = 0; y < 5; y++)
    g_assert_cmpmem (gesso_image_get_row (part, y), 16, gesso_image_get_row (image, y + 2) + 12, 16);
}

static void
test_crop_outside (void)
{
  static const GessoRect rects[] = {
    { -1, 0, 2, 2 }, { 0, -1, 2, 2 }, { 3, 0, 2, 2 }, { 0, 3, 2, 2 }, { 0, 0, 0, 2 },
    { 0, 0, 2, -1 }, { G_MAXINT, 0, G_MAXINT, 1 },
  };
  g_autoptr (GessoImage) image = make_noise (4, 4, 3, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (rects); i++)
    {
      GError *error = NULL;

      g_assert_null (gesso_image_crop (image, &rects[i], &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, "inside the picture");
    }
}

static void
test_paste (void)
{
  static const int places[][2] = {
    { 0, 0 }, { 3, 2 }, { -2, -1 }, { 7, 5 }, { -5, 0 }, { 8, 0 }, { 0, 6 },
    { G_MAXINT, G_MAXINT }, { G_MININT, G_MININT },
  };
  g_autoptr (GessoImage) source = make_noise (5, 4, 3, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GessoImage) image = gesso_image_new (8, 6, 3, NULL);

      gesso_image_paste (image, source, places[i][0], places[i][1]);
      for (gint64 y = 0; y < 6; y++)
        for (gint64 x = 0; x < 8; x++)
          {
            static const guint8 nothing[3];
            gint64 sx = x - places[i][0], sy = y - places[i][1];
            gboolean inside = sx >= 0 && sx < 5 && sy >= 0 && sy < 4;

            g_assert_cmpmem (gesso_image_get_row (image, (guint) y) + 3 * x, 3,
                             inside ? gesso_image_get_row (source, (guint) sy) + 3 * sx : nothing, 3);
          }
    }
}

static void
test_equal (void)
{
  g_autoptr (GessoImage) a = make_noise (5, 5, 3, 7);
  g_autoptr (GessoImage) b = make_noise (5, 5, 3, 7);
  g_autoptr (GessoImage) other = make_noise (5, 4, 3, 7);

  /* Bytes between the rows are no part of the picture. */
  if (gesso_image_get_stride (b) > 15)
    gesso_image_edit_row (b, 0)[15] = 77;
  g_assert_true (gesso_image_equal (a, b));
  g_assert_false (gesso_image_equal (a, other));
  gesso_image_edit_row (b, 4)[14] ^= 1;
  g_assert_false (gesso_image_equal (a, b));
}

static void
test_profile_follows (void)
{
  g_autoptr (GBytes) profile = g_bytes_new_static ("profile", 7);
  const GessoRect rect = { 1, 1, 2, 2 };
  g_autoptr (GessoImage) image = make_noise (6, 4, 3, 8);
  g_autoptr (GessoImage) cropped = NULL;
  g_autoptr (GessoImage) scaled = NULL;
  g_autoptr (GessoImage) turned = NULL;
  g_autoptr (GessoImage) alpha = NULL;
  g_autoptr (GessoImage) grey = NULL;

  gesso_image_set_profile (image, profile);
  gesso_image_set_profile (image, profile);
  cropped = gesso_image_crop (image, &rect, NULL);
  scaled = gesso_image_scale (image, 3, 9, NULL);
  turned = gesso_image_orient (image, 6, NULL);
  alpha = gesso_image_convert (image, 4, NULL);
  grey = gesso_image_convert (image, 1, NULL);
  g_assert_true (gesso_image_get_profile (cropped) == profile);
  g_assert_true (gesso_image_get_profile (scaled) == profile);
  g_assert_true (gesso_image_get_profile (turned) == profile);
  g_assert_true (gesso_image_get_profile (alpha) == profile);
  /* It describes three channels. */
  g_assert_null (gesso_image_get_profile (grey));
}

static void
test_scale_constant (void)
{
  static const guint8 pixels[][4] = {
    { 0, 0, 0, 0 }, { 255, 255, 255, 255 }, { 1, 127, 254, 255 }, { 200, 3, 90, 128 },
  };
  static const guint sizes[][2] = { { 1, 1 }, { 2, 3 }, { 16, 17 }, { 33, 1 }, { 64, 200 }, { 257, 31 } };

  for (gsize p = 0; p < G_N_ELEMENTS (pixels); p++)
    for (guint channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1)
      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          g_autoptr (GessoImage) image = make_plain (17, 29, channels, pixels[p]);
          g_autoptr (GessoImage) expected = make_plain (sizes[i][0], sizes[i][1], channels, pixels[p]);
          g_autoptr (GessoImage) scaled = gesso_image_scale (image, sizes[i][0], sizes[i][1], NULL);

          g_assert_true (gesso_image_equal (scaled, expected));
        }
}

static void
test_scale_average (void)
{
  g_autoptr (GessoImage) image = make_noise (30, 20, 3, 9);
  g_autoptr (GessoImage) half = gesso_image_scale (image, 15, 10, NULL);

  for (guint y = 0; y < 10; y++)
    for (guint i = 0; i < 45; i++)
      {
        guint x = i / 3 * 6 + i % 3;
        guint sum = gesso_image_get_row (image, 2 * y)[x] + gesso_image_get_row (image, 2 * y)[x + 3] +
                    gesso_image_get_row (image, 2 * y + 1)[x] + gesso_image_get_row (image, 2 * y + 1)[x + 3];

        g_assert_cmpuint (gesso_image_get_row (half, y)[i], ==, (sum + 2) / 4);
      }
}

/* Three pixels to two: each takes one and a half. */
static void
test_scale_fractions (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (3, 1, 1, NULL);
  g_autoptr (GessoImage) scaled = NULL;

  memcpy (gesso_image_edit_row (image, 0), "\x00\x5a\xff", 3);
  scaled = gesso_image_scale (image, 2, 1, NULL);
  g_assert_cmpuint (gesso_image_get_row (scaled, 0)[0], ==, 30);
  g_assert_cmpuint (gesso_image_get_row (scaled, 0)[1], ==, 200);
}

static void
test_scale_alpha (void)
{
  static const guint8 hidden_red[] = { 255, 0, 0, 0 }, blue[] = { 0, 0, 255, 255 };
  g_autoptr (GessoImage) image = make_plain (8, 8, 4, hidden_red);
  g_autoptr (GessoImage) right = make_plain (4, 8, 4, blue);
  g_autoptr (GessoImage) small = NULL;

  gesso_image_paste (image, right, 4, 0);
  small = gesso_image_scale (image, 1, 1, NULL);
  g_assert_cmpmem (gesso_image_get_row (small, 0), 4, "\x00\x00\xff\x80", 4);
}

static void
test_scale_alpha_up (void)
{
  g_autoptr (GessoImage) image = make_noise (6, 6, 4, 10);
  g_autoptr (GessoImage) large = NULL;

  for (guint x = 0; x < 6; x++)
    gesso_image_edit_row (image, x)[4 * x + 3] = 0;
  large = gesso_image_scale (image, 61, 47, NULL);
  g_assert_cmpuint (gesso_image_get_width (large), ==, 61);
  g_assert_true (gesso_image_has_alpha (large));
}

static void
test_scale_up_is_smooth (void)
{
  g_autoptr (GessoImage) image = make_ramp (16, 16, 3);
  g_autoptr (GessoImage) large = gesso_image_scale (image, 64, 64, NULL);
  g_autoptr (GessoImage) back = gesso_image_scale (large, 16, 16, NULL);

  for (guint x = 1; x < 64; x++)
    g_assert_cmpuint (gesso_image_get_row (large, 20)[3 * x] + 1, >=, gesso_image_get_row (large, 20)[3 * x - 3]);
  g_assert_cmpfloat (measure_difference (image, back), <, 1.5);
}

static void
test_scale_huge_ratio (void)
{
  static const guint8 pixel[] = { 77, 254, 3 };
  g_autoptr (GessoImage) wide = make_plain (30000, 2, 3, pixel);
  g_autoptr (GessoImage) tall = make_plain (2, 30000, 3, pixel);
  g_autoptr (GessoImage) dot = gesso_image_scale (wide, 1, 1, NULL);
  g_autoptr (GessoImage) other = gesso_image_scale (tall, 1, 1, NULL);
  g_autoptr (GessoImage) line = gesso_image_scale (dot, 30000, 1, NULL);

  g_assert_cmpmem (gesso_image_get_row (dot, 0), 3, pixel, 3);
  g_assert_cmpmem (gesso_image_get_row (other, 0), 3, pixel, 3);
  g_assert_cmpmem (gesso_image_get_row (line, 0) + 89997, 3, pixel, 3);
}

static void
test_scale_too_large (void)
{
  g_autoptr (GessoImage) image = make_noise (2, 2, 3, 11);
  GError *error = NULL;

  g_assert_null (gesso_image_scale (image, 20000, 20000, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "too large");
  g_assert_null (gesso_image_scale (image, 0, 1, NULL));
}

static void
test_fit (void)
{
  static const struct
  {
    guint width, height, max_side, fit_width, fit_height;
  } cases[] = {
    { 100, 50, 10, 10, 5 }, { 50, 100, 10, 5, 10 }, { 8, 8, 10, 8, 8 }, { 1000, 1, 10, 10, 1 },
    { 3, 2, 1, 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoImage) image = make_noise (cases[i].width, cases[i].height, 3, 12);
      g_autoptr (GessoImage) fitted = gesso_image_fit (image, cases[i].max_side, NULL);

      g_assert_cmpuint (gesso_image_get_width (fitted), ==, cases[i].fit_width);
      g_assert_cmpuint (gesso_image_get_height (fitted), ==, cases[i].fit_height);
    }
}

/* Where the stored corners (top left, top right, bottom left, bottom right,
 * numbered 1 to 4) are seen: EXIF 2.3, section 4.6.4. */
static const char *const corners[] = { "1234", "2143", "4321", "3412", "1324", "3142", "4231", "2413" };

static void
test_orient (gconstpointer data)
{
  guint orientation = GPOINTER_TO_UINT (data);
  g_autoptr (GessoImage) image = make_noise (150, 70, 3, 13);
  g_autoptr (GessoImage) upright = NULL;
  guint right, bottom;
  const guint8 *seen[4];

  memset (gesso_image_edit_row (image, 0), '1', 3);
  memset (gesso_image_edit_row (image, 0) + 447, '2', 3);
  memset (gesso_image_edit_row (image, 69), '3', 3);
  memset (gesso_image_edit_row (image, 69) + 447, '4', 3);
  upright = gesso_image_orient (image, orientation, NULL);
  g_assert_cmpuint (gesso_image_get_width (upright), ==, orientation < 5 ? 150 : 70);
  right = 3 * (gesso_image_get_width (upright) - 1);
  bottom = gesso_image_get_height (upright) - 1;
  seen[0] = gesso_image_get_row (upright, 0);
  seen[1] = gesso_image_get_row (upright, 0) + right;
  seen[2] = gesso_image_get_row (upright, bottom);
  seen[3] = gesso_image_get_row (upright, bottom) + right;
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (*seen[i], ==, corners[orientation - 1][i]);
}

static void
test_orient_and_back (void)
{
  static const guint inverse[] = { 1, 2, 3, 4, 5, 8, 7, 6 };

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GessoImage) image = make_noise (131, 67, 4, i);
      g_autoptr (GessoImage) there = gesso_image_orient (image, i + 1, NULL);
      g_autoptr (GessoImage) back = gesso_image_orient (there, inverse[i], NULL);

      g_assert_true (gesso_image_equal (image, back));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imaging/image/limits", test_limits);
  g_test_add_func ("/imaging/image/new-is-clear", test_new_is_clear);
  g_test_add_func ("/imaging/image/convert/grey-stays", test_convert_grey);
  g_test_add_func ("/imaging/image/convert/luma", test_convert_luma);
  g_test_add_func ("/imaging/image/convert/alpha", test_convert_alpha);
  g_test_add_func ("/imaging/image/convert/shares", test_convert_shares);
  g_test_add_func ("/imaging/image/has-alpha-after-edit", test_has_alpha_after_edit);
  g_test_add_func ("/imaging/image/bytes-share", test_bytes_share);
  g_test_add_func ("/imaging/image/crop", test_crop);
  g_test_add_func ("/imaging/image/crop-outside", test_crop_outside);
  g_test_add_func ("/imaging/image/paste", test_paste);
  g_test_add_func ("/imaging/image/equal", test_equal);
  g_test_add_func ("/imaging/image/profile-follows", test_profile_follows);
  g_test_add_func ("/imaging/scale/constant", test_scale_constant);
  g_test_add_func ("/imaging/scale/average", test_scale_average);
  g_test_add_func ("/imaging/scale/fractions", test_scale_fractions);
  g_test_add_func ("/imaging/scale/alpha", test_scale_alpha);
  g_test_add_func ("/imaging/scale/alpha-up", test_scale_alpha_up);
  g_test_add_func ("/imaging/scale/up-is-smooth", test_scale_up_is_smooth);
  g_test_add_func ("/imaging/scale/huge-ratio", test_scale_huge_ratio);
  g_test_add_func ("/imaging/scale/too-large", test_scale_too_large);
  g_test_add_func ("/imaging/scale/fit", test_fit);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/imaging/orient/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_orient);
    }
  g_test_add_func ("/imaging/orient/and-back", test_orient_and_back);
  return g_test_run ();
}
