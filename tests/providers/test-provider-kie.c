/* test-provider-kie.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-failure-table.h"
#include "gesso-hostile.h"
#include "gesso-json.h"
#include "gesso-provider-util.h"
#include "gesso-trial.h"

#define TYPE (gesso_provider_kie_get_type ())
#define KONTEXT "kie/flux-kontext-pro"
#define BASE "https://api.kie.ai/api/v1"
#define UPLOADED                                                                                                 \
  "{\"success\":true,\"code\":200,\"msg\":\"ok\",\"data\":{\"fileName\":\"f\",\"downloadUrl\":\"https://x.redpandaai.co/a.png\"}}"
#define CREATED "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"fx/8 2\"}}"
#define KONTEXT_DONE                                                                                             \
  "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"t\",\"successFlag\":1,\"errorCode\":null,"           \
  "\"response\":{\"resultImageUrl\":\"https://x.aiquickdraw.com/o.png\",\"originImageUrl\":\"https://y.test/o\"}}}"
#define JOB_DONE                                                                                                 \
  "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"t\",\"state\":\"success\",\"creditsConsumed\":8,"    \
  "\"resultJson\":\"{\\\"resultUrls\\\":[\\\"https://x.aiquickdraw.com/a.png\\\"]}\"}}"

GType gesso_provider_kie_get_type (void);

/* One run: a new provider for each step, as if the program began anew. */
typedef struct
{
  GessoRequest *request;
  JsonObject *state;
  GessoStep *step;
} Run;

static void
take_step (Run             *run,
           GessoHttpAnswer *answer)
{
  g_autoptr (GessoProvider) provider = g_object_new (TYPE, NULL);

  g_clear_pointer (&run->step, gesso_step_free);
  run->step = gesso_provider_next (provider, run->request, run->state, answer);
}

static void
begin (Run          *run,
       GessoRequest *request)
{
  run->request = request;
  run->state = json_object_new ();
  take_step (run, NULL);
}

static void
give (Run        *run,
      guint       status,
      const char *body)
{
  g_autoptr (GessoHttpAnswer) answer = gesso_trial_make_answer (status, body);

  take_step (run, answer);
}

/* What is saved, and nothing else, goes on. */
static void
restart (Run *run)
{
  g_autofree char *text = gesso_json_to_text (run->state);

  json_object_unref (run->state);
  run->state = gesso_json_parse_object (text, -1, NULL);
  take_step (run, NULL);
}

static void
end (Run *run)
{
  gesso_step_free (run->step);
  json_object_unref (run->state);
  g_object_unref (run->request);
}

static void
assert_step (Run        *run,
             const char *method,
             const char *url,
             gboolean    costs)
{
  if (run->step->kind == GESSO_STEP_FAILED)
    g_assert_no_error (run->step->error);
  g_assert_true (run->step->kind == GESSO_STEP_SEND || run->step->kind == GESSO_STEP_WAIT);
  g_assert_cmpstr (gesso_http_request_get_method (run->step->http), ==, method);
  g_assert_cmpstr (gesso_http_request_get_url (run->step->http), ==, url);
  g_assert_cmpint (gesso_http_request_get_auth (run->step->http, NULL), ==, GESSO_AUTH_BEARER);
  g_assert_cmpint (gesso_http_request_get_costs (run->step->http), ==, costs);
}

#define assert_upload(run) assert_step (run, "POST", "https://kieai.redpandaai.co/api/file-stream-upload", FALSE)
#define assert_generate(run) assert_step (run, "POST", BASE "/flux/kontext/generate", TRUE)
#define assert_create(run) assert_step (run, "POST", BASE "/jobs/createTask", TRUE)

static void
assert_failed (Run       *run,
               GessoError code)
{
  g_assert_cmpint (run->step->kind, ==, GESSO_STEP_FAILED);
  g_assert_error (run->step->error, GESSO_ERROR, (int) code);
}

