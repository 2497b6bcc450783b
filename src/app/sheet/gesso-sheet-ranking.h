/* gesso-sheet-ranking.h - the artist's own ranking of models for one tool
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_SHEET_RANKING (gesso_sheet_ranking_get_type ())
G_DECLARE_FINAL_TYPE (GessoSheetRanking, gesso_sheet_ranking, GESSO, SHEET_RANKING, GtkBox)

GtkWidget *gesso_sheet_ranking_new  (void);
/** Reads it anew. */
void       gesso_sheet_ranking_load (GessoSheetRanking *self, GessoStudio *studio, GessoTool tool);
/** (nullable): the text of a row, the best first */
const char *gesso_sheet_ranking_get_row (GessoSheetRanking *self, guint index);

G_END_DECLS
