/* gesso-library-layout.h - where the cells of the library stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <graphene.h>

#include "gesso-library-index.h"

G_BEGIN_DECLS

/**
 * GessoLibraryLayout:
 *
 * A header for each day and its cells in rows below it. All positions are
 * pixels of the whole content, which begins at 0; nothing here depends on how
 * many cells there are, only on how many days.
 */
typedef struct _GessoLibraryLayout GessoLibraryLayout;

GessoLibraryLayout *gesso_library_layout_new           (void);
void                gesso_library_layout_free          (GessoLibraryLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoLibraryLayout, gesso_library_layout_free)

/**
 * gesso_library_layout_update:
 * @days: (element-type GessoLibraryDay)
 * @width: of the view
 * @cell_size: wanted of a cell; they are stretched to fill the width
 * @header_height: above each day
 * @caption_height: below each cell
 */
void                gesso_library_layout_update        (GessoLibraryLayout *self, const GArray *days, int width,
                                                        int cell_size, int header_height, int caption_height);
double              gesso_library_layout_get_height    (GessoLibraryLayout *self);
guint               gesso_library_layout_get_n_items   (GessoLibraryLayout *self);
guint               gesso_library_layout_get_n_columns (GessoLibraryLayout *self);
/** Of the picture of a cell, as stretched. */
int                 gesso_library_layout_get_cell_size (GessoLibraryLayout *self);
graphene_rect_t     gesso_library_layout_get_rect      (GessoLibraryLayout *self, guint position);
/** FALSE between cells. */
gboolean            gesso_library_layout_find          (GessoLibraryLayout *self, double x, double y, guint *position);
/** The cells in rows that reach into @top … @bottom; FALSE when there are none. */
gboolean            gesso_library_layout_get_range     (GessoLibraryLayout *self, double top, double bottom,
                                                        guint *first, guint *last);

/** The day at @y, or the last one before. */
guint               gesso_library_layout_find_day      (GessoLibraryLayout *self, double y);
/** Where the header of @day begins; for the number of days the end. */
double              gesso_library_layout_get_day_y     (GessoLibraryLayout *self, guint day);

/** The cell @rows below (negative: above) @position, as near to its column as there is one. */
guint               gesso_library_layout_move_rows     (GessoLibraryLayout *self, guint position, int rows);

typedef void (*GessoLibraryLayoutFunc) (guint position, gpointer user_data);
/** Calls @func for every cell that @rect touches. */
void                gesso_library_layout_foreach_in    (GessoLibraryLayout *self, const graphene_rect_t *rect,
                                                        GessoLibraryLayoutFunc func, gpointer user_data);

G_END_DECLS
