/* gesso-sheet-panel.h - the same request with several models or seeds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-key-list.h"

G_BEGIN_DECLS

#define GESSO_TYPE_SHEET_PANEL (gesso_sheet_panel_get_type ())
G_DECLARE_FINAL_TYPE (GessoSheetPanel, gesso_sheet_panel, GESSO, SHEET_PANEL, GtkWidget)

/** GessoSheetPanel: off at first. Signal changed. */
GtkWidget *gesso_sheet_panel_new         (GessoProviderRegistry *registry, GessoKeyList *keys);
/** @model: (nullable): the one that is picked anyway; those for the same @tool can be added */
void       gesso_sheet_panel_set_model   (GessoSheetPanel *self, GessoTool tool, const char *model);
void       gesso_sheet_panel_set_enabled (GessoSheetPanel *self, gboolean enabled);
/** FALSE when it is not on offer. */
gboolean   gesso_sheet_panel_add_model   (GessoSheetPanel *self, const char *model);
/** "provider/model" of those added. Returns: (transfer full) (element-type utf8) */
GPtrArray *gesso_sheet_panel_list_models (GessoSheetPanel *self);
void       gesso_sheet_panel_set_seeds   (GessoSheetPanel *self, guint seeds);
/** At least 1. */
guint      gesso_sheet_panel_get_seeds   (GessoSheetPanel *self);

G_END_DECLS
