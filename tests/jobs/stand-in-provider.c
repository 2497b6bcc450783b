/* stand-in-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-provider-util.h"
#include "stand-in-provider.h"

struct _StandInProvider
{
  GessoProvider parent_instance;

  guint port;
};

G_DEFINE_FINAL_TYPE (StandInProvider, stand_in_provider, GESSO_TYPE_PROVIDER)

static const GessoParameterSpec parameters[] = {
  { .name = "count", .title = "Count", .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = 4, .step = 1 },
  { NULL },
};

#define MODEL(name, seconds)                                                                         \
  {                                                                                                  \
    .id = name, .title = name, .tools = 1u << GESSO_TOOL_GENERATE, .parameters = parameters,         \
    .max_count = 4, .price = 0.25, .limit_seconds = seconds,                                         \
  }

static const GessoModelSpec models[] = {
  MODEL ("task", 0), MODEL ("short", 1), MODEL ("upload", 0), MODEL ("own", 0), MODEL ("now", 0), MODEL ("stream", 0), { NULL },
};

static const char *const hosts[] = { "127.0.0.1", NULL };

static const GessoProviderSpec stand_in_spec = {
  .id = "stand-in", .title = "Stand-in", .models = models, .hosts = hosts, .auth = GESSO_AUTH_BEARER,
  .own_uploads = TRUE,
};

static char *
make_url (GessoProvider *self,
          const char    *path,
          const char    *id)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s%s", STAND_IN_PROVIDER (self)->port, path, id != NULL ? id : "");
}

static GessoStep *
submit (GessoProvider *self,
        GessoRequest  *request,
        JsonObject    *state)
{
  g_autofree char *url = make_url (self, "/submit", NULL);
  g_autoptr (JsonObject) body = json_object_new ();
  const char *model = strchr (gesso_request_get_model (request), '/') + 1;
  GessoHttpRequest *http;

  json_object_set_string_member (state, "stage", "submit");
  json_object_set_string_member (body, "job", gesso_request_get_prompt (request));
  json_object_set_string_member (body, "model", model);
  json_object_set_int_member (body, "count",
                              gesso_parameters_get_int (gesso_request_get_parameters (request), "count", 1));
  http = gesso_provider_new_json_request (self, "POST", url, body);
  gesso_http_request_set_costs (http, TRUE);
  gesso_http_request_set_streams (http, g_str_equal (model, "stream"));
  return gesso_step_new_send (http);
}

static GessoStep *
upload (GessoProvider *self,
        gboolean       own,
        JsonObject    *state)
{
  g_autofree char *url = make_url (self, "/upload", NULL);
  GessoHttpRequest *http = own ? gesso_provider_new_request (self, "PUT", url) : gesso_http_request_new ("PUT", url);
  g_autoptr (GBytes) body = g_bytes_new_static ("file", 4);

  json_object_set_string_member (state, "stage", "upload");
  gesso_http_request_set_body (http, "application/octet-stream", body);
  return gesso_step_new_send (http);
}

static GessoStep *
poll_task (GessoProvider *self,
           JsonObject    *state)
{
  g_autofree char *url = make_url (self, "/tasks/", gesso_json_get_string (state, "id"));

  return gesso_step_new_wait (-1, gesso_provider_new_request (self, "GET", url));
}

static GessoStep *
finish (GessoProvider *self,
        JsonObject    *object)
{
  g_autoptr (GessoResult) result = gesso_result_new ();

  if (gesso_provider_add_images (result, json_object_get_member (object, "images"), -1) == 0)
    return gesso_step_new_failed (gesso_provider_new_error (self, GESSO_ERROR_BAD_ANSWER, NULL));
  gesso_result_set_cost (result, 0.125);
  gesso_result_set_request_id (result, gesso_json_get_string (object, "id"));
  gesso_result_set_extra (result, "{\"signature\":\"c2ln\"}");
  return gesso_step_new_finished (result);
}

static GessoStep *
stand_in_provider_next (GessoProvider   *self,
                        GessoRequest    *request,
                        JsonObject      *state,
                        GessoHttpAnswer *answer)
{
  const char *stage = gesso_json_get_string (state, "stage");
  gboolean own = g_str_has_suffix (gesso_request_get_model (request), "/own");
  gboolean uploads = own || g_str_has_suffix (gesso_request_get_model (request), "/upload");
  g_autoptr (JsonObject) object = NULL;
  GError *error = NULL;

  if (answer == NULL)
    {
      if (gesso_json_get_string (state, "id") != NULL)
        return poll_task (self, state);
      return uploads && g_strcmp0 (stage, "submit") != 0 ? upload (self, own, state) : submit (self, request, state);
    }
  if ((error = gesso_provider_classify (self, answer)) != NULL)
    return gesso_step_new_failed (error);
  if (g_strcmp0 (stage, "upload") == 0)
    return submit (self, request, state);
  if (gesso_json_get_object (state, "final") != NULL)
    return finish (self, gesso_json_get_object (state, "final"));
  if ((object = gesso_provider_read_object (self, answer, &error)) == NULL)
    return gesso_step_new_failed (error);
  if (g_strcmp0 (stage, "submit") == 0 && gesso_json_get_string (object, "task") != NULL)
    {
      json_object_set_string_member (state, "stage", "poll");
      json_object_set_string_member (state, "id", gesso_json_get_string (object, "task"));
      return poll_task (self, state);
    }
  return g_strcmp0 (gesso_json_get_string (object, "status"), "running") == 0 ? poll_task (self, state)
                                                                              : finish (self, object);
}

static gboolean
stand_in_provider_event (GessoProvider    *self,
                         GessoRequest     *request,
                         JsonObject       *state,
                         const char       *event,
                         const char       *data,
                         gsize             length,
                         GessoStreamEvent *out)
{
  g_autoptr (JsonObject) object = gesso_json_parse_object (data, length, NULL);

  if (object == NULL)
    return FALSE;
  out->fraction = gesso_json_get_double (object, "fraction", -1);
  out->preview = gesso_provider_decode_base64 (gesso_json_get_string (object, "preview"));
  if (json_object_has_member (object, "images"))
    json_object_set_object_member (state, "final", json_object_ref (object));
  return TRUE;
}

static GessoHttpRequest *
stand_in_provider_cancel (GessoProvider *self,
                          JsonObject    *state)
{
  g_autofree char *url = make_url (self, "/cancel/", gesso_json_get_string (state, "id"));

  return gesso_json_get_string (state, "id") != NULL ? gesso_provider_new_request (self, "PUT", url) : NULL;
}

static GError *
stand_in_provider_classify (GessoProvider   *self,
                            GessoHttpAnswer *answer)
{
  g_autoptr (JsonObject) object = gesso_provider_read_object (self, answer, NULL);
  g_autofree char *words = object != NULL && json_object_has_member (object, "error") ? gesso_provider_dup_words (object) : NULL;

  if (words != NULL && gesso_http_answer_get_status (answer) == 200)
    return gesso_provider_new_error (self, GESSO_ERROR_CONTENT_REFUSED, words);
  return gesso_provider_classify_status (self, answer, words);
}

static void
stand_in_provider_class_init (StandInProviderClass *klass)
{
  GessoProviderClass *provider_class = GESSO_PROVIDER_CLASS (klass);

  provider_class->spec = &stand_in_spec;
  provider_class->next = stand_in_provider_next;
  provider_class->event = stand_in_provider_event;
  provider_class->cancel = stand_in_provider_cancel;
  provider_class->classify = stand_in_provider_classify;
}

static void
stand_in_provider_init (StandInProvider *self)
{
}

GessoProvider *
stand_in_provider_new (guint port)
{
  StandInProvider *self = g_object_new (STAND_IN_TYPE_PROVIDER, NULL);

  self->port = port;
  return GESSO_PROVIDER (self);
}
