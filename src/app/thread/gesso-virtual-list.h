/* gesso-virtual-list.h - a long list of rows of any height
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-row-factory.h"

G_BEGIN_DECLS

#define GESSO_TYPE_VIRTUAL_LIST (gesso_virtual_list_get_type ())
G_DECLARE_FINAL_TYPE (GessoVirtualList, gesso_virtual_list, GESSO, VIRTUAL_LIST, GtkWidget)

/**
 * GessoVirtualList:
 *
 * A GtkScrollable over a GListModel with widgets only for the rows that are
 * seen and a few around them. Where it stands is an anchor, a row and that
 * row's place in the view; the adjustment follows from it. So what is on
 * screen stays where it is while heights become known, rows come or go above,
 * or the window changes its size. At its end the list stays there as rows are
 * appended.
 *
 * Properties: model (GListModel, nullable), factory (GessoRowFactory,
 * nullable), max-row-width (int; rows are centred when there is more room),
 * at-end (boolean, read-only), new-below (boolean, read-only: rows were added
 * below what is seen, until the end is reached).
 */
GtkWidget  *gesso_virtual_list_new           (void);
GListModel *gesso_virtual_list_get_model     (GessoVirtualList *self);
/** Begins at the first row; call gesso_virtual_list_scroll_to_end() to begin at the last one. */
void        gesso_virtual_list_set_model     (GessoVirtualList *self, GListModel *model);
void        gesso_virtual_list_set_factory   (GessoVirtualList *self, GessoRowFactory *factory);
void        gesso_virtual_list_set_max_row_width (GessoVirtualList *self, int width);
gboolean    gesso_virtual_list_get_at_end    (GessoVirtualList *self);
gboolean    gesso_virtual_list_get_new_below (GessoVirtualList *self);

/** Stays at the end from now on, also when there is no row yet. */
void        gesso_virtual_list_scroll_to_end (GessoVirtualList *self);
/** Brings @position into view with some rows above it, unless all of it is seen already. */
void        gesso_virtual_list_scroll_to     (GessoVirtualList *self, guint position);
/** Where the list stands: the row it keeps in place and that row's top, in pixels below the view's. FALSE: no rows. */
gboolean    gesso_virtual_list_get_place     (GessoVirtualList *self, guint *position, double *y);
/** Goes where gesso_virtual_list_get_place() said. */
void        gesso_virtual_list_set_place     (GessoVirtualList *self, guint position, double y);
/** The row that the keyboard begins at when it comes to the list and the row is seen. */
void        gesso_virtual_list_set_focus_position (GessoVirtualList *self, guint position);
/** Brings @position into view by the least movement and gives it the keyboard focus. */
void        gesso_virtual_list_focus_row     (GessoVirtualList *self, guint position);

/** (nullable): the widget of @position, when there is one now. */
GtkWidget  *gesso_virtual_list_find_row      (GessoVirtualList *self, guint position);
/** How many row widgets exist. */
guint       gesso_virtual_list_get_n_widgets (GessoVirtualList *self);

G_END_DECLS
