/* gesso-library-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-item.h"

struct _GessoLibraryItem
{
  GObject parent_instance;

  gint64 id;
  GessoLibraryRow *row; /* (owned) (nullable) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoLibraryItem, gesso_library_item, G_TYPE_OBJECT)

void
gesso_library_row_free (GessoLibraryRow *row)
{
  if (row == NULL)
    return;
  g_free (row->model);
  g_free (row->prompt);
  g_free (row->thread_title);
  g_free (row->tags);
  g_free (row->blob);
  g_free (row->blurhash);
  g_free (row->pin);
  g_free (row->hit);
  g_free (row);
}

static void
gesso_library_item_finalize (GObject *object)
{
  GessoLibraryItem *self = GESSO_LIBRARY_ITEM (object);

  g_clear_pointer (&self->row, gesso_library_row_free);
  G_OBJECT_CLASS (gesso_library_item_parent_class)->finalize (object);
}

static void
gesso_library_item_class_init (GessoLibraryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_library_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gesso_library_item_init (GessoLibraryItem *self)
{
}

GessoLibraryItem *
gesso_library_item_new (gint64 id)
{
  GessoLibraryItem *self = g_object_new (GESSO_TYPE_LIBRARY_ITEM, NULL);

  self->id = id;
  return self;
}

gint64
gesso_library_item_get_id (GessoLibraryItem *self)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY_ITEM (self), 0);
  return self->id;
}

const GessoLibraryRow *
gesso_library_item_get_row (GessoLibraryItem *self)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY_ITEM (self), NULL);
  return self->row;
}

void
gesso_library_item_set_row (GessoLibraryItem *self,
                            GessoLibraryRow  *row)
{
  g_return_if_fail (GESSO_IS_LIBRARY_ITEM (self));
  g_return_if_fail (row->id == self->id);

  g_clear_pointer (&self->row, gesso_library_row_free);
  self->row = row;
  g_signal_emit (self, signals[CHANGED], 0);
}
