/* gesso-http-call.c - sending, one state struct per call
 *
 * A call goes: check the address → send → (redirect → check …) → read → end.
 * Its timers cancel an own cancellable and leave the reason behind, so that
 * "too slow" and "cancelled by the artist" are told apart at the end.
 *
 * A cancelled call ends at once, whether or not libsoup lets go of it: over
 * HTTP/2 it does so only when something comes over the connection (seen in
 * 3.2.3). So what is given to libsoup is a ticket, a weak reference that is
 * worth nothing after the end, and the call keeps itself alive until then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-http-address.h"
#include "gesso-http-body.h"
#include "gesso-http-call.h"
#include "gesso-http-connection.h"
#include "gesso-http-failure.h"

#define MAX_REDIRECTS 5
#define READ_SIZE (64 * 1024)
#define DEFAULT_MAX_BYTES ((gsize) 64 * 1024 * 1024)
#define ERROR_MAX_BYTES ((gsize) 1024 * 1024)
#define SSE_MAX_BYTES ((gsize) 48 * 1024 * 1024)
#define SSE_TOTAL_BYTES ((gint64) 512 * 1024 * 1024)

typedef struct
{
  /* input */
  SoupSession *session;      /* (owned) */
  GessoHttpRequest *request; /* (owned) */
  char *key;                 /* (owned) (nullable): wiped when freed */
  char **key_hosts;          /* (owned) (nullable) */
  gboolean local;
  GessoHttpTimeouts timeouts;
  GessoHttpProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  GCancellable *artist; /* (owned) (nullable) */

  /* in progress */
  SoupMessage *message; /* (owned) (nullable) */
  GInputStream *stream; /* (owned) (nullable) */
  GTask *task;          /* (owned) (nullable): keeps itself until the end */
  GCancellable *own;    /* (owned): what the I/O obeys */
  GSource *watch;       /* (owned) (nullable): of own */
  gulong artist_handler;
  guint timer;
  guint total_timer;
  guint redirects;
  gint64 body_size;
  gint64 received_total;
  gboolean rerouted; /* the stand-in is on this machine */
  gboolean proxied;  /* the other end of the connection is a proxy */
  gboolean spilling; /* a worker has the body */
  gboolean started;  /* the service, not only a proxy, was reached */
  GessoError reason; /* why own was cancelled by us */
  char *reason_text; /* (owned) (nullable) */
  GessoSse *sse; /* (owned) (nullable) */
  gint64 began;

  /* output */
  GessoHttpBody *body; /* (owned) (nullable) */
  GessoHttpTrace trace;
} Call;

static void
forget_message (Call *call)
{
  g_clear_object (&call->stream);
  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->message);
}

static double
get_elapsed_ms (Call *call)
{
  return (g_get_monotonic_time () - call->began) / 1000.0;
}

static gpointer
make_ticket (GTask *task)
{
  GWeakRef *ticket = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ticket, task);
  return ticket;
}

/* Returns: (transfer full) (nullable): NULL when the call has ended meanwhile */
static GTask *
redeem_ticket (gpointer ticket)
{
  g_autoptr (GTask) task = g_weak_ref_get (ticket);

  g_weak_ref_clear (ticket);
  g_free (ticket);
  if (task == NULL || ((Call *) g_task_get_task_data (task))->task == NULL)
    return NULL;
  return g_steal_pointer (&task);
}

/* Takes down all that could still call back. The caller has a reference of the task. */
static void
end_call (Call *call)
{
  if (call->task == NULL)
    return;
  g_clear_object (&call->task);
  g_source_destroy (call->watch);
  g_clear_pointer (&call->watch, g_source_unref);
  /* Not g_cancellable_disconnect(): it would wait for itself when the end is
   * reached from within the artist's cancelling. */
  g_clear_signal_handler (&call->artist_handler, call->artist);
  g_clear_handle_id (&call->timer, g_source_remove);
  g_clear_handle_id (&call->total_timer, g_source_remove);
  forget_message (call);
  g_clear_pointer (&call->key, gesso_http_wipe);
  g_clear_pointer (&call->sse, gesso_sse_free);
  g_clear_pointer (&call->body, gesso_http_body_free);
  call->progress = NULL;
  call->trace.total_ms = get_elapsed_ms (call);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->reason_text);
  g_object_unref (call->session);
  gesso_http_request_unref (call->request);
  g_strfreev (call->key_hosts);
  g_object_unref (call->own);
  g_clear_object (&call->artist);
  g_free (call);
}

