/* gesso-provider-google.c - Google's Gemini models that draw
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One message, one picture, no task to come back to; a lost connection does
 * not stop the charge. The pictures of a stream come whole, so there is none.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-google-memory.h"
#include "gesso-provider-google.h"
#include "gesso-provider-util.h"

#define BASE "https://generativelanguage.googleapis.com/v1beta"

/* Of all inputs, as base64. */
#define MAX_REQUEST_BYTES (96 * 1000 * 1000)
#define MAX_ANSWER_BYTES (128 * 1024 * 1024)

/* A picture may be asked for in parts, each of which is charged. */
#define MAX_LEGS 3

#define GESSO_TYPE_PROVIDER_GOOGLE (gesso_provider_google_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderGoogle, gesso_provider_google, GESSO, PROVIDER_GOOGLE, GessoProvider)

struct _GessoProviderGoogle
{
  GessoProvider parent_instance;
};

G_DEFINE_FINAL_TYPE (GessoProviderGoogle, gesso_provider_google, GESSO_TYPE_PROVIDER)

static const char *const hosts[] = { "generativelanguage.googleapis.com", NULL };
static const char *const environment[] = { "GOOGLE_GENERATIVE_AI_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY", NULL };

static const char *const harms[] = {
  "HARM_CATEGORY_HARASSMENT",
  "HARM_CATEGORY_HATE_SPEECH",
  "HARM_CATEGORY_SEXUALLY_EXPLICIT",
  "HARM_CATEGORY_DANGEROUS_CONTENT",
};

static const GessoProviderSpec spec = {
  .id = "google",
  .title = N_("Google Gemini"),
  .max_concurrent = 4,
  .models = gesso_google_models,
  .hosts = hosts,
  .auth = GESSO_AUTH_HEADER,
  .auth_name = "x-goog-api-key",
  .key_url = "https://aistudio.google.com/apikey",
  .environment = environment,
  /* Midnight in California, in winter. */
  .quota_reset = GESSO_QUOTA_RESET_HOUR_UTC,
  .quota_reset_value = 8,
  .models_url = BASE "/models?pageSize=1000",
};

/* --- Requests --- */

/* Returns: (nullable): the value of the choice @name that is not left to the model */
static const char *
get_choice (GessoRequest         *request,
            const GessoModelSpec *model,
            const char           *name)
{
  const char *value = gesso_parameters_get_string (gesso_request_get_parameters (request), name);

  if (value == NULL || g_str_equal (value, "auto") || !gesso_provider_takes_parameter (model, name))
    return NULL;
  return value;
}

static void
add_image_config (JsonObject           *config,
                  GessoRequest         *request,
                  const GessoModelSpec *model)
{
  const char *ratio = get_choice (request, model, "aspect-ratio"), *resolution = get_choice (request, model, "resolution");
  JsonObject *image;

  if (ratio == NULL && resolution == NULL)
    return;
  image = json_object_new ();
  if (ratio != NULL)
    json_object_set_string_member (image, "aspectRatio", ratio);
  if (resolution != NULL)
    json_object_set_string_member (image, "imageSize", g_str_equal (resolution, "0.5K") ? "512" : resolution);
  json_object_set_object_member (config, "imageConfig", image);
}

static JsonObject *
make_config (GessoRequest         *request,
             const GessoModelSpec *model)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);
  const char *level = get_choice (request, model, "thinking");
  double temperature = gesso_parameters_get_double (parameters, "temperature", -1);
  gint64 seed = gesso_parameters_get_int (parameters, "seed", -1);
  JsonObject *config = json_object_new ();
  JsonArray *modalities = json_array_new ();

  if (gesso_parameters_get_bool (parameters, "comment", TRUE))
    json_array_add_string_element (modalities, "TEXT");
  json_array_add_string_element (modalities, "IMAGE");
  json_object_set_array_member (config, "responseModalities", modalities);
  if (temperature >= 0)
    json_object_set_double_member (config, "temperature", temperature);
  if (seed >= 0)
    json_object_set_int_member (config, "seed", seed);
  add_image_config (config, request, model);
  if (level != NULL)
    {
      g_autofree char *upper = g_ascii_strup (level, -1);
      JsonObject *thinking = json_object_new ();

      json_object_set_string_member (thinking, "thinkingLevel", upper);
      json_object_set_object_member (config, "thinkingConfig", thinking);
    }
  return config;
}

