/* test-http.c - answers that are as they should be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "net-fixture.h"

static void
test_get (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/a", 200, "application/json", "{}", -1, "X-Request-Id", "r-1");
  outcome = net_get (gesso_test_server_dup_url (server, "/a?b=c"));
  net_assert_answer (&outcome, 200, "{}");
  g_assert_cmpstr (gesso_http_answer_get_header (outcome.answer, "x-request-id"), ==, "r-1");
  g_assert_cmpint (outcome.trace.received_bytes, ==, 2);
  g_assert_cmpint (outcome.trace.sent_bytes, ==, 0);
  g_assert_cmpfloat (outcome.trace.queue_ms, >, 0);
  g_assert_cmpfloat (outcome.trace.first_byte_ms, >=, outcome.trace.queue_ms);
  g_assert_cmpfloat (outcome.trace.total_ms, >=, outcome.trace.first_byte_ms);
}

static void
test_status (gconstpointer data)
{
  guint status = GPOINTER_TO_UINT (data);
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", status, "text/html", "<h1>why</h1>", -1, "WWW-Authenticate", "Basic");
  outcome = net_post (gesso_test_server_dup_url (server, "/"), 10);
  net_assert_answer (&outcome, status, status == 204 ? "" : "<h1>why</h1>");
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, 1);
}

static void
test_what_is_sent (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/v1/images?x=1");
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"prompt\":\"fox\"}", 16);
  const char *key_hosts[] = { "127.0.0.1", NULL };
  const GessoHttpOptions options = { .key = "sk-test-1", .key_hosts = key_hosts, .local = TRUE };
  g_autofree char *log = NULL;
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/v1/images", 200, NULL, "done", -1, NULL, NULL);
  gesso_http_request_set_body (request, "application/json", body);
  gesso_http_request_add_header (request, "X-Version", "2");
  gesso_http_request_set_auth (request, GESSO_AUTH_BEARER, NULL);
  outcome = net_send (http, request, &options, NULL);
  net_assert_answer (&outcome, 200, "done");
  g_assert_cmpint (outcome.trace.sent_bytes, ==, 16);
  log = gesso_test_server_dup_log (server);
  g_assert_nonnull (strstr (log, "POST "));
  g_assert_nonnull (strstr (log, "/v1/images?x=1 "));
  g_assert_nonnull (strstr (log, "\nAuthorization: Bearer sk-test-1\n"));
  g_assert_nonnull (strstr (log, "\nContent-Type: application/json\n"));
  g_assert_nonnull (strstr (log, "\nX-Version: 2\n"));
  g_assert_nonnull (strstr (log, "\nUser-Agent: Gesso/"));
  g_assert_nonnull (strstr (log, "{\"prompt\":\"fox\"}"));
  g_assert_null (strstr (log, "Cookie"));
  g_assert_null (strstr (log, "Origin"));
}

static void
multipart_cb (SoupServerMessage *message, gpointer user_data)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  SoupMultipart *parts =
      soup_multipart_new_from_message (soup_server_message_get_request_headers (message), body);
  g_autoptr (GString) out = g_string_new (NULL);

  for (int i = 0; parts != NULL && i < soup_multipart_get_length (parts); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *bytes;
      g_autoptr (GHashTable) params = NULL;
      g_autofree char *disposition = NULL;
      const char *filename;

      soup_multipart_get_part (parts, i, &headers, &bytes);
      soup_message_headers_get_content_disposition (headers, &disposition, &params);
      filename = g_hash_table_lookup (params, "filename");
      g_string_append_printf (out, "%s:%s:%" G_GSIZE_FORMAT "|", (char *) g_hash_table_lookup (params, "name"),
                              filename != NULL ? filename : "-", g_bytes_get_size (bytes));
    }
  g_clear_pointer (&parts, soup_multipart_free);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, out->str, out->len);
}

static void
test_multipart (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/edit");
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
  g_autoptr (GBytes) picture = g_bytes_new_take (g_strnfill (3 << 20, '\r'), 3 << 20);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add (server, "/edit", multipart_cb, NULL);
  gesso_http_request_add_text (request, "prompt", "a fox – 狐");
  gesso_http_request_add_part (request, "image[]", "a.png", "image/png", picture);
  gesso_http_request_add_part (request, "image[]", "b.png", "image/png", empty);
  outcome = net_send (http, request, NULL, NULL);
  net_assert_answer (&outcome, 200, "prompt:-:13|image[]:a.png:3145728|image[]:b.png:0|");
}

/* A large answer arrives whole, byte for byte, and is not all in memory. */
static void
test_large (void)
{
  gsize size = 20 << 20;
  g_autofree char *data = g_malloc (size);
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };
  GBytes *body;

  for (gsize i = 0; i < size; i++)
    data[i] = (i * 2654435761u) >> 24;
  gesso_test_server_add_reply (server, "/", 200, "image/png", data, size, NULL, NULL);
  outcome = net_get (gesso_test_server_dup_url (server, "/"));
  net_assert_answer (&outcome, 200, NULL);
  body = gesso_http_answer_get_body (outcome.answer);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), data, size);
  g_assert_cmpint (outcome.trace.received_bytes, ==, size);
}

