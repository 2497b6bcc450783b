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
#include "gesso-http-call-private.h"
#include "gesso-http-call.h"
#include "gesso-http-connection.h"
#include "gesso-http-failure.h"
#include "gesso-wipe.h"

#define MAX_REDIRECTS 5
#define SSE_MAX_BYTES ((gsize) 48 * 1024 * 1024)

static void
forget_message (GessoHttpCall *call)
{
  g_clear_object (&call->stream);
  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->message);
}

static double
get_elapsed_ms (GessoHttpCall *call)
{
  return (g_get_monotonic_time () - call->began) / 1000.0;
}

gpointer
gesso_http_call_make_ticket (GTask *task)
{
  GWeakRef *ticket = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ticket, task);
  return ticket;
}

GTask *
gesso_http_call_redeem_ticket (gpointer ticket)
{
  g_autoptr (GTask) task = g_weak_ref_get (ticket);

  g_weak_ref_clear (ticket);
  g_free (ticket);
  if (task == NULL || ((GessoHttpCall *) g_task_get_task_data (task))->task == NULL)
    return NULL;
  return g_steal_pointer (&task);
}

/* Takes down all that could still call back. The caller has a reference of the task. */
static void
end_call (GessoHttpCall *call)
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
  g_clear_pointer (&call->key, gesso_wipe_free);
  g_clear_pointer (&call->sse, gesso_sse_free);
  g_clear_pointer (&call->body, gesso_http_body_free);
  call->progress = NULL;
  call->trace.total_ms = get_elapsed_ms (call);
}

static void
call_free (gpointer data)
{
  GessoHttpCall *call = data;

  g_free (call->reason_text);
  g_object_unref (call->session);
  gesso_http_request_unref (call->request);
  g_strfreev (call->key_hosts);
  g_object_unref (call->own);
  g_object_unref (call->transport);
  g_clear_object (&call->artist);
  g_free (call);
}

static void
stop_call (GessoHttpCall *call,
           GessoError     reason,
           const char    *text)
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
  GessoHttpCall *call = user_data;

  call->timer = 0;
  stop_call (call, GESSO_ERROR_TIMEOUT, _("The service did not answer in time. Try again later."));
  return G_SOURCE_REMOVE;
}

static gboolean
total_timed_out_cb (gpointer user_data)
{
  GessoHttpCall *call = user_data;

  call->total_timer = 0;
  stop_call (call, GESSO_ERROR_TIMEOUT, _("The answer took too long and was given up. Try again later."));
  return G_SOURCE_REMOVE;
}

void
gesso_http_call_restart_timer (GessoHttpCall *call,
                               double         seconds)
{
  g_clear_handle_id (&call->timer, g_source_remove);
  call->timer = g_timeout_add (seconds * 1000, timed_out_cb, call);
}

static void
restart_total_timer (GessoHttpCall *call)
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

void
gesso_http_call_tell_progress (GessoHttpCall *call)
{
  const GessoHttpProgress progress = {
    call->trace.sent_bytes, call->body_size, call->trace.received_bytes, call->received_total,
  };

  if (call->progress != NULL)
    call->progress (&progress, call->progress_data);
}

/* The answer's headers as name, value, …; what is not UTF-8 in them is replaced. */
static GPtrArray *
dup_headers (GessoHttpCall *call)
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

void
gesso_http_call_return_failure (GTask        *task,
                                const GError *cause)
{
  GessoHttpCall *call = g_task_get_task_data (task);
  gboolean cancelled = g_cancellable_is_cancelled (call->artist);

  end_call (call);
  if (cancelled)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else if (call->reason_text != NULL)
    g_task_return_new_error (task, GESSO_ERROR, call->reason, "%s", call->reason_text);
  else
    g_task_return_error (task, gesso_http_failure_new (cause, call->local));
}

void
gesso_http_call_return_sentence (GTask      *task,
                                 GessoError  class,
                                 const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (GESSO_ERROR, class, sentence);

  gesso_http_call_return_failure (task, error);
}

void
gesso_http_call_return_answer (GTask *task)
{
  GessoHttpCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gesso_http_body_finish (call->body, &error);
  g_autoptr (GPtrArray) headers = NULL;

  if (bytes == NULL)
    {
      gesso_http_call_return_failure (task, error);
      return;
    }
  headers = dup_headers (call);
  end_call (call);
  g_task_return_pointer (task,
                         gesso_http_answer_new (call->trace.status, (const char *const *) headers->pdata, bytes),
                         (GDestroyNotify) gesso_http_answer_unref);
}

void
gesso_http_call_return_cut_answer (GTask        *task,
                                   const GError *cause)
{
  GessoHttpCall *call = g_task_get_task_data (task);

  if (call->trace.status >= 400 && call->body != NULL && !g_cancellable_is_cancelled (call->artist))
    gesso_http_call_return_answer (task);
  else
    gesso_http_call_return_failure (task, cause);
}

static void send_message (GTask *task);

