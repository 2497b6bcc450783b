/* gesso-sheet-cell.h - one picture of a contact sheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-provider-registry.h"
#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_SHEET_CELL (gesso_sheet_cell_get_type ())
G_DECLARE_FINAL_TYPE (GessoSheetCell, gesso_sheet_cell, GESSO, SHEET_CELL, GtkBox)

/** GessoSheetCell: the picture, and who made it at what price in what time. Signals activate, and picked in the blind. */
GtkWidget    *gesso_sheet_cell_new         (GessoThumbnails *thumbnails, GessoProviderRegistry *registry,
                                            GessoVersion *version, guint image_index);
/** @number: from 1: names the picture while nobody is to know who made it; 0: it is told */
void          gesso_sheet_cell_set_blind   (GessoSheetCell *self, guint number);
/** It was the artist's pick. */
void          gesso_sheet_cell_set_chosen  (GessoSheetCell *self, gboolean chosen);
GessoVersion *gesso_sheet_cell_get_version (GessoSheetCell *self);
guint         gesso_sheet_cell_get_index   (GessoSheetCell *self);
/** What is written under the picture now. */
const char   *gesso_sheet_cell_get_title   (GessoSheetCell *self);
const char   *gesso_sheet_cell_get_caption (GessoSheetCell *self);

G_END_DECLS
