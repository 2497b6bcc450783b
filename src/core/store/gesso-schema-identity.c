/* gesso-schema-identity.c - what is the same thing in every library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* An excerpt of another library asks for each of its rows whether it is here. */
static const char statements[] =
    "CREATE UNIQUE INDEX threads_by_uuid ON threads (uuid);"
    "CREATE UNIQUE INDEX messages_by_uuid ON messages (uuid);"
    "CREATE UNIQUE INDEX versions_by_uuid ON thread_version (uuid);";

gboolean
gesso_schema_add_identity (GessoDatabase *database,
                           GError       **error)
{
  return gesso_database_execute (database, statements, error);
}
