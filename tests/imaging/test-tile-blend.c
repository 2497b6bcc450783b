/* test-tile-blend.c - half sizes and tiles against plain arithmetic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-levels.h"
#include "gesso-test.h"
#include "gesso-tile-blend.h"

#define WIDTH 613
#define HEIGHT 401

/* Smooth enough that interpolation means something, rough enough that a pixel
 * too far shows. */
static GessoImage *
new_picture (guint channels)
{
  GessoImage *image = gesso_image_new (WIDTH, HEIGHT, channels, NULL);

  for (guint y = 0; y < HEIGHT; y++)
    {
      guint8 *row = gesso_image_edit_row (image, y);

      for (guint x = 0; x < WIDTH; x++)
        for (guint c = 0; c < channels; c++)
          row[x * channels + c] = (guint8) (x * (c + 1) * 3 + y * (5 - c) + ((x ^ y) & 31));
    }
  return image;
}

static GessoPyramid *
new_pyramid (guint channels)
{
  g_autoptr (GessoImage) image = new_picture (channels);

  return gesso_pyramid_new (image, NULL, NULL);
}

static GessoMask *
new_mask (void)
{
  GessoMask *mask = gesso_mask_new (WIDTH, HEIGHT);
  guint8 row[WIDTH];

  for (int y = 50; y < 350; y++)
    {
      for (int x = 0; x < WIDTH; x++)
        row[x] = (guint8) (x < 100 ? 0 : MIN ((x - 100) * 2, 255));
      gesso_mask_write (mask, &(GessoRect) { 0, y, WIDTH, 1 }, row, WIDTH);
    }
  return mask;
}

/* Channel @c of @level at a place, as a tile at @scale should sample it. */
static double
sample (const GessoImage *level,
        double            x,
        double            y,
        gboolean          crisp,
        int               c)
{
  guint channels = gesso_image_get_channels (level);
  int width = (int) gesso_image_get_width (level), height = (int) gesso_image_get_height (level);
  double u = CLAMP (crisp ? floor (x) : x - 0.5, 0, width - 1);
  double v = CLAMP (crisp ? floor (y) : y - 0.5, 0, height - 1);
  int x0 = (int) u, y0 = (int) v, x1 = MIN (x0 + 1, width - 1), y1 = MIN (y0 + 1, height - 1);
  const guint8 *a = gesso_image_get_row (level, (guint) y0), *b = gesso_image_get_row (level, (guint) y1);
  double top = a[(guint) x0 * channels + (guint) c] * (1 - u + x0) + a[(guint) x1 * channels + (guint) c] * (u - x0);
  double bottom = b[(guint) x0 * channels + (guint) c] * (1 - u + x0) + b[(guint) x1 * channels + (guint) c] * (u - x0);

  return top * (1 - v + y0) + bottom * (v - y0);
}

static void
test_pyramid_levels (void)
{
  g_autoptr (GessoPyramid) pyramid = new_pyramid (3);

  g_assert_cmpuint (gesso_pyramid_get_n_levels (pyramid), ==, 4);
  for (guint i = 1; i < gesso_pyramid_get_n_levels (pyramid); i++)
    {
      const GessoImage *fine = gesso_pyramid_get_level (pyramid, i - 1);
      const GessoImage *coarse = gesso_pyramid_get_level (pyramid, i);
      guint width = gesso_image_get_width (fine), height = gesso_image_get_height (fine);

      g_assert_cmpuint (gesso_image_get_width (coarse), ==, (width + 1) / 2);
      g_assert_cmpuint (gesso_image_get_height (coarse), ==, (height + 1) / 2);
      for (guint y = 0; y < gesso_image_get_height (coarse); y++)
        {
          for (guint x = 0; x < gesso_image_get_width (coarse); x++)
            {
              guint right = MIN (2 * x + 1, width - 1), below = MIN (2 * y + 1, height - 1);
              guint sum = gesso_image_get_row (fine, 2 * y)[6 * x] + gesso_image_get_row (fine, 2 * y)[3 * right] +
                          gesso_image_get_row (fine, below)[6 * x] + gesso_image_get_row (fine, below)[3 * right];

              g_assert_cmpuint (gesso_image_get_row (coarse, y)[3 * x], ==, (sum + 2) / 4);
            }
        }
    }
}

