/* test-patch.c - the levels, regions and painting beneath the fill
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-fill-private.h"
#include "gesso-patch.h"

static GessoImage *
make_mask (guint width,
           guint height)
{
  GessoImage *mask = gesso_image_new (width, height, 1, NULL);

  g_assert_nonnull (mask);
  return mask;
}

static void
cut_hole (GessoImage *mask,
          int         x,
          int         y,
          int         width,
          int         height)
{
  for (int j = y; j < y + height; j++)
    memset (gesso_image_edit_row (mask, j) + x, 255, width);
}

static GessoImage *
make_ramp (guint width,
           guint height)
{
  GessoImage *image = gesso_image_new (width, height, 3, NULL);

  g_assert_nonnull (image);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < 3 * width; x++)
      gesso_image_edit_row (image, y)[x] = (x / 3 * 3 + y * 5) & 255;
  return image;
}

static GessoPatchLevel *
make_level (GessoImage *mask,
            int         scale)
{
  guint width = gesso_image_get_width (mask), height = gesso_image_get_height (mask);
  g_autoptr (GessoImage) image = make_ramp (width, height);
  GessoPatchLevel *level = gesso_patch_level_new_from_image (image, mask, &(GessoRect) { 0, 0, width, height },
                                                             scale, TRUE);

  g_assert_nonnull (level);
  return level;
}

/* Whole patches are sources or targets; those cut by the border are neither. */
static void
test_marks (void)
{
  g_autoptr (GessoImage) mask = make_mask (40, 30);
  GessoPatchLevel *level;

  cut_hole (mask, 20, 15, 1, 1);
  level = make_level (mask, 1);
  g_assert_cmpint (level->n_targets, ==, 49);
  g_assert_cmpint (gesso_patch_level_count_sources (level), ==, 34 * 24 - 49);
  g_assert_cmpint (level->area.x, ==, 17);
  g_assert_cmpint (level->area.y, ==, 12);
  g_assert_cmpint (level->area.width, ==, 7);
  g_assert_cmpint (level->area.height, ==, 7);
  g_assert_cmpint (gesso_patch_level_flags (level, 2, 10), ==, 0);
  g_assert_cmpint (gesso_patch_level_flags (level, 3, 3), ==, GESSO_PATCH_SOURCE);
  g_assert_cmpint (gesso_patch_level_flags (level, 20, 15), ==, GESSO_PATCH_HOLE | GESSO_PATCH_TARGET);
  g_assert_false (gesso_patch_level_is_source (level, -1, 3));
  g_assert_false (gesso_patch_level_is_source (level, 3, 30));
  gesso_patch_level_free (level);
}

static void
test_source_ranks (void)
{
  g_autoptr (GessoImage) mask = make_mask (40, 30);
  GessoPatchLevel *level;
  GessoPatchPoint last = { -1, 0 };

  cut_hole (mask, 10, 0, 12, 25);
  level = make_level (mask, 1);
  for (gint64 i = 0; i < gesso_patch_level_count_sources (level); i++)
    {
      GessoPatchPoint at = gesso_patch_level_get_source (level, i);

      g_assert_true (gesso_patch_level_is_source (level, at.x, at.y));
      g_assert_true (at.y > last.y || (at.y == last.y && at.x > last.x));
      last = at;
    }
  gesso_patch_level_free (level);
}

static void
test_depth (void)
{
  g_autoptr (GessoImage) mask = make_mask (60, 60);
  GessoPatchLevel *level;

  cut_hole (mask, 20, 20, 21, 21);
  level = make_level (mask, 1);
  g_assert_cmpint (level->depth[10 * 60 + 10], ==, 0);
  g_assert_cmpint (level->depth[20 * 60 + 20], ==, 1);
  g_assert_cmpint (level->depth[30 * 60 + 30], ==, 11);
  gesso_patch_level_free (level);
}

/* Where the picture is carried over from a coarse level, all of the hole is hole in that level. */
static void
test_coarse_cut (void)
{
  g_autoptr (GessoImage) mask = make_mask (65, 61);
  GessoPatchLevel *level;

  cut_hole (mask, 33, 30, 1, 1);
  cut_hole (mask, 64, 60, 1, 1);
  level = make_level (mask, 4);
  g_assert_cmpint (level->width, ==, 17);
  g_assert_cmpint (level->height, ==, 16);
  g_assert_true (gesso_patch_level_flags (level, 8, 7) & GESSO_PATCH_HOLE);
  g_assert_true (gesso_patch_level_flags (level, 16, 15) & GESSO_PATCH_HOLE);
  g_assert_false (gesso_patch_level_flags (level, 7, 7) & GESSO_PATCH_HOLE);
  gesso_patch_level_free (level);
}

