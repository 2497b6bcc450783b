/* gesso-schema-library.c - what the artist thinks of pictures, and what they look like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* - labels: what versions are put under: tags and collections; and searches by
 *   a name, whose versions their filter finds. Ids come from the counter of
 *   threads, messages and versions, so a tag has its row in the search index too.
 * - signatures.bits: NULL for a picture that cannot be read
 * - signatures.colours: a mask of 1 << GessoColour
 * - versions_in_library: all that a filter asks, newest last, so that a walk
 *   through the whole library reads no prompt */
static const char statements[] =
    "ALTER TABLE thread_version ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE thread_version ADD COLUMN stars INTEGER NOT NULL DEFAULT 0;"

    "CREATE TABLE labels ("
    "  id INTEGER PRIMARY KEY,"
    "  kind TEXT NOT NULL,"
    "  name TEXT NOT NULL,"
    "  filter TEXT,"
    "  created INTEGER NOT NULL);"
    "CREATE UNIQUE INDEX labels_by_name ON labels (kind, name);"

    "CREATE TABLE label_versions ("
    "  label_id INTEGER NOT NULL REFERENCES labels (id) ON DELETE CASCADE,"
    "  version_id INTEGER NOT NULL REFERENCES thread_version (id) ON DELETE CASCADE,"
    "  PRIMARY KEY (label_id, version_id)) WITHOUT ROWID;"
    "CREATE INDEX labels_by_version ON label_versions (version_id);"

    "CREATE TABLE signatures ("
    "  blob TEXT PRIMARY KEY REFERENCES blobs (hash) ON DELETE CASCADE,"
    "  bits BLOB,"
    "  colours INTEGER NOT NULL) WITHOUT ROWID;"

    "CREATE INDEX versions_in_library ON thread_version"
    "  (id, thread_id, message_id, created, favourite, stars, tool, cost, model) WHERE trashed IS NULL;"
    "CREATE INDEX models_of_versions ON thread_version (model) WHERE model IS NOT NULL;";

gboolean
gesso_schema_add_library (GessoDatabase *database,
                          GError       **error)
{
  return gesso_database_execute (database, statements, error);
}
