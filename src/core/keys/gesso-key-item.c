/* gesso-key-item.c - how a key lies in a keyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-keyring-private.h"

const SecretSchema gesso_key_schema = {
  GESSO_APPLICATION_ID ".Key",
  SECRET_SCHEMA_NONE,
  {
      { "provider", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "label", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "order", SECRET_SCHEMA_ATTRIBUTE_INTEGER },
      { "id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

GHashTable *
gesso_keyring_call_make_query (const GessoKeyringCall *call)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  if (call->provider != NULL)
    g_hash_table_insert (attributes, (gpointer) "provider", call->provider);
  if (call->id != NULL)
    g_hash_table_insert (attributes, (gpointer) "id", call->id);
  return attributes;
}

GHashTable *
gesso_key_make_attributes (const GessoKey *key)
{
  return secret_attributes_build (&gesso_key_schema, "provider", key->provider, "label", key->label,
                                  "order", (int) key->order, "id", key->id, NULL);
}

char *
gesso_key_make_title (const GessoKey *key)
{
  if (*key->label != '\0')
    /* Translators: the id of a provider and the name that the artist gave the key */
    return g_strdup_printf (_("Gesso: %s, %s"), key->provider, key->label);
  /* Translators: the id of a provider; its key has no name */
  return g_strdup_printf (_("Gesso: %s"), key->provider);
}

static const char *
get_attribute (GHashTable *attributes,
               const char *name)
{
  const char *value = g_hash_table_lookup (attributes, name);

  return value != NULL ? value : "";
}

GessoKey *
gesso_key_new_for_attributes (GHashTable *attributes)
{
  gint64 order = g_ascii_strtoll (get_attribute (attributes, "order"), NULL, 10);
  GessoKey *key = gesso_key_new (get_attribute (attributes, "provider"), get_attribute (attributes, "label"),
                                 (guint) CLAMP (order, 0, G_MAXINT));

  key->id = g_strdup (get_attribute (attributes, "id"));
  return key;
}

GessoSecret *
gesso_key_dup_secret (SecretValue *value)
{
  gsize length;
  const char *text = secret_value_get (value, &length);

  return gesso_secret_new (text, length);
}