/* A colour that cannot be seen must not bleed into one that can. */
static void
test_pyramid_alpha (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (200, 200, 4, NULL);
  g_autoptr (GessoPyramid) pyramid = NULL;

  for (guint y = 0; y < 200; y++)
    for (guint x = 0; x < 200; x++)
      memcpy (gesso_image_edit_row (image, y) + 4 * x,
              (x + y) % 2 != 0 ? "\xff\x00\x00\xff" : "\x00\xff\x00\x00", 4);
  pyramid = gesso_pyramid_new (image, NULL, NULL);
  g_assert_cmpmem (gesso_image_get_row (gesso_pyramid_get_level (pyramid, 1), 10) + 40, 4, "\xff\x00\x00\x80", 4);
}

static void
test_pyramid_formats (void)
{
  g_autoptr (GessoImage) opaque = gesso_image_new (100, 50, 4, NULL);
  g_autoptr (GessoPyramid) from_opaque = NULL;
  g_autoptr (GessoPyramid) from_grey = new_pyramid (1);

  for (guint y = 0; y < 50; y++)
    memset (gesso_image_edit_row (opaque, y), 0xff, 400);
  from_opaque = gesso_pyramid_new (opaque, NULL, NULL);
  g_assert_cmpuint (gesso_image_get_channels (gesso_pyramid_get_level (from_opaque, 0)), ==, 3);
  g_assert_cmpuint (gesso_pyramid_get_n_levels (from_opaque), ==, 1);
  g_assert_cmpuint (gesso_image_get_channels (gesso_pyramid_get_level (from_grey, 0)), ==, 3);
}

static void
test_pyramid_async (void)
{
  g_autoptr (GessoImage) image = new_picture (3);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoPyramid) pyramid = NULL;
  g_autoptr (GError) error = NULL;

  gesso_pyramid_new_async (image, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  pyramid = gesso_pyramid_new_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gesso_pyramid_get_width (pyramid), ==, WIDTH);
  g_assert_cmpint (gesso_pyramid_get_height (pyramid), ==, HEIGHT);
}

static void
test_pyramid_cancelled (void)
{
  g_autoptr (GessoImage) image = new_picture (3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GessoPyramid) pyramid = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pyramid = gesso_pyramid_new (image, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (pyramid);
}

static void
check_level (GessoMaskLevels *levels,
             guint            level)
{
  g_autofree guint8 *fine = NULL;
  g_autofree guint8 *coarse = NULL;
  int width = (WIDTH + (1 << (level - 1)) - 1) >> (level - 1);
  int height = (HEIGHT + (1 << (level - 1)) - 1) >> (level - 1);
  int half_width = (width + 1) / 2, half_height = (height + 1) / 2;

  fine = g_malloc ((gsize) (width * height));
  coarse = g_malloc ((gsize) (half_width * half_height));
  gesso_mask_levels_read (levels, level, &(GessoRect) { 0, 0, half_width, half_height }, coarse, (gsize) half_width);
  gesso_mask_levels_read (levels, level - 1, &(GessoRect) { 0, 0, width, height }, fine, (gsize) width);
  for (int y = 0; y < half_height; y++)
    {
      for (int x = 0; x < half_width; x++)
        {
          int right = MIN (2 * x + 1, width - 1), below = MIN (2 * y + 1, height - 1);
          int sum = fine[2 * y * width + 2 * x] + fine[2 * y * width + right] +
                    fine[below * width + 2 * x] + fine[below * width + right];

          g_assert_cmpint (coarse[y * half_width + x], ==, (sum + 2) / 4);
        }
    }
}

static void
test_levels (void)
{
  g_autoptr (GessoMask) mask = new_mask ();
  g_autoptr (GessoMaskLevels) levels = gesso_mask_levels_new (mask);

  for (guint level = 1; level <= 5; level++)
    check_level (levels, level);
}

static void
test_levels_invalidate (void)
{
  g_autoptr (GessoMask) mask = new_mask ();
  g_autoptr (GessoMaskLevels) levels = gesso_mask_levels_new (mask);
  GessoRect place = { 300, 100, 7, 250 };
  guint8 before, after;

  for (guint level = 1; level <= 4; level++)
    check_level (levels, level);
  gesso_mask_levels_read (levels, 2, &(GessoRect) { 75, 40, 1, 1 }, &before, 1);
  place = gesso_mask_fill (mask, &place, 0);
  gesso_mask_levels_invalidate (levels, &place);
  gesso_mask_levels_read (levels, 2, &(GessoRect) { 75, 40, 1, 1 }, &after, 1);
  g_assert_cmpuint (before, ==, 255);
  g_assert_cmpuint (after, ==, 0);
  for (guint level = 1; level <= 4; level++)
    check_level (levels, level);
}

/* Every pixel of a tile, at a scale given, against the pyramid sampled plainly. */
static void
test_scale (gconstpointer data)
{
  double scale = *(const double *) data;
  g_autoptr (GessoPyramid) pyramid = new_pyramid (3);
  g_autoptr (GessoImage) tile = NULL;
  GessoTileScene scene = { pyramid, NULL, scale };
  int left = (int) (40 * scale), top = (int) (30 * scale);
  int side = MIN (256, MIN (gesso_tile_scene_get_width (&scene) - left, gesso_tile_scene_get_height (&scene) - top));
  guint level = 0;
  double rest = scale;

  while (rest <= 0.5 && level + 1 < gesso_pyramid_get_n_levels (pyramid))
    {
      rest *= 2;
      level++;
    }
  tile = gesso_image_new ((guint) side, (guint) side, 3, NULL);
  gesso_tile_blend (&scene, left, top, tile);
  for (int y = 0; y < side; y++)
    {
      for (int x = 0; x < side * 3; x++)
        {
          double want = sample (gesso_pyramid_get_level (pyramid, level), (left + x / 3 + 0.5) / rest,
                                (top + y + 0.5) / rest, scale >= GESSO_TILE_CRISP_SCALE, x % 3);

          /* A step of 1/256 between pixels that differ by 255, twice, and rounding. */
          g_assert_cmpfloat (fabs (gesso_image_get_row (tile, (guint) y)[x] - want), <=, 3.5);
        }
    }
}

/* Four tiles side by side are one large one. */
static void
test_seams (void)
{
  static const double scales[] = { 0.37, 1, 1.3, 4 };
  g_autoptr (GessoPyramid) pyramid = new_pyramid (3);
  g_autoptr (GessoMask) mask = new_mask ();
  g_autoptr (GessoMaskLevels) levels = gesso_mask_levels_new (mask);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      GessoTileScene scene = { pyramid, levels, scales[i], { 255, 0, 0, 128 }, TRUE, 8 };
      g_autoptr (GessoImage) large = gesso_image_new (128, 128, 3, NULL);
      g_autoptr (GessoImage) joined = gesso_image_new (128, 128, 3, NULL);

      gesso_tile_blend (&scene, 20, 10, large);
      for (int part = 0; part < 4; part++)
        {
          g_autoptr (GessoImage) small = gesso_image_new (64, 64, 3, NULL);

          gesso_tile_blend (&scene, 20 + 64 * (part % 2), 10 + 64 * (part / 2), small);
          gesso_image_paste (joined, small, 64 * (part % 2), 64 * (part / 2));
        }
      g_assert_true (gesso_image_equal (large, joined));
    }
}

