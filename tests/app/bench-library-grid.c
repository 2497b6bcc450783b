/* bench-library-grid.c - the library's grid over 100 000 versions, against itself over 100
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "gesso-bench.h"
#include "gesso-codec.h"
#include "gesso-library-cell.h"
#include "gesso-library-grid.h"
#include "gesso-library-maker.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "studio-bench.h"

#define N_LARGE 100000
#define N_SMALL 100
#define N_DAYS 365 /* of the large one */
#define N_PICTURES 1500
#define N_RUNS 15
#define N_FRAMES 200

typedef struct
{
  GessoStudio *studio;
  GessoThumbnails *thumbnails;
  GessoLibrary *library;
  GtkWidget *window;
  GtkWidget *scrolled;
  GessoLibraryGrid *grid;
  double start;        /* milliseconds, as the next four; of what is timed */
  double worked;       /* of the processor, until then */
  double layout_start; /* of the main thread's own time */
  double first_frame;  /* 0 until it was drawn */
  double first_work;   /* of the processor, in all workers until it was drawn */
  guint first_cells;   /* that the first frame had */
  GArray *layouts;     /* (element-type double): milliseconds of a frame's layout */
  GHashTable *seen;    /* (element-type gint64): versions whose cell was drawn */
  guint frames;
  gboolean done;
} Bench;

/* Pictures that differ, so that each has a thumbnail of its own. */
static GPtrArray *
put_pictures (GessoStudio *studio)
{
  GPtrArray *blobs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autoptr (GessoImage) image = gesso_image_new (320, 240, 3, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      for (guint y = 0; y < 240; y++)
        for (guint x = 0; x < 960; x++)
          gesso_image_edit_row (image, y)[x] = (guint8) (x * (i % 7 + 1) / 4 + y * (i % 5) + i);
      bytes = gesso_codec_encode (image, GESSO_FORMAT_JPEG, 85, NULL, NULL);
      gesso_store_put_blob_async (gesso_studio_get_store (studio), bytes, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      g_ptr_array_add (blobs, gesso_store_put_blob_finish (gesso_studio_get_store (studio), result, NULL));
    }
  return blobs;
}

static void
make_thumbnails (GessoStudio *studio,
                 GPtrArray   *blobs)
{
  for (guint i = 0; i < blobs->len; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GessoImage) image = NULL;

      gesso_studio_load_thumbnail_async (studio, blobs->pdata[i], 256, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      image = gesso_studio_load_thumbnail_finish (studio, result, NULL);
      g_assert_nonnull (image);
    }
}

/* Spreads the versions over pictures and over @n_days, as many each day in a
 * small library as in a large one: so the first frame shows as much of both. */
static char *
make_library (guint n,
              guint n_days)
{
  char *folder = gesso_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blobs = NULL;
  GessoStudio *studio;

  if (!gesso_library_make (folder, n, 50, &error))
    g_error ("%s", error->message);
  studio = studio_bench_open (folder);
  blobs = put_pictures (studio);
  make_thumbnails (studio, blobs);
  studio_bench_close (studio);
  gesso_library_spread (folder, (const char *const *) blobs->pdata, blobs->len, n_days);
  return folder;
}

/* The frame */

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  guint n_cells = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (bench->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GESSO_IS_LIBRARY_CELL (child) && gtk_widget_get_mapped (child))
      {
        GessoLibraryItem *item = gesso_library_cell_get_item (GESSO_LIBRARY_CELL (child));
        gint64 id = item != NULL ? gesso_library_item_get_id (item) : 0;

        if (item == NULL || gesso_library_item_get_row (item) == NULL)
          continue;
        g_hash_table_add (bench->seen, g_memdup2 (&id, sizeof id));
        n_cells++;
      }
  if (bench->first_frame > 0 || n_cells == 0)
    return;
  bench->first_frame = gesso_bench_get_ms () - bench->start;
  bench->first_work = gesso_bench_get_process_ms () - bench->worked;
  bench->first_cells = n_cells;
  bench->done = TRUE;
}

static void
update_cb (GdkFrameClock *clock,
           Bench         *bench)
{
  bench->layout_start = gesso_bench_get_worker_ms ();
}

