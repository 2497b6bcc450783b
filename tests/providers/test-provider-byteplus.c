/* test-provider-byteplus.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-failure-table.h"
#include "gesso-hostile.h"
#include "gesso-json.h"
#include "gesso-provider-util.h"
#include "gesso-trial.h"
#include "gesso-wire.h"

GType gesso_provider_byteplus_get_type (void);

static GessoProvider *
make_provider (void)
{
  return g_object_new (gesso_provider_byteplus_get_type (), NULL);
}

static void
set (GessoRequest *request,
     const char   *name,
     const char   *text)
{
  g_autoptr (GessoProvider) provider = make_provider ();

  gesso_trial_set_text (provider, request, name, text);
}

static JsonObject *
read_body (GessoHttpRequest *http)
{
  g_autofree char *type = NULL;
  g_autoptr (GBytes) bytes = gesso_http_request_dup_body (http, &type);
  g_autoptr (GError) error = NULL;
  JsonObject *body = gesso_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "application/json");
  return body;
}

/* What is sent for @request. */
static JsonObject *
submit (GessoRequest *request,
        JsonObject   *state)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);

  g_assert_cmpint (gesso_http_request_get_auth (step->http, NULL), ==, GESSO_AUTH_BEARER);
  g_assert_cmpstr (gesso_http_request_get_url (step->http), ==,
                   "https://ark.ap-southeast.bytepluses.com/api/v3/images/generations");
  return read_body (step->http);
}

static JsonObject *
submit_once (GessoRequest *request)
{
  g_autoptr (JsonObject) state = json_object_new ();

  return submit (request, state);
}

static GessoStep *
answer (GessoRequest *request,
        JsonObject   *state,
        guint         status,
        const char   *text)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  const char *const headers[] = { "X-Request-Id", "r-1", NULL };
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GessoHttpAnswer) http = gesso_http_answer_new (status, headers, body);

  return gesso_provider_next (provider, request, state, http);
}

/* --- Contract --- */

static void
play (GessoWire    *wire,
      GessoRequest *request)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoResult) result = NULL;

  /* The vendor writes a mark into pictures unless told not to; and `disabled`
   * and `standard` are what it does anyway. */
  gesso_wire_allow (wire, "body.watermark");
  gesso_wire_allow (wire, "body.sequential_image_generation");
  result = gesso_wire_run (wire, provider, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gesso_result_get_n_images (result), ==, 1);
  g_assert_nonnull (gesso_result_get_image (result, 0)->bytes);
  g_assert_cmpfloat (gesso_result_get_cost (result), ==, .03);
  g_assert_true (gesso_wire_report (wire));
}

static void
test_wire (void)
{
  g_autoptr (GessoWire) generate_wire = gesso_wire_new ("byteplus/generate");
  g_autoptr (GessoWire) edit_wire = gesso_wire_new ("byteplus/edit-one-image");
  g_autoptr (GessoRequest) generate = gesso_trial_make_request (GESSO_TOOL_GENERATE, "byteplus/seedream-4-0-250828",
                                                    "A paper lantern on a wooden table");
  g_autoptr (GessoRequest) edit = gesso_trial_make_request (GESSO_TOOL_EDIT, "byteplus/seedream-4-0-250828",
                                                            "Make the lantern blue");

  set (generate, "size", "2048x2048");
  set (generate, "prompt-mode", "standard");
  play (generate_wire, generate);
  set (edit, "aspect-ratio", "words");
  set (edit, "resolution", "2K");
  gesso_trial_add_input (edit, GESSO_ROLE_SOURCE, "image.png");
  play (edit_wire, edit);
  gesso_wire_print ();
}

