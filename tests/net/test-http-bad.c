/* test-http-bad.c - services, networks and answers that are not as they should be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "net-fixture.h"

typedef struct
{
  const char *name, *bytes;
  GessoTestRawEnd end;
  GessoError class;
  gboolean maybe_arrived;
} RawCase;

static const RawCase raws[] = {
  { "nothing", "", GESSO_TEST_RAW_CLOSE, GESSO_ERROR_NETWORK, TRUE },
  { "reset-at-once", "", GESSO_TEST_RAW_RESET, GESSO_ERROR_NETWORK, TRUE },
  { "not-http", "SSH-2.0-OpenSSH_9.2\r\n\r\n", GESSO_TEST_RAW_CLOSE, GESSO_ERROR_BAD_ANSWER, TRUE },
  { "half-a-head", "HTTP/1.1 200 OK\r\nContent-Ty", GESSO_TEST_RAW_CLOSE, GESSO_ERROR_BAD_ANSWER, TRUE },
  { "half-a-body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
    GESSO_TEST_RAW_CLOSE, GESSO_ERROR_NETWORK, TRUE },
  { "reset-in-body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
    GESSO_TEST_RAW_RESET, GESSO_ERROR_NETWORK, TRUE },
  { "half-a-chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf",
    GESSO_TEST_RAW_CLOSE, GESSO_ERROR_NETWORK, TRUE },
  { "announced-too-large", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
    GESSO_TEST_RAW_HOLD, GESSO_ERROR_BAD_ANSWER, TRUE },
  { "no-first-byte", "", GESSO_TEST_RAW_HOLD, GESSO_ERROR_TIMEOUT, TRUE },
  { "stops-in-head", "HTTP/1.1 200 OK\r\n", GESSO_TEST_RAW_HOLD, GESSO_ERROR_TIMEOUT, TRUE },
  { "stops-in-body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
    GESSO_TEST_RAW_HOLD, GESSO_ERROR_TIMEOUT, TRUE },
};

static GessoHttp *
make_hasty_client (void)
{
  const GessoHttpTimeouts timeouts = { 5, .5, .5, 2 };
  GessoHttp *http = gesso_http_new ();

  gesso_http_set_timeouts (http, &timeouts);
  return http;
}

static void
test_raw (gconstpointer data)
{
  const RawCase *c = data;
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new (c->bytes, -1, c->end);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  g_autoptr (GessoHttp) http = c->class == GESSO_ERROR_TIMEOUT ? make_hasty_client () : net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_http_request_set_costs (request, TRUE);
  outcome = net_send (http, request, NULL, NULL);
  net_assert_failed (&outcome, c->class);
  g_assert_cmpint (outcome.trace.maybe_arrived, ==, c->maybe_arrived);
  g_assert_cmpuint (gesso_test_raw_count (server), ==, 1);
}

/* The status says what to do, so it is kept though its explanation is not whole. */
static void
test_error_cut (void)
{
  g_autoptr (GessoTestRaw) server =
      gesso_test_raw_new ("HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\nhalf", -1, GESSO_TEST_RAW_CLOSE);
  g_auto (NetOutcome) outcome = net_get (gesso_test_raw_dup_url (server));

  net_assert_answer (&outcome, 401, "half");
}

static void
test_error_stops (void)
{
  g_autoptr (GessoTestRaw) server =
      gesso_test_raw_new ("HTTP/1.1 402 No\r\nContent-Length: 100\r\n\r\nhalf", -1, GESSO_TEST_RAW_HOLD);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  g_autoptr (GessoHttp) http = make_hasty_client ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
  g_auto (NetOutcome) outcome = net_send (http, request, NULL, NULL);

  net_assert_answer (&outcome, 402, "half");
}

static void
test_error_huge (void)
{
  g_autofree char *huge = g_strnfill (30 << 20, 'x');
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 500, "text/html", huge, 30 << 20, NULL, NULL);
  outcome = net_get (gesso_test_server_dup_url (server, "/"));
  net_assert_answer (&outcome, 500, NULL);
  g_assert_cmpuint (g_bytes_get_size (gesso_http_answer_get_body (outcome.answer)), <=, 1 << 20);
}

