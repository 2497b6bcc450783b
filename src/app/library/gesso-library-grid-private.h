/* gesso-library-grid-private.h - what the files of the grid share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-library-cell.h"
#include "gesso-library-grid.h"
#include "gesso-library-layout.h"
#include "gesso-row-pool.h"

G_BEGIN_DECLS

struct _GessoLibraryGrid
{
  GtkWidget parent_instance;

  GessoLibrary *library;        /* (owned) (nullable) */
  GessoLibraryLayout *layout;   /* (owned) */
  GessoRowPool *pool;           /* (owned) (nullable): NULL once disposed */
  GPtrArray *headers;           /* (owned) (element-type GtkLabel): owned as children; the first ones are in use */
  GArray *header_days;          /* (owned) (element-type gint64): what each of them says */
  GessoLibrarySelection *selection; /* (owned) */

  GtkAdjustment *hadjustment; /* (owned) (nullable) */
  GtkAdjustment *vadjustment; /* (owned) (nullable) */

  int cell_size;
  int header_height; /* 0 until it was measured */
  int view_width;
  int view_height;

  /* The cell that stays in its place when the layout changes. */
  gint64 kept_id;
  double kept_y; /* in the view */

  guint cursor; /* the position that the keyboard is at */
  guint anchor; /* where a range begins */

  /* The rubber band, in content coordinates. */
  GessoLibrarySelection *before_band; /* (owned) (nullable): while there is one */
  double band_x, band_y;              /* where it began */
  double pointer_x, pointer_y;        /* in the view */
  guint band_tick;

  guint hscroll_policy : 1;
  guint vscroll_policy : 1;
  guint captions : 1;
  guint configuring : 1;
};

/* gesso-library-grid.c */
double gesso_library_grid_get_offset        (GessoLibraryGrid *self);
/** Scrolls so that @offset is at the top, as far as there is anything. */
void   gesso_library_grid_set_offset        (GessoLibraryGrid *self, double offset);
/** Selects what is between the anchor and @position, and nothing else. */
void   gesso_library_grid_select_range      (GessoLibraryGrid *self, guint position);
void   gesso_library_grid_select_one        (GessoLibraryGrid *self, guint position);
void   gesso_library_grid_toggle            (GessoLibraryGrid *self, guint position);
/** Shows and tells a selection that was changed. */
void   gesso_library_grid_selection_changed (GessoLibraryGrid *self);
void   gesso_library_grid_activate          (GessoLibraryGrid *self, guint position);
void   gesso_library_grid_popup_menu        (GessoLibraryGrid *self, double x, double y);

/* gesso-library-grid-allocate.c */
/** Lays out anew; what is seen stays in its place. */
void   gesso_library_grid_relayout          (GessoLibraryGrid *self);
/** The same, from within the allocation. */
void   gesso_library_grid_update_layout     (GessoLibraryGrid *self);
void   gesso_library_grid_allocate_children (GessoLibraryGrid *self);
graphene_rect_t gesso_library_grid_get_band (GessoLibraryGrid *self);

/* gesso-library-grid-input.c */
void   gesso_library_grid_init_input        (GessoLibraryGrid *self);
void   gesso_library_grid_stop_band         (GessoLibraryGrid *self);

/* gesso-library-grid-keys.c */
void   gesso_library_grid_install_keys      (GtkWidgetClass *widget_class);

G_END_DECLS
