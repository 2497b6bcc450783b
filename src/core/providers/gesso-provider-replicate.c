/* gesso-provider-replicate.c - Replicate: pictures to its files, a prediction, and looks at it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Predictions are made without waiting for them in the same request: a long
 * wait gains nothing and loses the answer with the connection.
 */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-replicate-private.h"
#include "gesso-provider-util.h"

#define API "https://api.replicate.com/v1"
#define PREDICTIONS API "/predictions"
/* Of one picture that is put into the request because the upload failed. */
#define MOST_INLINE_BYTES (5 * 1000 * 1000)
#define MOST_SOURCES 16

struct _GessoProviderReplicate
{
  GessoProvider parent_instance;

  GHashTable *typed; /* (owned): char * to TypedModel, each kept for good */
};

#define GESSO_TYPE_PROVIDER_REPLICATE (gesso_provider_replicate_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderReplicate, gesso_provider_replicate, GESSO, PROVIDER_REPLICATE, GessoProvider)
G_DEFINE_FINAL_TYPE (GessoProviderReplicate, gesso_provider_replicate, GESSO_TYPE_PROVIDER)

static const char *const hosts[] = { "api.replicate.com", NULL };
static const char *const result_hosts[] = { "replicate.delivery", ".replicate.delivery", NULL };
static const char *const environment[] = { "REPLICATE_API_TOKEN", NULL };

static const GessoProviderSpec replicate_spec = {
  .id = "replicate",
  .title = "Replicate",
  .max_concurrent = 10,
  .models = gesso_replicate_models,
  .hosts = hosts,
  .auth = GESSO_AUTH_BEARER,
  .result_hosts = result_hosts,
  .own_uploads = TRUE,
  .key_url = "https://replicate.com/account/api-tokens",
  .environment = environment,
  .requests_per_minute = 600,
  .quota_reset = GESSO_QUOTA_RESET_NONE,
};

/* A model that is not in the list, or whose version is not. */
typedef struct
{
  char *id;                     /* (owned) */
  GessoModelSpec spec;
  GessoReplicateSchema *schema; /* (owned) (nullable): until the model has been asked */
} TypedModel;

static void
free_typed (gpointer data)
{
  TypedModel *model = data;

  g_clear_pointer (&model->schema, gesso_replicate_schema_free);
  g_free (model->id);
  g_free (model);
}

static TypedModel *
get_typed (GessoProviderReplicate *self,
           const char             *model_id)
{
  TypedModel *model = g_hash_table_lookup (self->typed, model_id);

  if (model != NULL || !gesso_replicate_is_model (model_id))
    return model;
  model = g_new0 (TypedModel, 1);
  model->id = g_strdup (model_id);
  model->spec = (GessoModelSpec) {
    .id = model->id, .title = model->id, .tools = GESSO_TOOLS_RUNNABLE, .max_count = 1, .price = -1,
    .mask = GESSO_MASK_FORM_WHITE, .max_sources = MOST_SOURCES,
  };
  g_hash_table_insert (self->typed, model->id, model);
  return model;
}

static const GessoModelSpec *
gesso_provider_replicate_find_model (GessoProvider *provider,
                                     const char    *model_id)
{
  TypedModel *model = get_typed (GESSO_PROVIDER_REPLICATE (provider), model_id);

  return model != NULL ? &model->spec : NULL;
}

/* The first schema stays: others hold pointers into it. */
static void
learn (TypedModel *model,
       JsonObject *object)
{
  const GessoReplicateFields *fields;

  if (model->schema != NULL)
    return;
  model->schema = gesso_replicate_schema_new (model->id, object);
  fields = &model->schema->fields;
  model->spec.parameters = model->schema->parameters;
  model->spec.max_count = model->schema->max_count;
  model->spec.max_sources = fields->pictures != NULL ? MOST_SOURCES
                              : (fields->picture != NULL) + (fields->background != NULL);
  if (fields->mask == NULL)
    model->spec.mask = GESSO_MASK_FORM_NONE;
}

