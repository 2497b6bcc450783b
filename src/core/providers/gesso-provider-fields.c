/* gesso-provider-fields.c - parameters and pictures as the members of a request
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

/* What looks like a number is kept as one, yet to the vendor it is a word. */
static void
add_text (JsonObject *body,
          const char *name,
          GVariant   *value)
{
  g_autofree char *text = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL)
                                                                              : g_variant_print (value, FALSE);

  json_object_set_string_member (body, name, text);
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
      if (specs->kind == GESSO_PARAMETER_CHOICE || specs->kind == GESSO_PARAMETER_TEXT)
        add_text (body, name, value);
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

GPtrArray *
gesso_provider_list_uploads (const GessoPictureFields *fields,
                             GessoRequest             *request)
{
  g_autoptr (GPtrArray) pictures = gesso_provider_list_pictures (request);
  g_autoptr (GPtrArray) masks = gesso_provider_list_inputs (request, GESSO_ROLE_MASK);
  GPtrArray *uploads = g_ptr_array_new ();
  gboolean has_source = FALSE, has_background = FALSE;

  for (guint i = 0; i < pictures->len; i++)
    {
      GessoInput *input = g_ptr_array_index (pictures, i);
      gboolean is_background = input->role == GESSO_ROLE_BACKGROUND && fields->background != NULL && !has_background;
      gboolean is_source = input->role == GESSO_ROLE_SOURCE && fields->picture != NULL && !has_source;

      has_background = has_background || is_background;
      has_source = has_source || is_source;
      if (is_background || is_source || fields->pictures != NULL)
        g_ptr_array_add (uploads, input);
    }
  if (fields->mask != NULL && masks->len > 0)
    g_ptr_array_add (uploads, g_ptr_array_index (masks, 0));
  return uploads;
}

void
gesso_provider_add_uploads (JsonObject               *body,
                            const GessoPictureFields *fields,
                            GPtrArray                *uploads,
                            const char *const        *addresses)
{
  JsonArray *list = fields->pictures != NULL && uploads->len > 0 ? json_array_new () : NULL;

  for (guint i = 0; i < uploads->len; i++)
    {
      GessoInput *input = g_ptr_array_index (uploads, i);

      if (input->role == GESSO_ROLE_MASK)
        json_object_set_string_member (body, fields->mask, addresses[i]);
      else if (input->role == GESSO_ROLE_BACKGROUND && fields->background != NULL)
        json_object_set_string_member (body, fields->background, addresses[i]);
      else if (list != NULL)
        json_array_add_string_element (list, addresses[i]);
      else
        json_object_set_string_member (body, fields->picture, addresses[i]);
    }
  if (list != NULL && json_array_get_length (list) > 0)
    json_object_set_array_member (body, fields->pictures, json_array_ref (list));
  g_clear_pointer (&list, json_array_unref);
}

gboolean
gesso_provider_mentions (const char *text,
                         const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}
