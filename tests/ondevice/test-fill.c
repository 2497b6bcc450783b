/* test-fill.c - pictures completed from themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-error.h"
#include "gesso-fill.h"
#include "photo.h"

static GessoImage *
make_image (guint width,
            guint height,
            guint channels)
{
  GessoImage *image = gesso_image_new (width, height, channels, NULL);

  g_assert_nonnull (image);
  return image;
}

static void
paint (GessoImage *image,
       int         x0,
       int         y0,
       int         width,
       int         height,
       guint32     rgba)
{
  guint channels = gesso_image_get_channels (image);
  guint8 colour[] = { rgba >> 24, rgba >> 16, rgba >> 8, rgba };

  for (int y = y0; y < y0 + height; y++)
    for (int x = x0; x < x0 + width; x++)
      memcpy (gesso_image_edit_row (image, y) + (gsize) x * channels, colour, channels);
}

/* White where the hole is. */
static GessoImage *
make_mask (guint width,
           guint height,
           int   x,
           int   y,
           int   hole_width,
           int   hole_height)
{
  GessoImage *mask = make_image (width, height, 1);

  paint (mask, x, y, hole_width, hole_height, 0xff000000);
  return mask;
}

/* Slanted stripes, eight pixels from one to the next. */
static GessoImage *
make_stripes (guint width,
              guint height)
{
  GessoImage *image = make_image (width, height, 3);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint8 *pixel = gesso_image_edit_row (image, y) + 3 * x;
        guint phase = (x + y / 2) % 8;

        pixel[0] = phase < 4 ? 200 : 60;
        pixel[1] = 40 + 20 * phase;
        pixel[2] = phase < 4 ? 80 : 180;
      }
  return image;
}

static GessoImage *
make_noise (guint   width,
            guint   height,
            guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GessoImage *image = make_image (width, height, 3);

  for (guint y = 0; y < height; y++)
    for (guint i = 0; i < 3 * width; i++)
      gesso_image_edit_row (image, y)[i] = g_rand_int_range (rand, 60, 200);
  return image;
}

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

static GessoImage *
expand (const GessoImage *image,
        int               left,
        int               top,
        int               right,
        int               bottom)
{
  g_autoptr (GError) error = NULL;
  GessoFrame frame = { left, top, right, bottom };
  GessoImage *result = gesso_fill_expand (image, &frame, 1, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpuint (gesso_image_get_width (result), ==, gesso_image_get_width (image) + left + right);
  g_assert_cmpuint (gesso_image_get_height (result), ==, gesso_image_get_height (image) + top + bottom);
  return result;
}

static const guint8 *
get_pixel (const GessoImage *image,
           int               x,
           int               y)
{
  return gesso_image_get_row (image, y) + (gsize) x * gesso_image_get_channels (image);
}

static void
assert_colour (const GessoImage *image,
               int               x,
               int               y,
               guint32           rgba,
               int               slack)
{
  for (guint c = 0; c < gesso_image_get_channels (image); c++)
    g_assert_cmpint (ABS (get_pixel (image, x, y)[c] - (int) (rgba >> (24 - 8 * c) & 255)), <=, slack);
}

/* The mean difference of two pictures inside a rectangle. */
static double
get_difference (const GessoImage *a,
                const GessoImage *b,
                int               x0,
                int               y0,
                int               width,
                int               height)
{
  guint channels = gesso_image_get_channels (a);
  gint64 sum = 0;

  for (int y = y0; y < y0 + height; y++)
    for (guint i = x0 * channels; i < (x0 + width) * channels; i++)
      sum += ABS (gesso_image_get_row (a, y)[i] - gesso_image_get_row (b, y)[i]);
  return (double) sum / ((gint64) width * height * channels);
}

static void
test_constant (void)
{
  g_autoptr (GessoImage) image = make_image (90, 70, 3);
  g_autoptr (GessoImage) mask = make_mask (90, 70, 30, 20, 30, 25);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 0, 0, 90, 70, 0x4080c000);
  result = inpaint (image, mask, 1);
  g_assert_true (gesso_image_equal (image, result));
}

static void
test_rest_untouched (void)
{
  g_autoptr (GessoImage) image = make_noise (120, 100, 3);
  g_autoptr (GessoImage) mask = make_mask (120, 100, 40, 30, 50, 40);
  g_autoptr (GessoImage) result = inpaint (image, mask, 1);

  for (int y = 0; y < 100; y++)
    for (int x = 0; x < 120; x++)
      if (get_pixel (mask, x, y)[0] == 0)
        g_assert_cmpmem (get_pixel (result, x, y), 3, get_pixel (image, x, y), 3);
}

