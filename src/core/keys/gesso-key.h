/* gesso-key.h - what there is to say of a key, but the key itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-secret.h"

G_BEGIN_DECLS

/**
 * GessoKey:
 * @id: names it in the keyring; (nullable) for one of the environment
 * @label: what the artist calls it, "" without a name; of the environment, the variable
 * @order: its place among the provider's keys, from 0
 * @fingerprint: see gesso_key_make_fingerprint()
 * @variable: (nullable): the environment variable it comes from
 */
typedef struct
{
  char *id;
  char *provider;
  char *label;
  guint order;
  char *fingerprint;
  char *variable;
} GessoKey;

GessoKey *gesso_key_new              (const char *provider, const char *label, guint order);
GessoKey *gesso_key_copy             (const GessoKey *self);
void      gesso_key_free             (GessoKey *self);
/** By order; a key of the keyring before one of the environment. For g_ptr_array_sort(). */
int       gesso_key_compare          (gconstpointer a, gconstpointer b);

/**
 * gesso_key_make_fingerprint:
 * @salt: random text of this installation
 *
 * The only form of a key that may be written anywhere: the first 32 bits of an
 * HMAC-SHA256 (RFC 2104), such as `k-3f9a2c71`. Without @salt nothing about the
 * key follows from it, and two installations give the same key two of them.
 *
 * Returns: (transfer full)
 */
char     *gesso_key_make_fingerprint (const char *salt, const char *provider, const GessoSecret *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoKey, gesso_key_free)

G_END_DECLS
