/* gesso-library-cell.h - one version in the grid of the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-library-item.h"
#include "gesso-row-factory.h"
#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_LIBRARY_CELL (gesso_library_cell_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryCell, gesso_library_cell, GESSO, LIBRARY_CELL, GtkWidget)

/**
 * GessoLibraryCell:
 *
 * A square picture that fills its place, what the artist thinks of it on top,
 * and below, where there is room, the words it was found by. Dragged, it hands
 * out the picture's file.
 */
GtkWidget        *gesso_library_cell_new          (GessoThumbnails *thumbnails);
/** @item: (nullable): NULL stops loading and forgets the picture */
void              gesso_library_cell_set_item     (GessoLibraryCell *self, GessoLibraryItem *item);
GessoLibraryItem *gesso_library_cell_get_item     (GessoLibraryCell *self);
void              gesso_library_cell_set_selected (GessoLibraryCell *self, gboolean selected);

#define GESSO_TYPE_LIBRARY_CELL_FACTORY (gesso_library_cell_factory_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryCellFactory, gesso_library_cell_factory, GESSO, LIBRARY_CELL_FACTORY, GObject)

/** Makes cells for a GessoRowPool. */
GessoRowFactory  *gesso_library_cell_factory_new  (GessoThumbnails *thumbnails);

G_END_DECLS
