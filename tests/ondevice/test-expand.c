/* test-expand.c - pictures carried on beyond their edges
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-error.h"
#include "gesso-fill.h"
#include "pattern.h"

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

static void
test_expand_keeps_old (void)
{
  g_autoptr (GessoImage) image = pattern_noise (80, 60, 10);
  g_autoptr (GessoImage) result = expand (image, 20, 10, 15, 12);
  g_autoptr (GessoImage) middle = gesso_image_crop (result, &(GessoRect) { 20, 10, 80, 60 }, NULL);

  g_assert_true (gesso_image_equal (image, middle));
}

static void
test_expand_pattern (void)
{
  g_autoptr (GessoImage) truth = pattern_stripes (256, 160);
  g_autoptr (GessoImage) image = gesso_image_crop (truth, &(GessoRect) { 0, 0, 208, 160 }, NULL);
  g_autoptr (GessoImage) result = expand (image, 0, 0, 48, 0);

  g_assert_cmpfloat (pattern_compare (truth, result, 208, 0, 48, 160), <, 20);
}

static void
test_expand_keeps_horizon (void)
{
  g_autoptr (GessoImage) image = pattern_new (200, 150, 3);
  g_autoptr (GessoImage) result = NULL;

  pattern_fill (image, 0, 0, 200, 70, 0xa0c0f000);
  pattern_fill (image, 0, 70, 200, 80, 0x50402000);
  result = expand (image, 50, 30, 50, 30);
  for (int x = 0; x < 300; x++)
    {
      pattern_assert (result, x, 30 + 66, 0xa0c0f000, 12);
      pattern_assert (result, x, 30 + 74, 0x50402000, 12);
      pattern_assert (result, x, 0, 0xa0c0f000, 12);
      pattern_assert (result, x, 209, 0x50402000, 12);
    }
}

static void
test_expand_alpha (void)
{
  g_autoptr (GessoImage) opaque = pattern_new (60, 60, 4);
  g_autoptr (GessoImage) clear = pattern_new (60, 60, 4);
  g_autoptr (GessoImage) a = NULL;
  g_autoptr (GessoImage) b = NULL;

  pattern_fill (opaque, 0, 0, 60, 60, 0x405060ff);
  pattern_fill (clear, 0, 0, 60, 60, 0x40506080);
  a = expand (opaque, 10, 10, 10, 10);
  b = expand (clear, 10, 10, 10, 10);
  pattern_assert (a, 0, 0, 0x405060ff, 0);
  pattern_assert (b, 0, 0, 0x40506080, 2);
}

static void
test_expand_tiny (void)
{
  for (int side = 1; side <= 9; side += 2)
    {
      g_autoptr (GessoImage) image = pattern_new (side, side, 3);
      g_autoptr (GessoImage) result = NULL;

      pattern_fill (image, 0, 0, side, side, 0x90503000);
      result = expand (image, 5, 5, 5, 5);
      pattern_assert (result, 0, 0, 0x90503000, 0);
    }
}

static void
test_expand_bad_frames (void)
{
  const GessoFrame frames[] = { { 0, 0, 0, 0 }, { -1, 0, 5, 0 }, { GESSO_IMAGE_MAX_SIDE, 0, 0, 0 } };
  g_autoptr (GessoImage) image = pattern_stripes (40, 40);

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
  g_test_add_func ("/fill/expand/keeps-old", test_expand_keeps_old);
  g_test_add_func ("/fill/expand/pattern", test_expand_pattern);
  g_test_add_func ("/fill/expand/keeps-horizon", test_expand_keeps_horizon);
  g_test_add_func ("/fill/expand/alpha", test_expand_alpha);
  g_test_add_func ("/fill/expand/tiny", test_expand_tiny);
  g_test_add_func ("/fill/expand/bad-frames", test_expand_bad_frames);
  g_test_add_func ("/fill/expand/warning", test_expand_warning);
  return g_test_run ();
}
