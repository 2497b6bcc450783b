/* stand-in-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-json.h"
#include "gesso-test-server.h"
#include "stand-in-server.h"

#define BREAK_MS 20

typedef struct
{
  char *what;
  guint status;
  GBytes *body; /* (nullable) */
  char *header;
} Script;

typedef struct
{
  char *job;
  guint looks;
  guint count;
} Task;

struct _StandInServer
{
  GessoTestServer *server; /* (owned) */
  GBytes *picture;
  guint port;

  GMutex mutex; /* for all below */
  GPtrArray *scripts; /* of Script */
  GHashTable *refused; /* key to Script */
  GHashTable *tasks;   /* id to Task */
  GHashTable *jobs;    /* name to how many came */
  GHashTable *told;    /* names whose task's answer went out */
  GPtrArray *requests; /* "POST /submit", each once */
  GPtrArray *keyed;    /* the same of those with a credential */
  guint looks;
  guint serial;
  gboolean breaks;
};

static void
free_script (gpointer data)
{
  Script *script = data;

  g_free (script->what);
  g_clear_pointer (&script->body, g_bytes_unref);
  g_free (script->header);
  g_free (script);
}

static void
free_task (gpointer data)
{
  Task *task = data;

  g_free (task->job);
  g_free (task);
}

static void
reply (SoupServerMessage *message,
       guint              status,
       const char        *body,
       const char        *header)
{
  g_auto (GStrv) parts = header != NULL ? g_strsplit (header, ": ", 2) : NULL;

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, body != NULL && *body == '<' ? "text/html" : "application/json",
                                    SOUP_MEMORY_COPY, body != NULL ? body : "", body != NULL ? strlen (body) : 0);
  if (parts != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), parts[0], parts[1]);
}

static void
play (SoupServerMessage *message,
      const Script      *script)
{
  gsize length = 0;
  const char *body = script->body != NULL ? g_bytes_get_data (script->body, &length) : NULL;

  reply (message, script->status, NULL, script->header);
  soup_server_message_set_response (message, length > 0 && *body == '<' ? "text/html" : "application/json",
                                    SOUP_MEMORY_COPY, length > 0 ? body : "", length);
}

