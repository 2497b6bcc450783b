/* gesso-provider-fields.c - parameters as the members of a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-provider-util.h"

/* What the vendor calls it: NULL when it does not take it by itself. */
static const char *
find_name (const char *const *names,
           const char        *name)
{
  for (; names != NULL && names[0] != NULL; names += 2)
    if (g_str_equal (names[0], name))
      return *names[1] != '\0' ? names[1] : NULL;
  return name;
}

/* A choice of numbers is kept as a number, yet to the vendor it is a word. */
static void
add_choice (JsonObject *body,
            const char *name,
            GVariant   *value)
{
  g_autofree char *number = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    number = g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  if (number != NULL)
    json_object_set_string_member (body, name, number);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    json_object_set_string_member (body, name, g_variant_get_string (value, NULL));
}

static void
add_value (JsonObject *body,
           const char *name,
           GVariant   *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    json_object_set_int_member (body, name, g_variant_get_int64 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    json_object_set_double_member (body, name, g_variant_get_double (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    json_object_set_boolean_member (body, name, g_variant_get_boolean (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    json_object_set_string_member (body, name, g_variant_get_string (value, NULL));
}

void
gesso_provider_add_parameters (JsonObject               *body,
                               GessoRequest             *request,
                               const GessoParameterSpec *specs,
                               const char *const        *names)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);

  for (; specs != NULL && specs->name != NULL; specs++)
    {
      const char *name = find_name (names, specs->name);
      GVariant *value = gesso_parameters_get (parameters, specs->name);

      if (name == NULL || value == NULL)
        continue;
      if (specs->kind == GESSO_PARAMETER_CHOICE)
        add_choice (body, name, value);
      else
        add_value (body, name, value);
    }
}

void
gesso_provider_add_constants (JsonObject *body,
                              const char *constants)
{
  g_autoptr (JsonNode) node = constants != NULL ? json_from_string (constants, NULL) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    json_object_set_member (body, name, json_node_copy (member));
}

gboolean
gesso_provider_mentions (const char *text,
                         const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}