static void
assert_body (Run        *run,
             const char *json)
{
  if (!gesso_trial_has_body (run->step->http, json))
    {
      g_autofree char *body = gesso_trial_dup_body (run->step->http);

      g_error ("%s\nis not\n%s", body, json);
    }
}

static GessoRequest *
make_edit (const char *model)
{
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_EDIT, model, "turn the sky orange");

  gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
  return request;
}

/* --- Messages, as the vendor's reference has them --- */

static void
test_generate (void)
{
  Run run = { NULL };

  begin (&run, gesso_trial_make_request (GESSO_TOOL_GENERATE, KONTEXT, "a lake"));
  assert_generate (&run);
  assert_body (&run, "{\"prompt\":\"a lake\",\"model\":\"flux-kontext-pro\",\"enableTranslation\":true,"
                     "\"promptUpsampling\":false,\"safetyTolerance\":2,\"outputFormat\":\"jpeg\",\"aspectRatio\":\"16:9\"}");
  end (&run);
}

static void
test_parameters (void)
{
  Run run = { NULL };
  GessoRequest *request = gesso_trial_make_request (GESSO_TOOL_GENERATE, "kie/flux-kontext-max", "a lake");

  gesso_trial_set (request, "aspect-ratio", g_variant_new_string ("21:9"));
  gesso_trial_set (request, "translation", g_variant_new_boolean (FALSE));
  gesso_trial_set (request, "prompt-upsampling", g_variant_new_boolean (TRUE));
  gesso_trial_set (request, "safety-tolerance", g_variant_new_int64 (6));
  gesso_trial_set (request, "output-format", g_variant_new_string ("png"));
  begin (&run, request);
  assert_body (&run, "{\"prompt\":\"a lake\",\"model\":\"flux-kontext-max\",\"enableTranslation\":false,"
                     "\"promptUpsampling\":true,\"safetyTolerance\":6,\"outputFormat\":\"png\",\"aspectRatio\":\"21:9\"}");
  end (&run);
}

