/* gesso-row-factory.h - makes the rows of a virtual list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GESSO_TYPE_ROW_FACTORY (gesso_row_factory_get_type ())
G_DECLARE_INTERFACE (GessoRowFactory, gesso_row_factory, GESSO, ROW_FACTORY, GObject)

/**
 * GessoRowFactoryInterface:
 * @get_kind: rows of one kind can stand in for each other
 * @create: (transfer floating): a row of @kind, focusable, with the accessible role list-item
 * @bind: shows @item in @row, at its final height: what arrives later must have its place kept
 * @unbind: stops all work done for the item, before the row is used for another one
 * @estimate_height: a cheap guess, in pixels, for a row of @width pixels; no widget exists yet
 */
struct _GessoRowFactoryInterface
{
  GTypeInterface parent_iface;

  guint      (*get_kind)        (GessoRowFactory *self, GObject *item);
  GtkWidget *(*create)          (GessoRowFactory *self, guint kind);
  void       (*bind)            (GessoRowFactory *self, GtkWidget *row, GObject *item);
  void       (*unbind)          (GessoRowFactory *self, GtkWidget *row, GObject *item);
  int        (*estimate_height) (GessoRowFactory *self, GObject *item, int width);
};

guint      gesso_row_factory_get_kind        (GessoRowFactory *self, GObject *item);
GtkWidget *gesso_row_factory_create          (GessoRowFactory *self, guint kind);
void       gesso_row_factory_bind            (GessoRowFactory *self, GtkWidget *row, GObject *item);
void       gesso_row_factory_unbind          (GessoRowFactory *self, GtkWidget *row, GObject *item);
int        gesso_row_factory_estimate_height (GessoRowFactory *self, GObject *item, int width);

G_END_DECLS
