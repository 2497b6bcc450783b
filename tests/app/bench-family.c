/* bench-family.c - the family tree of 10 000 versions, against that of 100
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>

#include "gesso-bench.h"
#include "gesso-family-card.h"
#include "gesso-family-layout.h"
#include "gesso-family-page.h"
#include "gesso-family-view.h"
#include "gesso-library-maker.h"
#include "gesso-store-family.h"
#include "gesso-test.h"
#include "studio-bench.h"

#define N_LARGE 10000
#define N_SMALL 100
#define N_RUNS 7
#define N_LAYOUTS 21
#define N_FRAMES 40

typedef struct
{
  GessoStudio *studio;
  GtkWidget *window;
  GtkWidget *page;
  GessoFamilyView *view;
  gint64 thread_id;
  double start;       /* milliseconds, as the next three */
  double first_frame; /* 0 until it was drawn */
  double snapshot;    /* of the main thread, of the last frame */
  GArray *frames;     /* (element-type double): those of each frame */
  guint n_frames;
  gboolean done;
} Bench;

static gint64
find_thread (GessoStudio *studio)
{
  GessoStore *store = gesso_studio_get_store (studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) threads = NULL;

  gesso_store_list_threads_async (store, FALSE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  threads = gesso_store_list_threads_finish (store, result, NULL);
  g_assert_cmpuint (threads->len, ==, 1);
  return gesso_thread_get_id (threads->pdata[0]);
}

/* A card with what it shows is a frame that was waited for. */
static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (bench->view)); child != NULL && !bench->done;
       child = gtk_widget_get_next_sibling (child))
    if (GESSO_IS_FAMILY_CARD (child) && gtk_widget_get_mapped (child) &&
        gesso_family_card_get_item (GESSO_FAMILY_CARD (child)) != NULL &&
        gesso_library_item_get_row (gesso_family_card_get_item (GESSO_FAMILY_CARD (child))) != NULL)
      {
        bench->first_frame = gesso_bench_get_ms () - bench->start;
        bench->done = TRUE;
      }
}

static void
set_up (Bench      *bench,
        const char *folder)
{
  memset (bench, 0, sizeof *bench);
  bench->studio = studio_bench_open (folder);
  bench->thread_id = find_thread (bench->studio);
  bench->frames = g_array_new (FALSE, FALSE, sizeof (double));
  bench->page = gesso_family_page_new (bench->studio);
  bench->view = GESSO_FAMILY_VIEW (gtk_widget_get_template_child (bench->page, GESSO_TYPE_FAMILY_PAGE, "view"));
  bench->window = studio_bench_show (bench->page, GTK_WIDGET (bench->view));
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint", G_CALLBACK (after_paint_cb), bench);
  bench->start = gesso_bench_get_ms ();
  gesso_family_page_show (GESSO_FAMILY_PAGE (bench->page), bench->thread_id, "", 0, 0);
  g_assert_true (gesso_test_wait (&bench->done, 60));
  /* Further frames are no news. */
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (bench->window), after_paint_cb, bench);
}

static void
tear_down (Bench *bench)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (bench->window), bench);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  studio_bench_close (bench->studio);
  g_array_unref (bench->frames);
}

static double
time_first_frame (const char *folder)
{
  double times[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      Bench bench;

      set_up (&bench, folder);
      times[i] = bench.first_frame;
      tear_down (&bench);
    }
  return gesso_bench_get_median (times, N_RUNS);
}

static double
time_layout (const char *folder)
{
  double times[N_LAYOUTS];
  GessoStudio *studio = studio_bench_open (folder);
  GessoStore *store = gesso_studio_get_store (studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoFamily) family = NULL;

  gesso_store_load_family_async (store, find_thread (studio), 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  family = gesso_store_load_family_finish (store, result, NULL);
  for (guint i = 0; i < N_LAYOUTS; i++)
    {
      double start = gesso_bench_get_ms ();
      g_autoptr (GessoFamilyLayout) layout = gesso_family_layout_new (family, 1.8);

      times[i] = gesso_bench_get_ms () - start;
    }
  g_clear_object (&result);
  studio_bench_close (studio);
  return gesso_bench_get_median (times, N_LAYOUTS);
}

/* Panning */

static void
before_paint_cb (GdkFrameClock *clock,
                 Bench         *bench)
{
  bench->snapshot = gesso_bench_get_worker_ms ();
}

static void
painted_cb (GdkFrameClock *clock,
            Bench         *bench)
{
  double ms = gesso_bench_get_worker_ms () - bench->snapshot;

  g_array_append_val (bench->frames, ms);
}

static gboolean
walk_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Bench *bench = user_data;
  GessoFamily *family = gesso_family_view_get_family (bench->view);
  guint n;
  const GessoFamilyNode *nodes = gesso_family_get_nodes (family, &n);

  if (bench->n_frames++ == N_FRAMES)
    {
      bench->done = TRUE;
      return G_SOURCE_REMOVE;
    }
  gesso_family_view_go_to (bench->view, nodes[(guint64) bench->n_frames * 37 % n].id);
  return G_SOURCE_CONTINUE;
}

/* From node to node all over the tree, one each frame. */
static double
time_walk (const char *folder)
{
  Bench bench;
  GdkFrameClock *clock;
  double median;

  set_up (&bench, folder);
  clock = gtk_widget_get_frame_clock (bench.window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &bench);
  bench.done = FALSE;
  gtk_widget_add_tick_callback (GTK_WIDGET (bench.view), walk_cb, &bench, NULL);
  g_assert_true (gesso_test_wait (&bench.done, 60));
  median = gesso_bench_get_median ((gpointer) bench.frames->data, bench.frames->len);
  tear_down (&bench);
  return median;
}

static char *
make_library (guint n)
{
  char *folder = gesso_test_make_folder ();
  g_autoptr (GError) error = NULL;

  if (!gesso_library_make (folder, n, n, &error))
    g_error ("%s", error->message);
  gesso_library_relate (folder);
  return folder;
}

int
main (void)
{
  g_autofree char *large = NULL, *small = NULL;
  double large_frame, small_frame, large_layout, small_layout, large_walk, small_walk;

  if (!gtk_init_check ())
    {
      g_print ("family tree: skipped, there is no display\n");
      return 0;
    }
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  large = make_library (N_LARGE);
  small = make_library (N_SMALL);
  large_layout = time_layout (large);
  small_layout = time_layout (small);
  large_frame = time_first_frame (large);
  small_frame = time_first_frame (small);
  large_walk = time_walk (large);
  small_walk = time_walk (small);
  g_print ("family tree layout: %.2f ms for %u versions (goal < 10 ms), %.3f ms for %u\n", large_layout, N_LARGE,
           small_layout, N_SMALL);
  g_print ("family tree, first frame, window %u × %u: %.1f ms with %u versions, %.1f ms with %u, ratio %.2f (goal ≤ 3)\n",
           STUDIO_BENCH_WIDTH, STUDIO_BENCH_HEIGHT, large_frame, N_LARGE, small_frame, N_SMALL, large_frame / small_frame);
  g_print ("family tree, a frame of walking all over it: %.1f ms of the main thread with %u versions, %.1f ms with %u,"
           " ratio %.2f (goal ≤ 2)\n",
           large_walk, N_LARGE, small_walk, N_SMALL, large_walk / small_walk);
  gesso_test_remove (large);
  gesso_test_remove (small);
  return 0;
}