static void
add_safety (JsonObject *body,
            const char *threshold)
{
  JsonArray *settings;

  if (threshold == NULL)
    return;
  settings = json_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      JsonObject *setting = json_object_new ();

      json_object_set_string_member (setting, "category", harms[i]);
      json_object_set_string_member (setting, "threshold", threshold);
      json_array_add_object_element (settings, setting);
    }
  json_object_set_array_member (body, "safetySettings", settings);
}

static void
add_instructions (JsonObject   *body,
                  GessoRequest *request)
{
  const char *text = gesso_parameters_get_string (gesso_request_get_parameters (request), "instructions");
  JsonObject *content, *part;
  JsonArray *parts;

  if (text == NULL || *text == '\0')
    return;
  content = json_object_new ();
  part = json_object_new ();
  parts = json_array_new ();
  json_object_set_string_member (part, "text", text);
  json_array_add_object_element (parts, part);
  json_object_set_array_member (content, "parts", parts);
  json_object_set_object_member (body, "systemInstruction", content);
}

static gboolean
check_sizes (GPtrArray *pictures,
             GError   **error)
{
  guint64 sum = 0;

  for (guint i = 0; i < pictures->len; i++)
    sum += g_bytes_get_size (((GessoInput *) g_ptr_array_index (pictures, i))->bytes) / 3 * 4 + 4;
  if (sum <= MAX_REQUEST_BYTES)
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("The pictures are too large for Google: use smaller or fewer ones."));
  return FALSE;
}

static JsonObject *
make_body (GessoRequest         *request,
           const GessoModelSpec *model,
           JsonObject           *state,
           const char           *prompt,
           GPtrArray            *pictures)
{
  const char *token = gesso_json_get_string (state, "token");
  JsonObject *body = json_object_new ();
  JsonArray *contents = json_array_new ();
  gboolean replays = !gesso_json_get_bool (state, "fresh", FALSE) &&
                     gesso_google_memory_replay (gesso_request_get_memory (request), model->id, pictures, contents);

  json_array_add_object_element (contents, gesso_google_make_turn (prompt, pictures, replays ? 1 : 0));
  json_object_set_array_member (body, "contents", contents);
  add_instructions (body, request);
  json_object_set_object_member (body, "generationConfig", make_config (request, model));
  add_safety (body, get_choice (request, model, "moderation"));
  if (token != NULL)
    json_object_set_string_member (body, "continuationToken", token);
  json_object_set_boolean_member (state, "replays", replays);
  return body;
}

static GessoStep *
submit (GessoProvider *self,
        GessoRequest  *request,
        JsonObject    *state)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);
  g_autoptr (GPtrArray) pictures = gesso_provider_list_pictures (request);
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *prompt = gesso_provider_dup_instruction (request, &error);
  g_autofree char *id = NULL;
  g_autofree char *url = NULL;
  GessoHttpRequest *http;

  if (prompt == NULL || !gesso_provider_check_pictures (model, pictures, &error) || !check_sizes (pictures, &error))
    return gesso_step_new_failed (g_steal_pointer (&error));
  body = make_body (request, model, state, prompt, pictures);
  id = g_uri_escape_string (model->id, NULL, FALSE);
  url = g_strdup_printf (BASE "/models/%s:generateContent", id);
  http = gesso_provider_new_json_request (self, "POST", url, body);
  gesso_http_request_set_costs (http, TRUE);
  gesso_http_request_set_max_bytes (http, MAX_ANSWER_BYTES);
  json_object_set_boolean_member (state, "sent", TRUE);
  return gesso_step_new_send (http);
}

/* --- Answers --- */

