/* test-mask-morph.c - grow, shrink, border, move and scale; the drift of a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-drift.h"
#include "gesso-mask-combine.h"
#include "gesso-test.h"

#define SIDE 700

static GessoMask *
new_with_rect (int x,
               int y,
               int width,
               int height)
{
  GessoMask *mask = gesso_mask_new (SIDE, SIDE);

  gesso_mask_fill (mask, &(GessoRect) { x, y, width, height }, 255);
  return mask;
}

static double
get_area (GessoMask *mask)
{
  return gesso_mask_get_coverage (mask) * SIDE * SIDE;
}

static void
assert_bounds (GessoMask *mask,
               int        x,
               int        y,
               int        width,
               int        height)
{
  GessoRect bounds = gesso_mask_get_bounds (mask);

  g_assert_cmpint (bounds.x, ==, x);
  g_assert_cmpint (bounds.y, ==, y);
  g_assert_cmpint (bounds.width, ==, width);
  g_assert_cmpint (bounds.height, ==, height);
}

/* The same by the definition: the largest value within the disc. */
static guint8
find_largest (GessoMask *mask,
              int        x,
              int        y,
              double     radius)
{
  int reach = (int) floor (radius + 0.5);
  guint8 largest = 0;

  for (int dy = -reach; dy <= reach; dy++)
    for (int dx = -reach; dx <= reach; dx++)
      if (dx * dx + dy * dy <= (radius + 0.5) * (radius + 0.5))
        largest = MAX (largest, gesso_mask_get_value (mask, x + dx, y + dy));
  return largest;
}

static void
test_grow_by_definition (void)
{
  static const double radii[] = { 1, 2.4, 7, 20 };

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      g_autoptr (GessoMask) mask = new_with_rect (250, 240, 9, 30);
      g_autoptr (GessoMask) before = new_with_rect (250, 240, 9, 30);

      gesso_mask_fill (mask, &(GessoRect) { 270, 250, 3, 3 }, 90);
      gesso_mask_fill (before, &(GessoRect) { 270, 250, 3, 3 }, 90);
      gesso_mask_grow (mask, radii[i]);
      for (int y = 210; y < 300; y += 3)
        for (int x = 220; x < 310; x += 2)
          g_assert_cmpint (gesso_mask_get_value (mask, x, y), ==, find_largest (before, x, y, radii[i]));
    }
}

static void
test_grow_size (void)
{
  g_autoptr (GessoMask) mask = new_with_rect (300, 300, 100, 100);
  GessoRect changed;

  changed = gesso_mask_grow (mask, 50);
  g_assert_false (gesso_rect_is_empty (&changed));
  assert_bounds (mask, 250, 250, 200, 200);
  /* Rounded corners. */
  g_assert_cmpfloat (fabs (get_area (mask) - (10000 + 4 * 5000 + G_PI * 50 * 50)), <, 200);
  gesso_mask_grow (mask, 1e9);
  g_assert_cmpfloat (get_area (mask), >, 0.5 * SIDE * SIDE);
}

static void
test_shrink (void)
{
  g_autoptr (GessoMask) mask = new_with_rect (300, 300, 100, 100);
  g_autoptr (GessoMask) edge = new_with_rect (0, 0, 200, 200);

  gesso_mask_shrink (mask, 20);
  assert_bounds (mask, 320, 320, 60, 60);
  gesso_mask_shrink (mask, 40);
  g_assert_true (gesso_mask_is_empty (mask));
  /* The border of the picture is no edge of the mask. */
  gesso_mask_shrink (edge, 20);
  assert_bounds (edge, 0, 0, 180, 180);
}

static void
test_grow_nothing (void)
{
  g_autoptr (GessoMask) mask = new_with_rect (300, 300, 100, 100);
  GessoRect changed;

  changed = gesso_mask_grow (mask, 0);
  g_assert_true (gesso_rect_is_empty (&changed));
  changed = gesso_mask_grow (mask, -3);
  g_assert_true (gesso_rect_is_empty (&changed));
  changed = gesso_mask_shrink (mask, NAN);
  g_assert_true (gesso_rect_is_empty (&changed));
  changed = gesso_mask_border (mask, NAN);
  g_assert_true (gesso_rect_is_empty (&changed));
  assert_bounds (mask, 300, 300, 100, 100);
}

