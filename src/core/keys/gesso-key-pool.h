/* gesso-key-pool.h - which of a provider's keys is used next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-reset.h"
#include "gesso-key-state.h"
#include "gesso-key.h"

G_BEGIN_DECLS

/**
 * GessoKeyPool:
 *
 * The keys of one provider and what is known of each. It does no I/O and asks
 * no clock: @now is always microseconds since 1970, and may jump. What changed
 * is given out to be saved.
 *
 * The usable key that was used least recently is next. A key the provider
 * refused is out until it is renewed, one without quota until the provider's
 * reset, and one with too many requests until told. A clock that jumped back
 * makes no key wait longer than it would have from then on.
 */
typedef struct _GessoKeyPool GessoKeyPool;

/** @title: of the provider, as shown */
GessoKeyPool        *gesso_key_pool_new           (const char *provider, const char *title, GessoKeyReset reset);
void                 gesso_key_pool_free          (GessoKeyPool *self);

/** @keys: (element-type GessoKey): copied; of two with one fingerprint the first is taken */
void                 gesso_key_pool_set_keys      (GessoKeyPool *self, GPtrArray *keys);
/** (element-type GessoKey): borrowed */
GPtrArray           *gesso_key_pool_get_keys      (GessoKeyPool *self);
const GessoKey      *gesso_key_pool_find_key      (GessoKeyPool *self, const char *fingerprint);
/** Takes over what was saved of a key, which may come later. */
void                 gesso_key_pool_set_state     (GessoKeyPool *self, const GessoKeyState *state);
/** What is known by @now; borrowed until the next call. */
const GessoKeyState *gesso_key_pool_get_state     (GessoKeyPool *self, const char *fingerprint, gint64 now);

/**
 * gesso_key_pool_pick:
 * @tried: (element-type utf8) (inout): fingerprints of this step, each of which is out for it; the picked one is added
 * @usable_at: (out) (optional): on failure, when the first key can be used again; 0: not by itself
 *
 * Notes a use of the next key and gives it, or says of every key why not: by
 * class %GESSO_ERROR_RATE_LIMITED or %GESSO_ERROR_QUOTA_EXHAUSTED when one
 * comes back by itself, else %GESSO_ERROR_INVALID_KEY.
 *
 * Returns: (nullable): borrowed
 */
const GessoKey      *gesso_key_pool_pick          (GessoKeyPool *self, GPtrArray *tried, gint64 now, gint64 *usable_at,
                                                   GError **error);
/** The key @fingerprint is used once more, whatever its condition: to ask after a task it began. */
void                 gesso_key_pool_note_use      (GessoKeyPool *self, const char *fingerprint, gint64 now);

/**
 * gesso_key_pool_note_failure:
 * @error: what the provider said; classes that do not blame the key change nothing
 * @retry_after: seconds, of %GESSO_ERROR_RATE_LIMITED; negative when not told
 *
 * Returns: whether another key may do better
 */
gboolean             gesso_key_pool_note_failure  (GessoKeyPool *self, const char *fingerprint, const GError *error,
                                                   double retry_after, gint64 now);
/** The artist edited the key, or a test of it went well. */
void                 gesso_key_pool_renew         (GessoKeyPool *self, const char *fingerprint, gint64 now);

/** Returns: (element-type GessoKeyState) (transfer full): what changed since it was last asked, to be saved */
GPtrArray           *gesso_key_pool_take_changed  (GessoKeyPool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoKeyPool, gesso_key_pool_free)

G_END_DECLS
