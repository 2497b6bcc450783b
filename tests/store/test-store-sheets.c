/* test-store-sheets.c - what came of a message, and what was picked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-test.h"

static GPtrArray *
list_versions (StoreFixture *fixture,
               gint64        message_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *versions;

  gesso_store_list_message_versions_async (fixture->store, message_id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  versions = gesso_store_list_message_versions_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return versions;
}

static gint64
add_version (StoreFixture *fixture,
             gint64        thread_id,
             gint64        message_id,
             const char   *prompt)
{
  g_autofree char *blob = store_test_put (fixture->store, prompt);
  GessoVersionDraft *draft = store_test_draft (thread_id, prompt, blob);
  g_autoptr (GessoVersion) version = NULL;

  draft->message_id = message_id;
  version = store_test_add_draft (fixture->store, draft, 0, NULL);
  return gesso_version_get_id (version);
}

static void
test_versions (StoreFixture *fixture,
               gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "sheet");
  gint64 thread_id = gesso_thread_get_id (thread);
  g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, thread_id, "{dawn|noon}");
  g_autoptr (GessoMessage) other = store_test_add_message (fixture->store, thread_id, "night");
  gint64 dawn = add_version (fixture, thread_id, gesso_message_get_id (message), "dawn");
  gint64 noon = add_version (fixture, thread_id, gesso_message_get_id (message), "noon");
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) none = NULL;

  add_version (fixture, thread_id, gesso_message_get_id (other), "night");
  both = list_versions (fixture, gesso_message_get_id (message));
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpint (gesso_version_get_id (g_ptr_array_index (both, 0)), ==, dawn);
  g_assert_cmpint (gesso_version_get_id (g_ptr_array_index (both, 1)), ==, noon);
  g_assert_cmpuint (gesso_version_get_n_images (g_ptr_array_index (both, 1)), ==, 1);

  g_assert_true (store_test_trash_version (fixture->store, dawn, TRUE, NULL));
  one = list_versions (fixture, gesso_message_get_id (message));
  g_assert_cmpuint (one->len, ==, 1);
  none = list_versions (fixture, 4711);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
pick (StoreFixture      *fixture,
      const char        *winner,
      const char *const *losers)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_add_pick_async (fixture->store, GESSO_TOOL_GENERATE, winner, losers, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_add_pick_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static char *
rank (StoreFixture *fixture,
      GessoTool     tool)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) ranks = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  gesso_store_rank_models_async (fixture->store, tool, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  ranks = gesso_store_rank_models_finish (fixture->store, result, NULL);
  for (guint i = 0; i < ranks->len; i++)
    {
      const GessoRank *one = g_ptr_array_index (ranks, i);

      g_string_append_printf (text, "%s %u/%u, ", one->model, one->wins, one->rounds);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_ranking (StoreFixture *fixture,
              gconstpointer data)
{
  g_autofree char *before = rank (fixture, GESSO_TOOL_GENERATE);
  g_autofree char *after = NULL, *later = NULL, *other = NULL;

  g_assert_cmpstr (before, ==, "");
  pick (fixture, "a/a", (const char *const[]) { "b/b", "c/c", NULL });
  pick (fixture, "b/b", (const char *const[]) { "c/c", NULL });
  pick (fixture, "a/a", (const char *const[]) { NULL });
  after = rank (fixture, GESSO_TOOL_GENERATE);
  g_assert_cmpstr (after, ==, "a/a 2/2, b/b 1/2, c/c 0/2, ");
  other = rank (fixture, GESSO_TOOL_EDIT);
  g_assert_cmpstr (other, ==, "");
  store_fixture_reopen (fixture);
  later = rank (fixture, GESSO_TOOL_GENERATE);
  g_assert_cmpstr (later, ==, after);
}

/* One lucky pick is less than many. */
static void
test_score (void)
{
  g_autoptr (GessoRank) lucky = gesso_rank_new ("a/a", 1, 1);
  g_autoptr (GessoRank) good = gesso_rank_new ("b/b", 9, 10);
  g_autoptr (GessoRank) unknown = gesso_rank_new ("c/c", 0, 0);

  g_assert_cmpfloat (gesso_rank_get_score (good), >, gesso_rank_get_score (lucky));
  g_assert_cmpfloat (gesso_rank_get_score (lucky), >, gesso_rank_get_score (unknown));
  g_assert_cmpfloat (gesso_rank_get_score (unknown), ==, 0.5);
}

#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/sheets/versions", test_versions);
  ADD ("/store/sheets/ranking", test_ranking);
  g_test_add_func ("/store/sheets/score", test_score);
  return g_test_run ();
}
