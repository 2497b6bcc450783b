/* gesso-library-filter-panel.h - everything that pictures can be told apart by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-library-filter.h"

G_BEGIN_DECLS

#define GESSO_TYPE_LIBRARY_FILTER_PANEL (gesso_library_filter_panel_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryFilterPanel, gesso_library_filter_panel, GESSO, LIBRARY_FILTER_PANEL, GtkWidget)

/**
 * GessoLibraryFilterPanel:
 *
 * The contents of a popover. Signal: changed, when the artist chose another
 * thing. What the panel does not show of a filter (words, labels, a thread) it
 * leaves alone.
 */
GtkWidget *gesso_library_filter_panel_new        (void);
/** @models: (element-type utf8): "provider/model" */
void       gesso_library_filter_panel_set_models (GessoLibraryFilterPanel *self, GPtrArray *models);
void       gesso_library_filter_panel_show       (GessoLibraryFilterPanel *self, const GessoLibraryFilter *filter);
/** Writes what was chosen into @filter. */
void       gesso_library_filter_panel_apply      (GessoLibraryFilterPanel *self, GessoLibraryFilter *filter);

G_END_DECLS
