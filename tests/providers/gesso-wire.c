/* gesso-wire.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-sse.h"
#include "gesso-test.h"
#include "gesso-wire-private.h"

#define MAX_STEPS 64

typedef struct
{
  GessoWire *wire;
  GessoProvider *provider;
  GessoRequest *request;
  JsonObject *state;
  guint next; /* the exchange that should come now */
} Run;

static GPtrArray *rows;

static char *
fill_strings (const char *text)
{
  g_autofree char *filled = gesso_wire_fill (text);
  GString *plain = g_string_new (filled);

  /* A changing value that the answer gives is the same wherever it comes back. */
  g_string_replace (plain, "{{epoch-ms}}", "1790000000000", 0);
  g_string_replace (plain, "{{uuid}}", "00000000-0000-4000-8000-00000000abcd", 0);
  return g_string_free (plain, FALSE);
}

GBytes *
gesso_wire_read_input (const char *name)
{
  g_autofree char *path = g_build_filename ("wire", "inputs", name, NULL);

  return gesso_test_read_fixture (path);
}

GessoWire *
gesso_wire_new (const char *name)
{
  GessoWire *self = g_new0 (GessoWire, 1);
  g_autofree char *path = g_strdup_printf ("wire/%s.json", name);
  g_autoptr (GBytes) bytes = gesso_test_read_fixture (path);
  g_autoptr (GError) error = NULL;

  self->name = g_strdup (name);
  self->root = gesso_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  self->exchanges = gesso_json_get_array (self->root, "exchanges");
  g_assert_nonnull (self->exchanges);
  self->allowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->why = g_string_new (NULL);
  return self;
}

void
gesso_wire_free (GessoWire *self)
{
  g_free (self->name);
  json_object_unref (self->root);
  g_hash_table_unref (self->allowed);
  g_string_free (self->why, TRUE);
  g_free (self);
}

void
gesso_wire_allow (GessoWire  *self,
                  const char *path)
{
  g_hash_table_add (self->allowed, g_strdup (path));
}

guint
gesso_wire_get_length (GessoWire *self)
{
  return json_array_get_length (self->exchanges);
}

static JsonObject *
get_request (GessoWire *self,
             guint      index)
{
  return gesso_json_get_object (gesso_json_array_get_object (self->exchanges, index), "request");
}

static JsonObject *
get_response (GessoWire *self,
              guint      index)
{
  return gesso_json_get_object (gesso_json_array_get_object (self->exchanges, index), "response");
}

static gboolean
is_equal (GessoWire        *self,
          guint             index,
          GessoHttpRequest *http)
{
  g_autoptr (GString) why = g_string_new (NULL);

  if (index < gesso_wire_get_length (self))
    gesso_wire_compare (self, get_request (self, index), http, why);
  return index < gesso_wire_get_length (self) && why->len == 0;
}

gboolean
gesso_wire_check (GessoWire        *self,
                  guint             index,
                  GessoHttpRequest *http)
{
  g_autoptr (GString) why = g_string_new (NULL);

  if (index < gesso_wire_get_length (self))
    gesso_wire_compare (self, get_request (self, index), http, why);
  else
    g_string_printf (why, "%s %s comes after the end of the recording", gesso_http_request_get_method (http),
                     gesso_http_request_get_url (http));
  if (why->len > 0)
    g_string_append_printf (self->why, "%s[%u] %s", self->why->len > 0 ? "; " : "", index, why->str);
  return why->len == 0;
}

static GBytes *
dup_body (JsonObject *response)
{
  JsonNode *node = json_object_get_member (response, "body");
  const char *kind = gesso_json_get_string (response, "kind");
  g_autofree char *text = NULL;
  char *filled;

  if (g_strcmp0 (kind, "binary") == 0)
    return gesso_wire_read_input (gesso_json_get_string (json_node_get_object (node), "file"));
  if (g_strcmp0 (kind, "json") != 0 || node == NULL)
    return g_bytes_new (NULL, 0);
  text = json_to_string (node, FALSE);
  filled = fill_strings (text);
  return g_bytes_new_take (filled, strlen (filled));
}

GessoHttpAnswer *
gesso_wire_dup_answer (GessoWire *self,
                       guint      index)
{
  JsonObject *response = get_response (self, index), *headers = gesso_json_get_object (response, "headers");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = dup_body (response);
  g_autoptr (GList) names = headers != NULL ? json_object_get_members (headers) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_ptr_array_add (list, g_strdup (l->data));
      g_ptr_array_add (list, fill_strings (gesso_json_get_string (headers, l->data)));
    }
  g_ptr_array_add (list, NULL);
  return gesso_http_answer_new ((guint) gesso_json_get_int (response, "status", 0),
                                (const char *const *) list->pdata, body);
}

