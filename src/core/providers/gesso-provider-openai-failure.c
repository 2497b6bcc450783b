/* gesso-provider-openai-failure.c - what OpenAI's refusals mean for the artist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-openai.h"
#include "gesso-provider-util.h"

typedef struct
{
  const char *word; /* in error.code or error.type */
  GessoError code;
  const char *sentence; /* N_() (nullable): the usual one */
} Meaning;

#define BAD_PICTURE N_("OpenAI could not read a picture that was sent: use a PNG, WebP or JPEG below 50 MB.")

#define SERVER_FAULT N_("OpenAI failed on its side: try again in a while. The failed run may have been charged.")

static const Meaning meanings[] = {
  { "invalid_api_key", GESSO_ERROR_INVALID_KEY, NULL },
  { "moderation_blocked", GESSO_ERROR_CONTENT_REFUSED, NULL },
  { "content_policy_violation", GESSO_ERROR_CONTENT_REFUSED, NULL },
  { "image_content_policy_violation", GESSO_ERROR_CONTENT_REFUSED, NULL },
  { "bio_policy", GESSO_ERROR_CONTENT_REFUSED, NULL },
  { "misalignment_policy_violation", GESSO_ERROR_CONTENT_REFUSED, NULL },
  { "insufficient_quota", GESSO_ERROR_QUOTA_EXHAUSTED, NULL },
  { "credit_balance_exhausted", GESSO_ERROR_QUOTA_EXHAUSTED, NULL },
  { "organization_spend_limit_exceeded", GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("Your organisation has reached its spend limit at OpenAI: raise it there, or use another key.") },
  { "project_spend_limit_exceeded", GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("Your project has reached its spend limit at OpenAI: raise it there, or use another key.") },
  { "organization_usage_limit_exceeded", GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("Your organisation has reached its usage limit at OpenAI: raise it there, or use another key.") },
  { "billing_not_active", GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("Billing is not active for this key: set it up at OpenAI, or use another key.") },
  { "rate_limit_exceeded", GESSO_ERROR_RATE_LIMITED, NULL },
  { "slow_down", GESSO_ERROR_RATE_LIMITED, NULL },
  { "rate_limit_error", GESSO_ERROR_RATE_LIMITED, NULL },
  { "model_not_found", GESSO_ERROR_UNSUPPORTED,
    N_("This model is gone or not open to your account at OpenAI: choose another model.") },
  { "unsupported_country_region_territory", GESSO_ERROR_UNSUPPORTED,
    N_("OpenAI does not serve the country this computer is in: choose another provider.") },
  { "data_residency_mismatch", GESSO_ERROR_UNSUPPORTED,
    N_("Your project at OpenAI is bound to another region: use a key of another project.") },
  { "server_is_overloaded", GESSO_ERROR_TRANSIENT, N_("OpenAI has too much to do just now: try again in a while.") },
  { "service_unavailable_error", GESSO_ERROR_TRANSIENT, NULL },
  { "server_error", GESSO_ERROR_TRANSIENT, SERVER_FAULT },
  { "invalid_image", GESSO_ERROR_BAD_INPUT, BAD_PICTURE },
  { "invalid_image_format", GESSO_ERROR_BAD_INPUT, BAD_PICTURE },
  { "invalid_base64_image", GESSO_ERROR_BAD_INPUT, BAD_PICTURE },
  { "image_parse_error", GESSO_ERROR_BAD_INPUT, BAD_PICTURE },
  { "unsupported_image_media_type", GESSO_ERROR_BAD_INPUT, BAD_PICTURE },
  { "empty_image_file", GESSO_ERROR_BAD_INPUT, BAD_PICTURE },
  { "image_too_large", GESSO_ERROR_BAD_INPUT, N_("A picture is too large for OpenAI: use a smaller one.") },
  { "image_file_too_large", GESSO_ERROR_BAD_INPUT, N_("A picture is too large for OpenAI: use a smaller one.") },
  { "image_too_small", GESSO_ERROR_BAD_INPUT, N_("A picture is too small for OpenAI: use a larger one.") },
};

/* What a 403 is about, told by its message alone. */
static const Meaning forbidden[] = {
  { "country", GESSO_ERROR_UNSUPPORTED,
    N_("OpenAI does not serve the country this computer is in: choose another provider.") },
  { "region", GESSO_ERROR_UNSUPPORTED,
    N_("OpenAI does not serve the country this computer is in: choose another provider.") },
  { "verif", GESSO_ERROR_UNSUPPORTED,
    N_("OpenAI gives this model to verified organisations only: verify yours there, or choose another model.") },
  { "", GESSO_ERROR_INVALID_KEY,
    N_("OpenAI does not allow this key to make pictures: check its permissions there, or use another key.") },
};

static const Meaning timed_out = {
  NULL, GESSO_ERROR_TRANSIENT, N_("OpenAI took too long: try again in a while."),
};
static const Meaning in_conflict = {
  NULL, GESSO_ERROR_TRANSIENT, N_("OpenAI was in the middle of something else: try again in a while."),
};
static const Meaning server_fault = { NULL, GESSO_ERROR_TRANSIENT, SERVER_FAULT };
static const Meaning wrong_key = {
  NULL, GESSO_ERROR_INVALID_KEY,
  N_("OpenAI does not accept this key: check it, its organisation and the addresses it may be used from."),
};
static const Meaning no_model = {
  NULL, GESSO_ERROR_UNSUPPORTED, N_("OpenAI does not have this model any more: choose another model."),
};
static const Meaning too_much = { NULL, GESSO_ERROR_RATE_LIMITED, NULL };
static const Meaning no_credit = { NULL, GESSO_ERROR_QUOTA_EXHAUSTED, NULL };
static const Meaning bad_request = { NULL, GESSO_ERROR_BAD_INPUT, NULL };

static const Meaning *
find_meaning (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].word, word))
      return &meanings[i];
  return NULL;
}

static const Meaning *
find_forbidden (const char *message)
{
  guint i = 0;

  while (*forbidden[i].word != '\0' && !gesso_provider_mentions (message, forbidden[i].word))
    i++;
  return &forbidden[i];
}

/* (nullable): when @status is none of a failure, and no word is known */
static const Meaning *
find_status (guint       status,
             const char *message)
{
  switch (status)
    {
    case 401:
      return &wrong_key;
    case 402:
      return &no_credit;
    case 403:
      return find_forbidden (message);
    case 404:
      return &no_model;
    case 408:
      return &timed_out;
    case 409:
      return &in_conflict;
    case 429:
      return &too_much;
    default:
      return status >= 500 ? &server_fault : status >= 400 ? &bad_request : NULL;
    }
}

GError *
gesso_openai_new_error (GessoProvider *self,
                        guint          status,
                        JsonObject    *error)
{
  const char *message = gesso_json_get_string (error, "message");
  const Meaning *meaning = find_meaning (gesso_json_get_string (error, "code"));

  if (meaning == NULL)
    meaning = find_meaning (gesso_json_get_string (error, "type"));
  /* Older answers name the violations in the message alone. */
  if (meaning == NULL && message != NULL && strstr (message, "safety_violations") != NULL)
    meaning = find_meaning ("moderation_blocked");
  if (meaning == NULL)
    meaning = find_status (status, message);
  if (meaning == NULL)
    return gesso_provider_new_error (self, GESSO_ERROR_BAD_ANSWER, message);
  if (meaning->sentence == NULL)
    return gesso_provider_new_error (self, meaning->code, message);
  return gesso_provider_new_failure (meaning->code, _(meaning->sentence), message);
}
