/* test-provider-google-failures.c - what Google refuses, and what nobody should send
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-failure-table.h"
#include "gesso-hostile.h"
#include "gesso-json.h"

GType gesso_provider_google_get_type (void);

static GessoProvider *
make_provider (void)
{
  return g_object_new (gesso_provider_google_get_type (), NULL);
}

static GessoRequest *
make_generate (void)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_GENERATE, "google/gemini-nano-banana-2.1");

  gesso_request_set_prompt (request, "A paper lantern on a wooden table");
  return request;
}

static GessoHttpAnswer *
make_answer (const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return gesso_http_answer_new (429, NULL, body);
}

#define ERROR(code, status, message, details) \
  "{\"error\":{\"code\":" #code ",\"message\":\"" message "\",\"status\":\"" status "\",\"details\":[" details "]}}"
#define REASON(reason) "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" reason "\"}"
#define QUOTA(id, value) \
  "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaId\":\"" id "\",\"quotaValue\":\"" value "\"}]}"
#define FINISH(reason) "{\"candidates\":[{\"finishReason\":\"" reason "\",\"content\":{}}]}"
#define BLOCK(reason) "{\"promptFeedback\":{\"blockReason\":\"" reason "\"}}"

static const GessoFailureRow rows[] = {
  { "bad key", 400, NULL, ERROR (400, "INVALID_ARGUMENT", "API key not valid.", REASON ("API_KEY_INVALID")),
    GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID },
  { "bad credentials", 401, NULL, ERROR (401, "UNAUTHENTICATED", "Invalid authentication", ""), GESSO_ERROR_INVALID_KEY,
    GESSO_KEY_INVALID },
  { "API not enabled", 403, NULL, ERROR (403, "PERMISSION_DENIED", "Disabled", REASON ("SERVICE_DISABLED")),
    GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, "switched on" },
  { "key restricted", 403, NULL, ERROR (403, "PERMISSION_DENIED", "Blocked", REASON ("API_KEY_SERVICE_BLOCKED")),
    GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, "restrictions" },
  { "key leaked", 403, NULL, ERROR (403, "PERMISSION_DENIED", "Your API key was reported as leaked", ""),
    GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, "leaked" },
  { "unsupported region", 400, NULL, ERROR (400, "FAILED_PRECONDITION", "User location is not supported", ""),
    GESSO_ERROR_UNSUPPORTED, GESSO_KEY_USABLE, "country" },
  { "billing not enabled", 400, NULL, ERROR (400, "FAILED_PRECONDITION", "Please enable billing on your project", ""),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "billing" },
  { "bad field", 400, NULL,
    ERROR (400, "INVALID_ARGUMENT", "Invalid value", "{\"@type\":\"BadRequest\",\"fieldViolations\":[{\"field\":\"x\"}]}"),
    GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE },
  { "balance used up", 402, NULL, ERROR (402, "RESOURCE_EXHAUSTED", "Prepaid balance", ""), GESSO_ERROR_QUOTA_EXHAUSTED,
    GESSO_KEY_EXHAUSTED },
  { "rate limited", 429, NULL, ERROR (429, "RESOURCE_EXHAUSTED", "Quota", QUOTA ("RequestsPerMinutePerProject", "10")),
    GESSO_ERROR_RATE_LIMITED, GESSO_KEY_RESTING },
  { "quota of the day", 429, NULL, ERROR (429, "RESOURCE_EXHAUSTED", "Quota", QUOTA ("RequestsPerDayPerProject", "100")),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "tomorrow" },
  { "no free tier", 429, NULL, ERROR (429, "RESOURCE_EXHAUSTED", "Quota", QUOTA ("RequestsPerMinuteFreeTier", "0")),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "not free" },
  { "no free tier, in words", 429, NULL, ERROR (429, "RESOURCE_EXHAUSTED", "Quota exceeded, limit: 0", ""),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "not free" },
  { "model gone", 404, NULL, ERROR (404, "NOT_FOUND", "models/x is not found", ""), GESSO_ERROR_UNSUPPORTED,
    GESSO_KEY_USABLE, "another model" },
  { "too large", 413, NULL, "", GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "too large" },
  { "timeout", 408, NULL, "", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "server fault", 500, NULL, ERROR (500, "INTERNAL", "Internal", ""), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "bad gateway", 502, NULL, "<html>Bad Gateway</html>", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "unavailable", 503, NULL, ERROR (503, "UNAVAILABLE", "Overloaded", ""), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "deadline", 504, NULL, ERROR (504, "DEADLINE_EXCEEDED", "Deadline", ""), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "a list of one", 429, NULL, "[" ERROR (429, "RESOURCE_EXHAUSTED", "Quota", QUOTA ("PerDay", "9")) "]",
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED },
  { "an error as a success", 200, NULL, ERROR (503, "UNAVAILABLE", "Overloaded", ""), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "prompt: SAFETY", 200, NULL, BLOCK ("SAFETY"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "prompt: OTHER", 200, NULL, BLOCK ("OTHER"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "prompt: BLOCKLIST", 200, NULL, BLOCK ("BLOCKLIST"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "prompt: PROHIBITED_CONTENT", 200, NULL, BLOCK ("PROHIBITED_CONTENT"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "prompt: IMAGE_SAFETY", 200, NULL, BLOCK ("IMAGE_SAFETY"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: SAFETY", 200, NULL, FINISH ("SAFETY"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: IMAGE_SAFETY", 200, NULL, FINISH ("IMAGE_SAFETY"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: PROHIBITED_CONTENT", 200, NULL, FINISH ("PROHIBITED_CONTENT"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: IMAGE_PROHIBITED", 200, NULL, FINISH ("IMAGE_PROHIBITED_CONTENT"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: BLOCKLIST", 200, NULL, FINISH ("BLOCKLIST"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: SPII", 200, NULL, FINISH ("SPII"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: RECITATION", 200, NULL, FINISH ("RECITATION"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: IMAGE_RECITATION", 200, NULL, FINISH ("IMAGE_RECITATION"), GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "picture: NO_IMAGE", 200, NULL, FINISH ("NO_IMAGE"), GESSO_ERROR_BAD_ANSWER, GESSO_KEY_USABLE },
  { "picture: MAX_TOKENS", 200, NULL, FINISH ("MAX_TOKENS"), GESSO_ERROR_BAD_ANSWER, GESSO_KEY_USABLE },
  { "picture: IMAGE_OTHER", 200, NULL, FINISH ("IMAGE_OTHER"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "picture: OTHER", 200, NULL, FINISH ("OTHER"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "picture: LANGUAGE", 200, NULL, FINISH ("LANGUAGE"), GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE },
  { "picture: MALFORMED_FUNCTION", 200, NULL, FINISH ("MALFORMED_FUNCTION_CALL"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "picture: UNEXPECTED_TOOL", 200, NULL, FINISH ("UNEXPECTED_TOOL_CALL"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "picture: TOO_MANY_TOOLS", 200, NULL, FINISH ("TOO_MANY_TOOL_CALLS"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "picture: MALFORMED_RESPONSE", 200, NULL, FINISH ("MALFORMED_RESPONSE"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "words only", 200, NULL,
    "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"parts\":[{\"text\":\"Which lantern?\"}]}}]}",
    GESSO_ERROR_BAD_ANSWER, GESSO_KEY_USABLE, "Which lantern?" },
  { NULL },
};

static void
test_failures (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();

  gesso_failure_table_check (provider, rows);
}

static void
test_retry_after (void)
{
  static const char text[] =
    "{\"error\":{\"code\":429,\"message\":\"Quota\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":["
    "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaId\":\"GenerateRequestsPerMinute\"}]},"
    "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"1.5s\"}]}}";
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoHttpAnswer) answer = make_answer (text);
  g_autoptr (GError) error = gesso_provider_classify (provider, answer), copy = g_error_copy (error);

  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_RATE_LIMITED);
  g_assert_cmpfloat (gesso_error_get_retry_after (copy), ==, 1.5);
}

static const char good_answer[] =
  "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"role\":\"model\",\"parts\":["
  "{\"text\":\"thinking\",\"thought\":true,\"thoughtSignature\":\"dGhvdWdodA==\"},"
  "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"cGlj\"},\"thoughtSignature\":\"cGljdHVyZQ==\"}]}}],"
  "\"usageMetadata\":{\"promptTokenCount\":1,\"candidatesTokenCount\":9,\"thoughtsTokenCount\":1,"
  "\"candidatesTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":9}]},\"responseId\":\"r1\"}";

static void
test_hostile (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, NULL);

  gesso_hostile_check_answers (provider, request, state, good_answer);
  gesso_hostile_check_answers (provider, request, state, rows[0].body);
  gesso_hostile_check_answers (provider, request, state, rows[9].body);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/google/failures/table", test_failures);
  g_test_add_func ("/google/failures/retry-after", test_retry_after);
  g_test_add_func ("/google/hostile", test_hostile);
  return g_test_run ();
}
