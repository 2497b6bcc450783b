/* gesso-http.c - sending, one state struct per call
 *
 * A call goes: check the address → send → (redirect → check …) → read → done.
 * Its timers cancel an own cancellable and leave the reason behind, so that
 * "too slow" and "cancelled by the artist" are told apart at the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-net"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "gesso-error.h"
#include "gesso-http.h"
#include "gesso-http-address.h"
#include "gesso-http-body.h"

#define MAX_REDIRECTS 5
#define READ_SIZE (64 * 1024)
#define DEFAULT_MAX_BYTES ((gsize) 64 * 1024 * 1024)
#define SSE_MAX_BYTES ((gsize) 48 * 1024 * 1024)

struct _GessoHttp
{
  GObject parent_instance;

  SoupSession *session; /* (owned) */
  GessoHttpTimeouts timeouts;
};

G_DEFINE_FINAL_TYPE (GessoHttp, gesso_http, G_TYPE_OBJECT)

/* One call, from the request to the answer. */
typedef struct
{
  /* input */
  GessoHttpRequest *request; /* (owned) */
  char *key;                 /* (owned) (nullable): wiped when freed */
  char **key_hosts;          /* (owned) (nullable) */
  gboolean local;
  GessoHttpTimeouts timeouts;

  /* in progress */
  SoupMessage *message;         /* (owned) (nullable) */
  GInputStream *stream;         /* (owned) (nullable) */
  GCancellable *own;            /* (owned): what the I/O obeys */
  GCancellable *artist;         /* (owned) (nullable) */
  gulong artist_handler;
  guint timer;
  guint total_timer;
  guint redirects;
  GessoError reason; /* why own was cancelled by us */
  const char *reason_text;
  GessoSse *sse; /* (owned) (nullable) */
  gint64 started;

  /* output */
  GessoHttpBody *body; /* (owned) */
  GessoHttpTrace trace;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_cancellable_disconnect (call->artist, call->artist_handler);
  g_clear_handle_id (&call->timer, g_source_remove);
  g_clear_handle_id (&call->total_timer, g_source_remove);
  gesso_http_request_unref (call->request);
  gesso_http_wipe (call->key);
  g_strfreev (call->key_hosts);
  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->message);
  g_clear_object (&call->stream);
  g_object_unref (call->own);
  g_clear_object (&call->artist);
  g_clear_pointer (&call->sse, gesso_sse_free);
  g_clear_pointer (&call->body, gesso_http_body_free);
  g_free (call);
}

static double
elapsed_ms (Call *call)
{
  return (g_get_monotonic_time () - call->started) / 1000.0;
}

static void
stop_call (Call       *call,
           GessoError  reason,
           const char *text)
{
  if (call->reason_text == NULL)
    {
      call->reason = reason;
      call->reason_text = text;
    }
  g_cancellable_cancel (call->own);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Call *call = user_data;

  call->timer = 0;
  stop_call (call, GESSO_ERROR_TIMEOUT, _("The service did not answer in time. Try again later."));
  return G_SOURCE_REMOVE;
}

static gboolean
total_timed_out_cb (gpointer user_data)
{
  Call *call = user_data;

  call->total_timer = 0;
  stop_call (call, GESSO_ERROR_TIMEOUT, _("The answer took too long and was given up. Try again later."));
  return G_SOURCE_REMOVE;
}

static void
restart_timer (Call *call,
               guint seconds)
{
  g_clear_handle_id (&call->timer, g_source_remove);
  call->timer = g_timeout_add_seconds (seconds, timed_out_cb, call);
}

static void
artist_cancelled_cb (GCancellable *artist,
                     gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/* Ends the task with the sentence that fits what went wrong. */
static void
return_failure (GTask  *task,
                GError *error)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;

  call->trace.total_ms = elapsed_ms (call);
  if (g_cancellable_is_cancelled (call->artist))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else if (call->reason_text != NULL)
    g_task_return_new_error (task, GESSO_ERROR, call->reason, "%s", call->reason_text);
  else if (error->domain == GESSO_ERROR)
    g_task_return_error (task, g_steal_pointer (&owned));
  else if (error->domain == G_TLS_ERROR)
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_NETWORK,
                             _("No safe connection could be made: the service’s certificate is not trusted. "
                               "Check the computer’s date and the network."));
  else if (error->domain == G_RESOLVER_ERROR)
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_NETWORK,
                             _("The service’s address could not be found. Check the network."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_TIMEOUT,
                             _("The service did not answer in time. Try again later."));
  else
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_NETWORK,
                             _("The connection to the service broke. Check the network and try again."));
}

