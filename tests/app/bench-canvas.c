/* bench-canvas.c - what a frame of painting costs in a real window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "gesso-bench.h"
#include "gesso-canvas.h"
#include "gesso-texture.h"

#define FRAMES 120
/* Of the reference, which needs seconds for each. */
#define WHOLE_FRAMES 3
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

static void
before_paint_cb (Bench *bench)
{
  bench->start = gesso_bench_get_process_ms ();
}

static void
after_paint_cb (Bench *bench)
{
  if (bench->frame > 0 && bench->frame <= FRAMES)
    bench->times[bench->frame - 1] = gesso_bench_get_process_ms () - bench->start;
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
  return gesso_bench_get_median (bench.times, FRAMES);
}

/* The reference: what everybody writes first. One texture of the whole picture
 * with the mask on it, made anew for each frame of painting. */

#define TYPE_WHOLE (whole_get_type ())
G_DECLARE_FINAL_TYPE (Whole, whole, BENCH, WHOLE, GtkWidget)

struct _Whole
{
  GtkWidget parent_instance;

  GessoImage *picture; /* (owned) */
  GessoMask *mask;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (Whole, whole, GTK_TYPE_WIDGET)

static GdkTexture *
make_whole (Whole *self)
{
  int side = gesso_mask_get_width (self->mask);
  guint8 *pixels = g_malloc (4 * (gsize) side * (gsize) side);
  g_autofree guint8 *mask = g_malloc ((gsize) side);
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < side; y++)
    {
      const guint8 *in = gesso_image_get_row (self->picture, (guint) y);
      guint8 *out = pixels + 4 * (gsize) y * (gsize) side;

      gesso_mask_read (self->mask, &(GessoRect) { 0, y, side, 1 }, mask, (gsize) side);
      for (int x = 0; x < side; x++)
        {
          int strength = mask[x] / 2;

          out[4 * x] = (guint8) (in[3 * x] + (246 - in[3 * x]) * strength / 255);
          out[4 * x + 1] = (guint8) (in[3 * x + 1] + (61 - in[3 * x + 1]) * strength / 255);
          out[4 * x + 2] = (guint8) (in[3 * x + 2] + (84 - in[3 * x + 2]) * strength / 255);
          out[4 * x + 3] = 255;
        }
    }
  bytes = g_bytes_new_take (pixels, 4 * (gsize) side * (gsize) side);
  return gdk_memory_texture_new (side, side, GDK_MEMORY_R8G8B8A8, bytes, 4 * (gsize) side);
}

static void
whole_snapshot (GtkWidget   *widget,
                GtkSnapshot *snapshot)
{
  g_autoptr (GdkTexture) texture = make_whole (BENCH_WHOLE (widget));
  float side = (float) MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  gtk_snapshot_append_texture (snapshot, texture, &GRAPHENE_RECT_INIT (0, 0, side, side));
}

static void
whole_finalize (GObject *object)
{
  Whole *self = BENCH_WHOLE (object);

  g_clear_pointer (&self->picture, gesso_image_unref);
  g_clear_object (&self->mask);
  G_OBJECT_CLASS (whole_parent_class)->finalize (object);
}

static void
whole_class_init (WholeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whole_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = whole_snapshot;
}

static void
whole_init (Whole *self)
{
}

static double
time_whole (int side)
{
  GtkWidget *window = gtk_window_new ();
  Whole *whole = g_object_new (TYPE_WHOLE, NULL);
  double times[WHOLE_FRAMES];

  whole->picture = gesso_image_new ((guint) side, (guint) side, 3, NULL);
  whole->mask = gesso_mask_new (side, side);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 900);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (whole));
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (GTK_WIDGET (whole)) < 1000)
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < WHOLE_FRAMES; i++)
    {
      GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (whole));
      gint64 frame = gdk_frame_clock_get_frame_counter (clock);
      double start = gesso_bench_get_process_ms ();

      gtk_widget_queue_draw (GTK_WIDGET (whole));
      while (gdk_frame_clock_get_frame_counter (clock) < frame + 1)
        g_main_context_iteration (NULL, TRUE);
      times[i] = gesso_bench_get_process_ms () - start;
    }
  gtk_window_destroy (GTK_WINDOW (window));
  return gesso_bench_get_median (times, WHOLE_FRAMES);
}

int
main (void)
{
  double small, middle, large, whole;

  setlocale (LC_ALL, "");
  gesso_renderer_choose ();
  if (!gtk_init_check ())
    {
      g_print ("canvas: there is no display, nothing is measured\n");
      return 0;
    }
  small = time_frame (2048);
  middle = time_frame (4096);
  large = time_frame (8192);
  g_print ("canvas, a frame of painting, whole picture in view: 2048² %.2f ms, 4096² %.2f ms, 8192² %.2f ms of CPU "
           "(goal ≤ 4), ratio 8192²/2048² %.2f (goal ≤ 1.6)\n", small, middle, large, large / small);
  whole = time_whole (8192);
  g_print ("canvas, the same with one texture of the whole picture: 8192² %.0f ms of CPU, ratio %.4f (goal ≤ 0.01)\n",
           whole, large / whole);
  return 0;
}
