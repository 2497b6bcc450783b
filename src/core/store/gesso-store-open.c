/* gesso-store-open.c - from a folder to an open database
 *
 * Little is read here, for a full check of a large library takes seconds; that
 * is made in the background with every good copy. What is found damaged is put aside,
 * never thrown away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gesso-backup.h"
#include "gesso-error.h"
#include "gesso-migrations.h"
#include "gesso-storage-error.h"
#include "gesso-store-private.h"
#include "gesso-tables.h"

/* Bytes of a database that is checked whole at every start, which takes about a
 * millisecond. */
#define SMALL_DATABASE (1024 * 1024)
/* SQLite does not wait by itself when two make the same database at once. */
#define WAL_ATTEMPTS 200
#define LOCK_ATTEMPTS 250
#define PAUSE 20000 /* microseconds */

static gboolean
use_wal (GessoDatabase *database,
         GError       **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) local_error = NULL;

      /* Larger pages than usual: a cold start reads a third as many. */
      if (gesso_database_execute (database,
                                  "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                                  "PRAGMA cache_size = -16384",
                                  &local_error))
        return TRUE;
      if ((sqlite3_extended_errcode (gesso_database_peek (database)) & 0xff) != SQLITE_BUSY || i == WAL_ATTEMPTS)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_usleep (PAUSE);
    }
}

/* Whether the newest rows can be read; of a small or doubtful database, all. */
static gboolean
check_sanity (GessoDatabase *database,
              const char    *path,
              GError       **error)
{
  gint64 pages, page_size, unused;

  if (!gesso_database_get_int (database, error, &unused, 0,
                               "SELECT (SELECT max(id) FROM threads) + (SELECT max(id) FROM messages)"
                               " + (SELECT max(id) FROM thread_version) + (SELECT sequence FROM library)",
                               "") ||
      !gesso_database_get_int (database, error, &pages, 0, "PRAGMA page_count", "") ||
      !gesso_database_get_int (database, error, &page_size, 0, "PRAGMA page_size", ""))
    return FALSE;
  if (pages * page_size > SMALL_DATABASE && !gesso_backup_get_suspect (path))
    return TRUE;
  if (!gesso_backup_check (database, error))
    return FALSE;
  gesso_backup_set_suspect (path, FALSE);
  return TRUE;
}

/* @damaged tells why it failed: nothing else justifies taking the file away. */
static GessoDatabase *
try_open (const char *path,
          gboolean   *damaged,
          GError    **error)
{
  g_autoptr (GessoDatabase) database =
      gesso_database_open (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  const GessoMigration *migrations;
  guint n_migrations;

  *damaged = FALSE;
  if (database == NULL)
    return NULL;
  migrations = gesso_migrations_get (&n_migrations);
  if (use_wal (database, error) && gesso_migrations_run (database, path, migrations, n_migrations, error) &&
      check_sanity (database, path, error))
    return g_steal_pointer (&database);
  *damaged = gesso_database_is_damaged (database);
  return NULL;
}

/* Moves the database aside with the files that belong to it. */
static gboolean
put_aside (const char *path,
           const char *aside,
           GError    **error)
{
  static const char *const suffixes[] = { "-wal", "-shm" };

  if (g_rename (path, aside) != 0)
    {
      gesso_storage_set_errno_error (error, errno, path);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      g_rename (from, to);
    }
  return TRUE;
}

/* A copy of @copy at @path when it opens and is whole. */
static GessoDatabase *
try_copy (const char *copy,
          const char *path)
{
  g_autoptr (GFile) from = g_file_new_for_path (copy);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GessoDatabase) database = NULL;
  gboolean damaged;

  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL))
    database = try_open (path, &damaged, NULL);
  if (database != NULL && gesso_backup_check (database, NULL))
    return g_steal_pointer (&database);
  g_clear_pointer (&database, gesso_database_close);
  g_unlink (path);
  return NULL;
}

/* The files there may be pictures whose rows were lost: none is ever swept. */
static gboolean
keep_files (GessoDatabase *database,
            GError       **error)
{
  return gesso_database_begin (database, TRUE, error) &&
         gesso_library_set_keep_before (database, g_get_real_time (), error) &&
         gesso_database_commit (database, error);
}

static char *
make_notice (const char *copy,
             const char *aside)
{
  g_autofree char *name = g_path_get_basename (aside);
  g_autofree char *when = NULL;
  g_autoptr (GDateTime) date = NULL;
  GStatBuf info;

  if (copy == NULL || g_stat (copy, &info) != 0)
    /* Translators: %s is the name of a file. */
    return g_strdup_printf (_("The library was damaged, and there was no good copy to go back to. "
                              "Gesso began a new one; the damaged one is kept as “%s”, "
                              "and its pictures were not touched."),
                            name);
  date = g_date_time_new_from_unix_local (info.st_mtime);
  when = g_date_time_format (date, "%c");
  /* Translators: %1$s is a date and time, %2$s the name of a file. */
  return g_strdup_printf (_("The library was damaged. Gesso went back to its good copy of %1$s; "
                            "the damaged one is kept as “%2$s”."),
                          when, name);
}

/* Opens the best copy in place of the damaged database, or a new one. */
static GessoDatabase *
recover (const char *path,
         char      **notice,
         GError    **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *aside = g_strconcat (path, ".corrupt-", stamp, NULL);
  g_autoptr (GPtrArray) copies = gesso_backup_list (path);
  g_autoptr (GessoDatabase) database = NULL;
  gboolean damaged;
  guint i;

  if (!put_aside (path, aside, error))
    return NULL;
  gesso_backup_set_suspect (path, FALSE);
  for (i = 0; database == NULL && i < copies->len; i++)
    database = try_copy (copies->pdata[i], path);
  *notice = make_notice (database != NULL ? copies->pdata[i - 1] : NULL, aside);
  if (database == NULL)
    database = try_open (path, &damaged, error);
  if (database == NULL || !keep_files (database, error))
    return NULL;
  return g_steal_pointer (&database);
}

/* The exclusive lock, or -1 when others keep it for long. */
static int
lock_for_recovery (GessoBlobStore *blobs,
                   GError        **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) local_error = NULL;
      int lock = gesso_blob_store_lock (blobs, TRUE, &local_error);

      if (lock >= 0)
        return lock;
      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return -1;
        }
      if (i == LOCK_ATTEMPTS)
        {
          gesso_storage_set_busy_error (error);
          return -1;
        }
      g_usleep (PAUSE);
    }
}

GessoDatabase *
gesso_store_open_database (const char     *path,
                           GessoBlobStore *blobs,
                           char          **notice,
                           GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GessoDatabase) database = NULL;
  gboolean is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean damaged;
  int lock;

  database = try_open (path, &damaged, &local_error);
  if (database == NULL && damaged)
    {
      /* One process mends it; a second one finds it mended. */
      lock = lock_for_recovery (blobs, error);
      if (lock < 0)
        return NULL;
      g_clear_error (&local_error);
      database = try_open (path, &damaged, &local_error);
      if (database == NULL && damaged)
        {
          g_clear_error (&local_error);
          database = recover (path, notice, &local_error);
        }
      gesso_blob_store_unlock (lock);
    }
  else if (database != NULL && is_new && gesso_blob_store_has_files (blobs) && !keep_files (database, error))
    return NULL;
  if (database == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&database);
}