/* An answer is one object; some failures are a list of one. Returns: (nullable) */
static JsonObject *
read_body (GessoHttpAnswer *answer)
{
  gsize length;
  const char *text = g_bytes_get_data (gesso_http_answer_get_body (answer), &length);
  g_autofree char *wrapped = NULL;
  g_autoptr (JsonObject) list = NULL;
  JsonObject *first;

  if (length == 0)
    return NULL;
  if (*text != '[')
    return gesso_json_parse_object (text, length, NULL);
  wrapped = g_strdup_printf ("{\"list\":%.*s}", (int) MIN (length, G_MAXINT), text);
  list = gesso_json_parse_object (wrapped, -1, NULL);
  first = gesso_json_array_get_object (gesso_json_get_array (list, "list"), 0);
  return first != NULL ? json_object_ref (first) : NULL;
}

static JsonObject *
get_candidate (JsonObject *object)
{
  return gesso_json_array_get_object (gesso_json_get_array (object, "candidates"), 0);
}

static JsonArray *
get_parts (JsonObject *object)
{
  return gesso_json_get_array (gesso_json_get_object (get_candidate (object), "content"), "parts");
}

static gboolean
is_picture (JsonObject *part)
{
  JsonObject *data = gesso_json_get_object (part, "inlineData");
  const char *mime = gesso_json_get_string (data, "mimeType"), *base64 = gesso_json_get_string (data, "data");

  return mime != NULL && g_str_has_prefix (mime, "image/") && base64 != NULL && *base64 != '\0';
}

/* The last one: those before it, and those that are thoughts, are drafts. Returns: (nullable) */
static JsonObject *
find_picture (JsonObject *object)
{
  JsonArray *parts = get_parts (object);
  JsonObject *best = NULL;

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = gesso_json_array_get_object (parts, i);

      if (is_picture (part) && (best == NULL || gesso_json_get_bool (best, "thought", FALSE) ||
                                !gesso_json_get_bool (part, "thought", FALSE)))
        best = part;
    }
  return best;
}

/* Returns: (nullable): what to send along for the rest of an unfinished answer */
static const char *
find_token (JsonObject *object)
{
  JsonObject *candidate = get_candidate (object);

  if (g_strcmp0 (gesso_json_get_string (candidate, "finishReason"), "CONTINUATION") != 0)
    return NULL;
  return gesso_json_get_string (candidate, "continuationToken");
}

/* @object: (nullable). Returns: (nullable): when there is a picture, or nothing is known to be wrong */
static GError *
find_failure (GessoProvider *self,
              guint          status,
              JsonObject    *object)
{
  JsonObject *error = gesso_json_get_object (object, "error");

  if (error != NULL || status < 200 || status >= 300)
    return gesso_google_new_error (self, status, error);
  if (find_picture (object) != NULL || find_token (object) != NULL)
    return NULL;
  return gesso_google_find_refusal (self, object);
}

static GError *
gesso_provider_google_classify (GessoProvider   *self,
                                GessoHttpAnswer *answer)
{
  guint status = gesso_http_answer_get_status (answer);
  g_autoptr (JsonObject) object = NULL;

  /* A success holds a picture of many megabytes, read once, by next. */
  if (status >= 200 && status < 300 && g_bytes_get_size (gesso_http_answer_get_body (answer)) > 64 * 1024)
    return NULL;
  object = read_body (answer);
  return find_failure (self, status, object);
}

static double
count_image_tokens (JsonObject *usage)
{
  JsonArray *details = gesso_json_get_array (usage, "candidatesTokensDetails");
  double sum = 0;

  for (guint i = 0; details != NULL && i < json_array_get_length (details); i++)
    {
      JsonObject *detail = gesso_json_array_get_object (details, i);

      if (g_strcmp0 (gesso_json_get_string (detail, "modality"), "IMAGE") == 0)
        sum += MAX (gesso_json_get_double (detail, "tokenCount", 0), 0);
    }
  return sum;
}

/* Thoughts are charged as words. */
static double
get_cost (const char *model_id,
          JsonObject *usage)
{
  const GessoGooglePrice *price = gesso_google_find_price (model_id);
  double in = gesso_json_get_double (usage, "promptTokenCount", -1);
  double out = gesso_json_get_double (usage, "candidatesTokenCount", -1);
  double thoughts = gesso_json_get_double (usage, "thoughtsTokenCount", 0);
  double image = count_image_tokens (usage), cost;

  if (price->in < 0 || in < 0 || out < image || image <= 0 || thoughts < 0)
    return -1;
  cost = (in * price->in + image * price->image_out + (out - image + thoughts) * price->text_out) / 1e6;
  /* No run costs this much: the numbers are not to be trusted. */
  return cost < 1000 ? cost : -1;
}

