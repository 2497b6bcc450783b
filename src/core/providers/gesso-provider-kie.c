/* gesso-provider-kie.c - the models that KIE passes on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures go up first, as KIE takes addresses only; then a run is begun, and
 * looked at until it has ended. Flux Kontext has messages of its own, all other
 * models are jobs. There is no way to stop a run. As of 2026-11-21; the
 * reference is https://docs.kie.ai
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-kie.h"
#include "gesso-provider-util.h"

#define BASE "https://api.kie.ai/api/v1"
#define UPLOAD "https://kieai.redpandaai.co/api/file-stream-upload"
#define FOLDER "gesso"
#define DOLLARS_A_CREDIT .005
/* Looks in a row that told nothing, before a paid run is given up. */
#define MAX_MISSES 5

struct _GessoProviderKie
{
  GessoProvider parent_instance;
};

GType gesso_provider_kie_get_type (void);
#define GESSO_TYPE_PROVIDER_KIE (gesso_provider_kie_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderKie, gesso_provider_kie, GESSO, PROVIDER_KIE, GessoProvider)
G_DEFINE_FINAL_TYPE (GessoProviderKie, gesso_provider_kie, GESSO_TYPE_PROVIDER)

static const char *const hosts[] = { "api.kie.ai", "kieai.redpandaai.co", NULL };
static const char *const result_hosts[] = { ".aiquickdraw.com", ".redpandaai.co", NULL };
static const char *const environment[] = { "KIE_API_KEY", NULL };

/* 20 runs may begin in 10 s. */
static const GessoProviderSpec spec = {
  .id = "kie",
  .title = N_("KIE"),
  .max_concurrent = 20,
  .models = gesso_kie_models,
  .hosts = hosts,
  .auth = GESSO_AUTH_BEARER,
  .result_hosts = result_hosts,
  .key_url = "https://kie.ai/api-key",
  .environment = environment,
  .requests_per_minute = 120,
};

/* --- Going up --- */

/* The pictures, and last the mask where the model takes one. */
static GPtrArray *
list_files (GessoRequest       *request,
            const GessoKieForm *form)
{
  GPtrArray *files = gesso_provider_list_pictures (request);
  GessoInput *mask = gesso_request_find_input (request, GESSO_ROLE_MASK);

  if (form->mask != NULL && mask != NULL && mask->bytes != NULL)
    g_ptr_array_add (files, mask);
  return files;
}

/* The name is made from the bytes: another picture never takes the place of
 * one that is up there under it, nor a cached one its own. */
static char *
make_file_name (const GessoInput *input)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, input->bytes);
  g_autofree char *usual = gesso_provider_dup_input_name (input);

  digest[32] = '\0';
  return g_strconcat (digest, strrchr (usual, '.'), NULL);
}

static GessoStep *
upload (GessoProvider    *self,
        const GessoInput *input)
{
  GessoHttpRequest *http = gesso_provider_new_request (self, "POST", UPLOAD);
  g_autofree char *name = make_file_name (input);

  gesso_http_request_add_part (http, "file", name, gesso_provider_get_input_mime (input), input->bytes);
  gesso_http_request_add_text (http, "uploadPath", FOLDER);
  gesso_http_request_add_text (http, "fileName", name);
  return gesso_step_new_send (http);
}

/* --- A run --- */

static gboolean
is_job (const GessoKieForm *form,
        JsonObject         *state)
{
  return !form->kontext || gesso_json_get_bool (state, "job", FALSE);
}

static GessoStep *
create (GessoProvider        *self,
        GessoRequest         *request,
        const GessoModelSpec *model,
        const GessoKieForm   *form,
        JsonObject           *state)
{
  JsonArray *images = gesso_json_get_array (state, "uploads");
  gboolean job = is_job (form, state);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) body = job ? gesso_kie_make_job (request, model, form, images, &error)
                                    : gesso_kie_make_kontext (request, model->id, images, &error);
  GessoHttpRequest *http;

  if (body == NULL)
    return gesso_step_new_failed (g_steal_pointer (&error));
  http = gesso_provider_new_json_request (self, "POST", job ? BASE "/jobs/createTask" : BASE "/flux/kontext/generate", body);
  gesso_http_request_set_costs (http, TRUE);
  json_object_set_boolean_member (state, "sent", TRUE);
  return gesso_step_new_send (http);
}

static GessoStep *
look (GessoProvider      *self,
      const GessoKieForm *form,
      JsonObject         *state)
{
  g_autofree char *task = g_uri_escape_string (gesso_json_get_string (state, "task"), NULL, FALSE);
  g_autofree char *url = g_strconcat (is_job (form, state) ? BASE "/jobs/recordInfo?taskId="
                                                           : BASE "/flux/kontext/record-info?taskId=", task, NULL);

  return gesso_step_new_wait (-1, gesso_provider_new_request (self, "GET", url));
}

