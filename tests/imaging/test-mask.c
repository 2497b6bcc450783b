/* test-mask.c - masks against plain arrays
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-mask-tiles.h"
#include "gesso-test.h"

/* Neither a multiple of a tile nor small: 3 × 2 tiles. */
#define WIDTH 700
#define HEIGHT 300

static const GessoRect whole = { 0, 0, WIDTH, HEIGHT };

static guint8 *
read_all (GessoMask *mask)
{
  GessoRect rect = gesso_mask_get_extents (mask);
  guint8 *pixels = g_malloc ((gsize) rect.width * (gsize) rect.height);

  gesso_mask_read (mask, &rect, pixels, (gsize) rect.width);
  return pixels;
}

/* A mask with a filled rectangle. */
static GessoMask *
new_with (int x,
          int y,
          int width,
          int height,
          guint8 value)
{
  GessoMask *mask = gesso_mask_new (WIDTH, HEIGHT);

  gesso_mask_fill (mask, &(GessoRect) { x, y, width, height }, value);
  return mask;
}

/* A mask of noise with holes and full parts, the same every time. */
static GessoMask *
new_noise (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree guint8 *pixels = g_malloc (WIDTH * HEIGHT);
  GessoMask *mask = gesso_mask_new (WIDTH, HEIGHT);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    pixels[i] = (guint8) g_rand_int_range (random, 0, 256);
  gesso_mask_write (mask, &whole, pixels, WIDTH);
  return mask;
}

static guint
count_tiles (GessoMask *mask)
{
  const GessoMaskGrid *grid = gesso_mask_peek_grid (mask);
  guint n = 0;

  for (guint i = 0; i < grid->columns * grid->rows; i++)
    n += grid->tiles[i] != NULL;
  return n;
}

static void
assert_rect (GessoRect rect,
             int       x,
             int       y,
             int       width,
             int       height)
{
  g_assert_cmpint (rect.x, ==, x);
  g_assert_cmpint (rect.y, ==, y);
  g_assert_cmpint (rect.width, ==, width);
  g_assert_cmpint (rect.height, ==, height);
}

static void
test_div255 (void)
{
  for (guint v = 0; v <= 255 * 255; v++)
    g_assert_cmpuint (gesso_div255 ((guint16) v), ==, (v + 127) / 255);
}

static void
test_kernel_add (void)
{
  for (guint opacity = 0; opacity < 256; opacity += 51)
    {
      for (guint base = 0; base < 256; base++)
        {
          guint8 bases[256], covers[256], out[256];

          for (guint i = 0; i < 256; i++)
            {
              bases[i] = (guint8) base;
              covers[i] = (guint8) i;
            }
          gesso_mask_kernel_add (out, bases, covers, (guint8) opacity, 256);
          for (guint i = 0; i < 256; i++)
            {
              double c = i / 255.0 * opacity / 255.0;
              double want = base + (255 - base) * c;

              g_assert_cmpfloat (fabs (out[i] - want), <=, 1.01);
              g_assert_cmpuint (out[i], >=, base);
            }
          if (opacity == 255)
            g_assert_cmpuint (out[255], ==, 255);
        }
    }
}

static void
test_kernel_subtract (void)
{
  for (guint base = 0; base < 256; base++)
    {
      guint8 bases[256], covers[256], out[256];

      for (guint i = 0; i < 256; i++)
        {
          bases[i] = (guint8) base;
          covers[i] = (guint8) i;
        }
      gesso_mask_kernel_subtract (out, bases, covers, 255, 256);
      for (guint i = 0; i < 256; i++)
        g_assert_cmpfloat (fabs (out[i] - base * (255 - i) / 255.0), <=, 0.51);
      g_assert_cmpuint (out[255], ==, 0);
      g_assert_cmpuint (out[0], ==, base);
    }
}

static void
test_kernel_halve (void)
{
  guint8 a[64], b[64], out[32];

  for (guint i = 0; i < 64; i++)
    {
      a[i] = (guint8) (i * 37);
      b[i] = (guint8) (i * 91 + 5);
    }
  gesso_mask_kernel_halve (a, b, out, 32);
  for (guint i = 0; i < 32; i++)
    g_assert_cmpuint (out[i], ==, (a[2 * i] + a[2 * i + 1] + b[2 * i] + b[2 * i + 1] + 2) / 4);
}

