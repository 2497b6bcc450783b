/* test-recompose.c - a kept reply through other masks, as shown and as kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-recompose.h"
#include "pictures.h"
#include "replies.h"

#define WIDTH  320
#define HEIGHT 240

typedef struct
{
  GessoImage *parent, *reply;
  GessoKeptReply *kept;
  GessoMask *mask;
  GessoMaskLevels *levels;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GessoRect all = { 0, 0, WIDTH, HEIGHT };
  GessoPlacement placement = gesso_placement_for_cut (&all, WIDTH, HEIGHT);
  g_autoptr (GessoImage) drawn = reply_make_coverage (WIDTH, HEIGHT, 0.5, 1);

  fixture->parent = reply_make_scene (WIDTH, HEIGHT, 1);
  fixture->reply = reply_make_scene (WIDTH, HEIGHT, 2);
  fixture->kept = gesso_kept_reply_new (fixture->parent, fixture->reply, &placement, FALSE, NULL, NULL);
  fixture->mask = gesso_mask_new_from_image (drawn);
  fixture->levels = gesso_mask_levels_new (fixture->mask);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gesso_mask_levels_free (fixture->levels);
  g_object_unref (fixture->mask);
  gesso_kept_reply_unref (fixture->kept);
  gesso_image_unref (fixture->parent);
  gesso_image_unref (fixture->reply);
}

static GessoImage *
compose (Fixture                      *fixture,
         const GessoRecomposeSettings *settings,
         GessoImage                  **coverage)
{
  g_autoptr (GessoImage) mask = gesso_mask_to_image (fixture->mask, NULL);
  g_autoptr (GessoImage) cover = gesso_recompose_make_coverage (fixture->kept, mask, settings, NULL);
  GessoImage *made = gesso_kept_reply_compose (fixture->kept, cover, &settings->paste, NULL, NULL);

  if (coverage != NULL)
    *coverage = g_steal_pointer (&cover);
  return made;
}

/* All of the picture as the preview shows it, in tiles. */
static GessoImage *
render (Fixture                      *fixture,
        const GessoRecomposeSettings *settings,
        double                        scale)
{
  g_autoptr (GessoRecompose) recompose = gesso_recompose_new (fixture->kept, NULL, NULL);
  int width = (int) (WIDTH * scale), height = (int) (HEIGHT * scale), tile = 100;
  GessoImage *all = gesso_image_new ((guint) width, (guint) height, 3, NULL);

  gesso_recompose_set_mask (recompose, fixture->levels);
  gesso_recompose_set_settings (recompose, settings);
  for (int y = 0; y < height; y += tile)
    for (int x = 0; x < width; x += tile)
      {
        g_autoptr (GessoImage) part = gesso_image_new ((guint) MIN (tile, width - x), (guint) MIN (tile, height - y), 3, NULL);

        gesso_preview_render (GESSO_PREVIEW (recompose), scale, x, y, part);
        gesso_image_paste (all, part, x, y);
      }
  return all;
}

/* What is seen at 100 % is what is kept, but for a rounding. */
static void
assert_same_as_kept (Fixture                      *fixture,
                     const GessoRecomposeSettings *settings,
                     int                           slack)
{
  g_autoptr (GessoImage) kept = compose (fixture, settings, NULL);
  g_autoptr (GessoImage) seen = render (fixture, settings, 1);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < 3 * WIDTH; x++)
      g_assert_cmpint (ABS (gesso_image_get_row (kept, y)[x] - gesso_image_get_row (seen, y)[x]), <=, slack);
}

