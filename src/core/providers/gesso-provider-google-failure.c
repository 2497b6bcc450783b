/* gesso-provider-google-failure.c - what Google's refusals mean for the artist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-provider-google.h"
#include "gesso-provider-util.h"

typedef struct
{
  const char *word; /* in `details[].reason`, a finish or a block reason */
  GessoError code;
  const char *sentence; /* N_() (nullable): the usual one */
} Meaning;

#define SUCH_PICTURES N_("Google refused the content: change the prompt or the picture.")
#define TOO_CLOSE N_("The picture came too close to one that exists: describe it in other words.")
#define MODEL_FAULT N_("The model lost its way: try again.")

static const Meaning reasons[] = {
  { "API_KEY_INVALID", GESSO_ERROR_INVALID_KEY, NULL },
  { "API_KEY_EXPIRED", GESSO_ERROR_INVALID_KEY, N_("This key has expired: make a new one at Google.") },
  { "SERVICE_DISABLED", GESSO_ERROR_INVALID_KEY,
    N_("The Gemini API is not switched on for this key's project: switch it on at Google, or use another key.") },
  { "API_KEY_SERVICE_BLOCKED", GESSO_ERROR_INVALID_KEY,
    N_("This key may not be used for the Gemini API: change its restrictions at Google, or use another key.") },
  { "CONSUMER_SUSPENDED", GESSO_ERROR_INVALID_KEY,
    N_("This key's project is suspended: ask Google, or use another key.") },
};

static const Meaning finish_reasons[] = {
  { "SAFETY", GESSO_ERROR_CONTENT_REFUSED, SUCH_PICTURES },
  { "IMAGE_SAFETY", GESSO_ERROR_CONTENT_REFUSED, SUCH_PICTURES },
  { "PROHIBITED_CONTENT", GESSO_ERROR_CONTENT_REFUSED, SUCH_PICTURES },
  { "IMAGE_PROHIBITED_CONTENT", GESSO_ERROR_CONTENT_REFUSED, SUCH_PICTURES },
  { "BLOCKLIST", GESSO_ERROR_CONTENT_REFUSED, SUCH_PICTURES },
  { "SPII", GESSO_ERROR_CONTENT_REFUSED,
    N_("Google refused the content because of personal data in it: change the prompt or the picture.") },
  { "RECITATION", GESSO_ERROR_CONTENT_REFUSED, TOO_CLOSE },
  { "IMAGE_RECITATION", GESSO_ERROR_CONTENT_REFUSED, TOO_CLOSE },
  { "NO_IMAGE", GESSO_ERROR_BAD_ANSWER,
    N_("The model answered in words: ask more clearly for a picture, or try again.") },
  { "MAX_TOKENS", GESSO_ERROR_BAD_ANSWER,
    N_("The model stopped before the picture was finished: ask for less, or try again.") },
  { "LANGUAGE", GESSO_ERROR_BAD_INPUT, N_("The model does not know this language: write the prompt in another.") },
  { "IMAGE_OTHER", GESSO_ERROR_TRANSIENT, MODEL_FAULT },
  { "OTHER", GESSO_ERROR_TRANSIENT, MODEL_FAULT },
  { "MALFORMED_FUNCTION_CALL", GESSO_ERROR_TRANSIENT, MODEL_FAULT },
  { "UNEXPECTED_TOOL_CALL", GESSO_ERROR_TRANSIENT, MODEL_FAULT },
  { "TOO_MANY_TOOL_CALLS", GESSO_ERROR_TRANSIENT, MODEL_FAULT },
  { "MALFORMED_RESPONSE", GESSO_ERROR_TRANSIENT, MODEL_FAULT },
};

static const Meaning block_other = {
  NULL, GESSO_ERROR_CONTENT_REFUSED, N_("Google refused the prompt: change it or the picture."),
};
static const Meaning in_words = {
  NULL, GESSO_ERROR_BAD_ANSWER, N_("The model answered in words: ask more clearly for a picture, or try again."),
};

