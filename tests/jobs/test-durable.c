/* test-durable.c - what a run wrote is on the disk, not only with the kernel, before it is acted on
 *
 * SQLite's own calls of fsync() and fdatasync() come here first, which counts
 * those of the write-ahead log: a commit outlives a power cut when one follows
 * it before anybody is told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* syscall() */

#include "config.h"

#include <sys/syscall.h>
#include <unistd.h>

#include "gesso-network-fixture.h"
#include "gesso-test.h"

static StandInServer *watched; /* while a run is watched */
static int n_syncs;            /* of the log; atomic, as the next */
static int n_before_submit;    /* of them, before the server had a submission */
static int n_after_answer;     /* of them, after the last answer that says how the task stands */

static void
note_sync (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);

  if (path == NULL || !g_str_has_suffix (path, "gesso.db-wal"))
    return;
  g_atomic_int_inc (&n_syncs);
  if (watched == NULL)
    return;
  if (stand_in_server_count (watched, "POST /submit") == 0)
    g_atomic_int_inc (&n_before_submit);
  if (stand_in_server_count (watched, "GET /files/") > 0)
    g_atomic_int_inc (&n_after_answer);
}

/* They stand in the way of the C library's. */
int
fdatasync (int fd)
{
  note_sync (fd);
  return (int) syscall (SYS_fdatasync, fd);
}

int
fsync (int fd)
{
  note_sync (fd);
  return (int) syscall (SYS_fsync, fd);
}

static GessoJobRow *
make_row (NetworkFixture *fixture)
{
  GessoJobRow *row = g_new0 (GessoJobRow, 1);

  row->thread_id = fixture->base.thread_id;
  row->request = g_strdup ("{}");
  row->state = GESSO_JOB_CANCELLED;
  return row;
}

/* A thing that can be done again costs no sync; one that is paid for does, each time. */
static void
test_secure (NetworkFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GessoJobRow) row = make_row (fixture);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GAsyncResult) saved = NULL;
      g_autoptr (GAsyncResult) secured = NULL;
      int before = g_atomic_int_get (&n_syncs);

      gesso_store_save_job_async (fixture->base.store, row, NULL, gesso_test_async_cb, &saved);
      gesso_test_await (&saved);
      row->id = gesso_store_save_job_finish (fixture->base.store, saved, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_atomic_int_get (&n_syncs), ==, before);
      gesso_store_secure_job_async (fixture->base.store, row, NULL, gesso_test_async_cb, &secured);
      gesso_test_await (&secured);
      gesso_store_secure_job_finish (fixture->base.store, secured, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_atomic_int_get (&n_syncs), ==, before + 1);
    }
}

/* The row is on the disk before the vendor has the request, and the version before the job is done. */
static void
test_run (NetworkFixture *fixture,
          gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;

  g_atomic_int_set (&n_before_submit, 0);
  g_atomic_int_set (&n_after_answer, 0);
  watched = fixture->server;
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_COMPLETED);
  watched = NULL;
  g_assert_cmpint (g_atomic_int_get (&n_before_submit), >=, 1);
  g_assert_cmpint (g_atomic_int_get (&n_after_answer), >=, 1);
}

/* Not part of a run of the tests: GESSO_TEST_LONG=1 prints what it costs here. */
static void
test_cost (NetworkFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GessoJobRow) row = make_row (fixture);
  g_autoptr (GError) error = NULL;
  gint64 spent[2];

  if (g_getenv ("GESSO_TEST_LONG") == NULL)
    {
      g_test_skip ("only a measurement");
      return;
    }
  for (guint secure = 0; secure < 2; secure++)
    {
      gint64 began = g_get_monotonic_time ();

      for (guint i = 0; i < 1000; i++)
        {
          g_autoptr (GAsyncResult) result = NULL;

          if (secure)
            gesso_store_secure_job_async (fixture->base.store, row, NULL, gesso_test_async_cb, &result);
          else
            gesso_store_save_job_async (fixture->base.store, row, NULL, gesso_test_async_cb, &result);
          gesso_test_await (&result);
        }
      spent[secure] = g_get_monotonic_time () - began;
    }
  g_test_message ("a saved row takes %.3f ms, a durable one %.3f ms", spent[0] / 1e6, spent[1] / 1e6);
}

#define ADD(path, func) g_test_add (path, NetworkFixture, NULL, network_fixture_set_up, func, network_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/durable/secure", test_secure);
  ADD ("/durable/run", test_run);
  ADD ("/durable/cost", test_cost);
  return g_test_run ();
}
