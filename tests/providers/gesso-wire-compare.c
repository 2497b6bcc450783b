/* gesso-wire-compare.c - one message against its recording
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "gesso-json.h"
#include "gesso-wire-private.h"

/* What every client sends in its own way. */
static const char *const free_headers[] = {
  "accept", "accept-encoding", "accept-language", "authorization", "connection", "content-length", "content-type",
  "cookie", "host", "sec-fetch-mode", "user-agent", NULL,
};

static const char *const free_prefixes[] = { "x-stainless-", "x-goog-api-client", "x-fern-", "x-gradio-user" };

/* The headers that vendors take keys in. */
static const char *const key_headers[] = { "x-goog-api-key", "x-key", "x-api-key", "api-key", NULL };

static void compare_nodes (GessoWire *self, const char *path, JsonNode *expected, JsonNode *actual, GString *why);

static void G_GNUC_PRINTF (2, 3)
tell (GString    *why,
      const char *format,
      ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (strlen (text) > 300)
    strcpy (text + 297, "...");
  g_string_append_printf (why, "%s%s", why->len > 0 ? "; " : "", text);
}

char *
gesso_wire_fill (const char *text)
{
  GString *filled = g_string_new (NULL);
  const char *open;

  while ((open = strstr (text, "{{base64 ")) != NULL)
    {
      const char *name = open + strlen ("{{base64 "), *close = strstr (name, "}}");
      g_autofree char *file = g_strndup (name, close - name);
      g_autoptr (GBytes) bytes = gesso_wire_read_input (file);
      g_autofree char *base64 = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_string_append_len (filled, text, open - text);
      g_string_append (filled, base64);
      text = close + 2;
    }
  g_string_append (filled, text);
  return g_string_free (filled, FALSE);
}

/* @text begins with the piece of @pattern up to its next placeholder; what the
 * placeholder stands for ends where the following piece is found. */
gboolean
gesso_wire_matches (const char *pattern,
                    const char *text)
{
  g_autofree char *filled = gesso_wire_fill (pattern);
  const char *rest = filled, *open;

  while ((open = strstr (rest, "{{")) != NULL)
    {
      const char *after = strstr (open, "}}") + 2, *next = strstr (after, "{{");
      g_autofree char *piece = next != NULL ? g_strndup (after, next - after) : g_strdup (after);
      const char *found;

      if (strncmp (text, rest, open - rest) != 0)
        return FALSE;
      text += open - rest;
      if (*piece == '\0')
        return TRUE;
      found = next != NULL ? strstr (text, piece)
                           : g_str_has_suffix (text, piece) ? text + strlen (text) - strlen (piece) : NULL;
      if (found == NULL)
        return FALSE;
      text = found;
      rest = after;
    }
  return g_str_equal (rest, text);
}

static gboolean
is_allowed (GessoWire  *self,
            const char *path)
{
  return g_hash_table_contains (self->allowed, path);
}

/* A field with the value that the server assumes anyway. */
static gboolean
is_default (const char *name,
            JsonNode   *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (g_str_equal (name, "stream"))
    return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node);
  return g_str_equal (name, "n") && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 &&
         json_node_get_int (node) == 1;
}

/* What an upload is called is each client's own affair. */
static gboolean
is_file_name (const char *name,
              JsonNode   *node)
{
  static const char *const names[] = { "file_name", "fileName", "filename", NULL };

  return g_strv_contains (names, name) && node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) != '\0';
}

static void
compare_objects (GessoWire  *self,
                 const char *path,
                 JsonObject *expected,
                 JsonObject *actual,
                 GString    *why)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *inner = g_strconcat (path, ".", name, NULL);
      JsonNode *other = json_object_get_member (actual, name);

      if (is_allowed (self, inner) || is_file_name (name, other) || (other == NULL && is_default (name, node)))
        continue;
      if (other == NULL)
        tell (why, "no %s", inner);
      else
        compare_nodes (self, inner, node, other, why);
    }
  json_object_iter_init (&iter, actual);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *inner = g_strconcat (path, ".", name, NULL);

      if (!json_object_has_member (expected, name) && !is_allowed (self, inner) && !is_default (name, node))
        tell (why, "%s is not in the recording", inner);
    }
}

