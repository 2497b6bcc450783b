/* test-address.c - where a request may go, and with what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-http-address.h"

typedef struct
{
  const char *host, *allowed;
  gboolean matches;
} HostCase;

static const HostCase hosts[] = {
  { "api.openai.com", "api.openai.com", TRUE },
  { "API.OpenAI.com", "api.openai.com", TRUE },
  { "api.openai.com", "API.OPENAI.COM", TRUE },
  { "api.openai.com.", "api.openai.com", FALSE },
  { "xapi.openai.com", "api.openai.com", FALSE },
  { "api.openai.com.evil.org", "api.openai.com", FALSE },
  { "queue.fal.run", ".fal.run", TRUE },
  { "a.b.fal.run", ".fal.run", TRUE },
  { "fal.run", ".fal.run", FALSE },
  { "evilfal.run", ".fal.run", FALSE },
  { ".fal.run", ".fal.run", FALSE },
  { "evil.org/.fal.run", ".fal.run", FALSE },
  { "evil.org\\.fal.run", ".fal.run", FALSE },
  { "evil.org@.fal.run", ".fal.run", FALSE },
  { "evil.org .fal.run", ".fal.run", FALSE },
  { "f\xc3\xa4l.run", ".run", FALSE },
  { "", "", FALSE },
  { "anything", ".", FALSE },
  { "anything", "", FALSE },
  { "127.0.0.1", "127.0.0.1", TRUE },
  { "::1", "::1", TRUE },
};

static void
test_hosts (gconstpointer data)
{
  const HostCase *c = data;
  const char *allowed[] = { "other.example", c->allowed, NULL };

  g_assert_cmpint (gesso_http_address_matches (c->host, allowed), ==, c->matches);
}

static void
test_no_hosts (void)
{
  const char *none[] = { NULL };

  g_assert_false (gesso_http_address_matches ("api.openai.com", NULL));
  g_assert_false (gesso_http_address_matches ("api.openai.com", none));
}

typedef struct
{
  const char *address;
  gboolean private;
} AddressCase;

static const AddressCase addresses[] = {
  { "8.8.8.8", FALSE },
  { "1.1.1.1", FALSE },
  { "9.255.255.255", FALSE },
  { "11.0.0.0", FALSE },
  { "100.63.255.255", FALSE },
  { "100.128.0.0", FALSE },
  { "172.15.255.255", FALSE },
  { "172.32.0.0", FALSE },
  { "192.167.255.255", FALSE },
  { "192.0.1.1", FALSE },
  { "198.18.0.5", FALSE },
  { "223.255.255.255", FALSE },
  { "0.0.0.0", TRUE },
  { "0.1.2.3", TRUE },
  { "10.0.0.1", TRUE },
  { "10.255.255.255", TRUE },
  { "100.64.0.1", TRUE },
  { "100.127.255.255", TRUE },
  { "127.0.0.1", TRUE },
  { "127.255.255.254", TRUE },
  { "169.254.169.254", TRUE },
  { "172.16.0.1", TRUE },
  { "172.31.255.255", TRUE },
  { "192.0.0.8", TRUE },
  { "192.0.2.1", TRUE },
  { "192.168.0.1", TRUE },
  { "198.51.100.1", TRUE },
  { "203.0.113.9", TRUE },
  { "224.0.0.1", TRUE },
  { "240.0.0.1", TRUE },
  { "255.255.255.255", TRUE },
  { "2606:4700:4700::1111", FALSE },
  { "2a00:1450:4001::200e", FALSE },
  { "::", TRUE },
  { "::1", TRUE },
  { "fc00::1", TRUE },
  { "fd12:3456::1", TRUE },
  { "fe80::1", TRUE },
  { "fec0::1", TRUE },
  { "ff02::1", TRUE },
  { "100::1", TRUE },
  { "2001:db8::1", TRUE },
  { "2001::1", TRUE },
  { "::ffff:127.0.0.1", TRUE },
  { "::ffff:10.1.2.3", TRUE },
  { "::ffff:8.8.8.8", FALSE },
  { "::192.168.1.1", TRUE },
  { "64:ff9b::10.0.0.1", TRUE },
  { "64:ff9b::8.8.8.8", FALSE },
  { "2002:c0a8:0101::1", TRUE },
  { "2002:0808:0808::1", FALSE },
};

static void
test_private (gconstpointer data)
{
  const AddressCase *c = data;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (c->address);

  g_assert_cmpint (gesso_http_address_is_private (address), ==, c->private);
}

typedef enum
{
  GOES,
  REFUSED,
  BAD_KEY
} Verdict;

typedef struct
{
  const char *name, *url, *key;
  gboolean local;
  Verdict verdict;
} RequestCase;

/* The key's hosts are api.example, .run.example, 127.0.0.1 and 192.168.1.5. */
static const RequestCase requests[] = {
  { "https", "https://api.example/v1", NULL, FALSE, GOES },
  { "https-key", "https://api.example/v1", "sk-1", FALSE, GOES },
  { "https-key-below", "https://queue.run.example/v1", "sk-1", FALSE, GOES },
  { "https-key-port", "https://api.example:8443/v1", "sk-1", FALSE, GOES },
  { "upper-case-scheme", "HTTPS://api.example/v1", "sk-1", FALSE, GOES },
  { "other-host", "https://cdn.example/a.png", NULL, FALSE, GOES },
  { "other-host-key", "https://cdn.example/a.png", "sk-1", FALSE, REFUSED },
  { "userinfo", "https://user:pass@api.example/", NULL, FALSE, REFUSED },
  { "userinfo-key", "https://api.example@evil.example/", "sk-1", FALSE, REFUSED },
  { "percent-host-key", "https://evil.example%2F.run.example/", "sk-1", FALSE, REFUSED },
  { "http", "http://api.example/v1", NULL, FALSE, REFUSED },
  { "http-key", "http://api.example/v1", "sk-1", FALSE, REFUSED },
  { "http-key-local", "http://api.example/v1", "sk-1", TRUE, REFUSED },
  { "http-key-this-machine", "http://127.0.0.1:8080/v1", "sk-1", TRUE, GOES },
  { "http-key-network", "http://192.168.1.5:8080/v1", "sk-1", TRUE, GOES },
  { "http-key-network-not-local", "http://192.168.1.5:8080/v1", "sk-1", FALSE, REFUSED },
  { "https-key-network", "https://192.168.1.5:8080/v1", "sk-1", TRUE, GOES },
  { "http-this-machine", "http://localhost:8188/", NULL, TRUE, GOES },
  { "http-this-machine-not-local", "http://localhost:8188/", NULL, FALSE, REFUSED },
  { "localhost", "https://localhost/", NULL, FALSE, REFUSED },
  { "localhost-below", "https://a.LOCALHOST/", NULL, FALSE, REFUSED },
  { "private", "https://192.168.1.5/", NULL, FALSE, REFUSED },
  { "private-6", "https://[::1]/", NULL, FALSE, REFUSED },
  { "private-mapped", "https://[::ffff:169.254.169.254]/latest", NULL, FALSE, REFUSED },
  { "file", "file:///etc/passwd", NULL, TRUE, REFUSED },
  { "ftp", "ftp://api.example/", NULL, TRUE, REFUSED },
  { "data", "data:text/plain,a", NULL, TRUE, REFUSED },
  { "no-scheme", "api.example/v1", NULL, FALSE, REFUSED },
  { "no-host", "https:///v1", NULL, FALSE, REFUSED },
  { "empty", "", NULL, FALSE, REFUSED },
  { "space", "https://api example/", NULL, FALSE, REFUSED },
  { "port", "https://api.example:99999/", NULL, FALSE, REFUSED },
  { "key-line-break", "https://api.example/v1", "sk-1\r\nX-Evil: 1", FALSE, BAD_KEY },
  { "key-newline-behind", "https://api.example/v1", "sk-1\n", FALSE, BAD_KEY },
  { "key-space", "https://api.example/v1", "sk 1", FALSE, BAD_KEY },
  { "key-not-ascii", "https://api.example/v1", "sk\xe2\x80\x94" "1", FALSE, BAD_KEY },
};

