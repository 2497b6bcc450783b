/* gesso-studio-rehearse.h - what a run would do to the picture, for nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

/**
 * gesso_studio_rehearse_async:
 * @request: an inpaint or expand with its model and parameters; its source by blob, no mask
 * @mask: (nullable): 1 channel, of the source's size; an expand has its frame instead
 *
 * Goes the whole way of such a run without a model: the context is cut out and
 * scaled as it would be sent, filled on this computer, and the result is put
 * back, matched and blended as a reply would be; also where the model knows no
 * mask and would be asked in words. So size, softness and seam are
 * seen before anything is paid for. Nothing is sent and nothing is kept.
 */
void        gesso_studio_rehearse_async  (GessoStudio *self, GessoRequest *request, GessoImage *mask,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): of the size that the result would have */
GessoImage *gesso_studio_rehearse_finish (GessoStudio *self, GAsyncResult *result, GError **error);

G_END_DECLS
