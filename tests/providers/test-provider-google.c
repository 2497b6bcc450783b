/* test-provider-google.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-trial.h"
#include "gesso-wire.h"

GType gesso_provider_google_get_type (void);

#define LANTERN "A paper lantern on a wooden table"
#define BLUE "Make the lantern blue"

/* Not offered any more, but what the recordings are of: typed by name. */
#define RECORDED "google/gemini-3.1-flash-image"
#define CURRENT "google/gemini-nano-banana-2.1"

static GessoProvider *
make_provider (void)
{
  return g_object_new (gesso_provider_google_get_type (), NULL);
}

static GessoRequest *
make_generate (const char *model)
{
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_GENERATE, model, LANTERN);
  return request;
}

static GessoRequest *
make_edit (const char *model,
           const char *source)
{
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_EDIT, model, BLUE);
  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, source);
  return request;
}

static JsonObject *
read_sent (GessoStep *step)
{
  g_autofree char *type = NULL;
  g_autoptr (GBytes) body = gesso_http_request_dup_body (step->http, &type);
  JsonObject *object = gesso_json_parse_object (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL);

  g_assert_nonnull (object);
  return object;
}

static JsonObject *
get_turn (JsonObject *body,
          guint       index)
{
  return gesso_json_array_get_object (gesso_json_get_array (body, "contents"), index);
}

static JsonObject *
get_part (JsonObject *body,
          guint       turn,
          guint       index)
{
  return gesso_json_array_get_object (gesso_json_get_array (get_turn (body, turn), "parts"), index);
}

/* --- The recordings --- */

static GessoResult *
run_wire (GessoWire     *wire,
          GessoProvider *provider,
          GessoRequest  *request)
{
  g_autoptr (GError) error = NULL;
  GessoResult *result = gesso_wire_run (wire, provider, request, &error);
  g_autoptr (GBytes) expected = gesso_wire_read_input ("result.png");

  g_assert_no_error (error);
  g_assert_true (gesso_wire_report (wire));
  g_assert_cmpuint (gesso_result_get_n_images (result), ==, 1);
  g_assert_true (g_bytes_equal (gesso_result_get_image (result, 0)->bytes, expected));
  g_assert_cmpstr (gesso_result_get_request_id (result), ==, "resp-1");
  return result;
}

static void
test_generate (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate (RECORDED);
  g_autoptr (GessoWire) wire = gesso_wire_new ("google/generate-image");
  g_autoptr (GessoResult) result = NULL;

  gesso_trial_set_text (provider, request, "aspect-ratio", "3:2");
  gesso_trial_set_text (provider, request, "resolution", "2K");
  result = run_wire (wire, provider, request);
  /* What it costs in words is not known. */
  g_assert_cmpfloat (gesso_result_get_cost (result), <, 0);
}

static void
test_generate_v1beta (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate (RECORDED);
  g_autoptr (GessoWire) wire = gesso_wire_new ("google/generate-image-v1beta");
  g_autoptr (GessoResult) result = NULL;

  gesso_trial_set_text (provider, request, "comment", "false");
  result = run_wire (wire, provider, request);
}

static void
test_edit (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (RECORDED, "image.png");
  g_autoptr (GessoWire) wire = gesso_wire_new ("google/edit-image-inline");
  g_autoptr (GessoResult) result = NULL;

  gesso_wire_allow (wire, "body.systemInstruction.role");
  gesso_trial_set_text (provider, request, "comment", "false");
  gesso_trial_set_text (provider, request, "temperature", "1");
  gesso_trial_set_text (provider, request, "instructions", "You edit pictures.");
  result = run_wire (wire, provider, request);
}

static void
test_models_list (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoWire) wire = gesso_wire_new ("google/models-list");
  g_autoptr (GessoHttpRequest) http = gesso_provider_test_key (provider);

  gesso_wire_check (wire, 0, http);
  g_assert_false (gesso_http_request_get_costs (http));
  g_assert_true (gesso_wire_report (wire));
}

/* --- Requests without a recording --- */

