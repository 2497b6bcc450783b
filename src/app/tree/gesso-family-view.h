/* gesso-family-view.h - a family of versions to walk and zoom in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-family-layout.h"
#include "gesso-store.h"
#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_FAMILY_VIEW (gesso_family_view_get_type ())
G_DECLARE_FINAL_TYPE (GessoFamilyView, gesso_family_view, GESSO, FAMILY_VIEW, GtkWidget)

/**
 * GessoFamilyView:
 *
 * Only nodes in view have a widget, and none when they are too small to tell
 * apart; then they are drawn as tiles. The node under the cursor always has one.
 * The arrow keys go along the edges: up to what a version was made from, down to
 * what came of it, aside to its siblings; with Control to what else went in or
 * what else came of it. Versions are told by their ids.
 *
 * Signals: selection-changed; activate (gint64: a version); menu (double, double:
 * where; for what is selected).
 */
GtkWidget *gesso_family_view_new           (void);
/** @store, @thumbnails: (nullable): NULL lets go of all of it */
void       gesso_family_view_set_store     (GessoFamilyView *self, GessoStore *store, GessoThumbnails *thumbnails);
/**
 * gesso_family_view_set_family:
 * @family: (nullable): sealed
 * @layout: (nullable) (transfer full): of it
 *
 * What was in view and what was selected stays where it is, if it is there still.
 */
void       gesso_family_view_set_family    (GessoFamilyView *self, GessoFamily *family, GessoFamilyLayout *layout);
/** The family, borrowed; (nullable). */
GessoFamily *gesso_family_view_get_family  (GessoFamilyView *self);

/** Marks the version on the canvas; 0 for none. */
void       gesso_family_view_set_current   (GessoFamilyView *self, gint64 id);
gint64     gesso_family_view_get_current   (GessoFamilyView *self);

/** Takes the keyboard to version @id, selects it and brings it into view. */
void       gesso_family_view_go_to         (GessoFamilyView *self, gint64 id);
/** The version under the cursor, or 0. */
gint64     gesso_family_view_get_cursor    (GessoFamilyView *self);
/** Returns: (transfer full) (element-type gint64): what is selected, oldest first */
GArray    *gesso_family_view_dup_selected  (GessoFamilyView *self);
void       gesso_family_view_select_all    (GessoFamilyView *self);
void       gesso_family_view_clear_selection (GessoFamilyView *self);

/** Whether only what led to the version under the cursor is shown clearly. */
void       gesso_family_view_set_path_shown (GessoFamilyView *self, gboolean shown);
gboolean   gesso_family_view_get_path_shown (GessoFamilyView *self);

/** All of it in view. */
void       gesso_family_view_fit           (GessoFamilyView *self);
/** By steps about the middle of the view. */
void       gesso_family_view_zoom          (GessoFamilyView *self, int steps);
/** To @scale, about the cursor. */
void       gesso_family_view_zoom_to       (GessoFamilyView *self, double scale);
double     gesso_family_view_get_scale     (GessoFamilyView *self);
/** The dashes of an edge of @role on @cr, for those who explain them. @scale: of what is drawn. */
void       gesso_family_view_set_line_style (cairo_t *cr, GessoInputRole role, double scale);
/** How many cards exist. */
guint      gesso_family_view_get_n_widgets (GessoFamilyView *self);

G_END_DECLS
