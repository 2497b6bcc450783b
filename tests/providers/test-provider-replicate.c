/* test-provider-replicate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-failure-table.h"
#include "gesso-hostile.h"
#include "gesso-json.h"
#include "gesso-trial.h"
#include "gesso-wire.h"

#define API "https://api.replicate.com/v1"
#define OUT "https://replicate.delivery/x/out.png"
#define KONTEXT "replicate/black-forest-labs/flux-kontext-pro"
#define HEX "42fed1c4974146d4d2414e2be2c5277c7fcf05fcc3a73abf41610695738c1d7b"
#define TYPED_VERSION "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

GType gesso_provider_replicate_get_type (void);

static GessoProvider *
make_provider (void)
{
  return g_object_new (gesso_provider_replicate_get_type (), NULL);
}

static GessoRequest *
make_edit (void)
{
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_EDIT, KONTEXT, "Make the lantern blue");

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  return request;
}

static GessoRequest *
make_generate (void)
{
  return gesso_trial_make_request (GESSO_TOOL_GENERATE, KONTEXT, "A paper lantern on a wooden table");
}

static GessoStep *
answer (GessoProvider *provider,
        GessoRequest  *request,
        JsonObject    *state,
        guint          status,
        const char    *body)
{
  g_autoptr (GessoHttpAnswer) http = gesso_trial_make_answer (status, body);

  return gesso_provider_next (provider, request, state, http);
}

static GessoStep *
answer_in (const char *state_json,
           guint       status,
           const char *body)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = gesso_trial_make_state (state_json);

  return answer (provider, request, state, status, body);
}

/* --- Recorded requests --- */

static void
check_recording (const char   *name,
                 GessoRequest *request)
{
  g_autoptr (GessoWire) wire = gesso_wire_new (name);
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoResult) result = NULL;

  /* The mode without waiting is one of those recorded. */
  gesso_wire_allow (wire, "header.prefer");
  result = gesso_wire_run (wire, provider, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gesso_result_get_n_images (result), ==, 1);
  g_assert_cmpstr (gesso_result_get_request_id (result), ==, "pred1abcdefghijklmnopqrstu");
  g_assert_true (gesso_wire_report (wire));
}

static void
test_wire_run (void)
{
  g_autoptr (GessoRequest) edit = make_edit ();
  g_autoptr (GessoRequest) generate = make_generate ();

  gesso_trial_set (edit, "aspect_ratio", g_variant_new_string ("match_input_image"));
  gesso_trial_set (edit, "output_format", g_variant_new_string ("png"));
  check_recording ("replicate/run-kontext-file-input", edit);
  check_recording ("replicate/run-poll-mode", generate);
  check_recording ("replicate/predictions-create-wait", generate);
}

static void
test_wire_files (void)
{
  g_autoptr (GessoWire) wire = gesso_wire_new ("replicate/files-create-get-delete");
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, NULL);

  /* Ours is empty. */
  gesso_wire_allow (wire, "part.metadata");
  gesso_wire_check (wire, 0, step->http);
  g_assert_true (gesso_wire_report (wire));
}

static void
test_wire_models (void)
{
  g_autoptr (GessoWire) wire = gesso_wire_new ("replicate/models-get");
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoHttpRequest) model = gesso_provider_describe (provider, "owner/name");
  g_autoptr (GessoHttpRequest) account = gesso_provider_test_key (provider);

  g_assert_cmpstr (gesso_http_request_get_url (model), ==, API "/models/owner/name");
  /* A listed model is not asked for. */
  gesso_http_request_set_url (model, API "/models/black-forest-labs/flux-kontext-pro");
  gesso_wire_check (wire, 0, model);
  gesso_wire_check (wire, 1, account);
  g_assert_true (gesso_wire_report (wire));
}

static void
test_wire_table (void)
{
  gesso_wire_print ();
  g_print ("# %-48s %s\n", "replicate/files-create-get-delete [1, 2]", "not sent: a file is gone within a day by itself");
}

/* --- Bodies --- */

