/* gesso-studio-keys-private.h - what the files about keys share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-environment.h"
#include "gesso-key-pool.h"
#include "gesso-keyring.h"
#include "gesso-studio-keys.h"

G_BEGIN_DECLS

/* The keys of one provider. */
typedef struct
{
  const GessoProviderSpec *spec; /* (borrowed) */
  GessoKeyPool *pool;            /* (owned) */
  GPtrArray *environment;        /* (owned) (element-type GessoEnvironmentKey) */
} GessoStudioPool;

struct _GessoStudioKeys
{
  GObject parent_instance;

  GessoStore *store;               /* (owned) */
  GessoProviderRegistry *registry; /* (owned) */
  GessoKeyring *keyring;           /* (owned) (nullable): until the salt is known */
  char *salt;                      /* (owned) (nullable) */
  GCancellable *closing;           /* (owned) */

  GPtrArray *keys;     /* (owned) (nullable) (element-type GessoKey): of the keyring, as read last */
  GError *problem;     /* (owned) (nullable): why @keys is not all there is */
  GHashTable *pools;   /* (owned) (element-type utf8 GessoStudioPool): by provider */
  GHashTable *secrets; /* (owned) (element-type utf8 GessoSecret): by fingerprint, for a moment */
  GHashTable *lookups; /* (owned) (element-type utf8 GPtrArray): who waits for a key that is being read */
  guint wipe_source;   /* wipes @secrets */
  guint save_source;   /* saves the counts of uses */
  gboolean has_read;   /* whether there was a reading yet */

  GPtrArray *served;  /* (owned) (nullable) (element-type GTask): get the reading that goes on */
  GPtrArray *waiting; /* (owned) (element-type GTask): came after it began, so they get the next */
};

/** The pool of @spec, made when there is none. Only after a reading. */
GessoStudioPool *gesso_studio_keys_get_pool    (GessoStudioKeys *self, const GessoProviderSpec *spec);
/** (nullable): the pool and the key of @fingerprint, of whatever provider. */
GessoStudioPool *gesso_studio_keys_find        (GessoStudioKeys *self, const char *fingerprint, const GessoKey **key);
/** Saves the states that changed, at once or after a moment. */
void             gesso_studio_keys_save        (GessoStudioKeys *self, gboolean at_once);
void             gesso_studio_keys_emit_changed (GessoStudioKeys *self);

/** Reads the keyring, the environment and the states, all as they are now. It fails only when the store does. */
void             gesso_studio_keys_read_async  (GessoStudioKeys *self, gboolean unlock, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean         gesso_studio_keys_read_finish (GessoStudioKeys *self, GAsyncResult *result, GError **error);

/* The GessoKeySource. */
void             gesso_studio_keys_source_init (GessoKeySourceInterface *iface);

G_END_DECLS
