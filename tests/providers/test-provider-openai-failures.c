/* test-provider-openai-failures.c - what OpenAI refuses, and what nobody should send
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-failure-table.h"
#include "gesso-hostile.h"
#include "gesso-json.h"

GType gesso_provider_openai_get_type (void);

static GessoProvider *
make_provider (void)
{
  return g_object_new (gesso_provider_openai_get_type (), NULL);
}

static GessoRequest *
make_generate (void)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_GENERATE, "openai/gpt-image-2.5-flare");

  gesso_request_set_prompt (request, "A paper lantern on a wooden table");
  return request;
}

#define ERROR(type, code, message) \
  "{\"error\":{\"message\":\"" message "\",\"type\":\"" type "\",\"param\":null,\"code\":\"" code "\"}}"

static const GessoFailureRow rows[] = {
  { "bad key", 401, NULL, ERROR ("invalid_request_error", "invalid_api_key", "Incorrect API key provided: sk-abc***xyz."),
    GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID },
  { "wrong organisation", 401, NULL, ERROR ("invalid_request_error", "", "You must be a member of an organization"),
    GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, "organisation" },
  { "unsupported region", 403, NULL,
    ERROR ("request_forbidden", "unsupported_country_region_territory", "Country, region, or territory not supported"),
    GESSO_ERROR_UNSUPPORTED, GESSO_KEY_USABLE, "country" },
  { "missing permission", 403, NULL, ERROR ("invalid_request_error", "", "You have insufficient permissions: Missing scopes"),
    GESSO_ERROR_INVALID_KEY, GESSO_KEY_INVALID, "permissions" },
  { "organisation not verified", 403, NULL, ERROR ("invalid_request_error", "", "Your organization must be verified to use the model"),
    GESSO_ERROR_UNSUPPORTED, GESSO_KEY_USABLE, "verified" },
  { "model gone", 404, NULL, ERROR ("invalid_request_error", "model_not_found", "The model does not exist"),
    GESSO_ERROR_UNSUPPORTED, GESSO_KEY_USABLE, "another model" },
  { "unknown parameter", 400, NULL, ERROR ("invalid_request_error", "unknown_parameter", "Unknown parameter: 'style'."),
    GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE, "'style'" },
  { "invalid type", 400, NULL, ERROR ("invalid_request_error", "invalid_type", "Expected a file"),
    GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE },
  { "invalid value", 400, NULL, ERROR ("invalid_request_error", "invalid_value", "Invalid size"),
    GESSO_ERROR_BAD_INPUT, GESSO_KEY_USABLE },
  { "moderation", 400, NULL,
    ERROR ("image_generation_user_error", "moderation_blocked", "Rejected by the safety system. safety_violations=[sexual]."),
    GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE, "safety_violations=[sexual]" },
  { "moderation, old code", 400, NULL, ERROR ("invalid_request_error", "content_policy_violation", "Rejected"),
    GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "moderation, no code", 400, NULL, ERROR ("image_generation_user_error", "", "safety_violations=[violence]"),
    GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { "conflict", 409, NULL, ERROR ("", "", "Conflict"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "timeout", 408, NULL, ERROR ("", "", "Timeout"), GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, "too long" },
  { "rate limited", 429, "retry-after: 20", ERROR ("requests", "rate_limit_exceeded", "Rate limit reached for images per minute"),
    GESSO_ERROR_RATE_LIMITED, GESSO_KEY_RESTING },
  { "slow down", 429, NULL, ERROR ("rate_limit_error", "slow_down", "Slow down"), GESSO_ERROR_RATE_LIMITED, GESSO_KEY_RESTING },
  { "rate limited, no words", 429, NULL, "", GESSO_ERROR_RATE_LIMITED, GESSO_KEY_RESTING },
  { "quota", 429, NULL, ERROR ("insufficient_quota", "insufficient_quota", "You exceeded your current quota"),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED },
  { "credit used up", 429, NULL, ERROR ("insufficient_quota", "credit_balance_exhausted", "No credit"),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED },
  { "organisation's spend", 429, NULL, ERROR ("insufficient_quota", "organization_spend_limit_exceeded", "Limit"),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "organisation" },
  { "project's spend", 429, NULL, ERROR ("insufficient_quota", "project_spend_limit_exceeded", "Limit"),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "project" },
  { "organisation's usage", 429, NULL, ERROR ("insufficient_quota", "organization_usage_limit_exceeded", "Limit"),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "usage" },
  { "no billing", 429, NULL, ERROR ("insufficient_quota", "billing_not_active", "Not active"),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED, "Billing" },
  { "quota, another code", 429, NULL, ERROR ("insufficient_quota", "something_new", "Limit"),
    GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_KEY_EXHAUSTED },
  { "overloaded", 503, "retry-after-ms: 1500", ERROR ("service_unavailable_error", "server_is_overloaded", "Overloaded"),
    GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "server fault", 500, NULL, ERROR ("server_error", "server_error", "The server had an error"),
    GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE },
  { "gateway, a page", 502, NULL, "<html><head><title>502 Bad Gateway</title></head></html>", GESSO_ERROR_TRANSIENT,
    GESSO_KEY_USABLE, "charged" },
  { "gateway timeout", 504, NULL, "", GESSO_ERROR_TRANSIENT, GESSO_KEY_USABLE, "charged" },
  { "bad picture", 400, NULL, ERROR ("invalid_request_error", "invalid_image_format", "Unsupported"), GESSO_ERROR_BAD_INPUT,
    GESSO_KEY_USABLE, "PNG" },
  { "success with an error in it", 200, NULL, ERROR ("image_generation_user_error", "moderation_blocked", "Rejected"),
    GESSO_ERROR_CONTENT_REFUSED, GESSO_KEY_USABLE },
  { NULL },
};

static void
test_failures (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GBytes) body = g_bytes_new_static (rows[0].body, strlen (rows[0].body));
  g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (401, NULL, body);
  g_autoptr (GError) error = gesso_provider_classify (provider, answer);

  gesso_failure_table_check (provider, rows);
  g_assert_null (strstr (error->message, "sk-abc"));
}

static const char good_answer[] =
  "{\"created\":1,\"data\":[{\"b64_json\":\"iVBORw==\"}],\"usage\":{\"input_tokens\":40,\"output_tokens\":500,"
  "\"input_tokens_details\":{\"text_tokens\":40,\"image_tokens\":0}}}";

static void
test_hostile_answers (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, NULL);

  gesso_hostile_check_answers (provider, request, state, good_answer);
  gesso_hostile_check_answers (provider, request, state, ERROR ("insufficient_quota", "insufficient_quota", "No"));
}

static void
test_hostile_events (void)
{
  g_autoptr (GessoProvider) provider = make_provider ();
  g_autoptr (GessoRequest) request = make_generate ();
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoStep) step = NULL;

  gesso_parameters_set (gesso_request_get_parameters (request), "previews", g_variant_new_int64 (2));
  step = gesso_provider_next (provider, request, state, NULL);
  gesso_hostile_check_events (provider, request, state, "image_generation.partial_image",
                              "{\"type\":\"image_generation.partial_image\",\"partial_image_index\":1,\"b64_json\":\"iVBORw==\"}");
  gesso_hostile_check_events (provider, request, state, "image_generation.completed",
                              "{\"type\":\"image_generation.completed\",\"b64_json\":\"iVBORw==\",\"usage\":{\"output_tokens\":7}}");
  gesso_hostile_check_events (provider, request, state, "error",
                              "{\"type\":\"error\",\"error\":{\"code\":\"slow_down\",\"message\":\"wait\"}}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/openai/failures", test_failures);
  g_test_add_func ("/openai/hostile/answers", test_hostile_answers);
  g_test_add_func ("/openai/hostile/events", test_hostile_events);
  return g_test_run ();
}
