/* test-store-models.c - the list models that follow the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-test.h"
#include "gesso-thread-list.h"
#include "gesso-timeline.h"

/* A list kept only from what items-changed says, to be compared. */
typedef struct
{
  GListModel *model;
  GPtrArray *mirror;
  guint n_changes;
} Mirror;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Mirror *mirror = user_data;

  g_assert_cmpuint (position + removed, <=, mirror->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->mirror, position + i, g_list_model_get_item (model, position + i));
  mirror->n_changes++;
}

static void
mirror_init (Mirror  *mirror,
             gpointer model)
{
  mirror->model = model;
  mirror->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  mirror->n_changes = 0;
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), mirror);
}

static void
mirror_check (Mirror *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (mirror->model), ==, mirror->mirror->len);
  for (guint i = 0; i < mirror->mirror->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (mirror->model, i);

      g_assert_true (item == mirror->mirror->pdata[i]);
    }
  g_assert_null (g_list_model_get_item (mirror->model, mirror->mirror->len));
}

static void
mirror_clear (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->model, mirror);
  g_ptr_array_unref (mirror->mirror);
}

static void
wait_for_threads (GessoThreadList *list,
                  guint            n)
{
  while (gesso_thread_list_get_loading (list) || g_list_model_get_n_items (G_LIST_MODEL (list)) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_timeline (GessoTimeline *timeline)
{
  while (gesso_timeline_get_loading (timeline))
    g_main_context_iteration (NULL, TRUE);
}

static gint64
get_thread_id_at (gpointer list,
                  guint    position)
{
  g_autoptr (GessoThread) thread = g_list_model_get_item (list, position);

  return gesso_thread_get_id (thread);
}

static void
test_list_follows (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) a = store_test_create_thread (fixture->store, "a");
  g_autoptr (GessoThread) b = store_test_create_thread (fixture->store, "b");
  g_autoptr (GessoThreadList) list = gesso_thread_list_new (fixture->store, FALSE);
  g_autoptr (GessoMessage) message = NULL;
  g_autoptr (GessoThread) c = NULL;
  Mirror mirror;

  g_assert_true (gesso_thread_list_get_loading (list));
  mirror_init (&mirror, list);
  wait_for_threads (list, 2);
  g_assert_cmpuint (mirror.n_changes, ==, 1);
  g_assert_cmpint (get_thread_id_at (list, 0), ==, gesso_thread_get_id (b));

  c = store_test_create_thread (fixture->store, "c");
  g_assert_cmpint (get_thread_id_at (list, 0), ==, gesso_thread_get_id (c));
  g_assert_cmpuint (mirror.n_changes, ==, 2);

  /* Something happens in the oldest: it comes to the top in two changes. */
  message = store_test_add_message (fixture->store, gesso_thread_get_id (a), "x");
  g_assert_cmpint (get_thread_id_at (list, 0), ==, gesso_thread_get_id (a));
  g_assert_cmpuint (mirror.n_changes, ==, 4);
  mirror_check (&mirror);

  /* In the newest: nothing moves. */
  g_clear_object (&message);
  message = store_test_add_message (fixture->store, gesso_thread_get_id (a), "y");
  g_assert_cmpuint (mirror.n_changes, ==, 4);
  mirror_check (&mirror);
  mirror_clear (&mirror);
}

static void
test_list_trash (StoreFixture *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoThread) a = store_test_create_thread (fixture->store, "a");
  g_autoptr (GessoThread) b = store_test_create_thread (fixture->store, "b");
  g_autoptr (GessoThreadList) live = gesso_thread_list_new (fixture->store, FALSE);
  g_autoptr (GessoThreadList) trash = gesso_thread_list_new (fixture->store, TRUE);
  g_autoptr (GAsyncResult) result = NULL;

  wait_for_threads (live, 2);
  wait_for_threads (trash, 0);
  store_test_trash_thread (fixture->store, gesso_thread_get_id (a), TRUE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (live)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trash)), ==, 1);
  store_test_trash_thread (fixture->store, gesso_thread_get_id (a), FALSE, NULL);
  g_assert_cmpint (get_thread_id_at (live, 1), ==, gesso_thread_get_id (a));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trash)), ==, 0);
  store_test_trash_thread (fixture->store, gesso_thread_get_id (a), TRUE, NULL);
  gesso_store_empty_trash_async (fixture->store, G_MAXINT64, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trash)), ==, 0);
}

/* More than a page, and changes while the pages come. */
static void
test_list_pages (StoreFixture *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoThreadList) list = NULL;
  g_autoptr (GessoThread) late = NULL;
  g_autoptr (GessoMessage) message = NULL;
  Mirror mirror;

  store_test_execute (fixture->folder,
                      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1350)"
                      " INSERT INTO threads (id, uuid, title, created, updated, activity)"
                      " SELECT i, 'u' || i, 't' || i, i, i, i FROM n;"
                      "UPDATE library SET sequence = 1350");
  list = gesso_thread_list_new (fixture->store, FALSE);
  mirror_init (&mirror, list);
  late = store_test_create_thread (fixture->store, "late");
  message = store_test_add_message (fixture->store, 700, "an old one wakes");
  wait_for_threads (list, 1351);
  mirror_check (&mirror);
  g_assert_cmpint (get_thread_id_at (list, 0), ==, 700);
  g_assert_cmpint (get_thread_id_at (list, 1), ==, gesso_thread_get_id (late));
  g_assert_cmpint (get_thread_id_at (list, 2), ==, 1350);
  g_assert_cmpint (get_thread_id_at (list, 1350), ==, 1);
  mirror_clear (&mirror);
}

