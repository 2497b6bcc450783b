/* test-store-watch.c - what another process writes is noticed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-test.h"
#include "gesso-thread-list.h"
#include "gesso-timeline.h"

typedef struct
{
  StoreFixture base;
  GessoStore *other; /* stands for the other process: a connection of its own */
  guint n_refreshed;
  guint n_changes; /* told by the signals about threads */
} Fixture;

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  static const char *const changes[] = { "thread-added", "thread-changed", "thread-purged" };
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture->base, data);
  fixture->other = store_test_open (fixture->base.folder, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (fixture->base.store, "refreshed", G_CALLBACK (count_cb), &fixture->n_refreshed);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_swapped (fixture->base.store, changes[i], G_CALLBACK (count_cb), &fixture->n_changes);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  store_test_close (fixture->other);
  store_fixture_tear_down (&fixture->base, data);
}

/* Calls are answered in order: when this one is, the look before it was. */
static void
look (Fixture *fixture)
{
  g_autoptr (GPtrArray) threads = NULL;

  gesso_store_refresh (fixture->base.store);
  threads = store_test_list_threads (fixture->base.store, FALSE);
}

static void
wait_for_loading (GessoTimeline *timeline)
{
  while (gesso_timeline_get_loading (timeline))
    g_main_context_iteration (NULL, TRUE);
}

/* Its own writing is no news. */
static void
test_own (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->base.store, "Mine");
  g_autoptr (GessoVersion) version = store_test_add_version (fixture->base.store, gesso_thread_get_id (thread), "a");

  fixture->n_changes = 0;
  look (fixture);
  g_assert_cmpuint (fixture->n_refreshed, ==, 0);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static void
test_threads (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoThread) mine = store_test_create_thread (fixture->base.store, "Mine");
  g_autoptr (GessoThread) theirs = NULL;
  g_autoptr (GessoThreadList) list = gesso_thread_list_new (fixture->base.store, FALSE);
  g_autoptr (GessoThread) first = NULL;

  look (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  theirs = store_test_create_thread (fixture->other, "Theirs");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  look (fixture);
  g_assert_cmpuint (fixture->n_refreshed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (gesso_thread_get_title (first), ==, "Theirs");

  /* Once is enough. */
  fixture->n_changes = 0;
  look (fixture);
  g_assert_cmpuint (fixture->n_refreshed, ==, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 0);

  g_assert_true (store_test_trash_thread (fixture->other, gesso_thread_get_id (mine), TRUE, NULL));
  look (fixture);
  g_assert_true (gesso_thread_get_trashed (mine));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

static void
purged_cb (GessoThread **purged,
           GessoThread  *thread)
{
  *purged = thread;
}

static void
test_purged (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->base.store, "Gone");
  g_autoptr (GAsyncResult) result = NULL;
  GessoThread *purged = NULL;

  g_signal_connect_swapped (fixture->base.store, "thread-purged", G_CALLBACK (purged_cb), &purged);
  g_assert_true (store_test_trash_thread (fixture->other, gesso_thread_get_id (thread), TRUE, NULL));
  gesso_store_empty_trash_async (fixture->other, G_MAXINT64, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_empty_trash_finish (fixture->other, result, NULL));
  look (fixture);
  g_assert_true (purged == thread);
}

typedef struct
{
  guint position, removed, added;
} Change;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            Change     *change)
{
  *change = (Change) { position, removed, added };
}

/* What is above and below stays as it is, or the view would jump. */
static void
test_timeline (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->base.store, "Shared");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoMessage) before = store_test_add_message (fixture->base.store, id, "before");
  g_autoptr (GessoVersion) version = store_test_add_version (fixture->base.store, id, "a");
  g_autoptr (GessoMessage) after = store_test_add_message (fixture->base.store, id, "after");
  g_autoptr (GessoTimeline) timeline = gesso_timeline_new (fixture->base.store, id);
  g_autoptr (GessoMessage) said = NULL;
  Change change = { 0 };

  wait_for_loading (timeline);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, 3);
  g_signal_connect (timeline, "items-changed", G_CALLBACK (changed_cb), &change);

  said = store_test_add_message (fixture->other, id, "said elsewhere");
  look (fixture);
  wait_for_loading (timeline);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, 4);
  g_assert_cmpuint (change.position, ==, 3);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 1);

  g_assert_true (store_test_trash_version (fixture->other, gesso_version_get_id (version), TRUE, NULL));
  look (fixture);
  wait_for_loading (timeline);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, 3);
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/watch/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("own", test_own);
  ADD ("threads", test_threads);
  ADD ("purged", test_purged);
  ADD ("timeline", test_timeline);
  return g_test_run ();
}