static void
test_preview (Fixture      *fixture,
              gconstpointer data)
{
  static const GessoRecomposeSettings cases[] = {
    { .feather = 0 },
    { .feather = 1, .edge = GESSO_EDGE_CENTRED },
    { .feather = 9, .edge = GESSO_EDGE_OUTSIDE },
    { .feather = 14, .edge = GESSO_EDGE_CENTRED },
    { .feather = 16, .edge = GESSO_EDGE_INSIDE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_same_as_kept (fixture, &cases[i], 3);
}

/* A wide ramp is computed on a half size: close, and never on the wrong side. */
static void
test_preview_wide (Fixture      *fixture,
                   gconstpointer data)
{
  static const GessoRecomposeSettings settings = { .feather = 60, .edge = GESSO_EDGE_OUTSIDE };
  g_autoptr (GessoImage) kept = compose (fixture, &settings, NULL);
  g_autoptr (GessoImage) seen = render (fixture, &settings, 1);

  g_assert_cmpfloat (measure_difference (kept, seen), <, 1);
}

static void
test_preview_small (Fixture      *fixture,
                    gconstpointer data)
{
  static const GessoRecomposeSettings settings = { .feather = 24, .edge = GESSO_EDGE_CENTRED };
  g_autoptr (GessoImage) kept = compose (fixture, &settings, NULL);
  g_autoptr (GessoImage) small = gesso_image_scale (kept, WIDTH / 2, HEIGHT / 2, NULL);
  g_autoptr (GessoImage) seen = render (fixture, &settings, 0.5);

  g_assert_cmpfloat (measure_difference (small, seen), <, 1.5);
}

/* Where the coverage is 0 the bytes are the parent's, whatever the settings. */
static void
test_protected (Fixture      *fixture,
                gconstpointer data)
{
  for (int edge = GESSO_EDGE_OUTSIDE; edge <= GESSO_EDGE_INSIDE; edge++)
    {
      GessoRecomposeSettings settings = { .feather = 20, .edge = (GessoEdge) edge, .paste = { 1, 7, -3 } };
      g_autoptr (GessoImage) cover = NULL;
      g_autoptr (GessoImage) made = compose (fixture, &settings, &cover);
      guint changed = 0;

      for (guint y = 0; y < HEIGHT; y++)
        for (guint x = 0; x < WIDTH; x++)
          {
            gboolean same = memcmp (gesso_image_get_row (made, y) + 3 * x, gesso_image_get_row (fixture->parent, y) + 3 * x, 3) == 0;

            if (gesso_image_get_row (cover, y)[x] == 0)
              g_assert_true (same);
            changed += !same;
          }
      g_assert_cmpuint (changed, >, 1000);
    }
}

static void
test_edges (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GessoImage) drawn = gesso_mask_to_image (fixture->mask, NULL);
  GessoRecomposeSettings settings = { .feather = 20 };
  g_autoptr (GessoImage) outside = NULL, inside = NULL;

  settings.edge = GESSO_EDGE_OUTSIDE;
  outside = gesso_recompose_make_coverage (fixture->kept, drawn, &settings, NULL);
  settings.edge = GESSO_EDGE_INSIDE;
  inside = gesso_recompose_make_coverage (fixture->kept, drawn, &settings, NULL);
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        if (gesso_image_get_row (drawn, y)[x] >= 128)
          g_assert_cmpuint (gesso_image_get_row (outside, y)[x], ==, 255);
        else
          g_assert_cmpuint (gesso_image_get_row (inside, y)[x], ==, 0);
      }
}

static void
test_nudge (Fixture      *fixture,
            gconstpointer data)
{
  GessoRecomposeSettings settings = { .paste = { 0, 5, -4 } };
  g_autoptr (GessoImage) made = compose (fixture, &settings, NULL);

  /* The middle shows the reply, five pixels to the left and four down of it. */
  g_assert_cmpmem (gesso_image_get_row (made, HEIGHT / 2) + 3 * (WIDTH / 2), 3,
                   gesso_image_get_row (fixture->reply, HEIGHT / 2 + 4) + 3 * (WIDTH / 2 - 5), 3);
  assert_same_as_kept (fixture, &settings, 1);
}