static gboolean
gesso_provider_replicate_learn (GessoProvider   *provider,
                                const char      *model_id,
                                GessoHttpAnswer *answer,
                                GError         **error)
{
  TypedModel *model = get_typed (GESSO_PROVIDER_REPLICATE (provider), model_id);
  g_autoptr (JsonObject) object = gesso_provider_read_object (provider, answer, error);

  if (model == NULL || object == NULL)
    return FALSE;
  if (gesso_json_get_object (object, "latest_version") == NULL && gesso_json_get_object (object, "openapi_schema") == NULL)
    {
      g_propagate_error (error, gesso_provider_new_error (provider, GESSO_ERROR_BAD_ANSWER, NULL));
      return FALSE;
    }
  learn (model, object);
  return TRUE;
}

static gboolean
is_known (GessoProviderReplicate *self,
          const char             *model_id)
{
  const GessoReplicateFields *listed = gesso_replicate_find_fields (model_id);
  TypedModel *model = listed == NULL || listed->ask ? get_typed (self, model_id) : NULL;

  return model == NULL || model->schema != NULL;
}

static GessoHttpRequest *
gesso_provider_replicate_describe (GessoProvider *provider,
                                   const char    *model_id)
{
  g_auto (GStrv) parts = g_strsplit (model_id, ":", 2);
  g_autofree char *url = NULL;

  if (is_known (GESSO_PROVIDER_REPLICATE (provider), model_id))
    return NULL;
  url = parts[1] != NULL ? g_strdup_printf (API "/models/%s/versions/%s", parts[0], parts[1])
                         : g_strdup_printf (API "/models/%s", parts[0]);
  return gesso_provider_new_request (provider, "GET", url);
}

/* --- One request --- */

/* What the functions below look at. */
typedef struct
{
  GessoProvider *provider;
  GessoRequest *request;
  JsonObject *state;
  const GessoModelSpec *model;
  GessoReplicateFields fields;
  GessoPictureFields takes;
  gboolean typed;
  gboolean by_version;
} Run;

static void
begin (Run           *run,
       GessoProvider *provider,
       GessoRequest  *request,
       JsonObject    *state)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (provider, request);
  const GessoReplicateFields *listed = model != NULL ? gesso_replicate_find_fields (model->id) : NULL;
  TypedModel *typed = model != NULL && (listed == NULL || listed->ask)
                        ? get_typed (GESSO_PROVIDER_REPLICATE (provider), model->id) : NULL;
  const GessoReplicateSchema *schema = typed != NULL ? typed->schema : NULL;

  *run = (Run) { .provider = provider, .request = request, .state = state, .model = model, .typed = listed == NULL };
  if (listed != NULL)
    run->fields = *listed;
  else if (schema != NULL)
    run->fields = schema->fields;
  if (schema != NULL)
    run->fields.version = schema->fields.version;
  run->takes = (GessoPictureFields) {
    run->fields.picture, run->fields.pictures, run->fields.mask, run->fields.background,
  };
  run->by_version = run->fields.version != NULL &&
                    (!run->typed || strchr (model->id, ':') != NULL || gesso_json_get_bool (state, "by_version", FALSE));
}

static GessoStep *
fail (Run       *run,
      GessoError code)
{
  return gesso_step_new_failed (gesso_provider_new_error (run->provider, code, NULL));
}

static JsonArray *
edit_files (JsonObject *state)
{
  if (gesso_json_get_array (state, "files") == NULL)
    json_object_set_array_member (state, "files", json_array_new ());
  return gesso_json_get_array (state, "files");
}

/* The description is a part of its own, and empty. */
static GessoStep *
upload (Run              *run,
        const GessoInput *input)
{
  GessoHttpRequest *http = gesso_provider_new_request (run->provider, "POST", API "/files");
  g_autoptr (GBytes) metadata = g_bytes_new_static ("{}", 2);

  json_object_set_string_member (run->state, "phase", "upload");
  gesso_provider_add_input_part (http, "content", input);
  gesso_http_request_add_part (http, "metadata", NULL, "application/json", metadata);
  return gesso_step_new_send (http);
}