static void
test_request (gconstpointer data)
{
  static const char *const key_hosts[] = { "api.example", ".run.example", "127.0.0.1", "192.168.1.5", NULL };
  const RequestCase *c = data;
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", c->url);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  gboolean rerouted = FALSE;
  gint64 size = 0;

  gesso_http_request_set_auth (request, GESSO_AUTH_BEARER, NULL);
  message = gesso_http_address_make_message (request, c->key, key_hosts, c->local, &rerouted, &size, &error);
  if (c->verdict == GOES)
    {
      const char *authorization;

      g_assert_no_error (error);
      authorization = soup_message_headers_get_one (soup_message_get_request_headers (message), "Authorization");
      g_assert_cmpstr (authorization, ==, c->key != NULL ? "Bearer sk-1" : NULL);
      return;
    }
  g_assert_null (message);
  g_assert_true (g_error_matches (error, GESSO_ERROR,
                                  c->verdict == BAD_KEY ? GESSO_ERROR_INVALID_KEY : GESSO_ERROR_BAD_INPUT));
  /* A sentence is shown and logged, so nothing of a key may stand in it. */
  g_assert_null (strstr (error->message, "sk"));
}

typedef struct
{
  const char *name;
  GessoAuthForm form;
  const char *auth_name, *header, *value;
} FormCase;

