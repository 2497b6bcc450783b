/* test-store-blobs.c - picture files, the sweep, and two processes at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "gesso-blob-store.h"
#include "gesso-store-private.h"
#include "gesso-store-test.h"

#define CHILD_VERSIONS 60

static const char *own_path;

static void
make_old (const char *path)
{
  struct utimbuf times = { 1000000, 1000000 };

  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static void
tidy (StoreFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_tidy_async (fixture->store, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_tidy_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static gboolean
is_there (StoreFixture *fixture,
          const char   *blob)
{
  g_autofree char *path = gesso_store_dup_blob_path (fixture->store, blob);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static void
test_put (StoreFixture *fixture,
          gconstpointer data)
{
  g_autofree char *blob = store_test_put (fixture->store, "abc");
  g_autofree char *path = gesso_store_dup_blob_path (fixture->store, blob);
  g_autofree char *expected = g_build_filename (
      fixture->folder, "blobs", "ba", "7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", NULL);
  g_autoptr (GBytes) bytes = store_test_get_blob (fixture->store, blob, NULL);

  g_assert_cmpstr (blob, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (path, ==, expected);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT bytes FROM blobs"), ==, 3);
}

static void
test_dedupe (StoreFixture *fixture,
             gconstpointer data)
{
  g_autofree char *first = store_test_put (fixture->store, "same");
  g_autofree char *path = gesso_store_dup_blob_path (fixture->store, first);
  g_autofree char *second = NULL;
  GStatBuf before, after;

  g_assert_cmpint (g_stat (path, &before), ==, 0);
  second = store_test_put (fixture->store, "same");
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM blobs"), ==, 1);
}

static void
test_empty (StoreFixture *fixture,
            gconstpointer data)
{
  g_autofree char *blob = store_test_put (fixture->store, "");
  g_autoptr (GBytes) bytes = store_test_get_blob (fixture->store, blob, NULL);

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
}

static void
test_bad_names (StoreFixture *fixture,
                gconstpointer data)
{
  const char *names[] = { NULL, "", "abc", "../../../etc/passwd",
                          "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                          "ba/816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_store_dup_blob_path (fixture->store, names[i]));
      g_assert_null (store_test_get_blob (fixture->store, names[i], &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_missing (StoreFixture *fixture,
              gconstpointer data)
{
  g_autofree char *blob = store_test_put (fixture->store, "taken away");
  g_autofree char *path = gesso_store_dup_blob_path (fixture->store, blob);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_null (store_test_get_blob (fixture->store, blob, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);

  /* Putting it again mends it. */
  again = store_test_put (fixture->store, "taken away");
  g_assert_true (is_there (fixture, blob));
}

static void
test_cut_short (StoreFixture *fixture,
                gconstpointer data)
{
  g_autofree char *blob = store_test_put (fixture->store, "0123456789");
  g_autofree char *path = gesso_store_dup_blob_path (fixture->store, blob);
  g_autofree char *again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_set_contents (path, "0123", 4, NULL));
  again = store_test_put (fixture->store, "0123456789");
  bytes = store_test_get_blob (fixture->store, blob, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 10);
}

