/* gesso-provider-byteplus.c - Seedream and SeedEdit at BytePlus ModelArk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One message does everything and is answered by the pictures; there is no
 * task to look at, and nothing to stop. As of 2026-11-21; the reference is
 * https://docs.byteplus.com/en/docs/ModelArk/1541523
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-json.h"
#include "gesso-provider-byteplus-models.h"
#include "gesso-provider-byteplus.h"
#include "gesso-provider-util.h"

#define BASE "https://ark.ap-southeast.bytepluses.com/api/v3"
#define MAX_BODY_BYTES ((gsize) 64 * 1000 * 1000)
#define MAX_ASPECT 16
#define USUAL_SIDE 2048
#define USUAL_TIER "2K"
/* More pixels than this are fetched by address, as the answer would be a large one. */
#define MAX_INLINE_PIXELS (8 * 1000 * 1000)

struct _GessoProviderByteplus
{
  GessoProvider parent_instance;
};

#define GESSO_TYPE_PROVIDER_BYTEPLUS (gesso_provider_byteplus_get_type ())
GType gesso_provider_byteplus_get_type (void);
G_DECLARE_FINAL_TYPE (GessoProviderByteplus, gesso_provider_byteplus, GESSO, PROVIDER_BYTEPLUS, GessoProvider)
G_DEFINE_FINAL_TYPE (GessoProviderByteplus, gesso_provider_byteplus, GESSO_TYPE_PROVIDER)

static const char *const hosts[] = {
  "ark.ap-southeast.bytepluses.com", "ark.eu-west.bytepluses.com", "ark.cn-beijing.volces.com", NULL,
};
static const char *const result_hosts[] = { ".bytepluses.com", ".volces.com", ".byteimg.com", NULL };
static const char *const environment[] = { "BYTEPLUS_API_KEY", "ARK_API_KEY", NULL };

static const GessoProviderSpec spec = {
  .id = "byteplus",
  .title = N_("BytePlus"),
  .max_concurrent = 8,
  .models = gesso_byteplus_models,
  .hosts = hosts,
  .auth = GESSO_AUTH_BEARER,
  .result_hosts = result_hosts,
  .key_url = "https://console.byteplus.com/ark/region:ark+ap-southeast-1/apiKey",
  .environment = environment,
  .requests_per_minute = 500,
  .models_url = BASE "/models",
};

static const char *
get_model_id (GessoRequest *request)
{
  return strchr (gesso_request_get_model (request), '/') + 1;
}

static guint
get_count (GessoRequest              *request,
           const GessoBytePlusFamily *family)
{
  gint64 count = gesso_parameters_get_int (gesso_request_get_parameters (request), "count", 1);

  return family->abilities & GESSO_BYTEPLUS_SERIES ? CLAMP (count, 1, GESSO_BYTEPLUS_MAX_SERIES) : 1;
}

/* "16:9" to 16 and 9. */
static gboolean
parse_ratio (const char *text,
             double     *across,
             double     *down)
{
  const char *colon = text != NULL ? strchr (text, ':') : NULL;

  if (colon == NULL)
    return FALSE;
  *across = g_ascii_strtod (text, NULL);
  *down = g_ascii_strtod (colon + 1, NULL);
  return *across > 0 && *down > 0;
}

/* "2K" to 2048; 0 for other words. */
static double
parse_tier (const char *text)
{
  return text != NULL && g_str_has_suffix (text, "K") ? g_ascii_strtod (text, NULL) * 1024 : 0;
}

/* What the artist wants, before the model is asked. */
static void
find_size (GessoRequest *request,
           double       *width,
           double       *height)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);
  double tier = parse_tier (gesso_parameters_get_string (parameters, "resolution"));
  guint w = USUAL_SIDE, h = USUAL_SIDE;
  gboolean known = gesso_provider_get_wanted_size (request, &w, &h);
  double side = tier > 0 ? tier : known ? sqrt ((double) w * h) : USUAL_SIDE, scale;

  *width = w;
  *height = h;
  if (gesso_parameters_get_string (parameters, "size") != NULL)
    return;
  parse_ratio (gesso_parameters_get_string (parameters, "aspect-ratio"), width, height);
  scale = side / sqrt (*width * *height);
  *width *= scale;
  *height *= scale;
}

