/* bench-mask.c - whole strokes and tiles, against moving their bytes once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gesso-bench.h"
#include "gesso-mask-editor.h"
#include "gesso-mask-kernels.h"
#include "gesso-mask-stroke.h"
#include "gesso-mask-tiles.h"
#include "gesso-tile-blend.h"

#define ROUNDS 9
#define STROKE 2048
/* How far the pointer goes between two frames. */
#define STEP 64

/* A stroke as the canvas makes it: snapshot for undo, the points of each frame
 * by themselves, and the level that is looked at kept true. */
static double
time_stroke (int    side,
             double width)
{
  GessoMaskToolOptions options = { width, 0.5, 1 };
  double times[ROUNDS];
  guint8 pixel;

  for (int round = -1; round < ROUNDS; round++)
    {
      g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (side, side);
      double x = (side - MIN (STROKE, side * 3 / 4)) / 2.0, y = side / 2.0 + 3 * round;
      double end = x + MIN (STROKE, side * 3 / 4), start;

      gesso_mask_editor_set_options (editor, &options);
      start = gesso_bench_get_worker_ms ();
      gesso_mask_editor_begin (editor, &(GessoMaskPoint) { x, y, 1 }, 0);
      while (x < end)
        {
          x += STEP;
          gesso_mask_editor_move (editor, &(GessoMaskPoint) { x, y, 1 }, 1, 0);
          gesso_mask_levels_read (gesso_mask_editor_get_levels (editor), 2,
                                  &(GessoRect) { (int) x / 4, (int) y / 4, 1, 1 }, &pixel, 1);
        }
      gesso_mask_editor_end (editor, &(GessoMaskPoint) { x, y, 1 }, 0);
      if (round >= 0)
        times[round] = gesso_bench_get_worker_ms () - start;
    }
  return gesso_bench_get_median (times, ROUNDS);
}

/* The tiles that such a stroke touches, copied once to new memory. */
static double
time_copy (double width)
{
  gsize across = (gsize) ((STROKE + width) / GESSO_MASK_TILE) + 1, down = (gsize) (width / GESSO_MASK_TILE) + 1;
  gsize size = across * down * GESSO_MASK_TILE * GESSO_MASK_TILE;
  g_autofree guint8 *from = g_malloc (size);
  double times[ROUNDS];
  /* Through a pointer that may change, or the compiler leaves the copies out. */
  void *(*volatile copy) (void *, const void *, gsize) = memcpy;

  memset (from, 1, size);
  for (int round = 0; round < ROUNDS; round++)
    {
      double start = gesso_bench_get_worker_ms ();
      g_autofree guint8 *to = g_malloc (size);

      copy (to, from, size);
      times[round] = gesso_bench_get_worker_ms () - start;
    }
  return gesso_bench_get_median (times, ROUNDS);
}

static void
bench_strokes (void)
{
  static const double widths[] = { 128, 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      double copy = time_copy (widths[i]);
      double large = time_stroke (8192, widths[i]);
      double small = time_stroke (2048 + 1024, widths[i]);

      g_print ("mask stroke 8192² brush %.0f: %.2f ms, its tiles copied once %.2f ms, ratio %.1f; "
               "3072² %.2f ms, ratio 8192²/3072² %.2f (goal ≤ 1.3)\n",
               widths[i], large, copy, large / copy, small, large / small);
    }
}

