/* bench-library-grid.c - the library's grid over 100 000 versions, against itself over 100
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "gesso-codec.h"
#include "gesso-library-cell.h"
#include "gesso-library-grid.h"
#include "gesso-library-maker.h"
#include "gesso-studio.h"
#include "gesso-test.h"
#include "gesso-texture.h"

#define N_LARGE 100000
#define N_SMALL 100
#define N_PICTURES 1500
#define WIDTH 1280
#define HEIGHT 800
#define N_RUNS 5
#define N_FRAMES 200

typedef struct
{
  GessoStudio *studio;
  GessoThumbnails *thumbnails;
  GessoLibrary *library;
  GtkWidget *window;
  GtkWidget *scrolled;
  GessoLibraryGrid *grid;
  gint64 start;        /* of what is timed, monotonic */
  double layout_start; /* milliseconds of the main thread's own time */
  double first_frame;  /* milliseconds; 0 until it was drawn */
  GArray *layouts;     /* (element-type double): milliseconds of a frame's layout */
  GHashTable *seen;    /* (element-type gint64): versions whose cell was drawn */
  guint frames;
  gboolean done;
} Bench;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Sorts @values. @part: 0.5 for the median */
static double
get_quantile (GArray *values,
              double  part)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, MIN ((guint) (values->len * part), values->len - 1));
}

static void
await (gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
flag_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

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

static GessoStudio *
open_studio (const char *folder)
{
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  GessoStudio *studio = gesso_studio_new (folder, cache);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_open_async (studio, FALSE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  if (!gesso_studio_open_finish (studio, result, &error))
    g_error ("%s", error->message);
  return studio;
}

static void
close_studio (GessoStudio *studio)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_close_async (studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_close_finish (studio, result, NULL);
  g_object_unref (studio);
}

/* Spreads the versions over pictures and over a year. */
static void
make_library (const char *folder,
              guint       n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blobs = NULL;
  GessoStudio *studio;

  if (!gesso_library_make (folder, n, 50, &error))
    g_error ("%s", error->message);
  studio = open_studio (folder);
  blobs = put_pictures (studio);
  make_thumbnails (studio, blobs);
  close_studio (studio);
  gesso_library_spread (folder, (const char *const *) blobs->pdata, blobs->len, 365);
}

/* The frame */

static void
note_seen (Bench *bench)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (bench->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GESSO_IS_LIBRARY_CELL (child) && gtk_widget_get_mapped (child))
      {
        GessoLibraryItem *item = gesso_library_cell_get_item (GESSO_LIBRARY_CELL (child));
        gint64 id = item != NULL ? gesso_library_item_get_id (item) : 0;

        if (item == NULL || gesso_library_item_get_row (item) == NULL)
          continue;
        g_hash_table_add (bench->seen, g_memdup2 (&id, sizeof id));
        if (bench->first_frame == 0)
          {
            bench->first_frame = (g_get_monotonic_time () - bench->start) / 1000.0;
            bench->done = TRUE;
          }
      }
}

/* Of this thread: what else the machine does is not the grid's doing. */
static double
get_cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void
update_cb (GdkFrameClock *clock,
           Bench         *bench)
{
  bench->layout_start = get_cpu_ms ();
}

static void
layout_cb (GdkFrameClock *clock,
           Bench         *bench)
{
  double ms = get_cpu_ms () - bench->layout_start;

  g_array_append_val (bench->layouts, ms);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  note_seen (bench);
}

static void
set_up (Bench      *bench,
        const char *folder)
{
  GdkFrameClock *clock;
  gboolean rested = FALSE;

  memset (bench, 0, sizeof *bench);
  bench->studio = open_studio (folder);
  bench->thumbnails = gesso_thumbnails_new (bench->studio);
  bench->layouts = g_array_new (FALSE, FALSE, sizeof (double));
  bench->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  bench->window = gtk_window_new ();
  bench->scrolled = gtk_scrolled_window_new ();
  bench->grid = GESSO_LIBRARY_GRID (gesso_library_grid_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), GTK_WIDGET (bench->grid));
  gtk_window_set_child (GTK_WINDOW (bench->window), bench->scrolled);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (bench->window));
  while (gtk_widget_get_width (GTK_WIDGET (bench->grid)) == 0)
    g_main_context_iteration (NULL, TRUE);
  /* The window has its threads long before anybody opens the library. */
  g_timeout_add (400, flag_cb, &rested);
  await (&rested);
  clock = gtk_widget_get_frame_clock (bench->window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  bench->start = g_get_monotonic_time ();
  bench->library = gesso_library_new (gesso_studio_get_store (bench->studio));
  gesso_library_grid_set_library (bench->grid, bench->library, bench->thumbnails);
  await (&bench->done);
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
  close_studio (bench->studio);
  g_array_unref (bench->layouts);
  g_hash_table_unref (bench->seen);
}

static double
time_first_frame (const char *folder)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_RUNS; i++)
    {
      Bench bench;

      set_up (&bench, folder);
      g_array_append_val (times, bench.first_frame);
      tear_down (&bench);
    }
  return get_quantile (times, 0.5);
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
  gboolean rested = FALSE;
  guint n_decoded = 0;

  set_up (&bench, folder);
  g_timeout_add (1500, flag_cb, &rested);
  await (&rested);
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
  rested = FALSE;
  g_timeout_add (1000, flag_cb, &rested);
  await (&rested);
  n_decoded += count_opened (inotify);
  g_print ("library grid of %u at %.0f px a frame: layout median %.2f ms, p95 %.2f ms of the main thread's time (goal < 3 ms), %u frames;"
           " decodes started %u for %u cells seen, ratio %.2f (goal ≤ 1.5); %u cell widgets\n",
           N_LARGE, step, get_quantile (bench.layouts, 0.5), get_quantile (bench.layouts, 0.95), bench.frames,
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
      double start = get_cpu_ms ();
      g_autoptr (GMappedFile) file = g_mapped_file_new (file_path, FALSE, NULL);
      g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
      g_autoptr (GessoImage) image = gesso_codec_decode (bytes, NULL, NULL);
      g_autoptr (GdkTexture) texture = gesso_texture_new (image);
      double ms = get_cpu_ms () - start;

      g_array_append_val (times, ms);
    }
  g_print ("stored thumbnail of 256 to texture: median %.3f ms, p95 %.3f ms (goal < 1 ms)\n",
           get_quantile (times, 0.5), get_quantile (times, 0.95));
}

int
main (void)
{
  g_autofree char *large = NULL, *small = NULL;
  double of_large, of_small;

  gesso_renderer_choose ();
  if (!gtk_init_check ())
    {
      g_print ("library grid: skipped, there is no display\n");
      return 0;
    }
  adw_init ();
  large = gesso_test_make_folder ();
  small = gesso_test_make_folder ();
  make_library (large, N_LARGE);
  make_library (small, N_SMALL);
  of_small = time_first_frame (small);
  of_large = time_first_frame (large);
  g_print ("library grid, renderer %s, %d × %d: first frame with pictures' places of %u: %.1f ms, of %u: %.1f ms,"
           " ratio %.2f (goal ≤ 2)\n",
           g_getenv ("GSK_RENDERER") != NULL ? g_getenv ("GSK_RENDERER") : "default", WIDTH, HEIGHT, N_LARGE, of_large,
           N_SMALL, of_small, of_large / of_small);
  bench_scrolling (large, 60);
  bench_scrolling (large, 900);
  bench_thumbnails (large);
  gesso_test_remove (large);
  gesso_test_remove (small);
  return 0;
}
