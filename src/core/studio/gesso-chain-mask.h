/* gesso-chain-mask.h - a mask for another picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-request.h"
#include "gesso-store.h"

G_BEGIN_DECLS

/**
 * gesso_chain_fit_mask_async:
 * @request: its source and mask by blob, if it has any
 *
 * Gives @request a mask of the size of its source: bytes instead of the blob
 * when that had another size. A mask or a source that cannot be read stays, so
 * that the run itself says what is wrong with it.
 */
void     gesso_chain_fit_mask_async  (GessoStore *store, GessoRequest *request, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean gesso_chain_fit_mask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