/* Coverage of the level at a place, as a tile samples it, 0 to 1. */
static double
sample_mask (const guint8 *cover,
             int           width,
             int           height,
             double        x,
             double        y,
             gboolean      crisp)
{
  double u = CLAMP (crisp ? floor (x) : x - 0.5, 0, width - 1), v = CLAMP (crisp ? floor (y) : y - 0.5, 0, height - 1);
  int x0 = (int) u, y0 = (int) v, x1 = MIN (x0 + 1, width - 1), y1 = MIN (y0 + 1, height - 1);
  double top = cover[y0 * width + x0] * (1 - u + x0) + cover[y0 * width + x1] * (u - x0);
  double bottom = cover[y1 * width + x0] * (1 - u + x0) + cover[y1 * width + x1] * (u - x0);

  return (top * (1 - v + y0) + bottom * (v - y0)) / 255;
}

/* The tint follows the mask at every scale: in rows that it covers in part, wholly and not at all. */
static void
test_tint (gconstpointer data)
{
  double scale = *(const double *) data, rest = scale;
  g_autoptr (GessoPyramid) pyramid = new_pyramid (3);
  g_autoptr (GessoMask) mask = new_mask ();
  g_autoptr (GessoMaskLevels) levels = gesso_mask_levels_new (mask);
  GessoTileScene scene = { pyramid, NULL, scale };
  int side = MIN (256, MIN (gesso_tile_scene_get_width (&scene), gesso_tile_scene_get_height (&scene)));
  int left = MIN ((int) (60 * scale), gesso_tile_scene_get_width (&scene) - side);
  int top = MIN ((int) (35 * scale), gesso_tile_scene_get_height (&scene) - side);
  g_autoptr (GessoImage) plain = gesso_image_new ((guint) side, (guint) side, 3, NULL);
  g_autoptr (GessoImage) tinted = gesso_image_new ((guint) side, (guint) side, 3, NULL);
  const guint8 tint[4] = { 246, 61, 84, 128 };
  g_autofree guint8 *cover = NULL;
  guint level = 0;
  int width, height;

  for (; rest <= 0.5 && level + 1 < gesso_pyramid_get_n_levels (pyramid); level++)
    rest *= 2;
  width = (WIDTH + (1 << level) - 1) >> level;
  height = (HEIGHT + (1 << level) - 1) >> level;
  cover = g_malloc ((gsize) (width * height));
  gesso_mask_levels_read (levels, level, &(GessoRect) { 0, 0, width, height }, cover, (gsize) width);
  gesso_tile_blend (&scene, left, top, plain);
  scene.mask = levels;
  memcpy (scene.tint, tint, 4);
  gesso_tile_blend (&scene, left, top, tinted);
  for (int y = 0; y < side; y++)
    {
      for (int x = 0; x < side * 3; x++)
        {
          double a = sample_mask (cover, width, height, (left + x / 3 + 0.5) / rest, (top + y + 0.5) / rest,
                                  scale >= GESSO_TILE_CRISP_SCALE) * 128 / 255;
          double want = gesso_image_get_row (plain, (guint) y)[x] * (1 - a) + tint[x % 3] * a;

          g_assert_cmpfloat (fabs (gesso_image_get_row (tinted, (guint) y)[x] - want), <=, 3);
        }
    }
}

