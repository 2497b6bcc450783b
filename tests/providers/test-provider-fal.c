/* test-provider-fal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-failure-table.h"
#include "gesso-hostile.h"
#include "gesso-json.h"
#include "gesso-trial.h"
#include "gesso-wire.h"

#define URL "https://v3.fal.media/files/x/"
#define TASK "https://queue.fal.run/fal-ai/flux-pro/requests/b1c2"

GType gesso_provider_fal_get_type (void);

static GessoProvider *
make_provider (void)
{
  return g_object_new (gesso_provider_fal_get_type (), NULL);
}

static GessoRequest *
make_edit (void)
{
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_EDIT, "fal/flux-pro-kontext", "Make the lantern blue");

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  return request;
}

/* --- Recorded requests --- */

static void
allow_options (GessoWire *wire)
{
  /* Optional by the recordings' own rules. */
  gesso_wire_allow (wire, "header.x-fal-object-lifecycle");
  gesso_wire_allow (wire, "header.x-fal-queue-priority");
  gesso_wire_allow (wire, "query.logs");
}

static void
test_wire_upload (void)
{
  g_autoptr (GessoWire) wire = gesso_wire_new ("fal/storage-upload");
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) place = gesso_provider_next (provider, request, state, NULL);
  g_autoptr (GessoHttpAnswer) answer = gesso_wire_dup_answer (wire, 0);
  g_autoptr (GessoStep) put = gesso_provider_next (provider, request, state, answer);

  allow_options (wire);
  gesso_wire_check (wire, 0, place->http);
  gesso_wire_check (wire, 1, put->http);
  g_assert_true (gesso_wire_report (wire));
}

/* The recording hands an address of its own to the model; so here the upload is done. */
static void
test_wire_queue (void)
{
  g_autoptr (GessoWire) wire = gesso_wire_new ("fal/queue-submit-status-result");
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = gesso_trial_make_state ("{\"phase\":\"submit\",\"files\":[\"https://example.com/in.png\"]}");
  g_autoptr (GessoHttpAnswer) answer = NULL;

  allow_options (wire);
  gesso_wire_allow (wire, "body.output_format");
  for (guint i = 0; i < gesso_wire_get_length (wire); i++)
    {
      g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, answer);

      g_assert_true (step->kind == GESSO_STEP_SEND || step->kind == GESSO_STEP_WAIT);
      gesso_wire_check (wire, i, step->http);
      g_clear_pointer (&answer, gesso_http_answer_unref);
      answer = gesso_wire_dup_answer (wire, i);
    }
  {
    g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, answer);

    g_assert_cmpint (step->kind, ==, GESSO_STEP_FINISHED);
    g_assert_cmpstr (gesso_result_get_image (step->result, 0)->url, ==, URL "result.png");
    g_assert_cmpint (gesso_result_get_image (step->result, 0)->seed, ==, 7);
    g_assert_cmpstr (gesso_result_get_request_id (step->result), ==, "00000000-0000-4000-8000-000000000001");
    g_assert_cmpfloat (gesso_result_get_cost (step->result), <, 0);
  }
  g_assert_true (gesso_wire_report (wire));
}

static void
test_wire_subscribe (void)
{
  g_autoptr (GessoWire) wire = gesso_wire_new ("fal/subscribe-kontext-blob");
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoResult) result = NULL;

  gesso_trial_set (request, "guidance_scale", g_variant_new_double (3.5));
  gesso_trial_set (request, "count", g_variant_new_int64 (1));
  gesso_trial_set (request, "output_format", g_variant_new_string ("png"));
  gesso_trial_set (request, "aspect_ratio", g_variant_new_string ("3:2"));
  gesso_trial_set (request, "safety_tolerance", g_variant_new_int64 (2));
  allow_options (wire);
  result = gesso_wire_run (wire, provider, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gesso_result_get_n_images (result), ==, 1);
  g_assert_true (gesso_wire_report (wire));
}

static void
test_wire_table (void)
{
  gesso_wire_print ();
  g_print ("# %-48s %s\n", "fal/run-sync-data-uri", "not sent: a run in the queue survives a lost connection");
  g_print ("# %-48s %s\n", "fal/queue-stream-status", "not sent: polling is equally right");
}