/* One dab of a large brush against moving its bytes once. */
static void
bench_dabs (void)
{
  static const double radii[] = { 256, 512, 1024 };
  void *(*volatile copy) (void *, const void *, gsize) = memcpy;

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      gsize side = (gsize) (2 * radii[i]) + 2;
      g_autoptr (GessoMask) mask = gesso_mask_new (4096, 4096);
      g_autoptr (GessoMaskStamps) stamps = gesso_mask_stamps_new (0.5);
      GessoMaskToolOptions options = { .size = 2 * radii[i], .opacity = 1 };
      g_autoptr (GessoMaskStroke) stroke = gesso_mask_stroke_new (mask, stamps, &options, FALSE);
      g_autofree guint8 *from = g_malloc0 (side * side);
      g_autofree guint8 *to = g_malloc0 (side * side);
      double dabs[ROUNDS], moves[ROUNDS], kernels[ROUNDS];

      for (int round = 0; round < ROUNDS; round++)
        {
          double start = gesso_bench_get_worker_ms ();

          /* Seven dabs lie between two places seven tenths of the width apart; the first call makes the stamp. */
          gesso_mask_stroke_add (stroke, &(GessoMaskPoint) { 2048 + (round % 2 ? 1.4 * radii[i] : 0), 2048, 1 }, 1);
          dabs[round] = (gesso_bench_get_worker_ms () - start) / 7;
          start = gesso_bench_get_worker_ms ();
          for (int n = 0; n < 7; n++)
            copy (to, from, side * side);
          moves[round] = (gesso_bench_get_worker_ms () - start) / 7;
          start = gesso_bench_get_worker_ms ();
          for (int n = 0; n < 7; n++)
            gesso_mask_kernel_max (to, from, side * side);
          kernels[round] = (gesso_bench_get_worker_ms () - start) / 7;
        }
      g_print ("mask dab of radius %.0f: %.3f ms, its bytes moved once %.3f ms, ratio %.1f (goal ≤ 3); "
               "stamped and laid over the mask %.3f ms\n", radii[i], gesso_bench_get_median (kernels, ROUNDS), gesso_bench_get_median (moves, ROUNDS),
               gesso_bench_get_median (kernels, ROUNDS) / gesso_bench_get_median (moves, ROUNDS), gesso_bench_get_median (dabs, ROUNDS));
    }
}

/* Tiles of @mask that are no longer those of @before. */
static guint
count_touched (GessoMask         *mask,
               GessoMaskSnapshot *before)
{
  const GessoMaskGrid *now = gesso_mask_peek_grid (mask), *then = gesso_mask_snapshot_peek_grid (before);
  guint touched = 0;

  for (guint i = 0; i < now->columns * now->rows; i++)
    touched += now->tiles[i] != then->tiles[i] || (now->tiles[i] == NULL && now->values[i] != then->values[i]);
  return touched;
}

static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  gulong pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*u %lu", &pages);
  return pages * 4096;
}