/* Answers uploads, and gives back the step that submits. */
static GessoStep *
drive_to_submit (GessoProvider *provider,
                 GessoRequest  *request,
                 JsonObject    *state)
{
  g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, NULL);

  for (guint n = 1; step->kind == GESSO_STEP_SEND && !gesso_http_request_get_costs (step->http); n++)
    {
      g_autofree char *file = g_strdup_printf ("{\"urls\":{\"get\":\"" API "/files/%u\"}}", n);
      gboolean is_upload = g_str_has_suffix (gesso_http_request_get_url (step->http), "/files");

      g_assert_cmpuint (n, <, 20);
      n -= !is_upload;
      gesso_step_free (step);
      step = answer (provider, request, state, is_upload ? 201 : 200,
                     is_upload ? file : "{\"latest_version\":{\"id\":\"" TYPED_VERSION "\"}}");
    }
  return g_steal_pointer (&step);
}

typedef struct
{
  const char *model;
  GessoTool tool;
  const char *prompt;
  gboolean background, mask;
  const char *path;
  const char *body;
} BodyCase;

#define WORDS "\"prompt\":\"a brass lamp\""
#define PNG "\"output_format\":\"png\""
#define F(n) "\"" API "/files/" #n "\""

static const BodyCase body_cases[] = {
  { "black-forest-labs/flux-kontext-max", GESSO_TOOL_EDIT, "a brass lamp", FALSE, FALSE,
    "/models/black-forest-labs/flux-kontext-max/predictions", "{\"input\":{" WORDS ",\"input_image\":" F (1) "}}" },
  { "black-forest-labs/flux-1.1-pro", GESSO_TOOL_GENERATE, "a brass lamp", FALSE, FALSE,
    "/models/black-forest-labs/flux-1.1-pro/predictions", "{\"input\":{" WORDS "," PNG "}}" },
  { "black-forest-labs/flux-fill-pro", GESSO_TOOL_INPAINT, "a brass lamp", FALSE, TRUE,
    "/models/black-forest-labs/flux-fill-pro/predictions",
    "{\"input\":{" WORDS ",\"image\":" F (1) ",\"mask\":" F (2) "," PNG "}}" },
  { "black-forest-labs/flux-fill-dev", GESSO_TOOL_EXPAND, "", FALSE, TRUE,
    "/models/black-forest-labs/flux-fill-dev/predictions",
    "{\"input\":{\"prompt\":\"\",\"image\":" F (1) ",\"mask\":" F (2) "," PNG ",\"megapixels\":\"match_input\"}}" },
  { "black-forest-labs/flux-redux-dev", GESSO_TOOL_REDUX, "unread", FALSE, FALSE,
    "/models/black-forest-labs/flux-redux-dev/predictions",
    "{\"input\":{\"redux_image\":" F (1) ",\"aspect_ratio\":\"4:3\"," PNG "}}" },
  { "bytedance/seedream-4.5", GESSO_TOOL_EDIT, "a brass lamp", FALSE, FALSE,
    "/models/bytedance/seedream-4.5/predictions", "{\"input\":{" WORDS ",\"image_input\":[" F (1) "]}}" },
  { "nightmareai/real-esrgan", GESSO_TOOL_UPSCALE, "", FALSE, FALSE, "/predictions",
    "{\"version\":\"" HEX "\",\"input\":{\"image\":" F (1) "}}" },
  { "philz1337x/clarity-upscaler", GESSO_TOOL_UPSCALE, "", FALSE, FALSE, "/predictions",
    "{\"version\":\"" TYPED_VERSION "\",\"input\":{\"image\":" F (1) "," PNG "}}" },
  { "lucataco/remove-bg", GESSO_TOOL_REMOVE_BACKGROUND, "", FALSE, FALSE, "/predictions",
    "{\"version\":\"95fcc2a26d3899cd6c2691c900465aaeff466285a65c14638cc5f36f34befaf1\",\"input\":{\"image\":" F (1) "}}" },
  { "bria/generate-background", GESSO_TOOL_REPLACE_BACKGROUND_PROMPT, "a brass lamp", FALSE, FALSE,
    "/models/bria/generate-background/predictions",
    "{\"input\":{\"image\":" F (1) ",\"bg_prompt\":\"a brass lamp\",\"original_quality\":true}}" },
  { "bria/generate-background", GESSO_TOOL_REPLACE_BACKGROUND_IMAGE, "unread", TRUE, FALSE,
    "/models/bria/generate-background/predictions",
    "{\"input\":{\"image\":" F (1) ",\"ref_image_file\":" F (2) ",\"original_quality\":true}}" },
};