static void
compare_arrays (GessoWire  *self,
                const char *path,
                JsonArray  *expected,
                JsonArray  *actual,
                GString    *why)
{
  guint n = json_array_get_length (expected);

  if (json_array_get_length (actual) != n)
    {
      tell (why, "%s has %u elements, not %u", path, json_array_get_length (actual), n);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s[%u]", path, i);

      if (!is_allowed (self, inner))
        compare_nodes (self, inner, json_array_get_element (expected, i), json_array_get_element (actual, i), why);
    }
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) &&
         (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static void
compare_nodes (GessoWire  *self,
               const char *path,
               JsonNode   *expected,
               JsonNode   *actual,
               GString    *why)
{
  g_autofree char *wanted = NULL, *found = NULL;

  if (JSON_NODE_HOLDS_OBJECT (expected) && JSON_NODE_HOLDS_OBJECT (actual))
    compare_objects (self, path, json_node_get_object (expected), json_node_get_object (actual), why);
  else if (JSON_NODE_HOLDS_ARRAY (expected) && JSON_NODE_HOLDS_ARRAY (actual))
    compare_arrays (self, path, json_node_get_array (expected), json_node_get_array (actual), why);
  else if (is_number (expected) && is_number (actual)
             ? json_node_get_double (expected) == json_node_get_double (actual)
             : is_text (expected) && is_text (actual)
                 ? gesso_wire_matches (json_node_get_string (expected), json_node_get_string (actual))
                 : json_node_equal (expected, actual))
    return;
  else
    {
      wanted = json_to_string (expected, FALSE);
      found = json_to_string (actual, FALSE);
      if (strlen (found) > 80)
        strcpy (found + 77, "...");
      tell (why, "%s is %s, not %s", path, found, wanted);
    }
}

static void
compare_json (GessoWire        *self,
              JsonNode         *expected,
              GessoHttpRequest *http,
              GString          *why)
{
  g_autofree char *type = NULL;
  g_autoptr (GBytes) body = gesso_http_request_dup_body (http, &type);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (body == NULL || type == NULL || !g_str_has_prefix (type, "application/json") ||
      !json_parser_load_from_data (parser, g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL))
    tell (why, "the body is not JSON");
  else
    compare_nodes (self, "body", expected, json_parser_get_root (parser), why);
}

static gboolean
bytes_match (JsonObject *expected,
             const char *name,
             GBytes     *bytes)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  const char *text = gesso_json_get_string (expected, name);

  return text != NULL ? strlen (text) == g_bytes_get_size (bytes) &&
                          memcmp (text, g_bytes_get_data (bytes, NULL), strlen (text)) == 0
                      : g_strcmp0 (digest, gesso_json_get_string (expected, "sha256")) == 0;
}

/* Part number @rank among those called @name. */
static GessoHttpPart *
find_part (GPtrArray  *parts,
           const char *name,
           guint       rank)
{
  for (guint i = 0; i < parts->len; i++)
    {
      GessoHttpPart *part = g_ptr_array_index (parts, i);

      if (g_strcmp0 (part->name, name) == 0 && rank-- == 0)
        return part;
    }
  return NULL;
}

static void
compare_part (JsonObject    *expected,
              GessoHttpPart *part,
              GString       *why)
{
  const char *name = gesso_json_get_string (expected, "name"), *type = gesso_json_get_string (expected, "contentType");
  gboolean is_file = gesso_json_get_string (expected, "file") != NULL;

  /* A JSON part may do without the file name that a browser's Blob has. */
  if (is_file && (part->filename == NULL || *part->filename == '\0'))
    tell (why, "part.%s has no file name", name);
  if (gesso_json_get_string (expected, "filename") == NULL && part->filename != NULL)
    tell (why, "part.%s is a file", name);
  if (type != NULL && g_strcmp0 (type, part->content_type) != 0)
    tell (why, "part.%s is %s, not %s", name, part->content_type, type);
  if (!bytes_match (expected, "text", part->bytes))
    tell (why, "part.%s has other bytes", name);
}

/* A part with the value that the server assumes anyway. */
static gboolean
is_default_part (const char *name,
                 const char *text)
{
  return (g_str_equal (name, "n") && g_strcmp0 (text, "1") == 0) ||
         (g_str_equal (name, "stream") && g_strcmp0 (text, "false") == 0);
}

