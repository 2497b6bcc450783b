/* test-store-branches.c - threads that go on from an earlier point
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sqlite3.h>

#include "gesso-store-branches.h"
#include "gesso-store-library.h"
#include "gesso-store-test.h"
#include "gesso-timeline.h"

/* --- Calls that wait --- */

static gboolean
branch (GessoStore *store,
        gint64      thread_id,
        gint64      item_id,
        gint64     *before,
        GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean made = FALSE;

  gesso_store_branch_async (store, thread_id, item_id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_branch_finish (store, result, before, &made, error) && made;
}

static void
switch_to (GessoStore *store,
           gint64      thread_id,
           gint64      branch_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_switch_branch_async (store, thread_id, branch_id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_switch_branch_finish (store, result, &error);
  g_assert_no_error (error);
}

static void
reach (GessoStore *store,
       gint64      thread_id,
       gint64      item_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_reach_async (store, thread_id, item_id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_reach_finish (store, result, &error);
  g_assert_no_error (error);
}

static void
name_branch (GessoStore *store,
             gint64      thread_id,
             gint64      branch_id,
             const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_rename_branch_async (store, thread_id, branch_id, name, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_rename_branch_finish (store, result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (GessoStore *store,
      gint64      thread_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *branches;

  gesso_store_list_branches_async (store, thread_id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  branches = gesso_store_list_branches_finish (store, result, &error);
  g_assert_no_error (error);
  return branches;
}

static gint64
get_current (GessoStore *store,
             gint64      thread_id)
{
  g_autoptr (GPtrArray) branches = list (store, thread_id);

  for (guint i = 0; i < branches->len; i++)
    if (((GessoBranch *) branches->pdata[i])->current)
      return ((GessoBranch *) branches->pdata[i])->id;
  g_assert_not_reached ();
}

static gint64
say (GessoStore *store,
     gint64      thread_id,
     const char *text)
{
  g_autoptr (GessoMessage) message = store_test_add_message (store, thread_id, text);

  return gesso_message_get_id (message);
}

static gint64
make (GessoStore *store,
      gint64      thread_id,
      const char *prompt)
{
  g_autoptr (GessoVersion) version = store_test_add_version (store, thread_id, prompt);

  return gesso_version_get_id (version);
}

static const char *
get_text (gpointer item)
{
  if (GESSO_IS_FORK (item))
    return "<";
  return GESSO_IS_VERSION (item) ? gesso_version_get_prompt (item) : gesso_message_get_text (item);
}

/* What is shown, in pages of @limit, as "a b c". */
static char *
read_all (GessoStore *store,
          gint64      thread_id,
          guint       limit)
{
  g_autoptr (GString) all = g_string_new (NULL);
  gint64 before = 0;

  do
    {
      g_autoptr (GPtrArray) page = store_test_load (store, thread_id, before, limit, &before);

      for (guint i = page->len; i > 0; i--)
        {
          g_string_prepend (all, all->len > 0 ? " " : "");
          g_string_prepend (all, get_text (page->pdata[i - 1]));
        }
    }
  while (before != 0);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
assert_shown (GessoStore *store,
              gint64      thread_id,
              const char *expected)
{
  for (guint limit = 1; limit <= 16; limit *= 2)
    {
      g_autofree char *all = read_all (store, thread_id, limit);

      g_assert_cmpstr (all, ==, expected);
    }
}

/* --- --- */

static void
test_line (StoreFixture *fixture,
           gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "T");
  gint64 id = gesso_thread_get_id (thread), before = -1;
  gint64 a = say (fixture->store, id, "a"), b, first, second;

  make (fixture->store, id, "b");
  b = make (fixture->store, id, "c");
  say (fixture->store, id, "d");
  assert_shown (fixture->store, id, "a b c d");

  g_assert_true (branch (fixture->store, id, a, &before, NULL));
  g_assert_cmpint (before, ==, 0);
  first = get_current (fixture->store, id);
  g_assert_cmpint (first, !=, 0);
  assert_shown (fixture->store, id, "a");
  say (fixture->store, id, "e");
  make (fixture->store, id, "f");
  assert_shown (fixture->store, id, "a e f");

  switch_to (fixture->store, id, 0);
  assert_shown (fixture->store, id, "a b c d");
  g_assert_true (branch (fixture->store, id, b, &before, NULL));
  second = get_current (fixture->store, id);
  say (fixture->store, id, "g");
  assert_shown (fixture->store, id, "a b c g");

  /* A branch of a branch. */
  switch_to (fixture->store, id, first);
  {
    g_autoptr (GPtrArray) page = store_test_load (fixture->store, id, 0, 10, NULL);

    g_assert_true (branch (fixture->store, id, gesso_message_get_id (page->pdata[1]), &before, NULL));
  }
  say (fixture->store, id, "h");
  assert_shown (fixture->store, id, "a e h");
  switch_to (fixture->store, id, second);
  assert_shown (fixture->store, id, "a b c g");
  store_fixture_reopen (fixture);
  assert_shown (fixture->store, id, "a b c g");
}

/* From the end of a branch there is nothing to leave behind. */
static void
test_end (StoreFixture *fixture,
          gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "T");
  gint64 id = gesso_thread_get_id (thread), before, a, b, other;
  g_autoptr (GError) error = NULL;

  a = say (fixture->store, id, "a");
  b = say (fixture->store, id, "b");
  g_assert_false (branch (fixture->store, id, b, &before, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_current (fixture->store, id), ==, 0);

  g_assert_true (branch (fixture->store, id, a, &before, NULL));
  other = say (fixture->store, id, "c");
  switch_to (fixture->store, id, 0);
  g_assert_false (branch (fixture->store, id, other, &before, &error));
  g_assert_no_error (error);
  assert_shown (fixture->store, id, "a c");

  g_assert_false (branch (fixture->store, id, 123456, &before, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* Undone, nothing remains of it; with a name it stays. */
static void
test_forgotten (StoreFixture *fixture,
                gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "T");
  gint64 id = gesso_thread_get_id (thread), before, a = say (fixture->store, id, "a");
  g_autoptr (GPtrArray) branches = NULL;

  say (fixture->store, id, "b");
  g_assert_true (branch (fixture->store, id, a, &before, NULL));
  switch_to (fixture->store, id, before);
  branches = list (fixture->store, id);
  g_assert_cmpuint (branches->len, ==, 1);
  g_clear_pointer (&branches, g_ptr_array_unref);

  g_assert_true (branch (fixture->store, id, a, &before, NULL));
  name_branch (fixture->store, id, get_current (fixture->store, id), "Night");
  switch_to (fixture->store, id, 0);
  branches = list (fixture->store, id);
  g_assert_cmpuint (branches->len, ==, 2);
  g_assert_cmpstr (((GessoBranch *) branches->pdata[1])->label, ==, "Night");
}

static void
test_list (StoreFixture *fixture,
           gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "T");
  gint64 id = gesso_thread_get_id (thread), before, a = say (fixture->store, id, "a"), version;
  g_autoptr (GPtrArray) branches = NULL;
  const GessoBranch *trunk, *other;

  make (fixture->store, id, "b");
  say (fixture->store, id, "c");
  g_assert_true (branch (fixture->store, id, a, &before, NULL));
  say (fixture->store, id, "to the sea");
  say (fixture->store, id, "and back");
  version = make (fixture->store, id, "d");
  name_branch (fixture->store, id, 0, "As it was");

  branches = list (fixture->store, id);
  g_assert_cmpuint (branches->len, ==, 2);
  trunk = branches->pdata[0];
  other = branches->pdata[1];
  g_assert_cmpstr (trunk->name, ==, "As it was");
  g_assert_cmpuint (trunk->n_messages, ==, 2);
  g_assert_false (trunk->current);
  g_assert_cmpuint (other->n_messages, ==, 3);
  g_assert_cmpint (other->version_id, ==, version);
  g_assert_nonnull (other->blob);
  g_assert_cmpstr (other->label, ==, "to the sea");
  g_assert_null (other->name);
  g_assert_true (other->current);
}

/* A run that ends later is where its message is; what is asked for by none, where the thread is. */
static void
test_late_version (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "T");
  gint64 id = gesso_thread_get_id (thread), before, a = say (fixture->store, id, "a");
  gint64 asked = say (fixture->store, id, "asked");
  GessoVersionDraft *draft;
  g_autoptr (GessoVersion) late = NULL;
  g_autofree char *blob = store_test_put (fixture->store, "late");

  g_assert_true (branch (fixture->store, id, a, &before, NULL));
  say (fixture->store, id, "b");
  draft = store_test_draft (id, "late", blob);
  draft->message_id = asked;
  late = store_test_add_draft (fixture->store, draft, 0, NULL);
  g_assert_cmpint (gesso_version_get_branch_id (late), ==, 0);
  make (fixture->store, id, "here");
  assert_shown (fixture->store, id, "a b here");
  reach (fixture->store, id, gesso_version_get_id (late));
  assert_shown (fixture->store, id, "a asked late");
  /* What both have does not lead away. */
  reach (fixture->store, id, a);
  assert_shown (fixture->store, id, "a asked late");
}

static GArray *
find (GessoStore *store,
      gint64      thread_id,
      const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *ids;

  gesso_store_find_in_thread_async (store, thread_id, text, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  ids = gesso_store_find_in_thread_finish (store, result, &error);
  g_assert_no_error (error);
  return ids;
}

/* The find bar finds what is shown, search everything. */
static void
test_found (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "T");
  gint64 id = gesso_thread_get_id (thread), before, a = say (fixture->store, id, "harbour one");
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  say (fixture->store, id, "harbour two");
  g_assert_true (branch (fixture->store, id, a, &before, NULL));
  say (fixture->store, id, "harbour three");
  ids = find (fixture->store, id, "harbour");
  g_assert_cmpuint (ids->len, ==, 2);
  hits = store_test_search (fixture->store, "harbour", 10);
  g_assert_cmpuint (hits->len, ==, 3);
}

/* A version that is moved is shown in the other thread whichever branch that is on. */
static void
test_moved (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) from = store_test_create_thread (fixture->store, "From");
  g_autoptr (GessoThread) to = store_test_create_thread (fixture->store, "To");
  gint64 id = gesso_thread_get_id (to), before, a = say (fixture->store, id, "a");
  gint64 early = make (fixture->store, gesso_thread_get_id (from), "early"), late, ids[2];
  g_autoptr (GAsyncResult) result = NULL;

  say (fixture->store, id, "b");
  g_assert_true (branch (fixture->store, id, a, &before, NULL));
  say (fixture->store, id, "c");
  late = make (fixture->store, gesso_thread_get_id (from), "late");
  ids[0] = early;
  ids[1] = late;
  gesso_store_edit_versions_async (fixture->store, ids, 2, GESSO_EDIT_MOVE, id, NULL, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_edit_versions_finish (fixture->store, result, NULL));
  assert_shown (fixture->store, id, "a early c late");
}

/* --- The list model --- */

static char *
read_model (GessoTimeline *timeline)
{
  g_autoptr (GString) all = g_string_new (NULL);

  while (gesso_timeline_get_loading (timeline))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (timeline)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (timeline), i);

      g_string_append_printf (all, "%s%s", i > 0 ? " " : "", get_text (item));
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
assert_model (GessoTimeline *timeline,
              const char    *expected)
{
  g_autofree char *all = read_model (timeline);

  g_assert_cmpstr (all, ==, expected);
}

typedef struct
{
  guint position, removed, added;
} Change;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Change     *last)
{
  *last = (Change) { position, removed, added };
}

static void
test_model (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "T");
  gint64 id = gesso_thread_get_id (thread), before, b, first;
  g_autoptr (GessoTimeline) timeline = NULL;
  g_autoptr (GessoFork) fork = NULL;
  Change last = { 0 };

  say (fixture->store, id, "a");
  b = make (fixture->store, id, "b");
  say (fixture->store, id, "c");
  make (fixture->store, id, "d");
  timeline = gesso_timeline_new (fixture->store, id);
  assert_model (timeline, "a b c d");
  g_signal_connect (timeline, "items-changed", G_CALLBACK (items_changed_cb), &last);

  /* What both have in common stays in its place. */
  g_assert_true (branch (fixture->store, id, b, &before, NULL));
  assert_model (timeline, "a b <");
  g_assert_cmpuint (last.position, ==, 2);
  g_assert_cmpuint (last.removed, ==, 2);
  g_assert_cmpuint (last.added, ==, 1);
  say (fixture->store, id, "e");
  make (fixture->store, id, "f");
  assert_model (timeline, "a b < e f");
  first = get_current (fixture->store, id);

  fork = g_list_model_get_item (G_LIST_MODEL (timeline), 2);
  g_assert_cmpuint (gesso_fork_get_n_ways (fork), ==, 2);
  g_assert_cmpuint (gesso_fork_get_current (fork), ==, 1);
  g_assert_cmpint (gesso_fork_get_branch (fork, 0), ==, 0);
  g_assert_cmpint (gesso_fork_get_branch (fork, 1), ==, first);
  {
    g_autofree char *one = gesso_fork_dup_label (fork, 0), *two = gesso_fork_dup_label (fork, 1);

    g_assert_cmpstr (one, ==, "c");
    g_assert_cmpstr (two, ==, "e");
  }
  switch_to (fixture->store, id, 0);
  assert_model (timeline, "a b < c d");
  /* What comes on another branch is not shown. */
  switch_to (fixture->store, id, first);
  assert_model (timeline, "a b < e f");
}

/* Pages of a long thread with branches hold each thing once, and every fork. */
static void
test_long (StoreFixture *fixture,
           gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "T");
  gint64 id = gesso_thread_get_id (thread), before, ids[400];
  g_autoptr (GessoTimeline) timeline = NULL;
  guint forks = 0, n;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      ids[i] = say (fixture->store, id, text);
      if (i % 100 == 50)
        {
          g_assert_true (branch (fixture->store, id, ids[i - 20], &before, NULL));
          say (fixture->store, id, "aside");
          switch_to (fixture->store, id, before);
        }
    }
  timeline = gesso_timeline_new (fixture->store, id);
  while (gesso_timeline_get_loading (timeline) || gesso_timeline_get_has_older (timeline))
    {
      gesso_timeline_load_older (timeline);
      g_main_context_iteration (NULL, TRUE);
    }
  n = g_list_model_get_n_items (G_LIST_MODEL (timeline));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (timeline), i);

      if (GESSO_IS_FORK (item))
        forks++;
      else
        g_assert_cmpint (gesso_message_get_id (GESSO_MESSAGE (item)), ==, ids[i - forks]);
    }
  g_assert_cmpuint (forks, ==, 4);
  g_assert_cmpuint (n, ==, 404);
}

