/* test-reroute.c - the stand-in for the internet, redirects, and where keys go
 *
 * Built twice: against the client of a release, and against the one of a build
 * for development (GESSO_DEVELOPMENT).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "net-fixture.h"

#define KEY "sk-very-secret-1"

static const char *const key_hosts[] = { "api.example", NULL };

static NetOutcome
send_public (const char *method, const char *url)
{
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new (method, url);
  const GessoHttpOptions options = { .key = KEY, .key_hosts = key_hosts };

  gesso_http_request_set_auth (request, GESSO_AUTH_HEADER, "x-goog-api-key");
  gesso_http_request_add_header (request, "X-Private", "for the first host only");
  return net_send (http, request, &options, NULL);
}

static GessoTestServer *
stand_in (void)
{
  GessoTestServer *server = gesso_test_server_new (NULL);
  g_autofree char *origin = gesso_test_server_dup_url (server, "");

  g_setenv ("GESSO_HTTP_REROUTE", origin, TRUE);
  return server;
}

#ifdef GESSO_DEVELOPMENT

static void
test_rerouted (gconstpointer data)
{
  const char *const *urls = data;
  g_autoptr (GessoTestServer) server = stand_in ();
  g_auto (NetOutcome) outcome = { NULL };
  g_autofree char *log = NULL;
  g_autofree char *expected = g_strdup_printf ("\nX-Gesso-Origin: %s\n", urls[1]);

  gesso_test_server_add_reply (server, "/v1/images", 200, NULL, "done", -1, NULL, NULL);
  outcome = send_public ("POST", urls[0]);
  net_assert_answer (&outcome, 200, "done");
  log = gesso_test_server_dup_log (server);
  g_assert_nonnull (strstr (log, expected));
  g_assert_nonnull (strstr (log, "/v1/images?a=%20b HTTP/1"));
  g_assert_nonnull (strstr (log, "\nx-goog-api-key: " KEY "\n"));
}

/* What is refused without the stand-in is refused with it. */
static void
test_still_refused (gconstpointer data)
{
  g_autoptr (GessoTestServer) server = stand_in ();
  g_auto (NetOutcome) outcome = send_public ("GET", data);

  net_assert_failed (&outcome, GESSO_ERROR_BAD_INPUT);
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, 0);
}

/* Keys go along unprotected, so it has to be this machine. */
static void
test_elsewhere (gconstpointer data)
{
  g_auto (NetOutcome) outcome = { NULL };

  g_setenv ("GESSO_HTTP_REROUTE", data, TRUE);
  outcome = send_public ("GET", "https://api.example/v1");
  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_false (outcome.trace.maybe_arrived);
}

typedef struct
{
  const char *name, *method;
  guint status;
  const char *location;
  const char *body; /* of the answer, or NULL: not followed, and a failure */
  guint requests;
} RedirectCase;

static const RedirectCase redirects[] = {
  { "301", "GET", 301, "https://cdn.example/picture", "picture", 2 },
  { "302", "GET", 302, "https://cdn.example/picture", "picture", 2 },
  { "303", "GET", 303, "https://cdn.example/picture", "picture", 2 },
  { "307", "GET", 307, "https://cdn.example/picture", "picture", 2 },
  { "308", "GET", 308, "https://cdn.example/picture", "picture", 2 },
  { "relative", "GET", 302, "/picture", "picture", 2 },
  { "relative-scheme", "GET", 302, "//cdn.example/picture", "picture", 2 },
  { "same-host", "GET", 302, "https://api.example/picture", "picture", 2 },
  { "300", "GET", 300, "https://cdn.example/picture", "go there", 1 },
  { "304", "GET", 304, "https://cdn.example/picture", "", 1 },
  { "no-location", "GET", 302, NULL, "go there", 1 },
  { "post-301", "POST", 301, "https://cdn.example/picture", "go there", 1 },
  { "post-302", "POST", 302, "https://cdn.example/picture", "go there", 1 },
  { "post-303", "POST", 303, "https://cdn.example/picture", "go there", 1 },
  { "post-307", "POST", 307, "https://cdn.example/picture", "go there", 1 },
  { "post-308", "POST", 308, "https://cdn.example/picture", "go there", 1 },
  { "put-307", "PUT", 307, "https://cdn.example/picture", "go there", 1 },
  { "to-http", "GET", 302, "http://cdn.example/picture", NULL, 1 },
  { "to-file", "GET", 302, "file:///etc/passwd", NULL, 1 },
  { "to-ftp", "GET", 302, "ftp://cdn.example/picture", NULL, 1 },
  { "to-data", "GET", 302, "data:text/plain,a", NULL, 1 },
  { "to-javascript", "GET", 302, "javascript:alert(1)", NULL, 1 },
  { "to-private", "GET", 302, "https://192.168.0.1/picture", NULL, 1 },
  { "to-metadata", "GET", 302, "https://169.254.169.254/picture", NULL, 1 },
  { "to-this-machine", "GET", 302, "https://localhost/picture", NULL, 1 },
  { "to-this-machine-6", "GET", 302, "https://[::1]/picture", NULL, 1 },
  { "with-password", "GET", 302, "https://a:b@cdn.example/picture", NULL, 1 },
  { "circle", "GET", 302, "https://api.example/v1", NULL, 6 },
};

