/* bench-mask-gimp.c - whole strokes and a saved mask against GIMP 2.10's layer mask, in one run
 *
 * GIMP paints and saves without a display, from its own console. What it costs
 * is the CPU of its process less that of one that paints or saves nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <string.h>
#include <sys/resource.h>

#include "gesso-bench.h"
#include "gesso-codec.h"
#include "gesso-mask-editor.h"
#include "gesso-test.h"

#define ROUNDS 7
#define GIMP_STROKES 48
#define STROKE 2048
#define STEP 64

/* Strokes of @brush on a layer mask, as an artist's would be: with undo. */
#define GIMP_PAINT \
  "(let* ((img (car (gimp-image-new %d %d RGB)))" \
  "       (lay (car (gimp-layer-new img %d %d RGBA-IMAGE \"l\" 100 LAYER-MODE-NORMAL)))" \
  "       (mask 0) (i 0) (pts (make-vector 4 0.0)))" \
  "  (gimp-image-insert-layer img lay 0 0)" \
  "  (set! mask (car (gimp-layer-create-mask lay ADD-MASK-BLACK)))" \
  "  (gimp-layer-add-mask lay mask)" \
  "  (gimp-context-set-brush \"2. Hardness 050\") (gimp-context-set-brush-size %d)" \
  "  (gimp-context-set-brush-spacing 0.1) (gimp-context-set-dynamics \"Dynamics Off\")" \
  "  (gimp-context-set-foreground '(255 255 255))" \
  "  (while (< i %d)" \
  "    (vector-set! pts 0 600) (vector-set! pts 1 (+ 700 (* (modulo i 16) 150)))" \
  "    (vector-set! pts 2 (+ 600 %d)) (vector-set! pts 3 (+ 700 (* (modulo i 16) 150)))" \
  "    (gimp-paintbrush mask 0 4 pts PAINT-CONSTANT 0)" \
  "    (set! i (+ i 1))))"

#define GIMP_SAVE \
  "(let* ((img (car (gimp-image-new 4096 4096 GRAY)))" \
  "       (lay (car (gimp-layer-new img 4096 4096 GRAY-IMAGE \"l\" 100 LAYER-MODE-NORMAL))) (k 0))" \
  "  (gimp-image-insert-layer img lay 0 0)" \
  "  (gimp-context-set-brush \"2. Hardness 050\") (gimp-context-set-brush-size 256)" \
  "  (gimp-context-set-dynamics \"Dynamics Off\") (gimp-context-set-foreground '(255 255 255))" \
  "  (while (< k 12)" \
  "    (gimp-paintbrush lay 0 4 (vector 400 (* 4096 (/ (+ k 1) 14)) 3700 (* 4096 (/ (+ k 2) 15))) PAINT-CONSTANT 0)" \
  "    (set! k (+ k 1)))" \
  "  (set! k 0)" \
  "  (while (< k %d)" \
  "    (file-png-save RUN-NONINTERACTIVE img lay \"%s\" \"m\" 0 9 0 0 0 0 0)" \
  "    (set! k (+ k 1))))"

static double
get_children_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

/* CPU of GIMP for @expression, its start included; below 0 when it failed. */
static double
run_gimp_once (const char *gimp,
               const char *expression)
{
  /* What fails must not leave it waiting. */
  const char *argv[] = { gimp, "-i", "-f", "-s", "-b", expression, "-b", "(gimp-quit 0)", NULL };
  double before = get_children_ms ();
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                     NULL, NULL, &status, NULL) || !g_spawn_check_wait_status (status, NULL))
    return -1;
  return get_children_ms () - before;
}

/* The better of two runs: its start-up alone varies by more than a stroke costs. */
static double
run_gimp (const char *gimp,
          const char *expression)
{
  double first = run_gimp_once (gimp, expression), second = first < 0 ? first : run_gimp_once (gimp, expression);

  return MIN (first, second);
}

