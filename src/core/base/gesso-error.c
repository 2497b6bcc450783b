/* gesso-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-error.h"

typedef struct
{
  double retry_after; /* below 0: not told */
} GessoErrorPrivate;

static void
gesso_error_private_init (GessoErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
gesso_error_private_copy (const GessoErrorPrivate *source,
                          GessoErrorPrivate       *copy)
{
  copy->retry_after = source->retry_after;
}

static void
gesso_error_private_clear (GessoErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (GessoError, gesso_error)

static const char *const nicks[GESSO_N_ERRORS] = {
  [GESSO_ERROR_INVALID_KEY] = "invalid-key",
  [GESSO_ERROR_QUOTA_EXHAUSTED] = "quota-exhausted",
  [GESSO_ERROR_RATE_LIMITED] = "rate-limited",
  [GESSO_ERROR_CONTENT_REFUSED] = "content-refused",
  [GESSO_ERROR_BAD_INPUT] = "bad-input",
  [GESSO_ERROR_UNSUPPORTED] = "unsupported",
  [GESSO_ERROR_NETWORK] = "network",
  [GESSO_ERROR_TIMEOUT] = "timeout",
  [GESSO_ERROR_TRANSIENT] = "transient",
  [GESSO_ERROR_BAD_ANSWER] = "bad-answer",
  [GESSO_ERROR_STORAGE] = "storage",
  [GESSO_ERROR_KEYRING] = "keyring",
  [GESSO_ERROR_INTERNAL] = "internal",
};

const char *
gesso_error_to_nick (GessoError code)
{
  g_return_val_if_fail ((guint) code < GESSO_N_ERRORS, NULL);
  return nicks[code];
}

gboolean
gesso_error_from_nick (const char *nick,
                       GessoError *out)
{
  for (guint i = 0; nick != NULL && i < GESSO_N_ERRORS; i++)
    if (g_str_equal (nicks[i], nick))
      {
        *out = (GessoError) i;
        return TRUE;
      }
  return FALSE;
}

void
gesso_error_set_retry_after (GError *error,
                             double  seconds)
{
  g_return_if_fail (error->domain == GESSO_ERROR);

  gesso_error_get_private (error)->retry_after = seconds;
}

double
gesso_error_get_retry_after (const GError *error)
{
  return error->domain == GESSO_ERROR ? gesso_error_get_private (error)->retry_after : -1;
}

/* Between a sentence and what the vendor said; no sentence of ours holds it. */
#define WORDS_FOLLOW " — "

char *
gesso_error_join_words (const char *sentence,
                        const char *words)
{
  return words != NULL ? g_strconcat (sentence, WORDS_FOLLOW, words, NULL) : g_strdup (sentence);
}

char *
gesso_error_split_words (const char *message,
                         char      **words)
{
  const char *end = strstr (message, WORDS_FOLLOW);

  *words = end != NULL ? g_strdup (end + strlen (WORDS_FOLLOW)) : NULL;
  return end != NULL ? g_strndup (message, (gsize) (end - message)) : g_strdup (message);
}
