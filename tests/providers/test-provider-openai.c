/* test-provider-openai.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-trial.h"
#include "gesso-wire.h"

GType gesso_provider_openai_get_type (void);

#define LANTERN "A paper lantern on a wooden table"
#define BLUE "Make the lantern blue"

static GessoProvider *
make_provider (void)
{
  return g_object_new (gesso_provider_openai_get_type (), NULL);
}

static GessoRequest *
make_generate (void)
{
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_GENERATE, "openai/gpt-image-2.5-flare", LANTERN);
  return request;
}

static GessoRequest *
make_edit (GessoTool   tool,
           const char *prompt)
{
  GessoRequest *request = gesso_trial_make_request (tool, "openai/gpt-image-2.5-flare", prompt);
  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  return request;
}

/* The text of the only part called @name, or NULL. */
static char *
dup_part (GessoHttpRequest *http,
          const char       *name)
{
  GPtrArray *parts = gesso_http_request_get_parts (http);

  for (guint i = 0; i < parts->len; i++)
    {
      const GessoHttpPart *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->name, name))
        return g_strndup (g_bytes_get_data (part->bytes, NULL), g_bytes_get_size (part->bytes));
    }
  return NULL;
}

static guint
count_parts (GessoHttpRequest *http,
             const char       *name)
{
  GPtrArray *parts = gesso_http_request_get_parts (http);
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    n += g_str_equal (((GessoHttpPart *) g_ptr_array_index (parts, i))->name, name);
  return n;
}

/* --- The recordings --- */

static GessoResult *
run_wire (const char    *name,
          GessoProvider *provider,
          GessoRequest  *request)
{
  g_autoptr (GessoWire) wire = gesso_wire_new (name);
  g_autoptr (GError) error = NULL;
  GessoResult *result = gesso_wire_run (wire, provider, request, &error);

  g_assert_no_error (error);
  g_assert_true (gesso_wire_report (wire));
  return result;
}

static void
assert_picture (GessoResult *result,
                guint        index)
{
  g_autoptr (GBytes) expected = gesso_wire_read_input ("result.png");

  g_assert_true (g_bytes_equal (gesso_result_get_image (result, index)->bytes, expected));
}

static void
test_generate (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (GessoResult) result = NULL;

  gesso_trial_set_text (provider, request, "size", "1536x1024");
  gesso_trial_set_text (provider, request, "quality", "high");
  gesso_trial_set_text (provider, request, "background", "transparent");
  gesso_trial_set_text (provider, request, "output-format", "webp");
  gesso_trial_set_text (provider, request, "output-compression", "90");
  gesso_trial_set_text (provider, request, "moderation", "low");
  gesso_trial_set_text (provider, request, "count", "2");
  /* Several pictures are never streamed. */
  gesso_trial_set_text (provider, request, "previews", "2");
  result = run_wire ("openai/images-generate", provider, request);
  g_assert_cmpuint (gesso_result_get_n_images (result), ==, 2);
  assert_picture (result, 1);
  /* 40 tokens of text at 5 $ and 500 of picture at 30 $ a million. */
  g_assert_cmpfloat_with_epsilon (gesso_result_get_cost (result), .0152, 1e-9);
}

static void
test_generate_stream (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (GessoResult) result = NULL;

  gesso_trial_set_text (provider, request, "size", "1024x1024");
  gesso_trial_set_text (provider, request, "quality", "low");
  gesso_trial_set_text (provider, request, "previews", "2");
  result = run_wire ("openai/images-generate-stream", provider, request);
  g_assert_cmpuint (gesso_result_get_n_images (result), ==, 1);
  assert_picture (result, 0);
  g_assert_cmpfloat_with_epsilon (gesso_result_get_cost (result), .0152, 1e-9);
}

static void
test_generate_account (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (GessoParameters) settings = gesso_parameters_new ();
  g_autoptr (GessoResult) result = NULL;

  gesso_parameters_set_text (settings, gesso_provider_get_spec (provider)->settings, "organization", "org-dummy", NULL);
  gesso_parameters_set_text (settings, gesso_provider_get_spec (provider)->settings, "project", "proj_dummy", NULL);
  gesso_provider_set_settings (provider, settings);
  result = run_wire ("openai/images-generate-organization-project", provider, request);
  assert_picture (result, 0);
}

