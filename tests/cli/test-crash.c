/* test-crash.c - killed at random instants, and nothing is lost
 *
 * Commands are started on one library and killed without warning, a hundred
 * times. Then the database is whole, every row has its file with the right
 * hash, every version that was reported is there, and the jobs that were cut
 * off run at the next start, each to one version.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <sqlite3.h>

#include "gesso-cli-fixture.h"
#include "gesso-json.h"
#include "gesso-studio.h"
#include "gesso-test.h"

#define N_KILLS 100

static const char *const lines[] = {
  "generate 'sea at dusk' --size 320x240 --count 2 --json",
  "inpaint a.png --mask mask.png --json",
  "import a.png b.png a.png --json",
  "expand a.png --right 30 --json",
  "upscale b.png --factor 2 --json",
};

/* What was said on whole lines, by version: the last one may have been cut off. */
static void
collect_reports (const char *out,
                 GHashTable *reported)
{
  const char *end;

  for (; (end = strchr (out, '\n')) != NULL; out = end + 1)
    {
      g_autoptr (JsonObject) object = gesso_json_parse_object (out, end - out, NULL);

      g_assert_nonnull (object);
      g_hash_table_replace (reported, g_strdup (gesso_json_get_string (object, "version") + 1),
                            g_path_get_basename (gesso_json_get_string (object, "file")));
    }
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *ended = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *ended = TRUE;
}

typedef struct
{
  GSubprocess *process;
  guint source;
} Killer;

static gboolean
kill_cb (gpointer user_data)
{
  Killer *killer = user_data;

  killer->source = 0;
  g_subprocess_force_exit (killer->process);
  return G_SOURCE_REMOVE;
}

/* How long @line takes when it is left alone, in milliseconds. */
static guint
measure (CliFixture *fixture,
         const char *line,
         GHashTable *reported)
{
  gint64 start = g_get_monotonic_time ();

  cli_run_well (fixture, "%s", line);
  collect_reports (fixture->out, reported);
  return (guint) ((g_get_monotonic_time () - start) / 1000) + 1;
}

/* Runs @line and kills it after @delay ms. Returns: whether it still ran */
static gboolean
run_and_kill (CliFixture *fixture,
              const char *line,
              guint       delay,
              GHashTable *reported)
{
  g_autoptr (GSubprocess) process = cli_start (fixture, line);
  gboolean ended = FALSE;
  Killer killer = { process, 0 };

  killer.source = g_timeout_add (delay, kill_cb, &killer);
  g_subprocess_wait_async (process, NULL, ended_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  g_clear_handle_id (&killer.source, g_source_remove);
  cli_finish (fixture, process);
  collect_reports (fixture->out, reported);
  if (fixture->code != 128 + SIGKILL && fixture->code != 0)
    g_error ("gesso %s ended with %d: %s", line, fixture->code, fixture->err);
  return fixture->code != 0;
}

static int
first_column_cb (gpointer user_data,
                 int      n,
                 char   **values,
                 char   **names)
{
  g_ptr_array_add (user_data, g_strdup (values[0]));
  return 0;
}

/* The first column of what @sql selects. */
static GPtrArray *
select_column (sqlite3    *database,
               const char *sql)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  char *message = NULL;

  if (sqlite3_exec (database, sql, first_column_cb, values, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  return values;
}

static void
assert_selects (sqlite3    *database,
                const char *sql,
                const char *value)
{
  g_autoptr (GPtrArray) values = select_column (database, sql);

  if (value == NULL)
    g_assert_cmpuint (values->len, ==, 0);
  else
    {
      g_assert_cmpuint (values->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (values, 0), ==, value);
    }
}

static void
assert_file (CliFixture *fixture,
             const char *hash)
{
  g_autofree char *folder = g_strndup (hash, 2);
  g_autofree char *path = g_build_filename (fixture->data_dir, "blobs", folder, hash + 2, NULL);
  g_autofree char *data = NULL;
  g_autofree char *sum = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
  g_assert_cmpstr (sum, ==, hash);
}

static sqlite3 *
open_database (CliFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->data_dir, "gesso.db", NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  return database;
}

/* Rows, files and reports agree. Returns: how many files */
static guint
check_library (CliFixture *fixture,
               GHashTable *reported)
{
  sqlite3 *database = open_database (fixture);
  g_autoptr (GPtrArray) blobs = NULL;
  GHashTableIter iter;
  gpointer id, file;

  assert_selects (database, "PRAGMA integrity_check", "ok");
  assert_selects (database, "PRAGMA foreign_key_check", NULL);
  blobs = select_column (database, "SELECT hash FROM blobs");
  for (guint i = 0; i < blobs->len; i++)
    assert_file (fixture, g_ptr_array_index (blobs, i));
  assert_selects (database, "SELECT v.id FROM thread_version v WHERE NOT EXISTS"
                            " (SELECT 1 FROM version_images i WHERE i.version_id = v.id)", NULL);
  assert_selects (database, "SELECT job_id FROM thread_version WHERE job_id IS NOT NULL GROUP BY job_id HAVING count (*) > 1", NULL);
  assert_selects (database, "SELECT j.id FROM jobs j WHERE (j.state = 'completed') <>"
                            " EXISTS (SELECT 1 FROM thread_version v WHERE v.job_id = j.id)", NULL);
  g_hash_table_iter_init (&iter, reported);
  while (g_hash_table_iter_next (&iter, &id, &file))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) > 0 FROM version_images WHERE version_id = %s", (char *) id);

      assert_selects (database, sql, "1");
    }
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  return blobs->len;
}

