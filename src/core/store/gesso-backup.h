/* gesso-backup.h - copies of the database that are known to be good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"

G_BEGIN_DECLS

/**
 * gesso_backup_copy:
 *
 * Writes a consistent copy of @database to @path: under another name first,
 * checked, then renamed. Replaces what lay there. A copy that does not pass the
 * check means that @database is damaged, and is not kept.
 */
gboolean   gesso_backup_copy   (GessoDatabase *database, const char *path, GCancellable *cancellable, GError **error);

/* Of the database at @path, all of these. */

/** Whether the newest good copy is more than a day old, or there is none. */
gboolean   gesso_backup_is_due (const char *path);
/** Makes a good copy named by the time, and keeps the newest three; nothing for an empty library. */
gboolean   gesso_backup_make   (const char *path, GCancellable *cancellable, GError **error);
/** Returns: (transfer full) (element-type utf8): paths of the copies to go back to, best first */
GPtrArray *gesso_backup_list   (const char *path);

/* Damage that was met while the database was open is noted beside it, so that
 * the next start looks at every page before it trusts it. */
void       gesso_backup_set_suspect (const char *path, gboolean suspect);
gboolean   gesso_backup_get_suspect (const char *path);

/** Whether @database passes SQLite's quick check; reads every page. */
gboolean   gesso_backup_check  (GessoDatabase *database, GError **error);

G_END_DECLS