typedef struct
{
  guint count;
  GessoHttpProgress last;
  gboolean forwards;
} Seen;

static void
progress_cb (const GessoHttpProgress *progress, gpointer user_data)
{
  Seen *seen = user_data;

  seen->forwards = seen->forwards && progress->sent >= seen->last.sent && progress->received >= seen->last.received;
  seen->last = *progress;
  seen->count++;
}

static void
test_progress (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autofree char *reply = g_strnfill (1 << 20, 'r');
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (2 << 20, 'p'), 2 << 20);
  Seen seen = { .forwards = TRUE };
  const GessoHttpOptions options = { .local = TRUE, .progress = progress_cb, .progress_data = &seen };
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 200, NULL, reply, 1 << 20, NULL, NULL);
  gesso_http_request_set_body (request, "image/png", body);
  outcome = net_send (http, request, &options, NULL);
  net_assert_answer (&outcome, 200, NULL);
  g_assert_cmpuint (seen.count, >, 10);
  g_assert_true (seen.forwards);
  g_assert_cmpint (seen.last.sent, ==, 2 << 20);
  g_assert_cmpint (seen.last.sent_total, ==, 2 << 20);
  g_assert_cmpint (seen.last.received, ==, 1 << 20);
  g_assert_cmpint (seen.last.received_total, ==, 1 << 20);
}

/* @size zeroes, compressed. */
static GBytes *
compress_zeroes (gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *zeroes = g_malloc0 (size);

  g_assert_true (g_output_stream_write_all (stream, zeroes, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_gzip (void)
{
  g_autoptr (GBytes) packed = compress_zeroes (300000);
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *log = NULL;
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/", 200, NULL, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed),
                               "Content-Encoding", "gzip");
  outcome = net_get (gesso_test_server_dup_url (server, "/"));
  net_assert_answer (&outcome, 200, NULL);
  g_assert_cmpuint (g_bytes_get_size (gesso_http_answer_get_body (outcome.answer)), ==, 300000);
  g_assert_cmpint (outcome.trace.received_bytes, ==, 300000);
  log = gesso_test_server_dup_log (server);
  g_assert_nonnull (strstr (log, "Accept-Encoding: gzip"));
}

/* The limit holds for what comes out, not for what was sent. */
static void
test_gzip_bomb (void)
{
  g_autoptr (GBytes) packed = compress_zeroes (100 << 20);
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_auto (NetOutcome) outcome = { NULL };

  g_assert_cmpuint (g_bytes_get_size (packed), <, 1 << 20);
  gesso_test_server_add_reply (server, "/", 200, NULL, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed),
                               "Content-Encoding", "gzip");
  outcome = net_get (gesso_test_server_dup_url (server, "/"));
  net_assert_failed (&outcome, GESSO_ERROR_BAD_ANSWER);
  g_assert_cmpint (outcome.trace.received_bytes, <, 66 << 20);
}

static void
test_max_bytes (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autoptr (GessoHttp) http = net_client_new ();
  const gsize limits[] = { 9, 10, 11 };

  gesso_test_server_add_reply (server, "/", 200, NULL, "0123456789", 10, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
      g_auto (NetOutcome) outcome = { NULL };

      gesso_http_request_set_max_bytes (request, limits[i]);
      outcome = net_send (http, request, NULL, NULL);
      if (limits[i] < 10)
        net_assert_failed (&outcome, GESSO_ERROR_BAD_ANSWER);
      else
        net_assert_answer (&outcome, 200, "0123456789");
    }
}

static void
test_keep_alive (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autoptr (GessoHttp) http = net_client_new ();

  gesso_test_server_add_reply (server, "/", 200, NULL, "a", -1, NULL, NULL);
  for (int i = 0; i < 10; i++)
    {
      /* An upload is as harmless as a question. */
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new (i % 2 == 0 ? "GET" : "POST", url);
      g_auto (NetOutcome) outcome = net_send (http, request, NULL, NULL);

      net_assert_answer (&outcome, 200, "a");
    }
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, 10);
  g_assert_cmpuint (gesso_test_server_count_connections (server), ==, 1);
}