static guint
count_open_jobs (CliFixture *fixture)
{
  sqlite3 *database = open_database (fixture);
  g_autoptr (GPtrArray) values = select_column (database, "SELECT id FROM jobs WHERE is_open");

  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  return values->len;
}

/* The next start of the window. */
static void
start_again (CliFixture *fixture)
{
  g_autoptr (GessoStudio) studio = gesso_studio_new (fixture->data_dir, fixture->folder);
  g_autoptr (GAsyncResult) opened = NULL, closed = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_open_async (studio, TRUE, NULL, gesso_test_async_cb, &opened);
  gesso_test_await (&opened);
  gesso_studio_open_finish (studio, opened, &error);
  g_assert_no_error (error);
  while (g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_queue (studio))) > 0)
    g_main_context_iteration (NULL, TRUE);
  gesso_studio_close_async (studio, gesso_test_async_cb, &closed);
  gesso_test_await (&closed);
  g_assert_true (gesso_studio_close_finish (studio, closed, NULL));
}

static void
test_kill (CliFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (GHashTable) reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint duration[G_N_ELEMENTS (lines)], killed = 0, runs = 0, open_jobs, files;

  cli_write_picture (fixture, "a.png", 200, 150, 3);
  cli_write_picture (fixture, "b.png", 120, 90, 4);
  cli_write_mask (fixture, "mask.png", 200, 150, &(GessoRect) { 60, 50, 50, 40 });
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    duration[i] = measure (fixture, lines[i], reported);
  while (killed < N_KILLS)
    {
      guint i = runs++ % G_N_ELEMENTS (lines);

      killed += run_and_kill (fixture, lines[i], (guint) g_test_rand_int_range (0, (gint32) duration[i]), reported);
    }
  open_jobs = count_open_jobs (fixture);
  files = check_library (fixture, reported);
  g_test_message ("%u kills in %u runs; %u versions reported, %u files, %u jobs open",
                  killed, runs, g_hash_table_size (reported), files, open_jobs);
  start_again (fixture);
  g_assert_cmpuint (count_open_jobs (fixture), ==, 0);
  check_library (fixture, reported);
  /* And it goes on as if nothing had been. */
  cli_run_well (fixture, "%s", lines[0]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cli/crash/kill", CliFixture, NULL, cli_fixture_set_up, test_kill, cli_fixture_tear_down);
  return g_test_run ();
}