/* --- Bodies --- */

/* Runs the uploads, and gives back the step that submits. */
static GessoStep *
drive_to_submit (GessoProvider *provider,
                 GessoRequest  *request,
                 JsonObject    *state)
{
  g_autoptr (GessoHttpAnswer) answer = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, answer);
      g_autofree char *place = NULL;

      if (step->kind != GESSO_STEP_SEND || gesso_http_request_get_costs (step->http))
        return g_steal_pointer (&step);
      place = g_strdup_printf ("{\"upload_url\":\"https://v3.fal.media/put\",\"file_url\":\"https://v3.fal.media/%u\"}",
                               i / 2 + 1);
      if (i % 2 == 0)
        g_assert_cmpint (gesso_http_request_get_auth (step->http, NULL), ==, GESSO_AUTH_KEY);
      else
        g_assert_cmpint (gesso_http_request_get_auth (step->http, NULL), ==, GESSO_AUTH_NONE);
      g_clear_pointer (&answer, gesso_http_answer_unref);
      answer = gesso_trial_make_answer (200, i % 2 == 0 ? place : "");
    }
  g_assert_not_reached ();
}

typedef struct
{
  const char *name;
  const char *model;
  GessoTool tool;
  const char *prompt;
  guint n_pictures;
  gboolean background, mask;
  GessoFrame frame;
  const char *path;
  const char *body;
} BodyCase;

#define PROMPT "\"prompt\":\"a brass lamp\""
#define PNG "\"output_format\":\"png\""
#define U(n) "\"https://v3.fal.media/" #n "\""

static const BodyCase body_cases[] = {
  { "generate", "flux-pro-kontext", GESSO_TOOL_GENERATE, "a brass lamp", 0, .path = "fal-ai/flux-pro/kontext/text-to-image",
    .body = "{" PNG "," PROMPT "}" },
  { "generate pixels", "flux-pro", GESSO_TOOL_GENERATE, "a brass lamp", 0, .path = "fal-ai/flux-pro/v1.1",
    .body = "{" PNG "," PROMPT ",\"image_size\":{\"width\":1024,\"height\":1024}}" },
  { "edit many", "flux-pro-kontext-max", GESSO_TOOL_EDIT, "a brass lamp", 2, .path = "fal-ai/flux-pro/kontext/max/multi",
    .body = "{" PNG ",\"image_urls\":[" U (1) "," U (2) "]," PROMPT "}" },
  { "inpaint", "flux-pro-fill", GESSO_TOOL_INPAINT, "a brass lamp", 1, .mask = TRUE, .path = "fal-ai/flux-pro/v1/fill",
    .body = "{" PNG ",\"image_url\":" U (1) ",\"mask_url\":" U (2) "," PROMPT "}" },
  { "inpaint without words", "flux-pro-fill", GESSO_TOOL_INPAINT, "", 1, .mask = TRUE, .path = "fal-ai/flux-pro/v1/fill",
    .body = "{" PNG ",\"image_url\":" U (1) ",\"mask_url\":" U (2) ",\"prompt\":\"\"}" },
  { "expand", "bria-expand", GESSO_TOOL_EXPAND, "", 1, .frame = { 8, 0, 16, 12 }, .path = "fal-ai/bria/expand",
    .body = "{\"image_url\":" U (1) ",\"canvas_size\":[88,60],\"original_image_size\":[64,48],"
            "\"original_image_location\":[8,0]}" },
  { "outpaint", "flux-2-outpaint", GESSO_TOOL_EXPAND, "x", 1, .frame = { 1, 2, 3, 4 }, .path = "fal-ai/flux-2-pro/outpaint",
    .body = "{" PNG ",\"image_url\":" U (1) ",\"expand_left\":1,\"expand_top\":2,\"expand_right\":3,\"expand_bottom\":4}" },
  { "redux", "flux-pro-redux", GESSO_TOOL_REDUX, "", 1, .path = "fal-ai/flux-pro/v1.1/redux",
    .body = "{" PNG ",\"image_url\":" U (1) ",\"image_size\":{\"width\":341,\"height\":256}}" },
  { "upscale", "esrgan", GESSO_TOOL_UPSCALE, "x", 1, .path = "fal-ai/esrgan", .body = "{\"image_url\":" U (1) "}" },
  { "upscale with words", "clarity-upscaler", GESSO_TOOL_UPSCALE, "a brass lamp", 1, .path = "fal-ai/clarity-upscaler",
    .body = "{\"image_url\":" U (1) "," PROMPT "}" },
  { "cut-out", "birefnet", GESSO_TOOL_REMOVE_BACKGROUND, "", 1, .path = "fal-ai/birefnet/v2",
    .body = "{" PNG ",\"image_url\":" U (1) "}" },
  { "cut-out bria", "bria-remove-background", GESSO_TOOL_REMOVE_BACKGROUND, "", 1, .path = "fal-ai/bria/background/remove",
    .body = "{\"image_url\":" U (1) "}" },
  { "backdrop in words", "bria-replace-background", GESSO_TOOL_REPLACE_BACKGROUND_PROMPT, "a brass lamp", 1,
    .path = "fal-ai/bria/background/replace", .body = "{\"image_url\":" U (1) "," PROMPT "}" },
  { "backdrop", "bria-replace-background", GESSO_TOOL_REPLACE_BACKGROUND_IMAGE, "x", 1, .background = TRUE,
    .path = "fal-ai/bria/background/replace", .body = "{\"image_url\":" U (1) ",\"ref_image_url\":" U (2) "}" },
  { "seedream", "seedream-4.5", GESSO_TOOL_EDIT, "a brass lamp", 1, .path = "fal-ai/bytedance/seedream/v4.5/edit",
    .body = "{\"image_urls\":[" U (1) "]," PROMPT ",\"image_size\":{\"width\":2560,\"height\":1920}}" },
  { "seedream 5", "seedream-5-lite", GESSO_TOOL_GENERATE, "a brass lamp", 0, .path = "bytedance/seedream/v5/lite/text-to-image",
    .body = "{" PROMPT ",\"image_size\":{\"width\":2048,\"height\":2048}}" },
};