/* Two pictures and a series, of which no recording exists: as the vendor's reference has it. */
static void
test_series (void)
{
  g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_EDIT, "byteplus/seedream-4-5-251128", "Both as one");
  g_autoptr (JsonObject) body = NULL;
  JsonArray *images;

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  gesso_trial_add_input (request, GESSO_ROLE_REFERENCE, "image2.png");
  set (request, "count", "3");
  body = submit_once (request);
  images = gesso_json_get_array (body, "image");
  g_assert_cmpuint (json_array_get_length (images), ==, 2);
  g_assert_true (g_str_has_prefix (gesso_json_array_get_string (images, 1), "data:image/png;base64,"));
  g_assert_cmpstr (gesso_json_get_string (body, "sequential_image_generation"), ==, "auto");
  g_assert_cmpint (gesso_json_get_int (gesso_json_get_object (body, "sequential_image_generation_options"),
                                       "max_images", 0), ==, 3);
  g_assert_true (gesso_json_get_bool (body, "stream", FALSE));
  g_assert_cmpstr (gesso_json_get_string (body, "response_format"), ==, "url");
  g_assert_false (gesso_json_get_bool (body, "watermark", TRUE));
  g_assert_false (json_object_has_member (body, "output_format"));
}

static void
test_too_many (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_EDIT, "byteplus/seedream-4-5-251128", "Both as one");
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  set (request, "count", "15");
  step = gesso_provider_next (provider, request, state, NULL);
  g_assert_cmpint (step->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (step->error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_tools (void)
{
  static const struct
  {
    GessoTool tool;
    const char *prompt;
    guint n_images;
  } cases[] = {
    { GESSO_TOOL_GENERATE, "A fox", 0 },
    { GESSO_TOOL_EDIT, "A fox", 1 },
    { GESSO_TOOL_REDUX, "", 1 },
    { GESSO_TOOL_REPLACE_BACKGROUND_PROMPT, "a beach", 1 },
    { GESSO_TOOL_REPLACE_BACKGROUND_IMAGE, "", 2 },
    { GESSO_TOOL_INPAINT, "A fox", 1 },
  };
  g_autoptr (GessoProvider) provider = make_provider ();

  for (const GessoModelSpec *model = gesso_provider_get_spec (provider)->models; model->id != NULL; model++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_autofree char *name = g_strconcat ("byteplus/", model->id, NULL);
        g_autoptr (GessoRequest) request = gesso_trial_make_request (cases[i].tool, name, cases[i].prompt);
        g_autoptr (JsonObject) body = NULL;
        JsonNode *image;

        gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
        if (cases[i].tool == GESSO_TOOL_INPAINT)
          gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask-bw.png");
        if (cases[i].n_images == 2)
          gesso_trial_add_input (request, GESSO_ROLE_BACKGROUND, "image2.png");
        if (cases[i].n_images == 0)
          {
            g_clear_object (&request);
            request = gesso_trial_make_request (cases[i].tool, name, cases[i].prompt);
          }
        body = submit_once (request);
        image = json_object_get_member (body, "image");
        g_assert_cmpint (image == NULL, ==, cases[i].n_images == 0);
        if (image != NULL)
          g_assert_cmpint (JSON_NODE_HOLDS_ARRAY (image), ==, cases[i].n_images == 2);
        g_assert_cmpuint (strlen (gesso_json_get_string (body, "prompt")), >, 4);
        g_assert_cmpstr (gesso_json_get_string (body, "model"), ==, model->id);
        g_assert_false (gesso_json_get_bool (body, "watermark", TRUE));
      }
}

static void
test_sizes (void)
{
  static const struct
  {
    const char *model, *size, *sent;
  } cases[] = {
    { "byteplus/seedream-4-5-251128", "2048x2048", "2048x2048" },
    { "byteplus/seedream-4-5-251128", "1024x1024", "1920x1920" },
    { "byteplus/seedream-4-5-251128", "1500x1500", "1920x1920" },
    { "byteplus/seedream-4-5-251128", "16384x16384", "4096x4096" },
    { "byteplus/seedream-4-0-250828", "1024x1024", "1024x1024" },
    { "byteplus/dola-seedream-5-0-pro-260628", "2048x2048", "2048x2048" },
    { "byteplus/dola-seedream-5-0-pro-260628", "4096x4096", "2150x2150" },
    { "byteplus/dola-seedream-5-0-pro-260628", "8600x240", NULL },
    { "byteplus/ep-20260101-abcde", "4096x4096", "2150x2150" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_GENERATE, cases[i].model, "A fox");
      g_autoptr (JsonObject) body = NULL;
      guint width, height;

      set (request, "size", cases[i].size);
      body = submit_once (request);
      if (cases[i].sent != NULL)
        g_assert_cmpstr (gesso_json_get_string (body, "size"), ==, cases[i].sent);
      g_assert_true (gesso_parameters_parse_size (gesso_json_get_string (body, "size"), &width, &height));
      g_assert_cmpuint (MAX (width, height), <=, 16 * MIN (width, height) + 16);
    }
}

/* An edit keeps the shape of its picture, 64x48, at a size that the model takes. */
static void
test_source_size (void)
{
  g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_EDIT, "byteplus/seedream-4-5-251128", "Blue");
  g_autoptr (JsonObject) body = NULL;

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  body = submit_once (request);
  g_assert_cmpstr (gesso_json_get_string (body, "size"), ==, "2217x1663");
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *ratio, *resolution, *generate, *edit;
  } cases[] = {
    { "auto", "auto", "2048x2048", "2217x1663" },
    { "1:1", "auto", "2048x2048", "1920x1920" },
    { "auto", "2K", "2048x2048", "2365x1774" },
    { "16:9", "2K", "2731x1536", "2731x1536" },
    { "9:16", "4K", "3072x5461", "3072x5461" },
    { "words", "4K", "4K", "4K" },
    { "words", "auto", "2K", "2K" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      gboolean edits = i % 2;
      g_autoptr (GessoRequest) request = gesso_trial_make_request (edits ? GESSO_TOOL_EDIT : GESSO_TOOL_GENERATE,
                                                                   "byteplus/seedream-4-5-251128", "A fox");
      g_autoptr (JsonObject) body = NULL;

      if (edits)
        gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
      set (request, "aspect-ratio", cases[i / 2].ratio);
      set (request, "resolution", cases[i / 2].resolution);
      body = submit_once (request);
      g_assert_cmpstr (gesso_json_get_string (body, "size"), ==, edits ? cases[i / 2].edit : cases[i / 2].generate);
    }
}

static void
test_settings (void)
{
  g_autoptr (GessoRequest) pro = gesso_trial_make_request (GESSO_TOOL_EDIT, "byteplus/dola-seedream-5-0-pro-260628", "A fox");
  g_autoptr (GessoRequest) lite = gesso_trial_make_request (GESSO_TOOL_GENERATE, "byteplus/seedream-5-0-260128", "A fox");
  g_autoptr (GessoRequest) old = gesso_trial_make_request (GESSO_TOOL_EDIT, "byteplus/seededit-3-0-i2i-250628", "A fox");
  g_autoptr (JsonObject) pro_body = NULL, lite_body = NULL, old_body = NULL;

  gesso_trial_add_input (pro, GESSO_ROLE_SOURCE, "image.png");
  set (pro, "background", "transparent");
  set (pro, "output-format", "jpeg");
  set (pro, "prompt-mode", "fast");
  set (pro, "watermark", "true");
  pro_body = submit_once (pro);
  g_assert_cmpstr (gesso_json_get_string (pro_body, "background"), ==, "transparent");
  g_assert_cmpstr (gesso_json_get_string (pro_body, "output_format"), ==, "png");
  g_assert_cmpstr (gesso_json_get_string (gesso_json_get_object (pro_body, "optimize_prompt_options"), "mode"), ==, "fast");
  g_assert_true (gesso_json_get_bool (pro_body, "watermark", FALSE));
  set (lite, "web-search", "true");
  set (lite, "aspect-ratio", "words");
  set (lite, "resolution", "4K");
  lite_body = submit_once (lite);
  g_assert_cmpstr (gesso_json_get_string (gesso_json_array_get_object (gesso_json_get_array (lite_body, "tools"), 0), "type"),
                   ==, "web_search");
  g_assert_cmpstr (gesso_json_get_string (lite_body, "size"), ==, "4K");
  g_assert_cmpstr (gesso_json_get_string (lite_body, "response_format"), ==, "url");
  g_assert_cmpstr (gesso_json_get_string (lite_body, "output_format"), ==, "png");
  gesso_trial_add_input (old, GESSO_ROLE_SOURCE, "image.png");
  set (old, "guidance-scale", "7.5");
  set (old, "seed", "42");
  old_body = submit_once (old);
  g_assert_cmpstr (gesso_json_get_string (old_body, "size"), ==, "adaptive");
  g_assert_cmpfloat (gesso_json_get_double (old_body, "guidance_scale", 0), ==, 7.5);
  g_assert_cmpint (gesso_json_get_int (old_body, "seed", 0), ==, 42);
}

static void
test_key (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoHttpRequest) http = gesso_provider_test_key (provider);

  g_assert_cmpstr (gesso_http_request_get_method (http), ==, "GET");
  g_assert_cmpstr (gesso_http_request_get_url (http), ==, "https://ark.ap-southeast.bytepluses.com/api/v3/models");
  g_assert_cmpint (gesso_http_request_get_auth (http, NULL), ==, GESSO_AUTH_BEARER);
  g_assert_false (gesso_http_request_get_costs (http));
}