/* By status, where the answer says nothing more exact. */
static const Meaning wrong_key = { NULL, GESSO_ERROR_INVALID_KEY, NULL };
static const Meaning not_permitted = {
  NULL, GESSO_ERROR_INVALID_KEY,
  N_("Google does not allow this key to make pictures: check it and its project there, or use another key."),
};
static const Meaning no_region = {
  NULL, GESSO_ERROR_UNSUPPORTED,
  N_("Google does not offer this in the country this computer is in: choose another provider."),
};
static const Meaning no_billing = {
  NULL, GESSO_ERROR_QUOTA_EXHAUSTED,
  N_("Google asks for billing to be set up for this key: do so there, or use another key."),
};
static const Meaning balance_used = { NULL, GESSO_ERROR_QUOTA_EXHAUSTED, NULL };
static const Meaning not_free = {
  NULL, GESSO_ERROR_QUOTA_EXHAUSTED,
  N_("This model is not free of charge: set up billing for this key at Google, or use another key."),
};
static const Meaning day_used = {
  NULL, GESSO_ERROR_QUOTA_EXHAUSTED,
  N_("This key has used up its quota of the day at Google: wait until tomorrow, or use another key."),
};
static const Meaning too_fast = { NULL, GESSO_ERROR_RATE_LIMITED, NULL };
static const Meaning no_model = {
  NULL, GESSO_ERROR_UNSUPPORTED, N_("Google does not have this model any more: choose another model."),
};
static const Meaning too_large = {
  NULL, GESSO_ERROR_BAD_INPUT, N_("The pictures are too large for Google: use smaller or fewer ones."),
};
static const Meaning server_fault = {
  NULL, GESSO_ERROR_TRANSIENT,
  N_("Google failed on its side: try again in a while. The failed run may have been charged."),
};
static const Meaning timed_out = { NULL, GESSO_ERROR_TRANSIENT, N_("Google took too long: try again in a while.") };
static const Meaning bad_request = { NULL, GESSO_ERROR_BAD_INPUT, NULL };

static const Meaning *
find_word (const Meaning *list,
           guint          n,
           const char    *word)
{
  for (guint i = 0; word != NULL && i < n; i++)
    if (g_str_equal (list[i].word, word))
      return &list[i];
  return NULL;
}

/* What `details[]` tells, of several types of objects. */
typedef struct
{
  const Meaning *meaning; /* (nullable) */
  double retry_after;     /* below 0: not told */
  gboolean of_day, of_none;
} Details;

static void
read_violations (JsonArray *violations,
                 Details   *out)
{
  for (guint i = 0; violations != NULL && i < json_array_get_length (violations); i++)
    {
      JsonObject *violation = gesso_json_array_get_object (violations, i);

      if (gesso_provider_mentions (gesso_json_get_string (violation, "quotaId"), "perday"))
        out->of_day = TRUE;
      /* A number in text, as JSON has no 64 bits. */
      if (g_strcmp0 (gesso_json_get_string (violation, "quotaValue"), "0") == 0)
        out->of_none = TRUE;
    }
}

/* "37s", "1.5s" */
static double
parse_delay (const char *text)
{
  char *end = NULL;
  double seconds = text != NULL && g_ascii_isdigit (*text) ? g_ascii_strtod (text, &end) : -1;

  return end != NULL && g_str_equal (end, "s") && seconds < 24 * 60 * 60 ? seconds : -1;
}

static Details
read_details (JsonObject *error)
{
  JsonArray *details = gesso_json_get_array (error, "details");
  Details out = { .retry_after = -1 };

  for (guint i = 0; details != NULL && i < json_array_get_length (details); i++)
    {
      JsonObject *detail = gesso_json_array_get_object (details, i);
      double delay = parse_delay (gesso_json_get_string (detail, "retryDelay"));

      if (out.meaning == NULL)
        out.meaning = find_word (reasons, G_N_ELEMENTS (reasons), gesso_json_get_string (detail, "reason"));
      out.retry_after = MAX (out.retry_after, delay);
      read_violations (gesso_json_get_array (detail, "violations"), &out);
    }
  return out;
}

