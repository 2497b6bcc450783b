/* test-bundle.c - libraries that travel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bundle-fixture.h"

typedef struct
{
  StoreFixture from, to;
  char *path; /* of the bundle */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  store_fixture_set_up (&fixture->from, NULL);
  store_fixture_set_up (&fixture->to, NULL);
  fixture->path = g_build_filename (fixture->from.folder, "out.gesso", NULL);
  bundle_fixture_fill (fixture->from.store, GPOINTER_TO_UINT (data));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_free (fixture->path);
  store_fixture_tear_down (&fixture->to, NULL);
  store_fixture_tear_down (&fixture->from, NULL);
}

static void
export_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  bundle_fixture_export (fixture->from.store, 0, 0, fixture->path, &error);
  g_assert_no_error (error);
}

static guint
import (Fixture *fixture,
        guint    n_threads)
{
  g_autoptr (GError) error = NULL;
  guint n_new;
  g_autoptr (GArray) threads = bundle_fixture_import (fixture->to.store, fixture->path, &n_new, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (threads->len, ==, n_threads);
  return n_new;
}

/* Line by line, so that a difference can be read. */
static void
assert_same_text (const char *one,
                  const char *other)
{
  g_auto (GStrv) lines = g_strsplit (one, "\n", -1), others = g_strsplit (other, "\n", -1);

  for (guint i = 0; lines[i] != NULL && others[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, others[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (others));
}

static void
assert_same_files (Fixture *fixture)
{
  g_autofree char *names =
      store_test_query_text (fixture->from.folder, "SELECT group_concat (hash, ' ') FROM blobs");
  g_auto (GStrv) blobs = g_strsplit (names, " ", -1);

  for (guint i = 0; blobs[i] != NULL; i++)
    {
      g_autoptr (GBytes) one = store_test_get_blob (fixture->from.store, blobs[i], NULL);
      g_autoptr (GBytes) other = store_test_get_blob (fixture->to.store, blobs[i], NULL);

      g_assert_nonnull (one);
      g_assert_nonnull (other);
      g_assert_true (g_bytes_equal (one, other));
    }
}

static void
test_round_trip (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *before = bundle_fixture_describe (fixture->from.folder);
  g_autofree char *after = NULL;

  export_all (fixture);
  g_assert_cmpuint (import (fixture, 5), ==, GPOINTER_TO_UINT (data));
  after = bundle_fixture_describe (fixture->to.folder);
  assert_same_text (before, after);
  assert_same_files (fixture);
}

static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *once = NULL, *twice = NULL;

  export_all (fixture);
  import (fixture, 5);
  once = bundle_fixture_describe (fixture->to.folder);
  g_assert_cmpuint (import (fixture, 5), ==, 0);
  twice = bundle_fixture_describe (fixture->to.folder);
  assert_same_text (once, twice);
}

/* Into the very library that it came from. */
static void
test_home (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *before = bundle_fixture_describe (fixture->from.folder);
  g_autofree char *after = NULL;
  g_autoptr (GArray) threads = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new;

  export_all (fixture);
  threads = bundle_fixture_import (fixture->from.store, fixture->path, &n_new, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_new, ==, 0);
  after = bundle_fixture_describe (fixture->from.folder);
  assert_same_text (before, after);
}

static void
test_found_again (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;

  export_all (fixture);
  import (fixture, 5);
  hits = store_test_search (fixture->to.store, "灯光", 1000);
  g_assert_cmpuint (hits->len, >, GPOINTER_TO_UINT (data));
  g_clear_pointer (&hits, g_ptr_array_unref);
  store_fixture_reopen (&fixture->to);
  hits = store_test_search (fixture->to.store, "thread", 1000);
  g_assert_cmpuint (hits->len, ==, 5);
}

/* What was made since the first time comes too, and finds its ancestors. */
static void
test_later (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) threads = store_test_list_threads (fixture->from.store, FALSE);
  gint64 thread_id = gesso_thread_get_id (threads->pdata[0]);
  gint64 parent_id = store_test_query_int (fixture->from.folder, "SELECT max (id) FROM thread_version");
  GessoVersionDraft *draft = gesso_version_draft_new ();
  g_autoptr (GessoVersion) version = NULL;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  export_all (fixture);
  import (fixture, 5);
  draft->thread_id = thread_id;
  draft->parent_id = parent_id;
  draft->tool = GESSO_TOOL_UPSCALE;
  version = store_test_add_draft (fixture->from.store, draft, 0, &error);
  g_assert_no_error (error);
  bundle_fixture_export (fixture->from.store, 0, gesso_version_get_id (version), fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import (fixture, 1), ==, 1);
  before = store_test_query_text (fixture->from.folder, "SELECT p.uuid FROM thread_version v JOIN thread_version p"
                                  " ON p.id = v.parent_id ORDER BY v.id DESC LIMIT 1");
  after = store_test_query_text (fixture->to.folder, "SELECT p.uuid FROM thread_version v JOIN thread_version p"
                                 " ON p.id = v.parent_id ORDER BY v.id DESC LIMIT 1");
  g_assert_nonnull (before);
  g_assert_cmpstr (before, ==, after);
}

static void
test_one_version (Fixture      *fixture,
                  gconstpointer data)
{
  gint64 id = store_test_query_int (fixture->from.folder,
                                    "SELECT max (id) FROM thread_version WHERE message_id IS NOT NULL AND parent_id IS NOT NULL");
  g_autoptr (GError) error = NULL;

  bundle_fixture_export (fixture->from.store, 0, id, fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import (fixture, 1), ==, 1);
  g_assert_cmpint (store_test_query_int (fixture->to.folder, "SELECT count (*) FROM messages"), ==, 1);
  g_assert_cmpint (store_test_query_int (fixture->to.folder,
                                         "SELECT count (*) FROM thread_version WHERE parent_id IS NULL AND message_id"), ==, 1);
}

static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) threads = NULL;
  gint64 id;
  g_autoptr (GError) error = NULL;

  id = store_test_query_int (fixture->from.folder, "SELECT max (id) FROM thread_version");
  store_test_trash_version (fixture->from.store, id, TRUE, &error);
  g_assert_no_error (error);
  export_all (fixture);
  g_assert_cmpuint (import (fixture, 5), ==, GPOINTER_TO_UINT (data) - 1);
  threads = store_test_list_threads (fixture->to.store, FALSE);
  store_test_trash_thread (fixture->to.store, gesso_thread_get_id (threads->pdata[2]), TRUE, &error);
  g_assert_no_error (error);
  g_clear_pointer (&threads, g_ptr_array_unref);
  import (fixture, 5);
  threads = store_test_list_threads (fixture->to.store, FALSE);
  g_assert_cmpuint (threads->len, ==, 5);
}

