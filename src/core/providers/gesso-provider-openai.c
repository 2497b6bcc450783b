/* gesso-provider-openai.c - OpenAI's image API
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It answers in one go: there is no task to come back to, so a lost connection
 * may have lost a picture that was paid for.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-openai.h"
#include "gesso-provider-util.h"

#define BASE "https://api.openai.com/v1"

/* Base64 of ten pictures of 4K. */
#define MAX_ANSWER_BYTES (512 * 1024 * 1024)

#define GESSO_TYPE_PROVIDER_OPENAI (gesso_provider_openai_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderOpenai, gesso_provider_openai, GESSO, PROVIDER_OPENAI, GessoProvider)

struct _GessoProviderOpenai
{
  GessoProvider parent_instance;
};

G_DEFINE_FINAL_TYPE (GessoProviderOpenai, gesso_provider_openai, GESSO_TYPE_PROVIDER)

static const char *const hosts[] = { "api.openai.com", NULL };
static const char *const environment[] = { "OPENAI_API_KEY", NULL };

static const GessoParameterSpec settings[] = {
  { .name = "organization", .title = N_("Organisation"),
    .summary = N_("Its id, where a key can use several."), .kind = GESSO_PARAMETER_TEXT },
  { .name = "project", .title = N_("Project"),
    .summary = N_("Its id, where a key can use several."), .kind = GESSO_PARAMETER_TEXT },
  { NULL },
};

static const GessoProviderSpec spec = {
  .id = "openai",
  .title = N_("OpenAI"),
  .max_concurrent = 4,
  .models = gesso_openai_models,
  .hosts = hosts,
  .auth = GESSO_AUTH_BEARER,
  .key_url = "https://platform.openai.com/api-keys",
  .environment = environment,
  .quota_reset = GESSO_QUOTA_RESET_NONE,
  .models_url = BASE "/models",
  .settings = settings,
};

/* Parameters that go out under their own name. */
static const struct
{
  const char *parameter, *field;
} choices[] = {
  { "quality", "quality" },
  { "background", "background" },
  { "output-format", "output_format" },
  { "moderation", "moderation" },
  { "complexity", "complexity" },
  { "input-fidelity", "input_fidelity" },
};

/* --- Requests --- */

static void
add_choices (JsonObject           *fields,
             GessoParameters      *parameters,
             const GessoModelSpec *model)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const char *value = gesso_parameters_get_string (parameters, choices[i].parameter);

      /* Unset is what the server takes for automatic. */
      if (value != NULL && !g_str_equal (value, "auto") &&
          gesso_provider_takes_parameter (model, choices[i].parameter))
        json_object_set_string_member (fields, choices[i].field, value);
    }
}

/* What was asked for in words is not second-guessed. Without a word, a picture
 * keeps its shape; a patch does so always, as it has to fit back. */
static void
add_size (JsonObject           *fields,
          GessoRequest         *request,
          const GessoModelSpec *model)
{
  GessoTool tool = gesso_request_get_tool (request);
  gboolean is_patch = tool == GESSO_TOOL_INPAINT || tool == GESSO_TOOL_EXPAND;
  const char *wanted = gesso_parameters_get_string (gesso_request_get_parameters (request), "size");
  const GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);
  gboolean by_source = is_patch || wanted == NULL;
  g_autofree char *size = NULL;
  guint width, height;

  if (by_source ? !gesso_provider_get_input_size (source, &width, &height) || !gesso_openai_fit_size (model, &width, &height)
                : !gesso_parameters_parse_size (wanted, &width, &height))
    return;
  size = g_strdup_printf ("%ux%u", width, height);
  json_object_set_string_member (fields, "size", size);
}

static gboolean
is_format (JsonObject *fields,
           const char *format)
{
  return g_strcmp0 (gesso_json_get_string (fields, "output_format"), format) == 0;
}

static void
add_format (JsonObject   *fields,
            GessoRequest *request)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);

  if (gesso_request_get_tool (request) == GESSO_TOOL_REMOVE_BACKGROUND)
    {
      json_object_set_string_member (fields, "background", "transparent");
      if (!is_format (fields, "webp"))
        json_object_set_string_member (fields, "output_format", "png");
    }
  if (gesso_parameters_get (parameters, "output-compression") != NULL &&
      (is_format (fields, "jpeg") || is_format (fields, "webp")))
    json_object_set_int_member (fields, "output_compression",
                                CLAMP (gesso_parameters_get_int (parameters, "output-compression", 100), 0, 100));
}

static JsonObject *
make_fields (GessoRequest         *request,
             const GessoModelSpec *model,
             const char           *prompt)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);
  gint64 count = gesso_parameters_get_int (parameters, "count", 1);
  gint64 previews = gesso_parameters_get_int (parameters, "previews", 0);
  JsonObject *fields = json_object_new ();

  json_object_set_string_member (fields, "model", model->id);
  json_object_set_string_member (fields, "prompt", prompt);
  add_size (fields, request, model);
  add_choices (fields, parameters, model);
  add_format (fields, request);
  if (count > 1)
    json_object_set_int_member (fields, "n", count);
  /* How several pictures come in one stream is not documented. */
  if (previews > 0 && count == 1)
    {
      json_object_set_boolean_member (fields, "stream", TRUE);
      json_object_set_int_member (fields, "partial_images", MIN (previews, 3));
    }
  return fields;
}

