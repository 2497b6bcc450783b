/* gesso-provider-replicate-failure.c - what an error of Replicate, or of a run there, means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-replicate-private.h"
#include "gesso-provider-util.h"

/* A run fails with words alone; the first row that is found in them counts. */
static const struct
{
  const char *word;
  GessoError code;
} clues[] = {
  { "nsfw", GESSO_ERROR_CONTENT_REFUSED },
  { "flagged", GESSO_ERROR_CONTENT_REFUSED },
  { "sensitive", GESSO_ERROR_CONTENT_REFUSED },
  { "moderat", GESSO_ERROR_CONTENT_REFUSED },
  { "content policy", GESSO_ERROR_CONTENT_REFUSED },
  { "e005", GESSO_ERROR_CONTENT_REFUSED },
  { "timed out", GESSO_ERROR_TIMEOUT },
  { "timeout", GESSO_ERROR_TIMEOUT },
  { "interrupted", GESSO_ERROR_TRANSIENT },
  { "unavailable", GESSO_ERROR_TRANSIENT },
  { "try again", GESSO_ERROR_TRANSIENT },
};

static GessoError
class_of_words (const char *words,
                GessoError  fallback)
{
  for (guint i = 0; i < G_N_ELEMENTS (clues); i++)
    if (gesso_provider_mentions (words, clues[i].word))
      return clues[i].code;
  return fallback;
}

GError *
gesso_replicate_classify_run (GessoProvider *self,
                              JsonObject    *run)
{
  const char *status = gesso_json_get_string (run, "status"), *words = gesso_json_get_string (run, "error");

  if (g_strcmp0 (status, "canceled") == 0)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The run was cancelled at Replicate."));
  if (g_strcmp0 (status, "aborted") == 0)
    return gesso_provider_new_error (self, GESSO_ERROR_TIMEOUT, words);
  if (g_strcmp0 (status, "failed") != 0)
    return NULL;
  if (gesso_provider_mentions (words, "out of memory"))
    return gesso_provider_new_failure (GESSO_ERROR_BAD_INPUT,
                                       _("The picture is too large for this model: make it smaller, or choose another model."),
                                       words);
  return gesso_provider_new_error (self, class_of_words (words, GESSO_ERROR_BAD_INPUT), words);
}

/* A run that has ended stays as it is: to look once more, as one would for
 * what is transient, is no use. */
static GError *
classify_ended (GessoProvider *self,
                JsonObject    *body)
{
  GError *error = body != NULL ? gesso_replicate_classify_run (self, body) : NULL;

  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_TRANSIENT))
    g_clear_error (&error);
  return error;
}

GError *
gesso_replicate_classify (GessoProvider   *self,
                          GessoHttpAnswer *answer)
{
  guint status = gesso_http_answer_get_status (answer);
  g_autoptr (JsonObject) body = gesso_provider_read_object (self, answer, NULL);
  g_autofree char *words = NULL;
  GessoError code;

  if (!gesso_provider_class_of_status (status, &code))
    return classify_ended (self, body);
  words = body != NULL ? gesso_provider_dup_words (body) : NULL;
  if (status == 403)
    code = GESSO_ERROR_UNSUPPORTED;
  else if (status == 422)
    code = class_of_words (words, GESSO_ERROR_BAD_INPUT);
  return gesso_provider_new_error (self, code, words);
}