static void
test_same_seed (void)
{
  g_autoptr (GessoImage) image = make_noise (200, 180, 4);
  g_autoptr (GessoImage) mask = make_mask (200, 180, 60, 50, 80, 80);
  g_autoptr (GessoImage) a = inpaint (image, mask, 42);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GessoImage) b = inpaint (image, mask, 42);

      g_assert_true (gesso_image_equal (a, b));
    }
}

static void
test_other_seed (void)
{
  g_autoptr (GessoImage) image = make_noise (120, 120, 5);
  g_autoptr (GessoImage) mask = make_mask (120, 120, 40, 40, 40, 40);
  g_autoptr (GessoImage) a = inpaint (image, mask, 1);
  g_autoptr (GessoImage) b = inpaint (image, mask, 2);

  g_assert_false (gesso_image_equal (a, b));
}

/* A pattern that repeats is carried on as it was. */
static void
test_pattern (void)
{
  g_autoptr (GessoImage) truth = make_stripes (256, 256);
  g_autoptr (GessoImage) image = make_stripes (256, 256);
  g_autoptr (GessoImage) mask = make_mask (256, 256, 96, 96, 64, 64);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 96, 96, 64, 64, 0xff00ff00);
  result = inpaint (image, mask, 1);
  g_assert_cmpfloat (get_difference (truth, result, 96, 96, 64, 64), <, 6);
}

static void
test_horizon (void)
{
  g_autoptr (GessoImage) image = make_image (240, 200, 3);
  g_autoptr (GessoImage) mask = make_mask (240, 200, 80, 50, 70, 110);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 0, 0, 240, 110, 0x80a0f000);
  paint (image, 0, 110, 240, 90, 0x30602000);
  result = inpaint (image, mask, 1);
  for (int x = 80; x < 150; x++)
    {
      assert_colour (result, x, 107, 0x80a0f000, 12);
      assert_colour (result, x, 113, 0x30602000, 12);
    }
}

/* What is painted over is not a source, not even at the mask's edge. */
static void
test_hole_is_no_source (void)
{
  g_autoptr (GessoImage) image = make_noise (160, 140, 6);
  g_autoptr (GessoImage) mask = make_mask (160, 140, 50, 40, 60, 60);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 50, 40, 60, 60, 0xff00ff00);
  result = inpaint (image, mask, 1);
  for (int y = 0; y < 140; y++)
    for (int x = 0; x < 160; x++)
      {
        /* Brightness is evened out by a little. */
        g_assert_cmpuint (get_pixel (result, x, y)[1], >=, 60 - 15);
        g_assert_cmpuint (get_pixel (result, x, y)[0], <=, 200 + 15);
      }
}

static void
test_least_coverage (void)
{
  g_autoptr (GessoImage) image = make_image (60, 60, 3);
  g_autoptr (GessoImage) mask = make_image (60, 60, 1);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 0, 0, 60, 60, 0x20202000);
  paint (image, 25, 25, 8, 8, 0xff000000);
  paint (mask, 25, 25, 8, 8, 0x01000000);
  result = inpaint (image, mask, 1);
  assert_colour (result, 28, 28, 0x20202000, 0);
}

static void
test_one_pixel (void)
{
  g_autoptr (GessoImage) image = make_stripes (64, 64);
  g_autoptr (GessoImage) mask = make_mask (64, 64, 31, 30, 1, 1);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 31, 30, 1, 1, 0xff00ff00);
  result = inpaint (image, mask, 1);
  g_assert_cmpuint (get_pixel (result, 31, 30)[1], >=, 40);
}

static void
test_corners (void)
{
  g_autoptr (GessoImage) truth = make_stripes (128, 128);

  for (int i = 0; i < 4; i++)
    {
      int x = i % 2 * 96, y = i / 2 * 96;
      g_autoptr (GessoImage) image = make_stripes (128, 128);
      g_autoptr (GessoImage) mask = make_mask (128, 128, x, y, 32, 32);
      g_autoptr (GessoImage) result = NULL;

      paint (image, x, y, 32, 32, 0xff00ff00);
      result = inpaint (image, mask, 1);
      g_assert_cmpfloat (get_difference (truth, result, x, y, 32, 32), <, 20);
    }
}

/* Spots far apart in a large picture, each made from its own surroundings. */
static void
test_spots (void)
{
  g_autoptr (GessoImage) image = make_image (1600, 1200, 3);
  g_autoptr (GessoImage) mask = make_image (1600, 1200, 1);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 0, 0, 800, 1200, 0x10203000);
  paint (image, 800, 0, 800, 1200, 0xe0d0c000);
  paint (mask, 200, 200, 20, 30, 0xff000000);
  paint (mask, 1300, 900, 30, 20, 0xff000000);
  paint (mask, 1599, 0, 1, 1, 0xff000000);
  result = inpaint (image, mask, 1);
  assert_colour (result, 210, 210, 0x10203000, 0);
  assert_colour (result, 1310, 910, 0xe0d0c000, 0);
  assert_colour (result, 1599, 0, 0xe0d0c000, 0);
}

