/* gesso-schema-places.c - where the artist left a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* See GessoThreadPlace. */
static const char sql[] =
    "ALTER TABLE threads ADD COLUMN place INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE threads ADD COLUMN place_fork INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE threads ADD COLUMN place_y REAL NOT NULL DEFAULT 0;";

gboolean
gesso_schema_add_places (GessoDatabase *database,
                         GError       **error)
{
  return gesso_database_execute (database, sql, error);
}