/* Between scales a thin stroke vanishes, a broad one stays. */
static void
test_halving (void)
{
  g_autoptr (GessoImage) mask = make_mask (64, 64);
  GessoPatchLevel *fine, *coarse;

  cut_hole (mask, 10, 0, 1, 64);
  cut_hole (mask, 30, 20, 16, 16);
  fine = make_level (mask, 1);
  coarse = gesso_patch_level_new_half (fine);
  g_assert_cmpint (coarse->width, ==, 32);
  g_assert_cmpint (coarse->scale, ==, 2);
  g_assert_false (gesso_patch_level_flags (coarse, 5, 10) & GESSO_PATCH_HOLE);
  g_assert_true (gesso_patch_level_flags (coarse, 18, 14) & GESSO_PATCH_HOLE);
  /* The mean of 3x + 5y over x, y = 2 … 3. */
  g_assert_cmpint (gesso_patch_level_pixel (coarse, 1, 1)[0], ==, 20);
  gesso_patch_level_free (fine);
  gesso_patch_level_free (coarse);
}

/* Beyond an edge a pixel's sources are best as far inside; inside a picture, beside it. */
static void
test_homes (void)
{
  const GessoRect known = { 10, 0, 40, 64 };
  g_autoptr (GessoImage) mask = make_mask (64, 64);
  GessoPatchLevel *level;

  cut_hole (mask, 0, 0, 10, 64);
  cut_hole (mask, 50, 0, 14, 64);
  level = make_level (mask, 1);
  g_assert_true (gesso_patch_level_begin (level, &known));
  g_assert_cmpint (level->home_x[9], ==, 10);
  g_assert_cmpint (level->home_x[0], ==, 19);
  g_assert_cmpint (level->home_x[50], ==, 49);
  g_assert_cmpint (level->home_x[30], ==, 30);
  g_assert_cmpint (level->home_y[30], ==, 30);
  gesso_patch_level_free (level);
}

/* Every match is a source and no cost rises in a pass. */
static void
test_search (void)
{
  g_autoptr (GessoImage) mask = make_mask (96, 80);
  GessoPatchLevel *level;
  gint64 before = G_MAXINT64;

  cut_hole (mask, 30, 30, 30, 25);
  level = make_level (mask, 1);
  g_assert_true (gesso_patch_level_begin (level, NULL));
  gesso_patch_guess_smooth (level);
  gesso_patch_guess_matches (level, 7);
  for (int pass = 0; pass < 6; pass++)
    {
      gint64 total = 0;

      g_assert_true (gesso_patch_search (level, 7, pass, 96, pass == 0, NULL));
      for (int y = level->area.y; y < level->area.y + level->area.height; y++)
        for (int x = level->area.x; x < level->area.x + level->area.width; x++)
          {
            gsize slot = gesso_patch_level_slot (level, x, y);

            if ((gesso_patch_level_flags (level, x, y) & GESSO_PATCH_TARGET) == 0)
              continue;
            g_assert_true (gesso_patch_level_is_source (level, level->match[slot].x, level->match[slot].y));
            total += level->cost[slot];
          }
      g_assert_cmpint (total, <=, before);
      before = total;
    }
  gesso_patch_level_free (level);
}

static void
test_smooth_guess (void)
{
  g_autoptr (GessoImage) mask = make_mask (50, 40);
  GessoPatchLevel *level;

  cut_hole (mask, 0, 0, 50, 39);
  level = make_level (mask, 1);
  for (int x = 0; x < 50; x++)
    memset (gesso_patch_level_pixel (level, x, 39), 90, GESSO_PATCH_CHANNELS);
  gesso_patch_guess_smooth (level);
  g_assert_cmpint (gesso_patch_level_pixel (level, 25, 0)[1], ==, 90);
  gesso_patch_level_free (level);
}

static void
test_random_steps (void)
{
  guint32 state = gesso_patch_seed_row (1, 2, 3, 4);
  int least = 0, most = 0;

  for (int i = 0; i < 2000; i++)
    {
      int step = gesso_patch_random_step (&state, 5);

      least = MIN (least, step);
      most = MAX (most, step);
    }
  g_assert_cmpint (least, ==, -5);
  g_assert_cmpint (most, ==, 5);
  g_assert_cmpuint (gesso_patch_seed_row (1, 2, 3, 4), !=, gesso_patch_seed_row (1, 2, 3, 5));
  g_assert_cmpuint (gesso_patch_seed_row (1, 2, 3, 4), !=, gesso_patch_seed_row (2, 2, 3, 4));
}