static gboolean
close_cb (gpointer user_data)
{
  g_io_stream_close (user_data, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* Not before the client has begun to wait, as over a network: libsoup falls over
 * an end that it sees in the same turn of its loop in which it sent (3.2 to 3.6). */
static void
break_connection (SoupServerMessage *message)
{
  g_autoptr (GSource) source = g_timeout_source_new (BREAK_MS);

  g_source_set_callback (source, close_cb, soup_server_message_steal_connection (message), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* Takes the first script for @what, if any. */
static Script *
take_script (StandInServer *self,
             const char    *what)
{
  for (guint i = 0; i < self->scripts->len; i++)
    {
      Script *script = g_ptr_array_index (self->scripts, i);

      if (g_str_has_prefix (what, script->what))
        return g_ptr_array_steal_index (self->scripts, i);
    }
  return NULL;
}

static JsonObject *
read_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  return gesso_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
}

static char *
list_pictures (StandInServer *self,
               guint          count,
               gboolean       inside)
{
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (self->picture, NULL), g_bytes_get_size (self->picture));
  g_autoptr (GString) list = g_string_new ("{\"id\":\"vendor-1\",\"status\":\"done\",\"images\":[");

  for (guint i = 0; i < count; i++)
    if (inside)
      g_string_append_printf (list, "%s{\"b64_json\":\"%s\"}", i > 0 ? "," : "", base64);
    else
      g_string_append_printf (list, "%s{\"url\":\"http://127.0.0.1:%u/files/%u.png\",\"seed\":%u}", i > 0 ? "," : "",
                              self->port, i, i);
  g_string_append (list, "]}");
  return g_strdup (list->str);
}

/* Promises all of @text and breaks off within its last picture. */
static void
break_stream (SoupServerMessage *message,
              const char        *text)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  gsize length = strlen (text);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", length);
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (output, text, length - 20, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
stream_pictures (StandInServer     *self,
                 SoupServerMessage *message)
{
  g_autofree char *list = list_pictures (self, 1, TRUE);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (self->picture, NULL), g_bytes_get_size (self->picture));
  g_autofree char *text = g_strdup_printf ("data: {\"fraction\":0.5,\"preview\":\"%s\"}\n\ndata: %s\n\n", base64, list);

  if (self->breaks)
    {
      self->breaks = FALSE;
      break_stream (message, text);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/event-stream", SOUP_MEMORY_COPY, text, strlen (text));
}

static void
take_job (StandInServer     *self,
          SoupServerMessage *message,
          JsonObject        *object)
{
  const char *job = gesso_json_get_string (object, "job"), *model = gesso_json_get_string (object, "model");
  guint count = (guint) gesso_json_get_int (object, "count", 1);
  g_autofree char *id = g_strdup_printf ("t%u", ++self->serial), *body = NULL;
  Task *task = g_new0 (Task, 1);

  task->job = g_strdup (job);
  task->count = count;
  g_hash_table_insert (self->tasks, g_strdup (id), task);
  if (g_strcmp0 (model, "stream") == 0)
    {
      stream_pictures (self, message);
      return;
    }
  if (self->breaks)
    {
      self->breaks = FALSE;
      break_connection (message);
      return;
    }
  body = g_strcmp0 (model, "now") == 0 ? list_pictures (self, count, TRUE)
                                       : g_strdup_printf ("{\"task\":\"%s\"}", id);
  reply (message, 200, body, NULL);
}

static void
look_at_task (StandInServer     *self,
              SoupServerMessage *message,
              const char        *id)
{
  Task *task = g_hash_table_lookup (self->tasks, id);
  g_autofree char *body = NULL;

  if (task == NULL)
    {
      reply (message, 404, "{\"error\":\"no such task\"}", NULL);
      return;
    }
  g_hash_table_add (self->told, g_strdup (task->job));
  if (self->looks == G_MAXUINT || task->looks++ < self->looks)
    body = g_strdup ("{\"status\":\"running\"}");
  else
    body = list_pictures (self, task->count, FALSE);
  reply (message, 200, body, NULL);
}

static void
serve (StandInServer     *self,
       SoupServerMessage *message,
       const char        *what,
       JsonObject        *object)
{
  gsize length;
  const char *picture = g_bytes_get_data (self->picture, &length);

  if (g_str_equal (what, "POST /submit") && object != NULL)
    take_job (self, message, object);
  else if (g_str_has_prefix (what, "GET /tasks/"))
    look_at_task (self, message, what + strlen ("GET /tasks/"));
  else if (g_str_has_prefix (what, "GET /files/"))
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, picture, length);
    }
  else
    reply (message, g_str_has_prefix (what, "PUT ") ? 200 : 404, "{}", NULL);
}

static void
request_cb (SoupServerMessage *message,
            gpointer           user_data)
{
  StandInServer *self = user_data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char *auth = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  char *what = g_strdup_printf ("%s %s", soup_server_message_get_method (message), path);
  g_autoptr (JsonObject) object = NULL;
  const Script *refusal;
  Script *script;

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->requests, what);
  if (auth != NULL)
    g_ptr_array_add (self->keyed, g_strdup (what));
  if (g_str_equal (what, "POST /submit") && (object = read_body (message)) != NULL)
    {
      const char *job = gesso_json_get_string (object, "job");

      g_hash_table_insert (self->jobs, g_strdup (job),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->jobs, job)) + 1));
    }
  refusal = auth != NULL && g_str_has_prefix (auth, "Bearer ") ? g_hash_table_lookup (self->refused, auth + 7) : NULL;
  script = refusal == NULL ? take_script (self, what) : NULL;
  if (refusal != NULL)
    play (message, refusal);
  else if (script != NULL && script->status == 0)
    break_connection (message);
  else if (script != NULL)
    play (message, script);
  else
    serve (self, message, what, object);
  g_clear_pointer (&script, free_script);
  g_mutex_unlock (&self->mutex);
}