static void
compare_parts (GessoWire        *self,
               JsonArray        *expected,
               GessoHttpRequest *http,
               GString          *why)
{
  GPtrArray *parts = gesso_http_request_get_parts (http);
  g_autoptr (GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);

  if (parts == NULL)
    {
      tell (why, "the body is not multipart");
      return;
    }
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      JsonObject *object = json_array_get_object_element (expected, i);
      const char *name = gesso_json_get_string (object, "name"), *text = gesso_json_get_string (object, "text");
      g_autofree char *path = g_strconcat ("part.", name, NULL);
      guint rank = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, name));
      GessoHttpPart *part = find_part (parts, name, rank);

      g_hash_table_insert (ranks, (gpointer) name, GUINT_TO_POINTER (rank + 1));
      if (is_allowed (self, path) || (part == NULL && is_default_part (name, text)))
        continue;
      if (part == NULL)
        tell (why, "no %s", path);
      else
        compare_part (object, part, why);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      GessoHttpPart *part = g_ptr_array_index (parts, i);
      g_autofree char *path = g_strconcat ("part.", part->name, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (part->bytes, NULL), g_bytes_get_size (part->bytes));
      guint rank = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, part->name));

      if (!is_allowed (self, path) && !is_default_part (part->name, text) && find_part (parts, part->name, rank) != NULL)
        tell (why, "%s is not in the recording", path);
    }
}

static const char *
find_header (GessoHttpRequest *http,
             const char       *name)
{
  for (const char *const *h = gesso_http_request_get_headers (http); *h != NULL; h += 2)
    if (g_ascii_strcasecmp (h[0], name) == 0)
      return h[1];
  return NULL;
}

static gboolean
is_free_header (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (free_prefixes); i++)
    if (g_str_has_prefix (name, free_prefixes[i]))
      return TRUE;
  return g_strv_contains (free_headers, name) || g_strv_contains (key_headers, name);
}

static void
compare_headers (GessoWire        *self,
                 JsonObject       *expected,
                 GessoHttpRequest *http,
                 GString          *why)
{
  JsonArray *names = gesso_json_get_array (expected, "sdkHeaders");
  JsonObject *headers = gesso_json_get_object (expected, "headers");

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      g_autofree char *name = g_ascii_strdown (json_array_get_string_element (names, i), -1);
      g_autofree char *path = g_strconcat ("header.", name, NULL);
      const char *wanted = gesso_json_get_string (headers, name), *found = find_header (http, name);

      if (is_free_header (name) || is_allowed (self, path))
        continue;
      if (wanted != NULL && (found == NULL || !gesso_wire_matches (wanted, found)))
        tell (why, "%s is %s, not %s", path, found != NULL ? found : "absent", wanted);
    }
  for (const char *const *h = gesso_http_request_get_headers (http); *h != NULL; h += 2)
    {
      g_autofree char *name = g_ascii_strdown (h[0], -1), *path = g_strconcat ("header.", name, NULL);

      if (!is_free_header (name) && !is_allowed (self, path) && gesso_json_get_string (headers, name) == NULL)
        tell (why, "%s is not in the recording", path);
      if (g_str_equal (name, "authorization") || g_strv_contains (key_headers, name))
        tell (why, "%s is written by hand", path);
    }
}

static GessoAuthForm
get_recorded_auth (JsonObject  *headers,
                   const char **name)
{
  const char *value = gesso_json_get_string (headers, "authorization");

  *name = NULL;
  for (const char *const *h = key_headers; *h != NULL; h++)
    if (gesso_json_get_string (headers, *h) != NULL)
      {
        *name = *h;
        return GESSO_AUTH_HEADER;
      }
  if (value == NULL)
    return GESSO_AUTH_NONE;
  return g_str_has_prefix (value, "Bearer ") ? GESSO_AUTH_BEARER
         : g_str_has_prefix (value, "Key ")  ? GESSO_AUTH_KEY
                                             : GESSO_AUTH_BASIC;
}

static void
compare_auth (JsonObject       *headers,
              GessoHttpRequest *http,
              GString          *why)
{
  static const char *const forms[] = { "none", "Bearer", "Key", "Basic", "header" };
  const char *wanted_name, *name;
  GessoAuthForm wanted = get_recorded_auth (headers, &wanted_name), form = gesso_http_request_get_auth (http, &name);

  if (wanted != form)
    tell (why, "the key goes as %s, not %s", forms[form], forms[wanted]);
  else if (form == GESSO_AUTH_HEADER && g_ascii_strcasecmp (name, wanted_name) != 0)
    tell (why, "the key goes in %s, not %s", name, wanted_name);
}