static void
test_several_pictures (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (CURRENT, "image.png");
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;
  g_autoptr (JsonObject) body = NULL;

  gesso_trial_add_input (request, GESSO_ROLE_REFERENCE, "image2.png");
  gesso_trial_set_text (provider, request, "thinking", "high");
  gesso_trial_set_text (provider, request, "moderation", "BLOCK_ONLY_HIGH");
  gesso_trial_set_text (provider, request, "seed", "7");
  step = gesso_trial_start (provider, request, state);
  body = read_sent (step);
  g_assert_cmpuint (json_array_get_length (gesso_json_get_array (get_turn (body, 0), "parts")), ==, 3);
  g_assert_cmpstr (gesso_json_get_string (gesso_json_get_object (get_part (body, 0, 2), "inlineData"), "mimeType"), ==, "image/png");
  g_assert_cmpuint (json_array_get_length (gesso_json_get_array (body, "safetySettings")), ==, 4);
  g_assert_cmpint (gesso_json_get_int (gesso_json_get_object (body, "generationConfig"), "seed", 0), ==, 7);
  g_assert_cmpstr (gesso_json_get_string (gesso_json_get_object (gesso_json_get_object (body, "generationConfig"),
                                                                 "thinkingConfig"), "thinkingLevel"), ==, "HIGH");
}

static void
test_too_many_pictures (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_edit (CURRENT, "image.png");
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;

  for (guint i = 0; i < 14; i++)
    gesso_trial_add_input (request, GESSO_ROLE_REFERENCE, "image2.png");
  step = gesso_provider_next (provider, request, state, NULL);
  g_assert_cmpint (step->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (step->error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_half_resolution (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate (RECORDED);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;
  g_autoptr (JsonObject) body = NULL;

  gesso_trial_set_text (provider, request, "resolution", "0.5K");
  step = gesso_trial_start (provider, request, state);
  body = read_sent (step);
  g_assert_cmpstr (gesso_json_get_string (gesso_json_get_object (gesso_json_get_object (body, "generationConfig"),
                                                                 "imageConfig"), "imageSize"), ==, "512");
}

static void
test_typed_models (void)
{
  static const struct
  {
    const char *id;
    gboolean found;
  } cases[] = {
    { "gemini-3.1-flash-image", TRUE }, { "gemini-2.5-flash-image", TRUE }, { "gemini-nano-banana-3", TRUE },
    { "gemini-5-image", TRUE },         { "imagen-4.0-generate-001", FALSE }, { "gemini-3.8-flash", FALSE },
    { "", FALSE },
  };
  g_autoptr (GessoProvider) provider = make_provider ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].id);
      g_assert_cmpint (gesso_provider_find_model (provider, cases[i].id) != NULL, ==, cases[i].found);
    }
}

/* --- Signatures --- */

#define SIGNED                                                                                                    \
  "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"role\":\"model\",\"parts\":["                         \
  "{\"text\":\"thinking\",\"thought\":true,\"thoughtSignature\":\"dGhvdWdodA==\"},"                                \
  "{\"inlineData\":{\"mimeType\":\"image/jpeg\",\"data\":\"ZHJhZnQ=\"},\"thought\":true},"                         \
  "{\"text\":\"Here it is.\",\"thoughtSignature\":\"d29yZHM=\"},"                                                  \
  "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"},\"thoughtSignature\":\"cGljdHVyZQ==\"},"            \
  "{\"text\":\"\",\"thoughtSignature\":\"ZW5k\"}]}}],\"responseId\":\"r1\"}"

/* A first turn, whose picture is image.png. Returns: what is kept of it */
static char *
run_first_turn (GessoProvider *provider)
{
  g_autoptr (GessoRequest) request = make_generate (CURRENT);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
  g_autoptr (GBytes) image = gesso_wire_read_input ("image.png");
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (image, NULL), g_bytes_get_size (image));
  g_autofree char *text = g_strdup_printf (SIGNED, base64);
  g_autoptr (GessoHttpAnswer) answer = gesso_trial_make_answer (200, text);
  g_autoptr (GessoStep) last = gesso_provider_next (provider, request, state, answer);

  g_assert_cmpint (last->kind, ==, GESSO_STEP_FINISHED);
  g_assert_true (g_bytes_equal (gesso_result_get_image (last->result, 0)->bytes, image));
  /* The picture is kept as a file, not here. */
  g_assert_cmpuint (strlen (gesso_result_get_extra (last->result)), <, 1024);
  return g_strdup (gesso_result_get_extra (last->result));
}