static void
test_put_cancelled (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new ("x", 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  gesso_store_put_blob_async (fixture->store, bytes, cancellable, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_store_put_blob_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM blobs"), ==, 0);
}

/* Closing right after asking keeps what was asked for. */
static void
test_put_and_close (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new ("last words", 10);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *blob = NULL;

  gesso_store_put_blob_async (fixture->store, bytes, NULL, gesso_test_async_cb, &result);
  gesso_store_close (fixture->store);
  gesso_test_await (&result);
  blob = gesso_store_put_blob_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  g_assert_true (is_there (fixture, blob));
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM blobs"), ==, 1);
}

static void
test_mapped_outlives (StoreFixture *fixture,
                      gconstpointer data)
{
  g_autofree char *blob = store_test_put (fixture->store, "still here");
  g_autofree char *path = gesso_store_dup_blob_path (fixture->store, blob);
  g_autoptr (GBytes) bytes = store_test_get_blob (fixture->store, blob, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "still here", 10);
}

static char *
make_orphan (StoreFixture *fixture,
             const char   *text)
{
  g_autofree char *blob = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *path = gesso_store_dup_blob_path (fixture->store, blob);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_steal_pointer (&path);
}

static void
test_sweep_orphans (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autofree char *young = make_orphan (fixture, "young");
  g_autofree char *old = make_orphan (fixture, "old");
  g_autofree char *known = store_test_put (fixture->store, "known");
  g_autofree char *known_path = gesso_store_dup_blob_path (fixture->store, known);
  g_autofree char *folder = g_path_get_dirname (old);
  g_autofree char *leftover = g_build_filename (folder, ".new-a1b2c3", NULL);
  g_autofree char *foreign = g_build_filename (folder, "notes.txt", NULL);

  g_assert_true (g_file_set_contents (leftover, "half", -1, NULL));
  g_assert_true (g_file_set_contents (foreign, "mine", -1, NULL));
  make_old (old);
  make_old (known_path);
  make_old (leftover);
  make_old (foreign);
  tidy (fixture);
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (known_path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
}

/* A store that is closed before it could tidy does so then, as far as the short time for it reaches. */
static void
test_sweep_at_close (StoreFixture *fixture,
                     gconstpointer data)
{
  g_autofree char *old = make_orphan (fixture, "old");

  make_old (old);
  for (guint i = 0; i < 50 && g_file_test (old, G_FILE_TEST_EXISTS); i++)
    store_fixture_reopen (fixture);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
}

static void
test_sweep_while_putting (StoreFixture *fixture,
                          gconstpointer data)
{
  g_autoptr (GessoBlobStore) other = gesso_blob_store_new (fixture->folder);
  g_autofree char *old = make_orphan (fixture, "old");
  int lock = gesso_blob_store_lock (other, FALSE, NULL);

  g_assert_cmpint (lock, >=, 0);
  make_old (old);
  tidy (fixture);
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  gesso_blob_store_unlock (lock);
  tidy (fixture);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
}

/* Rows that nothing needs go after an hour, with their files; needed ones stay
 * whoever needs them. */
static void
test_sweep_unused (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autofree char *unused = store_test_put (fixture->store, "unused");
  g_autofree char *image = store_test_put (fixture->store, "image");
  g_autofree char *reply = store_test_put (fixture->store, "reply");
  g_autofree char *input = store_test_put (fixture->store, "input");
  g_autofree char *wanted = store_test_put (fixture->store, "wanted by a job");
  g_autofree char *young = NULL;
  GessoVersionDraft *draft = store_test_draft (id, "p", image);
  GessoJobRow job = { .thread_id = id, .state = GESSO_JOB_QUEUED };
  g_autoptr (GessoVersion) version = NULL;

  ((GessoVersionImage *) draft->images->pdata[0])->reply = g_strdup (reply);
  gesso_version_draft_add_input (draft)->blob = g_strdup (input);
  version = store_test_add_draft (fixture->store, draft, 0, NULL);
  job.request = g_strdup_printf ("{\"mask\":\"%s\"}", wanted);
  g_assert_cmpint (store_test_save_job (fixture->store, &job, NULL), >, 0);
  g_free (job.request);

  tidy (fixture);
  g_assert_true (is_there (fixture, unused));
  store_test_execute (fixture->folder, "UPDATE blobs SET touched = 1000");
  young = store_test_put (fixture->store, "young");
  tidy (fixture);
  g_assert_false (is_there (fixture, unused));
  g_assert_true (is_there (fixture, image));
  g_assert_true (is_there (fixture, reply));
  g_assert_true (is_there (fixture, input));
  g_assert_true (is_there (fixture, wanted));
  g_assert_true (is_there (fixture, young));
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM blobs"), ==, 5);
}

/* Putting again what is there already makes it young. */
static void
test_sweep_put_again (StoreFixture *fixture,
                      gconstpointer data)
{
  g_autofree char *blob = store_test_put (fixture->store, "again");
  g_autofree char *again = NULL;

  store_test_execute (fixture->folder, "UPDATE blobs SET touched = 1000");
  again = store_test_put (fixture->store, "again");
  tidy (fixture);
  g_assert_true (is_there (fixture, blob));
}

/* What the child does: versions in the thread of the parent, at the same time. */
static int
run_child (const char *folder,
           gint64      thread_id)
{
  g_autoptr (GError) error = NULL;
  GessoStore *store = store_test_open (folder, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < CHILD_VERSIONS; i++)
    g_object_unref (store_test_add_version (store, thread_id, "from the child"));
  store_test_close (store);
  return 0;
}

static void
test_two_processes (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GAsyncResult) exited = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *integrity = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, own_path, "--child", fixture->folder, number, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (child, NULL, gesso_test_async_cb, &exited);
  for (guint i = 0; i < CHILD_VERSIONS; i++)
    {
      g_object_unref (store_test_add_version (fixture->store, id, "from the parent"));
      if (i % 10 == 0)
        tidy (fixture);
    }
  gesso_test_await (&exited);
  g_assert_true (g_subprocess_get_successful (child));
  items = store_test_load (fixture->store, id, 0, 1000, NULL);
  g_assert_cmpuint (items->len, ==, 2 * CHILD_VERSIONS);
  for (guint i = 0; i < items->len; i++)
    g_assert_true (is_there (fixture, gesso_version_get_image (items->pdata[i], 0)->blob));
  integrity = store_test_query_text (fixture->folder, "PRAGMA integrity_check");
  g_assert_cmpstr (integrity, ==, "ok");
}

/* A job that another process runs is no business of this one until that ends. */
static void
test_job_of_other (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  GessoJobRow job = { .thread_id = gesso_thread_get_id (thread), .state = GESSO_JOB_PENDING, .request = (char *) "{}" };
  g_autoptr (GError) error = NULL;
  GessoStore *other = store_test_open (fixture->folder, &error);
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GPtrArray) running = NULL;
  g_autoptr (GPtrArray) cut_off = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (store_test_save_job (other, &job, NULL), >, 0);
  running = store_test_claim_jobs (fixture->store);
  g_assert_cmpuint (running->len, ==, 0);
  theirs = store_test_claim_jobs (other);
  g_assert_cmpuint (theirs->len, ==, 1);
  store_test_close (other);
  cut_off = store_test_claim_jobs (fixture->store);
  g_assert_cmpuint (cut_off->len, ==, 1);
}

/* Of two that start where a third was cut off, one takes up its job. */
static void
test_job_claimed_once (StoreFixture *fixture,
                       gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  GessoJobRow job = { .thread_id = gesso_thread_get_id (thread), .state = GESSO_JOB_QUEUED, .request = (char *) "{}" };

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      GessoStore *ended = store_test_open (fixture->folder, &error);
      GessoStore *other = store_test_open (fixture->folder, &error);
      GessoStore *const both[] = { fixture->store, other };
      GAsyncResult *results[2] = { NULL };
      guint n_claimed = 0;

      g_assert_no_error (error);
      job.id = 0;
      job.state = GESSO_JOB_QUEUED;
      job.id = store_test_save_job (ended, &job, NULL);
      store_test_close (ended);
      for (guint j = 0; j < 2; j++)
        gesso_store_claim_jobs_async (both[j], NULL, gesso_test_async_cb, &results[j]);
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (GPtrArray) rows = NULL;

          gesso_test_await (&results[j]);
          rows = gesso_store_claim_jobs_finish (both[j], results[j], &error);
          g_assert_no_error (error);
          n_claimed += rows->len;
          g_clear_object (&results[j]);
        }
      g_assert_cmpuint (n_claimed, ==, 1);
      job.state = GESSO_JOB_CANCELLED;
      g_assert_cmpint (store_test_save_job (fixture->store, &job, NULL), ==, job.id);
      store_test_close (other);
    }
}

