/* gesso-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-key.h"

/* Of SHA-256, in bytes. */
#define HASH_BLOCK 64

#define FINGERPRINT_DIGITS 8

GessoKey *
gesso_key_new (const char *provider,
               const char *label,
               guint       order)
{
  GessoKey *self = g_new0 (GessoKey, 1);

  self->provider = g_strdup (provider);
  self->label = g_strdup (label != NULL ? label : "");
  self->order = order;
  return self;
}

GessoKey *
gesso_key_copy (const GessoKey *self)
{
  GessoKey *copy = gesso_key_new (self->provider, self->label, self->order);

  copy->id = g_strdup (self->id);
  copy->fingerprint = g_strdup (self->fingerprint);
  copy->variable = g_strdup (self->variable);
  return copy;
}

void
gesso_key_free (GessoKey *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->provider);
  g_free (self->label);
  g_free (self->fingerprint);
  g_free (self->variable);
  g_free (self);
}

int
gesso_key_compare (gconstpointer a,
                   gconstpointer b)
{
  const GessoKey *x = *(const GessoKey *const *) a, *y = *(const GessoKey *const *) b;
  int by_provider = g_strcmp0 (x->provider, y->provider);

  if (by_provider != 0)
    return by_provider;
  if ((x->variable != NULL) != (y->variable != NULL))
    return x->variable != NULL ? 1 : -1;
  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return g_strcmp0 (x->id, y->id);
}

char *
gesso_key_make_fingerprint (const char        *salt,
                            const char        *provider,
                            const GessoSecret *secret)
{
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) salt, strlen (salt));
  const char *text = gesso_secret_peek (secret);
  char *fingerprint;

  g_hmac_update (hmac, (const guchar *) provider, strlen (provider) + 1);
  g_hmac_update (hmac, (const guchar *) text, strlen (text));
  /* The hash keeps the last bytes it was given in a block that it does not wipe
   * when freed. Single bytes overwrite all of that block. */
  for (guint i = 0; i < 2 * HASH_BLOCK; i++)
    g_hmac_update (hmac, (const guchar *) "", 1);
  fingerprint = g_strdup_printf ("k-%.*s", FINGERPRINT_DIGITS, g_hmac_get_string (hmac));
  g_hmac_unref (hmac);
  return fingerprint;
}
