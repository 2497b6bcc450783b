/* gesso-region-table.c - masks kept under a name, each with one picture of a version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-tables.h"

gboolean
gesso_region_table_create (GessoDatabase *database,
                           GError       **error)
{
  return gesso_database_execute (database,
                                 "CREATE TABLE regions ("
                                 "  version_id INTEGER NOT NULL REFERENCES thread_version (id) ON DELETE CASCADE,"
                                 "  position INTEGER NOT NULL,"
                                 "  name TEXT NOT NULL,"
                                 "  blob TEXT NOT NULL REFERENCES blobs (hash),"
                                 "  PRIMARY KEY (version_id, position, name)) WITHOUT ROWID;"
                                 "CREATE INDEX regions_by_blob ON regions (blob);",
                                 error);
}

gboolean
gesso_region_table_save (GessoDatabase *database,
                         gint64         version_id,
                         guint          image_index,
                         const char    *name,
                         const char    *blob,
                         GError       **error)
{
  return gesso_database_run (database, error,
                             "INSERT INTO regions (version_id, position, name, blob) VALUES (?, ?, ?, ?)"
                             " ON CONFLICT (version_id, position, name) DO UPDATE SET blob = excluded.blob",
                             "iitt", version_id, (gint64) image_index, name, blob);
}

gboolean
gesso_region_table_remove (GessoDatabase *database,
                           gint64         version_id,
                           guint          image_index,
                           const char    *name,
                           GError       **error)
{
  return gesso_database_run (database, error,
                             "DELETE FROM regions WHERE version_id = ? AND position = ? AND name = ?",
                             "iit", version_id, (gint64) image_index, name);
}

GPtrArray *
gesso_region_table_list (GessoDatabase *database,
                         gint64         version_id,
                         guint          image_index,
                         GError       **error)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_region_free);
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error,
                              "SELECT name, blob FROM regions WHERE version_id = ? AND position = ? ORDER BY name",
                              "ii", version_id, (gint64) image_index);
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (regions, gesso_region_new ((const char *) sqlite3_column_text (statement, 0),
                                                (const char *) sqlite3_column_text (statement, 1)));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&regions) : NULL;
}
