/* gesso-blob-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-tables.h"

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
