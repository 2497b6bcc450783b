/* stand-in-keys.h - a few keys in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-source.h"

G_BEGIN_DECLS

#define STAND_IN_TYPE_KEYS (stand_in_keys_get_type ())
G_DECLARE_FINAL_TYPE (StandInKeys, stand_in_keys, STAND_IN, KEYS, GObject)

/** @secrets: ended by %NULL; their fingerprints are k-0, k-1, … */
StandInKeys *stand_in_keys_new        (const char *const *secrets);
/** What the runner said of a key, as "invalid-key@-1"; %NULL when nothing. */
const char  *stand_in_keys_get_reason (StandInKeys *self, const char *secret);

G_END_DECLS