static void
test_regions_apart (void)
{
  g_autoptr (GessoImage) mask = make_mask (3000, 2000);
  g_autoptr (GArray) regions = NULL;

  cut_hole (mask, 100, 100, 50, 50);
  cut_hole (mask, 2500, 1500, 80, 40);
  regions = gesso_fill_find_regions (mask);
  g_assert_cmpuint (regions->len, ==, 2);
  g_assert_cmpint (g_array_index (regions, GessoFillRegion, 0).pixels, ==, 2500);
  g_assert_cmpint (g_array_index (regions, GessoFillRegion, 1).pixels, ==, 3200);
  for (guint i = 0; i < 2; i++)
    {
      const GessoFillRegion *region = &g_array_index (regions, GessoFillRegion, i);

      g_assert_cmpint (region->crop.width, <, 600);
      g_assert_cmpint (region->crop.x, >=, 0);
      g_assert_cmpint (region->crop.x + region->crop.width, <=, 3000);
    }
}

static void
test_regions_near (void)
{
  g_autoptr (GessoImage) mask = make_mask (1000, 800);
  g_autoptr (GArray) regions = NULL;

  cut_hole (mask, 400, 400, 100, 100);
  cut_hole (mask, 560, 400, 10, 10);
  regions = gesso_fill_find_regions (mask);
  g_assert_cmpuint (regions->len, ==, 1);
  g_assert_cmpint (g_array_index (regions, GessoFillRegion, 0).pixels, ==, 10100);
}

static void
test_regions_dust (void)
{
  g_autoptr (GessoImage) mask = make_mask (4000, 4000);
  g_autoptr (GArray) regions = NULL;
  gint64 pixels = 0;

  for (int y = 5; y < 4000; y += 300)
    for (int x = 5; x < 4000; x += 300)
      cut_hole (mask, x, y, 2, 2);
  regions = gesso_fill_find_regions (mask);
  g_assert_cmpuint (regions->len, <=, 64);
  for (guint i = 0; i < regions->len; i++)
    pixels += g_array_index (regions, GessoFillRegion, i).pixels;
  g_assert_cmpint (pixels, ==, 14 * 14 * 4);
}

/* Carried over from a coarse level, a picture is made of its own pixels at full sharpness. */
static void
test_transfer (void)
{
  g_autoptr (GessoImage) mask = make_mask (160, 160);
  g_autoptr (GessoImage) image = gesso_image_new (160, 160, 3, NULL);
  GessoFillJob job = { .image = image, .mask = mask, .opaque = TRUE };
  const GessoRect crop = { 0, 0, 160, 160 };
  GessoPatchLevel *level;

  for (int y = 0; y < 160; y++)
    for (int x = 0; x < 160; x++)
      memset (gesso_image_edit_row (image, y) + 3 * x, (x + y) % 2 ? 255 : 0, 3);
  cut_hole (mask, 60, 60, 40, 40);
  level = gesso_patch_level_new_from_image (image, mask, &crop, 4, TRUE);
  for (int y = 60; y < 100; y++)
    memset (gesso_image_edit_row (image, y) + 3 * 60, 128, 3 * 40);
  g_assert_true (gesso_patch_level_begin (level, NULL));
  for (int y = level->area.y; y < level->area.y + level->area.height; y++)
    for (int x = level->area.x; x < level->area.x + level->area.width; x++)
      level->match[gesso_patch_level_slot (level, x, y)] = (GessoPatchPoint) { x - 14 + 3 - 2, y };
  g_assert_true (gesso_fill_paint (&job, &crop, level, NULL));
  for (int y = 60; y < 100; y++)
    for (int x = 60; x < 100; x++)
      g_assert_cmpint (gesso_image_get_row (image, y)[3 * x], ==, (x + y) % 2 ? 255 : 0);
  gesso_patch_level_free (level);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/patch/level/marks", test_marks);
  g_test_add_func ("/patch/level/source-ranks", test_source_ranks);
  g_test_add_func ("/patch/level/depth", test_depth);
  g_test_add_func ("/patch/level/coarse-cut", test_coarse_cut);
  g_test_add_func ("/patch/level/halving", test_halving);
  g_test_add_func ("/patch/level/homes", test_homes);
  g_test_add_func ("/patch/search", test_search);
  g_test_add_func ("/patch/guess/smooth", test_smooth_guess);
  g_test_add_func ("/patch/random-steps", test_random_steps);
  g_test_add_func ("/fill/regions/apart", test_regions_apart);
  g_test_add_func ("/fill/regions/near", test_regions_near);
  g_test_add_func ("/fill/regions/dust", test_regions_dust);
  g_test_add_func ("/fill/transfer", test_transfer);
  return g_test_run ();
}
