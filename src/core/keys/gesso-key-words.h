/* gesso-key-words.h - keys and their states in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-state.h"
#include "gesso-key.h"

G_BEGIN_DECLS

/* Times are microseconds since 1970. All (transfer full). */

/** What stands for a key in a sentence: its label and its fingerprint. */
char *gesso_key_describe       (const GessoKey *key);
/** "in 12 seconds", "at 14:05", "on 3 December at 00:00". */
char *gesso_key_describe_time  (gint64 when, gint64 now);
/** "Ready", "No credit or quota left; again at 14:05". */
char *gesso_key_describe_state (const GessoKeyState *state, gint64 now);

G_END_DECLS