static void
test_edit_one (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (GESSO_TOOL_EDIT, BLUE);
  g_autoptr (GessoResult) result = NULL;

  gesso_trial_set_text (provider, request, "size", "1536x1024");
  gesso_trial_set_text (provider, request, "quality", "high");
  result = run_wire ("openai/images-edit-one", provider, request);
  assert_picture (result, 0);
}

static void
test_edit_mask (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (GESSO_TOOL_INPAINT, BLUE);
  g_autoptr (GessoResult) result = NULL;

  gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask.png");
  result = run_wire ("openai/images-edit-mask", provider, request);
  assert_picture (result, 0);
}

static void
test_edit_markup (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (GESSO_TOOL_EDIT, BLUE);
  g_autoptr (GessoResult) result = NULL;

  gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask.png");
  gesso_trial_set_text (provider, request, "complexity", "low");
  result = run_wire ("openai/images-edit-markup", provider, request);
  assert_picture (result, 0);
}

static void
test_models_list (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoWire) wire = gesso_wire_new ("openai/models-list");
  g_autoptr (GessoHttpRequest) http = gesso_provider_test_key (provider);

  gesso_wire_check (wire, 0, http);
  g_assert_false (gesso_http_request_get_costs (http));
  g_assert_true (gesso_wire_report (wire));
}

/* --- What has no recording --- */

static void
test_edit_two (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (GESSO_TOOL_REPLACE_BACKGROUND_IMAGE, "");
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;
  g_autofree char *prompt = NULL;
  g_autoptr (GBytes) image = gesso_wire_read_input ("image.png");
  GPtrArray *parts;

  gesso_trial_add_input (request, GESSO_ROLE_BACKGROUND, "image2.png");
  step = gesso_trial_start (provider, request, state);
  g_assert_cmpuint (count_parts (step->http, "image[]"), ==, 2);
  g_assert_cmpuint (count_parts (step->http, "image"), ==, 0);
  prompt = dup_part (step->http, "prompt");
  g_assert_nonnull (strstr (prompt, "background"));
  parts = gesso_http_request_get_parts (step->http);
  g_assert_true (g_bytes_equal (((GessoHttpPart *) g_ptr_array_index (parts, parts->len - 2))->bytes, image));
}

static void
test_edit_stream (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (GESSO_TOOL_EDIT, BLUE);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;
  g_autofree char *stream = NULL;
  g_autofree char *partial = NULL;

  gesso_trial_set_text (provider, request, "previews", "1");
  step = gesso_trial_start (provider, request, state);
  stream = dup_part (step->http, "stream");
  partial = dup_part (step->http, "partial_images");
  g_assert_cmpstr (stream, ==, "true");
  g_assert_cmpstr (partial, ==, "1");
  g_assert_true (gesso_http_request_get_streams (step->http));
}

static void
add_grey (GessoRequest  *request,
          GessoInputRole role,
          guint          width,
          guint          height)
{
  g_autoptr (GessoImage) image = gesso_image_new (width, height, 3, NULL);
  g_autoptr (GBytes) bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 0, NULL, NULL);

  gesso_request_add_input (request, role, bytes, NULL, 0, 0);
}

static void
test_sizes (void)
{
  static const struct
  {
    GessoTool tool;
    const char *model;
    const char *wanted;
    guint width, height;
    const char *sent;
  } cases[] = {
    { GESSO_TOOL_EDIT, "gpt-image-2", NULL, 64, 48, NULL },
    { GESSO_TOOL_EDIT, "gpt-image-2", NULL, 1536, 1024, "1536x1024" },
    { GESSO_TOOL_EDIT, "gpt-image-2", NULL, 1500, 1000, "1504x1008" },
    { GESSO_TOOL_EDIT, "gpt-image-2", NULL, 4000, 200, NULL },
    { GESSO_TOOL_EDIT, "gpt-image-2", "1024x1024", 1536, 1024, "1024x1024" },
    { GESSO_TOOL_INPAINT, "gpt-image-2", "1024x1024", 1536, 1024, "1536x1024" },
    { GESSO_TOOL_EDIT, "gpt-image-1.5", NULL, 2000, 1000, "1536x1024" },
    { GESSO_TOOL_EDIT, "gpt-image-1.5", "auto", 2000, 1000, NULL },
  };
  g_autoptr (GessoProvider) provider = make_provider ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *model = g_strconcat ("openai/", cases[i].model, NULL);
      g_autoptr (GessoRequest) request = gesso_request_new (cases[i].tool, model);
      g_autoptr (JsonObject) state = json_object_new ();
      g_autoptr (GessoStep) step = NULL;
      g_autofree char *sent = NULL;

      g_test_message ("%u", i);
      gesso_request_set_prompt (request, BLUE);
      add_grey (request, GESSO_ROLE_SOURCE, cases[i].width, cases[i].height);
      add_grey (request, GESSO_ROLE_MASK, cases[i].width, cases[i].height);
      if (cases[i].wanted != NULL)
        gesso_trial_set_text (provider, request, "size", cases[i].wanted);
      step = gesso_trial_start (provider, request, state);
      sent = dup_part (step->http, "size");
      g_assert_cmpstr (sent, ==, cases[i].sent);
    }
}

