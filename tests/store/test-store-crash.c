/* test-store-crash.c - killed at any instant, nothing that was told is lost
 *
 * The program starts itself as a child that puts pictures and adds versions in
 * a loop and tells every one it was told of; the parent kills it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "gesso-store-test.h"

#define N_KILLS 64
/* The longest time a child lives after its first version, in milliseconds. */
#define MAX_LIFE 50

static const char *own_path;

static char *
put_random (GessoStore *store,
            GRand      *rand)
{
  gsize size = g_rand_int_range (rand, 1, 60000);
  guint8 *data = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *blob;

  for (gsize i = 0; i < size; i++)
    data[i] = g_rand_int (rand);
  bytes = g_bytes_new_take (data, size);
  gesso_store_put_blob_async (store, bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  blob = gesso_store_put_blob_finish (store, result, &error);
  g_assert_no_error (error);
  return blob;
}

/* Never returns by itself. */
static int
run_child (const char *folder)
{
  g_autoptr (GError) error = NULL;
  GessoStore *store = store_test_open (folder, &error);
  g_autoptr (GRand) rand = g_rand_new ();
  g_autoptr (GessoThread) thread = NULL;

  g_assert_no_error (error);
  thread = store_test_create_thread (store, "a thread 线程");
  for (;;)
    {
      GessoJobRow job = { .thread_id = gesso_thread_get_id (thread), .state = GESSO_JOB_GENERATING };
      g_autofree char *picture = put_random (store, rand);
      g_autofree char *reply = put_random (store, rand);
      g_autofree char *line = NULL;
      g_autoptr (GessoVersion) version = NULL;
      GessoVersionDraft *draft = store_test_draft (job.thread_id, "killed 杀死 at once", picture);

      ((GessoVersionImage *) draft->images->pdata[0])->reply = g_strdup (reply);
      job.request = (char *) "{}";
      job.id = store_test_save_job (store, &job, &error);
      g_assert_no_error (error);
      version = store_test_add_draft (store, draft, job.id, &error);
      g_assert_no_error (error);
      line = g_strdup_printf ("%" G_GINT64_FORMAT "\n", gesso_version_get_id (version));
      if (write (STDOUT_FILENO, line, strlen (line)) != (gssize) strlen (line))
        return 1;
    }
}

/* What the child told until it was killed, in ids. */
static GArray *
run_and_kill (const char *folder,
              GRand      *rand)
{
  const char *const argv[] = { own_path, "--child", folder, NULL };
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  char buffer[4096];
  struct pollfd wait_for;
  gssize n;
  int out, status;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, NULL, NULL,
                            &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  wait_for = (struct pollfd) { .fd = out, .events = POLLIN };
  /* Some die while they start, most while they work. */
  if (g_rand_int_range (rand, 0, 4) > 0)
    g_assert_cmpint (poll (&wait_for, 1, 30000), ==, 1);
  wait_for.events = 0;
  poll (&wait_for, 1, g_rand_int_range (rand, 0, MAX_LIFE));
  kill (pid, SIGKILL);
  while ((n = read (out, buffer, sizeof buffer)) > 0)
    g_string_append_len (told, buffer, n);
  close (out);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  /* The last line may be cut off. */
  lines = g_strsplit (told->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (lines[i], NULL, 10);

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
check_file (const char *folder,
            const char *blob,
            gint64      size)
{
  char bucket[3] = { blob[0], blob[1], '\0' };
  g_autofree char *path = g_build_filename (folder, "blobs", bucket, blob + 2, NULL);
  g_autofree char *data = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
  g_assert_cmpstr (hash, ==, blob);
  g_assert_cmpint (length, ==, size);
}

/* Every row has its file, whole; @checked holds those looked at before. */
static void
check_files (const char *folder,
             sqlite3    *connection,
             GHashTable *checked)
{
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, "SELECT hash, bytes FROM blobs", -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *blob = (const char *) sqlite3_column_text (statement, 0);

      if (g_hash_table_add (checked, g_strdup (blob)))
        check_file (folder, blob, sqlite3_column_int64 (statement, 1));
    }
  sqlite3_finalize (statement);
}

static void
assert_query (sqlite3    *connection,
              const char *sql,
              gint64      parameter,
              const char *expected)
{
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_bind_parameter_count (statement) > 0)
    sqlite3_bind_int64 (statement, 1, parameter);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, expected);
  sqlite3_finalize (statement);
}

static void
check_library (const char *folder,
               GArray     *told,
               GHashTable *checked)
{
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);
  sqlite3 *connection;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  assert_query (connection, "PRAGMA integrity_check", 0, "ok");
  assert_query (connection, "SELECT count(*) FROM pragma_foreign_key_check", 0, "0");
  assert_query (connection, "SELECT count(*) FROM jobs WHERE (state = 'completed') !="
                            " EXISTS (SELECT 1 FROM thread_version v WHERE v.job_id = jobs.id)",
                0, "0");
  assert_query (connection, "SELECT count(*) = (SELECT count(*) FROM search WHERE search MATCH '\"杀 死\"')"
                            " FROM thread_version",
                0, "1");
  for (guint i = 0; i < told->len; i++)
    assert_query (connection, "SELECT count(*) FROM thread_version v JOIN version_images i ON i.version_id = v.id"
                              " WHERE v.id = ?",
                  g_array_index (told, gint64, i), "1");
  check_files (folder, connection, checked);
  sqlite3_close (connection);
}

static void
test_kill (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autoptr (GHashTable) checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  GessoStore *store = store_test_open (folder, &error);

  g_assert_no_error (error);
  store_test_close (store);
  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GArray) told = run_and_kill (folder, rand);

      check_library (folder, told, checked);
      g_array_append_vals (all, told->data, told->len);
    }
  g_test_message ("%u kills, %u versions told, %u pictures", N_KILLS, all->len, g_hash_table_size (checked));
  g_assert_cmpuint (all->len, >, N_KILLS / 2);
  check_library (folder, all, checked);

  /* And it opens as if nothing had happened. */
  store = store_test_open (folder, &error);
  g_assert_no_error (error);
  g_assert_null (gesso_store_get_notice (store));
  store_test_close (store);
  gesso_test_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  own_path = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/crash/killed", test_kill);
  return g_test_run ();
}
