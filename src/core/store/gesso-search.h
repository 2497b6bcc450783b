/* gesso-search.h - the index over prompts, messages and titles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-store.h"

G_BEGIN_DECLS

/* On the database's worker, in the transaction that writes the row of @id. */

/** @text: (nullable): what to find it by */
gboolean   gesso_search_add    (GessoDatabase *database, gint64 id, const char *text, GError **error);
/** @text: (nullable): the text it was added with */
gboolean   gesso_search_remove (GessoDatabase *database, gint64 id, const char *text, GError **error);
/** Returns: (element-type GessoSearchHit): newest first */
GPtrArray *gesso_search_find   (GessoDatabase *database, const char *text, guint limit, GCancellable *cancellable,
                                GError **error);
/** Returns: (element-type gint64): see gesso_store_find_in_thread_async() */
GArray    *gesso_search_find_in_thread (GessoDatabase *database, gint64 thread_id, const char *text,
                                        GCancellable *cancellable, GError **error);

G_END_DECLS
