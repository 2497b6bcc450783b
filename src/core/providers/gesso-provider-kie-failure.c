/* gesso-provider-kie-failure.c - what KIE's refusals mean for the artist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-kie.h"
#include "gesso-provider-util.h"

typedef struct
{
  guint number; /* of the answer's `code` */
  GessoError code;
  const char *sentence; /* N_() (nullable): the usual one */
} Meaning;

static const Meaning meanings[] = {
  { 400, GESSO_ERROR_BAD_INPUT, NULL },
  { 401, GESSO_ERROR_INVALID_KEY,
    N_("KIE does not accept this key: check it, and the addresses that it may be used from.") },
  { 402, GESSO_ERROR_QUOTA_EXHAUSTED, NULL },
  { 404, GESSO_ERROR_BAD_INPUT,
    N_("KIE does not know this model or this run any more: choose another model, or run it again.") },
  { 408, GESSO_ERROR_TRANSIENT, N_("The service behind KIE did not finish in time: try again in a while.") },
  { 422, GESSO_ERROR_BAD_INPUT, NULL },
  { 429, GESSO_ERROR_RATE_LIMITED, NULL },
  { 433, GESSO_ERROR_QUOTA_EXHAUSTED,
    N_("This key has reached its own limit at KIE: raise it there, or use another key.") },
  { 455, GESSO_ERROR_TRANSIENT, N_("KIE is closed for maintenance: try again in an hour or so.") },
  { 500, GESSO_ERROR_TRANSIENT, NULL },
  { 501, GESSO_ERROR_TRANSIENT, N_("KIE could not make the picture: try again, or change the prompt.") },
  { 505, GESSO_ERROR_UNSUPPORTED, N_("KIE has switched this off: choose another model.") },
};

/* KIE says 500 for its own faults and for settings out of range alike. */
static const char *const input_words[] = {
  "parameter", "tolerance", "invalid", "must be", "range", "required", "not support", "cannot be empty",
};

static const char *const policy_words[] = {
  "sensitive", "policy", "policies", "moderat", "nsfw", "safety", "prohibited", "flagged",
};

gint64
gesso_kie_get_number (JsonObject *object,
                      const char *name,
                      gint64      fallback)
{
  const char *text = gesso_json_get_string (object, name);
  gint64 number;

  if (text == NULL)
    return gesso_json_get_int (object, name, fallback);
  return g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &number, NULL) ? number : fallback;
}

static gboolean
has_word (const char        *text,
          const char *const *words,
          guint              n)
{
  g_autofree char *lower = g_ascii_strdown (text != NULL ? text : "", -1);

  for (guint i = 0; i < n; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

guint
gesso_kie_get_code (GessoHttpAnswer *answer,
                    JsonObject      *object)
{
  guint status = gesso_http_answer_get_status (answer);
  gint64 code = gesso_kie_get_number (object, "code", 200);

  if (code < 200 || code >= 300)
    return (guint) CLAMP (code, 1, 999);
  return status >= 200 && status < 300 ? 200 : status;
}

static const Meaning *
find_meaning (guint number)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].number == number)
      return &meanings[i];
  return NULL;
}

static GError *
new_error (GessoProvider *self,
           guint          number,
           const char    *words)
{
  const Meaning *meaning = find_meaning (number);
  GessoError code = GESSO_ERROR_BAD_ANSWER;

  if (number == 500 && has_word (words, input_words, G_N_ELEMENTS (input_words)))
    return gesso_provider_new_error (self, GESSO_ERROR_BAD_INPUT, words);
  if (meaning != NULL && meaning->sentence != NULL)
    return gesso_provider_new_failure (meaning->code, _(meaning->sentence), words);
  if (meaning != NULL)
    return gesso_provider_new_error (self, meaning->code, words);
  if (number >= 300)
    gesso_provider_class_of_status (number, &code);
  return gesso_provider_new_error (self, code, words);
}

/* Only the question for the credit is answered by a bare number. */
static gboolean
has_no_credit (JsonObject *object)
{
  JsonNode *data = object != NULL ? json_object_get_member (object, "data") : NULL;

  return data != NULL && JSON_NODE_HOLDS_VALUE (data) &&
         (json_node_get_value_type (data) == G_TYPE_INT64 || json_node_get_value_type (data) == G_TYPE_DOUBLE) &&
         gesso_json_get_double (object, "data", 1) <= 0;
}

GError *
gesso_provider_kie_classify (GessoProvider   *self,
                             GessoHttpAnswer *answer)
{
  g_autoptr (JsonObject) object = gesso_provider_read_object (self, answer, NULL);
  g_autofree char *words = object != NULL ? gesso_provider_dup_words (object) : NULL;
  guint code = gesso_kie_get_code (answer, object);

  if (code == 200)
    return has_no_credit (object) ? gesso_provider_new_error (self, GESSO_ERROR_QUOTA_EXHAUSTED, NULL) : NULL;
  /* KIE itself answers in JSON: this is the network before it, and says nothing of the key. */
  if (object == NULL && code == 403)
    return gesso_provider_new_failure (GESSO_ERROR_TRANSIENT,
                                       _("The network in front of KIE let nothing through: try again later, or from "
                                         "another network."), NULL);
  return new_error (self, code, words);
}

GError *
gesso_kie_new_run_error (GessoProvider *self,
                         gint64         code,
                         const char    *words)
{
  if (has_word (words, policy_words, G_N_ELEMENTS (policy_words)))
    return gesso_provider_new_error (self, GESSO_ERROR_CONTENT_REFUSED, words);
  if (code == 500)
    return gesso_provider_new_error (self, GESSO_ERROR_TRANSIENT, words);
  if (code == 422)
    return gesso_provider_new_error (self, GESSO_ERROR_BAD_INPUT, words);
  return gesso_provider_new_failure (GESSO_ERROR_TRANSIENT,
                                     _("KIE could not make the picture: try again, or change the prompt."), words);
}