static const Meaning *
find_precondition (const char *message)
{
  if (gesso_provider_mentions (message, "billing") || gesso_provider_mentions (message, "free tier"))
    return &no_billing;
  return &no_region;
}

static const Meaning *
find_limit (const char    *message,
            const Details *details)
{
  if (details->of_none || gesso_provider_mentions (message, "limit: 0"))
    return &not_free;
  return details->of_day ? &day_used : &too_fast;
}

static const Meaning *
find_status (guint          status,
             JsonObject    *error,
             const Details *details)
{
  const char *message = gesso_json_get_string (error, "message");
  const char *word = gesso_json_get_string (error, "status");

  if (g_strcmp0 (word, "FAILED_PRECONDITION") == 0)
    return find_precondition (message);
  switch (status)
    {
    case 401:
      return &wrong_key;
    case 402:
      return &balance_used;
    case 403:
      return &not_permitted;
    case 404:
      return &no_model;
    case 408:
      return &timed_out;
    case 413:
      return &too_large;
    case 429:
      return find_limit (message, details);
    default:
      return status >= 500 ? &server_fault : status >= 400 ? &bad_request : NULL;
    }
}

static GError *
make_error (GessoProvider *self,
            const Meaning *meaning,
            const char    *words)
{
  if (meaning == NULL)
    return gesso_provider_new_error (self, GESSO_ERROR_BAD_ANSWER, words);
  if (meaning->sentence == NULL)
    return gesso_provider_new_error (self, meaning->code, words);
  return gesso_provider_new_failure (meaning->code, _(meaning->sentence), words);
}

GError *
gesso_google_new_error (GessoProvider *self,
                        guint          status,
                        JsonObject    *error)
{
  Details details = read_details (error);
  gint64 code = gesso_json_get_int (error, "code", 0);
  const Meaning *meaning = details.meaning;
  GError *failure;

  /* Some failures come as a success with the status inside. */
  if (status < 300 && code >= 400 && code < 600)
    status = (guint) code;
  if (meaning == NULL)
    meaning = find_status (status, error, &details);
  failure = make_error (self, meaning, gesso_json_get_string (error, "message"));
  if (details.retry_after >= 0)
    gesso_error_set_retry_after (failure, details.retry_after);
  return failure;
}

/* The model's own words, thoughts left out. Returns: (nullable) */
static const char *
find_text (JsonObject *candidate)
{
  JsonArray *parts = gesso_json_get_array (gesso_json_get_object (candidate, "content"), "parts");

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = gesso_json_array_get_object (parts, i);
      const char *text = gesso_json_get_string (part, "text");

      if (text != NULL && *text != '\0' && !gesso_json_get_bool (part, "thought", FALSE))
        return text;
    }
  return NULL;
}

GError *
gesso_google_find_refusal (GessoProvider *self,
                           JsonObject    *object)
{
  JsonObject *feedback = gesso_json_get_object (object, "promptFeedback");
  JsonObject *candidate = gesso_json_array_get_object (gesso_json_get_array (object, "candidates"), 0);
  const char *block = gesso_json_get_string (feedback, "blockReason");
  const char *words = gesso_json_get_string (candidate, "finishMessage");
  const char *text = find_text (candidate);
  const Meaning *meaning;

  if (block != NULL && !g_str_equal (block, "BLOCK_REASON_UNSPECIFIED"))
    {
      meaning = find_word (finish_reasons, G_N_ELEMENTS (finish_reasons), block);
      if (meaning == NULL || meaning->code != GESSO_ERROR_CONTENT_REFUSED)
        meaning = &block_other;
      return make_error (self, meaning, gesso_json_get_string (feedback, "blockReasonMessage"));
    }
  meaning = find_word (finish_reasons, G_N_ELEMENTS (finish_reasons), gesso_json_get_string (candidate, "finishReason"));
  if (meaning != NULL)
    return make_error (self, meaning, words != NULL ? words : text);
  return text != NULL ? make_error (self, &in_words, text) : NULL;
}