/* A crop came back: the mask cannot show what the reply does not. */
static void
test_limit (Fixture      *fixture,
            gconstpointer data)
{
  GessoRect cut = { 100, 60, 120, 120 };
  GessoPlacement placement = gesso_placement_for_cut (&cut, 120, 120);
  g_autoptr (GessoImage) crop = gesso_image_crop (fixture->reply, &cut, NULL);
  g_autoptr (GessoKeptReply) kept = gesso_kept_reply_new (fixture->parent, crop, &placement, FALSE, NULL, NULL);
  GessoRect shown = gesso_kept_reply_get_shown (kept);
  GessoRect all = { 0, 0, WIDTH, HEIGHT };
  GessoRecomposeSettings settings = { .feather = 10, .edge = GESSO_EDGE_OUTSIDE };
  g_autoptr (GessoImage) whole = NULL, cover = NULL, none = NULL;
  GessoRect bounds;
  GError *error = NULL;

  g_assert_cmpmem (&shown, sizeof shown, &cut, sizeof cut);
  gesso_mask_fill (fixture->mask, &all, 255);
  whole = gesso_mask_to_image (fixture->mask, NULL);
  cover = gesso_recompose_make_coverage (kept, whole, &settings, NULL);
  bounds = gesso_image_get_bounds (cover);
  g_assert_cmpint (bounds.x, >=, cut.x);
  g_assert_cmpint (bounds.y, >=, cut.y);
  g_assert_cmpint (bounds.x + bounds.width, <=, cut.x + cut.width);
  g_assert_cmpuint (gesso_image_get_row (cover, 120)[160], ==, 255);
  /* Moved quite away there is nothing left. */
  settings.paste.dx = 1000;
  none = gesso_recompose_make_coverage (kept, whole, &settings, &error);
  g_assert_null (none);
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "mask");
}

static void
test_strength (Fixture      *fixture,
               gconstpointer data)
{
  static const ReplySpec spec = { .cast = 24, .gain = 0.85 };
  g_autoptr (GessoImage) mask = gesso_mask_to_image (fixture->mask, NULL);
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (fixture->parent, mask, &spec, &truth);
  g_autoptr (GessoKeptReply) kept = gesso_kept_reply_new (fixture->parent, reply, &truth, TRUE, NULL, NULL);
  double last = G_MAXDOUBLE, first = 0;

  /* The ring, of which the reply shows the same in other colours, comes ever closer. */
  for (int i = 0; i <= 2; i++)
    {
      GessoRecomposeSettings settings = { .feather = 20, .edge = GESSO_EDGE_OUTSIDE, .paste = { i / 2.0, 0, 0 } };
      g_autoptr (GessoImage) cover = gesso_recompose_make_coverage (kept, mask, &settings, NULL);
      g_autoptr (GessoImage) made = gesso_kept_reply_compose (kept, cover, &settings.paste, NULL, NULL);
      double sum = 0;
      guint n = 0;

      for (guint y = 0; y < HEIGHT; y++)
        for (guint x = 0; x < WIDTH; x++)
          if (gesso_image_get_row (mask, y)[x] == 0 && gesso_image_get_row (cover, y)[x] > 0)
            for (guint c = 0; c < 3; c++, n++)
              sum += ABS (gesso_image_get_row (made, y)[3 * x + c] - gesso_image_get_row (fixture->parent, y)[3 * x + c]);
      g_assert_cmpfloat (sum / n, <, last);
      last = sum / n;
      first = i == 0 ? last : first;
    }
  g_assert_cmpfloat (last, <, 0.5 * first);
}

static void
changed_cb (GessoPreview *preview,
            int           x,
            int           y,
            int           width,
            int           height,
            gpointer      user_data)
{
  *(GessoRect *) user_data = (GessoRect) { x, y, width, height };
}

static void
test_changed (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoRecompose) recompose = gesso_recompose_new (fixture->kept, NULL, NULL);
  GessoRecomposeSettings settings = { .feather = 8 };
  GessoRect dab = { 50, 60, 10, 10 }, told = { 0 };

  g_signal_connect (recompose, "changed", G_CALLBACK (changed_cb), &told);
  gesso_recompose_set_settings (recompose, &settings);
  g_assert_cmpint (told.width, ==, WIDTH);
  gesso_recompose_mask_changed (recompose, &dab);
  g_assert_cmpint (told.x, <=, 50 - 8);
  g_assert_cmpint (told.x + told.width, >=, 60 + 8);
}

#define ADD(name, func) g_test_add ("/recompose/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("preview", test_preview);
  ADD ("preview/wide", test_preview_wide);
  ADD ("preview/small", test_preview_small);
  ADD ("protected", test_protected);
  ADD ("edges", test_edges);
  ADD ("nudge", test_nudge);
  ADD ("limit", test_limit);
  ADD ("strength", test_strength);
  ADD ("changed", test_changed);
  return g_test_run ();
}