static void
test_bodies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (body_cases); i++)
    {
      const BodyCase *c = &body_cases[i];
      g_autoptr (GessoProvider) provider = make_provider ();
      g_autofree char *model = g_strconcat ("replicate/", c->model, NULL);
      g_autofree char *url = g_strconcat (API, c->path, NULL);
      g_autoptr (GessoRequest) request = gesso_trial_make_request (c->tool, model, c->prompt);
      g_autoptr (JsonObject) state = json_object_new ();
      g_autoptr (GessoStep) step = NULL;
      GessoFrame frame = { 8, 8, 8, 8 };

      g_test_message ("%s", model);
      gesso_request_set_frame (request, &frame);
      if (c->tool != GESSO_TOOL_GENERATE)
        gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
      if (c->background)
        gesso_trial_add_input (request, GESSO_ROLE_BACKGROUND, "image2.png");
      if (c->mask)
        gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask-bw.png");
      step = drive_to_submit (provider, request, state);
      g_assert_cmpint (step->kind, ==, GESSO_STEP_SEND);
      g_assert_cmpstr (gesso_http_request_get_url (step->http), ==, url);
      g_assert_true (gesso_trial_has_body (step->http, c->body));
    }
}

static void
test_ids (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();

  /* As long as a version is. */
  g_assert_cmpuint (strlen (HEX), ==, 64);
  g_assert_nonnull (gesso_provider_find_model (provider, "some-one/a_model.v2"));
  g_assert_nonnull (gesso_provider_find_model (provider, "a/b:" HEX));
  g_assert_true (gesso_provider_find_model (provider, "a/b") == gesso_provider_find_model (provider, "a/b"));
  g_assert_null (gesso_provider_find_model (provider, "a/b:abc"));
  g_assert_null (gesso_provider_find_model (provider, "flux"));
  g_assert_null (gesso_provider_find_model (provider, "a/"));
  g_assert_null (gesso_provider_find_model (provider, "../account"));
  g_assert_null (gesso_provider_find_model (provider, "a/../../account"));
  g_assert_null (gesso_provider_find_model (provider, "a/b?c"));
}

/* --- Models typed by name --- */

#define SCHEMA                                                                                                  \
  "{\"owner\":\"a\",\"name\":\"b\",\"latest_version\":{\"id\":\"" TYPED_VERSION "\",\"openapi_schema\":{\"components\":{" \
  "\"schemas\":{\"Input\":{\"properties\":{"                                                                    \
  "\"prompt\":{\"type\":\"string\",\"title\":\"Prompt\"},"                                                      \
  "\"image\":{\"type\":\"string\",\"format\":\"uri\"},"                                                         \
  "\"mask\":{\"type\":\"string\",\"format\":\"uri\"},"                                                          \
  "\"seed\":{\"type\":\"integer\",\"title\":\"Seed\"},"                                                         \
  "\"num_outputs\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":4,\"default\":1},"                           \
  "\"strength\":{\"type\":\"number\",\"minimum\":0,\"maximum\":1,\"default\":0.8,\"description\":\"How much\"}," \
  "\"tiles\":{\"type\":\"boolean\",\"default\":false},"                                                         \
  "\"scheduler\":{\"allOf\":[{\"$ref\":\"#/components/schemas/scheduler\"}],\"default\":\"DDIM\"},"             \
  "\"negative\":{\"type\":\"string\"}}},"                                                                       \
  "\"scheduler\":{\"type\":\"string\",\"enum\":[\"DDIM\",\"K_EULER\"]}}}}}}"

static const GessoParameterSpec *
find_parameter (const GessoModelSpec *model,
                const char           *name)
{
  for (const GessoParameterSpec *p = model->parameters; p->name != NULL; p++)
    if (g_str_equal (p->name, name))
      return p;
  return NULL;
}

