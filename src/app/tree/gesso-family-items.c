/* gesso-family-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include "gesso-family-items.h"
#include "gesso-store-library.h"

struct _GessoFamilyItems
{
  GObject parent_instance;

  GessoStore *store;         /* (owned) */
  GHashTable *items;         /* (owned) (element-type gint64 GessoLibraryItem) */
  GArray *wanted;            /* (owned) (element-type gint64): whose rows are to be read */
  GCancellable *cancellable; /* (owned) */
  guint source;              /* reads them, once all are known that this frame wants */
};

G_DEFINE_FINAL_TYPE (GessoFamilyItems, gesso_family_items, G_TYPE_OBJECT)

static void
rows_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoFamilyItems) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gesso_store_load_library_rows_finish (GESSO_STORE (source), result, &error);

  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("No rows of the tree: %s", error->message);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      GessoLibraryRow *row = g_steal_pointer (&rows->pdata[i]);
      GessoLibraryItem *item = g_hash_table_lookup (self->items, &row->id);

      if (item != NULL)
        gesso_library_item_set_row (item, row);
      else
        gesso_library_row_free (row);
    }
}

static gboolean
read_cb (gpointer user_data)
{
  GessoFamilyItems *self = user_data;

  self->source = 0;
  gesso_store_load_library_rows_async (self->store, (const gint64 *) (gconstpointer) self->wanted->data,
                                       self->wanted->len, NULL, self->cancellable, rows_loaded_cb, g_object_ref (self));
  g_array_set_size (self->wanted, 0);
  return G_SOURCE_REMOVE;
}

static void
want (GessoFamilyItems *self,
      gint64            id)
{
  g_array_append_val (self->wanted, id);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, read_cb, self, NULL);
}

static void
versions_edited_cb (GessoFamilyItems *self,
                    GArray           *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (self->items, &g_array_index (ids, gint64, i)))
      want (self, g_array_index (ids, gint64, i));
}

static void
gesso_family_items_dispose (GObject *object)
{
  GessoFamilyItems *self = GESSO_FAMILY_ITEMS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_remove_all (self->items);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gesso_family_items_parent_class)->dispose (object);
}

static void
gesso_family_items_finalize (GObject *object)
{
  GessoFamilyItems *self = GESSO_FAMILY_ITEMS (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->items);
  g_array_unref (self->wanted);
  G_OBJECT_CLASS (gesso_family_items_parent_class)->finalize (object);
}

static void
gesso_family_items_class_init (GessoFamilyItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_family_items_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_family_items_finalize;
}

static void
gesso_family_items_init (GessoFamilyItems *self)
{
  self->cancellable = g_cancellable_new ();
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
}

GessoFamilyItems *
gesso_family_items_new (GessoStore *store)
{
  GessoFamilyItems *self = g_object_new (GESSO_TYPE_FAMILY_ITEMS, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "versions-edited", G_CALLBACK (versions_edited_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GessoLibraryItem *
gesso_family_items_get (GessoFamilyItems *self,
                        gint64            id)
{
  GessoLibraryItem *item;

  g_return_val_if_fail (GESSO_IS_FAMILY_ITEMS (self), NULL);

  item = g_hash_table_lookup (self->items, &id);
  if (item != NULL)
    return item;
  item = gesso_library_item_new (id);
  g_hash_table_insert (self->items, g_memdup2 (&id, sizeof id), item);
  want (self, id);
  return item;
}
