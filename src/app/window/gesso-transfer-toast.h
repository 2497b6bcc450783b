/* gesso-transfer-toast.h - a toast that tells how far a long transfer is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-types.h"

G_BEGIN_DECLS

/**
 * GessoTransferToast:
 *
 * Shows itself once a transfer takes longer than a blink, with a bar and a
 * button that cancels it. Main context only, but for its progress function.
 */
typedef struct _GessoTransferToast GessoTransferToast;

/** @title: what is being done; @cancellable: of the transfer */
GessoTransferToast *gesso_transfer_toast_new      (AdwToastOverlay *overlay, const char *title, GCancellable *cancellable);
/** At the end of the transfer, which must not tell its progress any more. */
void                gesso_transfer_toast_free     (GessoTransferToast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoTransferToast, gesso_transfer_toast_free)

/** A GessoProgressFunc, for a GessoTransferToast as its data. */
void                gesso_transfer_toast_progress (double fraction, gpointer user_data);

G_END_DECLS