static void
draw_stroke (GessoMaskEditor *editor,
             int              index)
{
  double y = 300 + index * 37.0, x = 200 + (index % 7) * 150;

  gesso_mask_editor_begin (editor, &(GessoMaskPoint) { x, y, 1 }, 0);
  gesso_mask_editor_move (editor, &(GessoMaskPoint) { x + 2000, y + 300, 1 }, 1, 0);
  gesso_mask_editor_end (editor, &(GessoMaskPoint) { x + 4000, y, 1 }, 0);
  /* What goes to the disk gets there between two strokes. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Undoes or redoes all there is. Returns: the slowest step, ms */
static double
travel_all (GessoMaskEditor *editor,
            gboolean (*can) (GessoMaskEditor *),
            void (*go) (GessoMaskEditor *))
{
  double slowest = 0;

  while (can (editor))
    {
      double start = gesso_bench_get_worker_ms ();

      go (editor);
      slowest = MAX (slowest, gesso_bench_get_worker_ms () - start);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  return slowest;
}

/* What undoing costs: bytes kept a step, the memory of 200, and the time of a step. */
static void
bench_undo (double width)
{
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (8192, 8192);
  GessoMask *mask = gesso_mask_editor_get_mask (editor);
  GessoMaskHistory *history = gesso_mask_editor_get_history (editor);
  GessoMaskToolOptions options = { .size = width, .hardness = 0.5, .opacity = 1 };
  gsize before = get_resident (), touched = 0, most = 0, grown, kept;
  double undo, redo;

  gesso_mask_editor_set_options (editor, &options);
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (GessoMaskSnapshot) snapshot = gesso_mask_snapshot (mask);

      draw_stroke (editor, i);
      touched += count_touched (mask, snapshot) * (gsize) GESSO_MASK_TILE * GESSO_MASK_TILE;
      most = MAX (most, gesso_mask_history_get_memory (history));
    }
  grown = get_resident () - before;
  kept = gesso_mask_history_get_memory (history) + gesso_mask_history_get_spilled (history);
  undo = travel_all (editor, gesso_mask_editor_can_undo, gesso_mask_editor_undo);
  redo = travel_all (editor, gesso_mask_editor_can_redo, gesso_mask_editor_redo);
  g_print ("mask undo 8192², 200 strokes of %.0f: %.0f KB kept a stroke, ratio to the tiles touched %.2f (goal ≤ 1.2); "
           "%.0f MB of it in memory at most (bound 64) and %.0f MB on disk, the process grew by %.0f MB; "
           "slowest undo %.2f ms, redo %.2f ms (goal ≤ 16.7)\n",
           width, kept / 200.0 / 1024, (double) kept / touched, most / 1048576.0,
           gesso_mask_history_get_spilled (history) / 1048576.0, grown / 1048576.0, undo, redo);
}

static void
bench_tiles (void)
{
  static const double scales[] = { 0.11, 0.4, 1, 1.5, 3 };
  g_autoptr (GessoImage) image = gesso_image_new (4096, 4096, 3, NULL);
  g_autoptr (GessoImage) tile = gesso_image_new (256, 256, 3, NULL);
  g_autoptr (GessoPyramid) pyramid = NULL;
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (4096, 4096);
  double start = gesso_bench_get_worker_ms ();

  for (guint y = 0; y < 4096; y++)
    memset (gesso_image_edit_row (image, y), (int) y, 3 * 4096);
  start = gesso_bench_get_worker_ms ();
  pyramid = gesso_pyramid_new (image, NULL, NULL);
  g_print ("half sizes of 4096²: %.1f ms\n", gesso_bench_get_worker_ms () - start);
  gesso_mask_editor_fill (editor);
  gesso_mask_editor_begin (editor, &(GessoMaskPoint) { 100, 100, 1 }, GESSO_MASK_TOOL_SUBTRACT);
  gesso_mask_editor_end (editor, &(GessoMaskPoint) { 4000, 4000, 1 }, GESSO_MASK_TOOL_SUBTRACT);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      GessoTileScene scene = { pyramid, NULL, scales[i], { 246, 61, 84, 128 }, TRUE, 8 };
      double plain[ROUNDS], masked[ROUNDS];

      for (int round = 0; round < ROUNDS; round++)
        {
          scene.mask = NULL;
          start = gesso_bench_get_worker_ms ();
          for (int n = 0; n < 16; n++)
            gesso_tile_blend (&scene, 64, 64, tile);
          plain[round] = (gesso_bench_get_worker_ms () - start) * 1e6 / 16 / 65536;
          scene.mask = gesso_mask_editor_get_levels (editor);
          start = gesso_bench_get_worker_ms ();
          for (int n = 0; n < 16; n++)
            gesso_tile_blend (&scene, 64, 64, tile);
          masked[round] = (gesso_bench_get_worker_ms () - start) * 1e6 / 16 / 65536;
        }
      g_print ("tile at %.0f %%: %.2f ns/px, with a mask %.2f ns/px (goal ≤ 2.5)\n",
               100 * scales[i], gesso_bench_get_median (plain, ROUNDS), gesso_bench_get_median (masked, ROUNDS));
    }
}

static void
bench_feather (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (8192, 8192);
  double start;

  gesso_mask_fill (mask, &(GessoRect) { 2000, 2000, 1000, 1000 }, 255);
  start = gesso_bench_get_worker_ms ();
  gesso_mask_feather (mask, 32, GESSO_EDGE_OUTSIDE);
  g_print ("feather of 1000² in an 8192² mask by 32 px: %.1f ms\n", gesso_bench_get_worker_ms () - start);
}

int
main (void)
{
  setlocale (LC_ALL, "");
  bench_strokes ();
  bench_dabs ();
  bench_undo (128);
  bench_undo (1024);
  bench_undo (4096);
  bench_tiles ();
  bench_feather ();
  return 0;
}