static void
test_new (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (WIDTH, HEIGHT);
  GessoRect bounds = gesso_mask_get_bounds (mask);

  g_assert_cmpint (gesso_mask_get_width (mask), ==, WIDTH);
  g_assert_cmpint (gesso_mask_get_height (mask), ==, HEIGHT);
  g_assert_true (gesso_mask_is_empty (mask));
  g_assert_true (gesso_rect_is_empty (&bounds));
  g_assert_cmpfloat (gesso_mask_get_coverage (mask), ==, 0);
  g_assert_cmpuint (count_tiles (mask), ==, 0);
}

static void
test_one_pixel (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (1, 1);

  gesso_mask_invert (mask);
  g_assert_cmpuint (gesso_mask_get_value (mask, 0, 0), ==, 255);
  g_assert_cmpfloat (gesso_mask_get_coverage (mask), ==, 1);
  gesso_mask_feather (mask, 10, GESSO_EDGE_CENTRED);
  g_assert_cmpuint (gesso_mask_get_value (mask, 0, 0), ==, 255);
}

static void
test_write_read (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (WIDTH, HEIGHT);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree guint8 *truth = g_malloc0 (WIDTH * HEIGHT);
  g_autofree guint8 *all = NULL;

  for (int round = 0; round < 60; round++)
    {
      /* Some reach outside on every side. */
      GessoRect rect = { g_rand_int_range (random, -200, WIDTH), g_rand_int_range (random, -200, HEIGHT),
                         g_rand_int_range (random, 1, 400), g_rand_int_range (random, 1, 300) };
      g_autofree guint8 *in = g_malloc ((gsize) (rect.width * rect.height));

      for (int i = 0; i < rect.width * rect.height; i++)
        in[i] = round % 3 == 0 ? 255 : (guint8) g_rand_int_range (random, 0, 256);
      gesso_mask_write (mask, &rect, in, (gsize) rect.width);
      for (int y = 0; y < rect.height; y++)
        {
          for (int x = 0; x < rect.width; x++)
            {
              int to_x = rect.x + x, to_y = rect.y + y;

              if (to_x >= 0 && to_y >= 0 && to_x < WIDTH && to_y < HEIGHT)
                truth[to_y * WIDTH + to_x] = in[y * rect.width + x];
            }
        }
    }
  all = read_all (mask);
  g_assert_cmpmem (all, WIDTH * HEIGHT, truth, WIDTH * HEIGHT);
}

static void
test_read_outside (void)
{
  g_autoptr (GessoMask) mask = new_with (0, 0, WIDTH, HEIGHT, 255);
  GessoRect rect = { -2, HEIGHT - 2, 4, 4 };
  guint8 out[5 * 4];

  memset (out, 7, sizeof out);
  gesso_mask_read (mask, &rect, out, 5);
  for (int y = 0; y < 4; y++)
    {
      for (int x = 0; x < 4; x++)
        g_assert_cmpuint (out[y * 5 + x], ==, x >= 2 && y < 2 ? 255 : 0);
      /* What lies between the rows is left alone. */
      g_assert_cmpuint (out[y * 5 + 4], ==, 7);
    }
  g_assert_cmpuint (gesso_mask_get_value (mask, -1, 0), ==, 0);
  g_assert_cmpuint (gesso_mask_get_value (mask, WIDTH, 0), ==, 0);
}

static void
test_read_nowhere (void)
{
  g_autoptr (GessoMask) mask = new_with (0, 0, WIDTH, HEIGHT, 255);
  GessoRect nowhere = { WIDTH + 10, 5, 3, 1 }, empty = { 5, 5, 0, -1 };
  guint8 out[3] = { 9, 9, 9 };

  gesso_mask_read (mask, &empty, out, 3);
  g_assert_cmpuint (out[0], ==, 9);
  gesso_mask_read (mask, &nowhere, out, 3);
  g_assert_cmpuint (out[0] + out[1] + out[2], ==, 0);
}

