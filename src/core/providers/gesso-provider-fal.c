/* gesso-provider-fal.c - fal: pictures to its storage, a run through its queue
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The queue is used for everything: a run there survives a lost connection,
 * and a failed submission can be told from a failed run.
 */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-fal-private.h"
#include "gesso-provider-util.h"

#define QUEUE "https://queue.fal.run/"
#define STORAGE "https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3"
/* Whoever has the address can read an upload, so it does not stay for long. */
#define LIFECYCLE "{\"expiration_duration_seconds\":86400}"

struct _GessoProviderFal
{
  GessoProvider parent_instance;
};

#define GESSO_TYPE_PROVIDER_FAL (gesso_provider_fal_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderFal, gesso_provider_fal, GESSO, PROVIDER_FAL, GessoProvider)
G_DEFINE_FINAL_TYPE (GessoProviderFal, gesso_provider_fal, GESSO_TYPE_PROVIDER)

static const char *const hosts[] = { "queue.fal.run", "rest.fal.ai", NULL };
static const char *const result_hosts[] = { ".fal.media", NULL };
static const char *const environment[] = { "FAL_API_KEY", "FAL_KEY", NULL };

static const GessoProviderSpec fal_spec = {
  .id = "fal",
  .title = "fal",
  /* New accounts run two at once; the others wait in the queue, free of charge. */
  .max_concurrent = 10,
  .models = gesso_fal_models,
  .hosts = hosts,
  .auth = GESSO_AUTH_KEY,
  .result_hosts = result_hosts,
  .key_url = "https://fal.ai/dashboard/keys",
  .environment = environment,
  .quota_reset = GESSO_QUOTA_RESET_NONE,
};

/* --- Pictures to the storage --- */

/* The address of an endpoint depends on how many pictures there are. */
static const GessoFalEndpoint *
find_endpoint (GessoProvider *self,
               GessoRequest  *request,
               GError       **error)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);
  g_autoptr (GPtrArray) pictures = gesso_provider_list_pictures (request);
  const GessoFalEndpoint *endpoint = NULL;

  if (model != NULL && !gesso_provider_check_pictures (model, pictures, error))
    return NULL;
  if (model != NULL)
    endpoint = gesso_fal_find_endpoint (model->id, gesso_request_get_tool (request), pictures->len);
  if (endpoint == NULL)
    g_propagate_error (error, gesso_provider_new_error (self, GESSO_ERROR_UNSUPPORTED, NULL));
  return endpoint;
}

static JsonArray *
edit_files (JsonObject *state)
{
  if (gesso_json_get_array (state, "files") == NULL)
    json_object_set_array_member (state, "files", json_array_new ());
  return gesso_json_get_array (state, "files");
}

static GessoStep *
fail (GessoProvider *self,
      GessoError     code)
{
  return gesso_step_new_failed (gesso_provider_new_error (self, code, NULL));
}

static GessoHttpRequest *
new_place_request (GessoProvider *self,
                   const char    *mime,
                   const char    *name)
{
  g_autoptr (JsonObject) body = json_object_new ();
  GessoHttpRequest *http;

  json_object_set_string_member (body, "content_type", mime);
  json_object_set_string_member (body, "file_name", name);
  http = gesso_provider_new_json_request (self, "POST", STORAGE, body);
  gesso_http_request_add_header (http, "X-Fal-Object-Lifecycle", LIFECYCLE);
  return http;
}

static GessoStep *
ask_for_place (GessoProvider    *self,
               const GessoInput *input,
               JsonObject       *state)
{
  g_autofree char *name = gesso_provider_dup_input_name (input);

  json_object_set_string_member (state, "phase", "place");
  json_object_remove_member (state, "file");
  return gesso_step_new_send (new_place_request (self, gesso_provider_get_input_mime (input), name));
}

static gboolean
is_https (const char *url)
{
  return url != NULL && g_ascii_strncasecmp (url, "https://", 8) == 0;
}