static void
stop_call (Call       *call,
           GessoError  reason,
           const char *text)
{
  if (call->reason_text == NULL)
    {
      call->reason = reason;
      call->reason_text = g_strdup (text);
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
restart_timer (Call  *call,
               double seconds)
{
  g_clear_handle_id (&call->timer, g_source_remove);
  call->timer = g_timeout_add (seconds * 1000, timed_out_cb, call);
}

static void
restart_total_timer (Call *call)
{
  g_clear_handle_id (&call->total_timer, g_source_remove);
  call->total_timer = g_timeout_add (call->timeouts.total * 1000, total_timed_out_cb, call);
}

static void
artist_cancelled_cb (GCancellable *artist,
                     gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static void
tell_progress (Call *call)
{
  const GessoHttpProgress progress = {
    call->trace.sent_bytes, call->body_size, call->trace.received_bytes, call->received_total,
  };

  if (call->progress != NULL)
    call->progress (&progress, call->progress_data);
}

/* The answer's headers as name, value, …; what is not UTF-8 in them is replaced. */
static GPtrArray *
dup_headers (Call *call)
{
  GPtrArray *headers = g_ptr_array_new_with_free_func (g_free);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (call->message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_ptr_array_add (headers, g_utf8_make_valid (name, -1));
      g_ptr_array_add (headers, g_utf8_make_valid (value, -1));
    }
  g_ptr_array_add (headers, NULL);
  return headers;
}

/* Ends the task with the sentence that fits what went wrong. */
static void
return_failure (GTask        *task,
                const GError *cause)
{
  Call *call = g_task_get_task_data (task);
  gboolean cancelled = g_cancellable_is_cancelled (call->artist);

  end_call (call);
  if (cancelled)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else if (call->reason_text != NULL)
    g_task_return_new_error (task, GESSO_ERROR, call->reason, "%s", call->reason_text);
  else
    g_task_return_error (task, gesso_http_failure_new (cause, call->local));
}

static void
return_sentence (GTask      *task,
                 GessoError  class,
                 const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (GESSO_ERROR, class, sentence);

  return_failure (task, error);
}

static void
return_answer (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gesso_http_body_finish (call->body, &error);
  g_autoptr (GPtrArray) headers = NULL;

  if (bytes == NULL)
    {
      return_failure (task, error);
      return;
    }
  headers = dup_headers (call);
  end_call (call);
  g_task_return_pointer (task,
                         gesso_http_answer_new (call->trace.status, (const char *const *) headers->pdata, bytes),
                         (GDestroyNotify) gesso_http_answer_unref);
}

/* A status that says what is wrong is worth more than the end of its explanation. */
static void
return_cut_answer (GTask        *task,
                   const GError *cause)
{
  Call *call = g_task_get_task_data (task);

  if (call->trace.status >= 400 && call->body != NULL && !g_cancellable_is_cancelled (call->artist))
    return_answer (task);
  else
    return_failure (task, cause);
}

static void read_on      (GTask *task);
static void send_message (GTask *task);

static void
finish_reading (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (call->sse != NULL && !gesso_sse_finish (call->sse))
    return_sentence (task, GESSO_ERROR_NETWORK,
                     _("The connection to the service broke. Check the network and try again."));
  else
    return_answer (task);
}

static void
spilled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->spilling = FALSE;
  if (!gesso_http_body_spill_finish (result, &error))
    return_failure (task, error);
  else if (g_cancellable_set_error_if_cancelled (call->own, &error))
    return_failure (task, error);
  else if (call->stream == NULL)
    finish_reading (task);
  else
    {
      restart_timer (call, call->timeouts.idle);
      read_on (task);
    }
}

/* The disk is not the service: its slowness is not held against it. */
static void
spill (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  g_clear_handle_id (&call->timer, g_source_remove);
  call->spilling = TRUE;
  gesso_http_body_spill_async (call->body, spilled_cb, g_object_ref (task));
}

static gboolean
take_bytes (Call    *call,
            GBytes  *bytes,
            GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  call->trace.received_bytes += size;
  tell_progress (call);
  if (call->sse == NULL)
    return gesso_http_body_push (call->body, bytes, error);
  if (call->trace.received_bytes > SSE_TOTAL_BYTES)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                           _("The service sent far more than a picture. Try again later."));
      return FALSE;
    }
  return gesso_sse_push (call->sse, data, size, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = redeem_ticket (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gboolean at_end = bytes != NULL && g_bytes_get_size (bytes) == 0;
  Call *call;

  if (task == NULL)
    return;
  call = g_task_get_task_data (task);
  if (bytes == NULL || (!at_end && !take_bytes (call, bytes, &error)))
    return_cut_answer (task, error);
  else if (g_cancellable_set_error_if_cancelled (call->own, &error))
    return_cut_answer (task, error);
  else
    {
      if (at_end)
        g_clear_object (&call->stream);
      if (gesso_http_body_is_full (call->body, at_end))
        spill (task);
      else if (at_end)
        finish_reading (task);
      else
        read_on (task);
    }
}

static void
read_on (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  restart_timer (call, call->timeouts.idle);
  g_input_stream_read_bytes_async (call->stream, READ_SIZE, G_PRIORITY_DEFAULT, call->own, read_cb,
                                   make_ticket (task));
}

/* The address a redirect leads to when it may be followed, else NULL and the answer stands as it is. */
static char *
dup_redirect (Call *call)
{
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (call->message), "Location");

  switch (call->trace.status)
    {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      if (location == NULL || g_strcmp0 (gesso_http_request_get_method (call->request), "GET") != 0)
        return NULL;
      return g_uri_resolve_relative (gesso_http_request_get_url (call->request), location, SOUP_HTTP_URI_FLAGS, NULL);
    default:
      return NULL;
    }
}

static void
follow_redirect (GTask *task,
                 char  *location)
{
  Call *call = g_task_get_task_data (task);
  g_autofree char *url = location;
  g_autoptr (GessoHttpRequest) request = NULL;
  gboolean from_http = g_ascii_strncasecmp (gesso_http_request_get_url (call->request), "http:", 5) == 0;

  if (++call->redirects > MAX_REDIRECTS)
    {
      return_sentence (task, GESSO_ERROR_BAD_ANSWER,
                       _("The service sends requests round in a circle. Try again later."));
      return;
    }
  if (!g_str_has_prefix (url, "https:") && !(from_http && g_str_has_prefix (url, "http:")))
    {
      return_sentence (task, GESSO_ERROR_BAD_ANSWER,
                       _("The service led to an unsafe address, which was not opened."));
      return;
    }
  /* Nothing of the first request goes along: neither key nor headers. */
  request = gesso_http_request_new ("GET", url);
  gesso_http_request_set_max_bytes (request, gesso_http_request_get_max_bytes (call->request));
  gesso_http_request_unref (call->request);
  call->request = g_steal_pointer (&request);
  g_clear_pointer (&call->key, gesso_http_wipe);
  send_message (task);
}

/* Makes ready to take the body that the headers announce; FALSE when it is announced too large. */
static gboolean
prepare_body (Call *call)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (call->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  gsize max_bytes = gesso_http_request_get_max_bytes (call->request);
  gboolean refused = call->trace.status >= 400;

  if (max_bytes == 0)
    max_bytes = DEFAULT_MAX_BYTES;
  if (refused)
    max_bytes = MIN (max_bytes, ERROR_MAX_BYTES);
  /* An error, or an answer after all, is told in a body of its own. */
  if (!SOUP_STATUS_IS_SUCCESSFUL (call->trace.status) ||
      (type != NULL && g_ascii_strcasecmp (type, "text/event-stream") != 0 &&
       g_ascii_strcasecmp (type, "text/plain") != 0))
    g_clear_pointer (&call->sse, gesso_sse_free);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_one (headers, "Content-Encoding") == NULL)
    call->received_total = soup_message_headers_get_content_length (headers);
  call->body = gesso_http_body_new (max_bytes);
  return refused || call->sse != NULL || call->received_total < 0 || (guint64) call->received_total <= max_bytes;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = redeem_ticket (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  Call *call;
  char *location;

  if (task == NULL)
    return;
  call = g_task_get_task_data (task);
  call->stream = g_steal_pointer (&stream);
  if (call->stream == NULL)
    {
      return_failure (task, error);
      return;
    }
  if (!call->started)
    {
      /* What libsoup gives then is the word of a proxy that made no tunnel. */
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PROXY_FAILED, "no tunnel");
      return_failure (task, error);
      return;
    }
  call->trace.maybe_arrived = TRUE;
  call->trace.status = soup_message_get_status (call->message);
  call->trace.first_byte_ms = get_elapsed_ms (call);
  location = dup_redirect (call);
  if (location != NULL)
    follow_redirect (task, location);
  else if (!prepare_body (call))
    return_sentence (task, GESSO_ERROR_BAD_ANSWER,
                     _("The service sent far more than a picture. Try again later."));
  else
    read_on (task);
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Call *call = user_data;

  call->started = TRUE;
  if (call->trace.queue_ms == 0)
    call->trace.queue_ms = get_elapsed_ms (call);
  if (call->body_size == 0)
    call->trace.maybe_arrived = TRUE;
  restart_timer (call, call->body_size == 0 ? call->timeouts.first_byte : call->timeouts.idle);
}

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        size,
                    gpointer     user_data)
{
  Call *call = user_data;
  gboolean whole;

  call->trace.sent_bytes += size;
  whole = call->trace.sent_bytes >= call->body_size;
  call->trace.maybe_arrived |= whole;
  restart_timer (call, whole ? call->timeouts.first_byte : call->timeouts.idle);
  tell_progress (call);
}

