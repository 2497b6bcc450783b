/* gesso-key-source.h - where the runner gets keys from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoKeyLease:
 *
 * A key for one message. The secret is wiped with it.
 */
typedef struct
{
  char *fingerprint;
  char *secret;
} GessoKeyLease;

/** Both are copied. */
GessoKeyLease *gesso_key_lease_new  (const char *fingerprint, const char *secret);
void           gesso_key_lease_free (GessoKeyLease *lease);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoKeyLease, gesso_key_lease_free)

#define GESSO_TYPE_KEY_SOURCE (gesso_key_source_get_type ())
G_DECLARE_INTERFACE (GessoKeySource, gesso_key_source, GESSO, KEY_SOURCE, GObject)

/**
 * GessoKeySourceInterface:
 * @pick_async: gives the key to use next; with @fingerprint (nullable) that
 *   one whatever its condition, as a task belongs to the account that began
 *   it. @tried: (element-type utf8): fingerprints that are out for this step.
 * @pick_finish: @usable_in is set on failure: seconds until a key can be used
 *   again, below 0 when none comes back by itself. The error says of each key
 *   why it cannot be used, or that there is none and where to add one.
 * @note_failure: the key was refused by class; @retry_after in seconds, below
 *   0 when not told
 */
struct _GessoKeySourceInterface
{
  GTypeInterface parent_iface;

  void           (*pick_async)   (GessoKeySource *self, const GessoProviderSpec *spec, const char *fingerprint,
                                  GPtrArray *tried, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
  GessoKeyLease *(*pick_finish)  (GessoKeySource *self, GAsyncResult *result, double *usable_in, GError **error);
  void           (*note_failure) (GessoKeySource *self, const GessoProviderSpec *spec, const char *fingerprint,
                                  const GError *error, double retry_after);
};

void           gesso_key_source_pick_async   (GessoKeySource *self, const GessoProviderSpec *spec, const char *fingerprint,
                                              GPtrArray *tried, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
GessoKeyLease *gesso_key_source_pick_finish  (GessoKeySource *self, GAsyncResult *result, double *usable_in,
                                              GError **error);
void           gesso_key_source_note_failure (GessoKeySource *self, const GessoProviderSpec *spec,
                                              const char *fingerprint, const GError *error, double retry_after);

G_END_DECLS