/* The address is signed: the key stays here. */
static GessoStep *
put_file (GessoProvider    *self,
          const GessoInput *input,
          JsonObject       *state,
          JsonObject       *place)
{
  const char *upload_url = gesso_json_get_string (place, "upload_url"), *file_url = gesso_json_get_string (place, "file_url");
  GessoHttpRequest *http;

  if (!is_https (upload_url) || !is_https (file_url))
    return fail (self, GESSO_ERROR_BAD_ANSWER);
  json_object_set_string_member (state, "phase", "put");
  json_object_set_string_member (state, "file", file_url);
  http = gesso_http_request_new ("PUT", upload_url);
  gesso_http_request_set_body (http, gesso_provider_get_input_mime (input), input->bytes);
  return gesso_step_new_send (http);
}

/* --- The run --- */

static GessoStep *
submit (GessoProvider          *self,
        const GessoFalEndpoint *endpoint,
        GessoRequest           *request,
        JsonObject             *state)
{
  GError *error = NULL;
  g_autoptr (JsonObject) body = gesso_fal_build_input (self, endpoint, request, edit_files (state), &error);
  g_autofree char *url = g_strconcat (QUEUE, endpoint->path, NULL);
  GessoHttpRequest *http;

  if (body == NULL)
    return gesso_step_new_failed (error);
  json_object_set_string_member (state, "phase", "submit");
  http = gesso_provider_new_json_request (self, "POST", url, body);
  gesso_http_request_set_costs (http, TRUE);
  return gesso_step_new_send (http);
}

/* Uploads what is not there yet, then submits. */
static GessoStep *
go_on (GessoProvider   *self,
       GessoRequest    *request,
       JsonObject      *state,
       GessoHttpAnswer *answer)
{
  GError *error = NULL;
  const GessoFalEndpoint *endpoint = find_endpoint (self, request, &error);
  g_autoptr (GPtrArray) uploads = NULL;
  g_autoptr (JsonObject) place = NULL;
  guint n_files;

  if (endpoint == NULL)
    return gesso_step_new_failed (error);
  uploads = gesso_provider_list_uploads (&endpoint->takes, request);
  n_files = json_array_get_length (edit_files (state));
  if (endpoint->takes.mask != NULL && gesso_request_find_input (request, GESSO_ROLE_MASK) == NULL)
    return fail (self, GESSO_ERROR_BAD_INPUT);
  if (n_files >= uploads->len)
    return submit (self, endpoint, request, state);
  if (answer == NULL)
    return ask_for_place (self, g_ptr_array_index (uploads, n_files), state);
  if ((place = gesso_provider_read_object (self, answer, &error)) == NULL)
    return gesso_step_new_failed (error);
  return put_file (self, g_ptr_array_index (uploads, n_files), state, place);
}

static GessoStep *
take_put (GessoProvider *self,
          GessoRequest  *request,
          JsonObject    *state)
{
  const char *file = gesso_json_get_string (state, "file");

  if (file != NULL)
    json_array_add_string_element (edit_files (state), file);
  json_object_remove_member (state, "file");
  return go_on (self, request, state, NULL);
}

/* --- The task in the queue --- */

static gboolean
is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= 128 &&
         strspn (text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == length;
}

/* The address that was told, or the one it must be: all behind the second
 * segment of the endpoint is left out of it. */
static void
keep_address (JsonObject *state,
              JsonObject *ticket,
              const char *name,
              const char *path,
              const char *end)
{
  const char *told = gesso_json_get_string (ticket, name), *id = gesso_json_get_string (state, "request_id");
  g_auto (GStrv) segments = NULL;
  g_autofree char *made = NULL;

  if (told != NULL && g_str_has_prefix (told, QUEUE))
    {
      json_object_set_string_member (state, name, told);
      return;
    }
  segments = g_strsplit (path, "/", 3);
  made = g_strdup_printf (QUEUE "%s/%s/requests/%s%s", segments[0], segments[1], id, end);
  json_object_set_string_member (state, name, made);
}

