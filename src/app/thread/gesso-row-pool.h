/* gesso-row-pool.h - the live rows of a virtual list, and the idle ones waiting to be used again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-row-factory.h"

G_BEGIN_DECLS

/**
 * GessoRowPool:
 *
 * Rows are children of one widget for as long as the pool lives. A row is
 * either live, bound to the item at a position, or idle: unmapped, hidden from
 * assistive technology, and used again for the next item of its kind.
 */
typedef struct _GessoRowPool GessoRowPool;

/** @parent: borrowed; must outlive the pool. */
GessoRowPool *gesso_row_pool_new           (GtkWidget *parent);
/** Unbinds and destroys all rows. */
void          gesso_row_pool_free          (GessoRowPool *self);

/** @factory: (nullable). Destroys all rows of the factory before. */
void          gesso_row_pool_set_factory   (GessoRowPool *self, GessoRowFactory *factory);
/** @model: (nullable). Makes all rows idle. */
void          gesso_row_pool_set_model     (GessoRowPool *self, GListModel *model);
/** Follows the model: rows of removed items become idle, the others keep their item. */
void          gesso_row_pool_items_changed (GessoRowPool *self, guint position, guint removed, guint added);

/** (nullable): the live row at @position. */
GtkWidget    *gesso_row_pool_find          (GessoRowPool *self, guint position);
/** The live row at @position; bound if there was none. */
GtkWidget    *gesso_row_pool_require       (GessoRowPool *self, guint position);
/** Whether @widget is a live row or inside one; tells its position. */
gboolean      gesso_row_pool_locate        (GessoRowPool *self, GtkWidget *widget, guint *position);
/** Makes every live row outside @first … @last idle, but for @keep (nullable). */
void          gesso_row_pool_release       (GessoRowPool *self, guint first, guint last, GtkWidget *keep);

typedef void (*GessoRowPoolFunc) (GtkWidget *row, guint position, gpointer user_data);
/** Calls @func for every live row, in no order. */
void          gesso_row_pool_foreach       (GessoRowPool *self, GessoRowPoolFunc func, gpointer user_data);

/** Puts the children in the order of their positions, for those who read them one after the other. */
void          gesso_row_pool_sort          (GessoRowPool *self);

/** How many rows exist, live and idle. */
guint         gesso_row_pool_get_n_rows    (GessoRowPool *self);

G_END_DECLS
