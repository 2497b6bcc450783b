/* gesso-hit-search.h - looking through all threads while somebody types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-store.h"

G_BEGIN_DECLS

#define GESSO_TYPE_HIT_SEARCH (gesso_hit_search_get_type ())
G_DECLARE_FINAL_TYPE (GessoHitSearch, gesso_hit_search, GESSO, HIT_SEARCH, GObject)

/**
 * GessoHitSearch:
 *
 * One search at a time: the next gives up the one before, whose hits stay until
 * there are others. Signal: done, after which the hits are those of the text.
 */
GessoHitSearch *gesso_hit_search_new      (void);
/** Begins anew. */
void            gesso_hit_search_start    (GessoHitSearch *self, GessoStore *store, const char *text);
/** Gives up the search under way; the hits stay. */
void            gesso_hit_search_stop     (GessoHitSearch *self);
/** Forgets the hits too. */
void            gesso_hit_search_clear    (GessoHitSearch *self);
gboolean        gesso_hit_search_is_busy  (GessoHitSearch *self);
/** (transfer none) (element-type GessoHit): the best first. */
GListModel     *gesso_hit_search_get_hits (GessoHitSearch *self);

G_END_DECLS
