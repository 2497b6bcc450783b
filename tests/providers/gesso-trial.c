/* gesso-trial.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-json.h"
#include "gesso-trial.h"
#include "gesso-wire.h"

GessoRequest *
gesso_trial_make_request (GessoTool   tool,
                          const char *model,
                          const char *prompt)
{
  GessoRequest *request = gesso_request_new (tool, model);

  gesso_request_set_prompt (request, prompt);
  return request;
}

void
gesso_trial_add_input (GessoRequest  *request,
                       GessoInputRole role,
                       const char    *name)
{
  g_autoptr (GBytes) bytes = gesso_wire_read_input (name);

  gesso_request_add_input (request, role, bytes, NULL, 0, 0);
}

void
gesso_trial_set (GessoRequest *request,
                 const char   *name,
                 GVariant     *value)
{
  gesso_parameters_set (gesso_request_get_parameters (request), name, value);
}

void
gesso_trial_set_text (GessoProvider *provider,
                      GessoRequest  *request,
                      const char    *name,
                      const char    *text)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (provider, request);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (model);
  gesso_parameters_set_text (gesso_request_get_parameters (request), model->parameters, name, text, &error);
  g_assert_no_error (error);
}

GessoStep *
gesso_trial_start (GessoProvider *provider,
                   GessoRequest  *request,
                   JsonObject    *state)
{
  GessoStep *step = gesso_provider_next (provider, request, state, NULL);

  if (step->kind == GESSO_STEP_FAILED)
    g_assert_no_error (step->error);
  g_assert_cmpint (step->kind, ==, GESSO_STEP_SEND);
  g_assert_true (gesso_http_request_get_costs (step->http));
  return step;
}

GessoHttpAnswer *
gesso_trial_make_answer (guint       status,
                         const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return gesso_http_answer_new (status, NULL, bytes);
}

JsonObject *
gesso_trial_make_state (const char *json)
{
  JsonObject *state = gesso_json_parse_object (json, -1, NULL);

  g_assert_nonnull (state);
  return state;
}

char *
gesso_trial_dup_body (GessoHttpRequest *http)
{
  g_autofree char *type = NULL;
  g_autoptr (GBytes) body = gesso_http_request_dup_body (http, &type);

  return body != NULL ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)) : g_strdup ("");
}

gboolean
gesso_trial_has_body (GessoHttpRequest *http,
                      const char       *json)
{
  g_autofree char *text = gesso_trial_dup_body (http);
  g_autoptr (JsonNode) expected = json_from_string (json, NULL), actual = json_from_string (text, NULL);

  g_test_message ("%s", text);
  return json_node_equal (expected, actual);
}

GessoStep *
gesso_trial_restart (GType         type,
                     GessoRequest *request,
                     JsonObject   *state)
{
  g_autoptr (GessoProvider) provider = g_object_new (type, NULL);
  g_autofree char *saved = gesso_json_to_text (state);
  g_autoptr (JsonObject) loaded = gesso_trial_make_state (saved);

  return gesso_provider_next (provider, request, loaded, NULL);
}
