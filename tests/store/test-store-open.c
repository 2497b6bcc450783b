/* test-store-open.c - migrations and damage
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>
#include <utime.h>

#include "gesso-backup.h"
#include "gesso-migrations.h"
#include "gesso-store-private.h"
#include "gesso-store-test.h"

/* Names in @folder that start with @prefix. */
static GPtrArray *
list_names (const char *folder,
            const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      g_ptr_array_add (names, g_strdup (name));
  return names;
}

static char *
dup_database_path (StoreFixture *fixture)
{
  return g_build_filename (fixture->folder, "gesso.db", NULL);
}

static void
overwrite (const char *path,
           goffset     offset,
           gsize       length)
{
  g_autofree char *junk = g_malloc (length);
  FILE *file = g_fopen (path, "r+");

  memset (junk, 0xa5, length);
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (junk, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
close_store (StoreFixture *fixture)
{
  store_test_close (fixture->store);
  fixture->store = NULL;
}

static void
open_store (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = store_test_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static void
assert_fails (const char *folder)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (store_test_open (folder, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_settings (StoreFixture *fixture,
               gconstpointer data)
{
  g_autofree char *mode = store_test_query_text (fixture->folder, "PRAGMA journal_mode");
  guint n;

  gesso_migrations_get (&n);
  g_assert_cmpstr (mode, ==, "wal");
  g_assert_cmpint (store_test_query_int (fixture->folder, "PRAGMA user_version"), ==, n);
  g_assert_cmpstr (gesso_store_get_data_dir (fixture->store), ==, fixture->folder);
  g_assert_null (gesso_store_get_notice (fixture->store));
}

static void
test_again (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "stays");
  g_autoptr (GPtrArray) threads = NULL;

  for (guint i = 0; i < 5; i++)
    store_fixture_reopen (fixture);
  threads = store_test_list_threads (fixture->store, FALSE);
  g_assert_cmpuint (threads->len, ==, 1);
}

static gboolean
step_one (GessoDatabase *database,
          GError       **error)
{
  return gesso_database_execute (database, "CREATE TABLE one (x); INSERT INTO one VALUES (1)", error);
}

static gboolean
step_two (GessoDatabase *database,
          GError       **error)
{
  return gesso_database_execute (database, "CREATE TABLE two (x); UPDATE one SET x = 2", error);
}

static gboolean
step_broken (GessoDatabase *database,
             GError       **error)
{
  return gesso_database_execute (database, "UPDATE one SET x = 3; INSERT INTO nowhere VALUES (1)", error);
}

static gint64
query_file (const char *path,
            const char *sql)
{
  g_autoptr (GessoDatabase) database = gesso_database_open (path, SQLITE_OPEN_READWRITE, NULL);
  gint64 value = -1;

  gesso_database_get_int (database, NULL, &value, -2, sql, "");
  return value;
}

static void
migrate (const char           *path,
         const GessoMigration *steps,
         guint                 n,
         gboolean              succeeds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoDatabase) database =
      gesso_database_open (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gesso_migrations_run (database, path, steps, n, &error), ==, succeeds);
  if (succeeds)
    g_assert_no_error (error);
  else
    g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
}

static void
test_migration_backup (void)
{
  const GessoMigration steps[] = { step_one, step_two, step_broken };
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "m.db", NULL);
  g_autofree char *first = g_strconcat (path, ".backup-1", NULL);
  g_autofree char *second = g_strconcat (path, ".backup-2", NULL);

  migrate (path, steps, 1, TRUE);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS)); /* nothing was there to keep */
  migrate (path, steps, 2, TRUE);
  g_assert_cmpint (query_file (path, "SELECT x FROM one"), ==, 2);
  g_assert_cmpint (query_file (path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query_file (first, "SELECT x FROM one"), ==, 1);
  g_assert_cmpint (query_file (first, "PRAGMA user_version"), ==, 1);

  /* One that fails leaves all as it was. */
  migrate (path, steps, 3, FALSE);
  g_assert_cmpint (query_file (path, "SELECT x FROM one"), ==, 2);
  g_assert_cmpint (query_file (path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query_file (second, "SELECT x FROM one"), ==, 2);

  /* Up to date: no copy is made. */
  g_unlink (first);
  migrate (path, steps, 2, TRUE);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  gesso_test_remove (folder);
}

static void
test_newer (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "future");
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (GMappedFile) before = NULL;
  g_autoptr (GMappedFile) after = NULL;
  g_autoptr (GBytes) before_bytes = NULL;
  g_autoptr (GBytes) after_bytes = NULL;

  g_clear_object (&thread);
  close_store (fixture);
  store_test_execute (fixture->folder, "PRAGMA user_version = 9999");
  before = g_mapped_file_new (path, FALSE, NULL);
  before_bytes = g_bytes_new (g_mapped_file_get_contents (before), g_mapped_file_get_length (before));
  assert_fails (fixture->folder);
  after = g_mapped_file_new (path, FALSE, NULL);
  after_bytes = g_mapped_file_get_bytes (after);
  g_assert_true (g_bytes_equal (before_bytes, after_bytes));
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM threads"), ==, 1);
}

/* Of some other program, but called as ours is. */
static void
test_foreign (void)
{
  g_autofree char *folder = gesso_test_make_folder ();

  store_test_execute (folder, "CREATE TABLE threads (something_else); INSERT INTO threads VALUES (1)");
  assert_fails (folder);
  g_assert_cmpint (store_test_query_int (folder, "SELECT something_else FROM threads"), ==, 1);
  gesso_test_remove (folder);
}

/* Damaged at @offset: kept aside, and the good copy opened. */
static void
check_recovery (StoreFixture *fixture,
                goffset       offset,
                gsize         length)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "good");
  g_autofree char *path = dup_database_path (fixture);
  g_autofree char *blob = store_test_put (fixture->store, "pixels");
  g_autoptr (GPtrArray) aside = NULL;
  g_autoptr (GPtrArray) threads = NULL;
  g_autoptr (GessoThread) after = NULL;

  g_clear_object (&thread);
  close_store (fixture); /* makes the first good copy */
  open_store (fixture);
  thread = store_test_create_thread (fixture->store, "lost");
  g_clear_object (&thread);
  close_store (fixture);
  overwrite (path, offset, length);
  open_store (fixture);
  g_assert_nonnull (gesso_store_get_notice (fixture->store));
  aside = list_names (fixture->folder, "gesso.db.corrupt-");
  g_assert_cmpuint (aside->len, ==, 1);
  g_assert_nonnull (strstr (gesso_store_get_notice (fixture->store), aside->pdata[0]));
  threads = store_test_list_threads (fixture->store, FALSE);
  g_assert_cmpuint (threads->len, ==, 1);
  g_assert_cmpstr (gesso_thread_get_title (threads->pdata[0]), ==, "good");
  after = store_test_create_thread (fixture->store, "goes on");
  g_clear_pointer (&threads, g_ptr_array_unref);
  g_clear_object (&after);

  /* And all is well at the next start. */
  store_fixture_reopen (fixture);
  g_assert_null (gesso_store_get_notice (fixture->store));
  threads = store_test_list_threads (fixture->store, FALSE);
  g_assert_cmpuint (threads->len, ==, 2);
}

