/* gesso-schema-branches.c - threads that go on from an earlier point
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* - branches: leaves parent_id after the message or version fork; what follows
 *   there is not of the branch. Ids only grow, so a branch with those it comes
 *   from is a row of ranges of ids, each of one branch: see GessoLine.
 * - branch_id, parent_id: 0 is the trunk, which every thread has and which has no row
 * - threads.branch_id: the one that is shown, and that goes on
 * - threads.trunk_name: (nullable) */
static const char sql[] =
    "CREATE TABLE branches ("
    "  id INTEGER PRIMARY KEY,"
    "  uuid TEXT NOT NULL,"
    "  thread_id INTEGER NOT NULL REFERENCES threads (id) ON DELETE CASCADE,"
    "  parent_id INTEGER NOT NULL,"
    "  fork INTEGER NOT NULL,"
    "  name TEXT,"
    "  created INTEGER NOT NULL);"
    "CREATE UNIQUE INDEX branches_by_uuid ON branches (uuid);"
    "CREATE INDEX branches_by_thread ON branches (thread_id);"

    "ALTER TABLE threads ADD COLUMN branch_id INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE threads ADD COLUMN trunk_name TEXT;"
    "ALTER TABLE messages ADD COLUMN branch_id INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE thread_version ADD COLUMN branch_id INTEGER NOT NULL DEFAULT 0;"

    "DROP INDEX messages_by_thread;"
    "CREATE INDEX messages_by_thread ON messages (thread_id, branch_id);"
    "CREATE INDEX versions_by_branch ON thread_version (thread_id, branch_id) WHERE trashed IS NULL;";

gboolean
gesso_schema_add_branches (GessoDatabase *database,
                           GError       **error)
{
  return gesso_database_execute (database, sql, error);
}
