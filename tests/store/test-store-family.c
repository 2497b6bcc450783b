/* test-store-family.c - kin as the store knows them, and pins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-family.h"
#include "gesso-store-library.h"
#include "gesso-store-test.h"

static gint64
add (StoreFixture  *fixture,
     GessoThread   *thread,
     gint64         parent_id,
     GessoInputRole role,
     gint64         from_id)
{
  g_autofree char *blob = store_test_put (fixture->store, "a picture");
  GessoVersionDraft *draft = store_test_draft (gesso_thread_get_id (thread), "a prompt", blob);
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  draft->parent_id = parent_id;
  if (from_id != 0)
    {
      GessoVersionInput *input = gesso_version_draft_add_input (draft);

      input->role = role;
      input->blob = g_strdup (blob);
      input->version_id = from_id;
    }
  version = store_test_add_draft (fixture->store, draft, 0, &error);
  g_assert_no_error (error);
  return gesso_version_get_id (version);
}

static GessoFamily *
load (StoreFixture *fixture,
      gint64        thread_id,
      gint64        version_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoFamily *family;

  gesso_store_load_family_async (fixture->store, thread_id, version_id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  family = gesso_store_load_family_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return family;
}

static guint
count (GessoFamily *family)
{
  guint n;

  gesso_family_get_nodes (family, &n);
  return n;
}

static const GessoFamilyNode *
find (GessoFamily *family,
      gint64       id)
{
  guint index = gesso_family_find (family, id), n;

  g_assert_cmpuint (index, !=, GESSO_FAMILY_NONE);
  return &gesso_family_get_nodes (family, &n)[index];
}

static void
test_thread (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "one");
  g_autoptr (GessoThread) other = store_test_create_thread (fixture->store, "other");
  gint64 far_root = add (fixture, other, 0, GESSO_ROLE_SOURCE, 0);
  gint64 far = add (fixture, other, far_root, GESSO_ROLE_SOURCE, 0);
  gint64 root = add (fixture, thread, 0, GESSO_ROLE_SOURCE, 0);
  gint64 child = add (fixture, thread, root, GESSO_ROLE_REFERENCE, far);
  g_autoptr (GessoFamily) family = load (fixture, gesso_thread_get_id (thread), 0);
  g_autoptr (GessoFamily) kin = NULL;

  /* What it took from another thread is seen, but not that thread. */
  g_assert_cmpuint (count (family), ==, 3);
  g_assert_true (find (family, far)->elsewhere);
  g_assert_false (find (family, root)->elsewhere);
  g_assert_cmpuint (find (family, child)->n_edges, ==, 2);
  g_assert_cmpuint (find (family, child)->parent, ==, gesso_family_find (family, root));
  kin = load (fixture, 0, root);
  g_assert_cmpuint (count (kin), ==, 4);
  g_assert_false (find (kin, far_root)->elsewhere);
}

static void
test_trash (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "one");
  gint64 root = add (fixture, thread, 0, GESSO_ROLE_SOURCE, 0);
  gint64 middle = add (fixture, thread, root, GESSO_ROLE_SOURCE, 0);
  gint64 end = add (fixture, thread, middle, GESSO_ROLE_SOURCE, 0);
  g_autoptr (GessoFamily) family = NULL, gone = NULL;

  store_test_trash_version (fixture->store, middle, TRUE, NULL);
  family = load (fixture, gesso_thread_get_id (thread), 0);
  g_assert_cmpuint (count (family), ==, 3);
  g_assert_true (find (family, middle)->trashed);
  store_test_trash_version (fixture->store, end, TRUE, NULL);
  gone = load (fixture, 0, root);
  g_assert_cmpuint (count (gone), ==, 1);
}