/* A page costs the same however much lies on other branches: no walk over it. */
static void
test_plan (StoreFixture *fixture,
           gconstpointer data)
{
  const char *sql[] = {
    "SELECT id FROM messages WHERE thread_id = 1 AND branch_id = 2 AND id < 9 AND id > 3 ORDER BY id DESC",
    "SELECT v.id FROM thread_version v INDEXED BY versions_by_branch WHERE v.thread_id = 1 AND v.branch_id = 2"
    " AND v.trashed IS NULL AND v.id < 9 AND v.id > 3 ORDER BY v.id DESC",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql[i], NULL);
      sqlite3 *database = NULL;
      sqlite3_stmt *statement = NULL;
      g_autofree char *path = g_build_filename (fixture->folder, "gesso.db", NULL);

      g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_prepare_v2 (database, explain, -1, &statement, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_assert_nonnull (strstr ((const char *) sqlite3_column_text (statement, 3),
                                "(thread_id=? AND branch_id=? AND rowid>? AND rowid<?)"));
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_finalize (statement);
      sqlite3_close (database);
    }
}

#define ADD(name, func) \
  g_test_add ("/store/branches/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("line", test_line);
  ADD ("end", test_end);
  ADD ("forgotten", test_forgotten);
  ADD ("list", test_list);
  ADD ("late-version", test_late_version);
  ADD ("found", test_found);
  ADD ("moved", test_moved);
  ADD ("model", test_model);
  ADD ("long", test_long);
  ADD ("plan", test_plan);
  return g_test_run ();
}
