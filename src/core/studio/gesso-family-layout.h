/* gesso-family-layout.h - a family drawn as a tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-family.h"

G_BEGIN_DECLS

/**
 * GessoFamilyLayout:
 *
 * Where every node of a family stands. Unit across is the place of one node with
 * its share of the space between them, unit down that of one generation. The
 * oldest are at the top; what hangs together stands together, siblings by age,
 * parents over the middle of their children. Families that have nothing to do
 * with each other are set one after the other like words on lines.
 */
typedef struct _GessoFamilyLayout GessoFamilyLayout;

/** @width_to_height: how a field of families is best shaped, in units. The same family always gives the same layout. */
GessoFamilyLayout *gesso_family_layout_new        (const GessoFamily *family, double width_to_height);
void               gesso_family_layout_free       (GessoFamilyLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoFamilyLayout, gesso_family_layout_free)

/** What all of it takes. */
void               gesso_family_layout_get_size   (const GessoFamilyLayout *self, double *width, double *height);
/** The upper left corner of the unit of node @index. */
void               gesso_family_layout_get_place  (const GessoFamilyLayout *self, guint index, double *x, double *y);
/** Its generation, from 0. */
guint              gesso_family_layout_get_generation (const GessoFamilyLayout *self, guint index);

/** Rows are those of all families from the top; units down where one begins. */
guint              gesso_family_layout_get_row    (const GessoFamilyLayout *self, guint index);
double             gesso_family_layout_get_row_top (const GessoFamilyLayout *self, guint row);
/** The first row that ends below @y; the number of rows when none does. */
guint              gesso_family_layout_find_row   (const GessoFamilyLayout *self, double y);
/** Where a line passes row @row between nodes, as near to @x as it goes. */
double             gesso_family_layout_find_gap   (const GessoFamilyLayout *self, guint row, double x);

typedef void (*GessoFamilyLayoutFunc) (guint index, gpointer user_data);
/** Calls @func for every node whose unit meets the rectangle, row by row from the left. */
void               gesso_family_layout_foreach_in (const GessoFamilyLayout *self, double left, double top, double right,
                                                   double bottom, GessoFamilyLayoutFunc func, gpointer user_data);
/** The next node on the row of @index, to the left or to the right; %GESSO_FAMILY_NONE at its end. */
guint              gesso_family_layout_find_beside (const GessoFamilyLayout *self, guint index, gboolean right);

G_END_DECLS