/* Ids that are not in the list: a later snapshot, another region's, the artist's own. */
static void
test_typed_models (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  const GessoModelSpec *later = gesso_provider_find_model (provider, "seedream-4-5-270101");

  g_assert_cmpstr (later->id, ==, "seedream-4-5-270101");
  g_assert_cmpuint (later->max_count, ==, 15);
  g_assert_true (gesso_provider_find_model (provider, "seedream-4-5-270101") == later);
  g_assert_nonnull (gesso_provider_find_model (provider, "doubao-seedream-5-0-260128"));
  g_assert_nonnull (gesso_provider_find_model (provider, "ep-20260101-abcde"));
  g_assert_null (gesso_provider_find_model (provider, "gpt-image-2"));
  g_assert_null (gesso_provider_find_model (provider, ""));
}

/* --- What comes back --- */

#define ERROR(word) "{\"error\":{\"code\":\"" word "\",\"message\":\"Said so.\",\"param\":\"\",\"type\":\"T\"}}"
#define ROW(status_, word, code_, key_)                                                                          \
  { .name = word, .status = status_, .body = ERROR (word), .code = GESSO_ERROR_##code_, .key = GESSO_KEY_##key_, \
    .words = "Said so." }

static void
test_failures (void)
{
  static const GessoFailureRow rows[] = {
    ROW (400, "MissingParameter", BAD_INPUT, USABLE),
    ROW (400, "MissingParameter.prompt", BAD_INPUT, USABLE),
    ROW (400, "InvalidParameter", BAD_INPUT, USABLE),
    ROW (400, "InvalidParameter.size", BAD_INPUT, USABLE),
    ROW (400, "InvalidImageURL.EmptyURL", BAD_INPUT, USABLE),
    ROW (400, "InvalidImageURL.InvalidFormat", BAD_INPUT, USABLE),
    ROW (400, "InputTextSensitiveContentDetected", CONTENT_REFUSED, USABLE),
    ROW (400, "InputTextSensitiveContentDetected.PolicyViolation", CONTENT_REFUSED, USABLE),
    ROW (400, "InputImageSensitiveContentDetected", CONTENT_REFUSED, USABLE),
    ROW (400, "InputImageSensitiveContentDetected.PolicyViolation", CONTENT_REFUSED, USABLE),
    ROW (400, "InputImageSensitiveContentDetected.PrivacyInformation", CONTENT_REFUSED, USABLE),
    ROW (400, "OutputImageSensitiveContentDetected.DeepFake", CONTENT_REFUSED, USABLE),
    ROW (400, "SensitiveContentDetected.SevereViolation", CONTENT_REFUSED, USABLE),
    ROW (400, "SensitiveContentDetected.Violence", CONTENT_REFUSED, USABLE),
    ROW (400, "TextRiskDetection", CONTENT_REFUSED, USABLE),
    ROW (401, "AuthenticationError", INVALID_KEY, INVALID),
    ROW (401, "InvalidAccountStatus", INVALID_KEY, INVALID),
    ROW (403, "AccountOverdueError", QUOTA_EXHAUSTED, EXHAUSTED),
    ROW (403, "OperationDenied.ServiceOverdue", QUOTA_EXHAUSTED, EXHAUSTED),
    ROW (403, "AccessDenied", UNSUPPORTED, USABLE),
    ROW (403, "OperationDenied.ServiceNotOpen", UNSUPPORTED, USABLE),
    ROW (403, "OperationDenied.Other", UNSUPPORTED, USABLE),
    ROW (404, "InvalidEndpointOrModel.NotFound", UNSUPPORTED, USABLE),
    ROW (404, "ModelNotOpen", UNSUPPORTED, USABLE),
    ROW (404, "InvalidEndpointOrModel.ModelIDAccessDisabled", UNSUPPORTED, USABLE),
    { "too large", 413, NULL, "<html>413</html>", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "too large" },
    ROW (429, "ModelAccountIpmRateLimitExceeded", RATE_LIMITED, RESTING),
    ROW (429, "ModelAccountRpmRateLimitExceeded", RATE_LIMITED, RESTING),
    ROW (429, "AccountRateLimitExceeded", RATE_LIMITED, RESTING),
    ROW (429, "APIAccountRpmRateLimitExceeded", RATE_LIMITED, RESTING),
    ROW (429, "RequestBurstTooFast", RATE_LIMITED, RESTING),
    ROW (429, "InflightBatchsizeExceeded", RATE_LIMITED, RESTING),
    ROW (429, "QuotaExceeded", QUOTA_EXHAUSTED, EXHAUSTED),
    ROW (429, "SetLimitExceeded", QUOTA_EXHAUSTED, EXHAUSTED),
    ROW (429, "ServerOverloaded", TRANSIENT, USABLE),
    ROW (500, "InternalServiceError", TRANSIENT, USABLE),
    { "200 with an error inside", 200, NULL, ERROR ("InputTextSensitiveContentDetected"), GESSO_ERROR_CONTENT_REFUSED,
      GESSO_KEY_USABLE, "Said so." },
    { "unknown code, 400", 400, NULL, ERROR ("Fresh"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "Said so." },
    { "rest told", 429, "Retry-After: 30", ERROR ("AccountRateLimitExceeded"), GESSO_ERROR_RATE_LIMITED,
      GESSO_KEY_RESTING, NULL },
    { NULL },
  };
  g_autoptr (GessoProvider) provider = make_provider ();

  gesso_failure_table_check (provider, rows);
}

#define PICTURE "{\"url\":\"https://x.bytepluses.com/a.png?X-Sign=1\",\"size\":\"2048x2048\"}"
#define REFUSED "{\"error\":{\"code\":\"OutputImageSensitiveContentDetected\",\"message\":\"No.\"}}"

static void
test_some_refused (void)
{
  g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_GENERATE, "byteplus/seedream-4-5-251128", "A fox");
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (JsonObject) body = submit (request, state);
  g_autoptr (GessoStep) some = answer (request, state, 200, "{\"data\":[" REFUSED "," PICTURE "],\"usage\":{}}");
  g_autoptr (GessoStep) none = answer (request, state, 200, "{\"data\":[" REFUSED "," REFUSED "]}");

  g_assert_cmpint (some->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpuint (gesso_result_get_n_images (some->result), ==, 1);
  g_assert_nonnull (strstr (gesso_result_get_note (some->result), "1 picture"));
  g_assert_cmpfloat (gesso_result_get_cost (some->result), ==, .04);
  g_assert_cmpstr (gesso_result_get_request_id (some->result), ==, "r-1");
  g_assert_cmpint (none->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (none->error, GESSO_ERROR, GESSO_ERROR_CONTENT_REFUSED);
}

/* The larger picture costs more, and of the pictures given the first is free. */
static void
test_cost (void)
{
  g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_EDIT, "byteplus/dola-seedream-5-0-pro-260628", "A fox");
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GessoStep) large = NULL, small = NULL;

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  gesso_trial_add_input (request, GESSO_ROLE_REFERENCE, "image2.png");
  body = submit (request, state);
  large = answer (request, state, 200, "{\"data\":[" PICTURE "]}");
  small = answer (request, state, 200, "{\"data\":[{\"url\":\"https://x.bytepluses.com/a\",\"size\":\"1024x1024\"}]}");
  g_assert_cmpfloat_with_epsilon (gesso_result_get_cost (large->result), .093, 1e-9);
  g_assert_cmpfloat_with_epsilon (gesso_result_get_cost (small->result), .048, 1e-9);
}

