/* gesso-provider-fal-failure.c - what an error of fal means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-fal-private.h"
#include "gesso-provider-util.h"

/* By the `type` of a model's error and the `error_type` of the queue's. */
static const struct
{
  const char *type;
  GessoError code;
} failures[] = {
  { "content_policy_violation", GESSO_ERROR_CONTENT_REFUSED },
  { "no_media_generated", GESSO_ERROR_CONTENT_REFUSED },
  { "generation_timeout", GESSO_ERROR_TRANSIENT },
  { "internal_server_error", GESSO_ERROR_TRANSIENT },
  { "downstream_service_error", GESSO_ERROR_TRANSIENT },
  { "downstream_service_unavailable", GESSO_ERROR_TRANSIENT },
  { "request_timeout", GESSO_ERROR_TRANSIENT },
  { "startup_timeout", GESSO_ERROR_TRANSIENT },
  { "internal_error", GESSO_ERROR_TRANSIENT },
  { "client_disconnected", GESSO_ERROR_TRANSIENT },
  { "bad_request", GESSO_ERROR_BAD_INPUT },
};

static const char *
find_type (GessoHttpAnswer *answer,
           JsonObject      *body)
{
  const char *type = gesso_json_get_string (gesso_json_array_get_object (gesso_json_get_array (body, "detail"), 0), "type");

  if (type == NULL)
    type = gesso_json_get_string (body, "error_type");
  return type != NULL ? type : gesso_http_answer_get_header (answer, "X-Fal-Error-Type");
}

static gboolean
says_no_retry (GessoHttpAnswer *answer)
{
  const char *retry = gesso_http_answer_get_header (answer, "X-Fal-Retryable");

  if (retry == NULL)
    retry = gesso_http_answer_get_header (answer, "X-Fal-Needs-Retry");
  return retry != NULL && g_ascii_strcasecmp (retry, "false") == 0;
}

static gboolean
class_of_type (GessoHttpAnswer *answer,
               const char      *type,
               GessoError      *out)
{
  if (type == NULL)
    return FALSE;
  if (g_str_has_prefix (type, "runner_"))
    {
      *out = GESSO_ERROR_TRANSIENT;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_str_equal (type, failures[i].type))
      {
        *out = failures[i].code;
        /* What a partner's model refuses once it refuses always. */
        if (g_str_has_prefix (type, "downstream_") && says_no_retry (answer))
          *out = GESSO_ERROR_BAD_INPUT;
        return TRUE;
      }
  return FALSE;
}

/* Credit that has run out comes as 403, like a key without the permission. */
static GError *
classify_forbidden (GessoProvider *self,
                    const char    *words)
{
  if (gesso_provider_mentions (words, "admin"))
    return gesso_provider_new_failure (GESSO_ERROR_INVALID_KEY,
                                       _("fal has locked this account: ask fal’s support, or use another key."), words);
  if (gesso_provider_mentions (words, "balance") || gesso_provider_mentions (words, "locked"))
    return gesso_provider_new_error (self, GESSO_ERROR_QUOTA_EXHAUSTED, words);
  return gesso_provider_new_error (self, GESSO_ERROR_UNSUPPORTED, words);
}

GError *
gesso_fal_classify (GessoProvider   *self,
                    GessoHttpAnswer *answer)
{
  guint status = gesso_http_answer_get_status (answer);
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *words = NULL;
  GessoError code;

  if (!gesso_provider_class_of_status (status, &code))
    return NULL;
  body = gesso_provider_read_object (self, answer, NULL);
  words = body != NULL ? gesso_provider_dup_words (body) : NULL;
  if (status == 403)
    return classify_forbidden (self, words);
  if (g_strcmp0 (find_type (answer, body), "client_cancelled") == 0)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The run was cancelled at fal."));
  /* A run of its own number: asking again would only tell the same. */
  if (status >= 500 && gesso_http_answer_get_header (answer, "X-Fal-Request-Id") != NULL)
    return gesso_provider_new_failure (GESSO_ERROR_BAD_ANSWER, _("The run failed at fal: try it again later."), words);
  /* A deadline of our own, after which nothing runs. */
  if (status == 504 && g_strcmp0 (gesso_http_answer_get_header (answer, "X-Fal-Request-Timeout-Type"), "user") == 0)
    code = GESSO_ERROR_TIMEOUT;
  else if (status != 401 && status != 402 && status != 429)
    class_of_type (answer, find_type (answer, body), &code);
  return gesso_provider_new_error (self, code, words);
}

GError *
gesso_fal_classify_empty (GessoProvider   *self,
                          GessoHttpAnswer *answer,
                          JsonObject      *body)
{
  g_autofree char *words = gesso_provider_dup_words (body);
  GessoError code = GESSO_ERROR_BAD_ANSWER;

  class_of_type (answer, find_type (answer, body), &code);
  return gesso_provider_new_error (self, code, words);
}