/* Both the number of pixels and the shape must be what the model takes. */
static void
choose_size (GessoRequest              *request,
             const GessoBytePlusFamily *family,
             guint                     *width,
             guint                     *height)
{
  double w, h, scale = 1;

  find_size (request, &w, &h);
  w = MIN (w, h * MAX_ASPECT);
  h = MIN (h, w * MAX_ASPECT);
  if (w * h < family->min_pixels)
    scale = sqrt (family->min_pixels / (w * h));
  else if (w * h > family->max_pixels)
    scale = sqrt (family->max_pixels / (w * h));
  *width = (guint) round (w * scale);
  *height = (guint) round (h * scale);
  /* Rounding may have passed a limit. */
  while ((guint64) *width * *height < family->min_pixels)
    *width < *height ? (*width)++ : (*height)++;
  while ((guint64) *width * *height > family->max_pixels)
    *width > *height ? (*width)-- : (*height)--;
}

/* Returns: how many pixels a picture will have, as far as is known */
static guint64
add_size (JsonObject                *body,
          GessoRequest              *request,
          const GessoBytePlusFamily *family)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);
  const char *shape = gesso_parameters_get_string (parameters, "aspect-ratio");
  const char *tier = gesso_parameters_get_string (parameters, "resolution");
  g_autofree char *text = NULL;
  guint width, height;

  if (family->abilities & GESSO_BYTEPLUS_ADAPTS)
    {
      json_object_set_string_member (body, "size", "adaptive");
      return family->max_pixels;
    }
  /* Told only how large, the model takes the shape from the words. */
  if (g_strcmp0 (shape, "words") == 0 && gesso_parameters_get_string (parameters, "size") == NULL)
    {
      if (parse_tier (tier) == 0)
        tier = USUAL_TIER;
      json_object_set_string_member (body, "size", tier);
      return (guint64) (parse_tier (tier) * parse_tier (tier));
    }
  choose_size (request, family, &width, &height);
  text = g_strdup_printf ("%ux%u", width, height);
  json_object_set_string_member (body, "size", text);
  return (guint64) width * height;
}

/* One is a string, several are a list. */
static gboolean
add_pictures (JsonObject           *body,
              GessoRequest         *request,
              const GessoModelSpec *model,
              guint                 count,
              GError              **error)
{
  g_autoptr (GPtrArray) inputs = gesso_provider_list_pictures (request);
  g_autoptr (JsonArray) array = json_array_new ();
  gsize size = 0;

  if (!gesso_provider_check_pictures (model, inputs, error))
    return FALSE;
  if (inputs->len + count > GESSO_BYTEPLUS_MAX_SERIES && count > 1)
    {
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   /* Translators: a number of pictures. */
                   _("The pictures given and those to be made may be %d together: ask for fewer."),
                   GESSO_BYTEPLUS_MAX_SERIES);
      return FALSE;
    }
  for (guint i = 0; i < inputs->len; i++)
    {
      g_autofree char *uri = gesso_provider_dup_data_uri (g_ptr_array_index (inputs, i));

      size += strlen (uri);
      json_array_add_string_element (array, uri);
    }
  if (size > MAX_BODY_BYTES)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The pictures are too large together for BytePlus: use fewer or smaller ones."));
      return FALSE;
    }
  if (inputs->len == 1)
    json_object_set_string_member (body, "image", json_array_get_string_element (array, 0));
  else if (inputs->len > 1)
    json_object_set_array_member (body, "image", g_steal_pointer (&array));
  return TRUE;
}

/* The model goes by the words in how many it makes. */
static void
add_prompt (JsonObject *body,
            const char *instruction,
            guint       count)
{
  g_autofree char *text = count > 1 ? g_strdup_printf ("%s\nMake a series of %u pictures.", instruction, count) : NULL;

  json_object_set_string_member (body, "prompt", text != NULL ? text : instruction);
}

static void
add_series (JsonObject *body,
            guint       count)
{
  JsonObject *options = json_object_new ();

  json_object_set_string_member (body, "sequential_image_generation", "auto");
  json_object_set_int_member (options, "max_images", count);
  json_object_set_object_member (body, "sequential_image_generation_options", options);
  json_object_set_boolean_member (body, "stream", TRUE);
}

static void
add_format (JsonObject                *body,
            GessoRequest              *request,
            const GessoBytePlusFamily *family)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);
  const char *format = gesso_parameters_get_string (parameters, "output-format");
  const char *background = gesso_parameters_get_string (parameters, "background");
  gboolean given = gesso_request_find_input (request, GESSO_ROLE_SOURCE) != NULL;

  if (background != NULL && !g_str_equal (background, "auto") && (family->abilities & GESSO_BYTEPLUS_BACKGROUND) &&
      (given || (family->abilities & GESSO_BYTEPLUS_BACKDROP)))
    {
      json_object_set_string_member (body, "background", background);
      if (g_str_equal (background, "transparent"))
        format = "png";
    }
  if (family->abilities & GESSO_BYTEPLUS_FORMAT)
    json_object_set_string_member (body, "output_format", format != NULL ? format : "png");
}

