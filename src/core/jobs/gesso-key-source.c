/* gesso-key-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-key-source.h"
#include "gesso-wipe.h"

G_DEFINE_INTERFACE (GessoKeySource, gesso_key_source, G_TYPE_OBJECT)

static void
gesso_key_source_default_init (GessoKeySourceInterface *iface)
{
}

GessoKeyLease *
gesso_key_lease_new (const char *fingerprint,
                     const char *secret)
{
  GessoKeyLease *lease = g_new0 (GessoKeyLease, 1);

  lease->fingerprint = g_strdup (fingerprint);
  lease->secret = g_strdup (secret);
  return lease;
}

void
gesso_key_lease_free (GessoKeyLease *lease)
{
  g_free (lease->fingerprint);
  gesso_wipe_free (lease->secret);
  g_free (lease);
}

void
gesso_key_source_pick_async (GessoKeySource          *self,
                             const GessoProviderSpec *spec,
                             const char              *fingerprint,
                             GPtrArray               *tried,
                             GCancellable            *cancellable,
                             GAsyncReadyCallback      callback,
                             gpointer                 user_data)
{
  g_return_if_fail (GESSO_IS_KEY_SOURCE (self));

  GESSO_KEY_SOURCE_GET_IFACE (self)->pick_async (self, spec, fingerprint, tried, cancellable, callback, user_data);
}

GessoKeyLease *
gesso_key_source_pick_finish (GessoKeySource *self,
                              GAsyncResult   *result,
                              double         *usable_in,
                              GError        **error)
{
  g_return_val_if_fail (GESSO_IS_KEY_SOURCE (self), NULL);

  *usable_in = -1;
  return GESSO_KEY_SOURCE_GET_IFACE (self)->pick_finish (self, result, usable_in, error);
}

void
gesso_key_source_note_failure (GessoKeySource          *self,
                               const GessoProviderSpec *spec,
                               const char              *fingerprint,
                               const GError            *error,
                               double                   retry_after)
{
  g_return_if_fail (GESSO_IS_KEY_SOURCE (self) && error != NULL);

  GESSO_KEY_SOURCE_GET_IFACE (self)->note_failure (self, spec, fingerprint, error, retry_after);
}