/* The next picture up, or when all are there, the run. */
static GessoStep *
begin (GessoProvider        *self,
       GessoRequest         *request,
       const GessoModelSpec *model,
       const GessoKieForm   *form,
       JsonObject           *state)
{
  g_autoptr (GPtrArray) files = list_files (request, form);
  g_autoptr (GPtrArray) pictures = gesso_provider_list_pictures (request);
  JsonArray *uploads = gesso_json_get_array (state, "uploads");
  guint n = uploads != NULL ? json_array_get_length (uploads) : 0;
  g_autoptr (GError) error = NULL;

  if (!gesso_provider_check_pictures (model, pictures, &error))
    return gesso_step_new_failed (g_steal_pointer (&error));
  if (n < files->len)
    return upload (self, g_ptr_array_index (files, n));
  return create (self, request, model, form, state);
}

/* --- Answers --- */

static GessoStep *
fail_bad_answer (GessoProvider *self)
{
  return gesso_step_new_failed (gesso_provider_new_error (self, GESSO_ERROR_BAD_ANSWER, NULL));
}

/* Returns: whether the picture is up there */
static gboolean
keep_upload (JsonObject *state,
             JsonObject *data)
{
  const char *url = gesso_json_get_string (data, "downloadUrl");
  JsonArray *uploads = gesso_json_get_array (state, "uploads");

  if (url == NULL || !g_str_has_prefix (url, "https://"))
    return FALSE;
  if (uploads == NULL)
    {
      uploads = json_array_new ();
      json_object_set_array_member (state, "uploads", uploads);
    }
  json_array_add_string_element (uploads, url);
  return TRUE;
}

/* Returns: how many addresses of pictures @object has */
static guint
add_urls (GessoResult *result,
          JsonObject  *object)
{
  /* The first is kept for days, the last for minutes. */
  static const char *const names[] = { "resultUrls", "result_urls", "resultImageUrl", "originImageUrl" };
  guint n = 0;

  for (guint i = 0; object != NULL && n == 0 && i < G_N_ELEMENTS (names); i++)
    n = gesso_provider_add_images (result, json_object_get_member (object, names[i]), -1);
  return n;
}

static double
get_cost (JsonObject *data)
{
  double credits = gesso_json_get_double (data, "creditsConsumed", gesso_json_get_double (data, "consumeCredits", -1));

  return credits >= 0 && credits < 1e6 ? credits * DOLLARS_A_CREDIT : -1;
}

static GessoStep *
finish (JsonObject *state,
        JsonObject *data)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  const char *text = gesso_json_get_string (data, "resultJson");
  g_autoptr (JsonObject) told = text != NULL ? gesso_json_parse_object (text, -1, NULL) : NULL;

  if (add_urls (result, told) == 0 && add_urls (result, gesso_json_get_object (data, "response")) == 0)
    return gesso_step_new_failed (g_error_new_literal (
      GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
      _("KIE sent no picture: look at your runs there, as it may have been charged, then try again.")));
  gesso_result_set_cost (result, get_cost (data));
  gesso_result_set_request_id (result, gesso_json_get_string (state, "task"));
  return gesso_step_new_finished (result);
}

/* Returns: (nullable): %NULL while the run goes on */
static GessoStep *
read_kontext (GessoProvider *self,
              JsonObject    *state,
              JsonObject    *data)
{
  switch (gesso_kie_get_number (data, "successFlag", 0))
    {
    case 1:
      return finish (state, data);
    case 2:
    case 3:
      {
        gint64 code = gesso_kie_get_number (data, "errorCode", 0);
        const char *words = gesso_json_get_string (data, "errorMessage");

        /* Here, and only here, 400 stands for the content. */
        return gesso_step_new_failed (code == 400 ? gesso_provider_new_error (self, GESSO_ERROR_CONTENT_REFUSED, words)
                                                  : gesso_kie_new_run_error (self, code, words));
      }
    default:
      return NULL;
    }
}

/* Returns: (nullable): %NULL while the run goes on */
static GessoStep *
read_job (GessoProvider *self,
          JsonObject    *state,
          JsonObject    *data)
{
  const char *word = gesso_json_get_string (data, "state");

  if (g_strcmp0 (word, "success") == 0)
    return finish (state, data);
  if (g_strcmp0 (word, "fail") == 0)
    return gesso_step_new_failed (gesso_kie_new_run_error (self, gesso_kie_get_number (data, "failCode", 0),
                                                           gesso_json_get_string (data, "failMsg")));
  return NULL;
}

