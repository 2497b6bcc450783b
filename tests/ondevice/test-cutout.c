/* test-cutout.c - subjects, hints, edges and the cut beneath
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-cutout.h"
#include "gesso-error.h"
#include "gesso-guided-filter.h"
#include "gesso-mincut.h"
#include "gesso-test.h"

/* A red and orange disc, centre and radius in pixels, on ground of green noise. */
typedef struct
{
  guint width, height;
  double x, y, radius;
} Disc;

static const Disc plain_disc = { 360, 300, 180.0, 160.0, 90.0 };

static double
disc_cover (const Disc *disc,
            guint       x,
            guint       y)
{
  double d = hypot (x + 0.5 - disc->x, y + 0.5 - disc->y);

  return CLAMP (disc->radius - d + 0.5, 0.0, 1.0);
}

static GessoImage *
draw_disc (const Disc *disc,
           guint       channels)
{
  GessoImage *image = gesso_image_new (disc->width, disc->height, channels, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint y = 0; y < disc->height; y++)
    for (guint x = 0; x < disc->width; x++)
      {
        double a = disc_cover (disc, x, y), noise = g_rand_double_range (rand, -28.0, 28.0);
        double wave = 18.0 * sin (x * 0.11) * cos (y * 0.07);
        const double front[3] = { 205.0 + 0.3 * noise, 70.0 + 30.0 * ((x / 12 + y / 12) & 1), 40.0 };
        const double back[3] = { 60.0 + noise, 120.0 + noise + wave, 70.0 + noise };
        guint8 *p = gesso_image_edit_row (image, y) + x * channels;

        for (guint c = 0; c < 3; c++)
          p[c] = (guint8) CLAMP (front[c] * a + back[c] * (1.0 - a), 0.0, 255.0);
        if (channels == 4)
          p[3] = 255;
      }
  return image;
}

static GessoImage *
make_flat (guint width,
           guint height,
           guint channels,
           guint8 value)
{
  GessoImage *image = gesso_image_new (width, height, channels, NULL);

  for (guint y = 0; y < height; y++)
    memset (gesso_image_edit_row (image, y), value, (gsize) width * channels);
  return image;
}

static void
fill_rect (GessoImage *image,
           guint       x,
           guint       y,
           guint       width,
           guint       height,
           guint8      value)
{
  guint channels = gesso_image_get_channels (image);

  for (guint i = y; i < y + height; i++)
    memset (gesso_image_edit_row (image, i) + x * channels, value, (gsize) width * channels);
}

static GessoImage *
cut (const GessoImage *source,
     const GessoImage *hint)
{
  g_autoptr (GError) error = NULL;
  GessoImage *cutout = gesso_cutout_run (source, hint, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gesso_image_get_channels (cutout), ==, 4);
  g_assert_cmpuint (gesso_image_get_width (cutout), ==, gesso_image_get_width (source));
  g_assert_cmpuint (gesso_image_get_height (cutout), ==, gesso_image_get_height (source));
  return cutout;
}

static guint8
alpha_at (const GessoImage *cutout,
          guint             x,
          guint             y)
{
  return gesso_image_get_row (cutout, y)[4 * x + 3];
}

static double
overlap (const GessoImage *cutout,
         const Disc       *disc)
{
  double both = 0.0, either = 0.0;

  for (guint y = 0; y < disc->height; y++)
    for (guint x = 0; x < disc->width; x++)
      {
        gboolean in = alpha_at (cutout, x, y) >= 128, truth = disc_cover (disc, x, y) >= 0.5;

        both += in && truth;
        either += in || truth;
      }
  return both / either;
}

