/* gesso-library-places.h - collections, saved searches and tags beside the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-store-library.h"

G_BEGIN_DECLS

#define GESSO_TYPE_LIBRARY_PLACES (gesso_library_places_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryPlaces, gesso_library_places, GESSO, LIBRARY_PLACES, GtkWidget)

/**
 * GessoLibraryPlaces:
 *
 * A list to go by. Signals: picked, with the filter of a place as text (see
 * gesso_library_filter_parse()). Rows of labels activate library.rename-label
 * and library.delete-label with their id (x).
 */
GtkWidget *gesso_library_places_new        (void);
/** @labels: (element-type GessoLabel) */
void       gesso_library_places_set_labels (GessoLibraryPlaces *self, GPtrArray *labels);
/** Marks the place that finds what @filter does, if there is one. */
void       gesso_library_places_show       (GessoLibraryPlaces *self, const GessoLibraryFilter *filter);

G_END_DECLS
