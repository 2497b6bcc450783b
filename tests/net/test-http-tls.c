/* test-http-tls.c - certificates, HTTP/2, and proxies
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "net-fixture.h"

/* The leak checker crashes on what the TLS library keeps for each worker when
 * it has followed where that lies. Asked for by the address sanitizer alone. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "intercept_tls_get_addr=0";
}

static GTlsCertificate *
read_certificate (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "tls", "trusted.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

/* As if an authority had signed the servers' certificate; undone with FALSE. */
static void
trust (gboolean on)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "tls", "trusted.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = on ? g_tls_file_database_new (path, &error) : NULL;

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static void
test_self_signed (void)
{
  g_autoptr (GTlsCertificate) certificate = read_certificate ();
  g_autoptr (GessoTestServer) server = gesso_test_server_new (certificate);
  g_auto (NetOutcome) outcome = net_post (gesso_test_server_dup_url (server, "/"), 10);

  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_nonnull (strstr (outcome.error->message, "certificate"));
  g_assert_false (outcome.trace.maybe_arrived);
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, 0);
}

static void
test_other_name (void)
{
  g_autoptr (GTlsCertificate) certificate = read_certificate ();
  g_autoptr (GessoTestServer) server = gesso_test_server_new (certificate);
  char *url = g_strdup_printf ("https://private.test:%u/", gesso_test_server_get_port (server));
  g_auto (NetOutcome) outcome = { NULL };

  trust (TRUE);
  outcome = net_post (url, 10);
  trust (FALSE);
  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_false (outcome.trace.maybe_arrived);
}

/* A handshake that gets no answer is part of connecting. */
static void
test_not_tls (void)
{
  const GessoHttpTimeouts timeouts = { .connect = .3 };
  g_autoptr (GessoTestServer) server = gesso_test_server_new (NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/", gesso_test_server_get_port (server));
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);
  g_auto (NetOutcome) outcome = { NULL };

  gesso_http_set_timeouts (http, &timeouts);
  outcome = net_send (http, request, NULL, NULL);
  net_assert_failed (&outcome, GESSO_ERROR_TIMEOUT);
  g_assert_false (outcome.trace.maybe_arrived);
}

static void
test_trusted (gconstpointer data)
{
  const char *version = data;
  g_autoptr (GTlsCertificate) certificate = read_certificate ();
  g_autoptr (GessoTestServer) server = NULL;
  g_autofree char *url = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GessoHttp) http = net_client_new ();

  /* What libsoup's server asks for before it offers HTTP/2. */
  if (g_str_equal (version, "HTTP/2"))
    g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  server = gesso_test_server_new (certificate);
  g_unsetenv ("SOUP_SERVER_HTTP2");
  gesso_test_server_add_reply (server, "/", 200, NULL, "safe", -1, NULL, NULL);
  url = gesso_test_server_dup_url (server, "/");
  trust (TRUE);
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new (i == 0 ? "GET" : "POST", url);
      g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (30000, 'p'), 30000);
      g_auto (NetOutcome) outcome = { NULL };

      if (i > 0)
        gesso_http_request_set_body (request, "image/png", body);
      gesso_http_request_set_costs (request, i == 3);
      outcome = net_send (http, request, NULL, NULL);
      net_assert_answer (&outcome, 200, "safe");
      g_assert_cmpint (outcome.trace.sent_bytes, ==, i > 0 ? 30000 : 0);
    }
  trust (FALSE);
  log = gesso_test_server_dup_log (server);
  g_assert_nonnull (strstr (log, version));
  /* One for all that is harmless, one for what costs. */
  g_assert_cmpuint (gesso_test_server_count_connections (server), ==, 2);
}

/* Sixty-four at once over one connection. */
static void
test_multiplexed (void)
{
  static const GessoHttpOptions local = { .local = TRUE };
  g_autoptr (GTlsCertificate) certificate = read_certificate ();
  g_autoptr (GessoTestServer) server = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GessoHttp) http = net_client_new ();
  GAsyncResult *results[64] = { NULL };

  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  server = gesso_test_server_new (certificate);
  g_unsetenv ("SOUP_SERVER_HTTP2");
  gesso_test_server_add_reply (server, "/", 200, NULL, "safe", -1, NULL, NULL);
  url = gesso_test_server_dup_url (server, "/");
  trust (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);

      gesso_http_send_async (http, request, &local, NULL, gesso_test_async_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoHttpAnswer) answer = NULL;

      gesso_test_await (&results[i]);
      answer = gesso_http_send_finish (http, results[i], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  trust (FALSE);
  g_assert_cmpuint (gesso_test_server_count_connections (server), ==, 1);
}

static void
never_answer (SoupServerMessage *message, gpointer user_data)
{
  soup_server_message_pause (message);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* libsoup itself would wait for something to come over the connection. */
static void
test_silent_2 (gconstpointer data)
{
  gboolean cancel = GPOINTER_TO_INT (data);
  const GessoHttpTimeouts timeouts = { .first_byte = cancel ? 5 : .5 };
  g_autoptr (GTlsCertificate) certificate = read_certificate ();
  g_autoptr (GessoTestServer) server = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (NetOutcome) outcome = { NULL };

  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  server = gesso_test_server_new (certificate);
  g_unsetenv ("SOUP_SERVER_HTTP2");
  gesso_test_server_add (server, "/", never_answer, NULL);
  url = gesso_test_server_dup_url (server, "/");
  request = gesso_http_request_new ("POST", url);
  gesso_http_set_timeouts (http, &timeouts);
  trust (TRUE);
  if (cancel)
    g_timeout_add (300, cancel_cb, cancellable);
  outcome = net_send (http, request, NULL, cancellable);
  trust (FALSE);
  if (cancel)
    g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    net_assert_failed (&outcome, GESSO_ERROR_TIMEOUT);
  g_assert_true (outcome.trace.maybe_arrived);
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, 1);
}