/* The addresses, with each picture that could not be uploaded in place of its own. */
static void
add_files (Run        *run,
           JsonObject *input,
           GPtrArray  *uploads)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < uploads->len; i++)
    {
      const char *file = gesso_json_array_get_string (edit_files (run->state), i);

      g_ptr_array_add (addresses, file != NULL && *file != '\0'
                                    ? g_strdup (file) : gesso_provider_dup_data_uri (g_ptr_array_index (uploads, i)));
    }
  g_ptr_array_add (addresses, NULL);
  gesso_provider_add_uploads (input, &run->takes, uploads, (const char *const *) addresses->pdata);
}

static void
add_ratio (Run        *run,
           JsonObject *input)
{
  GessoTool tool = gesso_request_get_tool (run->request);
  const char *ratio;
  guint width, height;

  if ((tool != GESSO_TOOL_GENERATE && tool != GESSO_TOOL_REDUX) ||
      !gesso_provider_get_wanted_size (run->request, &width, &height))
    return;
  if ((ratio = gesso_provider_choose_ratio (run->model->size.ratios, width, height)) != NULL)
    json_object_set_string_member (input, "aspect_ratio", ratio);
}

static JsonObject *
build_input (Run       *run,
             GPtrArray *uploads,
             GError   **error)
{
  g_autoptr (JsonObject) input = json_object_new ();
  gboolean edit = gesso_request_get_tool (run->request) == GESSO_TOOL_EDIT;
  g_autofree char *words = edit ? gesso_provider_dup_instruction (run->request, error)
                                : g_strdup (gesso_request_get_prompt (run->request));

  if (words == NULL)
    return NULL;
  gesso_provider_add_constants (input, run->fields.constants);
  add_files (run, input, uploads);
  add_ratio (run, input);
  gesso_provider_add_parameters (input, run->request, run->model->parameters, run->fields.names);
  /* The new background is either words or a picture. */
  if (run->fields.prompt != NULL && (*words != '\0' || run->takes.mask != NULL) &&
      (run->takes.background == NULL || gesso_request_get_tool (run->request) != GESSO_TOOL_REPLACE_BACKGROUND_IMAGE))
    json_object_set_string_member (input, run->fields.prompt, words);
  return g_steal_pointer (&input);
}

static GessoStep *
submit (Run       *run,
        GPtrArray *uploads)
{
  GError *error = NULL;
  JsonObject *input = build_input (run, uploads, &error);
  g_autoptr (JsonObject) body = json_object_new ();
  g_autofree char *url = NULL;
  GessoHttpRequest *http;

  if (input == NULL)
    return gesso_step_new_failed (error);
  json_object_set_object_member (body, "input", input);
  if (run->by_version)
    json_object_set_string_member (body, "version", run->fields.version);
  url = run->by_version ? g_strdup (PREDICTIONS) : g_strdup_printf (API "/models/%s/predictions", run->model->id);
  json_object_set_string_member (run->state, "phase", "submit");
  http = gesso_provider_new_json_request (run->provider, "POST", url, body);
  gesso_http_request_set_costs (http, TRUE);
  return gesso_step_new_send (http);
}

/* A typed model that cannot do what is wanted would only cost. */
static gboolean
check_fields (Run    *run,
              GError **error)
{
  GessoTool tool = gesso_request_get_tool (run->request);
  gboolean has_mask = gesso_request_find_input (run->request, GESSO_ROLE_MASK) != NULL;
  g_autoptr (GPtrArray) pictures = gesso_provider_list_pictures (run->request);

  if (!gesso_provider_check_pictures (run->model, pictures, error))
    return FALSE;
  if ((tool == GESSO_TOOL_GENERATE || run->takes.picture != NULL || run->takes.pictures != NULL) &&
      ((tool != GESSO_TOOL_INPAINT && tool != GESSO_TOOL_EXPAND) || !has_mask || run->takes.mask != NULL || !run->typed))
    return gesso_parameters_check (gesso_request_get_parameters (run->request), run->model->parameters, error);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
               /* Translators: the title of a model, then the title of a tool. */
               _("%s cannot be used for “%s”: choose another model."),
               run->model->title, gesso_tool_get_title (tool));
  return FALSE;
}

