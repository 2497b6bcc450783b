/* gesso-provider-util.c - messages, and the pictures in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-json.h"
#include "gesso-provider-util.h"

GessoHttpRequest *
gesso_provider_new_request (GessoProvider *self,
                            const char    *method,
                            const char    *url)
{
  const GessoProviderSpec *spec = gesso_provider_get_spec (self);
  GessoHttpRequest *http = gesso_http_request_new (method, url);

  gesso_http_request_set_auth (http, spec->auth, spec->auth_name);
  return http;
}

GessoHttpRequest *
gesso_provider_new_json_request (GessoProvider *self,
                                 const char    *method,
                                 const char    *url,
                                 JsonObject    *body)
{
  GessoHttpRequest *http = gesso_provider_new_request (self, method, url);
  char *text = gesso_json_to_text (body);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  gesso_http_request_set_body (http, "application/json", bytes);
  return http;
}

static gboolean
is_page (const char *text,
         gsize       length)
{
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  return length > 0 && *text == '<';
}

JsonObject *
gesso_provider_read_object (GessoProvider   *self,
                            GessoHttpAnswer *answer,
                            GError         **error)
{
  const char *title = _(gesso_provider_get_spec (self)->title);
  gsize length;
  const char *text = g_bytes_get_data (gesso_http_answer_get_body (answer), &length);
  JsonObject *object = length > 0 ? gesso_json_parse_object (text, length, NULL) : NULL;

  if (object != NULL)
    return object;
  if (length == 0)
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                 /* Translators: the name of a provider. */
                 _("%s sent an empty answer: try again later."), title);
  else if (is_page (text, length))
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                 /* Translators: the name of a provider. */
                 _("%s sent a web page in place of an answer: check the network, or try again later."), title);
  else
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                 /* Translators: the name of a provider. */
                 _("%s sent an answer that cannot be read: try again later."), title);
  return NULL;
}

JsonObject *
gesso_provider_read_event (const char  *event,
                           const char  *data,
                           gsize        length,
                           const char **type)
{
  JsonObject *object = gesso_json_parse_object (data, length, NULL);

  *type = gesso_json_get_string (object, "type");
  if (*type == NULL)
    *type = event != NULL ? event : "";
  return object;
}

static void
append_inputs (GPtrArray     *inputs,
               GessoRequest  *request,
               GessoInputRole role)
{
  for (guint i = 0; i < gesso_request_get_n_inputs (request); i++)
    {
      GessoInput *input = gesso_request_get_input (request, i);

      if (input->role == role && input->bytes != NULL)
        g_ptr_array_add (inputs, input);
    }
}

GPtrArray *
gesso_provider_list_inputs (GessoRequest  *request,
                            GessoInputRole role)
{
  GPtrArray *inputs = g_ptr_array_new ();

  append_inputs (inputs, request, role);
  return inputs;
}

GPtrArray *
gesso_provider_list_pictures (GessoRequest *request)
{
  GPtrArray *inputs = gesso_provider_list_inputs (request, GESSO_ROLE_SOURCE);

  append_inputs (inputs, request, GESSO_ROLE_BACKGROUND);
  append_inputs (inputs, request, GESSO_ROLE_REFERENCE);
  return inputs;
}

gboolean
gesso_provider_takes_parameter (const GessoModelSpec *model,
                                const char           *name)
{
  for (const GessoParameterSpec *parameter = model->parameters; parameter != NULL && parameter->name != NULL; parameter++)
    if (g_str_equal (parameter->name, name))
      return TRUE;
  return FALSE;
}

gboolean
gesso_provider_check_pictures (const GessoModelSpec *model,
                               GPtrArray            *pictures,
                               GError              **error)
{
  if (pictures->len <= model->max_sources)
    return TRUE;
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the title of a model, then how many pictures it takes. */
               ngettext ("%s takes %u picture at a time: use no more.", "%s takes at most %u pictures at a time: use fewer.",
                         model->max_sources), _(model->title), model->max_sources);
  return FALSE;
}

