/* test-threads-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-hit-row.h"
#include "gesso-test.h"
#include "gesso-thread-row.h"
#include "gesso-threads-pane.h"
#include "studio-fixture.h"

typedef struct
{
  StudioFixture base;
  GessoThread *first;
  GessoThread *second;
  GessoThreadsPane *pane; /* in the window */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  studio_fixture_set_up (&fixture->base);
  fixture->first = studio_fixture_add_thread (&fixture->base, "First");
  fixture->second = studio_fixture_add_thread (&fixture->base, "Second");
  fixture->pane = g_object_new (GESSO_TYPE_THREADS_PANE, "studio", fixture->base.studio, NULL);
  studio_fixture_show (&fixture->base, GTK_WIDGET (fixture->pane), 280, 600);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->first);
  g_clear_object (&fixture->second);
  studio_fixture_tear_down (&fixture->base);
}

static GPtrArray *
find_rows (Fixture *fixture)
{
  return studio_fixture_find_all (GTK_WIDGET (fixture->pane), GESSO_TYPE_THREAD_ROW);
}

static guint
count (Fixture *fixture,
       GType    type)
{
  g_autoptr (GPtrArray) found = studio_fixture_find_all (GTK_WIDGET (fixture->pane), type);

  return found->len;
}

static gboolean
has_label (Fixture    *fixture,
           const char *text)
{
  return studio_fixture_find_label (GTK_WIDGET (fixture->pane), text) != NULL;
}

static void
trash (Fixture     *fixture,
       GessoThread *thread,
       gboolean     trashed)
{
  GessoStore *store = gesso_studio_get_store (fixture->base.studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_trash_thread_async (store, gesso_thread_get_id (thread), trashed, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_trash_thread_finish (store, result, &error);
  g_assert_no_error (error);
  studio_fixture_settle (&fixture->base);
}

static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GessoThread) unnamed = NULL;

  g_assert_cmpuint (count (fixture, GESSO_TYPE_THREAD_ROW), ==, 2);
  g_assert_true (has_label (fixture, "First"));
  g_assert_true (has_label (fixture, "Second"));
  unnamed = studio_fixture_add_thread (&fixture->base, "");
  studio_fixture_settle (&fixture->base);
  g_assert_true (has_label (fixture, "New Thread"));
}