static void
check_body (const BodyCase *c)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autofree char *model = g_strconcat ("fal/", c->model, NULL);
  g_autofree char *url = g_strconcat ("https://queue.fal.run/", c->path, NULL);
  g_autoptr (GessoRequest) request = gesso_trial_make_request (c->tool, model, c->prompt);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;

  g_test_message ("%s", c->name);
  for (guint i = 0; i < c->n_pictures; i++)
    gesso_trial_add_input (request, i == 0 ? GESSO_ROLE_SOURCE : GESSO_ROLE_REFERENCE, "image.png");
  if (c->background)
    gesso_trial_add_input (request, GESSO_ROLE_BACKGROUND, "image2.png");
  if (c->mask)
    gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask-bw.png");
  gesso_request_set_frame (request, &c->frame);
  step = drive_to_submit (provider, request, state);
  g_assert_cmpint (step->kind, ==, GESSO_STEP_SEND);
  g_assert_cmpstr (gesso_http_request_get_url (step->http), ==, url);
  g_assert_cmpstr (gesso_http_request_get_method (step->http), ==, "POST");
  g_assert_true (gesso_trial_has_body (step->http, c->body));
}

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (body_cases); i++)
    check_body (&body_cases[i]);
}

static void
test_parameters (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_UPSCALE, "fal/clarity-upscaler", "");
  g_autoptr (JsonObject) state = gesso_trial_make_state ("{\"files\":[\"u\"]}"), body = NULL;
  g_autoptr (GessoStep) step = NULL;
  g_autofree char *text = NULL;

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  gesso_trial_set (request, "factor", g_variant_new_int64 (4));
  gesso_trial_set (request, "creativity", g_variant_new_double (0.5));
  gesso_trial_set (request, "seed", g_variant_new_int64 (77));
  gesso_trial_set (request, "unknown", g_variant_new_int64 (1));
  step = gesso_provider_next (provider, request, state, NULL);
  text = gesso_trial_dup_body (step->http);
  body = gesso_trial_make_state (text);
  g_assert_cmpint (gesso_json_get_int (body, "upscale_factor", 0), ==, 4);
  g_assert_cmpfloat (gesso_json_get_double (body, "creativity", 0), ==, 0.5);
  g_assert_cmpint (gesso_json_get_int (body, "seed", 0), ==, 77);
  g_assert_false (json_object_has_member (body, "unknown"));
  g_assert_false (json_object_has_member (body, "factor"));
}

