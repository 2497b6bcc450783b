/* gesso-keyring.h - keys where the desktop keeps passwords
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-key.h"

G_BEGIN_DECLS

#define GESSO_TYPE_KEYRING (gesso_keyring_get_type ())
G_DECLARE_FINAL_TYPE (GessoKeyring, gesso_keyring, GESSO, KEYRING, GObject)

/**
 * GessoKeyring:
 *
 * The keys in the Secret Service of the desktop. A key leaves it by
 * gesso_keyring_lookup_async() only; in lists it is its fingerprint.
 *
 * What fails does so with %GESSO_ERROR_KEYRING and a sentence with a way on:
 * the keyring is locked and nobody unlocked it, it may not be used, or there is
 * none. Calls may wait for the artist, whom the desktop asks to unlock it.
 */

/** @salt: see gesso_key_make_fingerprint() */
GessoKeyring *gesso_keyring_new           (const char *salt);

/**
 * gesso_keyring_list_async:
 * @provider: (nullable): NULL for all
 * @unlock: whether to ask the artist when it is locked; else it fails then
 *
 * Returns: (element-type GessoKey): sorted
 */
void          gesso_keyring_list_async    (GessoKeyring *self, const char *provider, gboolean unlock,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_keyring_list_finish   (GessoKeyring *self, GAsyncResult *result, GError **error);

/** Returns: (transfer full): the key with its id and fingerprint */
void          gesso_keyring_add_async     (GessoKeyring *self, const char *provider, const char *label, guint order,
                                           const GessoSecret *secret, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GessoKey     *gesso_keyring_add_finish    (GessoKeyring *self, GAsyncResult *result, GError **error);

/** Gives the key @id of the keyring another label and place; %GESSO_ERROR_BAD_INPUT when there is none. */
void          gesso_keyring_edit_async    (GessoKeyring *self, const char *id, const char *label, guint order,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_keyring_edit_finish   (GessoKeyring *self, GAsyncResult *result, GError **error);

void          gesso_keyring_remove_async  (GessoKeyring *self, const char *id, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_keyring_remove_finish (GessoKeyring *self, GAsyncResult *result, GError **error);

/** The key itself, for one run. Returns: (transfer full) */
void          gesso_keyring_lookup_async  (GessoKeyring *self, const char *id, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GessoSecret  *gesso_keyring_lookup_finish (GessoKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
