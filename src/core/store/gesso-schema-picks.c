/* gesso-schema-picks.c - what an artist picked without seeing who made it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* - picks: a row for each model of a contact sheet that another was picked over */
static const char sql[] =
    "CREATE TABLE picks ("
    "  id INTEGER PRIMARY KEY,"
    "  tool TEXT NOT NULL,"
    "  winner TEXT NOT NULL,"
    "  loser TEXT NOT NULL,"
    "  created INTEGER NOT NULL);";

gboolean
gesso_schema_add_picks (GessoDatabase *database,
                        GError       **error)
{
  return gesso_database_execute (database, sql, error);
}