/* libsoup begins again by itself where that is surely harmless. */
static void
restarted_cb (SoupMessage *message,
              gpointer     user_data)
{
  Call *call = user_data;

  call->trace.sent_bytes = 0;
}

/* Where the connection really leads, before anything is sent over it. */
static void
check_connection (Call      *call,
                  GIOStream *connection)
{
  gboolean secure = g_str_has_prefix (gesso_http_request_get_url (call->request), "https:");
  g_autoptr (GError) error = NULL;

  if (!gesso_http_connection_check (connection, call->local, secure, &error))
    stop_call (call, call->redirects > 0 ? GESSO_ERROR_BAD_ANSWER : GESSO_ERROR_BAD_INPUT, error->message);
}

static void
network_event_cb (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *connection,
                  gpointer           user_data)
{
  Call *call = user_data;

  /* Not earlier: before this event the call may have waited for another. */
  if (call->timer == 0)
    {
      restart_timer (call, call->timeouts.connect);
      restart_total_timer (call);
    }
  /* Only while connecting does the address tell a proxy, which the artist
   * chose, from the service; a proxy may well be on this machine. */
  if (event == G_SOCKET_CLIENT_CONNECTING)
    call->proxied = gesso_http_connection_is_to_proxy (connection);
  if (event == G_SOCKET_CLIENT_CONNECTED)
    gesso_http_connection_watch (connection);
  if ((event == G_SOCKET_CLIENT_CONNECTING || event == G_SOCKET_CLIENT_CONNECTED) && !call->proxied && !call->rerouted)
    check_connection (call, connection);
}

