/* test-http-cancel.c - the artist changes her mind, at every stage
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "net-fixture.h"

typedef struct
{
  GessoHttp *http;
  GessoHttpRequest *request;
  GCancellable *cancellable;
  GAsyncResult *result;
} Call;

static void
start (Call *call, const char *method, const char *url, gsize size, GessoHttpProgressFunc progress)
{
  GessoHttpOptions options = { .local = TRUE, .progress = progress };

  call->http = net_client_new ();
  call->request = gesso_http_request_new (method, url);
  call->cancellable = g_cancellable_new ();
  options.progress_data = call->cancellable;
  if (size > 0)
    {
      g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (size, 'p'), size);

      gesso_http_request_set_body (call->request, "image/png", body);
    }
  gesso_http_send_async (call->http, call->request, &options, call->cancellable, gesso_test_async_cb,
                         &call->result);
}

/* Waits for the end, which must be the artist's, and must leave nothing behind. */
static void
end (Call *call, gboolean maybe_arrived)
{
  GessoHttpTrace trace;
  g_autoptr (GError) error = NULL;

  gesso_test_await (&call->result);
  g_assert_null (gesso_http_send_finish (call->http, call->result, &trace, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (trace.maybe_arrived, ==, maybe_arrived);
  g_object_unref (call->result);
  gesso_http_request_unref (call->request);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (call->http);
  g_assert_finalize_object (call->cancellable);
}

static void
test_before (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_HOLD);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (NetOutcome) outcome = { NULL };

  g_cancellable_cancel (cancellable);
  outcome = net_send (http, request, NULL, cancellable);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (outcome.trace.maybe_arrived);
  g_assert_cmpuint (gesso_test_raw_count (server), ==, 0);
}

static void
test_at_once (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_HOLD);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  Call call = { NULL };

  start (&call, "POST", url, 10, NULL);
  g_cancellable_cancel (call.cancellable);
  end (&call, FALSE);
}

static void
test_looking_up (void)
{
  Call call = { NULL };

  start (&call, "POST", "https://slow.test/", 10, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (call.result);
  g_cancellable_cancel (call.cancellable);
  end (&call, FALSE);
}

/* The TLS handshake gets no answer. */
static void
test_handshake (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_STALL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/", gesso_test_raw_get_port (server));
  Call call = { NULL };

  start (&call, "POST", url, 10, NULL);
  while (gesso_test_raw_count (server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (call.cancellable);
  end (&call, FALSE);
}

static void
cancel_on_send (const GessoHttpProgress *progress, gpointer user_data)
{
  if (progress->sent > 0 && progress->sent < progress->sent_total)
    g_cancellable_cancel (user_data);
}

static void
test_uploading (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_STALL);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  Call call = { NULL };

  start (&call, "POST", url, 64 << 20, cancel_on_send);
  end (&call, FALSE);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_waiting (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_HOLD);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  Call call = { NULL };
  g_autofree char *log = NULL;

  start (&call, "POST", url, 10, NULL);
  while (log == NULL || *log == '\0')
    {
      g_main_context_iteration (NULL, FALSE);
      g_free (log);
      log = gesso_test_raw_dup_log (server);
    }
  g_idle_add (cancel_cb, call.cancellable);
  end (&call, TRUE);
}

static void
cancel_on_receive (const GessoHttpProgress *progress, gpointer user_data)
{
  if (progress->received > 0)
    g_cancellable_cancel (user_data);
}

static void
test_downloading (void)
{
  g_autoptr (GessoTestRaw) server =
      gesso_test_raw_new ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", -1, GESSO_TEST_RAW_HOLD);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  Call call = { NULL };

  start (&call, "GET", url, 0, cancel_on_receive);
  end (&call, TRUE);
}

/* While what has come is being written to the disk. */
static void
cancel_on_spill (const GessoHttpProgress *progress, gpointer user_data)
{
  if (progress->received >= 4 << 20)
    g_idle_add_full (G_PRIORITY_HIGH, cancel_cb, g_object_ref (user_data), g_object_unref);
}

static void
test_spilling (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autofree char *body = g_strnfill (20 << 20, 'x');
  Call call = { NULL };

  gesso_test_server_add_reply (server, "/", 200, NULL, body, 20 << 20, NULL, NULL);
  start (&call, "GET", url, 0, cancel_on_spill);
  end (&call, TRUE);
}

/* An error whose explanation is being read ends as cancelled, not as the error. */
static void
test_reading_error (void)
{
  g_autoptr (GessoTestRaw) server =
      gesso_test_raw_new ("HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\nhalf", -1, GESSO_TEST_RAW_HOLD);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  Call call = { NULL };

  start (&call, "GET", url, 0, cancel_on_receive);
  end (&call, TRUE);
}

/* Too late: the answer is there, and the cancellable is no longer listened to. */
static void
test_after (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 200, NULL, "a", -1, NULL, NULL);
  outcome = net_send (http, request, NULL, cancellable);
  g_cancellable_cancel (cancellable);
  net_assert_answer (&outcome, 200, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  net_use_resolver ();
  g_test_add_func ("/net/cancel/before", test_before);
  g_test_add_func ("/net/cancel/at-once", test_at_once);
  g_test_add_func ("/net/cancel/looking-up", test_looking_up);
  g_test_add_func ("/net/cancel/handshake", test_handshake);
  g_test_add_func ("/net/cancel/uploading", test_uploading);
  g_test_add_func ("/net/cancel/waiting", test_waiting);
  g_test_add_func ("/net/cancel/downloading", test_downloading);
  g_test_add_func ("/net/cancel/spilling", test_spilling);
  g_test_add_func ("/net/cancel/reading-error", test_reading_error);
  g_test_add_func ("/net/cancel/after", test_after);
  return g_test_run ();
}
