/* gesso-list-layout.h - where a virtual list stands, and which rows are seen from there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-height-tree.h"

G_BEGIN_DECLS

/**
 * GessoListMeasureFunc:
 * @seen: whether the row is in view, so that it must be there and its height the true one
 *
 * Returns: the height of @row in pixels; a measured one has been put into the tree
 */
typedef int (*GessoListMeasureFunc) (guint row, gboolean seen, gpointer user_data);

/**
 * GessoListLayout:
 *
 * The arithmetic of a virtual list, without its widgets. It stands where its
 * anchor is: one row, and that row's place in the view. Everything else, the
 * scroll value too, follows from the anchor and the heights known, so nothing
 * in view moves when other heights change. At the end, the end of the last
 * row takes the anchor's part.
 */
typedef struct _GessoListLayout GessoListLayout;

GessoListLayout *gesso_list_layout_new             (GessoListMeasureFunc measure, gpointer user_data);
void             gesso_list_layout_free            (GessoListLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoListLayout, gesso_list_layout_free)

/** Measured heights may be put in; rows come and go by gesso_list_layout_splice() only. */
GessoHeightTree *gesso_list_layout_get_heights     (GessoListLayout *self);
/** As gesso_height_tree_splice(); the anchor keeps its row, or the one that took its place. */
void             gesso_list_layout_splice          (GessoListLayout *self, guint position, guint removed,
                                                    const int *heights, guint added);
/** New estimates for all rows, as for another width. */
void             gesso_list_layout_estimate        (GessoListLayout *self, const int *heights);
/** Stands at the first row. */
void             gesso_list_layout_reset           (GessoListLayout *self);
void             gesso_list_layout_set_view_height (GessoListLayout *self, int height);

/** Finds the rows in view and measures them; does nothing without rows or height. */
void             gesso_list_layout_update          (GessoListLayout *self);

/* These only say where to stand; gesso_list_layout_update() goes there. */
void             gesso_list_layout_scroll_by       (GessoListLayout *self, double distance);
void             gesso_list_layout_scroll_to_value (GessoListLayout *self, double value);
void             gesso_list_layout_scroll_to_end   (GessoListLayout *self);
void             gesso_list_layout_put_row         (GessoListLayout *self, guint row, double y);
/** The least movement that shows all of @row, or its beginning when it is higher than the view. */
void             gesso_list_layout_reveal_row      (GessoListLayout *self, guint row);

/** The row it stands by, or was told to stand by. */
guint            gesso_list_layout_get_anchor      (const GessoListLayout *self);

/* As of the last update. */
guint            gesso_list_layout_get_n_rows      (const GessoListLayout *self);
guint            gesso_list_layout_get_first       (const GessoListLayout *self);
guint            gesso_list_layout_get_last        (const GessoListLayout *self);
gboolean         gesso_list_layout_is_seen         (const GessoListLayout *self, guint row);
/** Where the top of @row is below the view's top. */
double           gesso_list_layout_get_row_y       (const GessoListLayout *self, guint row);
double           gesso_list_layout_get_value       (const GessoListLayout *self);
/** The height of all rows, or of the view if that is more. */
double           gesso_list_layout_get_upper       (const GessoListLayout *self);
gboolean         gesso_list_layout_is_at_end       (const GessoListLayout *self);

G_END_DECLS
