/* gesso-studio-keys.h - the keys of all providers: where they lie and what is known of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-source.h"
#include "gesso-key-state.h"
#include "gesso-key.h"
#include "gesso-provider-registry.h"
#include "gesso-store.h"

G_BEGIN_DECLS

/**
 * GessoStudioKey:
 *
 * A key as it is shown: what it is called, and how it does.
 */
typedef struct
{
  GessoKey *key;
  GessoKeyState *state;
} GessoStudioKey;

void             gesso_studio_key_free              (GessoStudioKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoStudioKey, gesso_studio_key_free)

#define GESSO_TYPE_STUDIO_KEYS (gesso_studio_keys_get_type ())
G_DECLARE_FINAL_TYPE (GessoStudioKeys, gesso_studio_keys, GESSO, STUDIO_KEYS, GObject)

/**
 * GessoStudioKeys:
 *
 * A GessoKeySource of the keys in the keyring, then of those in environment
 * variables. A key is read when it is used and wiped soon after; its state is
 * kept in the store by its fingerprint. Main context only.
 *
 * Signal changed: after keys were added, edited, removed, or one's condition changed.
 */
GessoStudioKeys *gesso_studio_keys_new              (GessoStore *store, GessoProviderRegistry *registry);
/** Saves what is not saved yet and forgets every key; for the end. */
void             gesso_studio_keys_close            (GessoStudioKeys *self);

/**
 * gesso_studio_keys_list_async:
 * @provider: (nullable): NULL for all
 * @unlock: whether to ask the artist when the keyring is locked
 *
 * Reads the keyring anew.
 */
void             gesso_studio_keys_list_async       (GessoStudioKeys *self, const char *provider, gboolean unlock,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_studio_keys_list_finish:
 * @problem: (out) (optional) (nullable) (transfer full): why those of the keyring are missing
 *
 * Returns: (element-type GessoStudioKey): by provider and order
 */
GPtrArray       *gesso_studio_keys_list_finish      (GessoStudioKeys *self, GAsyncResult *result, char **problem,
                                                     GError **error);

/** Adds it behind the others of @provider; %GESSO_ERROR_BAD_INPUT when it is there already. */
void             gesso_studio_keys_add_async        (GessoStudioKeys *self, const char *provider, const char *label,
                                                     const GessoSecret *secret, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
GessoKey        *gesso_studio_keys_add_finish       (GessoStudioKeys *self, GAsyncResult *result, GError **error);

/* Keys of environment variables cannot be changed here: %GESSO_ERROR_UNSUPPORTED. */
void             gesso_studio_keys_remove_async     (GessoStudioKeys *self, const char *fingerprint,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean         gesso_studio_keys_remove_finish    (GessoStudioKeys *self, GAsyncResult *result, GError **error);
void             gesso_studio_keys_relabel_async    (GessoStudioKeys *self, const char *fingerprint, const char *label,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean         gesso_studio_keys_relabel_finish   (GessoStudioKeys *self, GAsyncResult *result, GError **error);
/** @place: among the provider's keys of the keyring, from 0 */
void             gesso_studio_keys_move_async       (GessoStudioKeys *self, const char *fingerprint, guint place,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean         gesso_studio_keys_move_finish      (GessoStudioKeys *self, GAsyncResult *result, GError **error);

/** A test showed that it works. */
void             gesso_studio_keys_renew            (GessoStudioKeys *self, const char *fingerprint);

G_END_DECLS