/* A stroke as the canvas makes it: undo, the points of each frame by themselves, the level looked at kept true. */
static double
time_stroke (int side,
             int width)
{
  GessoMaskToolOptions options = { .size = width, .hardness = 0.5, .opacity = 1 };
  double times[ROUNDS];
  guint8 pixel;

  for (int round = -1; round < ROUNDS; round++)
    {
      g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (side, side);
      double y = 700 + 40 * round, start;

      gesso_mask_editor_set_options (editor, &options);
      start = gesso_bench_get_process_ms ();
      gesso_mask_editor_begin (editor, &(GessoMaskPoint) { 600, y, 1 }, 0);
      for (double x = 600 + STEP; x <= 600 + STROKE; x += STEP)
        {
          gesso_mask_editor_move (editor, &(GessoMaskPoint) { x, y, 1 }, 1, 0);
          gesso_mask_levels_read (gesso_mask_editor_get_levels (editor), 2,
                                  &(GessoRect) { (int) x / 4, (int) y / 4, 1, 1 }, &pixel, 1);
        }
      gesso_mask_editor_end (editor, &(GessoMaskPoint) { 600 + STROKE, y, 1 }, 0);
      if (round >= 0)
        times[round] = gesso_bench_get_process_ms () - start;
    }
  return gesso_bench_get_median (times, ROUNDS);
}

static void
bench_stroke (const char *gimp,
              int         side,
              int         width)
{
  g_autofree char *idle = g_strdup_printf (GIMP_PAINT, side, side, side, side, width, 0, STROKE);
  g_autofree char *busy = g_strdup_printf (GIMP_PAINT, side, side, side, side, width, GIMP_STROKES, STROKE);
  double before = run_gimp (gimp, idle), after = run_gimp (gimp, busy);
  double theirs = (after - before) / GIMP_STROKES, ours = time_stroke (side, width);

  if (before < 0 || after <= before)
    g_print ("mask stroke against GIMP: it did not run, nothing is measured\n");
  else
    g_print ("mask stroke %d² brush %d, undo and half sizes included: %.2f ms of CPU, GIMP %.1f ms, ratio %.3f (goal ≤ 0.15)\n",
             side, width, ours, theirs, ours / theirs);
}

static double
time_png (void)
{
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (4096, 4096);
  g_autoptr (GessoImage) image = NULL;
  GessoMaskToolOptions options = { .size = 256, .hardness = 0.5, .opacity = 1 };
  double times[ROUNDS];

  gesso_mask_editor_set_options (editor, &options);
  for (int k = 0; k < 12; k++)
    {
      gesso_mask_editor_begin (editor, &(GessoMaskPoint) { 400, 4096.0 * (k + 1) / 14, 1 }, 0);
      gesso_mask_editor_end (editor, &(GessoMaskPoint) { 3700, 4096.0 * (k + 2) / 15, 1 }, 0);
    }
  for (int round = 0; round < ROUNDS; round++)
    {
      double start = gesso_bench_get_process_ms ();
      g_autoptr (GessoImage) copy = gesso_mask_to_image (gesso_mask_editor_get_mask (editor), NULL);
      g_autoptr (GBytes) bytes = gesso_codec_encode (copy, GESSO_FORMAT_PNG, 100, NULL, NULL);

      g_assert_nonnull (bytes);
      times[round] = gesso_bench_get_process_ms () - start;
    }
  return gesso_bench_get_median (times, ROUNDS);
}

static void
bench_png (const char *gimp,
           const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "mask.png", NULL);
  g_autofree char *idle = g_strdup_printf (GIMP_SAVE, 0, path);
  g_autofree char *busy = g_strdup_printf (GIMP_SAVE, 3, path);
  double before = run_gimp (gimp, idle), after = run_gimp (gimp, busy);
  double theirs = (after - before) / 3, ours = time_png ();

  if (before < 0 || after < 0)
    g_print ("mask as PNG against GIMP: it did not run, nothing is measured\n");
  else
    g_print ("mask 4096² as PNG: %.1f ms of CPU, GIMP %.0f ms, ratio %.3f (goal ≤ 0.1)\n", ours, theirs, ours / theirs);
}

int
main (void)
{
  static const int sides[] = { 4096, 8192 }, widths[] = { 128, 1024 };
  g_autofree char *gimp = g_find_program_in_path ("gimp-console-2.10");
  g_autofree char *folder = NULL;

  setlocale (LC_ALL, "");
  if (gimp == NULL)
    {
      g_print ("mask against GIMP: gimp-console-2.10 is not installed, nothing is measured\n");
      return 0;
    }
  folder = gesso_test_make_folder ();
  /* Its first start reads what the others find in memory. */
  run_gimp (gimp, "(gimp-version)");
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    for (guint j = 0; j < G_N_ELEMENTS (widths); j++)
      bench_stroke (gimp, sides[i], widths[j]);
  bench_png (gimp, folder);
  gesso_test_remove (folder);
  return 0;
}