static void
compare_query (GessoWire  *self,
               JsonObject *expected,
               GHashTable *actual,
               GString    *why)
{
  g_autoptr (GList) names = expected != NULL ? json_object_get_members (expected) : NULL;
  GHashTableIter iter;
  gpointer name, value;

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *path = g_strconcat ("query.", l->data, NULL);
      const char *wanted = gesso_json_get_string (expected, l->data), *found = g_hash_table_lookup (actual, l->data);

      if (!is_allowed (self, path) && (found == NULL || wanted == NULL || !gesso_wire_matches (wanted, found)))
        tell (why, "%s is %s, not %s", path, found != NULL ? found : "absent", wanted);
    }
  g_hash_table_iter_init (&iter, actual);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *path = g_strconcat ("query.", name, NULL);

      if (!is_allowed (self, path) && (expected == NULL || !json_object_has_member (expected, name)))
        tell (why, "%s is not in the recording", path);
    }
}

static void
compare_address (GessoWire        *self,
                 JsonObject       *expected,
                 GessoHttpRequest *http,
                 GString          *why)
{
  g_autoptr (GUri) uri = g_uri_parse (gesso_http_request_get_url (http), G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GHashTable) query = NULL;
  g_autofree char *origin = NULL;

  if (uri == NULL)
    {
      tell (why, "%s is no address", gesso_http_request_get_url (http));
      return;
    }
  origin = g_uri_get_port (uri) > 0
             ? g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), g_uri_get_host (uri), g_uri_get_port (uri))
             : g_strdup_printf ("%s://%s", g_uri_get_scheme (uri), g_uri_get_host (uri));
  if (g_strcmp0 (gesso_json_get_string (expected, "origin"), origin) != 0)
    tell (why, "origin is %s, not %s", origin, gesso_json_get_string (expected, "origin"));
  if (!gesso_wire_matches (gesso_json_get_string (expected, "path"), g_uri_get_path (uri)))
    tell (why, "path is %s, not %s", g_uri_get_path (uri), gesso_json_get_string (expected, "path"));
  query = g_uri_get_query (uri) != NULL
            ? g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM, NULL)
            : g_hash_table_new (g_str_hash, g_str_equal);
  if (query == NULL)
    tell (why, "the query cannot be read");
  else
    compare_query (self, gesso_json_get_object (expected, "query"), query, why);
}

static void
compare_body (GessoWire        *self,
              JsonObject       *expected,
              GessoHttpRequest *http,
              GString          *why)
{
  const char *kind = gesso_json_get_string (expected, "bodyKind");
  const char *recorded_type = gesso_json_get_string (expected, "contentType");
  g_autofree char *type = NULL;
  g_autoptr (GBytes) body = gesso_http_request_dup_body (http, &type);
  JsonNode *node = json_object_get_member (expected, "body");

  if (g_strcmp0 (kind, "json") == 0)
    compare_json (self, node, http, why);
  else if (g_strcmp0 (kind, "multipart") == 0)
    compare_parts (self, json_node_get_array (node), http, why);
  else if (g_strcmp0 (kind, "binary") == 0)
    {
      if (body == NULL || !bytes_match (json_node_get_object (node), "text", body))
        tell (why, "the body has other bytes");
      if (recorded_type != NULL && g_strcmp0 (type, recorded_type) != 0)
        tell (why, "the body is %s, not %s", type, recorded_type);
    }
  else if (body != NULL && g_bytes_get_size (body) > 0)
    tell (why, "there is a body");
}

void
gesso_wire_compare (GessoWire        *self,
                    JsonObject       *expected,
                    GessoHttpRequest *http,
                    GString          *why)
{
  if (g_strcmp0 (gesso_json_get_string (expected, "method"), gesso_http_request_get_method (http)) != 0)
    tell (why, "method is %s, not %s", gesso_http_request_get_method (http), gesso_json_get_string (expected, "method"));
  compare_address (self, expected, http, why);
  compare_auth (gesso_json_get_object (expected, "headers"), http, why);
  compare_headers (self, expected, http, why);
  compare_body (self, expected, http, why);
}
