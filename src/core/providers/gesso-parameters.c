/* gesso-parameters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-json.h"
#include "gesso-parameters.h"

struct _GessoParameters
{
  GHashTable *values; /* name to GVariant, both owned */
};

G_DEFINE_BOXED_TYPE (GessoParameters, gesso_parameters, gesso_parameters_ref, gesso_parameters_unref)

static void
clear_parameters (gpointer data)
{
  GessoParameters *self = data;

  g_hash_table_unref (self->values);
}

GessoParameters *
gesso_parameters_new (void)
{
  GessoParameters *self = g_atomic_rc_box_new0 (GessoParameters);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  return self;
}

/** gesso_parameters_copy: Returns: (transfer full): the same values, to be changed on their own */
GessoParameters *
gesso_parameters_copy (GessoParameters *self)
{
  GessoParameters *copy = gesso_parameters_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    gesso_parameters_set (copy, name, value);
  return copy;
}

GessoParameters *
gesso_parameters_ref (GessoParameters *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gesso_parameters_unref (GessoParameters *self)
{
  g_atomic_rc_box_release_full (self, clear_parameters);
}

void
gesso_parameters_set (GessoParameters *self,
                      const char      *name,
                      GVariant        *value)
{
  g_return_if_fail (self != NULL && name != NULL);

  if (value != NULL)
    g_hash_table_replace (self->values, g_strdup (name), g_variant_ref_sink (value));
  else
    g_hash_table_remove (self->values, name);
}

/** gesso_parameters_get: Returns: (transfer none) (nullable) */
GVariant *
gesso_parameters_get (GessoParameters *self,
                      const char      *name)
{
  return g_hash_table_lookup (self->values, name);
}

/* The value of @name when it is of @type, or NULL. */
static GVariant *
lookup (GessoParameters    *self,
        const char         *name,
        const GVariantType *type)
{
  GVariant *value = g_hash_table_lookup (self->values, name);

  return value != NULL && g_variant_is_of_type (value, type) ? value : NULL;
}

gint64
gesso_parameters_get_int (GessoParameters *self,
                          const char      *name,
                          gint64           fallback)
{
  GVariant *value = lookup (self, name, G_VARIANT_TYPE_INT64);

  return value != NULL ? g_variant_get_int64 (value) : fallback;
}

/** gesso_parameters_get_double: A whole number counts as one too. */
double
gesso_parameters_get_double (GessoParameters *self,
                             const char      *name,
                             double           fallback)
{
  GVariant *value = lookup (self, name, G_VARIANT_TYPE_DOUBLE);

  return value != NULL ? g_variant_get_double (value) : (double) gesso_parameters_get_int (self, name, fallback);
}

gboolean
gesso_parameters_get_bool (GessoParameters *self,
                           const char      *name,
                           gboolean         fallback)
{
  GVariant *value = lookup (self, name, G_VARIANT_TYPE_BOOLEAN);

  return value != NULL ? g_variant_get_boolean (value) : fallback;
}

/** gesso_parameters_get_string: Returns: (transfer none) (nullable) */
const char *
gesso_parameters_get_string (GessoParameters *self,
                             const char      *name)
{
  GVariant *value = lookup (self, name, G_VARIANT_TYPE_STRING);

  return value != NULL ? g_variant_get_string (value, NULL) : NULL;
}

/** gesso_parameters_to_json: Returns: (transfer full): one JSON object, its names sorted */
char *
gesso_parameters_to_json (GessoParameters *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self->values), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    {
      GVariant *value = g_hash_table_lookup (self->values, l->data);

      if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
        json_object_set_int_member (object, l->data, g_variant_get_int64 (value));
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
        json_object_set_double_member (object, l->data, g_variant_get_double (value));
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        json_object_set_boolean_member (object, l->data, g_variant_get_boolean (value));
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        json_object_set_string_member (object, l->data, g_variant_get_string (value, NULL));
    }
  return gesso_json_to_text (object);
}

/* A plain JSON value as the variant that stands for it, or NULL. */
static GVariant *
variant_from_node (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_INT64)
    return g_variant_new_int64 (json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    return g_variant_new_double (json_node_get_double (node));
  if (type == G_TYPE_BOOLEAN)
    return g_variant_new_boolean (json_node_get_boolean (node));
  if (type == G_TYPE_STRING && g_utf8_validate (json_node_get_string (node), -1, NULL))
    return g_variant_new_string (json_node_get_string (node));
  return NULL;
}

GessoParameters *
gesso_parameters_from_json (const char *json)
{
  GessoParameters *self = gesso_parameters_new ();
  g_autoptr (JsonObject) object = json != NULL ? gesso_json_parse_object (json, -1, NULL) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return self;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      GVariant *value = variant_from_node (node);

      if (value != NULL)
        gesso_parameters_set (self, name, value);
    }
  return self;
}