static void
test_uniform (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (8192, 8192);
  GessoRect all = gesso_mask_get_extents (mask);

  gesso_mask_fill (mask, &all, 255);
  g_assert_cmpuint (count_tiles (mask), ==, 0);
  gesso_mask_invert (mask);
  g_assert_cmpuint (count_tiles (mask), ==, 0);
  g_assert_true (gesso_mask_is_empty (mask));
}

static void
test_compact (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (WIDTH, HEIGHT);
  /* Exactly the last tile, which is cut by the border on two sides. */
  GessoRect corner = { 512, 256, WIDTH - 512, HEIGHT - 256 };
  g_autofree guint8 *full = g_malloc ((gsize) (corner.width * corner.height));

  memset (full, 255, (gsize) (corner.width * corner.height));
  gesso_mask_write (mask, &corner, full, (gsize) corner.width);
  g_assert_cmpuint (count_tiles (mask), ==, 0);
  full[17] = 254;
  gesso_mask_write (mask, &corner, full, (gsize) corner.width);
  g_assert_cmpuint (count_tiles (mask), ==, 1);
}

static void
test_bounds (void)
{
  g_autoptr (GessoMask) mask = new_with (250, 40, 20, 10, 1);

  assert_rect (gesso_mask_get_bounds (mask), 250, 40, 20, 10);
  gesso_mask_fill (mask, &(GessoRect) { 699, 299, 1, 1 }, 255);
  assert_rect (gesso_mask_get_bounds (mask), 250, 40, 450, 260);
  gesso_mask_invert (mask);
  assert_rect (gesso_mask_get_bounds (mask), 0, 0, WIDTH, HEIGHT);
}

static void
test_coverage (void)
{
  g_autoptr (GessoMask) mask = new_with (0, 0, WIDTH / 2, HEIGHT, 255);

  g_assert_cmpfloat_with_epsilon (gesso_mask_get_coverage (mask), 0.5, 1e-9);
  gesso_mask_fill (mask, &whole, 51);
  g_assert_cmpfloat_with_epsilon (gesso_mask_get_coverage (mask), 0.2, 1e-9);
}

static void
test_invert (void)
{
  g_autoptr (GessoMask) mask = new_noise (2);
  g_autofree guint8 *before = read_all (mask);
  g_autofree guint8 *inverted = NULL;
  g_autofree guint8 *after = NULL;

  assert_rect (gesso_mask_invert (mask), 0, 0, WIDTH, HEIGHT);
  inverted = read_all (mask);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmpuint (inverted[i], ==, 255 - before[i]);
  gesso_mask_invert (mask);
  after = read_all (mask);
  g_assert_cmpmem (after, WIDTH * HEIGHT, before, WIDTH * HEIGHT);
}

static void
test_clear (void)
{
  g_autoptr (GessoMask) mask = new_with (10, 20, 30, 40, 128);
  GessoRect nothing;

  assert_rect (gesso_mask_clear (mask), 10, 20, 30, 40);
  g_assert_true (gesso_mask_is_empty (mask));
  nothing = gesso_mask_clear (mask);
  g_assert_true (gesso_rect_is_empty (&nothing));
}

static void
test_fill_cut (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (WIDTH, HEIGHT);
  GessoRect huge = { -5000, 290, 20000, 20000 };

  assert_rect (gesso_mask_fill (mask, &huge, 9), 0, 290, WIDTH, 10);
  g_assert_cmpuint (gesso_mask_get_value (mask, 0, 289), ==, 0);
  g_assert_cmpuint (gesso_mask_get_value (mask, 0, 290), ==, 9);
}

static void
test_from_grey (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (WIDTH, HEIGHT, 1, NULL);
  g_autoptr (GessoMask) mask = NULL;
  g_autoptr (GessoImage) back = NULL;

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      gesso_image_edit_row (image, y)[x] = (guint8) (x * 3 + y * 5);
  mask = gesso_mask_new_from_image (image);
  back = gesso_mask_to_image (mask, NULL);
  g_assert_true (gesso_image_equal (image, back));
}