static void
test_two_turns (void)
{
  g_autoptr (GessoProvider) provider = make_provider (), fresh = make_provider ();
  g_autofree char *memory = run_first_turn (provider);
  g_autoptr (GessoRequest) request = make_edit (CURRENT, "image.png");
  g_autofree char *saved = NULL;
  g_autoptr (GessoRequest) loaded = NULL;
  g_autoptr (JsonObject) state = json_object_new (), body = NULL;
  g_autoptr (GessoStep) step = NULL;
  g_autoptr (GBytes) image = gesso_wire_read_input ("image.png");
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (image, NULL), g_bytes_get_size (image));

  gesso_request_set_memory (request, memory);
  saved = gesso_request_to_json (request);
  loaded = gesso_request_from_json (saved, NULL);
  g_assert_cmpstr (gesso_request_get_memory (loaded), ==, memory);
  step = gesso_trial_start (fresh, request, state);
  body = read_sent (step);
  g_assert_cmpuint (json_array_get_length (gesso_json_get_array (body, "contents")), ==, 3);
  g_assert_cmpstr (gesso_json_get_string (get_part (body, 0, 0), "text"), ==, LANTERN);
  g_assert_cmpstr (gesso_json_get_string (get_turn (body, 1), "role"), ==, "model");
  g_assert_cmpuint (json_array_get_length (gesso_json_get_array (get_turn (body, 1), "parts")), ==, 3);
  g_assert_cmpstr (gesso_json_get_string (get_part (body, 1, 0), "thoughtSignature"), ==, "d29yZHM=");
  g_assert_cmpstr (gesso_json_get_string (get_part (body, 1, 1), "thoughtSignature"), ==, "cGljdHVyZQ==");
  g_assert_cmpstr (gesso_json_get_string (gesso_json_get_object (get_part (body, 1, 1), "inlineData"), "data"), ==, base64);
  g_assert_cmpstr (gesso_json_get_string (get_part (body, 1, 2), "thoughtSignature"), ==, "ZW5k");
  /* The picture is not sent a second time. */
  g_assert_cmpuint (json_array_get_length (gesso_json_get_array (get_turn (body, 2), "parts")), ==, 1);
  g_assert_cmpstr (gesso_json_get_string (get_part (body, 2, 0), "text"), ==, BLUE);
}

/* Another model, another picture, or a memory that is none: the picture is simply worked on. */
static void
test_foreign_memory (void)
{
  static const char *const bad[] = { "", "{", "[]", "7", "{\"model\":7,\"picture\":[],\"parts\":{}}", NULL };
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autofree char *memory = run_first_turn (provider);
  const char *const models[] = { RECORDED, CURRENT };
  const char *const sources[] = { "image.png", "image2.png" };

  for (guint i = 0; i < 2 + G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GessoRequest) request = make_edit (models[MIN (i, 1)], sources[i == 1]);
      g_autoptr (JsonObject) state = json_object_new (), body = NULL;
      g_autoptr (GessoStep) step = NULL;

      gesso_request_set_memory (request, i < 2 ? memory : bad[i - 2]);
      step = gesso_trial_start (provider, request, state);
      body = read_sent (step);
      g_assert_cmpuint (json_array_get_length (gesso_json_get_array (body, "contents")), ==, 1);
      g_assert_cmpuint (json_array_get_length (gesso_json_get_array (get_turn (body, 0), "parts")), ==, 2);
    }
}

#define BAD_SIGNATURE "{\"error\":{\"code\":400,\"message\":\"Corrupted thought signature.\",\"status\":\"INVALID_ARGUMENT\"}}"

/* A signature of another key is refused; nothing was made, so the turn starts anew, once. */
static void
test_refused_signature (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autofree char *memory = run_first_turn (provider);
  g_autoptr (GessoRequest) request = make_edit (CURRENT, "image.png");
  g_autoptr (JsonObject) state = json_object_new (), body = NULL;
  g_autoptr (GessoHttpAnswer) refused = gesso_trial_make_answer (400, BAD_SIGNATURE);
  g_autoptr (GessoStep) step = NULL, again = NULL, last = NULL;

  gesso_request_set_memory (request, memory);
  step = gesso_trial_start (provider, request, state);
  again = gesso_provider_next (provider, request, state, refused);
  g_assert_cmpint (again->kind, ==, GESSO_STEP_SEND);
  body = read_sent (again);
  g_assert_cmpuint (json_array_get_length (gesso_json_get_array (body, "contents")), ==, 1);
  last = gesso_provider_next (provider, request, state, refused);
  g_assert_cmpint (last->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (last->error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_unsigned (void)
{
  static const char text[] =
    "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"cGlj\"}}]}}]}";
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate (CURRENT);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
  g_autoptr (GessoHttpAnswer) answer = gesso_trial_make_answer (200, text);
  g_autoptr (GessoStep) last = gesso_provider_next (provider, request, state, answer);

  g_assert_cmpint (last->kind, ==, GESSO_STEP_FINISHED);
  g_assert_null (gesso_result_get_extra (last->result));
}

/* --- Answers --- */

static void
test_cost (void)
{
  static const char text[] =
    "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"cGlj\"}}]}}],"
    "\"usageMetadata\":{\"promptTokenCount\":276,\"candidatesTokenCount\":1700,\"thoughtsTokenCount\":140,"
    "\"candidatesTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":1680}]}}";
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate (CURRENT);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
  g_autoptr (GessoHttpAnswer) answer = gesso_trial_make_answer (200, text);
  g_autoptr (GessoStep) last = gesso_provider_next (provider, request, state, answer);

  g_assert_cmpint (last->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpfloat_with_epsilon (gesso_result_get_cost (last->result), (276 * 1.5 + 1680 * 30 + 160 * 7.5) / 1e6, 1e-9);
}

