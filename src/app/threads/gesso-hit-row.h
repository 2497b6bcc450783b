/* gesso-hit-row.h - a search result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-hit.h"

G_BEGIN_DECLS

#define GESSO_TYPE_HIT_ROW (gesso_hit_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoHitRow, gesso_hit_row, GESSO, HIT_ROW, GtkWidget)

GtkWidget *gesso_hit_row_new     (void);
void       gesso_hit_row_set_hit (GessoHitRow *self, GessoHit *hit);

G_END_DECLS