static void
tell (GessoRequest     *request,
      JsonObject       *state,
      const char       *data,
      GessoStreamEvent *out)
{
  g_autoptr (GessoProvider) provider = make_provider ();

  gesso_provider_event (provider, request, state, NULL, data, strlen (data), out);
}

static GessoRequest *
make_series (JsonObject *state)
{
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_GENERATE, "byteplus/seedream-4-5-251128", "Foxes");
  g_autoptr (JsonObject) body = NULL;

  set (request, "count", "4");
  body = submit (request, state);
  return request;
}

#define EVENT_DONE                                                                                               \
  "{\"type\":\"image_generation.partial_succeeded\",\"image_index\":0,\"url\":\"https://x.bytepluses.com/a\"," \
  "\"size\":\"2048x2048\"}"
#define EVENT_FAILED                                                                                             \
  "{\"type\":\"image_generation.partial_failed\",\"image_index\":1,"                                             \
  "\"error\":{\"code\":\"OutputImageSensitiveContentDetected\",\"message\":\"No.\"}}"

static void
test_stream (void)
{
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoRequest) request = make_series (state);
  g_autoptr (GessoStep) step = NULL;
  g_auto (GessoStreamEvent) out = { 0 };

  tell (request, state, EVENT_DONE, &out);
  g_assert_cmpfloat (out.fraction, ==, .25);
  tell (request, state, EVENT_FAILED, &out);
  g_assert_cmpfloat (out.fraction, ==, .5);
  tell (request, state, EVENT_DONE, &out);
  tell (request, state, "{\"type\":\"image_generation.completed\",\"usage\":{\"generated_images\":2}}", &out);
  g_assert_cmpfloat (out.fraction, ==, 1);
  tell (request, state, "[DONE]", &out);
  step = answer (request, state, 200, "");
  g_assert_cmpint (step->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpuint (gesso_result_get_n_images (step->result), ==, 2);
  g_assert_cmpfloat (gesso_result_get_cost (step->result), ==, .08);
  g_assert_nonnull (gesso_result_get_note (step->result));
}

