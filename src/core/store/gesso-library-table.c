/* gesso-library-table.c - what the database knows about itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-tables.h"

gboolean
gesso_library_next_id (GessoDatabase *database,
                       gint64        *id,
                       GError       **error)
{
  return gesso_database_run (database, error, "UPDATE library SET sequence = sequence + 1", "") &&
         gesso_database_get_int (database, error, id, 0, "SELECT sequence FROM library", "");
}

gboolean
gesso_library_get_keep_before (GessoDatabase *database,
                               gint64        *when,
                               GError       **error)
{
  return gesso_database_get_int (database, error, when, 0, "SELECT keep_before FROM library", "");
}

gboolean
gesso_library_set_keep_before (GessoDatabase *database,
                               gint64         when,
                               GError       **error)
{
  return gesso_database_run (database, error, "UPDATE library SET keep_before = ?", "i", when);
}

char *
gesso_library_dup_salt (GessoDatabase *database,
                        GError       **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (database, error, "SELECT salt FROM library WHERE id = 1", "");
  char *salt;

  if (statement == NULL || gesso_database_step (database, statement, error) != GESSO_FETCH_ROW)
    return NULL;
  salt = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  gesso_database_reset (statement);
  return salt;
}
