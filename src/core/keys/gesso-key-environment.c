/* gesso-key-environment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-key-environment.h"

void
gesso_environment_key_free (GessoEnvironmentKey *self)
{
  if (self == NULL)
    return;
  gesso_key_free (self->key);
  gesso_secret_free (self->secret);
  g_free (self);
}

static gboolean
is_listed (GPtrArray  *keys,
           const char *fingerprint)
{
  for (guint i = 0; i < keys->len; i++)
    if (strcmp (((GessoEnvironmentKey *) g_ptr_array_index (keys, i))->key->fingerprint, fingerprint) == 0)
      return TRUE;
  return FALSE;
}

static void
add_key (GPtrArray  *keys,
         const char *provider,
         const char *variable,
         const char *salt,
         const char *text,
         gsize       length)
{
  g_autoptr (GessoSecret) secret = gesso_secret_new (text, length);
  g_autofree char *fingerprint = NULL;
  GessoEnvironmentKey *found;

  if (!gesso_secret_check (secret, NULL))
    return;
  fingerprint = gesso_key_make_fingerprint (salt, provider, secret);
  if (is_listed (keys, fingerprint))
    return;
  found = g_new0 (GessoEnvironmentKey, 1);
  found->key = gesso_key_new (provider, variable, keys->len);
  found->key->variable = g_strdup (variable);
  found->key->fingerprint = g_steal_pointer (&fingerprint);
  found->secret = g_steal_pointer (&secret);
  g_ptr_array_add (keys, found);
}

GPtrArray *
gesso_key_environment_list (const char        *provider,
                            const char *const *variables,
                            const char        *salt)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_environment_key_free);

  for (guint i = 0; variables != NULL && variables[i] != NULL; i++)
    {
      const char *text = g_getenv (variables[i]);

      while (text != NULL && *text != '\0')
        {
          gsize length = strcspn (text, ",");

          add_key (keys, provider, variables[i], salt, text, length);
          text += length + (text[length] == ',');
        }
    }
  return keys;
}