static void
test_disc (void)
{
  static const Disc discs[] = {
    { 360, 300, 180.0, 160.0, 90.0 }, { 200, 320, 96.0, 170.0, 60.0 }, { 900, 600, 430.0, 310.0, 170.0 },
  };
  guint count = G_N_ELEMENTS (discs) - gesso_test_under_valgrind ();

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GessoImage) source = draw_disc (&discs[i], 3);
      g_autoptr (GessoImage) cutout = cut (source, NULL);

      g_test_message ("overlap %.4f", overlap (cutout, &discs[i]));
      g_assert_cmpfloat (overlap (cutout, &discs[i]), >, 0.97);
      g_assert_cmpuint (alpha_at (cutout, (guint) discs[i].x, (guint) discs[i].y), ==, 255);
      g_assert_cmpuint (alpha_at (cutout, 2, 2), ==, 0);
    }
}

static void
test_deterministic (void)
{
  static const Disc disc = { 200, 160, 90.0, 85.0, 45.0 };
  g_autoptr (GessoImage) source = draw_disc (&disc, 3);
  g_autoptr (GessoImage) a = cut (source, NULL);
  g_autoptr (GessoImage) b = cut (source, NULL);

  g_assert_true (gesso_image_equal (a, b));
}

static void
test_opaque_untouched (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) cutout = cut (source, NULL);
  guint opaque = 0;

  for (guint y = 0; y < plain_disc.height; y++)
    for (guint x = 0; x < plain_disc.width; x++)
      if (alpha_at (cutout, x, y) == 255)
        {
          g_assert_cmpmem (gesso_image_get_row (cutout, y) + 4 * x, 3,
                           gesso_image_get_row (source, y) + 3 * x, 3);
          opaque++;
        }
  g_assert_cmpuint (opaque, >, 20000);
}

static void
test_edge_clean (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) cutout = cut (source, NULL);
  double green = 0.0, was = 0.0, n = 0.0;

  /* Half covered pixels are half ground in the source, and mostly disc in the cut-out. */
  for (guint y = 0; y < plain_disc.height; y++)
    for (guint x = 0; x < plain_disc.width; x++)
      {
        double cover = disc_cover (&plain_disc, x, y);
        guint a = alpha_at (cutout, x, y);

        if (cover < 0.2 || cover > 0.8 || a < 40 || a > 215)
          continue;
        green += gesso_image_get_row (cutout, y)[4 * x + 1] - gesso_image_get_row (cutout, y)[4 * x];
        was += gesso_image_get_row (source, y)[3 * x + 1] - gesso_image_get_row (source, y)[3 * x];
        n++;
      }
  g_assert_cmpfloat (n, >, 20.0);
  g_test_message ("green over red: %.1f before, %.1f after", was / n, green / n);
  g_assert_cmpfloat (green / n, <, was / n - 20.0);
}

static void
test_rgba_source (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 4);
  g_autoptr (GessoImage) cutout = NULL;

  /* The right half of the disc is already gone. */
  for (guint y = 0; y < plain_disc.height; y++)
    for (guint x = 180; x < plain_disc.width; x++)
      gesso_image_edit_row (source, y)[4 * x + 3] = 0;
  cutout = cut (source, NULL);
  for (guint y = 0; y < plain_disc.height; y++)
    for (guint x = 180; x < plain_disc.width; x++)
      g_assert_cmpuint (alpha_at (cutout, x, y), ==, 0);
  g_assert_cmpuint (alpha_at (cutout, 130, 160), ==, 255);
  g_assert_cmpuint (alpha_at (cutout, 10, 10), ==, 0);
}

static void
test_grey_source (void)
{
  g_autoptr (GessoImage) colour = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) red = gesso_image_new (plain_disc.width, plain_disc.height, 1, NULL);
  g_autoptr (GessoImage) cutout = NULL;

  for (guint y = 0; y < plain_disc.height; y++)
    for (guint x = 0; x < plain_disc.width; x++)
      gesso_image_edit_row (red, y)[x] = gesso_image_get_row (colour, y)[3 * x];
  cutout = cut (red, NULL);
  g_assert_cmpfloat (overlap (cutout, &plain_disc), >, 0.95);
}

static void
test_hole_filled (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) cutout = NULL;

  /* A small dark spot in the middle of the subject is part of it. */
  fill_rect (source, 175, 155, 7, 7, 10);
  cutout = cut (source, NULL);
  g_assert_cmpuint (alpha_at (cutout, 178, 158), ==, 255);
}