/* Each model does each of its tools somewhere. */
static void
test_every_tool (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();

  for (const GessoModelSpec *model = gesso_provider_get_spec (provider)->models; model->id != NULL; model++)
    for (guint tool = 0; tool < GESSO_N_TOOLS; tool++)
      if ((model->tools & 1u << tool) != 0)
        {
          g_autofree char *id = g_strconcat ("fal/", model->id, NULL);
          g_autoptr (GessoRequest) request = gesso_trial_make_request (tool, id, "words");
          g_autoptr (JsonObject) state = json_object_new ();
          g_autoptr (GessoStep) step = NULL;
          GessoFrame frame = { 8, 8, 8, 8 };

          g_test_message ("%s %s", id, gesso_tool_to_nick (tool));
          gesso_request_set_frame (request, &frame);
          if (tool != GESSO_TOOL_GENERATE)
            gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
          if (tool == GESSO_TOOL_REPLACE_BACKGROUND_IMAGE)
            gesso_trial_add_input (request, GESSO_ROLE_BACKGROUND, "image2.png");
          if (tool == GESSO_TOOL_INPAINT || tool == GESSO_TOOL_EXPAND)
            gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask-bw.png");
          step = drive_to_submit (provider, request, state);
          g_assert_cmpint (step->kind, ==, GESSO_STEP_SEND);
        }
}

