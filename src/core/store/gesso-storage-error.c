/* gesso-storage-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-storage-error.h"

static void
set_full_error (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                       _("There is no space left on the disk. Free some space and try again."));
}

static void
set_unwritable_error (GError    **error,
                      const char *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (name != NULL)
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                 /* Translators: %s is the path of a file or folder. */
                 _("“%s” cannot be written. Check its permissions, or choose another data folder."), name);
  else
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                         _("The library cannot be written. Check the permissions of its folder."));
}

gboolean
gesso_storage_is_damage (int code)
{
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

void
gesso_storage_set_busy_error (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                       _("Another Gesso is busy with the library. Wait a moment and try again."));
}

void
gesso_storage_set_damage_error (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                       _("The library is damaged. Quit and start Gesso again to go back to its newest good copy."));
}

static void
set_other_sqlite_error (GError **error,
                        sqlite3 *connection)
{
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
               /* Translators: %s is the database's own words for the failure, in English. */
               _("The library could not be used: %s."), sqlite3_errmsg (connection));
}

void
gesso_storage_set_sqlite_error (GError **error,
                                sqlite3 *connection)
{
  int errnum = sqlite3_system_errno (connection);

  switch (sqlite3_extended_errcode (connection) & 0xff)
    {
    case SQLITE_FULL:
      set_full_error (error);
      break;
    case SQLITE_IOERR:
      if (errnum == ENOSPC || errnum == EDQUOT)
        set_full_error (error);
      else
        g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                             _("The disk failed to read or write the library. Check the disk and its free space."));
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      set_unwritable_error (error, sqlite3_db_filename (connection, "main"));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      gesso_storage_set_busy_error (error);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      gesso_storage_set_damage_error (error);
      break;
    case SQLITE_CONSTRAINT:
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("Something that this refers to is no longer in the library."));
      break;
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Interrupted");
      break;
    case SQLITE_TOOBIG:
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("The text is too long to keep."));
      break;
    default:
      set_other_sqlite_error (error, connection);
    }
}

void
gesso_storage_set_errno_error (GError    **error,
                               int         errnum,
                               const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  switch (errnum)
    {
    case ENOSPC:
    case EDQUOT:
      set_full_error (error);
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      set_unwritable_error (error, path);
      break;
    case ENOTDIR:
    case EEXIST:
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                   /* Translators: %s is a path. */
                   _("“%s” is not a folder. Move the file away, or choose another data folder."), name);
      break;
    case ENOENT:
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                   /* Translators: %s is a path. */
                   _("“%s” is missing. It may have been moved or deleted by another program."), name);
      break;
    default:
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                   /* Translators: %1$s is a path, %2$s the system's words for the failure. */
                   _("“%1$s” cannot be used: %2$s."), name, g_strerror (errnum));
    }
}
