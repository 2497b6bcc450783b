/* bench-canvas.c - what a frame of painting costs in a real window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "gesso-canvas.h"
#include "gesso-texture.h"

#define FRAMES 120
/* Four dabs a frame of this many device pixels. */
#define BRUSH 80.0

typedef struct
{
  GMainLoop *loop;
  GtkWidget *canvas;
  GessoMaskEditor *editor;
  int side;
  int frame;
  double start;
  double times[FRAMES];
} Bench;

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
before_paint_cb (Bench *bench)
{
  bench->start = get_cpu_ms ();
}

static void
after_paint_cb (Bench *bench)
{
  if (bench->frame > 0 && bench->frame <= FRAMES)
    bench->times[bench->frame - 1] = get_cpu_ms () - bench->start;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Bench *bench = user_data;
  double middle = bench->side / 2.0, reach = bench->side / 4.0;
  GessoMaskPoint points[4];

  for (int i = 0; i < 4; i++)
    {
      double angle = (bench->frame * 4 + i) * 0.02;

      points[i] = (GessoMaskPoint) { middle + reach * cos (angle), middle + reach * sin (1.3 * angle), 1 };
    }
  if (bench->frame == 0)
    gesso_mask_editor_begin (bench->editor, &points[0], 0);
  gesso_mask_editor_move (bench->editor, points, 4, 0);
  if (++bench->frame > FRAMES)
    {
      gesso_mask_editor_end (bench->editor, &points[3], 0);
      g_main_loop_quit (bench->loop);
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

static double
time_frame (int side)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GessoImage) image = gesso_image_new ((guint) side, (guint) side, 3, NULL);
  g_autoptr (GessoPyramid) pyramid = NULL;
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (side, side);
  GtkWidget *window = gtk_window_new ();
  Bench bench = { loop, NULL, editor, side };
  GessoMaskToolOptions options = { 0, 0.8, 1 };
  GdkFrameClock *clock;

  for (int y = 0; y < side; y++)
    memset (gesso_image_edit_row (image, (guint) y), y / 8, 3 * (gsize) side);
  pyramid = gesso_pyramid_new (image, NULL, NULL);
  bench.canvas = g_object_new (GESSO_TYPE_CANVAS, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 900);
  gtk_window_set_child (GTK_WINDOW (window), bench.canvas);
  gesso_canvas_set_picture (GESSO_CANVAS (bench.canvas), NULL, side, side);
  gesso_canvas_set_pyramid (GESSO_CANVAS (bench.canvas), pyramid);
  gesso_canvas_set_editor (GESSO_CANVAS (bench.canvas), editor);
  gesso_canvas_set_mode (GESSO_CANVAS (bench.canvas), GESSO_CANVAS_MASK);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (bench.canvas) < 1000)
    g_main_context_iteration (NULL, TRUE);

  options.size = BRUSH / gesso_canvas_get_zoom (GESSO_CANVAS (bench.canvas));
  gesso_mask_editor_set_options (editor, &options);
  clock = gtk_widget_get_frame_clock (bench.canvas);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_paint_cb), &bench);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (after_paint_cb), &bench, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  gtk_widget_add_tick_callback (bench.canvas, tick_cb, &bench, NULL);
  g_main_loop_run (loop);
  g_signal_handlers_disconnect_by_data (clock, &bench);
  gtk_window_destroy (GTK_WINDOW (window));
  qsort (bench.times, FRAMES, sizeof *bench.times, compare_doubles);
  return bench.times[FRAMES / 2];
}

int
main (void)
{
  double small, large;

  setlocale (LC_ALL, "");
  gesso_renderer_choose ();
  if (!gtk_init_check ())
    {
      g_print ("canvas: there is no display, nothing is measured\n");
      return 0;
    }
  small = time_frame (2048);
  large = time_frame (8192);
  g_print ("canvas, a frame of painting, whole picture in view: 2048² %.2f ms, 8192² %.2f ms of CPU, "
           "ratio %.2f (goal ≤ 1.5)\n", small, large, large / small);
  return 0;
}
