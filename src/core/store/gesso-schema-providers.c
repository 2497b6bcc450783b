/* gesso-schema-providers.c - what the artist set for providers, what they list, how long their runs take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* - provider_settings: see GessoProviderSettings; models holds one id a line
 * - provider_models: what the vendor listed last, as JSON text; may be made anew at any time
 * - versions_by_model: finds the newest runs of a model, for how long the next one may take */
static const char sql[] =
    "CREATE TABLE provider_settings ("
    "  provider TEXT PRIMARY KEY,"
    "  base TEXT,"
    "  max_concurrent INTEGER NOT NULL,"
    "  requests_per_minute INTEGER NOT NULL,"
    "  account TEXT,"
    "  models TEXT) WITHOUT ROWID;"

    "CREATE TABLE provider_models ("
    "  provider TEXT PRIMARY KEY,"
    "  listed INTEGER NOT NULL,"
    "  models TEXT NOT NULL) WITHOUT ROWID;"

    "CREATE INDEX versions_by_model ON thread_version (model, tool) WHERE job_id IS NOT NULL;";

gboolean
gesso_schema_add_providers (GessoDatabase *database,
                            GError       **error)
{
  return gesso_database_execute (database, sql, error);
}