static void
layout_cb (GdkFrameClock *clock,
           Bench         *bench)
{
  double ms = gesso_bench_get_worker_ms () - bench->layout_start;

  g_array_append_val (bench->layouts, ms);
}

static void
set_up (Bench      *bench,
        const char *folder)
{
  memset (bench, 0, sizeof *bench);
  bench->studio = studio_bench_open (folder);
  bench->thumbnails = gesso_thumbnails_new (bench->studio);
  bench->layouts = g_array_new (FALSE, FALSE, sizeof (double));
  bench->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  bench->scrolled = gtk_scrolled_window_new ();
  bench->grid = GESSO_LIBRARY_GRID (gesso_library_grid_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), GTK_WIDGET (bench->grid));
  bench->window = studio_bench_show (bench->scrolled, GTK_WIDGET (bench->grid));
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint", G_CALLBACK (after_paint_cb), bench);
  bench->start = gesso_bench_get_ms ();
  bench->worked = gesso_bench_get_process_ms ();
  bench->library = gesso_library_new (gesso_studio_get_store (bench->studio));
  gesso_library_grid_set_library (bench->grid, bench->library, bench->thumbnails);
  g_assert_true (gesso_test_wait (&bench->done, 60));
}

static void
tear_down (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);

  g_signal_handlers_disconnect_by_data (clock, bench);
  gesso_library_grid_set_library (bench->grid, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  g_object_unref (bench->library);
  g_object_unref (bench->thumbnails);
  studio_bench_close (bench->studio);
  g_array_unref (bench->layouts);
  g_hash_table_unref (bench->seen);
}

/* Milliseconds until the first frame with pictures' places was drawn. A frame
 * begins when the screen is ready for one, so the time that passes comes in
 * steps of a frame; the processor's does not. */
typedef struct
{
  double times[N_RUNS];
  double work[N_RUNS];
  guint n_cells;
} FirstFrames;

static void
time_first_frame (const char  *folder,
                  FirstFrames *frames,
                  guint        run)
{
  Bench bench;

  set_up (&bench, folder);
  frames->times[run] = bench.first_frame;
  frames->work[run] = bench.first_work;
  frames->n_cells = bench.first_cells;
  tear_down (&bench);
}

static void
bench_first_frame (const char *large,
                   const char *small)
{
  FirstFrames of_large, of_small;
  double median_of_large, median_of_small;

  for (guint i = 0; i < N_RUNS; i++)
    {
      time_first_frame (i % 2 == 0 ? small : large, i % 2 == 0 ? &of_small : &of_large, i);
      time_first_frame (i % 2 == 0 ? large : small, i % 2 == 0 ? &of_large : &of_small, i);
    }
  median_of_large = gesso_bench_get_median (of_large.times, N_RUNS);
  median_of_small = gesso_bench_get_median (of_small.times, N_RUNS);
  g_print ("library grid, renderer %s, %d × %d, first frame with pictures' places, median of %d: of %u with %u cells %.1f ms"
           " (best %.1f), of %u with %u cells %.1f ms (best %.1f), ratio %.2f (goal ≤ 2)",
           g_getenv ("GSK_RENDERER") != NULL ? g_getenv ("GSK_RENDERER") : "default", STUDIO_BENCH_WIDTH,
           STUDIO_BENCH_HEIGHT, N_RUNS, N_LARGE,
           of_large.n_cells, median_of_large, of_large.times[0], N_SMALL, of_small.n_cells, median_of_small,
           of_small.times[0], median_of_large / median_of_small);
  median_of_large = gesso_bench_get_median (of_large.work, N_RUNS);
  median_of_small = gesso_bench_get_median (of_small.work, N_RUNS);
  g_print ("; of the processor %.1f and %.1f ms, ratio %.2f\n", median_of_large, median_of_small,
           median_of_large / median_of_small);
}

/* Scrolling */

typedef struct
{
  Bench *bench;
  double step;
} Scroll;

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  Scroll *scroll = user_data;
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll->bench->scrolled));

  if (scroll->bench->frames++ == N_FRAMES)
    {
      scroll->bench->done = TRUE;
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + scroll->step);
  return G_SOURCE_CONTINUE;
}