static void
test_schema (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoHttpAnswer) described = gesso_trial_make_answer (200, SCHEMA);
  const GessoModelSpec *model = gesso_provider_find_model (provider, "a/b");
  g_autoptr (GError) error = NULL;

  g_assert_null (model->parameters);
  g_assert_true (gesso_provider_learn (provider, "a/b", described, &error));
  g_assert_no_error (error);
  g_assert_null (gesso_provider_describe (provider, "a/b"));
  g_assert_cmpint (find_parameter (model, "seed")->kind, ==, GESSO_PARAMETER_SEED);
  g_assert_cmpint (find_parameter (model, "count")->kind, ==, GESSO_PARAMETER_INT);
  g_assert_cmpfloat (find_parameter (model, "count")->maximum, ==, 4);
  g_assert_cmpuint (model->max_count, ==, 4);
  g_assert_cmpint (find_parameter (model, "strength")->kind, ==, GESSO_PARAMETER_DOUBLE);
  g_assert_cmpfloat (find_parameter (model, "strength")->maximum, ==, 1);
  g_assert_cmpstr (find_parameter (model, "strength")->summary, ==, "How much");
  g_assert_cmpint (find_parameter (model, "tiles")->kind, ==, GESSO_PARAMETER_BOOL);
  g_assert_cmpstr (find_parameter (model, "tiles")->fallback, ==, "false");
  g_assert_cmpint (find_parameter (model, "scheduler")->kind, ==, GESSO_PARAMETER_CHOICE);
  g_assert_cmpstr (find_parameter (model, "scheduler")->choices[1].value, ==, "K_EULER");
  g_assert_cmpint (find_parameter (model, "negative")->kind, ==, GESSO_PARAMETER_TEXT);
  g_assert_null (find_parameter (model, "prompt"));
  g_assert_null (find_parameter (model, "image"));
  g_assert_cmpint (model->mask, ==, GESSO_MASK_FORM_WHITE);
}

static GessoRequest *
make_typed (void)
{
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_INPAINT, "replicate/a/b", "a brass lamp");

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask-bw.png");
  gesso_trial_set (request, "count", g_variant_new_int64 (1));
  gesso_trial_set (request, "strength", g_variant_new_double (0.5));
  gesso_trial_set (request, "negative", g_variant_new_int64 (7));
  return request;
}

/* It is asked what it takes; and where it does not run by its name, by its version. */
static void
test_typed (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_typed ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) ask = gesso_provider_next (provider, request, state, NULL);
  g_autoptr (GessoStep) first = answer (provider, request, state, 200, SCHEMA);
  g_autoptr (GessoStep) second = answer (provider, request, state, 201, "{\"urls\":{\"get\":\"" API "/files/1\"}}");
  g_autoptr (GessoStep) by_name = answer (provider, request, state, 201, "{\"urls\":{\"get\":\"" API "/files/2\"}}");
  g_autoptr (GessoStep) by_version = answer (provider, request, state, 404, "{\"detail\":\"Not found\"}");
  g_autoptr (GessoStep) look = answer (provider, request, state, 201, "{\"id\":\"q7w8\",\"status\":\"starting\"}");

  g_assert_cmpstr (gesso_http_request_get_url (ask->http), ==, API "/models/a/b");
  g_assert_false (gesso_http_request_get_costs (ask->http));
  g_assert_cmpstr (gesso_http_request_get_url (first->http), ==, API "/files");
  g_assert_cmpstr (gesso_http_request_get_url (second->http), ==, API "/files");
  g_assert_cmpstr (gesso_http_request_get_url (by_name->http), ==, API "/models/a/b/predictions");
  g_assert_true (gesso_http_request_get_costs (by_name->http));
  g_assert_cmpstr (gesso_http_request_get_url (by_version->http), ==, API "/predictions");
  g_assert_true (gesso_http_request_get_costs (by_version->http));
  g_assert_true (gesso_trial_has_body (by_version->http,
    "{\"version\":\"" TYPED_VERSION "\",\"input\":{" WORDS ",\"image\":" F (1) ",\"mask\":" F (2)
    ",\"num_outputs\":1,\"strength\":0.5,\"negative\":\"7\"}}"));
  g_assert_cmpstr (gesso_http_request_get_url (look->http), ==, API "/predictions/q7w8");
}