static void
test_from_colour (void)
{
  static const guint8 pixels[4][4] = {
    { 255, 255, 255, 255 }, { 255, 255, 255, 128 }, { 0, 0, 0, 255 }, { 255, 0, 0, 255 },
  };
  static const guint8 wanted[4] = { 255, 128, 0, 76 };
  g_autoptr (GessoImage) image = gesso_image_new (4, 1, 4, NULL);
  g_autoptr (GessoImage) opaque = gesso_image_new (4, 1, 3, NULL);
  g_autoptr (GessoMask) mask = NULL;
  g_autoptr (GessoMask) mask_opaque = NULL;

  memcpy (gesso_image_edit_row (image, 0), pixels, sizeof pixels);
  for (int i = 0; i < 4; i++)
    memcpy (gesso_image_edit_row (opaque, 0) + 3 * i, pixels[i], 3);
  mask = gesso_mask_new_from_image (image);
  mask_opaque = gesso_mask_new_from_image (opaque);
  for (int i = 0; i < 4; i++)
    g_assert_cmpuint (gesso_mask_get_value (mask, i, 0), ==, wanted[i]);
  g_assert_cmpuint (gesso_mask_get_value (mask_opaque, 1, 0), ==, 255);
}

static void
test_snapshot_restore (void)
{
  g_autoptr (GessoMask) mask = new_noise (3);
  g_autofree guint8 *before = read_all (mask);
  g_autofree guint8 *after = NULL;
  g_autoptr (GessoMaskSnapshot) snapshot = gesso_mask_snapshot (mask);

  gesso_mask_invert (mask);
  gesso_mask_fill (mask, &(GessoRect) { 3, 3, 400, 200 }, 77);
  gesso_mask_restore (mask, snapshot);
  after = read_all (mask);
  g_assert_cmpmem (after, WIDTH * HEIGHT, before, WIDTH * HEIGHT);
}

static void
test_snapshot_shares (void)
{
  g_autoptr (GessoMask) mask = new_noise (4);
  g_autoptr (GessoMaskSnapshot) snapshot = gesso_mask_snapshot (mask);
  const GessoMaskGrid *now = gesso_mask_peek_grid (mask);
  const GessoMaskGrid *then = gesso_mask_snapshot_peek_grid (snapshot);

  for (guint i = 0; i < 6; i++)
    g_assert_true (now->tiles[i] == then->tiles[i]);
  gesso_mask_fill (mask, &(GessoRect) { 300, 10, 2, 2 }, 1);
  for (guint i = 0; i < 6; i++)
    g_assert_true ((now->tiles[i] == then->tiles[i]) == (i != 1));
}

static void
test_snapshot_rect (void)
{
  g_autoptr (GessoMask) mask = new_noise (5);
  g_autoptr (GessoMaskSnapshot) snapshot = gesso_mask_snapshot (mask);
  GessoRect nothing = gesso_mask_restore (mask, snapshot);

  g_assert_true (gesso_rect_is_empty (&nothing));
  gesso_mask_fill (mask, &(GessoRect) { 300, 10, 2, 2 }, 1);
  assert_rect (gesso_mask_restore (mask, snapshot), 256, 0, 256, 256);
}

static void
test_snapshot_outlives (void)
{
  GessoMask *mask = new_with (0, 0, 10, 10, 200);
  g_autoptr (GessoMaskSnapshot) snapshot = gesso_mask_snapshot (mask);
  g_autoptr (GessoMaskSnapshot) second = gesso_mask_snapshot_ref (snapshot);
  g_autoptr (GessoMask) other = gesso_mask_new (WIDTH, HEIGHT);

  g_assert_finalize_object (mask);
  gesso_mask_restore (other, second);
  g_assert_cmpuint (gesso_mask_get_value (other, 9, 9), ==, 200);
}

/* The straight edge of a half plane x < 350, feathered; gives one row. */
static guint8 *
feather_edge (double    radius,
              GessoEdge edge)
{
  g_autoptr (GessoMask) mask = new_with (0, 0, 350, HEIGHT, 255);
  guint8 *row = g_malloc (WIDTH);

  gesso_mask_feather (mask, radius, edge);
  gesso_mask_read (mask, &(GessoRect) { 0, 150, WIDTH, 1 }, row, WIDTH);
  for (int x = 1; x < WIDTH; x++)
    g_assert_cmpuint (row[x], <=, row[x - 1]);
  return row;
}