/* A proxy for "proxied.test" and nothing else. */
static char *proxy_uri;

#define NET_TYPE_PROXY_RESOLVER (net_proxy_resolver_get_type ())
G_DECLARE_FINAL_TYPE (NetProxyResolver, net_proxy_resolver, NET, PROXY_RESOLVER, GObject)

struct _NetProxyResolver
{
  GObject parent_instance;
};

static void net_proxy_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NetProxyResolver, net_proxy_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, net_proxy_resolver_iface_init))

static void
net_proxy_resolver_init (NetProxyResolver *self)
{
}

static void
net_proxy_resolver_class_init (NetProxyResolverClass *class)
{
}

static gboolean
net_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
net_proxy_resolver_look_up (GProxyResolver *resolver, const char *uri, GCancellable *cancellable, GError **error)
{
  const char *found[] = { proxy_uri != NULL && strstr (uri, "proxied.test") != NULL ? proxy_uri : "direct://", NULL };

  return g_strdupv ((char **) found);
}

static void
net_proxy_resolver_look_up_async (GProxyResolver *resolver, const char *uri, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_pointer (task, net_proxy_resolver_look_up (resolver, uri, NULL, NULL), (GDestroyNotify) g_strfreev);
}

static char **
net_proxy_resolver_look_up_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
net_proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = net_proxy_resolver_is_supported;
  iface->lookup = net_proxy_resolver_look_up;
  iface->lookup_async = net_proxy_resolver_look_up_async;
  iface->lookup_finish = net_proxy_resolver_look_up_finish;
}

static void
use_proxy (guint port)
{
  g_free (proxy_uri);
  proxy_uri = port > 0 ? g_strdup_printf ("http://127.0.0.1:%u", port) : NULL;
}

/* A proxy on this machine is no private address that was led to; and it is not given the key. */
static void
test_proxy_refuses (gconstpointer data)
{
  g_autoptr (GessoTestRaw) proxy = gesso_test_raw_new (data, -1, GESSO_TEST_RAW_CLOSE);
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", "https://proxied.test/v1");
  const char *key_hosts[] = { "proxied.test", NULL };
  const GessoHttpOptions options = { .key = "sk-secret", .key_hosts = key_hosts };
  g_auto (NetOutcome) outcome = { NULL };
  g_autofree char *log = NULL;

  use_proxy (gesso_test_raw_get_port (proxy));
  gesso_http_request_set_auth (request, GESSO_AUTH_BEARER, NULL);
  outcome = net_send (http, request, &options, NULL);
  use_proxy (0);
  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_false (outcome.trace.maybe_arrived);
  log = gesso_test_raw_dup_log (proxy);
  g_assert_true (g_str_has_prefix (log, "CONNECT proxied.test:443 "));
  g_assert_null (strstr (log, "secret"));
}

static void
test_proxy_gone (void)
{
  g_autoptr (GessoTestRaw) proxy = gesso_test_raw_new ("", 0, GESSO_TEST_RAW_CLOSE);
  g_auto (NetOutcome) outcome = { NULL };

  use_proxy (gesso_test_raw_get_port (proxy));
  g_clear_pointer (&proxy, gesso_test_raw_free);
  outcome = net_post (g_strdup ("https://proxied.test/v1"), 10);
  use_proxy (0);
  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_false (outcome.trace.maybe_arrived);
}

/* libsoup's own server (seen in 3.6.5) complains of a client that leaves in the middle of a handshake. */
static gboolean
is_fatal (const char    *domain,
          GLogLevelFlags level,
          const char    *message,
          gpointer       user_data)
{
  return g_strcmp0 (domain, "libsoup") != 0 || strstr (message, "soup_server_connection_disconnect") == NULL;
}

int
main (int argc, char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "gesso-test", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_log_set_fatal_handler (is_fatal, NULL);
  /* The desktop's own resolver must not be found before this one. */
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, NET_TYPE_PROXY_RESOLVER, "gesso-test", 1000);
  net_use_resolver ();
  g_test_add_func ("/net/tls/self-signed", test_self_signed);
  g_test_add_func ("/net/tls/other-name", test_other_name);
  g_test_add_func ("/net/tls/not-tls", test_not_tls);
  g_test_add_data_func ("/net/tls/trusted-1", "HTTP/1", test_trusted);
  g_test_add_data_func ("/net/tls/trusted-2", "HTTP/2", test_trusted);
  g_test_add_func ("/net/tls/multiplexed", test_multiplexed);
  g_test_add_data_func ("/net/tls/silent-2-timeout", GINT_TO_POINTER (FALSE), test_silent_2);
  g_test_add_data_func ("/net/tls/silent-2-cancel", GINT_TO_POINTER (TRUE), test_silent_2);
  g_test_add_data_func ("/net/proxy/bad-gateway", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\nno",
                        test_proxy_refuses);
  g_test_add_data_func ("/net/proxy/forbidden", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
                        test_proxy_refuses);
  g_test_add_data_func ("/net/proxy/closes", "", test_proxy_refuses);
  g_test_add_func ("/net/proxy/gone", test_proxy_gone);
  return g_test_run ();
}