static void
test_large_hole_kept (void)
{
  Disc inner = plain_disc;
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) ground = NULL;
  g_autoptr (GessoImage) cutout = NULL;
  GessoRect hole = { 145, 125, 70, 70 };
  g_autoptr (GessoImage) part = NULL;

  inner.radius = 0.0;
  ground = draw_disc (&inner, 3);
  part = gesso_image_crop (ground, &hole, NULL);
  gesso_image_paste (source, part, hole.x, hole.y);
  cutout = cut (source, NULL);
  /* One looks through a ring. */
  g_assert_cmpuint (alpha_at (cutout, 180, 160), ==, 0);
  g_assert_cmpuint (alpha_at (cutout, 110, 160), ==, 255);
}

static void
test_no_subject (void)
{
  g_autoptr (GessoImage) flat = make_flat (200, 150, 3, 128);
  g_autoptr (GessoImage) tiny = make_flat (1, 1, 3, 10);
  g_autoptr (GessoImage) noise = gesso_image_new (200, 150, 3, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const GessoImage *cases[] = { flat, tiny, noise };

  for (guint y = 0; y < 150; y++)
    for (guint i = 0; i < 600; i++)
      gesso_image_edit_row (noise, y)[i] = g_rand_int_range (rand, 90, 160);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_cutout_run (cases[i], NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, "Paint over what you want to keep"));
    }
}

static void
test_hint_keep (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) hint = make_flat (plain_disc.width, plain_disc.height, 1, 128);
  g_autoptr (GessoImage) cutout = NULL;

  fill_rect (hint, 20, 30, 25, 40, 255);
  cutout = cut (source, hint);
  for (guint y = 30; y < 70; y++)
    for (guint x = 20; x < 45; x++)
      g_assert_cmpuint (alpha_at (cutout, x, y), ==, 255);
}

static void
test_hint_remove (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) hint = make_flat (plain_disc.width, plain_disc.height, 3, 128);
  g_autoptr (GessoImage) cutout = NULL;

  fill_rect (hint, 150, 130, 50, 50, 0);
  cutout = cut (source, hint);
  for (guint y = 130; y < 180; y++)
    for (guint x = 150; x < 200; x++)
      g_assert_cmpuint (alpha_at (cutout, x, y), ==, 0);
  g_assert_cmpuint (alpha_at (cutout, 115, 155), ==, 255);
}

static void
test_hint_transparent (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) hint = make_flat (plain_disc.width, plain_disc.height, 4, 0);
  g_autoptr (GessoImage) without = cut (source, NULL);
  g_autoptr (GessoImage) cutout = cut (source, hint);

  /* A hint that is transparent all over says nothing, though its pixels are black. */
  g_assert_true (gesso_image_equal (without, cutout));
}

static void
test_hint_plain_mask (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) hint = make_flat (plain_disc.width, plain_disc.height, 1, 0);
  g_autoptr (GessoImage) cutout = NULL;

  /* A stroke painted on an empty mask means keep this, not remove all else. */
  fill_rect (hint, 150, 130, 40, 40, 255);
  cutout = cut (source, hint);
  g_assert_cmpfloat (overlap (cutout, &plain_disc), >, 0.97);
}

static void
test_hint_finds_subject (void)
{
  g_autoptr (GessoImage) flat = make_flat (200, 150, 3, 128);
  g_autoptr (GessoImage) hint = make_flat (200, 150, 1, 128);
  g_autoptr (GessoImage) cutout = NULL;

  fill_rect (hint, 60, 50, 80, 60, 255);
  cutout = cut (flat, hint);
  g_assert_cmpuint (alpha_at (cutout, 100, 80), ==, 255);
  g_assert_cmpuint (alpha_at (cutout, 5, 5), ==, 0);
}

