/* gesso-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-json.h"

#define MAX_DEPTH 64

/* The UTF-16 unit of an escape such as \ud83d, or -1. */
static int
parse_escape (const char *text,
              const char *end)
{
  int value = 0;

  if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
    return -1;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      value = value << 4 | g_ascii_xdigit_value (text[i]);
    }
  return value;
}

/* Whether one of JSON's own escapes begins at @text. */
static gboolean
is_escape (const char *text,
           const char *end)
{
  if (end - text < 2 || text[1] == '\0' || strchr ("\"\\/bfnrtu", text[1]) == NULL)
    return FALSE;
  return text[1] != 'u' || parse_escape (text, end) >= 0;
}

/* Whether json-glib's recursive parser can be given the text: nested little
 * enough, and without what it reads beyond JSON: comments and other quotes, in
 * which brackets could hide, and escapes cut short or in octal, which become
 * bytes that are no UTF-8. */
static gboolean
is_harmless (const char *text,
             gsize       length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            {
              if (!is_escape (text + i, text + length))
                return FALSE;
              i++;
            }
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
      else if (c == '/' || c == '\'' || c == '#' || c == '\\')
        return FALSE;
    }
  return TRUE;
}

/* Half a pair of surrogates, which json-glib would make into bytes that are no
 * UTF-8, becomes U+FFFD. Returns: (nullable): a copy when there was one */
static char *
mend_surrogates (const char *text,
                 gsize       length)
{
  const char *end = text + length;
  char *copy = NULL;

  for (const char *c = memchr (text, '\\', length); c != NULL; c = memchr (c, '\\', end - c))
    {
      int unit = parse_escape (c, end);
      int next = (unit & 0xfc00) == 0xd800 && unit > 0 ? parse_escape (c + 6, end) : -1;

      if (next > 0 && (next & 0xfc00) == 0xdc00)
        c += 12;
      else if (unit > 0 && (unit & 0xf800) == 0xd800)
        {
          if (copy == NULL)
            copy = g_memdup2 (text, length);
          memcpy (copy + (c - text), "\\ufffd", 6);
          c += 6;
        }
      else
        c += MIN (2, end - c);
    }
  return copy;
}

JsonObject *
gesso_json_parse_object (const char *text,
                         gssize      length,
                         GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  /* No bytes may come without an address. */
  g_autofree char *mended = size > 0 ? mend_surrogates (text, size) : NULL;
  JsonNode *root;

  if (size == 0 || !g_utf8_validate_len (text, size, NULL) || !is_harmless (text, size) ||
      !json_parser_load_from_data (parser, mended != NULL ? mended : text, size, NULL) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                           _("The data is not the JSON object it should be."));
      return NULL;
    }
  return json_node_dup_object (root);
}

/* A member that holds a plain value of @type, or NULL. */
static JsonNode *
get_value (JsonObject *object,
           const char *name,
           GType       type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

/* Escapes can make text that is not UTF-8 out of a file that is. */
static const char *
get_valid_text (JsonNode *node)
{
  const char *text = json_node_get_string (node);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

const char *
gesso_json_get_string (JsonObject *object,
                       const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? get_valid_text (node) : NULL;
}

gint64
gesso_json_get_int (JsonObject *object,
                    const char *name,
                    gint64      fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

double
gesso_json_get_double (JsonObject *object,
                       const char *name,
                       double      fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_DOUBLE);

  if (node == NULL)
    node = get_value (object, name, G_TYPE_INT64);
  return node != NULL ? json_node_get_double (node) : fallback;
}

gboolean
gesso_json_get_bool (JsonObject *object,
                     const char *name,
                     gboolean    fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

JsonObject *
gesso_json_get_object (JsonObject *object,
                       const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
gesso_json_get_array (JsonObject *object,
                      const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
gesso_json_array_get_object (JsonArray *array,
                             guint      index)
{
  JsonNode *node;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;
  node = json_array_get_element (array, index);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
gesso_json_array_get_string (JsonArray *array,
                             guint      index)
{
  JsonNode *node;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;
  node = json_array_get_element (array, index);
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? get_valid_text (node)
             : NULL;
}

char *
gesso_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}