static void
test_feather_outside (void)
{
  g_autofree guint8 *row = feather_edge (30, GESSO_EDGE_OUTSIDE);

  for (int x = 0; x < 350; x++)
    g_assert_cmpuint (row[x], ==, 255);
  g_assert_cmpuint (row[351], <, 255);
  g_assert_cmpuint (row[351], >, 200);
  g_assert_cmpuint (row[365], >, 20);
  /* The ramp ends where it was said to. */
  g_assert_cmpuint (row[380], ==, 0);
}

static void
test_feather_inside (void)
{
  g_autofree guint8 *row = feather_edge (30, GESSO_EDGE_INSIDE);

  for (int x = 350; x < WIDTH; x++)
    g_assert_cmpuint (row[x], ==, 0);
  g_assert_cmpuint (row[348], >, 0);
  g_assert_cmpuint (row[319], ==, 255);
}

static void
test_feather_centred (void)
{
  g_autofree guint8 *row = feather_edge (30, GESSO_EDGE_CENTRED);

  g_assert_cmpuint (row[350 - 16], ==, 255);
  g_assert_cmpuint (row[350 + 15], ==, 0);
  for (int i = 0; i < 16; i++)
    g_assert_cmpint (ABS (row[349 - i] + row[350 + i] - 255), <=, 2);
}

static void
test_feather_promises (void)
{
  for (GessoEdge edge = GESSO_EDGE_OUTSIDE; edge <= GESSO_EDGE_INSIDE; edge++)
    {
      g_autoptr (GessoMask) mask = new_noise (6);
      g_autofree guint8 *before = NULL;
      g_autofree guint8 *after = NULL;

      /* Large parts, so that not all is noise. */
      gesso_mask_fill (mask, &(GessoRect) { 50, 50, 300, 150 }, 255);
      gesso_mask_fill (mask, &(GessoRect) { 400, 20, 250, 250 }, 0);
      before = read_all (mask);
      gesso_mask_feather (mask, 12, edge);
      after = read_all (mask);
      for (int i = 0; i < WIDTH * HEIGHT; i++)
        {
          if (edge == GESSO_EDGE_OUTSIDE && before[i] >= 128)
            g_assert_cmpuint (after[i], ==, 255);
          if (edge == GESSO_EDGE_INSIDE && before[i] < 128)
            g_assert_cmpuint (after[i], ==, 0);
        }
    }
}

/* One box blur of the reach given, in doubles, the border going on. */
static void
naive_box (double *pixels,
           int     width,
           int     height,
           int     reach)
{
  g_autofree double *out = g_new (double, (gsize) (width * height));

  for (int pass = 0; pass < 2; pass++)
    {
      for (int y = 0; y < height; y++)
        {
          for (int x = 0; x < width; x++)
            {
              double sum = 0;

              for (int i = -reach; i <= reach; i++)
                {
                  int from_x = pass == 0 ? CLAMP (x + i, 0, width - 1) : x;
                  int from_y = pass == 0 ? y : CLAMP (y + i, 0, height - 1);

                  sum += pixels[from_y * width + from_x];
                }
              out[y * width + x] = sum / (2 * reach + 1);
            }
        }
      memcpy (pixels, out, (gsize) (width * height) * sizeof *out);
    }
}

static void
test_feather_naive (void)
{
  g_autoptr (GessoMask) mask = new_with (100, 60, 180, 120, 255);
  g_autofree guint8 *before = NULL;
  g_autofree guint8 *after = NULL;
  g_autofree double *truth = g_new (double, WIDTH * HEIGHT);

  gesso_mask_fill (mask, &(GessoRect) { 600, 200, 100, 100 }, 255);
  before = read_all (mask);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    truth[i] = before[i];
  /* A ramp of 26 reaches 13 to each side: boxes of 4, 4 and 5. */
  for (int i = 0; i < 3; i++)
    naive_box (truth, WIDTH, HEIGHT, (13 + i) / 3);
  gesso_mask_feather (mask, 26, GESSO_EDGE_CENTRED);
  after = read_all (mask);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    g_assert_cmpfloat (fabs (after[i] - truth[i]), <=, 3);
}