static void
test_corrupt_header (StoreFixture *fixture,
                     gconstpointer data)
{
  check_recovery (fixture, 0, 4096);
}

static void
test_corrupt_schema (StoreFixture *fixture,
                     gconstpointer data)
{
  check_recovery (fixture, 100, 3000);
}

static void
test_corrupt_inside (StoreFixture *fixture,
                     gconstpointer data)
{
  check_recovery (fixture, 4096, 4096 * 30);
}

static void
test_truncated (StoreFixture *fixture,
                gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "good");
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (GPtrArray) threads = NULL;

  g_clear_object (&thread);
  close_store (fixture);
  g_assert_cmpint (truncate (path, 3 * 4096 + 77), ==, 0);
  open_store (fixture);
  g_assert_nonnull (gesso_store_get_notice (fixture->store));
  threads = store_test_list_threads (fixture->store, FALSE);
  g_assert_cmpuint (threads->len, ==, 1);
}

static void
test_corrupt_no_copy (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  StoreFixture fixture = { folder, NULL };
  g_autofree char *path = dup_database_path (&fixture);
  g_autofree char *blob = NULL;
  g_autofree char *blob_path = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) aside = NULL;
  struct utimbuf long_ago = { 1000000, 1000000 };

  open_store (&fixture);
  blob = store_test_put (fixture.store, "a picture of a lost library");
  blob_path = gesso_store_dup_blob_path (fixture.store, blob);
  close_store (&fixture);
  g_assert_true (g_file_set_contents (path, "This is no database, but it is long enough to look at.", -1, NULL));
  open_store (&fixture);
  g_assert_nonnull (gesso_store_get_notice (fixture.store));
  aside = list_names (folder, "gesso.db.corrupt-");
  g_assert_cmpuint (aside->len, ==, 1);

  /* Its pictures have no rows now, but nobody sweeps them. */
  g_assert_cmpint (g_utime (blob_path, &long_ago), ==, 0);
  gesso_store_tidy_async (fixture.store, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_tidy_finish (fixture.store, result, NULL));
  g_clear_object (&result);
  g_assert_true (g_file_test (blob_path, G_FILE_TEST_EXISTS));
  close_store (&fixture);
  gesso_test_remove (folder);
}

