/* gesso-error.h - failures, by what the artist can do about them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GESSO_ERROR (gesso_error_quark ())

/**
 * GessoError:
 *
 * One class per thing the artist can do. Being cancelled is always
 * %G_IO_ERROR_CANCELLED and is never shown as a failure. The message is a
 * translated sentence fit to be read by the artist: what happened, what to do.
 */
typedef enum
{
  GESSO_ERROR_INVALID_KEY,
  GESSO_ERROR_QUOTA_EXHAUSTED,
  GESSO_ERROR_RATE_LIMITED,
  GESSO_ERROR_CONTENT_REFUSED,
  GESSO_ERROR_BAD_INPUT,
  GESSO_ERROR_UNSUPPORTED,
  GESSO_ERROR_NETWORK,
  GESSO_ERROR_TIMEOUT,
  GESSO_ERROR_TRANSIENT,
  GESSO_ERROR_BAD_ANSWER,
  GESSO_ERROR_STORAGE,
  GESSO_ERROR_KEYRING,
  GESSO_ERROR_INTERNAL,
  GESSO_N_ERRORS
} GessoError;

GQuark      gesso_error_quark    (void);

/** The nick of a class ("bad-input"), a static string. */
const char *gesso_error_to_nick  (GessoError code);
gboolean    gesso_error_from_nick (const char *nick, GessoError *out);

/**
 * gesso_error_join_words:
 * @words: (nullable): what a vendor said, as it said it
 *
 * One message of a sentence for the artist and, behind it, the vendor's words.
 *
 * Returns: (transfer full)
 */
char       *gesso_error_join_words  (const char *sentence, const char *words);
/** The sentence alone. @words: (out) (transfer full) (nullable): the vendor's. Returns: (transfer full) */
char       *gesso_error_split_words (const char *message, char **words);

/**
 * gesso_error_set_retry_after:
 * @error: of %GESSO_ERROR
 *
 * Seconds to wait, where a vendor tells them in the body of its answer; copies
 * of @error keep them.
 */
void        gesso_error_set_retry_after (GError *error, double seconds);
/** Below 0: not told. */
double      gesso_error_get_retry_after (const GError *error);

G_END_DECLS