static void
test_stream_failures (void)
{
  g_autoptr (JsonObject) state = json_object_new (), refused = json_object_new (), empty = json_object_new ();
  g_autoptr (GessoRequest) request = make_series (state), other = make_series (refused), third = make_series (empty);
  g_autoptr (GessoStep) failed = NULL, none = NULL, nothing = NULL, told = NULL;
  g_auto (GessoStreamEvent) out = { 0 };

  tell (request, state, ERROR ("ServerOverloaded"), &out);
  failed = answer (request, state, 200, "");
  g_assert_error (failed->error, GESSO_ERROR, GESSO_ERROR_TRANSIENT);
  tell (other, refused, EVENT_FAILED, &out);
  none = answer (other, refused, 200, "");
  g_assert_error (none->error, GESSO_ERROR, GESSO_ERROR_CONTENT_REFUSED);
  nothing = answer (third, empty, 200, "");
  g_assert_error (nothing->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
  told = answer (third, empty, 400, ERROR ("InvalidParameter.size"));
  g_assert_error (told->error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_hostile (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_GENERATE, "byteplus/seedream-4-5-251128", "A fox");
  g_autoptr (JsonObject) state = json_object_new (), series = json_object_new ();
  g_autoptr (JsonObject) body = submit (request, state);
  g_autoptr (GessoRequest) foxes = make_series (series);
  g_auto (GessoStreamEvent) out = { 0 };

  gesso_hostile_check_answers (provider, request, state,
                               "{\"model\":\"m\",\"created\":1,\"data\":[{\"b64_json\":\"AAAA\",\"size\":\"2048x2048\"},"
                               PICTURE "," REFUSED "],\"usage\":{\"generated_images\":1}}");
  gesso_hostile_check_events (provider, foxes, series, "image_generation.partial_succeeded", EVENT_DONE);
  gesso_hostile_check_events (provider, foxes, series, NULL, EVENT_FAILED);
  for (guint i = 0; i < 1000; i++)
    tell (foxes, series, EVENT_DONE, &out);
  g_assert_cmpuint (json_array_get_length (gesso_json_get_array (series, "items")), ==, 15);
}

/* --- After a restart --- */

static JsonObject *
reload (JsonObject *state)
{
  g_autofree char *text = gesso_json_to_text (state);

  return gesso_json_parse_object (text, -1, NULL);
}

static void
test_resume (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (JsonObject) state = json_object_new (), saved = NULL, later = NULL;
  g_autoptr (GessoRequest) request = make_series (state);
  g_autoptr (GessoStep) lost = NULL, half = NULL;
  g_auto (GessoStreamEvent) out = { 0 };

  saved = reload (state);
  lost = gesso_provider_next (provider, request, saved, NULL);
  g_assert_cmpint (lost->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (lost->error, GESSO_ERROR, GESSO_ERROR_NETWORK);
  /* What had come of the series is not lost. */
  tell (request, state, EVENT_DONE, &out);
  later = reload (state);
  half = gesso_provider_next (provider, request, later, NULL);
  g_assert_cmpint (half->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpuint (gesso_result_get_n_images (half->result), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/byteplus/wire", test_wire);
  g_test_add_func ("/byteplus/series", test_series);
  g_test_add_func ("/byteplus/too-many", test_too_many);
  g_test_add_func ("/byteplus/tools", test_tools);
  g_test_add_func ("/byteplus/sizes", test_sizes);
  g_test_add_func ("/byteplus/source-size", test_source_size);
  g_test_add_func ("/byteplus/shapes", test_shapes);
  g_test_add_func ("/byteplus/settings", test_settings);
  g_test_add_func ("/byteplus/key", test_key);
  g_test_add_func ("/byteplus/typed-models", test_typed_models);
  g_test_add_func ("/byteplus/failures", test_failures);
  g_test_add_func ("/byteplus/some-refused", test_some_refused);
  g_test_add_func ("/byteplus/cost", test_cost);
  g_test_add_func ("/byteplus/stream", test_stream);
  g_test_add_func ("/byteplus/stream-failures", test_stream_failures);
  g_test_add_func ("/byteplus/hostile", test_hostile);
  g_test_add_func ("/byteplus/resume", test_resume);
  return g_test_run ();
}
