/* bench-library.c - filters, pages and look-alikes over 100 000 versions, words over a million messages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>

#include "gesso-bench.h"
#include "gesso-library-maker.h"
#include "gesso-library-query.h"
#include "gesso-library-tables.h"
#include "gesso-search.h"
#include "gesso-store-private.h"
#include "gesso-store-test.h"
#include "gesso-tables.h"

#define N_VERSIONS 100000
#define PER_THREAD 50
#define N_MESSAGES 1000000
#define PAGE 64
#define ROUNDS 15

static double
time_page (GessoDatabase            *database,
           const GessoLibraryFilter *filter,
           gint64                    before,
           guint                    *n_rows)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = gesso_bench_get_ms ();
      g_autoptr (GPtrArray) rows = gesso_library_query_page (database, filter, before, PAGE, NULL, NULL);

      times[i] = gesso_bench_get_ms () - start;
      *n_rows = rows->len;
    }
  return gesso_bench_get_median (times, ROUNDS);
}

static void
bench_filter (GessoDatabase            *database,
              const char               *name,
              const GessoLibraryFilter *filter)
{
  double start = gesso_bench_get_ms (), whole, first, worst = 0;
  g_autoptr (GessoLibraryIndex) index = gesso_library_query_index (database, filter, NULL, NULL);
  guint n_rows;

  whole = gesso_bench_get_ms () - start;
  first = time_page (database, filter, 0, &n_rows);
  for (guint i = 1; i <= 9 && index->ids->len > PAGE; i++)
    {
      guint last = (gsize) (index->ids->len - PAGE) * i / 9;
      double page = time_page (database, filter, g_array_index (index->ids, gint64, last > 0 ? last - 1 : 0), &n_rows);

      worst = MAX (worst, page);
    }
  g_print ("library, %s: %u of %u versions; first page of %u %.2f ms, slowest page anywhere %.2f ms, ratio %.2f"
           " (goal ≤ 3); where all of them stand %.1f ms\n",
           name, index->ids->len, N_VERSIONS, PAGE, first, worst, worst / first, whole);
}

static void
bench_filters (GessoDatabase *database)
{
  GessoLibraryFilter filter = { .tool = -1, .min_cost = -1, .max_cost = -1 };
  const GessoLibraryFilter all = filter;

  bench_filter (database, "everything", &filter);
  filter.stars = 4;
  bench_filter (database, "four stars", &filter);
  filter.favourite = TRUE;
  bench_filter (database, "favourites with four stars", &filter);
  filter = all;
  filter.colours = 1 << GESSO_COLOUR_RED;
  bench_filter (database, "red", &filter);
  filter = all;
  filter.text = (char *) "harbour";
  bench_filter (database, "“harbour”", &filter);
  filter.text = (char *) "灯光";
  bench_filter (database, "“灯光”", &filter);
  filter.text = (char *) "l";
  bench_filter (database, "“l…”", &filter);
}

/* A thousand pictures of all looks that are shared, with marks on the versions. */
static void
fill_in (GessoDatabase *database)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1848);

  gesso_database_begin (database, TRUE, NULL);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *blob = g_strdup_printf ("%064u", i);
      GessoSignature signature;

      for (guint k = 0; k < sizeof signature; k++)
        ((guint8 *) &signature)[k] = g_rand_int_range (rand, 0, 256);
      gesso_blob_table_put (database, blob, 1, NULL);
      gesso_signature_table_put (database, blob, &signature, 1u << g_rand_int_range (rand, 0, GESSO_N_COLOURS), NULL);
    }
  gesso_database_execute (database,
                          "UPDATE version_images SET blob = printf ('%064d', version_id % 1000);"
                          "UPDATE thread_version SET favourite = id % 7 = 0, stars = id % 6,"
                          " created = created - ((SELECT max (id) FROM thread_version) - id) * 150000000;",
                          NULL);
  gesso_database_commit (database, NULL);
}

static double
time_read (const GArray *signatures)
{
  double times[ROUNDS];
  volatile guint64 sink = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      const guint64 *words = (const guint64 *) (gpointer) signatures->data;
      gsize n = (gsize) signatures->len * sizeof (GessoSignature) / sizeof *words;
      double start = gesso_bench_get_ms ();
      guint64 sum = 0;

      for (gsize k = 0; k < n; k++)
        sum += words[k];
      sink = sum;
      times[i] = gesso_bench_get_ms () - start;
    }
  (void) sink;
  return gesso_bench_get_median (times, ROUNDS);
}

