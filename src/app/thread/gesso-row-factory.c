/* gesso-row-factory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-row-factory.h"

G_DEFINE_INTERFACE (GessoRowFactory, gesso_row_factory, G_TYPE_OBJECT)

static void
gesso_row_factory_default_init (GessoRowFactoryInterface *iface)
{
}

guint
gesso_row_factory_get_kind (GessoRowFactory *self,
                            GObject         *item)
{
  return GESSO_ROW_FACTORY_GET_IFACE (self)->get_kind (self, item);
}

GtkWidget *
gesso_row_factory_create (GessoRowFactory *self,
                          guint            kind)
{
  return GESSO_ROW_FACTORY_GET_IFACE (self)->create (self, kind);
}

void
gesso_row_factory_bind (GessoRowFactory *self,
                        GtkWidget       *row,
                        GObject         *item)
{
  GESSO_ROW_FACTORY_GET_IFACE (self)->bind (self, row, item);
}

void
gesso_row_factory_unbind (GessoRowFactory *self,
                          GtkWidget       *row,
                          GObject         *item)
{
  GESSO_ROW_FACTORY_GET_IFACE (self)->unbind (self, row, item);
}

int
gesso_row_factory_estimate_height (GessoRowFactory *self,
                                   GObject         *item,
                                   int              width)
{
  int height = GESSO_ROW_FACTORY_GET_IFACE (self)->estimate_height (self, item, width);

  return MAX (1, height);
}