/* Every picture is a thought: the last one is the result. */
static void
test_thoughts_only (void)
{
  static const char text[] =
    "{\"candidates\":[{\"content\":{\"parts\":["
    "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"b25l\"},\"thought\":true},"
    "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"dHdv\"},\"thought\":true},{\"text\":\"x\"}]}}]}";
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate (CURRENT);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
  g_autoptr (GessoHttpAnswer) answer = gesso_trial_make_answer (200, text);
  g_autoptr (GessoStep) last = gesso_provider_next (provider, request, state, answer);
  gsize length;

  g_assert_cmpint (last->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpmem (g_bytes_get_data (gesso_result_get_image (last->result, 0)->bytes, &length), 3, "two", 3);
}

/* Continued with the token it gave, and not without end. */
static void
test_continuation (void)
{
  static const char text[] = "{\"candidates\":[{\"finishReason\":\"CONTINUATION\",\"continuationToken\":\"tok\"}]}";
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate (CURRENT);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
  g_autoptr (GessoHttpAnswer) answer = gesso_trial_make_answer (200, text);
  guint n = 0;

  g_assert_null (gesso_provider_classify (provider, answer));
  while (step->kind == GESSO_STEP_SEND && n < 10)
    {
      g_autoptr (JsonObject) body = read_sent (step);

      g_assert_cmpstr (gesso_json_get_string (body, "continuationToken"), ==, n++ > 0 ? "tok" : NULL);
      gesso_step_free (step);
      step = gesso_provider_next (provider, request, state, answer);
    }
  g_assert_cmpuint (n, ==, 4);
  g_assert_error (step->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

/* --- Starting again --- */

static void
test_resume (void)
{
  g_autoptr (GessoProvider) provider = make_provider (), fresh = make_provider ();
  g_autoptr (GessoRequest) request = make_generate (CURRENT);
  g_autoptr (JsonObject) state = json_object_new (), saved = NULL;
  g_autoptr (GessoStep) step = gesso_trial_start (provider, request, state);
  g_autofree char *text = gesso_json_to_text (state);
  g_autoptr (GessoStep) next = NULL;

  saved = gesso_json_parse_object (text, -1, NULL);
  next = gesso_provider_next (fresh, request, saved, NULL);
  g_assert_cmpint (next->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (next->error, GESSO_ERROR, GESSO_ERROR_NETWORK);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/google/wire/generate", test_generate);
  g_test_add_func ("/google/wire/generate-v1beta", test_generate_v1beta);
  g_test_add_func ("/google/wire/edit", test_edit);
  g_test_add_func ("/google/wire/models-list", test_models_list);
  g_test_add_func ("/google/request/several-pictures", test_several_pictures);
  g_test_add_func ("/google/request/too-many-pictures", test_too_many_pictures);
  g_test_add_func ("/google/request/half-resolution", test_half_resolution);
  g_test_add_func ("/google/models/typed", test_typed_models);
  g_test_add_func ("/google/signatures/two-turns", test_two_turns);
  g_test_add_func ("/google/signatures/foreign", test_foreign_memory);
  g_test_add_func ("/google/signatures/refused", test_refused_signature);
  g_test_add_func ("/google/signatures/none", test_unsigned);
  g_test_add_func ("/google/answer/cost", test_cost);
  g_test_add_func ("/google/answer/thoughts-only", test_thoughts_only);
  g_test_add_func ("/google/answer/continuation", test_continuation);
  g_test_add_func ("/google/resume", test_resume);
  status = g_test_run ();
  gesso_wire_print ();
  return status;
}
