/* gesso-schema-coming.c - steps that wait for a job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* - jobs.coming: the steps to be made of what the job makes, see GessoJobRow;
 *   once the first of them is a job, the others hang on that one */
static const char sql[] =
    "ALTER TABLE jobs ADD COLUMN coming TEXT;"
    "CREATE INDEX jobs_with_coming ON jobs (id) WHERE coming IS NOT NULL;";

gboolean
gesso_schema_add_coming (GessoDatabase *database,
                         GError       **error)
{
  return gesso_database_execute (database, sql, error);
}
