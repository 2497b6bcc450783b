/* test-http-message.c - requests and answers as values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-http-message.h"

static char *
dup_body_text (GessoHttpRequest *request, char **content_type)
{
  g_autoptr (GBytes) body = gesso_http_request_dup_body (request, content_type);

  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static void
test_multipart (void)
{
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", "https://example.org/");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PNG\r\n--", 7);
  g_autofree char *type = NULL, *again_type = NULL, *text = NULL, *again = NULL, *expected = NULL;
  const char *boundary;

  gesso_http_request_add_text (request, "prompt", "a \"fox\"");
  gesso_http_request_add_part (request, "image[]", "a\"b\r\n.png", "image/png", bytes);
  text = dup_body_text (request, &type);
  again = dup_body_text (request, &again_type);
  g_assert_cmpstr (text, ==, again);
  g_assert_true (g_str_has_prefix (type, "multipart/form-data; boundary="));
  boundary = type + strlen ("multipart/form-data; boundary=");
  expected = g_strdup_printf ("--%s\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na \"fox\"\r\n"
                              "--%s\r\nContent-Disposition: form-data; name=\"image[]\"; filename=\"a%%22b%%0D%%0A.png\"\r\n"
                              "Content-Type: image/png\r\n\r\nPNG\r\n--\r\n--%s--\r\n",
                              boundary, boundary, boundary);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (gesso_http_request_get_parts (request)->len, ==, 2);
}

static void
test_headers (void)
{
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", "https://example.org/");
  const char *const *headers;

  g_assert_null (gesso_http_request_get_headers (request)[0]);
  gesso_http_request_add_header (request, "Accept", "image/png");
  gesso_http_request_add_header (request, "X-A", "1");
  headers = gesso_http_request_get_headers (request);
  g_assert_cmpstr (headers[0], ==, "Accept");
  g_assert_cmpstr (headers[3], ==, "1");
  g_assert_null (headers[4]);
}

typedef struct
{
  const char *name, *header, *value;
  double expected;
  const char *other_header, *other_value;
} WaitCase;

/* The clock stands at 1994-11-06 08:49:37 UTC, the date of the RFC's example. */
static const WaitCase waits[] = {
  { "seconds", "Retry-After", "120", 120 },
  { "fraction", "retry-after", "1.5", 1.5 },
  { "milliseconds", "Retry-After-Ms", "250", .25 },
  { "date", "Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT", 60 },
  { "date-past", "Retry-After", "Sun, 06 Nov 1994 08:00:00 GMT", 0 },
  { "week", "Retry-After", "604800", 86400 },
  { "negative", "Retry-After", "-5", -1 },
  { "word", "Retry-After", "soon", -1 },
  { "half-number", "Retry-After", "12 s", -1 },
  { "bad-month", "Retry-After", "Sun, 06 Foo 1994 08:50:37 GMT", -1 },
  { "month-across", "Retry-After", "Sun, 06 anF 1994 08:50:37 GMT", -1 },
  { "empty", "Retry-After", "", -1 },
  { "infinite", "Retry-After", "inf", -1 },
  { "other", "X-Wait", "5", -1 },
  { "date-asctime", "Retry-After", "Sun Nov  6 08:50:37 1994", 60 },
  { "date-rfc850", "Retry-After", "Sunday, 06-Nov-94 08:50:37 GMT", 60 },
  { "azure-milliseconds", "x-ms-retry-after-ms", "1500", 1.5 },
  { "milliseconds-first", "Retry-After", "2", .25, "retry-after-ms", "250" },
  { "milliseconds-bad", "Retry-After", "2", 2, "retry-after-ms", "soon" },
  { "reset-duration", "x-ratelimit-reset-requests", "6m0s", 360 },
  { "reset-milliseconds", "x-ratelimit-reset-tokens", "120ms", .12 },
  { "reset-mixed", "x-ratelimit-reset-tokens", "1h2m3.5s", 3723.5 },
  { "reset-seconds", "ratelimit-reset", "30", 30 },
  { "reset-epoch", "X-RateLimit-Reset", "784111787", -1, "X-RateLimit-Remaining", "3" },
  { "reset-epoch-later", "X-RateLimit-Reset", "1784111787", 86400, "X-RateLimit-Remaining", "0" },
  { "reset-epoch-milliseconds", "X-RateLimit-Reset", "1784111787000", 86400, "X-RateLimit-Remaining", "0" },
  { "reset-not-met", "x-ratelimit-reset-tokens", "6m0s", -1, "x-ratelimit-remaining-tokens", "900" },
  { "reset-word", "x-ratelimit-reset-tokens", "6 minutes", -1 },
  { "reset-unit-missing", "x-ratelimit-reset-tokens", "6m5", -1 },
  { "reset-behind-retry-after", "x-ratelimit-reset-tokens", "6m0s", 4, "Retry-After", "4" },
};

static void
test_wait (gconstpointer data)
{
  const WaitCase *c = data;
  const char *headers[] = { c->header, c->value, c->other_header, c->other_value, NULL };
  g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (429, headers, NULL);

  g_assert_cmpfloat_with_epsilon (gesso_http_answer_get_retry_after (answer, 784111777), c->expected, 1e-9);
}

/* What stands in every answer is no advice to wait. */
static void
test_wait_status (void)
{
  const char *headers[] = { "x-ratelimit-reset-requests", "6m0s", NULL };
  const guint statuses[] = { 200, 400, 401, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (statuses[i], headers, NULL);

      g_assert_cmpfloat (gesso_http_answer_get_retry_after (answer, 784111777), <, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/http-message/multipart", test_multipart);
  g_test_add_func ("/base/http-message/headers", test_headers);
  g_test_add_func ("/base/http-message/retry-after/other-status", test_wait_status);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autofree char *path = g_strconcat ("/base/http-message/retry-after/", waits[i].name, NULL);

      g_test_add_data_func (path, &waits[i], test_wait);
    }
  return g_test_run ();
}
