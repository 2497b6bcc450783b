/* gesso-key-state.h - what is known of a key, without the key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GessoKeyCondition:
 *
 * Whether a key can be used. The nick ("exhausted") is what the database holds.
 */
typedef enum
{
  GESSO_KEY_USABLE,
  GESSO_KEY_INVALID,   /* refused by the provider; until the artist edits it */
  GESSO_KEY_EXHAUSTED, /* no credit or quota; until the provider's reset */
  GESSO_KEY_RESTING,   /* too many requests; until told */
  GESSO_N_KEY_CONDITIONS
} GessoKeyCondition;

/** A static string; from_nick gives FALSE, and leaves @out alone, for a word it does not know. */
const char *gesso_key_condition_to_nick   (GessoKeyCondition condition);
gboolean    gesso_key_condition_from_nick (const char *nick, GessoKeyCondition *out);

/**
 * GessoKeyState:
 * @reason: (nullable): the sentence that came with the condition
 * @since: when the condition began
 * @until: when a key that is exhausted or rests can be used again; 0 for the others
 * @first_used: the first use of the provider's current quota window; 0: none
 * @last_used: 0: never
 * @turn: rises with every use of any key of the provider; orders them whatever the clock did
 * @failures: of @uses, those that failed
 *
 * Kept by the key's fingerprint. Times are microseconds since 1970.
 */
typedef struct
{
  char *fingerprint;
  char *provider;
  GessoKeyCondition condition;
  char *reason;
  gint64 since;
  gint64 until;
  gint64 first_used;
  gint64 last_used;
  gint64 turn;
  gint64 uses;
  gint64 failures;
} GessoKeyState;

GessoKeyState *gesso_key_state_new  (const char *provider, const char *fingerprint);
GessoKeyState *gesso_key_state_copy (const GessoKeyState *self);
void           gesso_key_state_free (GessoKeyState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoKeyState, gesso_key_state_free)

G_END_DECLS