static void
test_soft_stays_soft (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);

  for (int x = 0; x < 40; x++)
    gesso_mask_fill (mask, &(GessoRect) { 200 + x, 0, 1, SIDE }, (guint8) (6 * x));
  gesso_mask_fill (mask, &(GessoRect) { 240, 0, SIDE, SIDE }, 255);
  gesso_mask_grow (mask, 30);
  for (int x = 0; x < 40; x++)
    g_assert_cmpint (gesso_mask_get_value (mask, 170 + x, 350), ==, 6 * x);
}

static void
test_border (void)
{
  g_autoptr (GessoMask) mask = new_with_rect (200, 200, 300, 300);

  gesso_mask_border (mask, 20);
  assert_bounds (mask, 190, 190, 320, 320);
  g_assert_cmpint (gesso_mask_get_value (mask, 350, 350), ==, 0);
  g_assert_cmpint (gesso_mask_get_value (mask, 209, 350), ==, 255);
  g_assert_cmpint (gesso_mask_get_value (mask, 210, 350), ==, 0);
  g_assert_cmpint (gesso_mask_get_value (mask, 189, 350), ==, 0);
}

static void
test_move (void)
{
  g_autoptr (GessoMask) mask = new_with_rect (200, 200, 300, 100);
  GessoRect changed;

  changed = gesso_mask_move (mask, 10, -30);
  assert_bounds (mask, 210, 170, 300, 100);
  g_assert_cmpint (changed.x, ==, 200);
  g_assert_cmpint (changed.width, ==, 310);
  gesso_mask_move (mask, 400, 0);
  assert_bounds (mask, 610, 170, 90, 100);
  gesso_mask_move (mask, G_MAXINT, G_MININT);
  g_assert_true (gesso_mask_is_empty (mask));
  changed = gesso_mask_move (mask, 5, 5);
  g_assert_true (gesso_rect_is_empty (&changed));
}

static void
test_scale (void)
{
  g_autoptr (GessoMask) mask = new_with_rect (200, 300, 100, 100);
  GessoRect changed;

  gesso_mask_scale (mask, 2);
  assert_bounds (mask, 150, 250, 200, 200);
  gesso_mask_scale (mask, 0.5);
  assert_bounds (mask, 200, 300, 100, 100);
  changed = gesso_mask_scale (mask, 0);
  g_assert_true (gesso_rect_is_empty (&changed));
  changed = gesso_mask_scale (mask, INFINITY);
  g_assert_true (gesso_rect_is_empty (&changed));
  for (int i = 0; i < 6; i++)
    gesso_mask_scale (mask, 10);
  assert_bounds (mask, 0, 0, SIDE, SIDE);
}

static void
test_combine_image (void)
{
  g_autoptr (GessoMask) mask = new_with_rect (100, 100, 100, 100);
  g_autoptr (GessoImage) cover = gesso_image_new (100, 100, 1, NULL);
  GessoRect changed;

  for (guint y = 0; y < 100; y++)
    memset (gesso_image_edit_row (cover, y), 255, 100);
  gesso_mask_combine_image (mask, cover, 150, 150, 1, GESSO_MASK_ADD);
  g_assert_cmpfloat (get_area (mask), ==, 17500);
  gesso_mask_combine_image (mask, cover, 150, 150, 1, GESSO_MASK_INTERSECT);
  assert_bounds (mask, 150, 150, 100, 100);
  gesso_mask_combine_image (mask, cover, 100, 150, 1, GESSO_MASK_SUBTRACT);
  assert_bounds (mask, 200, 150, 50, 100);
  changed = gesso_mask_combine_image (mask, cover, -500, 0, 1, GESSO_MASK_ADD);
  g_assert_true (gesso_rect_is_empty (&changed));
}

/* Two pictures that differ by 10 in (20, 20)–(40, 40) and by 1 in one other pixel. */
static void
make_pair (GessoImage **before,
           GessoImage **after)
{
  *before = gesso_image_new (100, 80, 3, NULL);
  *after = gesso_image_new (100, 80, 3, NULL);
  for (guint y = 0; y < 80; y++)
    {
      memset (gesso_image_edit_row (*before, y), 100, 300);
      memset (gesso_image_edit_row (*after, y), 100, 300);
      for (guint x = 20; x < 40 && y >= 20 && y < 40; x++)
        gesso_image_edit_row (*after, y)[3 * x + 1] = 110;
    }
  gesso_image_edit_row (*after, 70)[2] = 101;
}

