/* gesso-virtual-list-private.h - what the files of the virtual list share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-list-layout.h"
#include "gesso-row-pool.h"
#include "gesso-virtual-list.h"

G_BEGIN_DECLS

struct _GessoVirtualList
{
  GtkWidget parent_instance;

  GListModel *model;        /* (owned) (nullable) */
  GessoRowFactory *factory; /* (owned) (nullable) */
  GessoListLayout *layout;  /* (owned) */
  GessoRowPool *pool;       /* (owned) (nullable): NULL once disposed */
  GtkRoot *root;            /* (borrowed) (nullable) */

  GtkAdjustment *hadjustment; /* (owned) (nullable) */
  GtkAdjustment *vadjustment; /* (owned) (nullable) */
  double reported;            /* the value the adjustment has */
  gint64 last_scroll;         /* monotonic, when it was last changed from outside; 0: long ago */

  guint focus_position; /* of the row that has, or last had, the focus */
  int max_row_width;
  int view_width;
  int view_height;
  int row_width; /* the heights are for rows of this width */
  guint settle_id;
  guint warm_id;        /* rows outside of the view are being made */
  guint measure_id;     /* guessed heights are being measured */
  guint measured_from;  /* the rows from here … */
  guint measured_until; /* … to before this one are measured */

  guint hscroll_policy : 1;
  guint vscroll_policy : 1;
  guint at_end : 1;
  guint new_below : 1;
  guint configuring : 1;
};

/* Rows kept bound above and below what is seen. */
#define GESSO_VIRTUAL_LIST_OVERSCAN 4
/* A gesture has rested when nothing moved for so long. */
#define GESSO_VIRTUAL_LIST_SETTLE_MS 250

/* gesso-virtual-list-rows.c */
/** A GessoListMeasureFunc; @user_data is the list. */
int      gesso_virtual_list_measure_row_cb        (guint position, gboolean seen, gpointer user_data);
/** Guesses all heights anew, as for another width or factory. */
void     gesso_virtual_list_estimate              (GessoVirtualList *self);
/** Takes up another model, from its first row. */
void     gesso_virtual_list_reload                (GessoVirtualList *self);
/** Goes where the layout was told to stand, by no gesture; rows get their places with the next allocation. */
void     gesso_virtual_list_jump                  (GessoVirtualList *self);
void     gesso_virtual_list_allocate_rows         (GessoVirtualList *self, int width, int height);
void     gesso_virtual_list_configure_adjustments (GessoVirtualList *self);
gboolean gesso_virtual_list_is_scrolling          (GessoVirtualList *self);
/** Makes every row idle that is neither seen nor close to that. */
void     gesso_virtual_list_release_far_rows      (GessoVirtualList *self);
void     gesso_virtual_list_value_changed_cb      (GessoVirtualList *self, GtkAdjustment *adjustment);
void     gesso_virtual_list_items_changed_cb      (GessoVirtualList *self, guint position, guint removed, guint added,
                                                   GListModel *model);

/* gesso-virtual-list-idle.c */
/** Does what is left to do once there is time for it. */
void     gesso_virtual_list_start_idle            (GessoVirtualList *self);
void     gesso_virtual_list_stop_idle             (GessoVirtualList *self);
/** Heights have become guesses, or moved to other rows. */
void     gesso_virtual_list_forget_measured       (GessoVirtualList *self);

/* gesso-virtual-list-focus.c */
gboolean gesso_virtual_list_find_focus_position     (GessoVirtualList *self, guint *position);
void     gesso_virtual_list_focus_widget_changed_cb (GessoVirtualList *self, GParamSpec *pspec, GtkRoot *root);
void     gesso_virtual_list_install_focus           (GtkWidgetClass *widget_class);

G_END_DECLS
