/* bench-thread-scroll.c - scrolling through a long thread, against GtkListView with the same rows
 *
 * Layout is what the main thread works from a frame's beginning to the end of
 * its layout phase: the new value, the rows it brings, their styles, sizes and
 * places. Drawing the same rows costs both lists the same and is told apart.
 * Both are processor time, so that other work on the machine does not count.
 * The content is where it should be when a row seen in two frames in a row
 * moved by what was scrolled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-bench.h"
#include "gesso-virtual-list.h"
#include "thread-bench.h"

#define N_ROWS 10000
#define N_FRAMES 300
#define N_APPENDS 100
#define N_PREPENDS 20
#define GOAL 0.3

typedef struct
{
  ThreadBench *bench;
  GtkWidget *list;
  GtkAdjustment *adjustment;
  double step;       /* pixels a frame, upwards */
  gint64 began;
  double frame_began; /* milliseconds of processor time, as the next five */
  double layout_ended;
  double layouts[N_FRAMES];
  double drawing; /* of all frames */
  double all;     /* from the first frame to the last one, and what was done in between */
  guint n_frames;
  guint n_astray;    /* frames in which content stood elsewhere */
  guint position;    /* of the row that is watched, and its place in the last frame */
  double y;
} Scroll;

static gboolean
find_y (Scroll *self,
        guint   position,
        double *y)
{
  GtkWidget *row = gesso_virtual_list_find_row (GESSO_VIRTUAL_LIST (self->list), position);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_get_mapped (row) || !gtk_widget_compute_bounds (row, self->list, &bounds))
    return FALSE;
  *y = bounds.origin.y;
  return TRUE;
}

/* A row in the middle, which is still there in the next frame. */
static void
watch_row (Scroll *self)
{
  guint n = g_list_model_get_n_items (gesso_virtual_list_get_model (GESSO_VIRTUAL_LIST (self->list)));

  for (guint i = n; i > 0; i--)
    if (find_y (self, i - 1, &self->y) && self->y < THREAD_BENCH_HEIGHT / 2.0)
      {
        self->position = i - 1;
        return;
      }
}

static void
frame_begins_cb (GdkFrameClock *clock,
                 Scroll        *self)
{
  self->frame_began = gesso_bench_get_worker_ms ();
}

/* There may be several layouts before a frame is drawn; the last one counts. */
static void
layout_ends_cb (GdkFrameClock *clock,
                Scroll        *self)
{
  self->layout_ended = gesso_bench_get_worker_ms ();
}

static void
frame_ends_cb (GdkFrameClock *clock,
               Scroll        *self)
{
  double y;

  if (self->n_frames == N_FRAMES)
    return;
  self->drawing += gesso_bench_get_worker_ms () - self->layout_ended;
  self->layouts[self->n_frames++] = self->layout_ended - self->frame_began;
  if (!GESSO_IS_VIRTUAL_LIST (self->list))
    return;
  if (find_y (self, self->position, &y) && fabs (y - self->y) > 1)
    self->n_astray++;
  watch_row (self);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Scroll *self = user_data;

  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_value (self->adjustment) - self->step);
  self->y += self->step;
  gtk_widget_queue_allocate (self->list);
  return G_SOURCE_CONTINUE;
}

/* Milliseconds a frame. A row that comes costs only the frame it comes in, so the mean is what counts. */
typedef struct
{
  double mean, median, p95;
  double drawing;
  double between; /* frames: rows made beforehand, thumbnails that came */
  guint n_astray;
} Figures;

static Figures
scroll (ThreadBench *bench,
        GtkWidget   *list,
        double       step)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->base.window);
  Scroll self = { bench, list, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (bench->scrolled)), step };
  Figures figures = { 0 };
  gulong handlers[3];
  guint tick;

  if (GESSO_IS_VIRTUAL_LIST (list))
    watch_row (&self);
  handlers[0] = g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins_cb), &self);
  handlers[1] = g_signal_connect_after (clock, "layout", G_CALLBACK (layout_ends_cb), &self);
  handlers[2] = g_signal_connect_after (clock, "paint", G_CALLBACK (frame_ends_cb), &self);
  tick = gtk_widget_add_tick_callback (list, tick_cb, &self, NULL);
  self.all = -gesso_bench_get_worker_ms ();
  while (self.n_frames < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  self.all += gesso_bench_get_worker_ms ();
  gtk_widget_remove_tick_callback (list, tick);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_handler_disconnect (clock, handlers[i]);

  for (guint i = 0; i < N_FRAMES; i++)
    figures.mean += self.layouts[i] / N_FRAMES;
  figures.median = gesso_bench_get_median (self.layouts, N_FRAMES);
  figures.p95 = self.layouts[N_FRAMES * 95 / 100];
  figures.drawing = self.drawing / N_FRAMES;
  figures.between = self.all / N_FRAMES - figures.mean - figures.drawing;
  figures.n_astray = self.n_astray;
  return figures;
}

static GtkWidget *
show (ThreadBench *bench,
      GtkWidget   *list)
{
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), list);
  studio_fixture_settle (&bench->base);
  return list;
}

