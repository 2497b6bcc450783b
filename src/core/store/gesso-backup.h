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
 * Writes a consistent copy of @database to @path: under another name first, checked,
 * synced, renamed. Replaces what lay there.
 */
gboolean gesso_backup_copy (GessoDatabase *database, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