/* Each field as a text part. */
static void
add_text_parts (GessoHttpRequest *http,
                JsonObject       *fields)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *text = NULL;

      switch (json_node_get_value_type (node))
        {
        case G_TYPE_INT64:
          text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
          break;
        case G_TYPE_BOOLEAN:
          text = g_strdup (json_node_get_boolean (node) ? "true" : "false");
          break;
        default:
          text = g_strdup (json_node_get_string (node));
        }
      gesso_http_request_add_text (http, name, text);
    }
}

static GessoHttpRequest *
new_edit (GessoProvider        *self,
          GessoRequest         *request,
          const GessoModelSpec *model,
          JsonObject           *fields,
          GPtrArray            *pictures)
{
  GessoHttpRequest *http = gesso_provider_new_request (self, "POST", BASE "/images/edits");
  GessoInput *mask = gesso_request_find_input (request, GESSO_ROLE_MASK);
  gboolean markup = gesso_request_get_tool (request) == GESSO_TOOL_EDIT && gesso_openai_find_family (model->id)->markup;

  add_text_parts (http, fields);
  for (guint i = 0; i < pictures->len; i++)
    gesso_provider_add_input_part (http, pictures->len > 1 ? "image[]" : "image", g_ptr_array_index (pictures, i));
  /* In an edit nothing is protected: a mask there is a drawing that points at what is meant. */
  if (mask != NULL && mask->bytes != NULL)
    gesso_provider_add_input_part (http, markup ? "markup" : "mask", mask);
  return http;
}

static void
add_account_headers (GessoProvider    *self,
                     GessoHttpRequest *http)
{
  GessoParameters *account = gesso_provider_get_settings (self);
  const char *organization = gesso_parameters_get_string (account, "organization");
  const char *project = gesso_parameters_get_string (account, "project");

  if (organization != NULL && *organization != '\0')
    gesso_http_request_add_header (http, "OpenAI-Organization", organization);
  if (project != NULL && *project != '\0')
    gesso_http_request_add_header (http, "OpenAI-Project", project);
}

static GessoStep *
submit (GessoProvider *self,
        GessoRequest  *request,
        JsonObject    *state)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);
  g_autoptr (GPtrArray) pictures = gesso_provider_list_pictures (request);
  g_autoptr (JsonObject) fields = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *prompt = gesso_provider_dup_instruction (request, &error);
  GessoHttpRequest *http;

  if (prompt == NULL || !gesso_provider_check_pictures (model, pictures, &error))
    return gesso_step_new_failed (g_steal_pointer (&error));
  fields = make_fields (request, model, prompt);
  if (pictures->len > 0)
    http = new_edit (self, request, model, fields, pictures);
  else
    http = gesso_provider_new_json_request (self, "POST", BASE "/images/generations", fields);
  add_account_headers (self, http);
  gesso_http_request_set_costs (http, TRUE);
  gesso_http_request_set_streams (http, gesso_json_get_bool (fields, "stream", FALSE));
  gesso_http_request_set_max_bytes (http, MAX_ANSWER_BYTES);
  json_object_set_boolean_member (state, "sent", TRUE);
  json_object_set_int_member (state, "previews", gesso_json_get_int (fields, "partial_images", 0));
  return gesso_step_new_send (http);
}

/* --- Failures --- */

static GError *
gesso_provider_openai_classify (GessoProvider   *self,
                                GessoHttpAnswer *answer)
{
  guint status = gesso_http_answer_get_status (answer);
  g_autoptr (JsonObject) object = NULL;
  gboolean failed = status < 200 || status >= 300;

  /* A success holds a picture of many megabytes, read once, by next. */
  if (!failed && g_bytes_get_size (gesso_http_answer_get_body (answer)) > 64 * 1024)
    return NULL;
  object = gesso_provider_read_object (self, answer, NULL);
  if (object != NULL && gesso_json_get_object (object, "error") != NULL)
    return gesso_openai_new_error (self, status, gesso_json_get_object (object, "error"));
  return failed ? gesso_openai_new_error (self, status, NULL) : NULL;
}

/* --- Answers --- */

static double
get_cost (const char *model_id,
          JsonObject *usage)
{
  const GessoOpenaiPrice *price = &gesso_openai_find_family (model_id)->price;
  JsonObject *in = gesso_json_get_object (usage, "input_tokens_details");
  double text = gesso_json_get_double (in, "text_tokens", -1), image = gesso_json_get_double (in, "image_tokens", -1);
  double out = gesso_json_get_double (usage, "output_tokens", -1), cost;

  if (text < 0 || image < 0 || out < 0 || price->text_in < 0)
    return -1;
  cost = (text * price->text_in + image * price->image_in + out * price->image_out) / 1e6;
  /* No run costs this much: the numbers are not to be trusted. */
  return cost < 1000 ? cost : -1;
}