static void
event_cb (const char *event,
          const char *data,
          gsize       length,
          gpointer    user_data)
{
  Run *run = user_data;
  g_auto (GessoStreamEvent) out = { 0 };

  gesso_provider_event (run->provider, run->request, run->state, event, data, length, &out);
}

/* The recorded events, as bytes through the reader that the client uses too. */
static void
play_events (Run  *run,
             guint index)
{
  JsonArray *events = gesso_json_get_array (get_response (run->wire, index), "events");
  g_autoptr (GessoSse) sse = gesso_sse_new (64 * 1024 * 1024, event_cb, run);

  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);
      JsonNode *data = json_object_get_member (event, "data");
      const char *name = gesso_json_get_string (event, "event");
      g_autofree char *text = data != NULL && JSON_NODE_HOLDS_VALUE (data) ? g_strdup (json_node_get_string (data))
                                                                            : json_to_string (data, FALSE);
      g_autofree char *filled = fill_strings (text);
      g_autofree char *lines = name != NULL ? g_strdup_printf ("event: %s\ndata: %s\n\n", name, filled)
                                            : g_strdup_printf ("data: %s\n\n", filled);

      g_assert_true (gesso_sse_push (sse, lines, strlen (lines), NULL));
    }
  g_assert_true (gesso_sse_finish (sse));
}

/* The exchange that @http is: the next one; or, as the number of looks at a
 * task is free, the last one again, or the first one behind the last's repeats. */
static guint
find_exchange (Run              *run,
               GessoHttpRequest *http)
{
  guint index = run->next;

  if (is_equal (run->wire, index, http))
    return index;
  if (index > 0 && is_equal (run->wire, index - 1, http))
    return index - 1;
  while (index > 0 && index < gesso_wire_get_length (run->wire) &&
         g_strcmp0 (gesso_json_get_string (get_request (run->wire, index), "path"),
                    gesso_json_get_string (get_request (run->wire, index - 1), "path")) == 0)
    if (is_equal (run->wire, ++index, http))
      return index;
  return run->next;
}

static GessoHttpAnswer *
exchange (Run              *run,
          GessoHttpRequest *http)
{
  guint index = find_exchange (run, http);

  gesso_wire_check (run->wire, index, http);
  if (index >= gesso_wire_get_length (run->wire))
    return NULL;
  run->next = index + 1;
  if (gesso_http_request_get_streams (http))
    play_events (run, index);
  return gesso_wire_dup_answer (run->wire, index);
}

/* What is left must be the downloads of the result, none with a key. */
static void
check_downloads (Run         *run,
                 GessoResult *result)
{
  for (guint i = 0; i < gesso_result_get_n_images (result); i++)
    {
      const char *url = gesso_result_get_image (result, i)->url;
      g_autoptr (GessoHttpRequest) http = url != NULL ? gesso_http_request_new ("GET", url) : NULL;

      if (http != NULL && run->next < gesso_wire_get_length (run->wire))
        gesso_wire_check (run->wire, run->next++, http);
    }
  for (guint i = run->next; i < gesso_wire_get_length (run->wire); i++)
    g_string_append_printf (run->wire->why, "%s[%u] %s %s was not sent", run->wire->why->len > 0 ? "; " : "", i,
                            gesso_json_get_string (get_request (run->wire, i), "method"),
                            gesso_json_get_string (get_request (run->wire, i), "path"));
}

GessoResult *
gesso_wire_run (GessoWire     *self,
                GessoProvider *provider,
                GessoRequest  *request,
                GError       **error)
{
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoHttpAnswer) answer = NULL;
  Run run = { .wire = self, .provider = provider, .request = request, .state = state };

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, answer);

      g_clear_pointer (&answer, gesso_http_answer_unref);
      switch (step->kind)
        {
        case GESSO_STEP_SEND:
        case GESSO_STEP_WAIT:
          if ((answer = exchange (&run, step->http)) != NULL)
            continue;
          break;
        case GESSO_STEP_FINISHED:
          check_downloads (&run, step->result);
          return g_object_ref (step->result);
        case GESSO_STEP_FAILED:
          g_string_append_printf (self->why, "%sfailed: %s", self->why->len > 0 ? "; " : "", step->error->message);
          g_propagate_error (error, g_error_copy (step->error));
          return NULL;
        default:
          g_string_append (self->why, "not a step for the network");
          break;
        }
      break;
    }
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_INTERNAL, "The run did not end with the recording.");
  return NULL;
}

gboolean
gesso_wire_report (GessoWire *self)
{
  gboolean equal = self->why->len == 0;

  if (rows == NULL)
    rows = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (rows, g_strdup_printf ("%-48s %s%s", self->name, equal ? "equal" : "DIFFERS: ", self->why->str));
  return equal;
}

void
gesso_wire_print (void)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_print ("# %s\n", (const char *) g_ptr_array_index (rows, i));
  g_clear_pointer (&rows, g_ptr_array_unref);
}
