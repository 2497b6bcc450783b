/* test-fill.c - holes completed from what is around them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-fill.h"
#include "gesso-test.h"
#include "pattern.h"

static GessoImage *
inpaint (const GessoImage *image,
         const GessoImage *mask,
         guint32           seed)
{
  g_autoptr (GError) error = NULL;
  GessoImage *result = gesso_fill_inpaint (image, mask, seed, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpuint (gesso_image_get_width (result), ==, gesso_image_get_width (image));
  g_assert_cmpuint (gesso_image_get_height (result), ==, gesso_image_get_height (image));
  g_assert_cmpuint (gesso_image_get_channels (result), ==, gesso_image_get_channels (image));
  return result;
}

static void
test_constant (void)
{
  g_autoptr (GessoImage) image = pattern_new (90, 70, 3);
  g_autoptr (GessoImage) mask = pattern_hole (90, 70, 30, 20, 30, 25);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 0, 0, 90, 70, 0x4080c000);
  result = inpaint (image, mask, 1);
  g_assert_true (gesso_image_equal (image, result));
}

static void
test_rest_untouched (void)
{
  g_autoptr (GessoImage) image = pattern_noise (120, 100, 3);
  g_autoptr (GessoImage) mask = pattern_hole (120, 100, 40, 30, 50, 40);
  g_autoptr (GessoImage) result = inpaint (image, mask, 1);

  for (int y = 0; y < 100; y++)
    for (int x = 0; x < 120; x++)
      if (pattern_pixel (mask, x, y)[0] == 0)
        g_assert_cmpmem (pattern_pixel (result, x, y), 3, pattern_pixel (image, x, y), 3);
}

static void
test_same_seed (void)
{
  g_autoptr (GessoImage) image = pattern_noise (200, 180, 4);
  g_autoptr (GessoImage) mask = pattern_hole (200, 180, 60, 50, 80, 80);
  g_autoptr (GessoImage) a = inpaint (image, mask, 42);
  int count = gesso_test_under_valgrind () ? 1 : 3;

  for (int i = 0; i < count; i++)
    {
      g_autoptr (GessoImage) b = inpaint (image, mask, 42);

      g_assert_true (gesso_image_equal (a, b));
    }
}

static void
test_other_seed (void)
{
  g_autoptr (GessoImage) image = pattern_noise (120, 120, 5);
  g_autoptr (GessoImage) mask = pattern_hole (120, 120, 40, 40, 40, 40);
  g_autoptr (GessoImage) a = inpaint (image, mask, 1);
  g_autoptr (GessoImage) b = inpaint (image, mask, 2);

  g_assert_false (gesso_image_equal (a, b));
}

/* A pattern that repeats is carried on as it was. */
static void
test_pattern (void)
{
  g_autoptr (GessoImage) truth = pattern_stripes (256, 256);
  g_autoptr (GessoImage) image = pattern_stripes (256, 256);
  g_autoptr (GessoImage) mask = pattern_hole (256, 256, 96, 96, 64, 64);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 96, 96, 64, 64, 0xff00ff00);
  result = inpaint (image, mask, 1);
  g_assert_cmpfloat (pattern_compare (truth, result, 96, 96, 64, 64), <, 6);
}

static void
test_horizon (void)
{
  g_autoptr (GessoImage) image = pattern_new (240, 200, 3);
  g_autoptr (GessoImage) mask = pattern_hole (240, 200, 80, 50, 70, 110);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 0, 0, 240, 110, 0x80a0f000);
  pattern_fill (image, 0, 110, 240, 90, 0x30602000);
  result = inpaint (image, mask, 1);
  for (int x = 80; x < 150; x++)
    {
      pattern_assert (result, x, 107, 0x80a0f000, 12);
      pattern_assert (result, x, 113, 0x30602000, 12);
    }
}