static gboolean
probe_input (const GessoInput *input,
             GessoPictureInfo *info)
{
  return input->bytes != NULL && gesso_codec_probe (input->bytes, info, NULL);
}

const char *
gesso_provider_get_input_mime (const GessoInput *input)
{
  GessoPictureInfo info;

  return probe_input (input, &info) ? gesso_format_get_mime (info.format) : "application/octet-stream";
}

char *
gesso_provider_dup_input_name (const GessoInput *input)
{
  GessoPictureInfo info;
  const char *suffix = probe_input (input, &info) ? gesso_format_get_suffix (info.format) : "bin";

  while (*suffix == '.')
    suffix++;
  return g_strdup_printf ("%s.%s", gesso_input_role_to_nick (input->role), suffix);
}

char *
gesso_provider_dup_base64 (const GessoInput *input)
{
  gsize length = 0;
  const guchar *data = input->bytes != NULL ? g_bytes_get_data (input->bytes, &length) : NULL;

  return g_base64_encode (data, length);
}

char *
gesso_provider_dup_data_uri (const GessoInput *input)
{
  g_autofree char *base64 = gesso_provider_dup_base64 (input);

  return g_strdup_printf ("data:%s;base64,%s", gesso_provider_get_input_mime (input), base64);
}

void
gesso_provider_add_input_part (GessoHttpRequest *http,
                               const char       *name,
                               const GessoInput *input)
{
  g_autofree char *filename = gesso_provider_dup_input_name (input);

  gesso_http_request_add_part (http, name, filename, gesso_provider_get_input_mime (input), input->bytes);
}

static gboolean
has_prefix_nocase (const char *text,
                   const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

GBytes *
gesso_provider_decode_base64 (const char *text)
{
  g_autofree guchar *data = NULL;
  const char *comma;
  gsize length;

  if (text == NULL)
    return NULL;
  if (has_prefix_nocase (text, "data:"))
    {
      if ((comma = strchr (text, ',')) == NULL)
        return NULL;
      text = comma + 1;
    }
  data = g_base64_decode (text, &length);
  return length > 0 ? g_bytes_new_take (g_steal_pointer (&data), length) : NULL;
}

static guint
add_base64 (GessoResult *result,
            const char  *text,
            gint64       seed)
{
  g_autoptr (GBytes) bytes = gesso_provider_decode_base64 (text);

  if (bytes == NULL)
    return 0;
  gesso_result_add_bytes (result, bytes, seed);
  return 1;
}

static guint
add_address (GessoResult *result,
             const char  *text,
             gint64       seed)
{
  if (has_prefix_nocase (text, "data:"))
    return add_base64 (result, text, seed);
  if (!has_prefix_nocase (text, "https:") && !has_prefix_nocase (text, "http:"))
    return 0;
  gesso_result_add_url (result, text, seed);
  return 1;
}

static guint
add_object (GessoResult *result,
            JsonObject  *object,
            gint64       seed)
{
  static const char *const names[] = { "b64_json", "b64", "base64" };
  const char *url = gesso_json_get_string (object, "url");
  JsonNode *inner = json_object_get_member (object, "image");

  seed = gesso_json_get_int (object, "seed", seed);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = gesso_json_get_string (object, names[i]);

      if (text != NULL && *text != '\0')
        return add_base64 (result, text, seed);
    }
  if (url != NULL)
    return add_address (result, url, seed);
  return inner != NULL && !JSON_NODE_HOLDS_ARRAY (inner) ? gesso_provider_add_images (result, inner, seed) : 0;
}

guint
gesso_provider_add_images (GessoResult *result,
                           JsonNode    *node,
                           gint64       seed)
{
  guint n = 0;

  if (node == NULL)
    return 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return add_object (result, json_node_get_object (node), seed);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return add_address (result, json_node_get_string (node), seed);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        n += gesso_provider_add_images (result, json_array_get_element (array, i), seed);
    }
  return n;
}
