/* test-http-stream.c - server-sent events over a real connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "net-fixture.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

typedef struct
{
  const char *name, *type, *body, *told, *answer;
  gboolean cut;
} StreamCase;

static const StreamCase streams[] = {
  { "whole", "text/event-stream", "event: partial\ndata: a\n\ndata: b\n\n", "partial=a|message=b|", "", FALSE },
  { "charset", "text/event-stream; charset=utf-8", "data: a\n\n", "message=a|", "", FALSE },
  { "upper-case", "Text/Event-Stream", "data: a\n\n", "message=a|", "", FALSE },
  { "crlf-and-comments", "text/event-stream", ": hello\r\n\r\ndata: a\r\ndata: b\r\n\r\n: bye\r\n",
    "message=a\nb|", "", FALSE },
  { "last-empty-line-missing", "text/event-stream", "data: a\n\ndata: b\n", "message=a|message=b|", "", FALSE },
  { "cut-in-base64", "text/event-stream", "data: a\n\ndata: {\"b64_json\": \"iVBORw0KGgo", "message=a|", NULL, TRUE },
  { "nothing", "text/event-stream", "", "", "", FALSE },
  { "json-after-all", "application/json", "{\"error\": \"no\"}", "", "{\"error\": \"no\"}", FALSE },
  { "plain-text", "text/plain", "{\"error\": \"no\"}", "", "{\"error\": \"no\"}", FALSE },
  { "html", "text/html", "<h1>Sorry</h1>", "", "<h1>Sorry</h1>", FALSE },
};

static void
tell (const char *event, const char *data, gsize length, gpointer user_data)
{
  g_string_append_printf (user_data, "%s=", event);
  g_string_append_len (user_data, data, length);
  g_string_append_c (user_data, '|');
}

static NetOutcome
stream (const char *url, GString *told)
{
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
  const GessoHttpOptions options = { .local = TRUE, .sse = tell, .sse_data = told };

  gesso_http_request_set_costs (request, TRUE);
  return net_send (http, request, &options, NULL);
}

static void
test_stream (gconstpointer data)
{
  const StreamCase *c = data;
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autoptr (GString) told = g_string_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 200, c->type, c->body, -1, NULL, NULL);
  outcome = stream (url, told);
  g_assert_cmpstr (told->str, ==, c->told);
  if (c->cut)
    {
      net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
      g_assert_true (outcome.trace.maybe_arrived);
    }
  else
    net_assert_answer (&outcome, 200, c->answer);
}

/* The explanation of a failure is no stream of events. */
static void
test_error (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autoptr (GString) told = g_string_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 429, "text/event-stream", "data: slow down\n\n", -1, NULL, NULL);
  outcome = stream (url, told);
  net_assert_answer (&outcome, 429, "data: slow down\n\n");
  g_assert_cmpstr (told->str, ==, "");
}

static void
test_megabytes (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autofree char *picture = g_strnfill (8 << 20, 'A');
  g_autofree char *body = g_strconcat ("data: ", picture, "\n\ndata: ", picture, "\n\n", NULL);
  g_autoptr (GString) told = g_string_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 200, "text/event-stream", body, -1, NULL, NULL);
  outcome = stream (url, told);
  net_assert_answer (&outcome, 200, "");
  g_assert_cmpuint (told->len, ==, 2 * ((8 << 20) + strlen ("message=|")));
}

static void
test_too_large (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autofree char *body = g_strnfill (49 << 20, 'A');
  g_autoptr (GString) told = g_string_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 200, "text/event-stream", body, 49 << 20, NULL, NULL);
  outcome = stream (url, told);
  net_assert_failed (&outcome, GESSO_ERROR_BAD_ANSWER);
  g_assert_cmpstr (told->str, ==, "");
}

/* What was told before the connection broke stays told. */
static void
test_broken (gconstpointer data)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new (data, -1, GESSO_TEST_RAW_RESET);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  g_autoptr (GString) told = g_string_new (NULL);
  g_auto (NetOutcome) outcome = stream (url, told);

  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_cmpstr (told->str, ==, "message=a|");
  g_assert_true (outcome.trace.maybe_arrived);
}

/* Every event is told when it comes, not at the end. */
typedef struct
{
  GCancellable *cancellable;
  GString *told;
} Live;

static void
tell_and_cancel (const char *event, const char *data, gsize length, gpointer user_data)
{
  Live *live = user_data;

  tell (event, data, length, live->told);
  g_cancellable_cancel (live->cancellable);
}

static void
test_live (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new (HEAD "9\r\ndata: a\n\n\r\n", -1, GESSO_TEST_RAW_HOLD);
  g_autofree char *url = gesso_test_raw_dup_url (server);
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Live live = { cancellable, told };
  const GessoHttpOptions options = { .local = TRUE, .sse = tell_and_cancel, .sse_data = &live };
  g_auto (NetOutcome) outcome = net_send (http, request, &options, cancellable);

  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (told->str, ==, "message=a|");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      g_autofree char *path = g_strconcat ("/net/stream/", streams[i].name, NULL);

      g_test_add_data_func (path, &streams[i], test_stream);
    }
  g_test_add_func ("/net/stream/error", test_error);
  g_test_add_func ("/net/stream/megabytes", test_megabytes);
  g_test_add_func ("/net/stream/too-large", test_too_large);
  g_test_add_data_func ("/net/stream/broken-between", HEAD "9\r\ndata: a\n\n\r\n", test_broken);
  g_test_add_data_func ("/net/stream/broken-within", HEAD "40\r\ndata: a\n\ndata: iVBOR", test_broken);
  g_test_add_func ("/net/stream/live", test_live);
  return g_test_run ();
}
