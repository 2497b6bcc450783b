/* gesso-library-query.h - finding versions by all that is known of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-library-filter.h"
#include "gesso-library-index.h"
#include "gesso-library-item.h"

G_BEGIN_DECLS

/* On the database's worker, inside a transaction of the caller. */

/** What GessoLibraryFilter:alike is about is not looked at here. Returns: (transfer full): every version, newest first */
GessoLibraryIndex *gesso_library_query_index (GessoDatabase *database, const GessoLibraryFilter *filter,
                                              GCancellable *cancellable, GError **error);

/**
 * gesso_library_query_page:
 * @before: the id of the last version of the page before, 0 for the first page
 *
 * Takes as long for any page as for the first one. Returns: (element-type
 * GessoLibraryRow): newest first
 */
GPtrArray         *gesso_library_query_page  (GessoDatabase *database, const GessoLibraryFilter *filter, gint64 before,
                                              guint limit, GCancellable *cancellable, GError **error);

/**
 * gesso_library_query_rows:
 * @text: (nullable): the words they were found by
 *
 * Returns: (element-type GessoLibraryRow): those of @ids that are there, in that order
 */
GPtrArray         *gesso_library_query_rows  (GessoDatabase *database, const gint64 *ids, guint n_ids, const char *text,
                                              GCancellable *cancellable, GError **error);

G_END_DECLS