static GessoStep *
look (GessoProvider *self,
      JsonObject    *state)
{
  g_autofree char *url = g_strconcat (gesso_json_get_string (state, "status_url"), "?logs=0", NULL);
  gint64 looks = gesso_json_get_int (state, "looks", 0);

  json_object_set_string_member (state, "phase", "look");
  json_object_set_int_member (state, "looks", looks + 1);
  return gesso_step_new_wait (looks < 10 ? 1 : looks < 60 ? 2 : 5, gesso_provider_new_request (self, "GET", url));
}

static GessoStep *
take_ticket (GessoProvider   *self,
             GessoRequest    *request,
             JsonObject      *state,
             GessoHttpAnswer *answer)
{
  g_autoptr (JsonObject) ticket = gesso_provider_read_object (self, answer, NULL);
  const GessoFalEndpoint *endpoint = find_endpoint (self, request, NULL);
  const char *id = gesso_json_get_string (ticket, "request_id");

  if (id == NULL)
    id = gesso_http_answer_get_header (answer, "X-Fal-Request-Id");
  if (!is_id (id) || endpoint == NULL)
    return gesso_step_new_failed (g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
      _("fal took the request, but gave no number to follow it by: look at your requests there before sending it again.")));
  json_object_set_string_member (state, "request_id", id);
  keep_address (state, ticket, "status_url", endpoint->path, "/status");
  keep_address (state, ticket, "response_url", endpoint->path, "");
  keep_address (state, ticket, "cancel_url", endpoint->path, "/cancel");
  json_object_remove_member (state, "files");
  return look (self, state);
}

static GessoStep *
fetch (GessoProvider *self,
       JsonObject    *state)
{
  json_object_set_string_member (state, "phase", "fetch");
  return gesso_step_new_send (gesso_provider_new_request (self, "GET", gesso_json_get_string (state, "response_url")));
}

/* A run that failed is COMPLETED too; its result tells. */
static GessoStep *
take_status (GessoProvider   *self,
             JsonObject      *state,
             GessoHttpAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonObject) body = gesso_provider_read_object (self, answer, &error);
  const char *status = gesso_json_get_string (body, "status");

  if (body == NULL)
    return gesso_step_new_failed (error);
  if (g_strcmp0 (status, "COMPLETED") == 0)
    return fetch (self, state);
  if (g_strcmp0 (status, "IN_QUEUE") == 0 || g_strcmp0 (status, "IN_PROGRESS") == 0)
    return look (self, state);
  return fail (self, GESSO_ERROR_BAD_ANSWER);
}

static gboolean
is_black (JsonObject *body,
          guint       index)
{
  JsonArray *flags = gesso_json_get_array (body, "has_nsfw_concepts");
  JsonNode *flag = flags != NULL && index < json_array_get_length (flags) ? json_array_get_element (flags, index) : NULL;

  return flag != NULL && JSON_NODE_HOLDS_VALUE (flag) && json_node_get_value_type (flag) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (flag);
}

/* Returns: how many pictures were kept back, which come as black ones. */
static guint
add_pictures (GessoResult *result,
              JsonObject  *body)
{
  JsonArray *images = gesso_json_get_array (body, "images");
  gint64 seed = MAX (gesso_json_get_int (body, "seed", -1), -1);
  guint n_black = 0;

  if (images == NULL && is_black (body, 0))
    return 1;
  if (images == NULL)
    gesso_provider_add_images (result, json_object_get_member (body, "image"), seed);
  for (guint i = 0; images != NULL && i < json_array_get_length (images); i++)
    if (is_black (body, i))
      n_black++;
    else
      gesso_provider_add_images (result, json_array_get_element (images, i), seed);
  return n_black;
}

static GessoStep *
take_result (GessoProvider   *self,
             JsonObject      *state,
             GessoHttpAnswer *answer)
{
  GError *error = NULL;
  g_autoptr (JsonObject) body = gesso_provider_read_object (self, answer, &error);
  g_autoptr (GessoResult) result = gesso_result_new ();
  guint n_black;

  if (body == NULL)
    return gesso_step_new_failed (error);
  n_black = add_pictures (result, body);
  if (gesso_result_get_n_images (result) == 0)
    return n_black > 0 ? fail (self, GESSO_ERROR_CONTENT_REFUSED)
                       : gesso_step_new_failed (gesso_fal_classify_empty (self, answer, body));
  if (n_black > 0)
    gesso_result_set_note (result, _("Some of the pictures were kept back by fal’s safety filter."));
  gesso_result_set_request_id (result, gesso_json_get_string (state, "request_id"));
  return gesso_step_new_finished (result);
}