static void
test_rename (Fixture      *fixture,
             gconstpointer data)
{
  GessoStore *store = gesso_studio_get_store (fixture->base.studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_rename_thread_async (store, gesso_thread_get_id (fixture->first), "Renamed", NULL, gesso_test_async_cb,
                                   &result);
  gesso_test_await (&result);
  gesso_store_rename_thread_finish (store, result, &error);
  g_assert_no_error (error);
  studio_fixture_settle (&fixture->base);
  g_assert_true (has_label (fixture, "Renamed"));
  g_assert_false (has_label (fixture, "First"));
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* A thread that moves to the top of the list stays the selected one all the while. */
static void
test_selection_stays (Fixture      *fixture,
                      gconstpointer data)
{
  guint n_changes = 0;

  gesso_threads_pane_set_thread (fixture->pane, fixture->first);
  g_signal_connect_swapped (fixture->pane, "notify::thread", G_CALLBACK (count_cb), &n_changes);
  studio_fixture_add_message (&fixture->base, fixture->second, GESSO_MESSAGE_USER, "up");
  studio_fixture_settle (&fixture->base);
  studio_fixture_add_message (&fixture->base, fixture->first, GESSO_MESSAGE_USER, "up again");
  studio_fixture_settle (&fixture->base);
  g_assert_true (gesso_threads_pane_get_thread (fixture->pane) == fixture->first);
  g_assert_cmpuint (n_changes, ==, 0);
}

static void
test_trashed_selection (Fixture      *fixture,
                        gconstpointer data)
{
  gesso_threads_pane_set_thread (fixture->pane, fixture->first);
  trash (fixture, fixture->second, TRUE);
  g_assert_true (gesso_threads_pane_get_thread (fixture->pane) == fixture->first);
  trash (fixture, fixture->first, TRUE);
  g_assert_null (gesso_threads_pane_get_thread (fixture->pane));
  g_assert_true (has_label (fixture, "No Threads"));
}

static void
click (GtkWidget *label)
{
  GtkWidget *button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
has_trash_row (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) rows = find_rows (fixture);

  return rows->len == 1 && gesso_thread_row_get_thread (g_ptr_array_index (rows, 0)) == fixture->second;
}

static gboolean
has_no_rows (gpointer user_data)
{
  return count (user_data, GESSO_TYPE_THREAD_ROW) == 0;
}

static void
test_trash_page (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *expected = g_strdup_printf ("restore-thread %" G_GINT64_FORMAT, gesso_thread_get_id (fixture->second));
  g_autoptr (GPtrArray) rows = NULL;

  trash (fixture, fixture->second, TRUE);
  click (studio_fixture_find_label (GTK_WIDGET (fixture->pane), "Trash"));
  studio_fixture_wait (has_trash_row, fixture);
  rows = find_rows (fixture);
  gtk_widget_activate_action (g_ptr_array_index (rows, 0), "thread.run", "s", "win.restore-thread");
  g_assert_cmpuint (fixture->base.activated->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->base.activated, 0), ==, expected);
  trash (fixture, fixture->second, FALSE);
  studio_fixture_wait (has_no_rows, fixture);
  g_assert_true (has_label (fixture, "Trash is Empty"));
}

static void
hit_cb (GessoThreadsPane *pane,
        gint64            thread_id,
        gint64            version_id,
        gint64            message_id,
        gint64           *found)
{
  found[0] = thread_id;
  found[1] = version_id;
  found[2] = message_id;
}

static gboolean
has_hits (gpointer user_data)
{
  return count (user_data, GESSO_TYPE_HIT_ROW) > 0;
}

static gboolean
has_nothing_found (gpointer user_data)
{
  return has_label (user_data, "Nothing Found");
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  gint64 message = studio_fixture_add_message (&fixture->base, fixture->first, GESSO_MESSAGE_USER, "灯光 in the harbour");
  g_autoptr (GPtrArray) entries = NULL;
  gint64 found[3] = { 0 };
  GtkEditable *entry;

  g_signal_connect (fixture->pane, "hit-activated", G_CALLBACK (hit_cb), found);
  g_object_set (fixture->pane, "search-mode", TRUE, NULL);
  studio_fixture_settle (&fixture->base);
  entries = studio_fixture_find_all (GTK_WIDGET (fixture->pane), GTK_TYPE_SEARCH_ENTRY);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  gtk_editable_set_text (entry, "灯光");
  studio_fixture_wait (has_hits, fixture);
  studio_fixture_settle (&fixture->base);
  g_assert_true (has_label (fixture, "灯光 in the harbour"));
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (found[0], ==, gesso_thread_get_id (fixture->first));
  g_assert_cmpint (found[1], ==, 0);
  g_assert_cmpint (found[2], ==, message);

  gtk_editable_set_text (entry, "nowhere");
  studio_fixture_wait (has_nothing_found, fixture);

  g_object_set (fixture->pane, "search-mode", FALSE, NULL);
  studio_fixture_settle (&fixture->base);
  g_assert_cmpuint (count (fixture, GESSO_TYPE_THREAD_ROW), >, 0);
}

static void
test_row_actions (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) rows = find_rows (fixture);
  GessoThread *thread = gesso_thread_row_get_thread (g_ptr_array_index (rows, 0));
  g_autofree char *expected = g_strdup_printf ("rename-thread %" G_GINT64_FORMAT, gesso_thread_get_id (thread));

  gtk_widget_activate_action (g_ptr_array_index (rows, 0), "thread.run", "s", "win.rename-thread");
  g_assert_cmpuint (fixture->base.activated->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->base.activated, 0), ==, expected);
}

static void
test_no_display (void)
{
  g_test_skip ("No display");
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/threads/pane/rows", test_rows },
    { "/threads/pane/rename", test_rename },
    { "/threads/pane/selection-stays", test_selection_stays },
    { "/threads/pane/trashed-selection", test_trashed_selection },
    { "/threads/pane/trash-page", test_trash_page },
    { "/threads/pane/search", test_search },
    { "/threads/pane/row-actions", test_row_actions },
  };

  g_test_init (&argc, &argv, NULL);
  if (!studio_fixture_can_run ())
    {
      g_test_add_func ("/threads/pane/no-display", test_no_display);
      return g_test_run ();
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