static GessoStep *
finish (GessoProvider   *self,
        GessoRequest    *request,
        JsonNode        *images,
        JsonObject      *usage,
        GessoHttpAnswer *answer)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);

  if (gesso_provider_add_images (result, images, -1) == 0)
    return gesso_step_new_failed (gesso_provider_new_empty_error (self));
  gesso_result_set_cost (result, model != NULL ? get_cost (model->id, usage) : -1);
  if (answer != NULL)
    gesso_result_set_request_id (result, gesso_http_answer_get_header (answer, "x-request-id"));
  return gesso_step_new_finished (result);
}

/* The end of a stream, whose events left their word in @state. Returns: (nullable) */
static GessoStep *
finish_stream (GessoProvider   *self,
               GessoRequest    *request,
               JsonObject      *state,
               GessoHttpAnswer *answer)
{
  JsonObject *completed = gesso_json_get_object (state, "completed");

  if (completed != NULL)
    return finish (self, request, json_object_get_member (state, "completed"),
                   gesso_json_get_object (completed, "usage"), answer);
  if (gesso_json_get_object (state, "error") != NULL)
    return gesso_step_new_failed (gesso_openai_new_error (self, 200, gesso_json_get_object (state, "error")));
  return NULL;
}

static GessoStep *
read_answer (GessoProvider   *self,
             GessoRequest    *request,
             JsonObject      *state,
             GessoHttpAnswer *answer)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = gesso_provider_openai_classify (self, answer);
  GessoStep *step = NULL;

  if (error != NULL)
    return gesso_step_new_failed (g_steal_pointer (&error));
  step = finish_stream (self, request, state, answer);
  if (step != NULL)
    return step;
  if (gesso_json_get_int (state, "previews", 0) > 0 && g_bytes_get_size (gesso_http_answer_get_body (answer)) == 0)
    return gesso_step_new_failed (gesso_provider_new_cut_error (self));
  object = gesso_provider_read_object (self, answer, &error);
  if (object == NULL)
    return gesso_step_new_failed (g_steal_pointer (&error));
  return finish (self, request, json_object_get_member (object, "data"), gesso_json_get_object (object, "usage"), answer);
}

static GessoStep *
gesso_provider_openai_next (GessoProvider   *self,
                            GessoRequest    *request,
                            JsonObject      *state,
                            GessoHttpAnswer *answer)
{
  GessoStep *step;

  if (answer != NULL)
    return read_answer (self, request, state, answer);
  if (!gesso_json_get_bool (state, "sent", FALSE))
    return submit (self, request, state);
  step = finish_stream (self, request, state, NULL);
  return step != NULL ? step : gesso_step_new_failed (gesso_provider_new_lost_error (self));
}

static gboolean
gesso_provider_openai_event (GessoProvider    *self,
                             GessoRequest     *request,
                             JsonObject       *state,
                             const char       *event,
                             const char       *data,
                             gsize             length,
                             GessoStreamEvent *out)
{
  const char *type;
  g_autoptr (JsonObject) object = gesso_provider_read_event (event, data, length, &type);
  gint64 index = gesso_json_get_int (object, "partial_image_index", 0);
  double previews = MAX (gesso_json_get_int (state, "previews", 0), 1);

  if (object == NULL)
    return FALSE;
  if (g_str_has_suffix (type, ".partial_image"))
    {
      out->preview = gesso_provider_decode_base64 (gesso_json_get_string (object, "b64_json"));
      out->fraction = CLAMP ((double) index + 1, 0, previews) / (previews + 1);
      return TRUE;
    }
  if (g_str_has_suffix (type, ".completed"))
    {
      json_object_set_object_member (state, "completed", g_steal_pointer (&object));
      out->fraction = 1;
      return TRUE;
    }
  if (g_str_equal (type, "error") || gesso_json_get_object (object, "error") != NULL)
    {
      JsonObject *error = gesso_json_get_object (object, "error");

      json_object_set_object_member (state, "error", json_object_ref (error != NULL ? error : object));
      return TRUE;
    }
  return FALSE;
}

static GessoHttpRequest *
gesso_provider_openai_list_models (GessoProvider *self)
{
  GessoHttpRequest *http = gesso_provider_new_request (self, "GET", spec.models_url);

  add_account_headers (self, http);
  return http;
}

static void
gesso_provider_openai_class_init (GessoProviderOpenaiClass *klass)
{
  GessoProviderClass *provider_class = GESSO_PROVIDER_CLASS (klass);

  provider_class->spec = &spec;
  provider_class->next = gesso_provider_openai_next;
  provider_class->event = gesso_provider_openai_event;
  provider_class->list_models = gesso_provider_openai_list_models;
  provider_class->classify = gesso_provider_openai_classify;
  provider_class->find_alike = gesso_openai_find_alike;
}

static void
gesso_provider_openai_init (GessoProviderOpenai *self)
{
}