/* Asks what the model takes, uploads what is not there yet, then submits. */
static GessoStep *
go_on (Run *run)
{
  g_autoptr (GPtrArray) uploads = NULL;
  GessoHttpRequest *describe;
  GError *error = NULL;
  guint n_files = json_array_get_length (edit_files (run->state));

  if (run->model == NULL)
    return fail (run, GESSO_ERROR_UNSUPPORTED);
  if ((describe = gesso_provider_describe (run->provider, run->model->id)) != NULL)
    {
      json_object_set_string_member (run->state, "phase", "describe");
      return gesso_step_new_send (describe);
    }
  if (!check_fields (run, &error))
    return gesso_step_new_failed (error);
  uploads = gesso_provider_list_uploads (&run->takes, run->request);
  if (n_files < uploads->len)
    return upload (run, g_ptr_array_index (uploads, n_files));
  return submit (run, uploads);
}

static GessoStep *
take_description (Run             *run,
                  GessoHttpAnswer *answer)
{
  GError *error = NULL;

  if (run->model == NULL)
    return fail (run, GESSO_ERROR_UNSUPPORTED);
  if (!gesso_provider_learn (run->provider, run->model->id, answer, &error))
    return gesso_step_new_failed (error);
  begin (run, run->provider, run->request, run->state);
  return go_on (run);
}

static GessoStep *
take_upload (Run             *run,
             GessoHttpAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonObject) file = gesso_provider_read_object (run->provider, answer, &error);
  const char *url = gesso_json_get_string (gesso_json_get_object (file, "urls"), "get");

  if (file == NULL)
    return gesso_step_new_failed (error);
  if (url == NULL || !g_str_has_prefix (url, API "/files/"))
    return fail (run, GESSO_ERROR_BAD_ANSWER);
  json_array_add_string_element (edit_files (run->state), url);
  return go_on (run);
}

/* Its storage being down is no reason to give up: a small picture fits into the request. */
static GessoStep *
go_on_inline (Run    *run,
              GError *error)
{
  g_autoptr (GPtrArray) uploads = gesso_provider_list_uploads (&run->takes, run->request);
  guint n_files = json_array_get_length (edit_files (run->state));
  GessoInput *input = n_files < uploads->len ? g_ptr_array_index (uploads, n_files) : NULL;

  if (input == NULL || g_bytes_get_size (input->bytes) > MOST_INLINE_BYTES)
    return gesso_step_new_failed (error);
  g_error_free (error);
  json_array_add_string_element (edit_files (run->state), "");
  return go_on (run);
}

/* --- The prediction --- */

static gboolean
is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= 128 &&
         strspn (text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == length;
}

static GessoStep *
look (Run *run)
{
  g_autofree char *url = g_strconcat (PREDICTIONS "/", gesso_json_get_string (run->state, "id"), NULL);
  gint64 looks = gesso_json_get_int (run->state, "looks", 0);

  json_object_set_string_member (run->state, "phase", "look");
  json_object_set_int_member (run->state, "looks", looks + 1);
  return gesso_step_new_wait (looks < 15 ? 1 : looks < 60 ? 2 : 5, gesso_provider_new_request (run->provider, "GET", url));
}

static GessoStep *
take_output (Run        *run,
             JsonObject *prediction)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  gint64 seed = gesso_parameters_get_int (gesso_request_get_parameters (run->request), "seed", -1);

  if (gesso_provider_add_images (result, json_object_get_member (prediction, "output"), seed) == 0)
    return gesso_json_get_bool (prediction, "data_removed", FALSE)
             ? gesso_step_new_failed (g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                 _("Replicate keeps pictures for one hour, and this one is gone: run it again.")))
             : fail (run, GESSO_ERROR_BAD_ANSWER);
  gesso_result_set_request_id (result, gesso_json_get_string (run->state, "id"));
  return gesso_step_new_finished (result);
}

