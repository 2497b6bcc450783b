/* gesso-test-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "gesso-test-server.h"

typedef struct
{
  GessoTestHandler handler;
  gpointer user_data;

  guint status;
  char *content_type;
  GBytes *body;
  char *header;
  char *value;
} Route;

struct _GessoTestServer
{
  GThread *worker;
  GMainContext *context;
  GMainLoop *loop;
  GTlsCertificate *certificate;
  SoupServer *server; /* the worker's */
  guint port;

  GMutex mutex; /* for all below */
  GCond ready;
  clockid_t clock;
  GHashTable *routes;      /* path → Route */
  GHashTable *counts;      /* path → number */
  GHashTable *connections; /* remote address → nothing */
  GString *log;
};

static void
route_free (gpointer data)
{
  Route *route = data;

  g_free (route->content_type);
  g_clear_pointer (&route->body, g_bytes_unref);
  g_free (route->header);
  g_free (route->value);
  g_free (route);
}

static void
record (GessoTestServer   *self,
        SoupServerMessage *message,
        const char        *path)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  SoupMessageHeadersIter iter;
  const char *name, *value;
  GSocketAddress *peer = soup_server_message_get_remote_address (message);

  g_hash_table_insert (self->counts, g_strdup (path),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path)) + 1));
  g_hash_table_add (self->connections, g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (peer)));
  g_string_append_printf (self->log, "%s %s HTTP/%d\n", soup_server_message_get_method (message), uri,
                          soup_server_message_get_http_version (message) == SOUP_HTTP_2_0 ? 2 : 1);
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (self->log, "%s: %s\n", name, value);
  if (body->length > 0)
    g_string_append_len (self->log, body->data, body->length);
  g_string_append_c (self->log, '\n');
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  GessoTestServer *self = user_data;
  const Route *route;

  g_mutex_lock (&self->mutex);
  record (self, message, path);
  route = g_hash_table_lookup (self->routes, path);
  if (route == NULL)
    route = g_hash_table_lookup (self->routes, "*");
  g_mutex_unlock (&self->mutex);
  if (route == NULL)
    soup_server_message_set_status (message, 404, NULL);
  else if (route->handler != NULL)
    route->handler (message, route->user_data);
  else
    {
      gsize size;
      const char *data = g_bytes_get_data (route->body, &size);

      soup_server_message_set_status (message, route->status, NULL);
      soup_server_message_set_response (message, route->content_type, SOUP_MEMORY_COPY, data, size);
      if (route->header != NULL)
        soup_message_headers_append (soup_server_message_get_response_headers (message), route->header, route->value);
    }
}

static gpointer
work (gpointer data)
{
  GessoTestServer *self = data;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("tls-certificate", self->certificate, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY | (self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  g_mutex_lock (&self->mutex);
  self->port = g_uri_get_port (uris->data);
  pthread_getcpuclockid (pthread_self (), &self->clock);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

GessoTestServer *
gesso_test_server_new (GTlsCertificate *certificate)
{
  GessoTestServer *self = g_new0 (GessoTestServer, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->ready);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->routes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, route_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->connections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->log = g_string_new (NULL);
  g_mutex_lock (&self->mutex);
  self->worker = g_thread_new ("test-server", work, self);
  while (self->port == 0)
    g_cond_wait (&self->ready, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
gesso_test_server_free (GessoTestServer *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->worker);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_clear_object (&self->certificate);
  g_hash_table_unref (self->routes);
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->connections);
  g_string_free (self->log, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ready);
  g_free (self);
}

static void
add_route (GessoTestServer *self,
           const char      *path,
           Route           *route)
{
  g_mutex_lock (&self->mutex);
  /* Never replaced: the worker may be using it. */
  g_assert_false (g_hash_table_contains (self->routes, path));
  g_hash_table_insert (self->routes, g_strdup (path), route);
  g_mutex_unlock (&self->mutex);
}

void
gesso_test_server_add (GessoTestServer *self,
                       const char      *path,
                       GessoTestHandler handler,
                       gpointer         user_data)
{
  Route *route = g_new0 (Route, 1);

  route->handler = handler;
  route->user_data = user_data;
  add_route (self, path, route);
}

void
gesso_test_server_add_reply (GessoTestServer *self,
                             const char      *path,
                             guint            status,
                             const char      *content_type,
                             const char      *body,
                             gssize           length,
                             const char      *header,
                             const char      *value)
{
  Route *route = g_new0 (Route, 1);

  route->status = status;
  route->content_type = g_strdup (content_type != NULL ? content_type : "text/plain");
  route->body = g_bytes_new (body, body == NULL ? 0 : length < 0 ? strlen (body) : (gsize) length);
  route->header = g_strdup (header);
  route->value = g_strdup (value);
  add_route (self, path, route);
}

guint
gesso_test_server_get_port (GessoTestServer *self)
{
  return self->port;
}

char *
gesso_test_server_dup_url (GessoTestServer *self,
                           const char      *path)
{
  return g_strdup_printf ("%s:%u%s", self->certificate != NULL ? "https://localhost" : "http://127.0.0.1", self->port,
                          path);
}

guint
gesso_test_server_count (GessoTestServer *self,
                         const char      *path)
{
  guint count = 0;
  GHashTableIter iter;
  gpointer key, value;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (path == NULL || g_str_equal (path, key))
      count += GPOINTER_TO_UINT (value);
  g_mutex_unlock (&self->mutex);
  return count;
}

guint
gesso_test_server_count_connections (GessoTestServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = g_hash_table_size (self->connections);
  g_mutex_unlock (&self->mutex);
  return count;
}

double
gesso_test_server_get_cpu (GessoTestServer *self)
{
  struct timespec used = { 0 };

  clock_gettime (self->clock, &used);
  return used.tv_sec + used.tv_nsec / 1e9;
}

char *
gesso_test_server_dup_log (GessoTestServer *self)
{
  char *log;

  g_mutex_lock (&self->mutex);
  log = g_strdup (self->log->str);
  g_mutex_unlock (&self->mutex);
  return log;
}

void
gesso_test_server_clear_log (GessoTestServer *self)
{
  g_mutex_lock (&self->mutex);
  g_string_truncate (self->log, 0);
  g_mutex_unlock (&self->mutex);
}