static const FormCase forms[] = {
  { "none", GESSO_AUTH_NONE, NULL, "Authorization", NULL },
  { "bearer", GESSO_AUTH_BEARER, NULL, "Authorization", "Bearer secret" },
  { "key", GESSO_AUTH_KEY, NULL, "Authorization", "Key secret" },
  { "basic", GESSO_AUTH_BASIC, "name", "Authorization", "Basic bmFtZTpzZWNyZXQ=" },
  { "basic-no-name", GESSO_AUTH_BASIC, NULL, "Authorization", "Basic OnNlY3JldA==" },
  { "header", GESSO_AUTH_HEADER, "x-goog-api-key", "X-Goog-Api-Key", "secret" },
};

static void
test_form (gconstpointer data)
{
  static const char *const key_hosts[] = { "api.example", NULL };
  const FormCase *c = data;
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", "https://api.example/");
  g_autoptr (SoupMessage) message = NULL;
  gboolean rerouted = FALSE;
  gint64 size = 0;

  gesso_http_request_set_auth (request, c->form, c->auth_name);
  message = gesso_http_address_make_message (request, "secret", key_hosts, FALSE, &rerouted, &size, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_request_headers (message), c->header), ==,
                   c->value);
}

static void
test_header_injection (void)
{
  const char *const bad[][2] = {
    { "X-A", "a\r\nX-B: b" }, { "X-A\r\nX-B", "a" }, { "X A", "a" }, { "", "a" }, { "X:", "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", "https://api.example/");
      g_autoptr (GError) error = NULL;
      gboolean rerouted = FALSE;
      gint64 size = 0;

      gesso_http_request_add_header (request, bad[i][0], bad[i][1]);
      g_assert_null (gesso_http_address_make_message (request, NULL, NULL, FALSE, &rerouted, &size, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

/* What costs never meets a connection that is just being closed. */
static void
test_costs (void)
{
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", "https://api.example/");
  g_autoptr (SoupMessage) harmless = NULL, paid = NULL;
  gboolean rerouted = FALSE;
  gint64 size = 0;

  harmless = gesso_http_address_make_message (request, NULL, NULL, FALSE, &rerouted, &size, NULL);
  g_assert_false (soup_message_get_flags (harmless) & SOUP_MESSAGE_NEW_CONNECTION);
  gesso_http_request_set_costs (request, TRUE);
  paid = gesso_http_address_make_message (request, NULL, NULL, FALSE, &rerouted, &size, NULL);
  g_assert_true (soup_message_get_flags (paid) & SOUP_MESSAGE_NEW_CONNECTION);
  g_assert_false (soup_message_get_flags (paid) & SOUP_MESSAGE_IDEMPOTENT);
}

static void
add_case (const char   *group,
          const char   *name,
          gconstpointer data,
          GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/net/address/%s/%s", group, name);

  g_test_add_data_func (path, data, func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      add_case ("hosts", name, &hosts[i], test_hosts);
    }
  g_test_add_func ("/net/address/hosts/none", test_no_hosts);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    add_case ("private", addresses[i].address, &addresses[i], test_private);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    add_case ("request", requests[i].name, &requests[i], test_request);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    add_case ("form", forms[i].name, &forms[i], test_form);
  g_test_add_func ("/net/address/header-injection", test_header_injection);
  g_test_add_func ("/net/address/costs", test_costs);
  return g_test_run ();
}
