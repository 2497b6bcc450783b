/* gesso-compare-bar.h - which version to compare with, and what came of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-drift-map.h"

G_BEGIN_DECLS

#define GESSO_TYPE_COMPARE_BAR (gesso_compare_bar_get_type ())
G_DECLARE_FINAL_TYPE (GessoCompareBar, gesso_compare_bar, GESSO, COMPARE_BAR, GtkWidget)

/**
 * GessoCompareBar:
 *
 * Buttons of the action "canvas.compare", and a choice of ancestors: signal
 * `ancestor-changed` when the artist chose another.
 */

/** @ancestors: (nullable) (element-type GessoAncestor): nearest first; the first is chosen */
void  gesso_compare_bar_set_ancestors (GessoCompareBar *self, GPtrArray *ancestors);
guint gesso_compare_bar_get_ancestor  (GessoCompareBar *self);
/** @map: (nullable): NULL while it is not measured */
void  gesso_compare_bar_set_map       (GessoCompareBar *self, const GessoDriftMap *map);

G_END_DECLS