/* Two that find no database make one. */
static void
test_two_at_once (void)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *folder = gesso_test_make_folder ();
      g_autoptr (GessoStore) first = gesso_store_new (folder);
      g_autoptr (GessoStore) second = gesso_store_new (folder);
      g_autoptr (GAsyncResult) first_result = NULL;
      g_autoptr (GAsyncResult) second_result = NULL;
      g_autoptr (GError) error = NULL;

      gesso_store_open_async (first, NULL, gesso_test_async_cb, &first_result);
      gesso_store_open_async (second, NULL, gesso_test_async_cb, &second_result);
      gesso_test_await (&first_result);
      gesso_test_await (&second_result);
      gesso_store_open_finish (first, first_result, &error);
      g_assert_no_error (error);
      gesso_store_open_finish (second, second_result, &error);
      g_assert_no_error (error);
      gesso_store_close (first);
      gesso_store_close (second);
      gesso_test_remove (folder);
    }
}

#define ADD(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  own_path = argv[0];
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], g_ascii_strtoll (argv[3], NULL, 10));

  g_test_init (&argc, &argv, NULL);
  ADD ("/store/blob/put", test_put);
  ADD ("/store/blob/dedupe", test_dedupe);
  ADD ("/store/blob/empty", test_empty);
  ADD ("/store/blob/bad-names", test_bad_names);
  ADD ("/store/blob/missing", test_missing);
  ADD ("/store/blob/cut-short", test_cut_short);
  ADD ("/store/blob/cancelled", test_put_cancelled);
  ADD ("/store/blob/put-and-close", test_put_and_close);
  ADD ("/store/blob/mapped-outlives", test_mapped_outlives);
  ADD ("/store/sweep/orphans", test_sweep_orphans);
  ADD ("/store/sweep/at-close", test_sweep_at_close);
  ADD ("/store/sweep/while-putting", test_sweep_while_putting);
  ADD ("/store/sweep/unused", test_sweep_unused);
  ADD ("/store/sweep/put-again", test_sweep_put_again);
  ADD ("/store/processes/together", test_two_processes);
  ADD ("/store/processes/job-of-other", test_job_of_other);
  ADD ("/store/processes/claimed-once", test_job_claimed_once);
  g_test_add_func ("/store/processes/first-start", test_two_at_once);
  return g_test_run ();
}
