/* gesso-backup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "gesso-backup.h"
#include "gesso-storage-error.h"

/* Pages copied between two looks at the cancellable. */
#define COPY_STEP 512

/* Copies the pages of @source's open snapshot, then checks what was written. */
static gboolean
copy_pages (sqlite3      *source,
            sqlite3      *copy,
            GCancellable *cancellable,
            GError      **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", source, "main");
  int result = SQLITE_ERROR;

  if (backup == NULL)
    {
      gesso_storage_set_sqlite_error (error, copy);
      return FALSE;
    }
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          sqlite3_backup_finish (backup);
          return FALSE;
        }
      result = sqlite3_backup_step (backup, COPY_STEP);
    }
  while (result == SQLITE_OK);
  sqlite3_backup_finish (backup);
  if (result != SQLITE_DONE || sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
    {
      gesso_storage_set_sqlite_error (error, copy);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_copy (GessoDatabase *database,
            const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  sqlite3 *copy = NULL;
  gboolean ok;

  if (sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK)
    {
      gesso_storage_set_sqlite_error (error, copy);
      sqlite3_close (copy);
      return FALSE;
    }
  sqlite3_extended_result_codes (copy, 1);
  ok = copy_pages (gesso_database_peek (database), copy, cancellable, error);
  sqlite3_close (copy);
  return ok;
}

gboolean
gesso_backup_copy (GessoDatabase *database,
                   const char    *path,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  gboolean ok;
  gint64 unused;

  g_unlink (temporary);
  if (!gesso_database_begin (database, FALSE, error))
    return FALSE;
  /* The snapshot starts with the first read. */
  ok = gesso_database_get_int (database, error, &unused, 0, "SELECT count(*) FROM sqlite_master", "") &&
       write_copy (database, temporary, cancellable, error);
  gesso_database_rollback (database);
  if (ok && g_rename (temporary, path) != 0)
    {
      gesso_storage_set_errno_error (error, errno, path);
      ok = FALSE;
    }
  if (!ok)
    g_unlink (temporary);
  return ok;
}