static void
add_tools (JsonObject *body)
{
  JsonArray *tools = json_array_new ();
  JsonObject *tool = json_object_new ();

  json_object_set_string_member (tool, "type", "web_search");
  json_array_add_object_element (tools, tool);
  json_object_set_array_member (body, "tools", tools);
}

static void
add_settings (JsonObject   *body,
              GessoRequest *request)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);
  const char *mode = gesso_parameters_get_string (parameters, "prompt-mode");

  json_object_set_boolean_member (body, "watermark", gesso_parameters_get_bool (parameters, "watermark", FALSE));
  if (mode != NULL)
    {
      JsonObject *options = json_object_new ();

      json_object_set_string_member (options, "mode", mode);
      json_object_set_object_member (body, "optimize_prompt_options", options);
    }
  if (gesso_parameters_get (parameters, "seed") != NULL)
    json_object_set_int_member (body, "seed", gesso_parameters_get_int (parameters, "seed", -1));
  if (gesso_parameters_get (parameters, "guidance-scale") != NULL)
    json_object_set_double_member (body, "guidance_scale", gesso_parameters_get_double (parameters, "guidance-scale", 0));
  if (gesso_parameters_get_bool (parameters, "web-search", FALSE))
    add_tools (body);
}

static GessoStep *
submit (GessoProvider        *self,
        GessoRequest         *request,
        const GessoModelSpec *model,
        JsonObject           *state)
{
  const GessoBytePlusFamily *family = gesso_byteplus_find_family (get_model_id (request));
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *instruction = gesso_provider_dup_instruction (request, &error);
  guint count = get_count (request, family);
  GessoHttpRequest *http;
  guint64 pixels;

  if (instruction == NULL || !add_pictures (body, request, model, count, &error))
    return gesso_step_new_failed (g_steal_pointer (&error));
  json_object_set_string_member (body, "model", get_model_id (request));
  add_prompt (body, instruction, count);
  pixels = add_size (body, request, family);
  json_object_set_string_member (body, "response_format",
                                 count > 1 || pixels > MAX_INLINE_PIXELS ? "url" : "b64_json");
  if (count > 1)
    add_series (body, count);
  add_format (body, request, family);
  add_settings (body, request);

  http = gesso_provider_new_json_request (self, "POST", BASE "/images/generations", body);
  gesso_http_request_set_costs (http, TRUE);
  gesso_http_request_set_streams (http, count > 1);
  json_object_set_boolean_member (state, "sent", TRUE);
  json_object_set_int_member (state, "count", count);
  return gesso_step_new_send (http);
}

static guint64
get_pixels (JsonObject *item)
{
  guint width, height;

  return gesso_parameters_parse_size (gesso_json_get_string (item, "size"), &width, &height)
           ? (guint64) width * height : 0;
}

/* Only what was made is charged, and only then what was given. */
static double
get_cost (GessoRequest *request,
          JsonArray    *items)
{
  const GessoBytePlusFamily *family = gesso_byteplus_find_family (get_model_id (request));
  g_autoptr (GPtrArray) inputs = gesso_provider_list_pictures (request);
  double cost = inputs->len > family->free_inputs ? (inputs->len - family->free_inputs) * family->input_price : 0;

  if (family->price < 0)
    return -1;
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = gesso_json_array_get_object (items, i);

      if (item != NULL && gesso_json_get_object (item, "error") == NULL)
        cost += get_pixels (item) > family->large_pixels && family->large_pixels > 0 ? family->large_price
                                                                                       : family->price;
    }
  return cost;
}

/* The first picture that was refused. Returns: (nullable) */
static JsonObject *
find_refusal (JsonArray *items,
              guint     *n)
{
  JsonObject *first = NULL;

  *n = 0;
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *error = gesso_json_get_object (gesso_json_array_get_object (items, i), "error");

      *n += error != NULL;
      if (first == NULL)
        first = error;
    }
  return first;
}