static void
test_nothing_there (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bundle_fixture_export (fixture->from.store, 987654, 0, fixture->path, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_false (bundle_fixture_export (fixture->from.store, 0, 987654, fixture->path, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_lost_picture (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *blob = store_test_query_text (fixture->from.folder, "SELECT blob FROM version_images LIMIT 1");
  g_autofree char *path = gesso_store_dup_blob_path (fixture->from.store, blob);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (bundle_fixture_export (fixture->from.store, 0, 0, fixture->path, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
  dir = g_dir_open (fixture->from.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".gesso-"));
}

static void
test_no_folder (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->from.folder, "missing", "out.gesso", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (bundle_fixture_export (fixture->from.store, 0, 0, path, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == GESSO_ERROR);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) threads = NULL;
  g_autoptr (GError) error = NULL;

  export_all (fixture);
  gesso_bundle_import_async (fixture->to.store, file, NULL, NULL, cancellable, gesso_test_async_cb, &result);
  g_cancellable_cancel (cancellable);
  gesso_test_await (&result);
  threads = gesso_bundle_import_finish (fixture->to.store, result, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (threads);
  g_assert_cmpint (store_test_query_int (fixture->to.folder, "SELECT count (*) FROM threads"), ==, 0);
}

static void
test_names (void)
{
  static const struct { const char *path; gboolean is_bundle; } cases[] = {
    { "/a/b.gesso", TRUE }, { "/a/B.GESSO", TRUE }, { "/a/.gesso", FALSE }, { "/a/b.png", FALSE }, { "/a/gesso", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (cases[i].path);

      g_assert_cmpint (gesso_bundle_is_named (file), ==, cases[i].is_bundle);
    }
}

int
main (int   argc,
      char *argv[])
{
  const char *versions = g_getenv ("GESSO_TEST_VERSIONS");
  gpointer n = GUINT_TO_POINTER (versions != NULL ? (guint) g_ascii_strtoull (versions, NULL, 10) : 40);
  gpointer few = GUINT_TO_POINTER (gesso_test_under_valgrind () ? 12 : 25);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bundle/names", test_names);
  g_test_add ("/bundle/round-trip", Fixture, n, set_up, test_round_trip, tear_down);
  if (GPOINTER_TO_UINT (n) <= 100)
    {
      g_test_add ("/bundle/twice", Fixture, few, set_up, test_twice, tear_down);
      g_test_add ("/bundle/home", Fixture, few, set_up, test_home, tear_down);
      g_test_add ("/bundle/found-again", Fixture, few, set_up, test_found_again, tear_down);
      g_test_add ("/bundle/later", Fixture, few, set_up, test_later, tear_down);
      g_test_add ("/bundle/one-version", Fixture, few, set_up, test_one_version, tear_down);
      g_test_add ("/bundle/trash", Fixture, few, set_up, test_trash, tear_down);
      g_test_add ("/bundle/nothing-there", Fixture, few, set_up, test_nothing_there, tear_down);
      g_test_add ("/bundle/lost-picture", Fixture, few, set_up, test_lost_picture, tear_down);
      g_test_add ("/bundle/no-folder", Fixture, few, set_up, test_no_folder, tear_down);
      g_test_add ("/bundle/cancelled", Fixture, few, set_up, test_cancelled, tear_down);
    }
  return g_test_run ();
}
