/* gesso-migrations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-backup.h"
#include "gesso-error.h"
#include "gesso-migrations.h"
#include "gesso-pin-table.h"
#include "gesso-schema.h"
#include "gesso-tables.h"

/* Only ever added to: a step that was released never changes. */
static const GessoMigration migrations[] = {
  gesso_schema_create,
  gesso_schema_add_providers,
  gesso_schema_add_library,
  gesso_region_table_create,
  gesso_schema_add_identity,
  gesso_schema_add_picks,
  gesso_schema_add_coming,
  gesso_schema_add_replies,
  gesso_schema_add_branches,
  gesso_pin_table_create,
  gesso_schema_add_places,
};

const GessoMigration *
gesso_migrations_get (guint *n)
{
  *n = G_N_ELEMENTS (migrations);
  return migrations;
}

static gboolean
get_version (GessoDatabase *database,
             guint          newest,
             gint64        *version,
             GError       **error)
{
  if (!gesso_database_get_int (database, error, version, 0, "PRAGMA user_version", ""))
    return FALSE;
  if (*version <= newest)
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                       _("The library was made by a newer Gesso. Update Gesso to open it, "
                         "or choose another data folder."));
  return FALSE;
}

static gboolean
run_steps (GessoDatabase        *database,
           const GessoMigration *steps,
           guint                 n,
           GError              **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %u", n);
  gint64 version;

  /* Another process may have migrated while this one waited for the lock. */
  if (!get_version (database, n, &version, error))
    return FALSE;
  for (guint i = version; i < n; i++)
    if (!steps[i](database, error))
      return FALSE;
  return gesso_database_execute (database, set_version, error);
}

gboolean
gesso_migrations_run (GessoDatabase        *database,
                      const char           *path,
                      const GessoMigration *steps,
                      guint                 n,
                      GError              **error)
{
  gint64 version, tables;

  if (!get_version (database, n, &version, error))
    return FALSE;
  if (version == n)
    return TRUE;
  if (!gesso_database_get_int (database, error, &tables, 0, "SELECT count(*) FROM sqlite_master", ""))
    return FALSE;
  if (tables > 0)
    {
      g_autofree char *copy = g_strdup_printf ("%s.backup-%" G_GINT64_FORMAT, path, version);

      if (!gesso_backup_copy (database, copy, NULL, error))
        return FALSE;
    }
  if (!gesso_database_begin (database, TRUE, error))
    return FALSE;
  if (run_steps (database, steps, n, error) && gesso_database_commit (database, error))
    return TRUE;
  gesso_database_rollback (database);
  return FALSE;
}