static void
test_huge (void)
{
  g_autofree char *huge = g_strnfill (100 << 20, 'x');
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 200, "image/png", huge, 100 << 20, NULL, NULL);
  outcome = net_get (gesso_test_server_dup_url (server, "/"));
  net_assert_failed (&outcome, GESSO_ERROR_BAD_ANSWER);
  g_assert_cmpint (outcome.trace.received_bytes, ==, 0);
}

/* One chunk now and then, for ever, each in time. */
static gboolean
trickle_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;

  if (soup_server_message_get_socket (message) == NULL)
    return G_SOURCE_REMOVE;
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "x", 1);
  soup_server_message_unpause (message);
  return G_SOURCE_CONTINUE;
}

static void
stop_trickle_cb (SoupServerMessage *message, gpointer user_data)
{
  g_source_destroy (user_data);
}

static void
start_trickle_cb (SoupServerMessage *message, gpointer user_data)
{
  GSource *source = g_timeout_source_new (100);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "x", 1);
  g_source_set_callback (source, trickle_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_signal_connect_data (message, "finished", G_CALLBACK (stop_trickle_cb), source,
                         (GClosureNotify) (void (*) (void)) g_source_unref, 0);
}

static void
test_trickle (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autoptr (GessoHttp) http = make_hasty_client ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add (server, "/", start_trickle_cb, NULL);
  outcome = net_send (http, request, NULL, NULL);
  net_assert_failed (&outcome, GESSO_ERROR_TIMEOUT);
  g_assert_cmpint (outcome.trace.received_bytes, >=, 3);
}

static void
test_refused (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_CLOSE);
  char *url = gesso_test_raw_dup_url (server);
  g_auto (NetOutcome) outcome = { NULL };

  g_clear_pointer (&server, gesso_test_raw_free);
  outcome = net_post (url, 10);
  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_false (outcome.trace.maybe_arrived);
  g_assert_nonnull (strstr (outcome.error->message, "Nothing answers"));
}

static void
test_unknown_name (void)
{
  g_auto (NetOutcome) outcome = net_post (g_strdup ("https://nowhere.invalid/"), 10);

  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_false (outcome.trace.maybe_arrived);
}

static void
test_slow_name (void)
{
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", "https://slow.test/");
  const GessoHttpOptions options = { .local = TRUE, .timeouts = { .connect = .3 } };
  g_auto (NetOutcome) outcome = net_send (http, request, &options, NULL);

  net_assert_failed (&outcome, GESSO_ERROR_TIMEOUT);
  g_assert_false (outcome.trace.maybe_arrived);
}

/* A public name that is this machine's (or a router's) address: nothing is said to it. */
static void
test_private_name (gconstpointer data)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_CLOSE);
  g_autofree char *url = g_strdup_printf ("https://%s:%u/", (const char *) data, gesso_test_raw_get_port (server));
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
  const GessoHttpOptions options = { .local = FALSE };
  g_auto (NetOutcome) outcome = net_send (http, request, &options, NULL);
  g_autofree char *log = NULL;

  net_assert_failed (&outcome, GESSO_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (outcome.error->message, "your own network"));
  g_assert_false (outcome.trace.maybe_arrived);
  log = gesso_test_raw_dup_log (server);
  g_assert_cmpstr (log, ==, "");
}

/* A connection that a local provider may have is not lent to one that may not. */
static void
test_private_kept (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
  const GessoHttpOptions options = { .local = FALSE };
  g_auto (NetOutcome) first = { NULL };
  g_auto (NetOutcome) second = { NULL };

  gesso_test_server_add_reply (server, "/", 200, NULL, "a", -1, NULL, NULL);
  first = net_send (http, request, NULL, NULL);
  net_assert_answer (&first, 200, "a");
  second = net_send (http, request, &options, NULL);
  net_assert_failed (&second, GESSO_ERROR_BAD_INPUT);
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, 1);
}