static void
test_redirect (gconstpointer data)
{
  const RedirectCase *c = data;
  g_autoptr (GessoTestServer) server = stand_in ();
  g_auto (NetOutcome) outcome = { NULL };
  g_autofree char *log = NULL;
  const char *second;

  gesso_test_server_add_reply (server, "/v1", c->status, NULL, "go there", -1,
                               c->location != NULL ? "Location" : NULL, c->location);
  gesso_test_server_add_reply (server, "/picture", 200, "image/png", "picture", -1, NULL, NULL);
  outcome = send_public (c->method, "https://api.example/v1");
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, c->requests);
  if (c->body != NULL)
    net_assert_answer (&outcome, c->requests == 2 ? 200 : c->status, c->body);
  else
    net_assert_failed (&outcome, GESSO_ERROR_BAD_ANSWER);

  /* The key has arrived once, at its own host, and nothing of the first request came after. */
  log = gesso_test_server_dup_log (server);
  second = strstr (log, KEY);
  g_assert_nonnull (second);
  g_assert_null (strstr (second + 1, KEY));
  g_assert_null (strstr (strstr (log, "for the first") + 1, "for the first"));
}

/* The limit of the first request holds for what it leads to. */
static void
test_redirect_limit (void)
{
  g_autoptr (GessoTestServer) server = stand_in ();
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", "https://api.example/v1");
  const GessoHttpOptions options = { NULL };
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/v1", 302, NULL, NULL, 0, "Location", "/picture");
  gesso_test_server_add_reply (server, "/picture", 200, "image/png", "picture", -1, NULL, NULL);
  gesso_http_request_set_max_bytes (request, 3);
  outcome = net_send (http, request, &options, NULL);
  net_assert_failed (&outcome, GESSO_ERROR_BAD_ANSWER);
}

static void
add_tests (void)
{
  static const char *const plain[] = { "https://api.example/v1/images?a=%20b", "https://api.example" };
  static const char *const port[] = { "https://api.example:8443/v1/images?a=%20b", "https://api.example:8443" };
  static const char *const default_port[] = { "https://api.example:443/v1/images?a=%20b", "https://api.example" };

  g_test_add_data_func ("/net/reroute/plain", plain, test_rerouted);
  g_test_add_data_func ("/net/reroute/port", port, test_rerouted);
  g_test_add_data_func ("/net/reroute/default-port", default_port, test_rerouted);
  g_test_add_data_func ("/net/reroute/refused-http", "http://api.example/v1", test_still_refused);
  g_test_add_data_func ("/net/reroute/refused-host", "https://other.example/v1", test_still_refused);
  g_test_add_data_func ("/net/reroute/refused-private", "https://10.0.0.1/v1", test_still_refused);
  g_test_add_data_func ("/net/reroute/elsewhere", "http://192.0.2.1:9", test_elsewhere);
  g_test_add_data_func ("/net/reroute/elsewhere-name", "http://localhost.example:9", test_elsewhere);
  g_test_add_data_func ("/net/reroute/garbage", "127.0.0.1", test_elsewhere);
  for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
    {
      g_autofree char *path = g_strconcat ("/net/redirect/", redirects[i].name, NULL);

      g_test_add_data_func (path, &redirects[i], test_redirect);
    }
  g_test_add_func ("/net/redirect/limit", test_redirect_limit);
}

#else

/* As if the variable were not there: the real name is looked up, and is unknown. */
static void
test_ignored (void)
{
  g_autoptr (GessoTestServer) server = stand_in ();
  g_auto (NetOutcome) outcome = { NULL };

  gesso_test_server_add_reply (server, "/v1", 200, NULL, "done", -1, NULL, NULL);
  outcome = send_public ("GET", "https://api.example/v1");
  net_assert_failed (&outcome, GESSO_ERROR_NETWORK);
  g_assert_false (outcome.trace.maybe_arrived);
  g_assert_cmpuint (gesso_test_server_count (server, NULL), ==, 0);
}

static void
add_tests (void)
{
  g_test_add_func ("/net/reroute/ignored", test_ignored);
}

#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  net_use_resolver ();
  add_tests ();
  return g_test_run ();
}