/* 0 is a tolerance like any other; an edit takes 2 at most. */
static void
test_tolerance (void)
{
  static const struct
  {
    gint64 set, generate, edit;
  } cases[] = { { 0, 0, 0 }, { 2, 2, 2 }, { 6, 6, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      gboolean edits = i % 2;
      g_autoptr (JsonObject) body = NULL;
      g_autofree char *text = NULL;
      Run run = { NULL };
      GessoRequest *request = edits ? make_edit (KONTEXT) : gesso_trial_make_request (GESSO_TOOL_GENERATE, KONTEXT, "a");

      gesso_trial_set (request, "safety-tolerance", g_variant_new_int64 (cases[i / 2].set));
      begin (&run, request);
      if (edits)
        give (&run, 200, UPLOADED);
      text = gesso_trial_dup_body (run.step->http);
      body = gesso_json_parse_object (text, -1, NULL);
      g_assert_cmpint (gesso_json_get_int (body, "safetyTolerance", -1), ==,
                       edits ? cases[i / 2].edit : cases[i / 2].generate);
      end (&run);
    }
}

static const char *
get_text (GPtrArray  *parts,
          guint       index,
          const char *name)
{
  GessoHttpPart *part = g_ptr_array_index (parts, index);

  g_assert_cmpstr (part->name, ==, name);
  g_assert_null (part->filename);
  return g_bytes_get_data (part->bytes, NULL);
}

static void
test_upload (void)
{
  Run run = { NULL };
  g_autoptr (GBytes) picture = NULL;
  GPtrArray *parts;
  GessoHttpPart *file;

  begin (&run, make_edit (KONTEXT));
  assert_upload (&run);
  parts = gesso_http_request_get_parts (run.step->http);
  g_assert_cmpuint (parts->len, ==, 3);
  file = g_ptr_array_index (parts, 0);
  g_assert_cmpstr (file->name, ==, "file");
  g_assert_cmpstr (file->content_type, ==, "image/png");
  g_assert_true (g_bytes_equal (file->bytes, gesso_request_get_input (run.request, 0)->bytes));
  g_assert_true (strncmp (get_text (parts, 1, "uploadPath"), "gesso", 5) == 0);
  g_assert_true (strncmp (get_text (parts, 2, "fileName"), file->filename, 36) == 0);
  g_assert_true (g_str_has_suffix (file->filename, ".png"));
  end (&run);
}

static void
test_edit (void)
{
  Run run = { NULL };

  begin (&run, make_edit (KONTEXT));
  give (&run, 200, UPLOADED);
  assert_generate (&run);
  assert_body (&run, "{\"prompt\":\"turn the sky orange\",\"model\":\"flux-kontext-pro\",\"enableTranslation\":true,"
                     "\"promptUpsampling\":false,\"safetyTolerance\":2,\"outputFormat\":\"jpeg\","
                     "\"inputImage\":\"https://x.redpandaai.co/a.png\"}");
  give (&run, 200, CREATED);
  assert_step (&run, "GET", BASE "/flux/kontext/record-info?taskId=fx%2F8%202", FALSE);
  g_assert_cmpint (run.step->kind, ==, GESSO_STEP_WAIT);
  g_assert_cmpfloat (run.step->seconds, <, 0);
  give (&run, 200, "{\"code\":200,\"data\":{\"taskId\":\"t\",\"successFlag\":0}}");
  assert_step (&run, "GET", BASE "/flux/kontext/record-info?taskId=fx%2F8%202", FALSE);
  give (&run, 200, KONTEXT_DONE);
  g_assert_cmpint (run.step->kind, ==, GESSO_STEP_FINISHED);
  g_assert_cmpuint (gesso_result_get_n_images (run.step->result), ==, 1);
  g_assert_cmpstr (gesso_result_get_image (run.step->result, 0)->url, ==, "https://x.aiquickdraw.com/o.png");
  g_assert_cmpstr (gesso_result_get_request_id (run.step->result), ==, "fx/8 2");
  end (&run);
}

/* 60 looks, one each 5 s. */
static void
test_times (void)
{
  g_autoptr (GessoProvider) provider = g_object_new (TYPE, NULL);
  const GessoModelSpec *model = gesso_provider_find_model (provider, "flux-kontext-pro");

  g_assert_cmpfloat (model->poll_seconds, ==, 5);
  g_assert_cmpuint (model->limit_seconds, ==, 300);
}

static void
test_jobs (void)
{
  static const struct
  {
    GessoTool tool;
    const char *model, *body;
    guint n_uploads;
  } cases[] = {
    { GESSO_TOOL_GENERATE, "kie/flux-2/pro-text-to-image",
      "{\"model\":\"flux-2/pro-text-to-image\",\"input\":{\"prompt\":\"p\",\"aspect_ratio\":\"1:1\","
      "\"resolution\":\"1K\"}}", 0 },
    { GESSO_TOOL_EDIT, "kie/flux-2/pro-image-to-image",
      "{\"model\":\"flux-2/pro-image-to-image\",\"input\":{\"prompt\":\"p\","
      "\"input_urls\":[\"https://x.redpandaai.co/a.png\"],"
      "\"aspect_ratio\":\"4:3\",\"resolution\":\"1K\"}}", 1 },
    { GESSO_TOOL_EDIT, "kie/nano-banana-pro",
      "{\"model\":\"nano-banana-pro\",\"input\":{\"prompt\":\"p\",\"image_input\":[\"https://x.redpandaai.co/a.png\"],"
      "\"aspect_ratio\":\"4:3\",\"resolution\":\"1K\",\"output_format\":\"png\"}}", 1 },
    { GESSO_TOOL_EDIT, "kie/seedream/4.5-edit",
      "{\"model\":\"seedream/4.5-edit\",\"input\":{\"prompt\":\"p\",\"image_urls\":[\"https://x.redpandaai.co/a.png\"],"
      "\"aspect_ratio\":\"4:3\",\"quality\":\"basic\"}}", 1 },
    { GESSO_TOOL_REMOVE_BACKGROUND, "kie/recraft/remove-background",
      "{\"model\":\"recraft/remove-background\",\"input\":{\"image\":\"https://x.redpandaai.co/a.png\"}}", 1 },
    { GESSO_TOOL_UPSCALE, "kie/recraft/crisp-upscale",
      "{\"model\":\"recraft/crisp-upscale\",\"input\":{\"image\":\"https://x.redpandaai.co/a.png\"}}", 1 },
    { GESSO_TOOL_UPSCALE, "kie/topaz/image-upscale",
      "{\"model\":\"topaz/image-upscale\",\"input\":{\"image_url\":\"https://x.redpandaai.co/a.png\","
      "\"upscale_factor\":\"2\"}}", 1 },
    { GESSO_TOOL_INPAINT, "kie/ideogram/v3-edit",
      "{\"model\":\"ideogram/v3-edit\",\"input\":{\"prompt\":\"p\",\"image_url\":\"https://x.redpandaai.co/a.png\","
      "\"mask_url\":\"https://x.redpandaai.co/a.png\",\"rendering_speed\":\"BALANCED\",\"expand_prompt\":true}}", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run = { NULL };
      GessoRequest *request = gesso_trial_make_request (cases[i].tool, cases[i].model, "p");

      g_test_message ("%s", cases[i].model);
      if (cases[i].n_uploads > 0)
        gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
      if (cases[i].n_uploads > 1)
        gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask-bw.png");
      begin (&run, request);
      for (guint n = 0; n < cases[i].n_uploads; n++)
        {
          assert_upload (&run);
          give (&run, 200, UPLOADED);
        }
      assert_create (&run);
      assert_body (&run, cases[i].body);
      give (&run, 200, CREATED);
      assert_step (&run, "GET", BASE "/jobs/recordInfo?taskId=fx%2F8%202", FALSE);
      give (&run, 200, "{\"code\":200,\"data\":{\"state\":\"queuing\"}}");
      g_assert_cmpint (run.step->kind, ==, GESSO_STEP_WAIT);
      give (&run, 200, JOB_DONE);
      g_assert_cmpint (run.step->kind, ==, GESSO_STEP_FINISHED);
      g_assert_cmpfloat_with_epsilon (gesso_result_get_cost (run.step->result), .04, 1e-9);
      end (&run);
    }
}

/* All that a model offers can be begun. */
static void
test_all_models (void)
{
  g_autoptr (GessoProvider) provider = g_object_new (TYPE, NULL);

  for (const GessoModelSpec *model = gesso_provider_get_spec (provider)->models; model->id != NULL; model++)
    for (GessoTool tool = GESSO_TOOL_GENERATE; tool < GESSO_N_TOOLS; tool++)
      {
        g_autofree char *name = g_strconcat ("kie/", model->id, NULL);
        GessoRequest *request = gesso_trial_make_request (tool, name, "a fox");
        const GessoFrame frame = { 16, 0, 16, 0 };
        Run run = { NULL };

        if (tool != GESSO_TOOL_GENERATE)
          gesso_trial_add_input (request, GESSO_ROLE_SOURCE, "image.png");
        if (tool == GESSO_TOOL_INPAINT)
          gesso_trial_add_input (request, GESSO_ROLE_MASK, "mask-bw.png");
        if (tool == GESSO_TOOL_REPLACE_BACKGROUND_IMAGE)
          gesso_trial_add_input (request, GESSO_ROLE_BACKGROUND, "image2.png");
        gesso_request_set_frame (request, &frame);
        begin (&run, request);
        if (model->tools & (1u << tool))
          {
            while (run.step->kind == GESSO_STEP_SEND && !gesso_http_request_get_costs (run.step->http))
              give (&run, 200, UPLOADED);
            g_assert_cmpint (run.step->kind, ==, GESSO_STEP_SEND);
          }
        else
          g_assert_cmpint (run.step->kind, ==, GESSO_STEP_FAILED);
        end (&run);
      }
}

static void
test_too_many (void)
{
  Run run = { NULL };
  GessoRequest *request = make_edit (KONTEXT);

  gesso_trial_add_input (request, GESSO_ROLE_REFERENCE, "image2.png");
  begin (&run, request);
  assert_failed (&run, GESSO_ERROR_BAD_INPUT);
  end (&run);
}

/* Where Kontext's own messages are gone, it is a job as all others are. */
static void
test_moved (void)
{
  static const char *const answers[] = { "{\"code\":404,\"msg\":\"no\"}", "{\"code\":505,\"msg\":\"off\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Run run = { NULL };

      begin (&run, gesso_trial_make_request (GESSO_TOOL_GENERATE, KONTEXT, "a lake"));
      give (&run, 200, answers[i]);
      assert_create (&run);
      assert_body (&run, "{\"model\":\"flux-kontext-pro\",\"input\":{\"prompt\":\"a lake\",\"model\":\"flux-kontext-pro\","
                         "\"enableTranslation\":true,\"promptUpsampling\":false,\"safetyTolerance\":2,"
                         "\"outputFormat\":\"jpeg\",\"aspectRatio\":\"16:9\"}}");
      give (&run, 200, CREATED);
      assert_step (&run, "GET", BASE "/jobs/recordInfo?taskId=fx%2F8%202", FALSE);
      end (&run);
    }
}

static void
test_typed_models (void)
{
  g_autoptr (GessoProvider) provider = g_object_new (TYPE, NULL);

  g_assert_cmpstr (gesso_provider_find_model (provider, "flux-2/max-image-to-image")->id, ==, "flux-2/max-image-to-image");
  g_assert_nonnull (gesso_provider_find_model (provider, "nano-banana-3"));
  g_assert_null (gesso_provider_find_model (provider, "suno/v5"));
  g_assert_null (gesso_provider_find_model (provider, ""));
}

static void
test_key (void)
{
  g_autoptr (GessoProvider) provider = g_object_new (TYPE, NULL);
  g_autoptr (GessoHttpRequest) http = gesso_provider_test_key (provider);
  g_autoptr (GessoHttpAnswer) good = gesso_trial_make_answer (200, "{\"code\":200,\"msg\":\"success\",\"data\":912.5}");
  g_autoptr (GessoHttpAnswer) empty = gesso_trial_make_answer (200, "{\"code\":200,\"msg\":\"success\",\"data\":0}");
  g_autoptr (GError) none = gesso_provider_classify (provider, good), error = gesso_provider_classify (provider, empty);

  g_assert_cmpstr (gesso_http_request_get_url (http), ==, BASE "/chat/credit");
  g_assert_cmpstr (gesso_http_request_get_method (http), ==, "GET");
  g_assert_cmpint (gesso_http_request_get_auth (http, NULL), ==, GESSO_AUTH_BEARER);
  g_assert_no_error (none);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_QUOTA_EXHAUSTED);
}

/* --- Failures --- */

#define ROW(number, code_, key_)                                                                                 \
  { .name = "code " #number, .status = 200, .body = "{\"code\":" #number ",\"msg\":\"Said so.\",\"data\":null}", \
    .code = GESSO_ERROR_##code_, .key = GESSO_KEY_##key_, .words = "Said so." }

static void
test_failures (void)
{
  static const GessoFailureRow rows[] = {
    ROW (401, INVALID_KEY, INVALID),
    ROW (402, QUOTA_EXHAUSTED, EXHAUSTED),
    ROW (404, BAD_INPUT, USABLE),
    ROW (408, TRANSIENT, USABLE),
    ROW (422, BAD_INPUT, USABLE),
    ROW (429, RATE_LIMITED, RESTING),
    ROW (433, QUOTA_EXHAUSTED, EXHAUSTED),
    ROW (455, TRANSIENT, USABLE),
    ROW (500, TRANSIENT, USABLE),
    { "code 500 of a setting", 200, NULL, "{\"code\":500,\"msg\":\"safetyTolerance must be between 0 and 2\"}",
      GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "between 0 and 2" },
    ROW (501, TRANSIENT, USABLE),
    ROW (505, UNSUPPORTED, USABLE),
    { "code as a text, `message`", 200, NULL, "{\"code\":\"401\",\"message\":\"You do not have access permissions\"}",
      GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, "access permissions" },
    { "status 402 alone", 402, NULL, "{}", GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, NULL },
    { "status 502, code 200", 502, NULL, "{\"code\":200}", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
    { "the network before it", 403, NULL, "error code: 1010", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, NULL },
    { "rest told", 429, "Retry-After: 20", "{\"code\":429,\"msg\":\"slow\"}",
      GESSO_ERROR_RATE_LIMITED, GESSO_KEY_RESTING, NULL },
    { NULL },
  };
  g_autoptr (GessoProvider) provider = g_object_new (TYPE, NULL);

  gesso_failure_table_check (provider, rows);
}

static void
test_failed_runs (void)
{
  static const struct
  {
    gboolean job;
    const char *data;
    GessoError code;
  } cases[] = {
    { FALSE, "{\"successFlag\":3,\"errorCode\":400,\"errorMessage\":\"no\"}", GESSO_ERROR_CONTENT_REFUSED },
    { FALSE, "{\"successFlag\":3,\"errorCode\":\"400\",\"errorMessage\":\"no\"}", GESSO_ERROR_CONTENT_REFUSED },
    { FALSE, "{\"successFlag\":3,\"errorCode\":500,\"errorMessage\":\"no\"}", GESSO_ERROR_TRANSIENT },
    { FALSE, "{\"successFlag\":3,\"errorCode\":501,\"errorMessage\":\"no\"}", GESSO_ERROR_TRANSIENT },
    { FALSE, "{\"successFlag\":2,\"errorCode\":501}", GESSO_ERROR_TRANSIENT },
    { FALSE, "{\"successFlag\":3}", GESSO_ERROR_TRANSIENT },
    { FALSE, "{\"successFlag\":1,\"response\":{}}", GESSO_ERROR_BAD_ANSWER },
    { TRUE, "{\"state\":\"fail\",\"failCode\":\"500\",\"failMsg\":\"Internal\"}", GESSO_ERROR_TRANSIENT },
    { TRUE, "{\"state\":\"fail\",\"failCode\":\"422\",\"failMsg\":\"size\"}", GESSO_ERROR_BAD_INPUT },
    { TRUE, "{\"state\":\"fail\",\"failCode\":\"501\",\"failMsg\":\"Flagged as NSFW\"}", GESSO_ERROR_CONTENT_REFUSED },
    { TRUE, "{\"state\":\"fail\"}", GESSO_ERROR_TRANSIENT },
    { TRUE, "{\"state\":\"success\",\"resultJson\":\"{}\"}", GESSO_ERROR_BAD_ANSWER },
    { TRUE, "{\"state\":\"success\",\"resultJson\":\"not json\"}", GESSO_ERROR_BAD_ANSWER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run = { NULL };
      g_autofree char *body = g_strdup_printf ("{\"code\":200,\"msg\":\"success\",\"data\":%s}", cases[i].data);

      g_test_message ("%s", cases[i].data);
      begin (&run, gesso_trial_make_request (GESSO_TOOL_GENERATE, cases[i].job ? "kie/nano-banana-pro" : KONTEXT, "a"));
      give (&run, 200, CREATED);
      give (&run, 200, body);
      assert_failed (&run, cases[i].code);
      end (&run);
    }
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *model, *state, *good;
  } cases[] = {
    /* The first of two pictures is up. */
    { "kie/nano-banana-pro", "{}", UPLOADED },
    { KONTEXT, "{\"uploads\":[\"https://x.test/a\"],\"sent\":true,\"job\":true}", CREATED },
    { KONTEXT, "{\"sent\":true,\"task\":\"t\",\"misses\":5}", KONTEXT_DONE },
    { "kie/nano-banana-pro", "{\"sent\":true}", CREATED },
    { "kie/nano-banana-pro", "{\"sent\":true,\"task\":\"t\",\"misses\":5}", JOB_DONE },
  };
  g_autoptr (GessoProvider) provider = g_object_new (TYPE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoRequest) request = make_edit (cases[i].model);
      g_autoptr (JsonObject) state = gesso_trial_make_state (cases[i].state);

      gesso_trial_add_input (request, GESSO_ROLE_REFERENCE, "image2.png");
      gesso_hostile_check_answers (provider, request, state, cases[i].good);
    }
}

/* A page of the network's own does not end a run; six in a row do. */
static void
test_patience (void)
{
  Run run = { NULL };

  begin (&run, gesso_trial_make_request (GESSO_TOOL_GENERATE, KONTEXT, "a lake"));
  give (&run, 200, CREATED);
  for (guint i = 0; i < 5; i++)
    {
      give (&run, 200, "<html>Sign in to the hotel</html>");
      g_assert_cmpint (run.step->kind, ==, GESSO_STEP_WAIT);
    }
  give (&run, 200, "{\"code\":200,\"data\":{\"successFlag\":0}}");
  for (guint i = 0; i < 5; i++)
    {
      give (&run, 200, "<html>Sign in to the hotel</html>");
      g_assert_cmpint (run.step->kind, ==, GESSO_STEP_WAIT);
    }
  give (&run, 200, "");
  assert_failed (&run, GESSO_ERROR_BAD_ANSWER);
  end (&run);
}

/* --- After a restart --- */

static void
test_resume (void)
{
  Run run = { NULL };

  begin (&run, make_edit (KONTEXT));
  restart (&run);
  assert_upload (&run);
  give (&run, 200, UPLOADED);
  assert_generate (&run);
  give (&run, 200, CREATED);
  restart (&run);
  assert_step (&run, "GET", BASE "/flux/kontext/record-info?taskId=fx%2F8%202", FALSE);
  give (&run, 200, "{\"code\":200,\"data\":{\"successFlag\":0}}");
  restart (&run);
  assert_step (&run, "GET", BASE "/flux/kontext/record-info?taskId=fx%2F8%202", FALSE);
  give (&run, 200, KONTEXT_DONE);
  g_assert_cmpint (run.step->kind, ==, GESSO_STEP_FINISHED);
  end (&run);
}

/* It may have arrived: only the artist can send it again. */
static void
test_resume_unknown (void)
{
  Run run = { NULL };

  begin (&run, gesso_trial_make_request (GESSO_TOOL_GENERATE, KONTEXT, "a lake"));
  assert_generate (&run);
  restart (&run);
  assert_failed (&run, GESSO_ERROR_NETWORK);
  end (&run);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kie/generate", test_generate);
  g_test_add_func ("/kie/parameters", test_parameters);
  g_test_add_func ("/kie/tolerance", test_tolerance);
  g_test_add_func ("/kie/upload", test_upload);
  g_test_add_func ("/kie/edit", test_edit);
  g_test_add_func ("/kie/times", test_times);
  g_test_add_func ("/kie/jobs", test_jobs);
  g_test_add_func ("/kie/all-models", test_all_models);
  g_test_add_func ("/kie/too-many", test_too_many);
  g_test_add_func ("/kie/moved", test_moved);
  g_test_add_func ("/kie/typed-models", test_typed_models);
  g_test_add_func ("/kie/key", test_key);
  g_test_add_func ("/kie/failures", test_failures);
  g_test_add_func ("/kie/failed-runs", test_failed_runs);
  g_test_add_func ("/kie/hostile", test_hostile);
  g_test_add_func ("/kie/patience", test_patience);
  g_test_add_func ("/kie/resume", test_resume);
  g_test_add_func ("/kie/resume-unknown", test_resume_unknown);
  return g_test_run ();
}