static void
bench_alike (GessoDatabase *database)
{
  double start = gesso_bench_get_ms (), load, read, search, times[ROUNDS];
  g_autoptr (GArray) signatures = gesso_signature_table_load (database, NULL, NULL);
  const GessoSignature *all = (const GessoSignature *) (gpointer) signatures->data;

  load = gesso_bench_get_ms () - start;
  read = time_read (signatures);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GArray) matches = NULL;

      start = gesso_bench_get_ms ();
      matches = gesso_signature_search (&all[i * 1000], all, signatures->len, 200, G_MAXUINT);
      times[i] = gesso_bench_get_ms () - start;
      g_assert_cmpuint (matches->len, ==, 200);
    }
  search = gesso_bench_get_median (times, ROUNDS);
  g_print ("look-alikes, nearest 200 of %u: %.3f ms, one read of their %.1f MB %.3f ms, ratio %.2f (goal ≤ 1.5);"
           " from the database once %.0f ms\n",
           signatures->len, search, signatures->len * sizeof (GessoSignature) / 1e6, read,
           search / read, load);
}

/* Messages alone, in threads of a thousand. */
static gboolean
make_messages (GessoDatabase *database)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gint64 thread_id = 0;

  gesso_database_begin (database, TRUE, NULL);
  for (guint i = 0; i < N_MESSAGES; i++)
    {
      g_autofree char *text = gesso_library_make_prompt (rand);
      g_autoptr (GessoMessage) message = NULL;

      if (i % 1000 == 0)
        {
          g_autoptr (GessoThreadRow) row = gesso_thread_table_insert (database, "t", NULL);

          thread_id = row->id;
        }
      message = gesso_message_table_insert (database, thread_id, GESSO_MESSAGE_USER, text, NULL, 0, NULL);
      if (message == NULL)
        return FALSE;
      if (i % 50000 == 49999)
        {
          gesso_database_commit (database, NULL);
          gesso_database_begin (database, TRUE, NULL);
        }
    }
  return gesso_database_commit (database, NULL);
}

static void
bench_messages (GessoDatabase *database)
{
  static const struct
  {
    const char *text, *scan;
  } cases[] = {
    { "灯光", "SELECT id, text FROM messages WHERE text LIKE '%灯光%'" },
    { "har", "SELECT id, text FROM messages WHERE text LIKE 'har%' OR text LIKE '% har%'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double start = gesso_bench_get_ms (), scan, search, times[ROUNDS];
      sqlite3_stmt *statement = gesso_database_prepare (database, NULL, cases[i].scan, "");
      guint n_hits = 0;

      while (gesso_database_step (database, statement, NULL) == GESSO_FETCH_ROW)
        ;
      scan = gesso_bench_get_ms () - start;
      for (guint k = 0; k < ROUNDS; k++)
        {
          g_autoptr (GPtrArray) hits = NULL;

          start = gesso_bench_get_ms ();
          hits = gesso_search_find (database, cases[i].text, 50, NULL, NULL);
          times[k] = gesso_bench_get_ms () - start;
          n_hits = hits->len;
        }
      search = gesso_bench_get_median (times, ROUNDS);
      g_print ("search “%s” newest %u over %u messages: %.3f ms, LIKE scan %.0f ms, ratio 1/%.0f (goal ≤ 1/200)\n",
               cases[i].text, n_hits, N_MESSAGES, search, scan, scan / search);
    }
}

static GessoDatabase *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);
  g_autoptr (GessoBlobStore) blobs = gesso_blob_store_new (folder);
  g_autofree char *notice = NULL;

  if (!gesso_blob_store_prepare (blobs, NULL))
    return NULL;
  return gesso_store_open_database (path, blobs, &notice, NULL);
}

int
main (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *messages = gesso_test_make_folder ();
  g_autoptr (GError) error = NULL;
  GessoDatabase *database;

  setlocale (LC_ALL, "");
  if (!gesso_library_make (folder, N_VERSIONS, PER_THREAD, &error))
    g_error ("%s", error->message);
  database = open_database (folder);
  fill_in (database);
  bench_filters (database);
  bench_alike (database);
  gesso_database_close (database);
  gesso_test_remove (folder);

  database = open_database (messages);
  if (!make_messages (database))
    g_error ("The messages cannot be made");
  bench_messages (database);
  gesso_database_close (database);
  gesso_test_remove (messages);
  return 0;
}
