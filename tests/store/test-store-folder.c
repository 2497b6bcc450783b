/* test-store-folder.c - folders that cannot be used, and those that are hard to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/mount.h>
#include <unistd.h>

#include "gesso-store-private.h"
#include "gesso-store-test.h"

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
test_folder_is_file (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *below = g_build_filename (path, "below", NULL);

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  assert_fails (path);
  assert_fails (below);
  gesso_test_remove (folder);
}

static void
test_database_is_folder (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_fails (folder);
  gesso_test_remove (folder);
}

static void
test_deep_folder (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *deep = g_build_filename (folder, "ä b", "c", "d", NULL);
  g_autoptr (GError) error = NULL;
  GessoStore *store = store_test_open (deep, &error);

  g_assert_no_error (error);
  store_test_close (store);
  gesso_test_remove (folder);
}

static gboolean
mount_small (const char *folder,
             const char *options)
{
  if (mount ("tmpfs", folder, "tmpfs", 0, options) == 0)
    return TRUE;
  g_test_skip ("mounting a file system is not permitted");
  return FALSE;
}

static void
test_read_only (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "new", NULL);
  StoreFixture fixture = { folder, NULL };

  if (mount_small (folder, "size=4m"))
    {
      open_store (&fixture);
      close_store (&fixture);
      g_assert_cmpint (mount ("tmpfs", folder, "tmpfs", MS_REMOUNT | MS_RDONLY, ""), ==, 0);
      assert_fails (folder);
      assert_fails (missing);
      g_assert_cmpint (umount (folder), ==, 0);
    }
  gesso_test_remove (folder);
}

static void
test_read_only_permissions (void)
{
  g_autofree char *folder = gesso_test_make_folder ();

  if (geteuid () == 0)
    g_test_skip ("permissions do not bind root");
  else
    {
      g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
      assert_fails (folder);
      g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
    }
  gesso_test_remove (folder);
}

static char *
try_put (GessoStore *store,
         gsize       size,
         GError    **error)
{
  static guint serial;
  g_autofree char *data = g_malloc0 (size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  memcpy (data, &serial, sizeof serial);
  serial++;
  bytes = g_bytes_new (data, size);
  gesso_store_put_blob_async (store, bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_put_blob_finish (store, result, error);
}

/* Fills the disk with pictures and then with rows: sentences, and all that was
 * told to be kept is there. */
static void
test_full_disk (void)
{
  g_autofree char *folder = gesso_test_make_folder ();
  StoreFixture fixture = { folder, NULL };
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *filler = g_strnfill (20000, 'x');
  guint threads = 0;

  if (!mount_small (folder, "size=3m"))
    {
      gesso_test_remove (folder);
      return;
    }
  open_store (&fixture);
  for (gsize size = 256 * 1024; size >= 4096; size /= 8)
    {
      char *blob;

      g_clear_error (&error);
      while ((blob = try_put (fixture.store, size, &error)) != NULL)
        g_ptr_array_add (blobs, blob);
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
    }
  g_assert_cmpuint (blobs->len, >, 0);
  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GessoThread) thread = NULL;

      g_clear_error (&error);
      gesso_store_create_thread_async (fixture.store, filler, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      thread = gesso_store_create_thread_finish (fixture.store, result, &error);
      if (thread == NULL)
        break;
      threads++;
    }
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
  close_store (&fixture);

  g_assert_cmpint (mount ("tmpfs", folder, "tmpfs", MS_REMOUNT, "size=8m"), ==, 0);
  open_store (&fixture);
  g_assert_null (gesso_store_get_notice (fixture.store));
  g_assert_cmpint (store_test_query_int (folder, "SELECT count(*) FROM threads"), ==, threads);
  for (guint i = 0; i < blobs->len; i++)
    {
      g_autoptr (GBytes) bytes = store_test_get_blob (fixture.store, blobs->pdata[i], NULL);

      g_assert_nonnull (bytes);
    }
  close_store (&fixture);
  g_assert_cmpint (umount (folder), ==, 0);
  gesso_test_remove (folder);
}

static void
test_full_disk_at_open (void)
{
  g_autofree char *folder = gesso_test_make_folder ();

  if (mount_small (folder, "size=16k"))
    {
      assert_fails (folder);
      g_assert_cmpint (umount (folder), ==, 0);
    }
  gesso_test_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/folder/deep", test_deep_folder);
  g_test_add_func ("/store/folder/is-file", test_folder_is_file);
  g_test_add_func ("/store/folder/database-is-folder", test_database_is_folder);
  g_test_add_func ("/store/folder/read-only", test_read_only);
  g_test_add_func ("/store/folder/read-only-permissions", test_read_only_permissions);
  g_test_add_func ("/store/folder/full-disk", test_full_disk);
  g_test_add_func ("/store/folder/full-disk-at-open", test_full_disk_at_open);
  return g_test_run ();
}
