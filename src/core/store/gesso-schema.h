/* gesso-schema.h - the first shape of the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"

G_BEGIN_DECLS

/** The first migration: every table and index, in an empty database. */
gboolean gesso_schema_create (GessoDatabase *database, GError **error);

G_END_DECLS
