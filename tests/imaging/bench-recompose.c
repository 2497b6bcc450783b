/* bench-recompose.c - what one look at a recomposed reply costs while the feather is dragged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "gesso-bench.h"
#include "gesso-recompose.h"
#include "replies.h"

#define SIDE 2048
#define TILE 256
#define VIEW_WIDTH  1280
#define VIEW_HEIGHT 900
#define STEPS 40
#define GOAL_MS 16

/* All tiles that the view meets, with the picture's middle in its own. */
static void
draw_view (GessoRecompose *recompose,
           double          scale)
{
  int side = (int) (SIDE * scale);
  int left = MAX ((side - VIEW_WIDTH) / 2, 0), top = MAX ((side - VIEW_HEIGHT) / 2, 0);
  int right = MIN (left + VIEW_WIDTH, side), bottom = MIN (top + VIEW_HEIGHT, side);

  for (int y = top / TILE * TILE; y < bottom; y += TILE)
    for (int x = left / TILE * TILE; x < right; x += TILE)
      {
        g_autoptr (GessoImage) tile = gesso_image_new ((guint) MIN (TILE, side - x), (guint) MIN (TILE, side - y), 3, NULL);

        gesso_preview_render (GESSO_PREVIEW (recompose), scale, x, y, tile);
      }
}

int
main (int    argc,
      char **argv)
{
  static const double scales[] = { VIEW_HEIGHT / (double) SIDE, 1, 2 };
  static const ReplySpec spec = { .cast = 10, .gain = 0.95 };
  g_autoptr (GessoImage) parent = reply_make_scene (SIDE, SIDE, 1);
  g_autoptr (GessoImage) drawn = reply_make_coverage (SIDE, SIDE, 0.6, 1);
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (parent, drawn, &spec, &truth);
  g_autoptr (GessoKeptReply) kept = gesso_kept_reply_new (parent, reply, &truth, TRUE, NULL, NULL);
  g_autoptr (GessoRecompose) recompose = gesso_recompose_new (kept, NULL, NULL);
  g_autoptr (GessoMask) mask = gesso_mask_new_from_image (drawn);
  GessoMaskLevels *levels = gesso_mask_levels_new (mask);

  gesso_recompose_set_mask (recompose, levels);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double most = 0, sum = 0;

      draw_view (recompose, scales[i]);
      for (int step = 0; step < STEPS; step++)
        {
          GessoRecomposeSettings settings = { .feather = 1 + step * step * 255.0 / (STEPS * STEPS),
                                              .edge = (GessoEdge) (step % 3), .paste = { 1, 0, 0 } };
          double start, spent;

          gesso_recompose_set_settings (recompose, &settings);
          start = gesso_bench_get_process_ms ();
          draw_view (recompose, scales[i]);
          spent = gesso_bench_get_process_ms () - start;
          sum += spent;
          most = MAX (most, spent);
        }
      printf ("recompose 2048² at %.0f %% in 1280×900, feather dragged 1 to 256: %.1f ms of CPU a frame, at most %.1f (goal < %d), ratio %.2f\n",
              100 * scales[i], sum / STEPS, most, GOAL_MS, most / GOAL_MS);
    }
  gesso_recompose_set_mask (recompose, NULL);
  gesso_mask_levels_free (levels);
  return 0;
}