static GessoStep *
finish (GessoProvider *self,
        GessoRequest  *request,
        JsonObject    *object,
        JsonObject    *part)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);
  const char *base64 = gesso_json_get_string (gesso_json_get_object (part, "inlineData"), "data");
  g_autoptr (GBytes) bytes = gesso_provider_decode_base64 (base64);
  g_autoptr (GessoResult) result = gesso_result_new ();
  g_autofree char *prompt = gesso_provider_dup_instruction (request, NULL);
  g_autofree char *memory = NULL;

  if (bytes == NULL || model == NULL)
    return gesso_step_new_failed (gesso_provider_new_empty_error (self));
  gesso_result_add_bytes (result, bytes, gesso_parameters_get_int (gesso_request_get_parameters (request), "seed", -1));
  gesso_result_set_cost (result, get_cost (model->id, gesso_json_get_object (object, "usageMetadata")));
  gesso_result_set_request_id (result, gesso_json_get_string (object, "responseId"));
  memory = gesso_google_memory_dup (model->id, prompt, get_parts (object), part, bytes);
  gesso_result_set_extra (result, memory);
  return gesso_step_new_finished (result);
}

/* Signatures hold for one model and account only: without them the picture is
 * simply what is worked on. Nothing was made, so nothing was charged. */
static gboolean
is_signature_refused (guint         status,
                      JsonObject   *state,
                      const GError *error)
{
  return status == 400 && gesso_json_get_bool (state, "replays", FALSE) &&
         gesso_provider_mentions (error->message, "signature");
}

static GessoStep *
read_answer (GessoProvider   *self,
             GessoRequest    *request,
             JsonObject      *state,
             GessoHttpAnswer *answer)
{
  guint status = gesso_http_answer_get_status (answer);
  g_autoptr (JsonObject) object = read_body (answer);
  g_autoptr (GError) error = find_failure (self, status, object);
  gint64 legs = gesso_json_get_int (state, "legs", 0);
  JsonObject *part;

  if (error != NULL && is_signature_refused (status, state, error))
    {
      json_object_set_boolean_member (state, "fresh", TRUE);
      return submit (self, request, state);
    }
  if (error == NULL && object == NULL)
    object = gesso_provider_read_object (self, answer, &error);
  if (error != NULL)
    return gesso_step_new_failed (g_steal_pointer (&error));
  part = find_picture (object);
  if (part != NULL)
    return finish (self, request, object, part);
  if (find_token (object) != NULL && legs < MAX_LEGS)
    {
      json_object_set_string_member (state, "token", find_token (object));
      json_object_set_int_member (state, "legs", legs + 1);
      return submit (self, request, state);
    }
  return gesso_step_new_failed (gesso_provider_new_empty_error (self));
}

static GessoStep *
gesso_provider_google_next (GessoProvider   *self,
                            GessoRequest    *request,
                            JsonObject      *state,
                            GessoHttpAnswer *answer)
{
  if (answer != NULL)
    return read_answer (self, request, state, answer);
  if (gesso_json_get_bool (state, "sent", FALSE))
    return gesso_step_new_failed (gesso_provider_new_lost_error (self));
  return submit (self, request, state);
}

static GessoHttpRequest *
gesso_provider_google_test_key (GessoProvider *self)
{
  return gesso_provider_new_request (self, "GET", BASE "/models?pageSize=50");
}

static void
gesso_provider_google_class_init (GessoProviderGoogleClass *klass)
{
  GessoProviderClass *provider_class = GESSO_PROVIDER_CLASS (klass);

  provider_class->spec = &spec;
  provider_class->next = gesso_provider_google_next;
  provider_class->test_key = gesso_provider_google_test_key;
  provider_class->classify = gesso_provider_google_classify;
  provider_class->find_alike = gesso_google_find_alike;
}

static void
gesso_provider_google_init (GessoProviderGoogle *self)
{
}
