/* gesso-storage-error.h - what went wrong with the disk, said to the artist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/** Sets @error from @connection's last failure; being interrupted is %G_IO_ERROR_CANCELLED. */
void     gesso_storage_set_sqlite_error (GError **error, sqlite3 *connection);

/** Sets @error from @errnum, met at @path. */
void     gesso_storage_set_errno_error  (GError **error, int errnum, const char *path);

/** Sets @error to what is said of a damaged database. */
void     gesso_storage_set_damage_error (GError **error);

/** Sets @error to what is said while another process works on the library. */
void     gesso_storage_set_busy_error   (GError **error);

/** Whether a code of SQLite says that the file is not a sound database. */
gboolean gesso_storage_is_damage        (int code);

G_END_DECLS