/* Damage that the start did not see is met later, and mended at the next. */
static void
test_suspect (StoreFixture *fixture,
              gconstpointer data)
{
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "good");

  g_clear_object (&thread);
  close_store (fixture);
  gesso_backup_set_suspect (path, TRUE);
  open_store (fixture); /* looked at, and found whole */
  g_assert_null (gesso_store_get_notice (fixture->store));
  g_assert_false (gesso_backup_get_suspect (path));
}

/* In a large library only the newest rows are read at the start; what is found
 * damaged later makes the next start look everywhere. */
static void
test_met_later (StoreFixture *fixture,
                gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "good");
  gint64 id = gesso_thread_get_id (thread);
  g_autofree char *path = dup_database_path (fixture);
  g_autofree char *text = g_strnfill (3 * 1024 * 1024, 'x');
  g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, id, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&message);
  message = store_test_add_message (fixture->store, id, "newest");
  g_clear_object (&message);
  g_clear_object (&thread);
  close_store (fixture);
  overwrite (path, 2 * 1024 * 1024, 65536);
  open_store (fixture);
  g_assert_null (gesso_store_get_notice (fixture->store));
  gesso_store_load_timeline_async (fixture->store, id, 0, 10, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_store_load_timeline_finish (fixture->store, result, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
  g_assert_true (gesso_backup_get_suspect (path));
  g_clear_object (&result);
  store_fixture_reopen (fixture);
  g_assert_nonnull (gesso_store_get_notice (fixture->store));
  items = store_test_load (fixture->store, id, 0, 10, NULL);
  g_assert_cmpuint (items->len, ==, 2);
}

static void
test_empty_file (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  StoreFixture fixture = { folder, NULL };
  g_autofree char *path = dup_database_path (&fixture);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  open_store (&fixture);
  g_assert_null (gesso_store_get_notice (fixture.store));
  close_store (&fixture);
  gesso_test_remove (folder);
}

static void
test_good_copies (StoreFixture *fixture,
                  gconstpointer data)
{
  g_autofree char *path = dup_database_path (fixture);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) copies = NULL;

  g_assert_true (gesso_backup_is_due (path));
  close_store (fixture);
  names = list_names (fixture->folder, "gesso.db.good-");
  g_assert_cmpuint (names->len, ==, 0); /* nothing to keep yet */
  open_store (fixture);
  g_object_unref (store_test_create_thread (fixture->store, "x"));
  close_store (fixture);
  g_assert_false (gesso_backup_is_due (path));

  /* The newest three stay. */
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *old = g_strdup_printf ("%s.good-2020010%uT000000Z", path, i);

      g_assert_true (g_file_set_contents (old, "old", -1, NULL));
    }
  g_assert_true (gesso_backup_make (path, NULL, NULL));
  copies = gesso_backup_list (path);
  g_assert_cmpuint (copies->len, ==, 3);
  g_assert_cmpint (query_file (copies->pdata[0], "SELECT count(*) FROM threads"), ==, 1);
}

#define ADD(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/open/settings", test_settings);
  ADD ("/store/open/again", test_again);
  g_test_add_func ("/store/open/migration-backup", test_migration_backup);
  ADD ("/store/open/newer", test_newer);
  g_test_add_func ("/store/open/foreign", test_foreign);
  g_test_add_func ("/store/open/empty-file", test_empty_file);
  ADD ("/store/damage/header", test_corrupt_header);
  ADD ("/store/damage/schema", test_corrupt_schema);
  ADD ("/store/damage/inside", test_corrupt_inside);
  ADD ("/store/damage/truncated", test_truncated);
  g_test_add_func ("/store/damage/no-copy", test_corrupt_no_copy);
  ADD ("/store/damage/suspect", test_suspect);
  ADD ("/store/damage/met-later", test_met_later);
  ADD ("/store/damage/good-copies", test_good_copies);
  return g_test_run ();
}