static void
test_paid_alone (void)
{
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  g_autoptr (GessoHttp) http = net_client_new ();

  gesso_test_server_add_reply (server, "/", 200, NULL, "a", -1, NULL, NULL);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
      g_auto (NetOutcome) outcome = { NULL };

      gesso_http_request_set_costs (request, TRUE);
      outcome = net_send (http, request, NULL, NULL);
      net_assert_answer (&outcome, 200, "a");
    }
  g_assert_cmpuint (gesso_test_server_count_connections (server), ==, 3);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *left = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoHttpAnswer) answer = gesso_http_send_finish (GESSO_HTTP (source), result, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gesso_http_answer_get_status (answer), ==, 200);
  --*left;
}

static void
test_parallel (gconstpointer data)
{
  static const GessoHttpOptions local = { .local = TRUE };
  gboolean paid = GPOINTER_TO_INT (data);
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = gesso_test_server_dup_url (server, "/");
  GessoHttp *http = net_client_new ();
  guint left = 200;

  gesso_test_server_add_reply (server, "/", 200, NULL, "a", -1, NULL, NULL);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);

      gesso_http_request_set_costs (request, paid);
      gesso_http_send_async (http, request, &local, NULL, count_cb, &left);
    }
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, 200);
  g_assert_finalize_object (http);
}

/* What costs arrives once, even while the service drops connections. */
static void
test_no_repeat (void)
{
  g_autoptr (GessoTestRaw) server = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_CLOSE);
  g_auto (NetOutcome) outcome = net_post (gesso_test_raw_dup_url (server), 10);

  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_true (outcome.trace.maybe_arrived);
  g_assert_cmpuint (gesso_test_raw_count (server), ==, 1);
}

int
main (int argc, char **argv)
{
  const guint statuses[] = { 201, 204, 400, 401, 402, 403, 404, 407, 413, 429, 500, 503 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/http/get", test_get);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/net/http/status/%u", statuses[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (statuses[i]), test_status);
    }
  g_test_add_func ("/net/http/what-is-sent", test_what_is_sent);
  g_test_add_func ("/net/http/multipart", test_multipart);
  g_test_add_func ("/net/http/large", test_large);
  g_test_add_func ("/net/http/progress", test_progress);
  g_test_add_func ("/net/http/gzip", test_gzip);
  g_test_add_func ("/net/http/gzip-bomb", test_gzip_bomb);
  g_test_add_func ("/net/http/max-bytes", test_max_bytes);
  g_test_add_func ("/net/http/keep-alive", test_keep_alive);
  g_test_add_func ("/net/http/paid-alone", test_paid_alone);
  g_test_add_data_func ("/net/http/parallel", GINT_TO_POINTER (FALSE), test_parallel);
  g_test_add_data_func ("/net/http/parallel-paid", GINT_TO_POINTER (TRUE), test_parallel);
  g_test_add_func ("/net/http/no-repeat", test_no_repeat);
  return g_test_run ();
}
