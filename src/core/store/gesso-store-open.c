/* gesso-store-open.c - from a folder to an open database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-migrations.h"
#include "gesso-store-private.h"

/* Reads little and trusts the rest: a full check of a large library would cost
 * seconds, and is made in the background with every copy. */
GessoDatabase *
gesso_store_open_database (const char *path,
                           char      **notice,
                           GError    **error)
{
  g_autoptr (GessoDatabase) database = NULL;
  const GessoMigration *migrations;
  guint n_migrations;

  database = gesso_database_open (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (database == NULL ||
      !gesso_database_execute (database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", error))
    return NULL;
  migrations = gesso_migrations_get (&n_migrations);
  if (!gesso_migrations_run (database, path, migrations, n_migrations, error))
    return NULL;
  return g_steal_pointer (&database);
}