/* What a database may say that no Gesso wrote. */
static void
test_hostile (StoreFixture *fixture,
              gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "one");
  gint64 first = add (fixture, thread, 0, GESSO_ROLE_SOURCE, 0);
  gint64 second = add (fixture, thread, first, GESSO_ROLE_MASK, first);
  g_autofree char *sql = g_strdup_printf ("PRAGMA foreign_keys = OFF;"
                                          "UPDATE thread_version SET parent_id = %" G_GINT64_FORMAT
                                          ", tool = 'a tool of tomorrow' WHERE id = %" G_GINT64_FORMAT ";"
                                          "UPDATE version_inputs SET role = x'ff00', from_version_id = 987654321;",
                                          second, first);
  g_autoptr (GessoFamily) family = NULL, kin = NULL, none = NULL;

  store_test_execute (fixture->folder, sql);
  family = load (fixture, gesso_thread_get_id (thread), 0);
  g_assert_cmpuint (count (family), ==, 2);
  g_assert_cmpuint (find (family, second)->parent, ==, 0);
  kin = load (fixture, 0, second);
  g_assert_cmpuint (count (kin), ==, 2);
  none = load (fixture, 0, 987654321);
  g_assert_cmpuint (count (none), ==, 0);
}

static void
test_cancel (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_load_family_async (fixture->store, 1, 0, cancellable, gesso_test_async_cb, &result);
  g_cancellable_cancel (cancellable);
  gesso_test_await (&result);
  g_assert_null (gesso_store_load_family_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Pins */

static gboolean
pin (StoreFixture *fixture,
     gint64        id,
     const char   *name,
     GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_pin_version_async (fixture->store, id, name, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_pin_version_finish (fixture->store, result, error);
}

static guint
count_found (StoreFixture *fixture,
             const char   *text)
{
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) hits = store_test_search (fixture->store, text, 10);

  filter->text = g_strdup (text);
  gesso_store_find_versions_async (fixture->store, filter, 0, 10, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  rows = gesso_store_find_versions_finish (fixture->store, result, NULL);
  g_assert_cmpuint (hits->len, ==, rows->len);
  return rows->len;
}

static void
test_pin (StoreFixture *fixture,
          gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "one");
  gint64 id = add (fixture, thread, 0, GESSO_ROLE_SOURCE, 0);
  g_autoptr (GessoVersion) version = store_test_get_version (fixture->store, id, NULL);
  g_autoptr (GessoVersion) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_version_get_pin (version));
  g_assert_true (pin (fixture, id, "Sent to Ada", NULL));
  g_assert_cmpstr (gesso_version_get_pin (version), ==, "Sent to Ada");
  g_assert_cmpuint (count_found (fixture, "ada"), ==, 1);
  g_assert_true (pin (fixture, id, "给评审", NULL));
  g_assert_cmpuint (count_found (fixture, "ada"), ==, 0);
  g_assert_cmpuint (count_found (fixture, "评审"), ==, 1);
  g_clear_object (&version);
  store_fixture_reopen (fixture);
  again = store_test_get_version (fixture->store, id, NULL);
  g_assert_cmpstr (gesso_version_get_pin (again), ==, "给评审");
  g_assert_true (pin (fixture, id, "", NULL));
  g_assert_cmpstr (gesso_version_get_pin (again), ==, "");
  g_assert_true (pin (fixture, id, NULL, NULL));
  g_assert_null (gesso_version_get_pin (again));
  g_assert_cmpuint (count_found (fixture, "评审"), ==, 0);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count (*) FROM pins"), ==, 0);
  g_assert_false (pin (fixture, 123456, "nobody", &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* Nothing of a pin outlives its version. */
static void
test_pin_purged (StoreFixture *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "one");
  gint64 id = add (fixture, thread, 0, GESSO_ROLE_SOURCE, 0);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (pin (fixture, id, "Sent to Ada", NULL));
  store_test_trash_version (fixture->store, id, TRUE, NULL);
  g_assert_cmpuint (count_found (fixture, "ada"), ==, 0);
  gesso_store_empty_trash_async (fixture->store, G_MAXINT64, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_empty_trash_finish (fixture->store, result, NULL));
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count (*) FROM pins"), ==, 0);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count (*) FROM search WHERE search MATCH 'ada'"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/store/family/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("thread", test_thread);
  ADD ("trash", test_trash);
  ADD ("hostile", test_hostile);
  ADD ("cancel", test_cancel);
  ADD ("pin", test_pin);
  ADD ("pin-purged", test_pin_purged);
  return g_test_run ();
}
