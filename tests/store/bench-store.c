/* bench-store.c - opening, searching and writing a library of 100 000 versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include "gesso-bench.h"
#include "gesso-library-maker.h"
#include "gesso-search.h"
#include "gesso-store-private.h"
#include "gesso-store-test.h"
#include "gesso-thread-list.h"
#include "gesso-timeline.h"

#define N_VERSIONS 100000
#define PER_THREAD 50
#define ROUNDS 15
#define PAGE_BYTES 16384
#define OPEN_PAGES 24

/* Milliseconds of running @sql to its end; gives the number of rows. */
static double
time_scan (GessoDatabase *database,
           const char    *sql,
           guint         *n_rows)
{
  double times[3];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      sqlite3_stmt *statement = gesso_database_prepare (database, NULL, sql, "");
      double start = gesso_bench_get_ms ();

      for (*n_rows = 0; gesso_database_step (database, statement, NULL) == GESSO_FETCH_ROW;)
        (*n_rows)++;
      times[i] = gesso_bench_get_ms () - start;
    }
  return gesso_bench_get_median (times, G_N_ELEMENTS (times));
}

static double
time_search (GessoDatabase *database,
             const char    *text,
             guint          limit,
             guint         *n_hits)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = gesso_bench_get_ms ();
      g_autoptr (GPtrArray) hits = gesso_search_find (database, text, limit, NULL, NULL);

      times[i] = gesso_bench_get_ms () - start;
      *n_hits = hits->len;
    }
  return gesso_bench_get_median (times, ROUNDS);
}

static void
bench_search (GessoDatabase *database)
{
  static const struct
  {
    const char *text, *scan;
    double goal;
  } cases[] = {
    { "灯光", "SELECT id, prompt FROM thread_version WHERE prompt LIKE '%灯光%'", 1 / 80.0 },
    { "har", "SELECT id, prompt FROM thread_version WHERE prompt LIKE 'har%' OR prompt LIKE '% har%'", 1 / 30.0 },
    { "harbo", "SELECT id, prompt FROM thread_version WHERE prompt LIKE 'harbo%' OR prompt LIKE '% harbo%'", 1 / 30.0 },
    { "harbour", "SELECT id, prompt FROM thread_version WHERE prompt LIKE 'harbour%' OR prompt LIKE '% harbour%'", 1 / 30.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_rows, n_hits, n_all;
      double scan = time_scan (database, cases[i].scan, &n_rows);
      double search = time_search (database, cases[i].text, 50, &n_hits);
      double all = time_search (database, cases[i].text, G_MAXUINT, &n_all);

      g_print ("search “%s” newest %u over %u prompts: %.3f ms, LIKE scan %.1f ms, ratio %.4f = 1/%.0f (goal ≤ 1/%.0f); "
               "all %u in %.1f ms\n",
               cases[i].text, n_hits, N_VERSIONS, search, scan, search / scan, scan / search, 1 / cases[i].goal, n_all,
               all);
    }
}

/* Lets the kernel forget the database, so that it is read from the disk. */
static void
drop_cache (const char *folder)
{
  static const char *const names[] = { "gesso.db", "gesso.db-wal", "gesso.db-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      int fd = open (path, O_RDONLY | O_CLOEXEC);

      if (fd < 0)
        continue;
      fdatasync (fd);
      posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
      close (fd);
    }
}

/* From nothing to the first page of threads and of the newest one, as the
 * window does it. */
static double
time_open (const char *folder)
{
  double start = gesso_bench_get_ms (), time;
  g_autoptr (GError) error = NULL;
  GessoStore *store = store_test_open (folder, &error);
  GessoThreadList *threads = gesso_thread_list_new (store, FALSE);
  GessoTimeline *timeline = NULL;
  g_autoptr (GessoThread) newest = NULL;

  g_assert_no_error (error);
  while (gesso_thread_list_get_loading (threads))
    g_main_context_iteration (NULL, TRUE);
  newest = g_list_model_get_item (G_LIST_MODEL (threads), 0);
  timeline = gesso_timeline_new (store, gesso_thread_get_id (newest));
  while (gesso_timeline_get_loading (timeline))
    g_main_context_iteration (NULL, TRUE);
  time = gesso_bench_get_ms () - start;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), >, PER_THREAD);
  g_object_unref (timeline);
  g_object_unref (threads);
  store_test_close (store);
  return time;
}

/* What the disk alone takes for as many scattered pages as an opening reads. */
static double
time_pages (const char *folder,
            GRand      *random)
{
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);
  char page[PAGE_BYTES];
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  off_t n_pages = lseek (fd, 0, SEEK_END) / PAGE_BYTES;
  double start = gesso_bench_get_ms ();

  for (guint i = 0; i < OPEN_PAGES; i++)
    g_assert_cmpint (pread (fd, page, sizeof page, g_rand_int_range (random, 0, (gint32) n_pages) * (off_t) PAGE_BYTES),
                     ==, PAGE_BYTES);
  start = gesso_bench_get_ms () - start;
  close (fd);
  return start;
}

static void
bench_open (const char *folder)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  double cold[ROUNDS], warm[ROUNDS], disk[ROUNDS], median;

  for (guint i = 0; i < ROUNDS; i++)
    {
      drop_cache (folder);
      cold[i] = time_open (folder);
      drop_cache (folder);
      disk[i] = time_pages (folder, random);
    }
  for (guint i = 0; i < ROUNDS; i++)
    warm[i] = time_open (folder);
  median = gesso_bench_get_median (cold, ROUNDS);
  g_print ("open + first page of %u versions, file cache dropped: median %.2f ms (goal < 3 ms), best %.2f, worst %.2f; "
           "the disk alone for %u scattered pages %.2f ms; warm %.2f ms\n",
           N_VERSIONS, median, cold[0], cold[ROUNDS - 1], OPEN_PAGES, gesso_bench_get_median (disk, ROUNDS),
           gesso_bench_get_median (warm, ROUNDS));
}

static void
bench_inserts (const char *folder)
{
  g_autoptr (GError) error = NULL;
  GessoStore *store = store_test_open (folder, &error);
  g_autoptr (GessoThread) thread = store_test_create_thread (store, "");
  g_autofree char *blob = store_test_put (store, "shared");
  guint n = 2000;
  double start = gesso_bench_get_ms (), time;

  for (guint i = 0; i < n; i++)
    g_object_unref (store_test_add_draft (store, store_test_draft (gesso_thread_get_id (thread), "one 一个", blob), 0,
                                          NULL));
  time = gesso_bench_get_ms () - start;
  g_print ("add version, one commit each, there and back: %.2f ms each, %.0f a second\n", time / n, n / time * 1000);
  g_clear_object (&thread);
  store_test_close (store);
}

int
main (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);
  g_autoptr (GError) error = NULL;
  double start = gesso_bench_get_ms ();

  setlocale (LC_ALL, "");
  if (!gesso_library_make (folder, N_VERSIONS, PER_THREAD, &error))
    g_error ("%s", error->message);
  g_print ("insert %u versions in large transactions: %.0f a second\n", N_VERSIONS,
           N_VERSIONS / (gesso_bench_get_ms () - start) * 1000);
  {
    g_autoptr (GessoBlobStore) blobs = gesso_blob_store_new (folder);
    g_autofree char *notice = NULL;
    g_autoptr (GessoDatabase) database = gesso_store_open_database (path, blobs, &notice, &error);

    g_assert_no_error (error);
    bench_search (database);
  }
  bench_open (folder);
  bench_inserts (folder);
  gesso_test_remove (folder);
  return 0;
}