/* Where coverage falls slowly the drawn edge is a broken line, of both colours. */
static void
test_edge (void)
{
  g_autoptr (GessoPyramid) pyramid = new_pyramid (3);
  g_autoptr (GessoMask) mask = new_mask ();
  g_autoptr (GessoMaskLevels) levels = gesso_mask_levels_new (mask);
  g_autoptr (GessoImage) tile = gesso_image_new (100, 100, 3, NULL);
  GessoTileScene scene = { pyramid, levels, 1, { 0 }, TRUE, 8 };
  guint white = 0, black = 0;

  /* Coverage is 128 at column 164. */
  gesso_tile_blend (&scene, 100, 100, tile);
  for (guint y = 0; y < 100; y++)
    {
      const guint8 *pixel = gesso_image_get_row (tile, y) + 3 * 64;

      white += memcmp (pixel, "\xff\xff\xff", 3) == 0;
      black += memcmp (pixel, "\x00\x00\x00", 3) == 0;
      g_assert_cmpmem (pixel + 3, 3, gesso_image_get_row (gesso_pyramid_get_level (pyramid, 0), 100 + y) + 3 * 165, 3);
    }
  g_assert_cmpuint (white, >=, 40);
  g_assert_cmpuint (white + black, ==, 100);
}

static void
test_contour (void)
{
  g_autoptr (GessoPyramid) pyramid = new_pyramid (3);
  g_autoptr (GessoMask) mask = gesso_mask_new (WIDTH, HEIGHT);
  g_autoptr (GessoMaskLevels) levels = gesso_mask_levels_new (mask);
  g_autoptr (GessoImage) tile = gesso_image_new (100, 100, 3, NULL);
  GessoTileScene scene = { pyramid, levels, 1, { 0 }, TRUE, 8 };

  /* It runs around all that may change, however little. */
  gesso_mask_fill (mask, &(GessoRect) { 30, 30, 40, 40 }, 1);
  gesso_tile_blend (&scene, 0, 0, tile);
  g_assert_cmpmem (gesso_image_get_row (tile, 50) + 3 * 30, 3, "\xff\xff\xff", 3);
  g_assert_cmpmem (gesso_image_get_row (tile, 50) + 3 * 29, 3, "\x00\x00\x00", 3);
  g_assert_cmpmem (gesso_image_get_row (tile, 30) + 3 * 50, 3, "\xff\xff\xff", 3);
  g_assert_cmpmem (gesso_image_get_row (tile, 70) + 3 * 50, 3, "\x00\x00\x00", 3);
  g_assert_cmpmem (gesso_image_get_row (tile, 50) + 3 * 50, 3,
                   gesso_image_get_row (gesso_pyramid_get_level (pyramid, 0), 50) + 3 * 50, 3);
}