static void
test_too_many (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;

  for (guint i = 0; i < 4; i++)
    gesso_trial_add_input (request, GESSO_ROLE_REFERENCE, "image2.png");
  step = gesso_provider_next (provider, request, state, NULL);
  g_assert_cmpint (step->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (step->error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* --- Failures --- */

#define DETAIL(type) "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"The words.\",\"type\":\"" type "\"}]}"
#define QUEUE(type) "{\"detail\":\"The words.\",\"error_type\":\"" type "\"}"

static const GessoFailureRow rows[] = {
  { "content policy", 422, "X-Fal-Retryable: false", DETAIL ("content_policy_violation"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE, "The words." },
  { "no media", 422, NULL, DETAIL ("no_media_generated"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE, NULL },
  { "image too small", 422, NULL, DETAIL ("image_too_small"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "image too large", 422, NULL, DETAIL ("image_too_large"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "image load error", 422, NULL, DETAIL ("image_load_error"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "unsupported format", 422, NULL, DETAIL ("unsupported_image_format"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "file too large", 422, NULL, DETAIL ("file_too_large"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "file download", 422, NULL, DETAIL ("file_download_error"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "face detection", 422, NULL, DETAIL ("face_detection_error"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "one of", 422, NULL, DETAIL ("one_of"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "greater than", 422, NULL, DETAIL ("greater_than_equal"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "less than", 422, NULL, DETAIL ("less_than_equal"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "missing", 422, NULL, DETAIL ("missing"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "value error", 422, NULL, DETAIL ("value_error"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "unknown 422", 422, NULL, "{\"message\":\"The words.\"}", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "The words." },
  { "generation timeout", 504, "X-Fal-Retryable: true", DETAIL ("generation_timeout"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "model's server error", 500, NULL, DETAIL ("internal_server_error"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "partner failed", 400, "X-Fal-Retryable: true", DETAIL ("downstream_service_error"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "partner refused", 400, "X-Fal-Needs-Retry: false", DETAIL ("downstream_service_error"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "partner unavailable", 500, NULL, DETAIL ("downstream_service_unavailable"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "request timeout", 504, NULL, QUEUE ("request_timeout"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "our own deadline", 504, "X-Fal-Request-Timeout-Type: user", QUEUE ("request_timeout"), GESSO_ERROR_TIMEOUT, GESSO_KEY_USABLE, NULL },
  { "startup timeout", 504, NULL, QUEUE ("startup_timeout"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "runner scheduling", 503, NULL, QUEUE ("runner_scheduling_failure"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "runner timeout", 503, NULL, QUEUE ("runner_connection_timeout"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "runner disconnected", 503, NULL, QUEUE ("runner_disconnected"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "runner refused", 503, NULL, QUEUE ("runner_connection_refused"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "runner connection", 503, NULL, QUEUE ("runner_connection_error"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "runner incomplete", 502, NULL, QUEUE ("runner_incomplete_response"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "runner server error", 500, "X-Fal-Error-Type: runner_server_error", "{}", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "internal error", 500, NULL, QUEUE ("internal_error"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "client disconnected", 499, NULL, QUEUE ("client_disconnected"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "bad request", 400, NULL, QUEUE ("bad_request"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "bad key", 401, NULL, "{\"detail\":\"Cannot access application\"}", GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, NULL },
  { "no permission", 403, NULL, "{\"detail\":\"Forbidden\"}", GESSO_ERROR_UNSUPPORTED, GESSO_KEY_USABLE, NULL },
  { "balance exhausted", 403, NULL, "{\"detail\":\"User is locked. Reason: Exhausted balance. Top up.\"}", GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "Exhausted balance" },
  { "admin lock", 403, NULL, "{\"detail\":\"User is locked. Reason: Admin lock.\"}", GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, "support" },
  { "payment required", 402, NULL, "{}", GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, NULL },
  { "rate or concurrency", 429, NULL, "{\"detail\":\"Too many\"}", GESSO_ERROR_RATE_LIMITED, GESSO_KEY_RESTING, NULL },
  { "unknown model", 404, NULL, "{\"detail\":\"Application not found\"}", GESSO_ERROR_UNSUPPORTED, GESSO_KEY_USABLE, NULL },
  { "failed run", 500, "X-Fal-Request-Id: b1c2", DETAIL ("internal_server_error"), GESSO_ERROR_BAD_ANSWER, GESSO_KEY_USABLE, "The words." },
  { "front-end proxy", 502, NULL, "<html>Bad Gateway</html>", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { NULL },
};

static void
test_failures (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();

  gesso_failure_table_check (provider, rows);
}

static GessoStep *
answer_in (const char *state_json,
           guint       status,
           const char *body)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = gesso_trial_make_state (state_json);
  g_autoptr (GessoHttpAnswer) answer = gesso_trial_make_answer (status, body);

  return gesso_provider_next (provider, request, state, answer);
}

#define RUNNING(phase)                                                                                          \
  "{\"phase\":\"" phase "\",\"request_id\":\"b1c2\",\"status_url\":\"" TASK "/status\",\"response_url\":\"" TASK \
  "\",\"cancel_url\":\"" TASK "/cancel\"}"

static void
test_late_failures (void)
{
  g_autoptr (GessoStep) cancelled = answer_in (RUNNING ("fetch"), 499, QUEUE ("client_cancelled"));
  g_autoptr (GessoStep) gone = answer_in (RUNNING ("look"), 404, "{}");
  g_autoptr (GessoStep) early = answer_in (RUNNING ("fetch"), 400, "{\"detail\":\"Request is still in progress\"}");
  g_autoptr (GessoStep) lost = answer_in ("{\"phase\":\"submit\"}", 200, "{\"status\":\"IN_QUEUE\"}");

  g_assert_error (cancelled->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (gone->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
  g_assert_cmpint (early->kind, ==, GESSO_STEP_WAIT);
  g_assert_cmpstr (gesso_http_request_get_url (early->http), ==, TASK "/status?logs=0");
  g_assert_error (lost->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

/* It may have been accepted: it is looked at, not sent again. */
static void
test_failed_with_number (void)
{
  static const char *const headers[] = { "X-Fal-Request-Id", "b1c2", NULL };
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = gesso_trial_make_state ("{\"phase\":\"submit\"}");
  g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (503, headers, NULL);
  g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, answer);
  g_autoptr (GessoStep) down = gesso_provider_next (provider, request, state, answer);

  g_assert_cmpint (step->kind, ==, GESSO_STEP_WAIT);
  g_assert_cmpstr (gesso_http_request_get_url (step->http), ==, TASK "/status?logs=0");
  g_assert_cmpint (down->kind, ==, GESSO_STEP_WAIT);
}

/* --- Results --- */

static void
test_kept_back (void)
{
  g_autoptr (GessoStep) all = answer_in (RUNNING ("fetch"), 200,
    "{\"images\":[{\"url\":\"" URL "a.png\"}],\"has_nsfw_concepts\":[true]}");
  g_autoptr (GessoStep) one = answer_in (RUNNING ("fetch"), 200,
    "{\"images\":[{\"url\":\"" URL "a.png\"},{\"url\":\"" URL "b.png\"}],\"has_nsfw_concepts\":[true,false]}");
  g_autoptr (GessoStep) single = answer_in (RUNNING ("fetch"), 200,
    "{\"image\":{\"url\":\"" URL "a.png\"},\"has_nsfw_concepts\":[true]}");
  g_autoptr (GessoStep) inside = answer_in (RUNNING ("fetch"), 200, DETAIL ("content_policy_violation"));

  g_assert_error (all->error, GESSO_ERROR, GESSO_ERROR_CONTENT_REFUSED);
  g_assert_cmpuint (gesso_result_get_n_images (one->result), ==, 1);
  g_assert_cmpstr (gesso_result_get_image (one->result, 0)->url, ==, URL "b.png");
  g_assert_nonnull (gesso_result_get_note (one->result));
  g_assert_error (single->error, GESSO_ERROR, GESSO_ERROR_CONTENT_REFUSED);
  g_assert_error (inside->error, GESSO_ERROR, GESSO_ERROR_CONTENT_REFUSED);
}

static void
test_shapes (void)
{
  g_autoptr (GessoStep) single = answer_in (RUNNING ("fetch"), 200, "{\"image\":{\"url\":\"" URL "cut.png\"},\"seed\":3}");
  g_autoptr (GessoStep) data = answer_in (RUNNING ("fetch"), 200, "{\"images\":[{\"url\":\"data:image/png;base64,aGVsbG8=\"}]}");

  g_assert_cmpstr (gesso_result_get_image (single->result, 0)->url, ==, URL "cut.png");
  g_assert_cmpint (gesso_result_get_image (single->result, 0)->seed, ==, 3);
  g_assert_cmpuint (g_bytes_get_size (gesso_result_get_image (data->result, 0)->bytes), ==, 5);
}

/* Addresses that lead elsewhere would be given the key. */
static void
test_addresses (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = gesso_trial_make_state ("{\"phase\":\"submit\"}");
  g_autoptr (GessoHttpAnswer) answer = gesso_trial_make_answer (200,
    "{\"request_id\":\"b1c2\",\"status_url\":\"https://queue.fal.run.example/x\",\"response_url\":7}");
  g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, answer);
  g_autoptr (GessoHttpRequest) cancel = gesso_provider_cancel (provider, state);

  g_assert_cmpint (step->kind, ==, GESSO_STEP_WAIT);
  g_assert_cmpstr (gesso_http_request_get_url (step->http), ==, TASK "/status?logs=0");
  g_assert_cmpstr (gesso_json_get_string (state, "response_url"), ==, TASK);
  g_assert_cmpstr (gesso_http_request_get_method (cancel), ==, "PUT");
  g_assert_cmpstr (gesso_http_request_get_url (cancel), ==, TASK "/cancel");
  g_assert_cmpint (gesso_http_request_get_auth (cancel, NULL), ==, GESSO_AUTH_KEY);
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *state, *good;
  } cases[] = {
    { "{\"phase\":\"place\"}", "{\"upload_url\":\"https://v3.fal.media/put\",\"file_url\":\"https://v3.fal.media/x.png\"}" },
    { "{\"phase\":\"submit\",\"files\":[\"u\"]}",
      "{\"status\":\"IN_QUEUE\",\"request_id\":\"b1c2\",\"response_url\":\"" TASK "\",\"status_url\":\"" TASK "/status\","
      "\"cancel_url\":\"" TASK "/cancel\",\"queue_position\":0}" },
    { RUNNING ("look"), "{\"status\":\"IN_PROGRESS\",\"request_id\":\"b1c2\",\"logs\":[{\"message\":\"step 1\"}]}" },
    { RUNNING ("fetch"),
      "{\"images\":[{\"url\":\"" URL "a.png\",\"width\":64,\"height\":48}],\"seed\":7,\"has_nsfw_concepts\":[false]}" },
    { RUNNING ("fetch"), "{\"image\":{\"url\":\"" URL "a.png\"},\"seed\":7}" },
  };
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) state = gesso_trial_make_state (cases[i].state);

      gesso_hostile_check_answers (provider, request, state, cases[i].good);
    }
}

/* --- After a restart --- */

/* Behind the answer to the submission no restart leads to another one. */
static void
test_resume (void)
{
  static const char *const answers[] = {
    "{\"upload_url\":\"https://v3.fal.media/put\",\"file_url\":\"https://v3.fal.media/x.png\"}", "",
    "{\"request_id\":\"b1c2\",\"status_url\":\"" TASK "/status\",\"response_url\":\"" TASK "\",\"cancel_url\":\"" TASK "/cancel\"}",
    "{\"status\":\"IN_QUEUE\"}", "{\"status\":\"COMPLETED\"}", "{\"images\":[{\"url\":\"" URL "a.png\"}]}",
  };
  static const char *const urls[] = {
    "https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3",
    "https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3",
    "https://queue.fal.run/fal-ai/flux-pro/kontext", TASK "/status?logs=0", TASK "/status?logs=0", TASK,
  };
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoHttpAnswer) answer = NULL;
  guint paid = 0;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, answer);
      g_autoptr (GessoStep) again = gesso_trial_restart (gesso_provider_fal_get_type (), request, state);

      paid += gesso_http_request_get_costs (step->http);
      g_assert_cmpstr (gesso_http_request_get_url (again->http), ==, urls[i]);
      g_assert_cmpint (gesso_http_request_get_costs (again->http), ==, i == 2);
      g_clear_pointer (&answer, gesso_http_answer_unref);
      answer = gesso_trial_make_answer (200, answers[i]);
    }
  {
    g_autoptr (GessoStep) end = gesso_provider_next (provider, request, state, answer);

    g_assert_cmpint (end->kind, ==, GESSO_STEP_FINISHED);
    g_assert_cmpuint (paid, ==, 1);
  }
}

static void
test_key (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoHttpRequest) http = gesso_provider_test_key (provider);
  g_autoptr (GessoHttpAnswer) good = gesso_trial_make_answer (200, "{\"upload_url\":\"https://a\",\"file_url\":\"https://b\"}");
  g_autoptr (JsonObject) empty = json_object_new ();

  g_assert_false (gesso_http_request_get_costs (http));
  g_assert_cmpint (gesso_http_request_get_auth (http, NULL), ==, GESSO_AUTH_KEY);
  g_assert_null (gesso_provider_classify (provider, good));
  g_assert_null (gesso_provider_cancel (provider, empty));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fal/wire/upload", test_wire_upload);
  g_test_add_func ("/fal/wire/queue", test_wire_queue);
  g_test_add_func ("/fal/wire/subscribe", test_wire_subscribe);
  g_test_add_func ("/fal/wire/table", test_wire_table);
  g_test_add_func ("/fal/bodies", test_bodies);
  g_test_add_func ("/fal/parameters", test_parameters);
  g_test_add_func ("/fal/every-tool", test_every_tool);
  g_test_add_func ("/fal/too-many", test_too_many);
  g_test_add_func ("/fal/failures", test_failures);
  g_test_add_func ("/fal/late-failures", test_late_failures);
  g_test_add_func ("/fal/failed-with-number", test_failed_with_number);
  g_test_add_func ("/fal/kept-back", test_kept_back);
  g_test_add_func ("/fal/shapes", test_shapes);
  g_test_add_func ("/fal/addresses", test_addresses);
  g_test_add_func ("/fal/hostile", test_hostile);
  g_test_add_func ("/fal/resume", test_resume);
  g_test_add_func ("/fal/key", test_key);
  return g_test_run ();
}