static GessoStep *
finish (GessoProvider   *self,
        GessoRequest    *request,
        JsonArray       *items,
        GessoHttpAnswer *answer)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  guint n_refused, n_made = 0;
  JsonObject *refusal = find_refusal (items, &n_refused);

  for (guint i = 0; items != NULL && i < json_array_get_length (items) && n_made < GESSO_BYTEPLUS_MAX_SERIES; i++)
    if (gesso_json_get_object (gesso_json_array_get_object (items, i), "error") == NULL)
      n_made += gesso_provider_add_images (result, json_array_get_element (items, i), -1);
  if (n_made == 0 && refusal != NULL)
    return gesso_step_new_failed (gesso_byteplus_new_error (self, 200, refusal));
  if (n_made == 0)
    return gesso_step_new_failed (gesso_provider_new_empty_error (self));
  if (n_refused > 0)
    {
      g_autofree char *note = g_strdup_printf (
        /* Translators: a number of pictures. */
        ngettext ("BytePlus left out %u picture; it is not charged.", "BytePlus left out %u pictures; they are not charged.",
                  n_refused), n_refused);

      gesso_result_set_note (result, note);
    }
  gesso_result_set_cost (result, get_cost (request, items));
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
  JsonArray *items = gesso_json_get_array (state, "items");
  JsonObject *error = gesso_json_get_object (state, "error");

  /* What was made before the rest failed is there, and paid. */
  if (items != NULL)
    return finish (self, request, items, answer);
  return error != NULL ? gesso_step_new_failed (gesso_byteplus_new_error (self, 200, error)) : NULL;
}

static GessoStep *
read_answer (GessoProvider   *self,
             GessoRequest    *request,
             JsonObject      *state,
             GessoHttpAnswer *answer)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = gesso_provider_byteplus_classify (self, answer);
  GessoStep *step;

  if (error != NULL)
    return gesso_step_new_failed (g_steal_pointer (&error));
  if ((step = finish_stream (self, request, state, answer)) != NULL)
    return step;
  if (gesso_json_get_int (state, "count", 1) > 1 && g_bytes_get_size (gesso_http_answer_get_body (answer)) == 0)
    return gesso_step_new_failed (gesso_provider_new_cut_error (self));
  if ((object = gesso_provider_read_object (self, answer, &error)) == NULL)
    return gesso_step_new_failed (g_steal_pointer (&error));
  return finish (self, request, gesso_json_get_array (object, "data"), answer);
}

static GessoStep *
gesso_provider_byteplus_next (GessoProvider   *self,
                              GessoRequest    *request,
                              JsonObject      *state,
                              GessoHttpAnswer *answer)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);
  GessoStep *step;

  if (model == NULL)
    return gesso_step_new_failed (gesso_provider_new_error (self, GESSO_ERROR_UNSUPPORTED, NULL));
  if (answer != NULL)
    return read_answer (self, request, state, answer);
  if (!gesso_json_get_bool (state, "sent", FALSE))
    return submit (self, request, model, state);
  step = finish_stream (self, request, state, NULL);
  return step != NULL ? step : gesso_step_new_failed (gesso_provider_new_lost_error (self));
}

static void
keep_item (JsonObject *state,
           JsonObject *item)
{
  JsonArray *items = gesso_json_get_array (state, "items");

  if (items == NULL)
    {
      items = json_array_new ();
      json_object_set_array_member (state, "items", items);
    }
  if (json_array_get_length (items) < GESSO_BYTEPLUS_MAX_SERIES)
    json_array_add_object_element (items, json_object_ref (item));
}

static gboolean
gesso_provider_byteplus_event (GessoProvider    *self,
                               GessoRequest     *request,
                               JsonObject       *state,
                               const char       *event,
                               const char       *data,
                               gsize             length,
                               GessoStreamEvent *out)
{
  const char *type;
  g_autoptr (JsonObject) object = gesso_provider_read_event (event, data, length, &type);
  JsonObject *error = gesso_json_get_object (object, "error");
  JsonArray *items;

  if (object == NULL)
    return FALSE;
  if (g_str_has_suffix (type, ".completed"))
    {
      out->fraction = 1;
      return TRUE;
    }
  if (g_str_has_suffix (type, ".partial_succeeded") || (g_str_has_suffix (type, ".partial_failed") && error != NULL))
    {
      keep_item (state, object);
      items = gesso_json_get_array (state, "items");
      out->preview = gesso_provider_decode_base64 (gesso_json_get_string (object, "b64_json"));
      out->fraction = MIN (json_array_get_length (items) / (double) MAX (gesso_json_get_int (state, "count", 1), 1), 1);
      return TRUE;
    }
  if (error == NULL)
    return FALSE;
  json_object_set_object_member (state, "error", json_object_ref (error));
  return TRUE;
}

static void
gesso_provider_byteplus_class_init (GessoProviderByteplusClass *klass)
{
  GessoProviderClass *provider_class = GESSO_PROVIDER_CLASS (klass);

  provider_class->spec = &spec;
  provider_class->next = gesso_provider_byteplus_next;
  provider_class->event = gesso_provider_byteplus_event;
  provider_class->classify = gesso_provider_byteplus_classify;
  provider_class->find_alike = gesso_byteplus_find_alike;
}

static void
gesso_provider_byteplus_init (GessoProviderByteplus *self)
{
}