/* A task that fal no longer has is not a model that it does not have; a result
 * that was asked for too early, or a status that could not be told, takes
 * another look; and what failed with a number may have been accepted. */
static GessoStep *
take_failure (GessoProvider   *self,
              GessoRequest    *request,
              JsonObject      *state,
              GessoHttpAnswer *answer,
              GError          *error)
{
  guint status = gesso_http_answer_get_status (answer);
  gboolean submitted = gesso_json_get_string (state, "request_id") != NULL;
  const char *phase = gesso_json_get_string (state, "phase");
  gboolean numbered = status >= 500 && is_id (gesso_http_answer_get_header (answer, "X-Fal-Request-Id"));
  GessoStep *step = NULL;

  if (submitted && ((status == 400 && gesso_provider_mentions (error->message, "in progress")) || (numbered && g_strcmp0 (phase, "look") == 0)))
    step = look (self, state);
  else if (submitted && (status == 404 || status == 410))
    step = gesso_step_new_failed (g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
      _("fal no longer has this run: look at your requests there before running it again.")));
  else if (numbered && g_strcmp0 (phase, "submit") == 0)
    step = take_ticket (self, request, state, answer);
  if (step == NULL)
    return gesso_step_new_failed (error);
  g_error_free (error);
  return step;
}

/* After a restart: a task is looked at; a signed address may have run out, so
 * a new one is asked for. */
static GessoStep *
resume (GessoProvider *self,
        GessoRequest  *request,
        JsonObject    *state)
{
  if (gesso_json_get_string (state, "request_id") == NULL)
    return go_on (self, request, state, NULL);
  if (g_strcmp0 (gesso_json_get_string (state, "phase"), "fetch") == 0)
    return fetch (self, state);
  return look (self, state);
}

static GessoStep *
gesso_provider_fal_next (GessoProvider   *self,
                         GessoRequest    *request,
                         JsonObject      *state,
                         GessoHttpAnswer *answer)
{
  const char *phase = gesso_json_get_string (state, "phase");
  GError *error;

  if (answer == NULL || phase == NULL)
    return resume (self, request, state);
  if ((error = gesso_provider_classify (self, answer)) != NULL)
    return take_failure (self, request, state, answer, error);
  if (g_str_equal (phase, "place"))
    return go_on (self, request, state, answer);
  if (g_str_equal (phase, "put"))
    return take_put (self, request, state);
  if (g_str_equal (phase, "submit"))
    return take_ticket (self, request, state, answer);
  if (g_str_equal (phase, "fetch"))
    return take_result (self, state, answer);
  return take_status (self, state, answer);
}

static GessoHttpRequest *
gesso_provider_fal_cancel (GessoProvider *self,
                           JsonObject    *state)
{
  const char *url = gesso_json_get_string (state, "cancel_url");

  return url != NULL ? gesso_provider_new_request (self, "PUT", url) : NULL;
}

/* There is no call that only tells of the account; a place for a file costs
 * nothing, and is refused when the account is locked. */
static GessoHttpRequest *
gesso_provider_fal_test_key (GessoProvider *self)
{
  return new_place_request (self, "image/png", "test.png");
}

static void
gesso_provider_fal_class_init (GessoProviderFalClass *klass)
{
  GessoProviderClass *provider_class = GESSO_PROVIDER_CLASS (klass);

  provider_class->spec = &fal_spec;
  provider_class->next = gesso_provider_fal_next;
  provider_class->cancel = gesso_provider_fal_cancel;
  provider_class->test_key = gesso_provider_fal_test_key;
  provider_class->classify = gesso_fal_classify;
}

static void
gesso_provider_fal_init (GessoProviderFal *self)
{
}
