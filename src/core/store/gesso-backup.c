/* gesso-backup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "gesso-backup.h"
#include "gesso-storage-error.h"

/* Pages copied between two looks at the cancellable. */
#define COPY_STEP 512
#define KEPT_COPIES 3
/* The name tells the time, so names sort by age. */
#define GOOD_INFIX ".good-"
#define GOOD_FORMAT "%Y%m%dT%H%M%SZ"

/* Copies the pages of @source's open snapshot. */
static gboolean
copy_pages (sqlite3      *source,
            sqlite3      *copy,
            GCancellable *cancellable,
            GError      **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", source, "main");
  int result;

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
  if (sqlite3_backup_finish (backup) == SQLITE_OK && result == SQLITE_DONE)
    return TRUE;
  gesso_storage_set_sqlite_error (error, copy);
  return FALSE;
}

gboolean
gesso_backup_check (GessoDatabase *database,
                    GError       **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (database, error, "PRAGMA quick_check (1)", "");
  gboolean ok;

  if (statement == NULL || gesso_database_step (database, statement, error) != GESSO_FETCH_ROW)
    return FALSE;
  ok = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  gesso_database_reset (statement);
  if (!ok)
    {
      gesso_database_set_damaged (database);
      gesso_storage_set_damage_error (error);
    }
  return ok;
}

static gboolean
write_copy (GessoDatabase *database,
            const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GessoDatabase) copy =
      gesso_database_open (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  /* Not a WAL database, or reading it would leave files beside it. */
  if (copy != NULL && copy_pages (gesso_database_peek (database), gesso_database_peek (copy), cancellable, error) &&
      gesso_database_execute (copy, "PRAGMA journal_mode = DELETE", error) && gesso_backup_check (copy, error))
    return TRUE;
  /* The copy has the pages of the original, so it has its damage. */
  if (copy != NULL && gesso_database_is_damaged (copy))
    gesso_database_set_damaged (database);
  return FALSE;
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

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  gsize x_length = strlen (x), y_length = strlen (y);

  /* Times are all of one length; the numbers of migrations are not. */
  return x_length != y_length ? (x_length < y_length) - (x_length > y_length) : strcmp (y, x);
}

/* Paths of the files beside @path whose names go on with @infix, newest first. */
static GPtrArray *
list_beside (const char *path,
             const char *infix)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, infix, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, ".new") && !strstr (name, ".new-"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_newest_first);
  return paths;
}

static char *
make_good_path (const char *path,
                GDateTime  *when)
{
  g_autofree char *stamp = g_date_time_format (when, GOOD_FORMAT);

  return g_strconcat (path, GOOD_INFIX, stamp, NULL);
}

gboolean
gesso_backup_is_due (const char *path)
{
  g_autoptr (GPtrArray) copies = list_beside (path, GOOD_INFIX);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *day_old = make_good_path (path, yesterday);

  return copies->len == 0 || strcmp (copies->pdata[0], day_old) < 0;
}

gboolean
gesso_backup_make (const char   *path,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *copy = make_good_path (path, now);
  g_autoptr (GessoDatabase) database = gesso_database_open (path, SQLITE_OPEN_READWRITE, error);
  g_autoptr (GPtrArray) copies = NULL;
  gint64 has_threads;

  if (database == NULL || !gesso_database_get_int (database, error, &has_threads, 0,
                                                   "SELECT EXISTS (SELECT 1 FROM threads)", ""))
    return FALSE;
  if (!has_threads)
    return TRUE;
  if (!gesso_backup_copy (database, copy, cancellable, error))
    {
      if (gesso_database_is_damaged (database))
        gesso_backup_set_suspect (path, TRUE);
      return FALSE;
    }
  copies = list_beside (path, GOOD_INFIX);
  for (guint i = KEPT_COPIES; i < copies->len; i++)
    g_unlink (copies->pdata[i]);
  return TRUE;
}

GPtrArray *
gesso_backup_list (const char *path)
{
  g_autoptr (GPtrArray) before_migration = list_beside (path, ".backup-");
  GPtrArray *copies = list_beside (path, GOOD_INFIX);

  /* A copy from before a migration is older than any that was made since. */
  g_ptr_array_extend_and_steal (copies, g_steal_pointer (&before_migration));
  return copies;
}

static char *
make_suspect_path (const char *path)
{
  return g_strconcat (path, ".suspect", NULL);
}

void
gesso_backup_set_suspect (const char *path,
                          gboolean    suspect)
{
  g_autofree char *mark = make_suspect_path (path);

  if (suspect)
    g_file_set_contents (mark, "", 0, NULL);
  else
    g_unlink (mark);
}

gboolean
gesso_backup_get_suspect (const char *path)
{
  g_autofree char *mark = make_suspect_path (path);

  return g_file_test (mark, G_FILE_TEST_EXISTS);
}