static void
test_hint_at_border (void)
{
  static const Disc half = { 360, 300, 360.0, 150.0, 110.0 };
  g_autoptr (GessoImage) source = draw_disc (&half, 3);
  g_autoptr (GessoImage) hint = make_flat (half.width, half.height, 1, 128);
  g_autoptr (GessoImage) cutout = NULL;

  /* Of a subject that the edge cuts off, a stroke inside is enough. */
  fill_rect (hint, 280, 130, 40, 40, 255);
  cutout = cut (source, hint);
  g_test_message ("overlap %.4f", overlap (cutout, &half));
  g_assert_cmpfloat (overlap (cutout, &half), >, 0.95);
}

static void
test_hint_size (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GessoImage) hint = make_flat (plain_disc.width, plain_disc.height - 1, 1, 128);
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_cutout_run (source, hint, NULL, NULL, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

typedef struct
{
  double last;
  gboolean fell;
  GCancellable *cancellable; /* (nullable) */
} Watch;

static void
watch_cb (double   fraction,
          gpointer user_data)
{
  Watch *watch = user_data;

  watch->fell |= fraction < watch->last || fraction > 1.0;
  watch->last = fraction;
  if (watch->cancellable != NULL && fraction > 0.3)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_progress (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  Watch watch = { 0 };
  g_autoptr (GessoImage) cutout = gesso_cutout_run (source, NULL, watch_cb, &watch, NULL, NULL);

  g_assert_nonnull (cutout);
  g_assert_false (watch.fell);
  g_assert_cmpfloat (watch.last, ==, 1.0);
}

static void
test_cancel (void)
{
  g_autoptr (GessoImage) source = draw_disc (&plain_disc, 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { .cancellable = cancellable };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      /* The second time it is cancelled before it begins. */
      g_assert_null (gesso_cutout_run (source, NULL, watch_cb, &watch, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpfloat (watch.last, <, 1.0);
    }
}

static void
test_place_cover (void)
{
  g_autoptr (GessoImage) cutout = make_flat (40, 20, 4, 0);
  g_autoptr (GessoImage) background = make_flat (60, 60, 3, 50);
  g_autoptr (GessoImage) placed = NULL;

  /* The middle of a square background covers a wide picture: its upper and lower third are cut off. */
  fill_rect (background, 0, 0, 60, 14, 200);
  fill_rect (background, 0, 46, 60, 14, 200);
  fill_rect (cutout, 10, 5, 10, 10, 255);
  placed = gesso_cutout_place (cutout, background, NULL);
  g_assert_cmpuint (gesso_image_get_width (placed), ==, 40);
  g_assert_cmpuint (gesso_image_get_height (placed), ==, 20);
  g_assert_cmpuint (gesso_image_get_channels (placed), ==, 3);
  for (guint y = 0; y < 20; y++)
    for (guint x = 0; x < 40; x++)
      g_assert_cmpuint (gesso_image_get_row (placed, y)[3 * x], ==,
                        x >= 10 && x < 20 && y >= 5 && y < 15 ? 255 : 50);
}

static void
test_place_blend (void)
{
  g_autoptr (GessoImage) cutout = make_flat (8, 8, 4, 128);
  g_autoptr (GessoImage) background = make_flat (3, 3, 1, 0);
  g_autoptr (GessoImage) placed = gesso_cutout_place (cutout, background, NULL);

  /* 128 × 128/255 over black. */
  g_assert_cmpuint (gesso_image_get_row (placed, 4)[9], ==, 64);
}

static void
test_place_transparent (void)
{
  g_autoptr (GessoImage) cutout = make_flat (8, 8, 4, 0);
  g_autoptr (GessoImage) background = make_flat (8, 8, 4, 0);
  g_autoptr (GessoImage) placed = NULL;

  fill_rect (cutout, 2, 2, 2, 2, 255);
  placed = gesso_cutout_place (cutout, background, NULL);
  g_assert_cmpuint (gesso_image_get_channels (placed), ==, 4);
  g_assert_cmpuint (alpha_at (placed, 0, 0), ==, 0);
  g_assert_cmpuint (alpha_at (placed, 2, 3), ==, 255);
}

#define SIDE_X 4
#define SIDE_Y 3
#define N_NODES (SIDE_X * SIDE_Y)

typedef struct
{
  gint32 source[N_NODES], sink[N_NODES];
  gint32 links[N_NODES][4];
} Tiny;

static const int steps[4][2] = { { 1, 0 }, { 0, 1 }, { 1, 1 }, { -1, 1 } };

static int
tiny_neighbour (int   i,
                guint link)
{
  int x = i % SIDE_X + steps[link][0], y = i / SIDE_X + steps[link][1];

  return x >= 0 && x < SIDE_X && y < SIDE_Y ? y * SIDE_X + x : -1;
}

/* What a cut costs whose source side is the set bits of @cut. */
static gint64
tiny_cost (const Tiny *tiny,
           guint       sides)
{
  gint64 cost = 0;

  for (int i = 0; i < N_NODES; i++)
    {
      cost += sides >> i & 1 ? tiny->sink[i] : tiny->source[i];
      for (guint k = 0; k < 4; k++)
        {
          int j = tiny_neighbour (i, k);

          if (j >= 0 && (sides >> i & 1) != (sides >> j & 1))
            cost += tiny->links[i][k];
        }
    }
  return cost;
}

static void
test_mincut_brute_force (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = gesso_test_under_valgrind () ? 260 : 0; round < 300; round++)
    {
      g_autoptr (GessoMincut) graph = gesso_mincut_new (SIDE_X, SIDE_Y);
      gint64 best = G_MAXINT64, flow;
      guint sides = 0;
      Tiny tiny;

      for (int i = 0; i < N_NODES; i++)
        {
          tiny.source[i] = g_rand_int_range (rand, 0, 20);
          tiny.sink[i] = g_rand_int_range (rand, 0, 20);
          gesso_mincut_set_terminal (graph, i % SIDE_X, i / SIDE_X, tiny.source[i], tiny.sink[i]);
          for (guint k = 0; k < 4; k++)
            if (tiny_neighbour (i, k) >= 0)
              {
                tiny.links[i][k] = g_rand_int_range (rand, 0, round % 2 ? 6 : 20);
                gesso_mincut_set_link (graph, i % SIDE_X, i / SIDE_X, (GessoLink) k, tiny.links[i][k]);
              }
        }
      for (guint s = 0; s < 1u << N_NODES; s++)
        best = MIN (best, tiny_cost (&tiny, s));
      flow = gesso_mincut_run (graph, NULL);
      for (int i = 0; i < N_NODES; i++)
        sides |= (guint) gesso_mincut_is_source (graph, i % SIDE_X, i / SIDE_X) << i;
      g_assert_cmpint (flow, ==, best);
      g_assert_cmpint (tiny_cost (&tiny, sides), ==, best);
    }
}

static void
test_mincut_single (void)
{
  g_autoptr (GessoMincut) keep = gesso_mincut_new (1, 1);
  g_autoptr (GessoMincut) drop = gesso_mincut_new (1, 1);

  gesso_mincut_set_terminal (keep, 0, 0, 5, 3);
  gesso_mincut_set_terminal (drop, 0, 0, 3, 5);
  g_assert_cmpint (gesso_mincut_run (keep, NULL), ==, 3);
  g_assert_cmpint (gesso_mincut_run (drop, NULL), ==, 3);
  g_assert_true (gesso_mincut_is_source (keep, 0, 0));
  g_assert_false (gesso_mincut_is_source (drop, 0, 0));
}

static void
test_mincut_limits (void)
{
  g_autoptr (GessoMincut) graph = gesso_mincut_new (300, 1);

  /* A chain of the largest capacities with one weak link. */
  for (guint x = 0; x + 1 < 300; x++)
    gesso_mincut_set_link (graph, x, 0, GESSO_LINK_EAST, x == 177 ? 9 : G_MAXINT32);
  gesso_mincut_set_terminal (graph, 0, 0, G_MAXINT32, -5);
  gesso_mincut_set_terminal (graph, 299, 0, 0, GESSO_MINCUT_MAX_CAPACITY);
  g_assert_cmpint (gesso_mincut_run (graph, NULL), ==, 9);
  g_assert_true (gesso_mincut_is_source (graph, 177, 0));
  g_assert_false (gesso_mincut_is_source (graph, 178, 0));
}

static void
test_guided_edge (void)
{
  g_autoptr (GessoImage) guide = make_flat (120, 80, 3, 40);
  g_autoptr (GessoImage) mask = make_flat (120, 80, 1, 0);
  g_autoptr (GessoGuidedFilter) filter = NULL;
  float out[120];

  /* The guide's edge is at 60, that of the mask a few pixels off: what is right of the guide's is drawn up to it. */
  fill_rect (guide, 60, 0, 60, 80, 220);
  fill_rect (mask, 64, 0, 56, 80, 255);
  filter = gesso_guided_filter_new (guide, mask, 8, 1e-4f, NULL);
  gesso_guided_filter_apply (filter, gesso_image_get_row (guide, 40), 3, 40, 120, 80, out);
  g_assert_cmpfloat (out[61], >, 0.4f);
  g_assert_cmpfloat (out[58], <, 0.1f);
  g_assert_cmpfloat (fabsf (out[100] - 1.0f), <, 0.01f);
  g_assert_cmpfloat (fabsf (out[5]), <, 0.01f);
}

static void
test_guided_flat (void)
{
  g_autoptr (GessoImage) guide = make_flat (3, 5, 3, 90);
  g_autoptr (GessoImage) mask = make_flat (3, 5, 1, 255);
  /* A window larger than the picture is cut to it. */
  g_autoptr (GessoGuidedFilter) filter = gesso_guided_filter_new (guide, mask, 40, 1e-4f, NULL);
  float out[3];

  gesso_guided_filter_apply (filter, gesso_image_get_row (guide, 4), 3, 4, 3, 5, out);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (fabsf (out[i] - 1.0f), <, 0.01f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cutout/disc", test_disc);
  /* The same call again, for other questions. */
  if (!gesso_test_under_valgrind ())
    {
      g_test_add_func ("/cutout/deterministic", test_deterministic);
      g_test_add_func ("/cutout/opaque-untouched", test_opaque_untouched);
      g_test_add_func ("/cutout/edge-clean", test_edge_clean);
      g_test_add_func ("/cutout/hole-filled", test_hole_filled);
      g_test_add_func ("/cutout/hint/remove", test_hint_remove);
      g_test_add_func ("/cutout/hint/finds-subject", test_hint_finds_subject);
    }
  g_test_add_func ("/cutout/rgba-source", test_rgba_source);
  g_test_add_func ("/cutout/grey-source", test_grey_source);
  g_test_add_func ("/cutout/large-hole-kept", test_large_hole_kept);
  g_test_add_func ("/cutout/no-subject", test_no_subject);
  g_test_add_func ("/cutout/hint/keep", test_hint_keep);
  g_test_add_func ("/cutout/hint/transparent", test_hint_transparent);
  g_test_add_func ("/cutout/hint/plain-mask", test_hint_plain_mask);
  g_test_add_func ("/cutout/hint/at-border", test_hint_at_border);
  g_test_add_func ("/cutout/hint/size", test_hint_size);
  g_test_add_func ("/cutout/progress", test_progress);
  g_test_add_func ("/cutout/cancel", test_cancel);
  g_test_add_func ("/cutout/place/cover", test_place_cover);
  g_test_add_func ("/cutout/place/blend", test_place_blend);
  g_test_add_func ("/cutout/place/transparent", test_place_transparent);
  g_test_add_func ("/cutout/mincut/brute-force", test_mincut_brute_force);
  g_test_add_func ("/cutout/mincut/single", test_mincut_single);
  g_test_add_func ("/cutout/mincut/limits", test_mincut_limits);
  g_test_add_func ("/cutout/guided/edge", test_guided_edge);
  g_test_add_func ("/cutout/guided/flat", test_guided_flat);

  return g_test_run ();
}