static void
test_remove_background (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (GESSO_TOOL_REMOVE_BACKGROUND, "");
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;
  g_autofree char *background = NULL;
  g_autofree char *format = NULL;

  gesso_trial_set_text (provider, request, "output-format", "jpeg");
  gesso_trial_set_text (provider, request, "output-compression", "50");
  step = gesso_trial_start (provider, request, state);
  background = dup_part (step->http, "background");
  format = dup_part (step->http, "output_format");
  g_assert_cmpstr (background, ==, "transparent");
  g_assert_cmpstr (format, ==, "png");
  g_assert_cmpuint (count_parts (step->http, "output_compression"), ==, 0);
}

static void
test_too_many_pictures (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (GESSO_TOOL_EDIT, BLUE);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;

  for (guint i = 0; i < 16; i++)
    gesso_trial_add_input (request, GESSO_ROLE_REFERENCE, "image2.png");
  step = gesso_provider_next (provider, request, state, NULL);
  g_assert_cmpint (step->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (step->error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_no_words (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (GESSO_TOOL_EDIT, "  ");
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, NULL);

  g_assert_cmpint (step->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (step->error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_typed_models (void)
{
  static const struct
  {
    const char *id;
    gboolean found;
  } cases[] = {
    { "gpt-image-2.5-flare-2026-09-08", TRUE },
    { "gpt-image-2-2026-04-21", TRUE },
    { "chatgpt-image-latest", TRUE },
    { "gpt-image-9-nova", TRUE },
    { "gpt-image-1", FALSE },
    { "gpt-image-1-2025-04-23", FALSE },
    { "dall-e-3", FALSE },
    { "gpt-6-luna", FALSE },
    { "", FALSE },
  };
  g_autoptr (GessoProvider) provider = make_provider ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GessoModelSpec *model = gesso_provider_find_model (provider, cases[i].id);

      g_test_message ("%s", cases[i].id);
      g_assert_cmpint (model != NULL, ==, cases[i].found);
      if (model != NULL)
        g_assert_cmpstr (model->id, ==, cases[i].id);
      g_assert_true (gesso_provider_find_model (provider, cases[i].id) == model);
    }
  /* A snapshot takes what its model takes. */
  g_assert_true (gesso_provider_find_model (provider, cases[1].id)->parameters ==
                 gesso_provider_find_model (provider, "gpt-image-2")->parameters);
}

static void
test_events (void)
{
  static const char partial[] = "{\"type\":\"image_generation.partial_image\",\"partial_image_index\":0,\"b64_json\":\"iVBORw==\"}";
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoHttpAnswer) end = gesso_http_answer_new (200, NULL, NULL);
  g_autoptr (GessoStep) step = NULL;
  g_autoptr (GessoStep) last = NULL;
  g_auto (GessoStreamEvent) out = { 0 };

  gesso_trial_set_text (provider, request, "previews", "3");
  step = gesso_trial_start (provider, request, state);
  g_assert_true (gesso_provider_event (provider, request, state, NULL, partial, strlen (partial), &out));
  g_assert_nonnull (out.preview);
  g_assert_cmpfloat (out.fraction, ==, .25);
  gesso_stream_event_clear (&out);
  g_assert_false (gesso_provider_event (provider, request, state, "x", "[DONE]", 6, &out));
  /* The last preview is not the picture. */
  last = gesso_provider_next (provider, request, state, end);
  g_assert_cmpint (last->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (last->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

static void
test_event_error (void)
{
  static const char *const errors[] = {
    "{\"type\":\"error\",\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\",\"message\":\"You exceeded…\"}}",
    "{\"type\":\"error\",\"code\":\"insufficient_quota\",\"message\":\"You exceeded…\",\"param\":null}",
    "{\"error\":{\"type\":\"insufficient_quota\"}}",
  };
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (GessoHttpAnswer) end = gesso_http_answer_new (200, NULL, NULL);

  gesso_trial_set_text (provider, request, "previews", "1");
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (JsonObject) state = json_object_new ();
      g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
      g_autoptr (GessoStep) last = NULL;
      g_auto (GessoStreamEvent) out = { 0 };

      g_assert_true (gesso_provider_event (provider, request, state, "error", errors[i], strlen (errors[i]), &out));
      last = gesso_provider_next (provider, request, state, end);
      g_assert_cmpint (last->kind, ==, GESSO_STEP_FAILED);
      g_assert_error (last->error, GESSO_ERROR, GESSO_ERROR_QUOTA_EXHAUSTED);
    }
}

/* --- Answers --- */

static void
test_request_id (void)
{
  static const char *const headers[] = { "X-Request-Id", "req_7", NULL };
  static const char good[] = "{\"data\":[{\"b64_json\":\"iVBORw==\"}]}";
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
  g_autoptr (GBytes) body = g_bytes_new_static (good, strlen (good));
  g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (200, headers, body);
  g_autoptr (GessoStep) last = gesso_provider_next (provider, request, state, answer);

  g_assert_cmpint (last->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpstr (gesso_result_get_request_id (last->result), ==, "req_7");
  /* Nobody said what it took. */
  g_assert_cmpfloat (gesso_result_get_cost (last->result), <, 0);
}

/* --- Starting again --- */

static JsonObject *
save_and_load (JsonObject *state)
{
  g_autofree char *text = gesso_json_to_text (state);

  return gesso_json_parse_object (text, -1, NULL);
}

/* What was sent cannot be asked after: it is never sent again, and the artist is told. */
static void
test_resume_sent (void)
{
  g_autoptr (GessoProvider) provider = make_provider (), fresh = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (JsonObject) state = json_object_new (), saved = NULL;
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
  g_autoptr (GessoStep) next = NULL;

  saved = save_and_load (state);
  next = gesso_provider_next (fresh, request, saved, NULL);
  g_assert_cmpint (next->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (next->error, GESSO_ERROR, GESSO_ERROR_NETWORK);
  g_assert_null (gesso_provider_cancel (fresh, saved));
}

/* The picture had come, only the end of the stream had not. */
static void
test_resume_completed (void)
{
  static const char completed[] = "{\"type\":\"image_generation.completed\",\"b64_json\":\"iVBORw==\"}";
  g_autoptr (GessoProvider) provider = make_provider (), fresh = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (JsonObject) state = json_object_new (), saved = NULL;
  g_autoptr (GessoStep) step = NULL, next = NULL;
  g_auto (GessoStreamEvent) out = { 0 };

  gesso_trial_set_text (provider, request, "previews", "1");
  step = gesso_trial_start (provider, request, state);
  gesso_provider_event (provider, request, state, NULL, completed, strlen (completed), &out);
  saved = save_and_load (state);
  next = gesso_provider_next (fresh, request, saved, NULL);
  g_assert_cmpint (next->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpuint (gesso_result_get_n_images (next->result), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/openai/wire/generate", test_generate);
  g_test_add_func ("/openai/wire/generate-stream", test_generate_stream);
  g_test_add_func ("/openai/wire/generate-account", test_generate_account);
  g_test_add_func ("/openai/wire/edit-one", test_edit_one);
  g_test_add_func ("/openai/wire/edit-mask", test_edit_mask);
  g_test_add_func ("/openai/wire/edit-markup", test_edit_markup);
  g_test_add_func ("/openai/wire/models-list", test_models_list);
  g_test_add_func ("/openai/edit/two-pictures", test_edit_two);
  g_test_add_func ("/openai/edit/sizes", test_sizes);
  g_test_add_func ("/openai/edit/stream", test_edit_stream);
  g_test_add_func ("/openai/edit/remove-background", test_remove_background);
  g_test_add_func ("/openai/edit/too-many-pictures", test_too_many_pictures);
  g_test_add_func ("/openai/edit/no-words", test_no_words);
  g_test_add_func ("/openai/models/typed", test_typed_models);
  g_test_add_func ("/openai/events/preview", test_events);
  g_test_add_func ("/openai/events/error", test_event_error);
  g_test_add_func ("/openai/request-id", test_request_id);
  g_test_add_func ("/openai/resume/sent", test_resume_sent);
  g_test_add_func ("/openai/resume/completed", test_resume_completed);
  status = g_test_run ();
  gesso_wire_print ();
  return status;
}