static void
test_drift (void)
{
  g_autoptr (GessoImage) before = NULL;
  g_autoptr (GessoImage) after = NULL;
  g_autoptr (GessoImage) mask = gesso_image_new (100, 80, 1, NULL);
  g_autoptr (GessoImage) heat = NULL;
  GessoDrift drift;

  make_pair (&before, &after);
  for (guint y = 20; y < 40; y++)
    {
      memset (gesso_image_edit_row (mask, y) + 20, 255, 10);
      memset (gesso_image_edit_row (mask, y) + 30, 90, 10);
    }
  heat = gesso_drift_measure (before, after, mask, NULL, &drift, NULL, NULL);
  g_assert_nonnull (heat);
  g_assert_cmpuint (drift.inside.pixels, ==, 200);
  g_assert_cmpuint (drift.inside.changed, ==, 200);
  g_assert_cmpfloat (drift.inside.mean, ==, 10);
  g_assert_cmpuint (drift.ramp.pixels, ==, 200);
  g_assert_cmpuint (drift.ramp.touched, ==, 200);
  g_assert_cmpuint (drift.outside.pixels, ==, 8000 - 400);
  g_assert_cmpuint (drift.outside.touched, ==, 1);
  g_assert_cmpuint (drift.outside.changed, ==, 0);
  /* Hot where it differs, grey elsewhere. */
  g_assert_cmpint (gesso_image_get_row (heat, 25)[3 * 25], >, gesso_image_get_row (heat, 25)[3 * 25 + 1] + 40);
  g_assert_cmpint (gesso_image_get_row (heat, 5)[3 * 5], ==, gesso_image_get_row (heat, 5)[3 * 5 + 1]);
}

static void
test_drift_of_another_size (void)
{
  g_autoptr (GessoImage) before = NULL;
  g_autoptr (GessoImage) after = NULL;
  g_autoptr (GessoImage) part = NULL;
  g_autoptr (GessoImage) heat = NULL;
  g_autoptr (GessoImage) scaled_heat = NULL;
  GessoDrift drift;

  make_pair (&before, &after);
  part = gesso_image_crop (before, &(GessoRect) { 10, 20, 50, 40 }, NULL);
  heat = gesso_drift_measure (part, after, NULL, &(GessoFrame) { 10, 20, 40, 20 }, &drift, NULL, NULL);
  g_assert_nonnull (heat);
  g_assert_cmpuint (drift.outside.pixels, ==, 2000);
  g_assert_cmpuint (drift.outside.changed, ==, 400);
  scaled_heat = gesso_drift_measure (part, after, NULL, NULL, &drift, NULL, NULL);
  g_assert_cmpuint (drift.outside.pixels, ==, 8000);
  g_assert_cmpuint (drift.outside.changed, ==, 400);
}

static void
test_drift_cancelled (void)
{
  g_autoptr (GessoImage) before = NULL;
  g_autoptr (GessoImage) after = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GessoDrift drift;

  make_pair (&before, &after);
  g_cancellable_cancel (cancellable);
  g_assert_null (gesso_drift_measure (before, after, NULL, NULL, &drift, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask-morph/grow/definition", test_grow_by_definition);
  g_test_add_func ("/mask-morph/grow/size", test_grow_size);
  g_test_add_func ("/mask-morph/grow/nothing", test_grow_nothing);
  g_test_add_func ("/mask-morph/grow/soft", test_soft_stays_soft);
  g_test_add_func ("/mask-morph/shrink", test_shrink);
  g_test_add_func ("/mask-morph/border", test_border);
  g_test_add_func ("/mask-morph/move", test_move);
  g_test_add_func ("/mask-morph/scale", test_scale);
  g_test_add_func ("/mask-morph/combine", test_combine_image);
  g_test_add_func ("/drift/parts", test_drift);
  g_test_add_func ("/drift/other-size", test_drift_of_another_size);
  g_test_add_func ("/drift/cancelled", test_drift_cancelled);
  return g_test_run ();
}