/* The address a redirect leads to when it may be followed, else NULL and the answer stands as it is. */
static char *
dup_redirect (GessoHttpCall *call)
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
  GessoHttpCall *call = g_task_get_task_data (task);
  g_autofree char *url = location;
  g_autoptr (GessoHttpRequest) request = NULL;
  gboolean from_http = g_ascii_strncasecmp (gesso_http_request_get_url (call->request), "http:", 5) == 0;

  if (++call->redirects > MAX_REDIRECTS)
    {
      gesso_http_call_return_sentence (task, GESSO_ERROR_BAD_ANSWER,
                                       _("The service sends requests round in a circle. Try again later."));
      return;
    }
  if (!g_str_has_prefix (url, "https:") && !(from_http && g_str_has_prefix (url, "http:")))
    {
      gesso_http_call_return_sentence (task, GESSO_ERROR_BAD_ANSWER,
                                       _("The service led to an unsafe address, which was not opened."));
      return;
    }
  /* Nothing of the first request goes along: neither key nor headers. */
  request = gesso_http_request_new ("GET", url);
  gesso_http_request_set_max_bytes (request, gesso_http_request_get_max_bytes (call->request));
  gesso_http_request_unref (call->request);
  call->request = g_steal_pointer (&request);
  g_clear_pointer (&call->key, gesso_wipe_free);
  send_message (task);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = gesso_http_call_redeem_ticket (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  GessoHttpCall *call;
  char *location;

  if (task == NULL)
    return;
  call = g_task_get_task_data (task);
  call->stream = g_steal_pointer (&stream);
  if (call->stream == NULL)
    {
      gesso_http_call_return_failure (task, error);
      return;
    }
  if (!call->started)
    {
      /* What libsoup gives then is the word of a proxy that made no tunnel. */
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PROXY_FAILED, "no tunnel");
      gesso_http_call_return_failure (task, error);
      return;
    }
  call->trace.maybe_arrived = TRUE;
  call->trace.status = soup_message_get_status (call->message);
  call->trace.first_byte_ms = get_elapsed_ms (call);
  location = dup_redirect (call);
  if (location != NULL)
    follow_redirect (task, location);
  else if (!gesso_http_call_prepare_body (call))
    gesso_http_call_return_sentence (task, GESSO_ERROR_BAD_ANSWER,
                                     _("The service sent far more than a picture. Try again later."));
  else
    gesso_http_call_read (task);
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  GessoHttpCall *call = user_data;

  call->started = TRUE;
  if (call->trace.queue_ms == 0)
    call->trace.queue_ms = get_elapsed_ms (call);
  if (call->body_size == 0)
    call->trace.maybe_arrived = TRUE;
  gesso_http_call_restart_timer (call, call->body_size == 0 ? call->timeouts.first_byte : call->timeouts.idle);
}

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        size,
                    gpointer     user_data)
{
  GessoHttpCall *call = user_data;
  gboolean whole;

  call->trace.sent_bytes += size;
  whole = call->trace.sent_bytes >= call->body_size;
  call->trace.maybe_arrived |= whole;
  gesso_http_call_restart_timer (call, whole ? call->timeouts.first_byte : call->timeouts.idle);
  gesso_http_call_tell_progress (call);
}

/* libsoup begins again by itself where that is surely harmless. */
static void
restarted_cb (SoupMessage *message,
              gpointer     user_data)
{
  GessoHttpCall *call = user_data;

  call->trace.sent_bytes = 0;
}

/* Where the connection really leads, before anything is sent over it. */
static void
check_connection (GessoHttpCall *call,
                  GIOStream     *connection)
{
  gboolean secure = g_ascii_strncasecmp (gesso_http_request_get_url (call->request), "https:", 6) == 0;
  g_autoptr (GError) error = NULL;

  if (!gesso_http_connection_check (connection, call->local, secure, &error))
    {
      stop_call (call, call->redirects > 0 ? GESSO_ERROR_BAD_ANSWER : GESSO_ERROR_BAD_INPUT, error->message);
      g_cancellable_cancel (call->transport);
    }
}

static void
network_event_cb (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *connection,
                  gpointer           user_data)
{
  GessoHttpCall *call = user_data;

  /* Not earlier: before this event the call may have waited for another. */
  if (call->timer == 0)
    {
      gesso_http_call_restart_timer (call, call->timeouts.connect);
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
  GessoHttpCall *call = g_task_get_task_data (task);
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
      gesso_http_call_return_failure (task, error);
      return;
    }
  g_signal_connect (call->message, "network-event", G_CALLBACK (network_event_cb), call);
  g_signal_connect (call->message, "starting", G_CALLBACK (starting_cb), call);
  g_signal_connect (call->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), call);
  g_signal_connect (call->message, "restarted", G_CALLBACK (restarted_cb), call);
  soup_session_send_async (call->session, call->message, G_PRIORITY_DEFAULT, call->transport, sent_cb,
                           gesso_http_call_make_ticket (task));
}

static gboolean
cancel_transport_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* Too slow, not allowed, or the artist's wish. libsoup frees a message twice
 * that is cancelled between the coming of the headers and its own hearing of
 * them (seen in 3.6.5); it hears of them at the default priority, so it is told
 * behind that. */
static gboolean
own_cancelled_cb (GCancellable *own,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  GessoHttpCall *call = g_task_get_task_data (task);

  g_idle_add_full (G_PRIORITY_DEFAULT + 1, cancel_transport_cb, g_object_ref (call->transport), g_object_unref);
  if (!call->spilling)
    gesso_http_call_return_cut_answer (task, NULL);
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
  GessoHttpCall *call = g_new0 (GessoHttpCall, 1);

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
  call->transport = g_cancellable_new ();
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
      gesso_http_call_return_failure (task, NULL);
      return;
    }
  restart_total_timer (call);
  send_message (task);
}

void
gesso_http_call_get_trace (GTask          *task,
                           GessoHttpTrace *trace)
{
  GessoHttpCall *call = g_task_get_task_data (task);

  *trace = call->trace;
}
