/* gesso-key-pool-private.h - what the files of the pool share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-pool.h"

G_BEGIN_DECLS

/* A state, and whether it has to be saved. */
typedef struct
{
  GessoKeyState *state;
  gboolean changed;
} GessoKeyEntry;

struct _GessoKeyPool
{
  char *provider;
  char *title;
  GessoKeyReset reset;
  GPtrArray *keys;     /* (element-type GessoKey): in order */
  GHashTable *entries; /* (element-type utf8 GessoKeyEntry): by fingerprint; also of keys that are not here now */
};

/** The entry of @fingerprint, settled by @now; made when there is none. */
GessoKeyEntry *gesso_key_pool_get_entry (GessoKeyPool *self, const char *fingerprint, gint64 now);
/** Why there is no key to pick. Returns: when the first comes back, 0 when none does */
gint64         gesso_key_pool_set_error (GessoKeyPool *self, gint64 now, GError **error);

G_END_DECLS