/* The blocks it is worked off in must not show. */
static void
test_feather_blocks (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (2300, 40);
  g_autofree guint8 *pixels = NULL;

  gesso_mask_fill (mask, &(GessoRect) { 0, 0, 2300, 20 }, 255);
  gesso_mask_feather (mask, 16, GESSO_EDGE_CENTRED);
  pixels = read_all (mask);
  for (int y = 0; y < 40; y++)
    {
      for (int x = 1; x < 2300; x++)
        g_assert_cmpuint (pixels[y * 2300 + x], ==, pixels[y * 2300]);
    }
}

static void
test_feather_nothing (void)
{
  static const double radii[] = { 0, -5, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      g_autoptr (GessoMask) mask = new_with (10, 10, 50, 50, 255);
      GessoRect changed = gesso_mask_feather (mask, radii[i], GESSO_EDGE_CENTRED);

      g_assert_true (gesso_rect_is_empty (&changed));
      g_assert_cmpuint (gesso_mask_get_value (mask, 60, 30), ==, 0);
    }
}

static void
test_feather_flat (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (WIDTH, HEIGHT);
  GessoRect changed;

  changed = gesso_mask_feather (mask, 20, GESSO_EDGE_OUTSIDE);
  g_assert_true (gesso_rect_is_empty (&changed));
  gesso_mask_invert (mask);
  changed = gesso_mask_feather (mask, 20, GESSO_EDGE_INSIDE);
  /* The border of the picture is no edge of the mask. */
  g_assert_true (gesso_rect_is_empty (&changed));
  g_assert_cmpfloat (gesso_mask_get_coverage (mask), ==, 1);
}

static void
test_feather_huge (void)
{
  g_autoptr (GessoMask) mask = new_with (300, 100, 100, 100, 255);

  gesso_mask_feather (mask, 1e9, GESSO_EDGE_OUTSIDE);
  g_assert_cmpuint (gesso_mask_get_value (mask, 350, 150), ==, 255);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mask/kernels/div255", test_div255);
  g_test_add_func ("/mask/kernels/add", test_kernel_add);
  g_test_add_func ("/mask/kernels/subtract", test_kernel_subtract);
  g_test_add_func ("/mask/kernels/halve", test_kernel_halve);
  g_test_add_func ("/mask/new-is-empty", test_new);
  g_test_add_func ("/mask/one-pixel", test_one_pixel);
  g_test_add_func ("/mask/write-then-read", test_write_read);
  g_test_add_func ("/mask/read-outside", test_read_outside);
  g_test_add_func ("/mask/read-nowhere", test_read_nowhere);
  g_test_add_func ("/mask/one-value-costs-one-byte", test_uniform);
  g_test_add_func ("/mask/compact-at-the-border", test_compact);
  g_test_add_func ("/mask/bounds", test_bounds);
  g_test_add_func ("/mask/coverage", test_coverage);
  g_test_add_func ("/mask/invert-twice", test_invert);
  g_test_add_func ("/mask/clear", test_clear);
  g_test_add_func ("/mask/fill-is-cut", test_fill_cut);
  g_test_add_func ("/mask/image/grey-round-trip", test_from_grey);
  g_test_add_func ("/mask/image/luma-times-alpha", test_from_colour);
  g_test_add_func ("/mask/snapshot/restore", test_snapshot_restore);
  g_test_add_func ("/mask/snapshot/shares-tiles", test_snapshot_shares);
  g_test_add_func ("/mask/snapshot/changed-tiles", test_snapshot_rect);
  g_test_add_func ("/mask/snapshot/outlives-mask", test_snapshot_outlives);
  g_test_add_func ("/mask/feather/outside", test_feather_outside);
  g_test_add_func ("/mask/feather/inside", test_feather_inside);
  g_test_add_func ("/mask/feather/centred", test_feather_centred);
  g_test_add_func ("/mask/feather/keeps-promises", test_feather_promises);
  g_test_add_func ("/mask/feather/against-plain-blur", test_feather_naive);
  g_test_add_func ("/mask/feather/no-seams", test_feather_blocks);
  g_test_add_func ("/mask/feather/no-radius", test_feather_nothing);
  g_test_add_func ("/mask/feather/nothing-to-do", test_feather_flat);
  g_test_add_func ("/mask/feather/huge-radius", test_feather_huge);

  return g_test_run ();
}