static void send_message (GTask *task);

static void
return_answer (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  SoupMessageHeadersIter iter;
  const char *name, *value;

  bytes = gesso_http_body_finish (call->body, &error);
  if (bytes == NULL)
    {
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (call->message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_ptr_array_add (headers, (gpointer) name);
      g_ptr_array_add (headers, (gpointer) value);
    }
  g_ptr_array_add (headers, NULL);
  call->trace.total_ms = elapsed_ms (call);
  g_task_return_pointer (task,
                         gesso_http_answer_new (call->trace.status, (const char *const *) headers->pdata, bytes),
                         (GDestroyNotify) gesso_http_answer_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size = 0;
  const char *data;

  if (bytes == NULL)
    {
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  if (size == 0)
    {
      g_clear_handle_id (&call->timer, g_source_remove);
      if (call->sse != NULL && gesso_sse_is_cut (call->sse))
        g_set_error_literal (&error, GESSO_ERROR, GESSO_ERROR_NETWORK,
                             _("The connection to the service broke. Check the network and try again."));
      if (error != NULL)
        return_failure (task, g_steal_pointer (&error));
      else
        return_answer (task);
      return;
    }
  call->trace.received_bytes += size;
  restart_timer (call, call->timeouts.idle);
  if (!(call->sse != NULL ? gesso_sse_push (call->sse, data, size, &error)
                          : gesso_http_body_push (call->body, bytes, &error)))
    {
      g_cancellable_cancel (call->own);
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  g_input_stream_read_bytes_async (call->stream, READ_SIZE, G_PRIORITY_DEFAULT, call->own, read_cb,
                                   g_steal_pointer (&task));
}

/* The address a redirect leads to when it may be followed, else NULL and the answer stands as it is. */
static char *
dup_redirect (Call *call)
{
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (call->message), "Location");

  if (!SOUP_STATUS_IS_REDIRECTION (call->trace.status) || location == NULL ||
      g_strcmp0 (gesso_http_request_get_method (call->request), "GET") != 0)
    return NULL;
  return g_uri_resolve_relative (gesso_http_request_get_url (call->request), location, SOUP_HTTP_URI_FLAGS, NULL);
}

static void
follow_redirect (GTask *task,
                 char  *location)
{
  Call *call = g_task_get_task_data (task);
  g_autofree char *url = location;
  g_autoptr (GessoHttpRequest) request = NULL;

  if (++call->redirects > MAX_REDIRECTS)
    {
      return_failure (task, g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                                                 _("The service sends requests round in a circle. Try again later.")));
      return;
    }
  if (g_str_has_prefix (gesso_http_request_get_url (call->request), "https:") && !g_str_has_prefix (url, "https:"))
    {
      return_failure (task, g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                                                 _("The service led to an unsafe address, which was not followed.")));
      return;
    }
  /* Nothing of the first request goes along: neither key nor headers. */
  request = gesso_http_request_new ("GET", url);
  gesso_http_request_set_max_bytes (request, gesso_http_request_get_max_bytes (call->request));
  gesso_http_request_unref (call->request);
  call->request = g_steal_pointer (&request);
  g_clear_object (&call->stream);
  send_message (task);
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *location;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream == NULL)
    {
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  call->trace.status = soup_message_get_status (call->message);
  call->trace.first_byte_ms = elapsed_ms (call);
  restart_timer (call, call->timeouts.idle);
  location = dup_redirect (call);
  if (location != NULL)
    {
      follow_redirect (task, location);
      return;
    }
  /* An error is told in a body of its own, not as events. */
  if (!SOUP_STATUS_IS_SUCCESSFUL (call->trace.status))
    g_clear_pointer (&call->sse, gesso_sse_free);
  g_input_stream_read_bytes_async (call->stream, READ_SIZE, G_PRIORITY_DEFAULT, call->own, read_cb,
                                   g_steal_pointer (&task));
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Call *call = user_data;

  call->trace.maybe_arrived = TRUE;
  call->trace.queue_ms = elapsed_ms (call);
  restart_timer (call, call->timeouts.first_byte);
}

/* Before anything is sent: where the connection really leads. */
static void
network_event_cb (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *connection,
                  gpointer           user_data)
{
  Call *call = user_data;

  if (event == G_SOCKET_CLIENT_CONNECTED && !call->local && gesso_http_address_is_private (connection))
    stop_call (call, GESSO_ERROR_BAD_INPUT,
               _("The service led to an address inside your own network, which was not opened."));
}

static void
send_message (GTask *task)
{
  GessoHttp *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->message);
  call->message = gesso_http_address_make_message (call->request, call->key, (const char *const *) call->key_hosts,
                                                   call->local, &call->trace.sent_bytes, &error);
  if (call->message == NULL)
    {
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  g_signal_connect (call->message, "starting", G_CALLBACK (starting_cb), call);
  g_signal_connect (call->message, "network-event", G_CALLBACK (network_event_cb), call);
  restart_timer (call, call->timeouts.connect);
  soup_session_send_async (self->session, call->message, G_PRIORITY_DEFAULT, call->own, send_cb, g_object_ref (task));
}

static void
gesso_http_finalize (GObject *object)
{
  GessoHttp *self = GESSO_HTTP (object);

  soup_session_abort (self->session);
  g_object_unref (self->session);
  G_OBJECT_CLASS (gesso_http_parent_class)->finalize (object);
}

static void
gesso_http_class_init (GessoHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_http_finalize;
}

static void
gesso_http_init (GessoHttp *self)
{
  self->timeouts = (GessoHttpTimeouts) { 20, 180, 60, 900 };
  /* Cookies are never kept; a vendor knows the artist by the key alone. */
  self->session = soup_session_new_with_options ("user-agent", "Gesso/" GESSO_VERSION,
                                                 "max-conns", 64,
                                                 "max-conns-per-host", 16,
                                                 "timeout", 0,
                                                 "idle-timeout", 90, NULL);
}

GessoHttp *
gesso_http_new (void)
{
  return g_object_new (GESSO_TYPE_HTTP, NULL);
}

void
gesso_http_set_timeouts (GessoHttp               *self,
                         const GessoHttpTimeouts *timeouts)
{
  if (timeouts->connect > 0)
    self->timeouts.connect = timeouts->connect;
  if (timeouts->first_byte > 0)
    self->timeouts.first_byte = timeouts->first_byte;
  if (timeouts->idle > 0)
    self->timeouts.idle = timeouts->idle;
  if (timeouts->total > 0)
    self->timeouts.total = timeouts->total;
}

void
gesso_http_send_async (GessoHttp          *self,
                       GessoHttpRequest   *request,
                       const char         *key,
                       const char *const  *key_hosts,
                       gboolean            local,
                       GessoSseFunc        sse,
                       gpointer            sse_data,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Call *call = g_new0 (Call, 1);
  gsize max_bytes = gesso_http_request_get_max_bytes (request);

  g_task_set_source_tag (task, gesso_http_send_async);
  call->request = gesso_http_request_ref (request);
  call->key = g_strdup (key);
  call->key_hosts = g_strdupv ((char **) key_hosts);
  call->local = local;
  call->timeouts = self->timeouts;
  call->own = g_cancellable_new ();
  call->started = g_get_monotonic_time ();
  call->body = gesso_http_body_new (max_bytes > 0 ? max_bytes : DEFAULT_MAX_BYTES);
  if (sse != NULL)
    call->sse = gesso_sse_new (SSE_MAX_BYTES, sse, sse_data);
  g_task_set_task_data (task, call, call_free);
  if (cancellable != NULL)
    {
      call->artist = g_object_ref (cancellable);
      call->artist_handler = g_cancellable_connect (cancellable, G_CALLBACK (artist_cancelled_cb), call->own, NULL);
    }
  call->total_timer = g_timeout_add_seconds (call->timeouts.total, total_timed_out_cb, call);
  send_message (task);
}

GessoHttpAnswer *
gesso_http_send_finish (GessoHttp      *self,
                        GAsyncResult   *result,
                        GessoHttpTrace *trace,
                        GError        **error)
{
  Call *call = g_task_get_task_data (G_TASK (result));

  if (trace != NULL)
    *trace = call->trace;
  return g_task_propagate_pointer (G_TASK (result), error);
}