static guint
count_opened (int inotify)
{
  char buffer[16384] __attribute__ ((aligned (__alignof__ (struct inotify_event))));
  guint n = 0;
  gssize length;

  while ((length = read (inotify, buffer, sizeof buffer)) > 0)
    for (char *p = buffer; p < buffer + length;)
      {
        const struct inotify_event *event = (const struct inotify_event *) (gpointer) p;

        n += (event->mask & IN_OPEN) != 0 && (event->mask & IN_ISDIR) == 0;
        p += sizeof *event + event->len;
      }
  return n;
}

static void
bench_scrolling (const char *folder,
                 double      step)
{
  g_autofree char *thumbnails = g_build_filename (folder, "cache", "thumbnails", "256", NULL);
  int inotify = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  Bench bench;
  Scroll scroll = { &bench, step };
  GdkFrameClock *clock;
  guint n_decoded = 0;

  set_up (&bench, folder);
  studio_bench_rest (1500);
  inotify_add_watch (inotify, thumbnails, IN_OPEN);
  g_hash_table_remove_all (bench.seen);
  clock = gtk_widget_get_frame_clock (bench.window);
  g_signal_connect (clock, "update", G_CALLBACK (update_cb), &bench);
  g_signal_connect (clock, "layout", G_CALLBACK (layout_cb), &bench);
  bench.done = FALSE;
  gtk_widget_add_tick_callback (GTK_WIDGET (bench.grid), scroll_cb, &scroll, NULL);
  while (!bench.done)
    {
      g_main_context_iteration (NULL, TRUE);
      n_decoded += count_opened (inotify);
    }
  studio_bench_rest (1000);
  n_decoded += count_opened (inotify);
  g_print ("library grid of %u at %.0f px a frame: layout median %.2f ms, p95 %.2f ms of the main thread's time (goal < 3 ms), %u frames;"
           " decodes started %u for %u cells seen, ratio %.2f (goal ≤ 1.5); %u cell widgets\n",
           N_LARGE, step, gesso_bench_get_median ((gpointer) bench.layouts->data, bench.layouts->len),
           gesso_bench_get_quantile ((gpointer) bench.layouts->data, bench.layouts->len, 0.95), bench.frames,
           n_decoded, g_hash_table_size (bench.seen), (double) n_decoded / MAX (g_hash_table_size (bench.seen), 1),
           gesso_library_grid_get_n_widgets (bench.grid));
  tear_down (&bench);
  close (inotify);
}

static void
bench_thumbnails (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "cache", "thumbnails", "256", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && times->len < 300)
    {
      g_autofree char *file_path = g_build_filename (path, name, NULL);
      double start = gesso_bench_get_worker_ms ();
      g_autoptr (GMappedFile) file = g_mapped_file_new (file_path, FALSE, NULL);
      g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
      g_autoptr (GessoImage) image = gesso_codec_decode (bytes, NULL, NULL);
      g_autoptr (GdkTexture) texture = gesso_texture_new (image);
      double ms = gesso_bench_get_worker_ms () - start;

      g_array_append_val (times, ms);
    }
  g_print ("stored thumbnail of 256 to texture: median %.3f ms, p95 %.3f ms (goal < 1 ms)\n",
           gesso_bench_get_median ((gpointer) times->data, times->len),
           gesso_bench_get_quantile ((gpointer) times->data, times->len, 0.95));
}

int
main (void)
{
  g_autofree char *large = NULL, *small = NULL;

  gesso_renderer_choose ();
  if (!gtk_init_check ())
    {
      g_print ("library grid: skipped, there is no display\n");
      return 0;
    }
  adw_init ();
  large = make_library (N_LARGE, N_DAYS);
  small = make_library (N_SMALL, MAX (N_DAYS * N_SMALL / N_LARGE, 1));
  bench_first_frame (large, small);
  bench_scrolling (large, 60);
  bench_scrolling (large, 900);
  bench_thumbnails (large);
  gesso_test_remove (large);
  gesso_test_remove (small);
  return 0;
}
