/* gesso-library-chips.h - what the library shows only a part by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-store-library.h"

G_BEGIN_DECLS

#define GESSO_TYPE_LIBRARY_CHIPS (gesso_library_chips_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryChips, gesso_library_chips, GESSO, LIBRARY_CHIPS, GtkWidget)

/**
 * GessoLibraryChips:
 *
 * A button for each thing that a filter asks; pressed, it asks no more. Words are
 * not among them: the search entry shows them. Signal: changed, with the filter
 * that is left as text.
 */
GtkWidget *gesso_library_chips_new  (void);
/** @labels: (element-type GessoLabel): for their names */
void       gesso_library_chips_show (GessoLibraryChips *self, const GessoLibraryFilter *filter, GPtrArray *labels);

G_END_DECLS
