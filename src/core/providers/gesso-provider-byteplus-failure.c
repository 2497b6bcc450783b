/* gesso-provider-byteplus-failure.c - what BytePlus' refusals mean for the artist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-byteplus.h"
#include "gesso-provider-util.h"

/* What comes behind the stem of a code differs from model to model. */
typedef struct
{
  const char *piece; /* of error.code */
  gboolean anywhere; /* not only at its beginning */
  GessoError code;
  const char *sentence; /* N_() (nullable): the usual one */
} Meaning;

#define NOT_OPEN                                                                                                 \
  N_("BytePlus has not opened this model for your account: open it in the ModelArk console, or choose another "  \
     "model.")
#define NO_MODEL                                                                                                 \
  N_("BytePlus does not know this model in the region of your key: open it in the ModelArk console, or choose "  \
     "another model.")

/* The first that fits counts. */
static const Meaning meanings[] = {
  { "PrivacyInformation", TRUE, GESSO_ERROR_CONTENT_REFUSED,
    N_("BytePlus recognised a real person in a picture and refused it: use another picture.") },
  { "OutputImageSensitive", FALSE, GESSO_ERROR_CONTENT_REFUSED,
    N_("BytePlus made a picture but did not hand it out, as it broke its rules: change the prompt. It is not charged.") },
  { "InputTextSensitive", FALSE, GESSO_ERROR_CONTENT_REFUSED, N_("BytePlus refused the prompt: change its words.") },
  { "InputImageSensitive", FALSE, GESSO_ERROR_CONTENT_REFUSED,
    N_("BytePlus refused a picture that was sent: use another one.") },
  { "Sensitive", TRUE, GESSO_ERROR_CONTENT_REFUSED, NULL },
  { "RiskDetection", TRUE, GESSO_ERROR_CONTENT_REFUSED, NULL },
  { "MissingParameter", FALSE, GESSO_ERROR_BAD_INPUT, NULL },
  { "InvalidParameter", FALSE, GESSO_ERROR_BAD_INPUT, NULL },
  { "InvalidImageURL", FALSE, GESSO_ERROR_BAD_INPUT,
    N_("BytePlus could not read a picture that was sent: use a PNG, JPEG or WebP below 30 MB.") },
  { "AuthenticationError", FALSE, GESSO_ERROR_INVALID_KEY, NULL },
  { "InvalidAccountStatus", FALSE, GESSO_ERROR_INVALID_KEY,
    N_("Your account at BytePlus is not active: look at it there, or use another key.") },
  { "AccountOverdueError", FALSE, GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("Your account at BytePlus has unpaid bills: pay them there, or use another key.") },
  { "OperationDenied.ServiceOverdue", FALSE, GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("Your account at BytePlus has unpaid bills: pay them there, or use another key.") },
  { "AccessDenied", FALSE, GESSO_ERROR_UNSUPPORTED,
    N_("BytePlus does not allow this key to use the model: check its permissions there, or choose another model.") },
  { "OperationDenied.ServiceNotOpen", FALSE, GESSO_ERROR_UNSUPPORTED, NOT_OPEN },
  { "OperationDenied", FALSE, GESSO_ERROR_UNSUPPORTED, NULL },
  { "ModelNotOpen", FALSE, GESSO_ERROR_UNSUPPORTED, NOT_OPEN },
  { "InvalidEndpointOrModel.ModelIDAccessDisabled", FALSE, GESSO_ERROR_UNSUPPORTED, NOT_OPEN },
  { "InvalidEndpointOrModel", FALSE, GESSO_ERROR_UNSUPPORTED, NO_MODEL },
  { "RateLimitExceeded", TRUE, GESSO_ERROR_RATE_LIMITED, NULL },
  { "RequestBurstTooFast", FALSE, GESSO_ERROR_RATE_LIMITED, NULL },
  { "InflightBatchsizeExceeded", FALSE, GESSO_ERROR_RATE_LIMITED, NULL },
  { "QuotaExceeded", FALSE, GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("The free quota at BytePlus is used up: turn on payment there, or use another key.") },
  { "SetLimitExceeded", FALSE, GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("Your account has reached the limit that is set for it at BytePlus: raise it there, or use another key.") },
  { "ServerOverloaded", FALSE, GESSO_ERROR_TRANSIENT,
    N_("BytePlus has too much to do just now: try again in a while.") },
  { "InternalServiceError", FALSE, GESSO_ERROR_TRANSIENT,
    N_("BytePlus failed on its side: try again in a while. The failed run may have been charged.") },
};

static const Meaning too_large = {
  NULL, FALSE, GESSO_ERROR_BAD_INPUT, N_("The pictures are too large together for BytePlus: use fewer or smaller ones."),
};
static const Meaning forbidden = { NULL, FALSE, GESSO_ERROR_UNSUPPORTED, NULL };
static const Meaning no_model = { NULL, FALSE, GESSO_ERROR_UNSUPPORTED, NO_MODEL };

static const Meaning *
find_meaning (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].anywhere ? strstr (word, meanings[i].piece) != NULL : g_str_has_prefix (word, meanings[i].piece))
      return &meanings[i];
  return NULL;
}

/* (nullable): where the status means what it means elsewhere too */
static const Meaning *
find_status (guint status)
{
  return status == 413 ? &too_large : status == 403 ? &forbidden : status == 404 ? &no_model : NULL;
}

GError *
gesso_byteplus_new_error (GessoProvider *self,
                          guint          status,
                          JsonObject    *error)
{
  const char *words = gesso_json_get_string (error, "message");
  const Meaning *meaning = find_meaning (gesso_json_get_string (error, "code"));
  GessoError code;

  if (meaning == NULL)
    meaning = find_status (status);
  if (meaning != NULL && meaning->sentence != NULL)
    return gesso_provider_new_failure (meaning->code, _(meaning->sentence), words);
  if (meaning != NULL)
    return gesso_provider_new_error (self, meaning->code, words);
  if (!gesso_provider_class_of_status (status, &code))
    code = GESSO_ERROR_BAD_ANSWER;
  return gesso_provider_new_error (self, code, words);
}

GError *
gesso_provider_byteplus_classify (GessoProvider   *self,
                                  GessoHttpAnswer *answer)
{
  guint status = gesso_http_answer_get_status (answer);
  g_autoptr (JsonObject) object = gesso_provider_read_object (self, answer, NULL);
  JsonObject *error = gesso_json_get_object (object, "error");

  /* Some ways there answer 200 whatever happened. */
  if (status >= 200 && status < 300 && error == NULL)
    return NULL;
  return gesso_byteplus_new_error (self, status, error);
}
