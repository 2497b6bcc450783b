/* test-store-trash.c - what is thrown away, and what comes back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-store-test.h"

static void
test_trash_version (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoVersion) a = store_test_add_version (fixture->store, id, "a");
  g_autoptr (GessoVersion) b = store_test_add_version (fixture->store, id, "b");
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) with = NULL;

  g_assert_true (store_test_trash_version (fixture->store, gesso_version_get_id (a), TRUE, NULL));
  without = store_test_load (fixture->store, id, 0, 10, NULL);
  g_assert_cmpuint (without->len, ==, 1);
  g_assert_true (without->pdata[0] == b);
  g_assert_true (store_test_trash_version (fixture->store, gesso_version_get_id (a), FALSE, NULL));
  with = store_test_load (fixture->store, id, 0, 10, NULL);
  g_assert_cmpuint (with->len, ==, 2);
  g_assert_true (with->pdata[0] == a);
  g_assert_false (gesso_version_get_trashed (a));
}

static void
test_trash_thread (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GPtrArray) live = NULL;
  g_autoptr (GPtrArray) trashed = NULL;

  g_assert_true (store_test_trash_thread (fixture->store, gesso_thread_get_id (thread), TRUE, NULL));
  g_assert_true (gesso_thread_get_trashed (thread));
  live = store_test_list_threads (fixture->store, FALSE);
  trashed = store_test_list_threads (fixture->store, TRUE);
  g_assert_cmpuint (live->len, ==, 0);
  g_assert_cmpuint (trashed->len, ==, 1);
  g_assert_true (store_test_trash_thread (fixture->store, gesso_thread_get_id (thread), FALSE, NULL));
  g_assert_false (gesso_thread_get_trashed (thread));
}

static void
purged_cb (GessoStore  *store,
           GessoThread *thread,
           gpointer     user_data)
{
  *(gint64 *) user_data = gesso_thread_get_id (thread);
}

/* Emptying takes rows, index and lineage away, and leaves what is younger. */
static void
test_empty_trash (StoreFixture *fixture,
                  gconstpointer data)
{
  g_autoptr (GessoThread) old = store_test_create_thread (fixture->store, "zebra");
  g_autoptr (GessoThread) young = store_test_create_thread (fixture->store, "giraffe");
  g_autoptr (GessoVersion) parent = store_test_add_version (fixture->store, gesso_thread_get_id (old), "zebra crossing");
  g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, gesso_thread_get_id (old), "zebra talk");
  GessoVersionDraft *draft =
      store_test_draft (gesso_thread_get_id (young), "child", gesso_version_get_image (parent, 0)->blob);
  g_autoptr (GessoVersion) child = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 purged = 0;

  draft->parent_id = gesso_version_get_id (parent);
  child = store_test_add_draft (fixture->store, draft, 0, &error);
  g_assert_no_error (error);
  g_assert_true (store_test_trash_thread (fixture->store, gesso_thread_get_id (old), TRUE, NULL));
  g_assert_true (store_test_trash_thread (fixture->store, gesso_thread_get_id (young), TRUE, NULL));
  store_test_execute (fixture->folder, "UPDATE threads SET trashed = 1000 WHERE title = 'zebra'");
  g_signal_connect (fixture->store, "thread-purged", G_CALLBACK (purged_cb), &purged);
  gesso_store_empty_trash_async (fixture->store, 2000, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_empty_trash_finish (fixture->store, result, &error));
  g_assert_no_error (error);

  g_assert_cmpint (purged, ==, gesso_thread_get_id (old));
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM threads"), ==, 1);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM messages"), ==, 0);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM thread_version"), ==, 1);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT coalesce (parent_id, -1) FROM thread_version"), ==, -1);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM search WHERE search MATCH 'zebra'"), ==,
                   0);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM search WHERE search MATCH 'giraffe'"),
                   ==, 1);
}

static void
test_trash_old_goes (StoreFixture *fixture,
                     gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoVersion) old = store_test_add_version (fixture->store, gesso_thread_get_id (thread), "old");
  g_autoptr (GessoVersion) young = store_test_add_version (fixture->store, gesso_thread_get_id (thread), "young");
  g_autofree char *age = g_strdup_printf ("UPDATE thread_version SET trashed = %" G_GINT64_FORMAT " WHERE prompt = 'old'",
                                          g_get_real_time () - 31 * G_TIME_SPAN_DAY);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (store_test_trash_version (fixture->store, gesso_version_get_id (old), TRUE, NULL));
  g_assert_true (store_test_trash_version (fixture->store, gesso_version_get_id (young), TRUE, NULL));
  store_test_execute (fixture->folder, age);
  gesso_store_tidy_async (fixture->store, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_tidy_finish (fixture->store, result, NULL));
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM thread_version WHERE prompt = 'old'"), ==,
                   0);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM thread_version"), ==, 1);
}

#define ADD(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/trash/version", test_trash_version);
  ADD ("/store/trash/thread", test_trash_thread);
  ADD ("/store/trash/empty", test_empty_trash);
  ADD ("/store/trash/old-goes", test_trash_old_goes);
  return g_test_run ();
}