static void
test_list_dropped_while_loading (StoreFixture *fixture,
                                 gconstpointer data)
{
  GessoThreadList *list = gesso_thread_list_new (fixture->store, FALSE);
  GessoTimeline *timeline = gesso_timeline_new (fixture->store, 1);

  g_object_unref (list);
  g_object_unref (timeline);
}

static void
test_timeline_follows (StoreFixture *fixture,
                       gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoThread) other = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoVersion) first = store_test_add_version (fixture->store, id, "first");
  g_autoptr (GessoTimeline) timeline = gesso_timeline_new (fixture->store, id);
  g_autoptr (GessoMessage) message = NULL;
  g_autoptr (GessoVersion) second = NULL;
  g_autoptr (GessoVersion) elsewhere = NULL;
  Mirror mirror;
  guint position;

  mirror_init (&mirror, timeline);
  g_assert_true (gesso_timeline_get_loading (timeline));
  wait_for_timeline (timeline);
  g_assert_cmpuint (mirror.mirror->len, ==, 1);
  message = store_test_add_message (fixture->store, id, "and now");
  second = store_test_add_version (fixture->store, id, "second");
  elsewhere = store_test_add_version (fixture->store, gesso_thread_get_id (other), "elsewhere");
  g_assert_cmpuint (mirror.mirror->len, ==, 3);
  g_assert_true (mirror.mirror->pdata[1] == message);
  g_assert_true (mirror.mirror->pdata[2] == second);
  g_assert_true (gesso_timeline_find (timeline, gesso_version_get_id (second), FALSE, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (gesso_timeline_find (timeline, gesso_message_get_id (message), TRUE, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (gesso_timeline_find (timeline, gesso_version_get_id (elsewhere), FALSE, &position));
  g_assert_cmpuint (position, ==, 3);

  /* To the trash, and back to its place. */
  store_test_trash_version (fixture->store, gesso_version_get_id (first), TRUE, NULL);
  g_assert_cmpuint (mirror.mirror->len, ==, 2);
  store_test_trash_version (fixture->store, gesso_version_get_id (first), FALSE, NULL);
  g_assert_true (mirror.mirror->pdata[0] == first);
  mirror_check (&mirror);
  mirror_clear (&mirror);
}

static void
test_timeline_older (StoreFixture *fixture,
                     gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoVersion) oldest = store_test_add_version (fixture->store, id, "oldest");
  g_autoptr (GessoTimeline) timeline = NULL;
  Mirror mirror;

  for (guint i = 0; i < 449; i++)
    g_object_unref (store_test_add_message (fixture->store, id, "m"));
  timeline = gesso_timeline_new (fixture->store, id);
  mirror_init (&mirror, timeline);
  wait_for_timeline (timeline);
  g_assert_cmpuint (mirror.mirror->len, ==, 64);
  g_assert_true (gesso_timeline_get_has_older (timeline));

  /* What is not loaded yet may come and go without being seen. */
  store_test_trash_version (fixture->store, gesso_version_get_id (oldest), TRUE, NULL);
  store_test_trash_version (fixture->store, gesso_version_get_id (oldest), FALSE, NULL);
  g_assert_cmpuint (mirror.mirror->len, ==, 64);

  gesso_timeline_load_older (timeline);
  gesso_timeline_load_older (timeline);
  wait_for_timeline (timeline);
  g_assert_cmpuint (mirror.mirror->len, ==, 264);
  gesso_timeline_load_older (timeline);
  wait_for_timeline (timeline);
  g_assert_cmpuint (mirror.mirror->len, ==, 450);
  g_assert_false (gesso_timeline_get_has_older (timeline));
  g_assert_true (mirror.mirror->pdata[0] == oldest);
  gesso_timeline_load_older (timeline);
  g_assert_false (gesso_timeline_get_loading (timeline));
  g_assert_cmpuint (mirror.n_changes, ==, 3);
  mirror_check (&mirror);
  mirror_clear (&mirror);
}

/* Additions that race with the first page are there once. */
static void
test_timeline_race (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoMessage) before = store_test_add_message (fixture->store, id, "before");
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GessoTimeline) timeline = NULL;
  Mirror mirror;

  gesso_store_add_message_async (fixture->store, id, GESSO_MESSAGE_USER, "1", NULL, 0, NULL, gesso_test_async_cb,
                                 &first);
  timeline = gesso_timeline_new (fixture->store, id);
  mirror_init (&mirror, timeline);
  gesso_store_add_message_async (fixture->store, id, GESSO_MESSAGE_USER, "2", NULL, 0, NULL, gesso_test_async_cb,
                                 &second);
  gesso_test_await (&first);
  gesso_test_await (&second);
  wait_for_timeline (timeline);
  g_assert_cmpuint (mirror.mirror->len, ==, 3);
  g_assert_cmpstr (gesso_message_get_text (mirror.mirror->pdata[0]), ==, "before");
  g_assert_cmpstr (gesso_message_get_text (mirror.mirror->pdata[2]), ==, "2");
  mirror_check (&mirror);
  mirror_clear (&mirror);
}

#define ADD(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/thread-list/follows", test_list_follows);
  ADD ("/store/thread-list/trash", test_list_trash);
  ADD ("/store/thread-list/pages", test_list_pages);
  ADD ("/store/thread-list/dropped-while-loading", test_list_dropped_while_loading);
  ADD ("/store/timeline/follows", test_timeline_follows);
  ADD ("/store/timeline/older", test_timeline_older);
  ADD ("/store/timeline/race", test_timeline_race);
  return g_test_run ();
}
