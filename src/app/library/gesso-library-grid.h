/* gesso-library-grid.h - a hundred thousand versions to look through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-library-selection.h"
#include "gesso-library.h"
#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_LIBRARY_GRID (gesso_library_grid_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryGrid, gesso_library_grid, GESSO, LIBRARY_GRID, GtkWidget)

/**
 * GessoLibraryGrid:
 *
 * A GtkScrollable with widgets only for the cells that are seen. Days have a
 * header that stays at the top while its day is seen. What is on screen stays
 * where it is while versions come and go above, cells are zoomed, or the window
 * changes its size.
 *
 * Property cell-size (int). Signals: selection-changed, activate (gint64: the
 * version's id, also the Return key), menu (double x, double y: of the grid).
 */
GtkWidget             *gesso_library_grid_new             (void);
/** Both (nullable), to let go. */
void                   gesso_library_grid_set_library     (GessoLibraryGrid *self, GessoLibrary *library,
                                                           GessoThumbnails *thumbnails);
/** Whether there is room for the words that were found. */
void                   gesso_library_grid_set_captions    (GessoLibraryGrid *self, gboolean captions);
/** Makes cells larger (positive) or smaller by so many steps. */
void                   gesso_library_grid_zoom            (GessoLibraryGrid *self, int steps);
/** Borrowed; call gesso_library_grid_clear_selection() and so on to change it. */
GessoLibrarySelection *gesso_library_grid_get_selection   (GessoLibraryGrid *self);
void                   gesso_library_grid_clear_selection (GessoLibraryGrid *self);
void                   gesso_library_grid_select_all      (GessoLibraryGrid *self);
/** Brings @position into view by the least movement and gives it the keyboard focus. */
void                   gesso_library_grid_focus           (GessoLibraryGrid *self, guint position);
/** Back to the first row. */
void                   gesso_library_grid_scroll_to_start (GessoLibraryGrid *self);
/** How many cell widgets exist. */
guint                  gesso_library_grid_get_n_widgets   (GessoLibraryGrid *self);

G_END_DECLS
