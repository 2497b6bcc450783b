/* gesso-pin-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-pin-table.h"
#include "gesso-search.h"
#include "gesso-tables.h"

/* Ids come from the counter of threads, messages and versions, so a pin has its
 * row in the search index too. The name is empty for a pin without words. */
static const char sql[] =
    "CREATE TABLE pins ("
    "  id INTEGER PRIMARY KEY,"
    "  version_id INTEGER NOT NULL UNIQUE REFERENCES thread_version (id) ON DELETE CASCADE,"
    "  name TEXT NOT NULL,"
    "  created INTEGER NOT NULL);";

gboolean
gesso_pin_table_create (GessoDatabase *database,
                        GError       **error)
{
  return gesso_database_execute (database, sql, error);
}

/* *@id is 0 when the version has no pin. */
static gboolean
find (GessoDatabase *database,
      gint64         version_id,
      gint64        *id,
      char         **name,
      GError       **error)
{
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error, "SELECT id, name FROM pins WHERE version_id = ?", "i", version_id);
  GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;

  *id = 0;
  if (step != GESSO_FETCH_ROW)
    return step == GESSO_FETCH_DONE;
  *id = sqlite3_column_int64 (statement, 0);
  *name = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  gesso_database_reset (statement);
  return TRUE;
}

static gboolean
check_version (GessoDatabase *database,
               gint64         version_id,
               GError       **error)
{
  gint64 found;

  if (!gesso_database_get_int (database, error, &found, 0, "SELECT id FROM thread_version WHERE id = ?", "i",
                               version_id))
    return FALSE;
  if (found == 0)
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such version."));
  return found != 0;
}

gboolean
gesso_pin_table_set (GessoDatabase *database,
                     gint64         version_id,
                     const char    *name,
                     GError       **error)
{
  g_autofree char *before = NULL;
  gint64 id;

  if (!check_version (database, version_id, error) || !find (database, version_id, &id, &before, error) ||
      (id != 0 && !gesso_search_remove (database, id, before, error)))
    return FALSE;
  if (name == NULL)
    return gesso_database_run (database, error, "DELETE FROM pins WHERE version_id = ?", "i", version_id);
  if (id != 0)
    return gesso_database_run (database, error, "UPDATE pins SET name = ? WHERE id = ?", "ti", name, id) &&
           gesso_search_add (database, id, name, error);
  return gesso_library_next_id (database, &id, error) &&
         gesso_database_run (database, error, "INSERT INTO pins (id, version_id, name, created) VALUES (?, ?, ?, ?)",
                             "iiti", id, version_id, name, g_get_real_time ()) &&
         gesso_search_add (database, id, name, error);
}