/* What a model cannot do is known before it costs. */
static void
test_typed_refused (void)
{
  static const char no_mask[] = "{\"latest_version\":{\"openapi_schema\":{\"components\":{\"schemas\":{\"Input\":{"
                                "\"properties\":{\"image\":{\"type\":\"string\",\"format\":\"uri\"}}}}}}}}";
  g_autoptr (GessoProvider) provider = make_provider (), other = make_provider ();
  g_autoptr (GessoRequest) request = make_typed ();
  g_autoptr (JsonObject) state = json_object_new (), other_state = json_object_new ();
  g_autoptr (GessoStep) ask = gesso_provider_next (provider, request, state, NULL);
  g_autoptr (GessoStep) no = answer (provider, request, state, 200, no_mask);
  g_autoptr (GessoStep) ask_other = gesso_provider_next (other, request, other_state, NULL);
  g_autoptr (GessoStep) range = NULL;

  g_assert_error (no->error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED);
  gesso_trial_set (request, "strength", g_variant_new_double (7));
  range = answer (other, request, other_state, 200, SCHEMA);
  g_assert_error (range->error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* --- Failures --- */

static const GessoFailureRow rows[] = {
  { "bad key", 401, NULL, "{\"title\":\"Unauthenticated\",\"detail\":\"You did not pass a valid token\",\"status\":401}", GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, "valid token" },
  { "no credit", 402, NULL, "{\"title\":\"Insufficient credit\",\"detail\":\"Insufficient credit\",\"status\":402}", GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "Insufficient credit" },
  { "not permitted", 403, NULL, "{\"detail\":\"No access\"}", GESSO_ERROR_UNSUPPORTED, GESSO_KEY_USABLE, "No access" },
  { "wrong model or version", 404, NULL, "{\"detail\":\"The requested resource could not be found.\"}", GESSO_ERROR_UNSUPPORTED, GESSO_KEY_USABLE, NULL },
  { "file too large", 413, NULL, "{\"detail\":\"must be less than 100MB\"}", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "100MB" },
  { "bad input", 422, NULL, "{\"title\":\"Input validation failed\",\"detail\":\"- input.seed: Invalid type.\",\"status\":422}", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "input.seed" },
  { "bad fields", 422, NULL, "{\"detail\":\"x\",\"invalid_fields\":[{\"type\":\"t\",\"field\":\"f\",\"description\":\"d\"}]}", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "throttled", 429, "Retry-After: 30", "{\"detail\":\"Request was throttled. Your rate limit resets in ~30s.\"}", GESSO_ERROR_RATE_LIMITED, GESSO_KEY_RESTING, "30s" },
  { "server error", 500, NULL, "{\"detail\":\"Internal\"}", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "server error in HTML", 502, NULL, "<html></html>", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
  { "flagged", 200, NULL, "{\"status\":\"failed\",\"error\":\"The input was flagged as sensitive. (E005)\"}", GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE, "flagged" },
  { "NSFW", 200, NULL, "{\"status\":\"failed\",\"error\":\"All generated images contained NSFW content. Try running it again with a different prompt.\"}", GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE, "NSFW" },
  { "moderation", 200, NULL, "{\"status\":\"failed\",\"error\":\"Moderation said no\"}", GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE, NULL },
  { "content policy", 200, NULL, "{\"status\":\"failed\",\"error\":\"Against our Content Policy\"}", GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE, NULL },
  { "out of memory", 200, NULL, "{\"status\":\"failed\",\"error\":\"CUDA out of memory.\"}", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "smaller" },
  { "failed in the model", 200, NULL, "{\"status\":\"failed\",\"error\":\"list index out of range\"}", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "index" },
  { "failed without words", 200, NULL, "{\"status\":\"failed\",\"error\":null}", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, NULL },
  { "aborted", 200, NULL, "{\"status\":\"aborted\",\"error\":null}", GESSO_ERROR_TIMEOUT, GESSO_KEY_USABLE, NULL },
  { NULL },
};

static void
test_failures (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();

  gesso_failure_table_check (provider, rows);
}

static void
test_late_failures (void)
{
  g_autoptr (GessoStep) canceled = answer_in ("{\"phase\":\"look\",\"id\":\"q7w8\"}", 200, "{\"status\":\"canceled\"}");
  g_autoptr (GessoStep) gone = answer_in ("{\"phase\":\"look\",\"id\":\"q7w8\"}", 404, "{}");
  g_autoptr (GessoStep) removed = answer_in ("{\"phase\":\"look\",\"id\":\"q7w8\"}", 200,
                                             "{\"status\":\"succeeded\",\"output\":null,\"data_removed\":true}");
  g_autoptr (GessoStep) interrupted = answer_in ("{\"phase\":\"look\",\"id\":\"q7w8\"}", 200,
    "{\"status\":\"failed\",\"error\":\"Prediction interrupted; please retry\"}");
  g_autoptr (GessoStep) lost = answer_in ("{\"phase\":\"submit\"}", 201, "{\"status\":\"starting\"}");

  g_assert_error (canceled->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (gone->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
  g_assert_error (removed->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (removed->error->message, "hour"));
  g_assert_error (interrupted->error, GESSO_ERROR, GESSO_ERROR_TRANSIENT);
  g_assert_error (lost->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

/* As the vendor's client does: a picture that cannot be uploaded goes along. */
static void
test_upload_down (void)
{
  g_autoptr (GessoStep) step = answer_in ("{\"phase\":\"upload\"}", 503, "down");
  g_autofree char *body = gesso_trial_dup_body (step->http);

  g_assert_true (gesso_http_request_get_costs (step->http));
  g_assert_nonnull (strstr (body, "\"input_image\":\"data:image/png;base64,"));
}

static void
test_outputs (void)
{
  static const char *const outputs[] = { "\"" OUT "\"", "[\"" OUT "\"]", "[\"" OUT "\",\"" OUT "\"]",
                                         "\"data:image/png;base64,aGVsbG8=\"" };
  static const guint lengths[] = { 1, 1, 2, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"id\":\"q7w8\",\"status\":\"succeeded\",\"output\":%s}", outputs[i]);
      g_autoptr (GessoStep) step = answer_in ("{\"phase\":\"look\",\"id\":\"q7w8\"}", 200, body);

      g_assert_cmpint (step->kind, ==, GESSO_STEP_FINISHED);
      g_assert_cmpuint (gesso_result_get_n_images (step->result), ==, lengths[i]);
    }
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *state, *good;
  } cases[] = {
    { "{\"phase\":\"upload\"}", "{\"id\":\"f1\",\"urls\":{\"get\":\"" API "/files/f1\"}}" },
    { "{\"phase\":\"look\",\"id\":\"q7w8\"}",
      "{\"id\":\"q7w8\",\"status\":\"processing\",\"output\":null,\"error\":null,\"logs\":\"\",\"urls\":{\"get\":\"x\"}}" },
    { "{\"phase\":\"look\",\"id\":\"q7w8\"}",
      "{\"id\":\"q7w8\",\"status\":\"succeeded\",\"output\":[\"" OUT "\"],\"error\":null,\"metrics\":{\"predict_time\":5.1}}" },
    { "{\"phase\":\"submit\"}", "{\"id\":\"q7w8\",\"status\":\"succeeded\",\"output\":\"" OUT "\"}" },
  };
  g_autoptr (GessoProvider) provider = make_provider ();
  /* Large enough not to go along when the upload fails, and leads to another upload when it does not. */
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (6000000), 6000000);
  g_autoptr (GessoRequest) request = gesso_trial_make_request (GESSO_TOOL_EDIT, "replicate/bytedance/seedream-4.5", "words");

  for (guint i = 0; i < 2; i++)
    gesso_request_add_input (request, i == 0 ? GESSO_ROLE_SOURCE : GESSO_ROLE_REFERENCE, large, NULL, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) state = gesso_trial_make_state (cases[i].state);

      gesso_hostile_check_answers (provider, request, state, cases[i].good);
    }
}

/* A model is taken as far as it can be read, and never crashes. */
static void
test_hostile_schema (void)
{
  static const char *const values[] = { "null", "7", "\"x\"", "[]", "{}", "[null]", "1e308", "true", "{\"type\":7}" };
  g_auto (GStrv) parts = g_strsplit (SCHEMA, ":", -1);

  for (guint i = 0; parts[i + 1] != NULL; i++)
    for (guint v = 0; v < G_N_ELEMENTS (values); v++)
      {
        g_autoptr (GessoProvider) provider = make_provider ();
        g_autoptr (GString) text = g_string_new (NULL);
        g_autofree char *closing = NULL;
        gsize depth = 0;
        g_autoptr (GessoHttpAnswer) described = NULL;
        g_autoptr (GError) error = NULL;

        /* Everything behind the colon becomes the value, with the brackets closed. */
        for (guint p = 0; p <= i; p++)
          g_string_append_printf (text, "%s:", parts[p]);
        g_string_append (text, values[v]);
        for (gsize p = 0; p < text->len; p++)
          depth += (text->str[p] == '{') - (text->str[p] == '}');
        closing = g_strnfill (depth, '}');
        g_string_append (text, closing);
        described = gesso_trial_make_answer (200, text->str);
        if (!gesso_provider_learn (provider, "a/b", described, &error))
          g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
      }
}

/* --- After a restart --- */

static void
test_resume (void)
{
  static const struct
  {
    guint status;
    const char *body, *url;
  } steps[] = {
    { 201, "{\"urls\":{\"get\":\"" API "/files/1\"}}", API "/files" },
    { 201, "{\"id\":\"q7w8\",\"status\":\"starting\"}", API "/models/black-forest-labs/flux-kontext-pro/predictions" },
    { 200, "{\"id\":\"q7w8\",\"status\":\"processing\"}", API "/predictions/q7w8" },
    { 200, "{\"id\":\"q7w8\",\"status\":\"succeeded\",\"output\":\"" OUT "\"}", API "/predictions/q7w8" },
  };
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, NULL);
  guint paid = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GessoStep) again = gesso_trial_restart (gesso_provider_replicate_get_type (), request, state);

      paid += gesso_http_request_get_costs (step->http);
      g_assert_cmpstr (gesso_http_request_get_url (again->http), ==, steps[i].url);
      g_assert_cmpint (gesso_http_request_get_costs (again->http), ==, i == 1);
      gesso_step_free (step);
      step = answer (provider, request, state, steps[i].status, steps[i].body);
    }
  g_assert_cmpint (step->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpuint (paid, ==, 1);
}

/* A typed model's schema is not kept; it is asked again, and the task still found. */
static void
test_resume_typed (void)
{
  g_autoptr (GessoRequest) request = make_typed ();
  g_autoptr (JsonObject) uploading = gesso_trial_make_state ("{\"phase\":\"upload\",\"files\":[\"u\"]}");
  g_autoptr (JsonObject) running = gesso_trial_make_state ("{\"phase\":\"look\",\"id\":\"q7w8\"}");
  g_autoptr (GessoStep) ask = gesso_trial_restart (gesso_provider_replicate_get_type (), request, uploading);
  g_autoptr (GessoStep) look = gesso_trial_restart (gesso_provider_replicate_get_type (), request, running);

  g_assert_cmpstr (gesso_http_request_get_url (ask->http), ==, API "/models/a/b");
  g_assert_cmpstr (gesso_http_request_get_url (look->http), ==, API "/predictions/q7w8");
}

static void
test_cancel (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (JsonObject) running = gesso_trial_make_state ("{\"phase\":\"look\",\"id\":\"q7w8\"}");
  g_autoptr (JsonObject) empty = json_object_new ();
  g_autoptr (GessoHttpRequest) http = gesso_provider_cancel (provider, running);
  g_autofree char *body = gesso_trial_dup_body (http);

  g_assert_cmpstr (gesso_http_request_get_method (http), ==, "POST");
  g_assert_cmpstr (gesso_http_request_get_url (http), ==, API "/predictions/q7w8/cancel");
  g_assert_cmpint (gesso_http_request_get_auth (http, NULL), ==, GESSO_AUTH_BEARER);
  g_assert_cmpstr (body, ==, "");
  g_assert_null (gesso_provider_cancel (provider, empty));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replicate/wire/run", test_wire_run);
  g_test_add_func ("/replicate/wire/files", test_wire_files);
  g_test_add_func ("/replicate/wire/models", test_wire_models);
  g_test_add_func ("/replicate/wire/table", test_wire_table);
  g_test_add_func ("/replicate/bodies", test_bodies);
  g_test_add_func ("/replicate/ids", test_ids);
  g_test_add_func ("/replicate/schema", test_schema);
  g_test_add_func ("/replicate/typed", test_typed);
  g_test_add_func ("/replicate/typed-refused", test_typed_refused);
  g_test_add_func ("/replicate/failures", test_failures);
  g_test_add_func ("/replicate/late-failures", test_late_failures);
  g_test_add_func ("/replicate/upload-down", test_upload_down);
  g_test_add_func ("/replicate/outputs", test_outputs);
  g_test_add_func ("/replicate/hostile", test_hostile);
  g_test_add_func ("/replicate/hostile-schema", test_hostile_schema);
  g_test_add_func ("/replicate/resume", test_resume);
  g_test_add_func ("/replicate/resume-typed", test_resume_typed);
  g_test_add_func ("/replicate/cancel", test_cancel);
  return g_test_run ();
}