/* What is painted over is not a source, not even at the mask's edge. */
static void
test_hole_is_no_source (void)
{
  g_autoptr (GessoImage) image = pattern_noise (160, 140, 6);
  g_autoptr (GessoImage) mask = pattern_hole (160, 140, 50, 40, 60, 60);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 50, 40, 60, 60, 0xff00ff00);
  result = inpaint (image, mask, 1);
  for (int y = 0; y < 140; y++)
    for (int x = 0; x < 160; x++)
      {
        /* Brightness is evened out by a little. */
        g_assert_cmpuint (pattern_pixel (result, x, y)[1], >=, 60 - 15);
        g_assert_cmpuint (pattern_pixel (result, x, y)[0], <=, 200 + 15);
      }
}

static void
test_least_coverage (void)
{
  g_autoptr (GessoImage) image = pattern_new (60, 60, 3);
  g_autoptr (GessoImage) mask = pattern_new (60, 60, 1);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 0, 0, 60, 60, 0x20202000);
  pattern_fill (image, 25, 25, 8, 8, 0xff000000);
  pattern_fill (mask, 25, 25, 8, 8, 0x01000000);
  result = inpaint (image, mask, 1);
  pattern_assert (result, 28, 28, 0x20202000, 0);
}

static void
test_one_pixel (void)
{
  g_autoptr (GessoImage) image = pattern_stripes (64, 64);
  g_autoptr (GessoImage) mask = pattern_hole (64, 64, 31, 30, 1, 1);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 31, 30, 1, 1, 0xff00ff00);
  result = inpaint (image, mask, 1);
  g_assert_cmpuint (pattern_pixel (result, 31, 30)[1], >=, 40);
}

static void
test_corners (void)
{
  g_autoptr (GessoImage) truth = pattern_stripes (128, 128);

  for (int i = 0; i < 4; i++)
    {
      int x = i % 2 * 96, y = i / 2 * 96;
      g_autoptr (GessoImage) image = pattern_stripes (128, 128);
      g_autoptr (GessoImage) mask = pattern_hole (128, 128, x, y, 32, 32);
      g_autoptr (GessoImage) result = NULL;

      pattern_fill (image, x, y, 32, 32, 0xff00ff00);
      result = inpaint (image, mask, 1);
      g_assert_cmpfloat (pattern_compare (truth, result, x, y, 32, 32), <, 20);
    }
}

/* Spots far apart in a large picture, each made from its own surroundings. */
static void
test_spots (void)
{
  g_autoptr (GessoImage) image = pattern_new (1600, 1200, 3);
  g_autoptr (GessoImage) mask = pattern_new (1600, 1200, 1);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 0, 0, 800, 1200, 0x10203000);
  pattern_fill (image, 800, 0, 800, 1200, 0xe0d0c000);
  pattern_fill (mask, 200, 200, 20, 30, 0xff000000);
  pattern_fill (mask, 1300, 900, 30, 20, 0xff000000);
  pattern_fill (mask, 1599, 0, 1, 1, 0xff000000);
  result = inpaint (image, mask, 1);
  pattern_assert (result, 210, 210, 0x10203000, 0);
  pattern_assert (result, 1310, 910, 0xe0d0c000, 0);
  pattern_assert (result, 1599, 0, 0xe0d0c000, 0);
}

static void
test_smaller_than_patch (void)
{
  for (int side = 2; side <= 8; side++)
    {
      g_autoptr (GessoImage) image = pattern_new (side, side, 3);
      g_autoptr (GessoImage) mask = pattern_hole (side, side, 0, 0, 1, side);
      g_autoptr (GessoImage) result = NULL;

      pattern_fill (image, 0, 0, side, side, 0x708090ff);
      result = inpaint (image, mask, 1);
      pattern_assert (result, 0, side / 2, 0x70809000, 0);
    }
}

