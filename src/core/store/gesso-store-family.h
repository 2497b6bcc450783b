/* gesso-store-family.h - kin, and versions that are pinned
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-family.h"
#include "gesso-store.h"

G_BEGIN_DECLS

/* More of GessoStore. */

/**
 * gesso_store_load_family_async:
 * @thread_id: the versions of this thread, and what they were made from
 * @version_id: where @thread_id is 0: all that led to this version and came of
 *   it, whatever the thread
 *
 * Read in pages, so that other calls go between them.
 */
void         gesso_store_load_family_async  (GessoStore *self, gint64 thread_id, gint64 version_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): sealed */
GessoFamily *gesso_store_load_family_finish (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_pin_version_async:
 * @name: (nullable): what the pin says, "" for one without words; %NULL takes it out
 *
 * Tells it by the signal versions-edited and the version's property pin.
 * %GESSO_ERROR_BAD_INPUT when there is no such version.
 */
void         gesso_store_pin_version_async  (GessoStore *self, gint64 id, const char *name, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean     gesso_store_pin_version_finish (GessoStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
