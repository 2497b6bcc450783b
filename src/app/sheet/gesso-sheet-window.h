/* gesso-sheet-window.h - all that came of one message, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-sheet-cell.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_SHEET_WINDOW (gesso_sheet_window_get_type ())
G_DECLARE_FINAL_TYPE (GessoSheetWindow, gesso_sheet_window, GESSO, SHEET_WINDOW, AdwWindow)

/**
 * GessoSheetWindow:
 *
 * A grid of the pictures with who made them, price and time; what is still
 * being made stands above it. In a blind pick nobody sees who made what, and
 * what is picked counts for the artist's own ranking. Uses win.show-version
 * and the window's job actions.
 */
GtkWidget      *gesso_sheet_window_new         (GessoStudio *studio, gint64 message_id);
void            gesso_sheet_window_set_blind   (GessoSheetWindow *self, gboolean blind);
gboolean        gesso_sheet_window_get_blind   (GessoSheetWindow *self);
guint           gesso_sheet_window_get_n_cells (GessoSheetWindow *self);
/** (nullable): in the order they are shown */
GessoSheetCell *gesso_sheet_window_get_cell    (GessoSheetWindow *self, guint index);
guint           gesso_sheet_window_get_n_jobs  (GessoSheetWindow *self);

G_END_DECLS