static GBytes *
make_picture (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (16, 16, 3, NULL);

  for (guint y = 0; y < 16; y++)
    memset (gesso_image_edit_row (image, y), (int) (16 * y), 48);
  return gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, NULL);
}

StandInServer *
stand_in_server_new (void)
{
  StandInServer *self = g_new0 (StandInServer, 1);

  g_mutex_init (&self->mutex);
  self->picture = make_picture ();
  self->scripts = g_ptr_array_new_with_free_func (free_script);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_script);
  self->tasks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_task);
  self->jobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->keyed = g_ptr_array_new_with_free_func (g_free);
  self->looks = 1;
  self->server = gesso_test_server_new (NULL);
  self->port = gesso_test_server_get_port (self->server);
  gesso_test_server_add (self->server, "*", request_cb, self);
  return self;
}

void
stand_in_server_free (StandInServer *self)
{
  gesso_test_server_free (self->server);
  g_bytes_unref (self->picture);
  g_ptr_array_unref (self->scripts);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->tasks);
  g_hash_table_unref (self->jobs);
  g_hash_table_unref (self->told);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->keyed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

guint
stand_in_server_get_port (StandInServer *self)
{
  return self->port;
}

void
stand_in_server_set_looks (StandInServer *self,
                           guint          looks)
{
  g_mutex_lock (&self->mutex);
  self->looks = looks;
  g_mutex_unlock (&self->mutex);
}

static Script *
new_script (const char *what,
            guint       status,
            GBytes     *body,
            const char *header)
{
  Script *script = g_new0 (Script, 1);

  script->what = g_strdup (what);
  script->status = status;
  script->body = body != NULL ? g_bytes_ref (body) : NULL;
  script->header = g_strdup (header);
  return script;
}

void
stand_in_server_script (StandInServer *self,
                        const char    *what,
                        guint          status,
                        const char    *body,
                        const char    *header)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  stand_in_server_script_bytes (self, what, status, bytes, header);
}

void
stand_in_server_script_bytes (StandInServer *self,
                              const char    *what,
                              guint          status,
                              GBytes        *body,
                              const char    *header)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->scripts, new_script (what, status, body, header));
  g_mutex_unlock (&self->mutex);
}

void
stand_in_server_refuse (StandInServer *self,
                        const char    *key,
                        guint          status,
                        const char    *header)
{
  g_autofree char *text = g_strdup_printf ("{\"error\":{\"message\":\"not with %s\"}}", key);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  g_mutex_lock (&self->mutex);
  if (status == 0)
    g_hash_table_remove (self->refused, key);
  else
    g_hash_table_insert (self->refused, g_strdup (key), new_script ("", status, body, header));
  g_mutex_unlock (&self->mutex);
}

void
stand_in_server_break_next (StandInServer *self)
{
  g_mutex_lock (&self->mutex);
  self->breaks = TRUE;
  g_mutex_unlock (&self->mutex);
}

static guint
count_prefix (StandInServer *self,
              GPtrArray     *list,
              const char    *what)
{
  guint n = 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < list->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (list, i), what);
  g_mutex_unlock (&self->mutex);
  return n;
}

guint
stand_in_server_count (StandInServer *self,
                       const char    *what)
{
  return count_prefix (self, self->requests, what);
}

guint
stand_in_server_count_job (StandInServer *self,
                           const char    *job)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->jobs, job));
  g_mutex_unlock (&self->mutex);
  return n;
}

gboolean
stand_in_server_told_task (StandInServer *self,
                           const char    *job)
{
  gboolean told;

  g_mutex_lock (&self->mutex);
  told = g_hash_table_contains (self->told, job);
  g_mutex_unlock (&self->mutex);
  return told;
}

gboolean
stand_in_server_saw_key (StandInServer *self,
                         const char    *what)
{
  return count_prefix (self, self->keyed, what) > 0;
}

double
stand_in_server_get_cpu (StandInServer *self)
{
  return gesso_test_server_get_cpu (self->server);
}
