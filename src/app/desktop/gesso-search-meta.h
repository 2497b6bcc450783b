/* gesso-search-meta.h - what the desktop's search shows of a version or a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

/** "v12" of a version, "t3" of a thread. @version_id: 0 for a thread. Returns: (transfer full) */
char     *gesso_search_meta_make_id       (gint64 thread_id, gint64 version_id);
/** The other of the two ids is 0. */
gboolean  gesso_search_meta_parse_id      (const char *id, gint64 *thread_id, gint64 *version_id);

/**
 * gesso_search_metas_load_async:
 *
 * Name, description and picture of each of @ids; those that are gone are left
 * out. Returns: (transfer full): of type aa{sv}, in the order of @ids
 */
void      gesso_search_metas_load_async   (GessoStudio *studio, const char *const *ids,
                                           GAsyncReadyCallback callback, gpointer user_data);
GVariant *gesso_search_metas_load_finish  (GAsyncResult *result);

G_END_DECLS
