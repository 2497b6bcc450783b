/* gesso-hit.h - something found, as an object for list models
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-store.h"

G_BEGIN_DECLS

#define GESSO_TYPE_HIT (gesso_hit_get_type ())
G_DECLARE_FINAL_TYPE (GessoHit, gesso_hit, GESSO, HIT, GObject)

/** @hits: (element-type GessoSearchHit): kept alive as long as the hit at @index is shown */
GessoHit             *gesso_hit_new         (GPtrArray *hits, guint index);
const GessoSearchHit *gesso_hit_get         (GessoHit *self);

/**
 * gesso_hit_dup_snippet:
 * @start: (out): where the match begins in the snippet, in bytes
 * @length: (out): its length in bytes
 *
 * One line of what was found that begins a few characters before the match.
 */
char                 *gesso_hit_dup_snippet (GessoHit *self, gsize *start, gsize *length);

G_END_DECLS
