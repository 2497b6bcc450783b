/* gesso-seed-row.h - a seed: drawn anew for each run, or kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GESSO_TYPE_SEED_ROW (gesso_seed_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoSeedRow, gesso_seed_row, GESSO, SEED_ROW, AdwActionRow)

/** GessoSeedRow: Signal changed. */
GtkWidget *gesso_seed_row_new      (void);
/** -1: drawn anew for each run. */
gint64     gesso_seed_row_get_seed (GessoSeedRow *self);
void       gesso_seed_row_set_seed (GessoSeedRow *self, gint64 seed);

G_END_DECLS