static void
test_thin (void)
{
  g_autoptr (GessoImage) wide = pattern_stripes (700, 3);
  g_autoptr (GessoImage) tall = pattern_stripes (9, 900);
  g_autoptr (GessoImage) wide_mask = pattern_hole (700, 3, 200, 0, 100, 3);
  g_autoptr (GessoImage) tall_mask = pattern_hole (9, 900, 0, 300, 9, 200);
  g_autoptr (GessoImage) a = inpaint (wide, wide_mask, 1);
  g_autoptr (GessoImage) b = inpaint (tall, tall_mask, 1);

  g_assert_nonnull (a);
  g_assert_nonnull (b);
}

/* A hole that leaves nowhere a whole patch, and one that leaves one pixel. */
static void
test_dust (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GessoImage) image = pattern_new (150, 150, 3);
  g_autoptr (GessoImage) mask = pattern_new (150, 150, 1);
  g_autoptr (GessoImage) single = pattern_hole (150, 150, 0, 0, 150, 150);
  g_autoptr (GessoImage) a = NULL;
  g_autoptr (GessoImage) b = NULL;

  pattern_fill (image, 0, 0, 150, 150, 0x33669900);
  for (int i = 0; i < 150 * 150; i++)
    if (g_rand_int_range (rand, 0, 3) == 0)
      {
        pattern_fill (mask, i % 150, i / 150, 1, 1, 0xff000000);
        pattern_fill (image, i % 150, i / 150, 1, 1, 0xffffff00);
      }
  a = inpaint (image, mask, 1);
  pattern_assert (a, 75, 75, 0x33669900, 0);

  pattern_fill (image, 0, 0, 150, 150, 0xffffff00);
  pattern_fill (image, 9, 140, 1, 1, 0x12345600);
  pattern_fill (single, 9, 140, 1, 1, 0);
  b = inpaint (image, single, 1);
  pattern_assert (b, 149, 0, 0x12345600, 0);
}

static void
test_alpha (void)
{
  g_autoptr (GessoImage) image = pattern_new (128, 96, 4);
  g_autoptr (GessoImage) mask = pattern_hole (128, 96, 40, 30, 48, 36);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 0, 0, 64, 96, 0xff00ff00);
  pattern_fill (image, 64, 0, 64, 96, 0x305070ff);
  result = inpaint (image, mask, 1);
  g_assert_cmpuint (pattern_pixel (result, 44, 48)[3], <, 30);
  g_assert_cmpuint (pattern_pixel (result, 84, 48)[3], >, 225);
  /* The hidden magenta has not come to light. */
  pattern_assert (result, 84, 48, 0x305070ff, 30);
}

static void
test_grey (void)
{
  g_autoptr (GessoImage) image = pattern_new (80, 80, 1);
  g_autoptr (GessoImage) mask = pattern_hole (80, 80, 20, 20, 30, 30);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 0, 0, 80, 80, 0x5a000000);
  pattern_fill (image, 25, 25, 20, 20, 0xff000000);
  result = inpaint (image, mask, 1);
  pattern_assert (result, 35, 35, 0x5a000000, 0);
}

static void
test_profile (void)
{
  g_autoptr (GessoImage) image = pattern_stripes (40, 40);
  g_autoptr (GessoImage) mask = pattern_hole (40, 40, 15, 15, 5, 5);
  g_autoptr (GBytes) profile = g_bytes_new_static ("profile", 7);
  const GessoFrame frame = { 4, 0, 0, 4 };
  g_autoptr (GessoImage) a = NULL;
  g_autoptr (GessoImage) b = NULL;

  gesso_image_set_profile (image, profile);
  a = inpaint (image, mask, 1);
  b = gesso_fill_expand (image, &frame, 1, NULL, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (gesso_image_get_profile (a), profile));
  g_assert_true (g_bytes_equal (gesso_image_get_profile (b), profile));
}