static void
test_smaller_than_patch (void)
{
  for (int side = 2; side <= 8; side++)
    {
      g_autoptr (GessoImage) image = make_image (side, side, 3);
      g_autoptr (GessoImage) mask = make_mask (side, side, 0, 0, 1, side);
      g_autoptr (GessoImage) result = NULL;

      paint (image, 0, 0, side, side, 0x708090ff);
      result = inpaint (image, mask, 1);
      assert_colour (result, 0, side / 2, 0x70809000, 0);
    }
}

static void
test_thin (void)
{
  g_autoptr (GessoImage) wide = make_stripes (700, 3);
  g_autoptr (GessoImage) tall = make_stripes (9, 900);
  g_autoptr (GessoImage) wide_mask = make_mask (700, 3, 200, 0, 100, 3);
  g_autoptr (GessoImage) tall_mask = make_mask (9, 900, 0, 300, 9, 200);
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
  g_autoptr (GessoImage) image = make_image (150, 150, 3);
  g_autoptr (GessoImage) mask = make_image (150, 150, 1);
  g_autoptr (GessoImage) single = make_mask (150, 150, 0, 0, 150, 150);
  g_autoptr (GessoImage) a = NULL;
  g_autoptr (GessoImage) b = NULL;

  paint (image, 0, 0, 150, 150, 0x33669900);
  for (int i = 0; i < 150 * 150; i++)
    if (g_rand_int_range (rand, 0, 3) == 0)
      {
        paint (mask, i % 150, i / 150, 1, 1, 0xff000000);
        paint (image, i % 150, i / 150, 1, 1, 0xffffff00);
      }
  a = inpaint (image, mask, 1);
  assert_colour (a, 75, 75, 0x33669900, 0);

  paint (image, 0, 0, 150, 150, 0xffffff00);
  paint (image, 9, 140, 1, 1, 0x12345600);
  paint (single, 9, 140, 1, 1, 0);
  b = inpaint (image, single, 1);
  assert_colour (b, 149, 0, 0x12345600, 0);
}

static void
test_alpha (void)
{
  g_autoptr (GessoImage) image = make_image (128, 96, 4);
  g_autoptr (GessoImage) mask = make_mask (128, 96, 40, 30, 48, 36);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 0, 0, 64, 96, 0xff00ff00);
  paint (image, 64, 0, 64, 96, 0x305070ff);
  result = inpaint (image, mask, 1);
  g_assert_cmpuint (get_pixel (result, 44, 48)[3], <, 30);
  g_assert_cmpuint (get_pixel (result, 84, 48)[3], >, 225);
  /* The hidden magenta has not come to light. */
  assert_colour (result, 84, 48, 0x305070ff, 30);
}

static void
test_grey (void)
{
  g_autoptr (GessoImage) image = make_image (80, 80, 1);
  g_autoptr (GessoImage) mask = make_mask (80, 80, 20, 20, 30, 30);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 0, 0, 80, 80, 0x5a000000);
  paint (image, 25, 25, 20, 20, 0xff000000);
  result = inpaint (image, mask, 1);
  assert_colour (result, 35, 35, 0x5a000000, 0);
}

static void
test_profile (void)
{
  g_autoptr (GessoImage) image = make_stripes (40, 40);
  g_autoptr (GessoImage) mask = make_mask (40, 40, 15, 15, 5, 5);
  g_autoptr (GBytes) profile = g_bytes_new_static ("profile", 7);
  g_autoptr (GessoImage) a = NULL;
  g_autoptr (GessoImage) b = NULL;

  gesso_image_set_profile (image, profile);
  a = inpaint (image, mask, 1);
  b = expand (image, 4, 0, 0, 4);
  g_assert_true (g_bytes_equal (gesso_image_get_profile (a), profile));
  g_assert_true (g_bytes_equal (gesso_image_get_profile (b), profile));
}

static void
test_bad_masks (void)
{
  g_autoptr (GessoImage) image = make_stripes (50, 40);
  g_autoptr (GessoImage) empty = make_image (50, 40, 1);
  g_autoptr (GessoImage) full = make_mask (50, 40, 0, 0, 50, 40);
  g_autoptr (GessoImage) small = make_mask (49, 40, 0, 0, 5, 5);
  g_autoptr (GessoImage) coloured = make_stripes (50, 40);
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
  g_autoptr (GessoImage) image = make_stripes (50, 40);
  g_autoptr (GessoImage) mask = make_mask (50, 40, 10, 10, 20, 20);
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
  g_autoptr (GessoImage) image = make_noise (300, 260, 8);
  g_autoptr (GessoImage) mask = make_mask (300, 260, 80, 70, 120, 110);

  for (int limit = 1; limit < 60; limit += 6)
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
  g_autoptr (GessoImage) image = make_noise (900, 300, 9);
  g_autoptr (GessoImage) mask = make_mask (900, 300, 60, 60, 60, 60);
  g_autoptr (GessoImage) result = NULL;
  double last = 0;

  paint (mask, 700, 200, 30, 30, 0xff000000);
  result = gesso_fill_inpaint (image, mask, 1, keep_progress_cb, &last, NULL, NULL);
  g_assert_nonnull (result);
  g_assert_cmpfloat_with_epsilon (last, 1, 1e-12);
}

