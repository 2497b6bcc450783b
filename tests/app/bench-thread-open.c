/* bench-thread-open.c - opening a long thread at its end, against GtkListView with the same rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>

#include "gesso-virtual-list.h"
#include "thread-bench.h"

#define N_ROWS 10000
#define N_FEW 100
#define N_RUNS 5
/* The goals: this part of GtkListView's time, this much more than a short
 * thread, and so much memory over the empty window. */
#define GOAL 0.25
#define GOAL_GROWTH 1.5
#define GOAL_MIB 20.0

typedef GtkWidget *(*MakeFunc) (ThreadBench *bench, GListModel *items);

typedef struct
{
  ThreadBench *bench;
  guint n_frames;
  gboolean shown;
} Run;

/* After each frame: is the last row at the lower edge? If not, go there. */
static void
after_paint_cb (GdkFrameClock *clock,
                Run           *run)
{
  ThreadBench *bench = run->bench;
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (bench->scrolled);
  GtkWidget *list = gtk_scrolled_window_get_child (scrolled);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  GtkWidget *row = GESSO_IS_VIRTUAL_LIST (list)
                   ? gesso_virtual_list_find_row (GESSO_VIRTUAL_LIST (list), bench->watched) : bench->watched_row;
  graphene_rect_t bounds;

  run->n_frames++;
  if (row != NULL && gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, bench->scrolled, &bounds)
      && fabs (bounds.origin.y + bounds.size.height - THREAD_BENCH_HEIGHT) <= 8)
    {
      run->shown = TRUE;
      return;
    }
  if (!GESSO_IS_VIRTUAL_LIST (list))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  gtk_widget_queue_draw (bench->scrolled);
}

/* Returns: milliseconds from an empty window to the newest row in its place */
static double
run_once (ThreadBench *bench,
          MakeFunc     make,
          GListModel  *items,
          guint       *n_widgets,
          guint       *n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->base.window);
  Run run = { bench, 0, FALSE };
  gint64 begin;
  double elapsed;
  GtkWidget *list;
  gulong handler;

  bench->watched = g_list_model_get_n_items (items) - 1;
  bench->n_widgets = 0;
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &run);
  begin = g_get_monotonic_time ();
  list = make (bench, items);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), list);
  while (!run.shown)
    g_main_context_iteration (NULL, TRUE);
  elapsed = (g_get_monotonic_time () - begin) / 1000.0;
  g_signal_handler_disconnect (clock, handler);

  *n_frames = run.n_frames;
  *n_widgets = GESSO_IS_VIRTUAL_LIST (list) ? gesso_virtual_list_get_n_widgets (GESSO_VIRTUAL_LIST (list))
                                            : bench->n_widgets;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), NULL);
  studio_fixture_settle (&bench->base);
  return elapsed;
}

static double
get_resident_mib (void)
{
  g_autofree char *text = NULL;
  unsigned long pages = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) || sscanf (text, "%*u %lu", &pages) != 1)
    return 0;
  return (double) pages * sysconf (_SC_PAGESIZE) / (1024 * 1024);
}

/* Before anything else was shown, as what was once needed is not given back. */
static void
bench_memory (ThreadBench *bench,
              GListModel  *items)
{
  double before = get_resident_mib ();
  guint n_widgets, n_frames;

  run_once (bench, thread_bench_make_virtual_list, items, &n_widgets, &n_frames);
  g_print ("thread-open %u rows: %.1f MiB more than the empty window, fonts, styles and textures included "
           "(goal ≤ %.0f MiB)\n", g_list_model_get_n_items (items), get_resident_mib () - before, GOAL_MIB);
}

static void
bench_time (ThreadBench *bench,
            GListModel  *many,
            GListModel  *few)
{
  double ours[N_RUNS], short_ones[N_RUNS], theirs[N_RUNS], our_median, short_median, their_median;
  guint our_widgets, their_widgets, our_frames, their_frames, unused;

  /* The first run of each warms up fonts and styles. */
  run_once (bench, thread_bench_make_virtual_list, many, &our_widgets, &our_frames);
  run_once (bench, thread_bench_make_list_view, many, &their_widgets, &their_frames);
  for (guint i = 0; i < N_RUNS; i++)
    {
      ours[i] = run_once (bench, thread_bench_make_virtual_list, many, &our_widgets, &our_frames);
      short_ones[i] = run_once (bench, thread_bench_make_virtual_list, few, &unused, &unused);
      theirs[i] = run_once (bench, thread_bench_make_list_view, many, &their_widgets, &their_frames);
    }
  our_median = thread_bench_get_median (ours, N_RUNS);
  short_median = thread_bench_get_median (short_ones, N_RUNS);
  their_median = thread_bench_get_median (theirs, N_RUNS);
  g_print ("thread-open %d rows at the end: %.0f ms, frames: %u, row widgets: %u; GtkListView %.0f ms, frames: %u, "
           "row widgets: %u; ratio %.2f (goal ≤ %.2f, one frame)\n",
           N_ROWS, our_median, our_frames, our_widgets, their_median, their_frames, their_widgets,
           our_median / their_median, GOAL);
  g_print ("thread-open %d rows %.0f ms, %d rows %.0f ms, ratio %.2f (goal ≤ %.2f)\n", N_ROWS, our_median, N_FEW,
           short_median, our_median / short_median, GOAL_GROWTH);
}

int
main (int   argc,
      char *argv[])
{
  ThreadBench bench = { 0 };
  g_autoptr (GListModel) many = NULL;
  g_autoptr (GListModel) few = NULL;

  if (!studio_fixture_can_run ())
    {
      g_print ("thread-open: no display, skipped\n");
      return 0;
    }
  thread_bench_set_up (&bench);
  many = thread_bench_make_items (&bench, N_ROWS);
  few = thread_bench_make_items (&bench, N_FEW);
  bench_memory (&bench, many);
  bench_time (&bench, many, few);
  g_clear_object (&many);
  g_clear_object (&few);
  thread_bench_tear_down (&bench);
  return 0;
}
