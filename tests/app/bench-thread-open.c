/* bench-thread-open.c - opening a long thread at its end, against GtkListView with the same rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>

#include "gesso-bench.h"
#include "gesso-virtual-list.h"
#include "thread-bench.h"

#define N_ROWS 10000
#define N_FEW 100
#define N_RUNS 5
#define N_TURNS 15
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

/* One opening: from an empty window to the newest row in its place. */
typedef struct
{
  double ms;
  double worker_ms; /* of the processor, in the main thread */
  guint n_widgets;
  guint n_frames;
} Opening;

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

static Opening
run_once (ThreadBench *bench,
          MakeFunc     make,
          GListModel  *items)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->base.window);
  Run run = { bench, 0, FALSE };
  Opening opening;
  GtkWidget *list;
  gulong handler;

  bench->watched = g_list_model_get_n_items (items) - 1;
  bench->n_widgets = 0;
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &run);
  opening.ms = -gesso_bench_get_ms ();
  opening.worker_ms = -gesso_bench_get_worker_ms ();
  list = make (bench, items);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), list);
  while (!run.shown)
    g_main_context_iteration (NULL, TRUE);
  opening.ms += gesso_bench_get_ms ();
  opening.worker_ms += gesso_bench_get_worker_ms ();
  g_signal_handler_disconnect (clock, handler);

  opening.n_frames = run.n_frames;
  opening.n_widgets = GESSO_IS_VIRTUAL_LIST (list) ? gesso_virtual_list_get_n_widgets (GESSO_VIRTUAL_LIST (list))
                                                   : bench->n_widgets;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), NULL);
  studio_fixture_settle (&bench->base);
  return opening;
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

  run_once (bench, thread_bench_make_virtual_list, items);
  g_print ("thread-open %u rows: %.1f MiB more than the empty window, fonts, styles and textures included "
           "(goal ≤ %.0f MiB)\n", g_list_model_get_n_items (items), get_resident_mib () - before, GOAL_MIB);
}

static void
bench_reference (ThreadBench *bench,
                 GListModel  *items)
{
  double ours[N_RUNS], theirs[N_RUNS], our_median, their_median;
  Opening our, their;

  /* The first run warms up fonts and styles. */
  run_once (bench, thread_bench_make_list_view, items);
  for (guint i = 0; i < N_RUNS; i++)
    {
      our = run_once (bench, thread_bench_make_virtual_list, items);
      their = run_once (bench, thread_bench_make_list_view, items);
      ours[i] = our.ms;
      theirs[i] = their.ms;
    }
  our_median = gesso_bench_get_median (ours, N_RUNS);
  their_median = gesso_bench_get_median (theirs, N_RUNS);
  g_print ("thread-open %u rows at the end: %.0f ms, frames: %u, row widgets: %u; GtkListView %.0f ms, frames: %u, "
           "row widgets: %u; ratio %.2f (goal ≤ %.2f, one frame)\n",
           g_list_model_get_n_items (items), our_median, our.n_frames, our.n_widgets, their_median, their.n_frames,
           their.n_widgets, our_median / their_median, GOAL);
}

/* A long thread and a short one in turns, so that both meet the same caches. */
static void
bench_growth (ThreadBench *bench,
              GListModel  *many,
              GListModel  *few)
{
  double many_ms[N_TURNS], few_ms[N_TURNS], many_worker_ms[N_TURNS], few_worker_ms[N_TURNS], ratio;

  for (guint i = 0; i < N_TURNS; i++)
    {
      Opening of_many = run_once (bench, thread_bench_make_virtual_list, many);
      Opening of_few = run_once (bench, thread_bench_make_virtual_list, few);

      many_ms[i] = of_many.ms;
      many_worker_ms[i] = of_many.worker_ms;
      few_ms[i] = of_few.ms;
      few_worker_ms[i] = of_few.worker_ms;
    }
  ratio = gesso_bench_get_median (many_ms, N_TURNS) / gesso_bench_get_median (few_ms, N_TURNS);
  g_print ("thread-open median of %d: %u rows %.1f ms (best %.1f), %u rows %.1f ms (best %.1f), ratio %.2f (goal ≤ %.1f)",
           N_TURNS, g_list_model_get_n_items (many), many_ms[N_TURNS / 2], many_ms[0], g_list_model_get_n_items (few),
           few_ms[N_TURNS / 2], few_ms[0], ratio, GOAL_GROWTH);
  ratio = gesso_bench_get_median (many_worker_ms, N_TURNS) / gesso_bench_get_median (few_worker_ms, N_TURNS);
  g_print ("; of the processor %.1f and %.1f ms, ratio %.2f\n", many_worker_ms[N_TURNS / 2], few_worker_ms[N_TURNS / 2],
           ratio);
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
  /* The rows that are seen are the same. */
  few = G_LIST_MODEL (gtk_slice_list_model_new (g_object_ref (many), N_ROWS - N_FEW, N_FEW));
  bench_memory (&bench, many);
  bench_growth (&bench, many, few);
  bench_reference (&bench, many);
  g_clear_object (&many);
  g_clear_object (&few);
  thread_bench_tear_down (&bench);
  return 0;
}
