/* gesso-height-tree.h - how high every row is, and which row lies where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoHeightTree:
 *
 * One height in whole pixels per row, each either estimated or measured, with
 * prefix sums in a binary indexed tree (Fenwick 1994): reading and changing a
 * height, the place of a row and the row at a place all take O(log n).
 */
typedef struct _GessoHeightTree GessoHeightTree;

GessoHeightTree *gesso_height_tree_new         (void);
void             gesso_height_tree_free        (GessoHeightTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoHeightTree, gesso_height_tree_free)

guint            gesso_height_tree_get_n_rows  (const GessoHeightTree *self);

/**
 * gesso_height_tree_splice:
 * @heights: (nullable): @added estimates, none negative; NULL for all 0
 *
 * Takes @removed rows away at @position and puts @added estimated ones there.
 * Costs the rows from @position on, so that appending is cheap.
 */
void             gesso_height_tree_splice      (GessoHeightTree *self, guint position, guint removed,
                                                const int *heights, guint added);

int              gesso_height_tree_get_height  (const GessoHeightTree *self, guint row);
gboolean         gesso_height_tree_is_measured (const GessoHeightTree *self, guint row);
/** Sets a measured height. Returns: by how many pixels it differs from what was known */
int              gesso_height_tree_measure     (GessoHeightTree *self, guint row, int height);

/** Where @row begins; for the number of rows, where the last one ends. */
gint64           gesso_height_tree_get_top     (const GessoHeightTree *self, guint row);
gint64           gesso_height_tree_get_total   (const GessoHeightTree *self);

/**
 * gesso_height_tree_find:
 * @y: in pixels from the top of the first row; outside, the nearest row is meant
 *
 * Returns: the row that covers @y; 0 when there are none. Rows of no height cover nothing.
 */
guint            gesso_height_tree_find        (const GessoHeightTree *self, gint64 y);

G_END_DECLS