static void
bench_step (ThreadBench *bench,
            GListModel  *items,
            double       step)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (bench->scrolled));
  Figures ours, theirs;

  ours = scroll (bench, show (bench, thread_bench_make_virtual_list (bench, items)), step);
  show (bench, thread_bench_make_list_view (bench, items));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  studio_fixture_settle (&bench->base);
  theirs = scroll (bench, gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (bench->scrolled)), step);
  g_print ("thread-scroll %.0f px a frame: layout mean %.2f ms, GtkListView %.2f ms, ratio %.2f (goal ≤ %.1f); "
           "median %.2f, GtkListView %.2f; p95 %.2f, GtkListView %.2f; between frames %.2f, GtkListView %.2f, ratio "
           "with layout %.2f; drawing %.2f, GtkListView %.2f; frames astray: %u of %d (goal 0)\n",
           step, ours.mean, theirs.mean, ours.mean / theirs.mean, GOAL, ours.median, theirs.median, ours.p95, theirs.p95,
           ours.between, theirs.between, (ours.mean + ours.between) / (theirs.mean + theirs.between),
           ours.drawing, theirs.drawing, ours.n_astray, N_FRAMES);
}

static gboolean
upper_is_settled (gpointer user_data)
{
  Scroll *self = user_data;
  double upper = gtk_adjustment_get_upper (self->adjustment);
  gint64 now = g_get_monotonic_time ();

  if (upper != self->y)
    {
      self->y = upper;
      self->began = now;
    }
  return now - self->began > 2 * G_USEC_PER_SEC;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
bench_height (ThreadBench *bench,
              GListModel  *items)
{
  GtkWidget *list = show (bench, thread_bench_make_virtual_list (bench, items));
  Scroll self = { bench, list, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (bench->scrolled)) };
  double guessed = gtk_adjustment_get_upper (self.adjustment), y, true_height, moved = 0;
  gint64 start = g_get_monotonic_time ();
  guint source;

  watch_row (&self);
  y = self.y;
  self.y = 0;
  source = g_timeout_add (100, wake_cb, NULL);
  while (!upper_is_settled (&self))
    {
      double now;

      g_main_context_iteration (NULL, TRUE);
      if (find_y (&self, self.position, &now))
        moved = MAX (moved, fabs (now - y));
    }
  g_source_remove (source);
  true_height = gtk_adjustment_get_upper (self.adjustment);
  g_print ("thread-scroll height of %d rows: guessed %.0f, measured %.0f px, off by %.1f %% (goal ≤ 10 %%); measured "
           "while idle in %.1f s, in which the view moved %.0f px (goal 0)\n",
           N_ROWS, guessed, true_height, 100 * fabs (guessed / true_height - 1),
           (g_get_monotonic_time () - start) / 1e6 - 2, moved);
}

/* Rows come at the end while the view is there: the newest stands at the view's end in every frame. */
static void
bench_append (ThreadBench *bench,
              GListModel  *more)
{
  g_autoptr (GListStore) items = g_list_store_new (G_TYPE_OBJECT);
  Scroll self = { bench };
  guint n_off = 0, n_moved = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (more, i);

      g_list_store_append (items, item);
    }
  self.list = show (bench, thread_bench_make_virtual_list (bench, G_LIST_MODEL (items)));
  for (guint i = 0; i < N_APPENDS; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (more, 200 + i);
      graphene_rect_t bounds;
      GtkWidget *row;

      g_list_store_append (items, item);
      studio_fixture_settle (&bench->base);
      row = gesso_virtual_list_find_row (GESSO_VIRTUAL_LIST (self.list), 200 + i);
      if (row == NULL || !gtk_widget_compute_bounds (row, self.list, &bounds)
          || fabs (bounds.origin.y + bounds.size.height - gtk_widget_get_height (self.list)) > 1 + 3)
        n_off++;
    }
  for (guint i = 0; i < N_PREPENDS; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (more, 400 + i);
      double before, after;

      watch_row (&self);
      before = self.y;
      g_list_store_insert (items, 0, item);
      studio_fixture_settle (&bench->base);
      if (!find_y (&self, self.position + 1, &after) || fabs (after - before) > 0.01)
        n_moved++;
    }
  g_print ("thread-scroll at the end: of %d appended rows %u stood elsewhere than at the view's end (goal 0); of %d "
           "prepended ones %u moved the view (goal 0)\n", N_APPENDS, n_off, N_PREPENDS, n_moved);
}

int
main (int   argc,
      char *argv[])
{
  ThreadBench bench = { 0 };
  g_autoptr (GListModel) items = NULL;

  if (!studio_fixture_can_run ())
    {
      g_print ("thread-scroll: no display, skipped\n");
      return 0;
    }
  thread_bench_set_up (&bench);
  items = thread_bench_make_items (&bench, N_ROWS);
  g_print ("thread-scroll: %s renderer, %d×%d\n", g_getenv ("GSK_RENDERER") != NULL ? g_getenv ("GSK_RENDERER") : "default",
           THREAD_BENCH_WIDTH, THREAD_BENCH_HEIGHT);
  bench_step (&bench, items, 40);
  bench_step (&bench, items, 600);
  bench_append (&bench, items);
  bench_height (&bench, items);
  g_clear_object (&items);
  thread_bench_tear_down (&bench);
  return 0;
}
