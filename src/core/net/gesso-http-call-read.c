/* gesso-http-call-read.c - the body of an answer, as it comes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-http-call-private.h"

#define READ_SIZE (64 * 1024)
#define DEFAULT_MAX_BYTES ((gsize) 64 * 1024 * 1024)
#define ERROR_MAX_BYTES ((gsize) 1024 * 1024)
#define SSE_TOTAL_BYTES ((gint64) 512 * 1024 * 1024)

gboolean
gesso_http_call_prepare_body (GessoHttpCall *call)
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
      (type != NULL && g_ascii_strcasecmp (type, "text/event-stream") != 0))
    g_clear_pointer (&call->sse, gesso_sse_free);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_one (headers, "Content-Encoding") == NULL)
    call->received_total = soup_message_headers_get_content_length (headers);
  call->body = gesso_http_body_new (max_bytes);
  return refused || call->sse != NULL || call->received_total < 0 || (guint64) call->received_total <= max_bytes;
}

static void
finish_reading (GTask *task)
{
  GessoHttpCall *call = g_task_get_task_data (task);

  if (call->sse != NULL && !gesso_sse_finish (call->sse))
    gesso_http_call_return_sentence (task, GESSO_ERROR_NETWORK,
                                     _("The connection to the service broke. Check the network and try again."));
  else
    gesso_http_call_return_answer (task);
}

static void
spilled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoHttpCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->spilling = FALSE;
  if (!gesso_http_body_spill_finish (result, &error))
    gesso_http_call_return_failure (task, error);
  else if (g_cancellable_set_error_if_cancelled (call->own, &error))
    gesso_http_call_return_failure (task, error);
  else if (call->stream == NULL)
    finish_reading (task);
  else
    {
      gesso_http_call_restart_timer (call, call->timeouts.idle);
      gesso_http_call_read (task);
    }
}

/* The disk is not the service: its slowness is not held against it. */
static void
spill (GTask *task)
{
  GessoHttpCall *call = g_task_get_task_data (task);

  g_clear_handle_id (&call->timer, g_source_remove);
  call->spilling = TRUE;
  gesso_http_body_spill_async (call->body, spilled_cb, g_object_ref (task));
}

static gboolean
take_bytes (GessoHttpCall *call,
            GBytes        *bytes,
            GError       **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  call->trace.received_bytes += size;
  gesso_http_call_tell_progress (call);
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
  g_autoptr (GTask) task = gesso_http_call_redeem_ticket (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gboolean at_end = bytes != NULL && g_bytes_get_size (bytes) == 0;
  GessoHttpCall *call;

  if (task == NULL)
    return;
  call = g_task_get_task_data (task);
  if (bytes == NULL || (!at_end && !take_bytes (call, bytes, &error)))
    gesso_http_call_return_cut_answer (task, error);
  else if (g_cancellable_set_error_if_cancelled (call->own, &error))
    gesso_http_call_return_cut_answer (task, error);
  else
    {
      if (at_end)
        g_clear_object (&call->stream);
      if (gesso_http_body_is_full (call->body, at_end))
        spill (task);
      else if (at_end)
        finish_reading (task);
      else
        gesso_http_call_read (task);
    }
}

void
gesso_http_call_read (GTask *task)
{
  GessoHttpCall *call = g_task_get_task_data (task);

  gesso_http_call_restart_timer (call, call->timeouts.idle);
  g_input_stream_read_bytes_async (call->stream, READ_SIZE, G_PRIORITY_DEFAULT, call->transport, read_cb,
                                   gesso_http_call_make_ticket (task));
}
