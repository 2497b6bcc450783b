/* gesso-blob-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-tables.h"

#define UNUSED                                                        \
  " AND NOT EXISTS (SELECT 1 FROM version_images WHERE blob = hash)"  \
  " AND NOT EXISTS (SELECT 1 FROM version_images WHERE reply = hash)" \
  " AND NOT EXISTS (SELECT 1 FROM version_inputs WHERE blob = hash)"  \
  " AND NOT EXISTS (SELECT 1 FROM threads WHERE cover = hash)"        \
  " AND NOT EXISTS (SELECT 1 FROM job_blobs WHERE blob = hash)"      \
  " AND NOT EXISTS (SELECT 1 FROM regions WHERE blob = hash)"

gboolean
gesso_blob_table_put (GessoDatabase *database,
                      const char    *blob,
                      gint64         bytes,
                      GError       **error)
{
  gint64 now = g_get_real_time ();

  return gesso_database_run (database, error,
                             "INSERT INTO blobs (hash, bytes, created, touched) VALUES (?, ?, ?, ?)"
                             " ON CONFLICT (hash) DO UPDATE SET touched = excluded.touched",
                             "tiii", blob, bytes, now, now);
}

GPtrArray *
gesso_blob_table_list_unused (GessoDatabase *database,
                              guint          bucket,
                              gint64         before,
                              GError       **error)
{
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *first = g_strdup_printf ("%02x", bucket);
  /* "g" sorts after every hexadecimal digit. */
  g_autofree char *past = g_strdup_printf ("%02xg", bucket);
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error,
                              "SELECT hash FROM blobs WHERE hash >= ? AND hash < ? AND touched < ?" UNUSED, "tti",
                              first, past, before);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (blobs, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&blobs) : NULL;
}

gboolean
gesso_blob_table_remove_unused (GessoDatabase *database,
                                const char    *blob,
                                gint64         before,
                                gboolean      *removed,
                                GError       **error)
{
  if (!gesso_database_run (database, error, "DELETE FROM blobs WHERE hash = ? AND touched < ?" UNUSED, "ti", blob,
                           before))
    return FALSE;
  *removed = sqlite3_changes (gesso_database_peek (database)) > 0;
  return TRUE;
}

gboolean
gesso_blob_table_contains (GessoDatabase *database,
                           const char    *blob,
                           gboolean      *contains,
                           GError       **error)
{
  gint64 found;

  if (!gesso_database_get_int (database, error, &found, 0, "SELECT 1 FROM blobs WHERE hash = ?", "t", blob))
    return FALSE;
  *contains = found != 0;
  return TRUE;
}