static void
test_bad_masks (void)
{
  g_autoptr (GessoImage) image = pattern_stripes (50, 40);
  g_autoptr (GessoImage) empty = pattern_new (50, 40, 1);
  g_autoptr (GessoImage) full = pattern_hole (50, 40, 0, 0, 50, 40);
  g_autoptr (GessoImage) small = pattern_hole (49, 40, 0, 0, 5, 5);
  g_autoptr (GessoImage) coloured = pattern_stripes (50, 40);
  const GessoImage *const masks[] = { empty, full, small, coloured };

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_fill_inpaint (image, masks[i], 1, NULL, NULL, NULL, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GessoImage) image = pattern_stripes (50, 40);
  g_autoptr (GessoImage) mask = pattern_hole (50, 40, 10, 10, 20, 20);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gesso_fill_inpaint (image, mask, 1, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Cancelled once a number of calls of progress have come. */
typedef struct
{
  GCancellable *cancellable;
  int calls, limit;
} Stop;

static void
stop_cb (double   fraction,
         gpointer user_data)
{
  Stop *stop = user_data;

  if (++stop->calls == stop->limit)
    g_cancellable_cancel (stop->cancellable);
}

static void
test_cancelled_midway (void)
{
  g_autoptr (GessoImage) image = pattern_noise (300, 260, 8);
  g_autoptr (GessoImage) mask = pattern_hole (300, 260, 80, 70, 120, 110);
  int step = gesso_test_under_valgrind () ? 40 : 6;

  for (int limit = 1; limit < 60; limit += step)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Stop stop = { cancellable, 0, limit };

      g_assert_null (gesso_fill_inpaint (image, mask, 1, stop_cb, &stop, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (stop.calls, ==, limit);
    }
}

static void
keep_progress_cb (double   fraction,
                  gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_progress (void)
{
  g_autoptr (GessoImage) image = pattern_noise (900, 300, 9);
  g_autoptr (GessoImage) mask = pattern_hole (900, 300, 60, 60, 60, 60);
  g_autoptr (GessoImage) result = NULL;
  double last = 0;

  pattern_fill (mask, 700, 200, 30, 30, 0xff000000);
  result = gesso_fill_inpaint (image, mask, 1, keep_progress_cb, &last, NULL, NULL);
  g_assert_nonnull (result);
  g_assert_cmpfloat_with_epsilon (last, 1, 1e-12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fill/inpaint/constant", test_constant);
  g_test_add_func ("/fill/inpaint/rest-untouched", test_rest_untouched);
  g_test_add_func ("/fill/inpaint/same-seed", test_same_seed);
  g_test_add_func ("/fill/inpaint/other-seed", test_other_seed);
  g_test_add_func ("/fill/inpaint/pattern", test_pattern);
  g_test_add_func ("/fill/inpaint/horizon", test_horizon);
  g_test_add_func ("/fill/inpaint/hole-is-no-source", test_hole_is_no_source);
  g_test_add_func ("/fill/inpaint/least-coverage", test_least_coverage);
  g_test_add_func ("/fill/inpaint/one-pixel", test_one_pixel);
  g_test_add_func ("/fill/inpaint/corners", test_corners);
  g_test_add_func ("/fill/inpaint/spots", test_spots);
  g_test_add_func ("/fill/inpaint/smaller-than-patch", test_smaller_than_patch);
  g_test_add_func ("/fill/inpaint/thin", test_thin);
  g_test_add_func ("/fill/inpaint/dust", test_dust);
  g_test_add_func ("/fill/inpaint/alpha", test_alpha);
  g_test_add_func ("/fill/inpaint/grey", test_grey);
  g_test_add_func ("/fill/inpaint/profile", test_profile);
  g_test_add_func ("/fill/inpaint/bad-masks", test_bad_masks);
  g_test_add_func ("/fill/inpaint/cancelled", test_cancelled);
  g_test_add_func ("/fill/inpaint/cancelled-midway", test_cancelled_midway);
  g_test_add_func ("/fill/inpaint/progress", test_progress);
  return g_test_run ();
}
