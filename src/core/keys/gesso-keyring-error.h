/* gesso-keyring-error.h - what the keyring says, for the artist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** @error: (transfer full): of libsecret or D-Bus. Returns: (transfer full): a sentence; cancellation as it is */
GError *gesso_keyring_error_translate   (GError *error, GCancellable *cancellable);
GError *gesso_keyring_error_new_locked  (void);
GError *gesso_keyring_error_new_no_key  (void);

G_END_DECLS
