/* gesso-schema-replies.c - what is known of replies beside their bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* - new_picture: 1 where the reply to an edit showed something else altogether */
static const char sql[] = "ALTER TABLE version_images ADD COLUMN new_picture INTEGER NOT NULL DEFAULT 0;";

gboolean
gesso_schema_add_replies (GessoDatabase *database,
                          GError       **error)
{
  return gesso_database_execute (database, sql, error);
}
