/* gesso-library-cell-factory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-cell.h"

struct _GessoLibraryCellFactory
{
  GObject parent_instance;

  GessoThumbnails *thumbnails; /* (owned) */
};

static void cell_factory_row_factory_init (GessoRowFactoryInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoLibraryCellFactory, gesso_library_cell_factory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GESSO_TYPE_ROW_FACTORY, cell_factory_row_factory_init))

static guint
gesso_library_cell_factory_get_kind (GessoRowFactory *factory,
                                     GObject         *item)
{
  return 0;
}

static GtkWidget *
gesso_library_cell_factory_create (GessoRowFactory *factory,
                                   guint            kind)
{
  return gesso_library_cell_new (GESSO_LIBRARY_CELL_FACTORY (factory)->thumbnails);
}

static void
gesso_library_cell_factory_bind (GessoRowFactory *factory,
                                 GtkWidget       *row,
                                 GObject         *item)
{
  gesso_library_cell_set_item (GESSO_LIBRARY_CELL (row), GESSO_LIBRARY_ITEM (item));
}

static void
gesso_library_cell_factory_unbind (GessoRowFactory *factory,
                                   GtkWidget       *row,
                                   GObject         *item)
{
  gesso_library_cell_set_item (GESSO_LIBRARY_CELL (row), NULL);
}

/* All cells are of the size that the layout gives them. */
static int
gesso_library_cell_factory_estimate_height (GessoRowFactory *factory,
                                            GObject         *item,
                                            int              width)
{
  return width;
}

static void
cell_factory_row_factory_init (GessoRowFactoryInterface *iface)
{
  iface->get_kind = gesso_library_cell_factory_get_kind;
  iface->create = gesso_library_cell_factory_create;
  iface->bind = gesso_library_cell_factory_bind;
  iface->unbind = gesso_library_cell_factory_unbind;
  iface->estimate_height = gesso_library_cell_factory_estimate_height;
}

static void
gesso_library_cell_factory_finalize (GObject *object)
{
  g_object_unref (GESSO_LIBRARY_CELL_FACTORY (object)->thumbnails);
  G_OBJECT_CLASS (gesso_library_cell_factory_parent_class)->finalize (object);
}

static void
gesso_library_cell_factory_class_init (GessoLibraryCellFactoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_library_cell_factory_finalize;
}

static void
gesso_library_cell_factory_init (GessoLibraryCellFactory *self)
{
}

GessoRowFactory *
gesso_library_cell_factory_new (GessoThumbnails *thumbnails)
{
  GessoLibraryCellFactory *self = g_object_new (GESSO_TYPE_LIBRARY_CELL_FACTORY, NULL);

  self->thumbnails = g_object_ref (thumbnails);
  return GESSO_ROW_FACTORY (self);
}
