/* gesso-pin-table.h - versions that the artist pinned and named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"

G_BEGIN_DECLS

/** A migration. */
gboolean gesso_pin_table_create (GessoDatabase *database, GError **error);
/** @name: (nullable): %NULL takes the pin of the version out; it leaves the search index too */
gboolean gesso_pin_table_set    (GessoDatabase *database, gint64 version_id, const char *name, GError **error);

G_END_DECLS