/* An upload that stops half way has not arrived: it can be sent again. */
static void
test_stalled_upload (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_STALL);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  g_autoptr (GessoHttp) http = make_hasty_client ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (64 << 20, 'p'), 64 << 20);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_http_request_set_body (request, "image/png", body);
  gesso_http_request_set_costs (request, TRUE);
  outcome = net_send (http, request, NULL, NULL);
  net_assert_failed (&outcome, GESSO_ERROR_TIMEOUT);
  g_assert_false (outcome.trace.maybe_arrived);
  g_assert_cmpint (outcome.trace.sent_bytes, <, 64 << 20);
}

/* Waiting behind other calls is not the service being slow. */
static void
test_queue_is_not_slow (void)
{
  static const GessoHttpOptions local = { .local = TRUE };
  const GessoHttpTimeouts timeouts = { 1, 20, 20, 60 };
  g_autoptr (GessoTestRaw) slow = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_HOLD);
  g_autofree char *url = gesso_test_raw_dup_url (slow);
  g_autoptr (GessoHttp) http = gesso_http_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[17] = { NULL };
  gboolean never = FALSE;

  gesso_http_set_timeouts (http, &timeouts);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);

      gesso_http_request_set_costs (request, TRUE);
      gesso_http_send_async (http, request, &local, cancellable, gesso_test_async_cb, &results[i]);
    }
  /* Sixteen are being answered; the last has no connection for longer than one may take to make. */
  gesso_test_wait (&never, 2);
  g_assert_null (results[16]);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      gesso_test_await (&results[i]);
      g_assert_null (gesso_http_send_finish (http, results[i], NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }
}

/* The service closes a kept connection: harmless requests do not notice. */
static void
test_closed_keep_alive (void)
{
  g_autoptr (GessoTestRaw) server =
      gesso_test_raw_new ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", -1, GESSO_TEST_RAW_CLOSE);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  g_autoptr (GessoHttp) http = net_client_new ();

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
      g_auto (NetOutcome) outcome = net_send (http, request, NULL, NULL);

      net_assert_answer (&outcome, 200, "a");
    }
  g_assert_cmpuint (gesso_test_raw_count (server), ==, 5);
}

static void
test_strange_header (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new (
      "HTTP/1.1 200 OK\r\nX-Request-Id: r\xff\xfe\r\nno colon\r\n: no name\r\nContent-Length: 1\r\n\r\na", -1,
      GESSO_TEST_RAW_CLOSE);
  g_auto (NetOutcome) outcome = net_get (gesso_test_raw_dup_url (server));
  const char *id;

  net_assert_answer (&outcome, 200, "a");
  id = gesso_http_answer_get_header (outcome.answer, "X-Request-Id");
  g_assert_true (g_utf8_validate (id, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  net_use_resolver ();
  for (guint i = 0; i < G_N_ELEMENTS (raws); i++)
    {
      g_autofree char *path = g_strconcat ("/net/bad/", raws[i].name, NULL);

      g_test_add_data_func (path, &raws[i], test_raw);
    }
  g_test_add_func ("/net/bad/error-cut", test_error_cut);
  g_test_add_func ("/net/bad/error-stops", test_error_stops);
  g_test_add_func ("/net/bad/error-huge", test_error_huge);
  g_test_add_func ("/net/bad/huge", test_huge);
  g_test_add_func ("/net/bad/trickle", test_trickle);
  g_test_add_func ("/net/bad/refused", test_refused);
  g_test_add_func ("/net/bad/unknown-name", test_unknown_name);
  g_test_add_func ("/net/bad/slow-name", test_slow_name);
  g_test_add_data_func ("/net/bad/private-name", "private.test", test_private_name);
  g_test_add_data_func ("/net/bad/private-name-6", "private6.test", test_private_name);
  g_test_add_func ("/net/bad/private-kept", test_private_kept);
  g_test_add_func ("/net/bad/stalled-upload", test_stalled_upload);
  g_test_add_func ("/net/bad/queue-is-not-slow", test_queue_is_not_slow);
  g_test_add_func ("/net/bad/closed-keep-alive", test_closed_keep_alive);
  g_test_add_func ("/net/bad/strange-header", test_strange_header);
  return g_test_run ();
}