static void
test_checker (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (64, 64, 4, NULL);
  g_autoptr (GessoPyramid) pyramid = gesso_pyramid_new (image, NULL, NULL);
  g_autoptr (GessoImage) tile = gesso_image_new (64, 64, 3, NULL);
  GessoTileScene scene = { pyramid, NULL, 1, .checker = 8 };
  guint8 first, second;

  gesso_tile_blend (&scene, 0, 0, tile);
  first = gesso_image_get_row (tile, 0)[0];
  second = gesso_image_get_row (tile, 0)[3 * 8];
  g_assert_cmpuint (first, !=, second);
  g_assert_cmpuint (gesso_image_get_row (tile, 8)[3 * 8], ==, first);
  g_assert_cmpuint (gesso_image_get_row (tile, 8)[0], ==, second);
  g_assert_cmpuint (gesso_image_get_row (tile, 7)[3 * 7], ==, first);
}

static void
test_half_transparent (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (64, 64, 4, NULL);
  g_autoptr (GessoPyramid) pyramid = NULL;
  g_autoptr (GessoImage) tile = gesso_image_new (32, 32, 3, NULL);
  GessoTileScene scene = { NULL, NULL, 0.5, .checker = 64 };

  for (guint y = 0; y < 64; y++)
    for (guint x = 0; x < 64; x++)
      memcpy (gesso_image_edit_row (image, y) + 4 * x, "\xff\x00\x40\x80", 4);
  pyramid = gesso_pyramid_new (image, NULL, NULL);
  scene.pyramid = pyramid;
  gesso_tile_blend (&scene, 0, 0, tile);
  /* Half of the colour over half of the lighter field. */
  g_assert_cmpint (ABS (gesso_image_get_row (tile, 5)[15] - (255 * 128 + 0xcc * 127) / 255), <=, 1);
  g_assert_cmpint (ABS (gesso_image_get_row (tile, 5)[16] - (0xcc * 127) / 255), <=, 1);
}

static void
test_grid (void)
{
  g_autoptr (GessoPyramid) pyramid = new_pyramid (3);
  g_autoptr (GessoImage) tile = gesso_image_new (80, 80, 3, NULL);
  GessoTileScene scene = { pyramid, NULL, 10 };

  guint lines = 0;

  gesso_tile_blend (&scene, 100, 100, tile);
  for (guint x = 1; x < 80; x++)
    {
      const guint8 *row = gesso_image_get_row (tile, 45);
      gboolean line = x % 10 == 0;

      lines += line && memcmp (row + 3 * x, row + 3 * (x + 1), 3) != 0;

      /* Between the lines a pixel is flat. */
      if (!line && x % 10 != 1)
        g_assert_cmpmem (row + 3 * x, 3, row + 3 * (x - 1), 3);
    }
  g_assert_cmpuint (lines, ==, 7);
}

static void
test_border_tile (void)
{
  g_autoptr (GessoPyramid) pyramid = new_pyramid (3);
  static const double scales[] = { 0.013, 0.21, 0.5, 1, 1.7, 31.9 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      GessoTileScene scene = { pyramid, NULL, scales[i] };
      int width = gesso_tile_scene_get_width (&scene), height = gesso_tile_scene_get_height (&scene);
      int x = (width - 1) / 256 * 256, y = (height - 1) / 256 * 256;
      g_autoptr (GessoImage) tile = gesso_image_new ((guint) (width - x), (guint) (height - y), 3, NULL);

      gesso_tile_blend (&scene, x, y, tile);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const double scales[] = { 0.1, 0.25, 0.3, 0.5, 0.51, 0.77, 1, 1.25, 2, 3.3, 7 };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pyramid/levels", test_pyramid_levels);
  g_test_add_func ("/pyramid/alpha", test_pyramid_alpha);
  g_test_add_func ("/pyramid/formats", test_pyramid_formats);
  g_test_add_func ("/pyramid/async", test_pyramid_async);
  g_test_add_func ("/pyramid/cancelled", test_pyramid_cancelled);
  g_test_add_func ("/mask-levels/against-plain-means", test_levels);
  g_test_add_func ("/mask-levels/invalidate", test_levels_invalidate);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tile-blend/scale/%g", scales[i]);

      g_test_add_data_func (path, &scales[i], test_scale);
    }
  g_test_add_func ("/tile-blend/no-seams", test_seams);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tile-blend/tint/%g", scales[i]);

      g_test_add_data_func (path, &scales[i], test_tint);
    }
  g_test_add_func ("/tile-blend/edge", test_edge);
  g_test_add_func ("/tile-blend/contour", test_contour);
  g_test_add_func ("/tile-blend/checker", test_checker);
  g_test_add_func ("/tile-blend/half-transparent", test_half_transparent);
  g_test_add_func ("/tile-blend/grid", test_grid);
  g_test_add_func ("/tile-blend/border", test_border_tile);

  return g_test_run ();
}