static gboolean
tells_state (JsonObject *data,
             gboolean    job)
{
  return job ? gesso_json_get_string (data, "state") != NULL : gesso_kie_get_number (data, "successFlag", -1) >= 0;
}

/* An answer that says nothing, such as a page of the network's own, does not
 * end a run that goes on over there. */
static GessoStep *
read_look (GessoProvider      *self,
           const GessoKieForm *form,
           JsonObject         *state,
           JsonObject         *data,
           const GError       *error)
{
  gint64 misses = gesso_json_get_int (state, "misses", 0);
  GessoStep *step;

  if (error != NULL && error->code != GESSO_ERROR_BAD_ANSWER)
    return gesso_step_new_failed (g_error_copy (error));
  if (error == NULL && tells_state (data, is_job (form, state)))
    {
      json_object_remove_member (state, "misses");
      step = is_job (form, state) ? read_job (self, state, data) : read_kontext (self, state, data);
      return step != NULL ? step : look (self, form, state);
    }
  if (misses >= MAX_MISSES)
    return error != NULL ? gesso_step_new_failed (g_error_copy (error)) : fail_bad_answer (self);
  json_object_set_int_member (state, "misses", misses + 1);
  return look (self, form, state);
}

/* KIE moves its models from messages of their own to jobs, one by one. */
static gboolean
has_moved (const GessoKieForm *form,
           JsonObject         *state,
           guint               code)
{
  return !is_job (form, state) && (code == 404 || code == 505);
}

static GessoStep *
read_answer (GessoProvider        *self,
             GessoRequest         *request,
             const GessoModelSpec *model,
             const GessoKieForm   *form,
             JsonObject           *state,
             GessoHttpAnswer      *answer)
{
  g_autoptr (GError) error = gesso_provider_kie_classify (self, answer);
  g_autoptr (JsonObject) object = gesso_provider_read_object (self, answer, error == NULL ? &error : NULL);
  JsonObject *data = gesso_json_get_object (object, "data");
  const char *task;

  if (gesso_json_get_string (state, "task") != NULL)
    return read_look (self, form, state, data, error);
  if (error != NULL && gesso_json_get_bool (state, "sent", FALSE) &&
      has_moved (form, state, gesso_kie_get_code (answer, object)))
    {
      json_object_set_boolean_member (state, "job", TRUE);
      return create (self, request, model, form, state);
    }
  if (error != NULL)
    return gesso_step_new_failed (g_steal_pointer (&error));
  if (!gesso_json_get_bool (state, "sent", FALSE))
    return keep_upload (state, data) ? begin (self, request, model, form, state) : fail_bad_answer (self);
  task = gesso_json_get_string (data, "taskId");
  if (task == NULL || *task == '\0')
    return gesso_step_new_failed (g_error_new_literal (
      GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
      _("KIE took the request but did not say where its picture will be: look at your runs there before you try again.")));
  json_object_set_string_member (state, "task", task);
  return look (self, form, state);
}

static GessoStep *
gesso_provider_kie_next (GessoProvider   *self,
                         GessoRequest    *request,
                         JsonObject      *state,
                         GessoHttpAnswer *answer)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);
  const GessoKieForm *form = model != NULL ? gesso_kie_find_form (model->id) : NULL;

  if (form == NULL)
    return gesso_step_new_failed (gesso_provider_new_error (self, GESSO_ERROR_UNSUPPORTED, NULL));
  if (answer != NULL)
    return read_answer (self, request, model, form, state, answer);
  if (gesso_json_get_string (state, "task") != NULL)
    return look (self, form, state);
  if (!gesso_json_get_bool (state, "sent", FALSE))
    return begin (self, request, model, form, state);
  return gesso_step_new_failed (g_error_new_literal (
    GESSO_ERROR, GESSO_ERROR_NETWORK,
    _("The connection to KIE was lost before its answer came: look at your runs there before you send this again, as it "
      "may have been charged.")));
}

/* The credit that is left. */
static GessoHttpRequest *
gesso_provider_kie_test_key (GessoProvider *self)
{
  return gesso_provider_new_request (self, "GET", BASE "/chat/credit");
}

static void
gesso_provider_kie_class_init (GessoProviderKieClass *klass)
{
  GessoProviderClass *provider_class = GESSO_PROVIDER_CLASS (klass);

  provider_class->spec = &spec;
  provider_class->next = gesso_provider_kie_next;
  provider_class->test_key = gesso_provider_kie_test_key;
  provider_class->classify = gesso_provider_kie_classify;
  provider_class->find_alike = gesso_kie_find_alike;
}

static void
gesso_provider_kie_init (GessoProviderKie *self)
{
}
