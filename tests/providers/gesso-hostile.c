/* gesso-hostile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-hostile.h"
#include "gesso-json.h"

typedef void (*TextFunc) (const char *text, gsize length, gpointer user_data);

typedef struct
{
  GessoProvider *provider;
  GessoRequest *request;
  JsonObject *state;
  const char *event;
  guint status;
} Run;

/* What a member is replaced by. */
static const char *const values[] = {
  "null", "true", "-1", "0", "1e308", "-9223372036854775808", "99999999999999999999999999", "\"\"", "\"x\"",
  "\"\\u0000\\ud800\"", "\"file:///etc/passwd\"", "[]", "{}", "[[[]]]", "[null]", "[{}]", "{\"a\":{\"b\":[1]}}",
};

static const char *const bodies[] = {
  "", " ", "null", "true", "7", "\"words\"", "[]", "{}", "[{}]", "{", "{\"data\":[{\"b64_json\":\"iVBO",
  "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "<?xml version=\"1.0\"?><Error/>", "upstream connect error",
  "{\"error\":null}", "{\"error\":7}", "{\"error\":[]}", "{\"error\":{}}", "{\"error\":{\"message\":7,\"code\":[],\"type\":{}}}",
  "{\"error\":\"no\"}", "{\"data\":7}", "{\"data\":[]}", "{\"data\":{}}", "\xff\xfe{}", "{\"a\":\"\xc3\x28\"}",
};

static const guint statuses[] = { 200, 201, 204, 206, 301, 304, 400, 401, 402, 403, 404, 408, 409, 413, 418, 422, 429, 451,
                                  500, 502, 503, 504, 529, 599, 999 };

static JsonObject *
copy_object (JsonObject *object)
{
  g_autofree char *text = gesso_json_to_text (object);

  return gesso_json_parse_object (text, -1, NULL);
}

/* Replaces node number *@left below @node, counted from 0; FALSE while it lies further on. */
static gboolean
replace_node (JsonNode   *node,
              guint      *left,
              const char *value)
{
  g_autoptr (GList) members = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_members (json_node_get_object (node)) : NULL;
  guint length = JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *object = json_node_get_object (node);

      if ((*left)-- == 0)
        {
          if (value == NULL)
            json_object_remove_member (object, l->data);
          else
            json_object_set_string_member (object, l->data, value);
          return TRUE;
        }
      if (replace_node (json_object_get_member (object, l->data), left, value))
        return TRUE;
    }
  for (guint i = 0; i < length; i++)
    if (replace_node (json_array_get_element (json_node_get_array (node), i), left, value))
      return TRUE;
  return FALSE;
}

/* A number that json-glib could not hold is written in by its text. */
static char *
make_mutant (const char *good,
             guint       index,
             const char *value)
{
  g_autoptr (JsonNode) root = json_from_string (good, NULL);
  g_autofree char *text = NULL;
  GString *mutant;

  if (!replace_node (root, &index, value != NULL ? "@@hole@@" : NULL))
    return NULL;
  text = json_to_string (root, FALSE);
  mutant = g_string_new (text);
  if (value != NULL)
    g_string_replace (mutant, "\"@@hole@@\"", value, 1);
  return g_string_free (mutant, FALSE);
}

static void
for_each_mutant (const char *good,
                 TextFunc    func,
                 gpointer    user_data)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *without = make_mutant (good, i, NULL);

      if (without == NULL)
        break;
      func (without, strlen (without), user_data);
      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        {
          g_autofree char *mutant = make_mutant (good, i, values[v]);

          func (mutant, strlen (mutant), user_data);
        }
    }
  for (gsize length = 0; length < strlen (good); length += MAX (strlen (good) / 40, 1))
    func (good, length, user_data);
}

static void
check_step (GessoStep *step,
            guint      status)
{
  switch (step->kind)
    {
    case GESSO_STEP_FINISHED:
      g_assert_cmpuint (gesso_result_get_n_images (step->result), >, 0);
      g_assert_true (status >= 200 && status < 300);
      break;
    case GESSO_STEP_FAILED:
      g_assert_true (step->error->domain == GESSO_ERROR);
      g_assert_cmpuint (strlen (step->error->message), >, 20);
      g_assert_true (g_utf8_validate (step->error->message, -1, NULL));
      break;
    case GESSO_STEP_SEND:
    case GESSO_STEP_WAIT:
      g_assert_false (gesso_http_request_get_costs (step->http));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
answer_with (const char *text,
             gsize       length,
             gpointer    user_data)
{
  Run *run = user_data;
  g_autoptr (GBytes) body = g_bytes_new (text, length);
  g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (run->status, NULL, body);
  g_autoptr (JsonObject) state = copy_object (run->state);
  g_autoptr (GError) error = gesso_provider_classify (run->provider, answer);
  g_autoptr (GessoStep) step = gesso_provider_next (run->provider, run->request, state, answer);

  if (error != NULL)
    g_assert_true (error->domain == GESSO_ERROR);
  if (run->status >= 300)
    g_assert_nonnull (error);
  check_step (step, run->status);
}

static void
fail_with (const char *text,
           gsize       length,
           gpointer    user_data)
{
  Run *run = user_data;
  g_autoptr (GBytes) body = g_bytes_new (text, length);
  g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (run->status, NULL, body);
  g_autoptr (JsonObject) state = copy_object (run->state);
  g_autoptr (GessoStep) step = gesso_provider_next (run->provider, run->request, state, answer);

  g_assert_cmpint (step->kind, ==, GESSO_STEP_FAILED);
  check_step (step, run->status);
  if (run->status < 300)
    g_assert_error (step->error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

void
gesso_hostile_check_answers (GessoProvider *provider,
                             GessoRequest  *request,
                             JsonObject    *state,
                             const char    *good)
{
  Run run = { .provider = provider, .request = request, .state = state };
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *deep_object = g_strdup_printf ("{\"data\":%s", deep);

  for (guint s = 0; s < G_N_ELEMENTS (statuses); s++)
    {
      run.status = statuses[s];
      for (guint b = 0; b < G_N_ELEMENTS (bodies); b++)
        fail_with (bodies[b], strlen (bodies[b]), &run);
      fail_with (deep_object, strlen (deep_object), &run);
      if (run.status >= 300)
        fail_with (good, strlen (good), &run);
    }
  run.status = 200;
  for_each_mutant (good, answer_with, &run);
}

static void
tell_event (const char *text,
            gsize       length,
            gpointer    user_data)
{
  Run *run = user_data;
  g_autoptr (JsonObject) state = copy_object (run->state);
  g_autoptr (GessoHttpAnswer) end = gesso_http_answer_new (200, NULL, NULL);
  g_autoptr (GessoStep) step = NULL;
  g_auto (GessoStreamEvent) out = { 0 };
  g_autofree char *copy = g_strndup (text, length);

  gesso_provider_event (run->provider, run->request, state, run->event, copy, length, &out);
  g_assert_true (out.fraction <= 1);
  step = gesso_provider_next (run->provider, run->request, state, end);
  check_step (step, 200);
}

void
gesso_hostile_check_events (GessoProvider *provider,
                            GessoRequest  *request,
                            JsonObject    *state,
                            const char    *event,
                            const char    *good)
{
  Run run = { .provider = provider, .request = request, .state = state, .event = event };

  for (guint b = 0; b < G_N_ELEMENTS (bodies); b++)
    tell_event (bodies[b], strlen (bodies[b]), &run);
  for_each_mutant (good, tell_event, &run);
}