static void
send_message (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  forget_message (call);
  g_clear_handle_id (&call->timer, g_source_remove);
  call->started = call->proxied = FALSE;
  call->received_total = -1;
  call->message = gesso_http_address_make_message (call->request, call->key, (const char *const *) call->key_hosts,
                                                   call->local, &call->rerouted, &call->body_size, &error);
  if (call->message == NULL)
    {
      if (call->redirects > 0)
        error->code = GESSO_ERROR_BAD_ANSWER;
      return_failure (task, error);
      return;
    }
  g_signal_connect (call->message, "network-event", G_CALLBACK (network_event_cb), call);
  g_signal_connect (call->message, "starting", G_CALLBACK (starting_cb), call);
  g_signal_connect (call->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), call);
  g_signal_connect (call->message, "restarted", G_CALLBACK (restarted_cb), call);
  soup_session_send_async (call->session, call->message, G_PRIORITY_DEFAULT, call->own, sent_cb, make_ticket (task));
}

/* Too slow, not allowed, or the artist's wish. */
static gboolean
own_cancelled_cb (GCancellable *own,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Call *call = g_task_get_task_data (task);

  if (!call->spilling)
    return_cut_answer (task, NULL);
  return G_SOURCE_REMOVE;
}

void
gesso_http_call_start (GTask                   *task,
                       SoupSession             *session,
                       GessoHttpRequest        *request,
                       const GessoHttpOptions  *options,
                       const GessoHttpTimeouts *timeouts,
                       GCancellable            *cancellable)
{
  g_autoptr (GTask) owned = task;
  Call *call = g_new0 (Call, 1);

  call->session = g_object_ref (session);
  call->request = gesso_http_request_ref (request);
  call->key = g_strdup (options->key);
  call->key_hosts = g_strdupv ((char **) options->key_hosts);
  call->local = options->local;
  call->timeouts = *timeouts;
  call->progress = options->progress;
  call->progress_data = options->progress_data;
  call->task = g_object_ref (task);
  call->own = g_cancellable_new ();
  call->watch = g_cancellable_source_new (call->own);
  g_source_set_callback (call->watch, G_SOURCE_FUNC (own_cancelled_cb), task, NULL);
  g_source_attach (call->watch, NULL);
  call->began = g_get_monotonic_time ();
  if (options->sse != NULL)
    call->sse = gesso_sse_new (SSE_MAX_BYTES, options->sse, options->sse_data);
  g_task_set_task_data (task, call, call_free);
  if (cancellable != NULL)
    {
      call->artist = g_object_ref (cancellable);
      call->artist_handler = g_cancellable_connect (cancellable, G_CALLBACK (artist_cancelled_cb),
                                                    g_object_ref (call->own), g_object_unref);
    }
  if (g_cancellable_is_cancelled (cancellable))
    {
      return_failure (task, NULL);
      return;
    }
  restart_total_timer (call);
  send_message (task);
}

void
gesso_http_call_get_trace (GTask          *task,
                           GessoHttpTrace *trace)
{
  Call *call = g_task_get_task_data (task);

  *trace = call->trace;
}
