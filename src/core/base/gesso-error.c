/* gesso-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"

G_DEFINE_QUARK (gesso-error-quark, gesso_error)

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