static void
test_expand_keeps_old (void)
{
  g_autoptr (GessoImage) image = make_noise (80, 60, 10);
  g_autoptr (GessoImage) result = expand (image, 20, 10, 15, 12);
  g_autoptr (GessoImage) middle = gesso_image_crop (result, &(GessoRect) { 20, 10, 80, 60 }, NULL);

  g_assert_true (gesso_image_equal (image, middle));
}

static void
test_expand_pattern (void)
{
  g_autoptr (GessoImage) truth = make_stripes (256, 160);
  g_autoptr (GessoImage) image = gesso_image_crop (truth, &(GessoRect) { 0, 0, 208, 160 }, NULL);
  g_autoptr (GessoImage) result = expand (image, 0, 0, 48, 0);

  g_assert_cmpfloat (get_difference (truth, result, 208, 0, 48, 160), <, 20);
}

static void
test_expand_keeps_horizon (void)
{
  g_autoptr (GessoImage) image = make_image (200, 150, 3);
  g_autoptr (GessoImage) result = NULL;

  paint (image, 0, 0, 200, 70, 0xa0c0f000);
  paint (image, 0, 70, 200, 80, 0x50402000);
  result = expand (image, 50, 30, 50, 30);
  for (int x = 0; x < 300; x++)
    {
      assert_colour (result, x, 30 + 66, 0xa0c0f000, 12);
      assert_colour (result, x, 30 + 74, 0x50402000, 12);
      assert_colour (result, x, 0, 0xa0c0f000, 12);
      assert_colour (result, x, 209, 0x50402000, 12);
    }
}

static void
test_expand_alpha (void)
{
  g_autoptr (GessoImage) opaque = make_image (60, 60, 4);
  g_autoptr (GessoImage) clear = make_image (60, 60, 4);
  g_autoptr (GessoImage) a = NULL;
  g_autoptr (GessoImage) b = NULL;

  paint (opaque, 0, 0, 60, 60, 0x405060ff);
  paint (clear, 0, 0, 60, 60, 0x40506080);
  a = expand (opaque, 10, 10, 10, 10);
  b = expand (clear, 10, 10, 10, 10);
  assert_colour (a, 0, 0, 0x405060ff, 0);
  assert_colour (b, 0, 0, 0x40506080, 2);
}

static void
test_expand_tiny (void)
{
  for (int side = 1; side <= 9; side += 2)
    {
      g_autoptr (GessoImage) image = make_image (side, side, 3);
      g_autoptr (GessoImage) result = NULL;

      paint (image, 0, 0, side, side, 0x90503000);
      result = expand (image, 5, 5, 5, 5);
      assert_colour (result, 0, 0, 0x90503000, 0);
    }
}

static void
test_expand_bad_frames (void)
{
  const GessoFrame frames[] = { { 0, 0, 0, 0 }, { -1, 0, 5, 0 }, { GESSO_IMAGE_MAX_SIDE, 0, 0, 0 } };
  g_autoptr (GessoImage) image = make_stripes (40, 40);

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_fill_expand (image, &frames[i], 1, NULL, NULL, NULL, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_expand_warning (void)
{
  const GessoFrame within = { 250, 200, 0, 0 }, beyond = { 0, 0, 0, 201 };
  g_autofree char *none = gesso_fill_dup_expand_warning (&within, 1000, 800);
  g_autofree char *some = gesso_fill_dup_expand_warning (&beyond, 1000, 800);

  g_assert_null (none);
  g_assert_nonnull (some);
  g_assert_nonnull (strstr (some, "25"));
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
  g_test_add_func ("/fill/expand/keeps-old", test_expand_keeps_old);
  g_test_add_func ("/fill/expand/pattern", test_expand_pattern);
  g_test_add_func ("/fill/expand/keeps-horizon", test_expand_keeps_horizon);
  g_test_add_func ("/fill/expand/alpha", test_expand_alpha);
  g_test_add_func ("/fill/expand/tiny", test_expand_tiny);
  g_test_add_func ("/fill/expand/bad-frames", test_expand_bad_frames);
  g_test_add_func ("/fill/expand/warning", test_expand_warning);
  return g_test_run ();
}