static GessoStep *
take_prediction (Run             *run,
                 GessoHttpAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonObject) prediction = gesso_provider_read_object (run->provider, answer, &error);
  const char *status = gesso_json_get_string (prediction, "status"), *id = gesso_json_get_string (prediction, "id");

  if (prediction == NULL)
    return gesso_step_new_failed (error);
  if (gesso_json_get_string (run->state, "id") == NULL && is_id (id))
    {
      json_object_set_string_member (run->state, "id", id);
      json_object_remove_member (run->state, "files");
    }
  if ((error = gesso_replicate_classify_run (run->provider, prediction)) != NULL)
    return gesso_step_new_failed (error);
  if (g_strcmp0 (status, "succeeded") == 0)
    return take_output (run, prediction);
  if (gesso_json_get_string (run->state, "id") == NULL)
    return gesso_step_new_failed (g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
      _("Replicate took the request, but gave no number to follow it by: look at your predictions there before sending it again.")));
  if (g_strcmp0 (status, "starting") == 0 || g_strcmp0 (status, "processing") == 0)
    return look (run);
  return fail (run, GESSO_ERROR_BAD_ANSWER);
}

static GessoStep *
take_failure (Run             *run,
              const char      *phase,
              GessoHttpAnswer *answer,
              GError          *error)
{
  guint status = gesso_http_answer_get_status (answer);

  if (g_strcmp0 (phase, "upload") == 0 && status >= 500)
    return go_on_inline (run, error);
  /* Only the models that Replicate keeps itself run by name; nothing was made. */
  if (g_strcmp0 (phase, "submit") == 0 && status == 404 && run->typed && !run->by_version && run->fields.version != NULL)
    {
      g_error_free (error);
      json_object_set_boolean_member (run->state, "by_version", TRUE);
      run->by_version = TRUE;
      return go_on (run);
    }
  if (status == 404 && gesso_json_get_string (run->state, "id") != NULL)
    {
      g_error_free (error);
      error = g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                                   _("Replicate no longer has this run: look at your predictions there before running it again."));
    }
  return gesso_step_new_failed (error);
}

static GessoStep *
gesso_provider_replicate_next (GessoProvider   *provider,
                               GessoRequest    *request,
                               JsonObject      *state,
                               GessoHttpAnswer *answer)
{
  const char *phase = gesso_json_get_string (state, "phase");
  GError *error;
  Run run;

  begin (&run, provider, request, state);
  if (answer == NULL || phase == NULL)
    return gesso_json_get_string (state, "id") != NULL ? look (&run) : go_on (&run);
  if ((error = gesso_provider_classify (provider, answer)) != NULL)
    return take_failure (&run, phase, answer, error);
  if (g_str_equal (phase, "describe"))
    return take_description (&run, answer);
  if (g_str_equal (phase, "upload"))
    return take_upload (&run, answer);
  return take_prediction (&run, answer);
}

static GessoHttpRequest *
gesso_provider_replicate_cancel (GessoProvider *provider,
                                 JsonObject    *state)
{
  const char *id = gesso_json_get_string (state, "id");
  g_autofree char *url = id != NULL ? g_strconcat (PREDICTIONS "/", id, "/cancel", NULL) : NULL;

  return url != NULL ? gesso_provider_new_request (provider, "POST", url) : NULL;
}

static GessoHttpRequest *
gesso_provider_replicate_test_key (GessoProvider *provider)
{
  return gesso_provider_new_request (provider, "GET", API "/account");
}

static void
gesso_provider_replicate_finalize (GObject *object)
{
  g_hash_table_unref (GESSO_PROVIDER_REPLICATE (object)->typed);
  G_OBJECT_CLASS (gesso_provider_replicate_parent_class)->finalize (object);
}

static void
gesso_provider_replicate_class_init (GessoProviderReplicateClass *klass)
{
  GessoProviderClass *provider_class = GESSO_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_provider_replicate_finalize;
  provider_class->spec = &replicate_spec;
  provider_class->next = gesso_provider_replicate_next;
  provider_class->cancel = gesso_provider_replicate_cancel;
  provider_class->test_key = gesso_provider_replicate_test_key;
  provider_class->classify = gesso_replicate_classify;
  provider_class->find_model = gesso_provider_replicate_find_model;
  provider_class->describe = gesso_provider_replicate_describe;
  provider_class->learn = gesso_provider_replicate_learn;
}

static void
gesso_provider_replicate_init (GessoProviderReplicate *self)
{
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_typed);
}
