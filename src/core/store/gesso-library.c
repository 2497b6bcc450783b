/* gesso-library.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-store"

#include "config.h"

#include "gesso-library.h"

/* What is shown at once, before all is known: as much as fills a window. */
#define FIRST_PAGE 96
/* Rows that are read together. */
#define PAGE 64
/* Pages that wait to be read: those of a large screen; who scrolls past more
 * does not want the first ones any longer. */
#define MAX_WANTED 24
/* Pages whose rows are kept. */
#define MAX_KEPT 64
/* Changes come in flocks; milliseconds that one is waited for. */
#define REFRESH_DELAY 60
/* What is shown at once is drawn before the rest is asked for, which takes a core for a while. */
#define REST_DELAY 30

struct _GessoLibrary
{
  GObject parent_instance;

  GessoStore *store;          /* (owned) */
  GessoLibraryFilter *filter; /* (owned) */
  GessoLibraryIndex *index;   /* (owned) */
  GHashTable *items;          /* (owned): id, of the item → (owned) Entry */
  GQueue pages;               /* (owned) (element-type GArray): ids of kept pages, the latest first */
  GQueue wanted;              /* (owned) (element-type GArray): ids of pages to read, the latest first */
  GCancellable *search;       /* (owned): of this filter */
  GCancellable *life;         /* (owned) */
  guint refresh_id;
  guint reading : 1;
  guint loading : 1;
  guint refreshing : 1;
  guint outdated : 1;         /* something changed while it was looked for */
  guint fresh : 1;            /* the rows there were are of another filter */
};

typedef struct
{
  gint64 id;
  GessoLibraryItem *item; /* (owned) */
} Entry;

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void library_list_model_init (GListModelInterface *iface);
static void read_next (GessoLibrary *self);
static void start_index (GessoLibrary *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoLibrary, gesso_library, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, library_list_model_init))

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->item);
  g_free (entry);
}

static gint64
get_id (const GArray *ids,
        guint         position)
{
  return g_array_index (ids, gint64, position);
}

static void
set_loading (GessoLibrary *self,
             gboolean      loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Rows */

static GessoLibraryItem *
ensure_item (GessoLibrary *self,
             gint64        id)
{
  Entry *entry = g_hash_table_lookup (self->items, &id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->id = id;
      entry->item = gesso_library_item_new (id);
      g_hash_table_insert (self->items, &entry->id, entry);
    }
  return entry->item;
}

static void
take_rows (GessoLibrary *self,
           GPtrArray    *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GessoLibraryRow *row = g_steal_pointer (&rows->pdata[i]);
      Entry *entry = g_hash_table_lookup (self->items, &row->id);

      if (entry == NULL)
        {
          gesso_library_row_free (row);
          continue;
        }
      /* A listener may let the entry go. */
      g_object_ref (entry->item);
      gesso_library_item_set_row (entry->item, row);
      g_object_unref (entry->item);
    }
}

static void
rows_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gesso_store_load_library_rows_finish (GESSO_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->life))
    return;
  self->reading = FALSE;
  if (rows != NULL)
    take_rows (self, rows);
  else
    g_info ("A page of the library cannot be loaded: %s", error->message);
  read_next (self);
}

static void
load_rows (GessoLibrary *self,
           const GArray *ids)
{
  self->reading = TRUE;
  gesso_store_load_library_rows_async (self->store, (const gint64 *) (gconstpointer) ids->data, ids->len,
                                       self->filter->text, self->life, rows_loaded_cb, g_object_ref (self));
}

static void
read_next (GessoLibrary *self)
{
  GArray *ids = self->reading ? NULL : g_queue_pop_head (&self->wanted);

  if (ids == NULL)
    return;
  load_rows (self, ids);
  g_array_unref (ids);
}

static void
drop_items (GessoLibrary *self,
            GArray       *ids)
{
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_remove (self->items, &g_array_index (ids, gint64, i));
  g_array_unref (ids);
}

static void
want (GessoLibrary *self,
      GArray       *ids)
{
  g_queue_push_head (&self->wanted, ids);
  while (self->wanted.length > MAX_WANTED)
    drop_items (self, g_queue_pop_tail (&self->wanted));
  read_next (self);
}

/* Has the page of @position read. */
static void
request_page (GessoLibrary *self,
              guint         position)
{
  guint first = position - position % PAGE, past = MIN (first + PAGE, self->index->ids->len);
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), PAGE);

  for (guint i = first; i < past; i++)
    {
      gint64 id = get_id (self->index->ids, i);

      if (g_hash_table_contains (self->items, &id))
        continue;
      g_array_append_val (ids, id);
      ensure_item (self, id);
    }
  g_queue_push_head (&self->pages, g_array_ref (ids));
  while (self->pages.length > MAX_KEPT)
    drop_items (self, g_queue_pop_tail (&self->pages));
  want (self, ids);
}

static void
forget_rows (GessoLibrary *self)
{
  g_queue_clear_full (&self->wanted, (GDestroyNotify) g_array_unref);
  g_queue_clear_full (&self->pages, (GDestroyNotify) g_array_unref);
  g_hash_table_remove_all (self->items);
}

/* What is found */

static void
take_index (GessoLibrary      *self,
            GessoLibraryIndex *index)
{
  g_autoptr (GessoLibraryIndex) old = self->index;
  guint n_old = old->ids->len, n_new = index->ids->len;
  guint prefix = 0, suffix = 0, n_least = MIN (n_old, n_new);

  /* The same version may have been found by another word. */
  if (self->fresh)
    n_least = 0;
  self->fresh = FALSE;
  while (prefix < n_least && get_id (old->ids, prefix) == get_id (index->ids, prefix))
    prefix++;
  while (suffix < n_least - prefix && get_id (old->ids, n_old - 1 - suffix) == get_id (index->ids, n_new - 1 - suffix))
    suffix++;
  self->index = index;
  if (n_old != n_new || prefix < n_new)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, n_old - prefix - suffix, n_new - prefix - suffix);
}

static void
index_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GessoLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  GessoLibraryIndex *index = gesso_store_index_library_finish (GESSO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->refreshing = FALSE;
  if (index != NULL)
    take_index (self, index);
  else
    g_info ("The library cannot be searched: %s", error->message);
  set_loading (self, FALSE);
  if (self->outdated)
    start_index (self);
}

static void
start_index (GessoLibrary *self)
{
  if (self->refreshing)
    {
      self->outdated = TRUE;
      return;
    }
  self->refreshing = TRUE;
  self->outdated = FALSE;
  gesso_store_index_library_async (self->store, self->filter, self->search, index_loaded_cb, g_object_ref (self));
}

static gboolean
refresh_cb (gpointer user_data)
{
  GessoLibrary *self = user_data;

  self->refresh_id = 0;
  start_index (self);
  return G_SOURCE_REMOVE;
}

static void
first_page_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GessoLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gesso_store_find_versions_finish (GESSO_STORE (source), result, &error);
  GessoLibraryIndex *index;
  GArray *ids;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    {
      start_index (self);
      return;
    }
  index = gesso_library_index_new ();
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < rows->len; i++)
    {
      const GessoLibraryRow *row = rows->pdata[i];

      gesso_library_index_add (index, row->id, row->created);
      g_array_append_val (ids, row->id);
      ensure_item (self, row->id);
    }
  g_queue_push_head (&self->pages, ids);
  take_rows (self, rows);
  take_index (self, index);
  if (rows->len < FIRST_PAGE)
    set_loading (self, FALSE);
  else if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REST_DELAY, refresh_cb, self);
}

static void
start_search (GessoLibrary *self)
{
  g_cancellable_cancel (self->search);
  g_object_unref (self->search);
  self->search = g_cancellable_new ();
  self->refreshing = FALSE;
  self->fresh = TRUE;
  forget_rows (self);
  set_loading (self, TRUE);
  if (self->filter->alike == 0)
    gesso_store_find_versions_async (self->store, self->filter, 0, FIRST_PAGE, self->search, first_page_cb,
                                     g_object_ref (self));
  else
    start_index (self);
}

/* What happens in the store */

static void
store_changed_cb (GessoLibrary *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY, refresh_cb, self);
}

static void
versions_edited_cb (GessoLibrary *self,
                    GArray       *edited)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < edited->len; i++)
    if (g_hash_table_contains (self->items, &g_array_index (edited, gint64, i)))
      g_array_append_val (ids, g_array_index (edited, gint64, i));
  if (ids->len > 0)
    {
      g_queue_push_head (&self->wanted, ids);
      read_next (self);
    }
  else
    g_array_unref (ids);
  store_changed_cb (self);
}

/* Another process may have marked what is shown. */
static void
refreshed_cb (GessoLibrary *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_val (ids, *(gint64 *) id);
  versions_edited_cb (self, ids);
}

/* The list */

static GType
gesso_library_get_item_type (GListModel *model)
{
  return GESSO_TYPE_LIBRARY_ITEM;
}

static guint
gesso_library_get_n_items (GListModel *model)
{
  return GESSO_LIBRARY (model)->index->ids->len;
}

static gpointer
gesso_library_get_item (GListModel *model,
                        guint       position)
{
  GessoLibrary *self = GESSO_LIBRARY (model);
  gint64 id;

  if (position >= self->index->ids->len)
    return NULL;
  id = get_id (self->index->ids, position);
  if (!g_hash_table_contains (self->items, &id))
    request_page (self, position);
  return g_object_ref (ensure_item (self, id));
}

static void
library_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gesso_library_get_item_type;
  iface->get_n_items = gesso_library_get_n_items;
  iface->get_item = gesso_library_get_item;
}

static void
gesso_library_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GessoLibrary *self = GESSO_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_library_dispose (GObject *object)
{
  GessoLibrary *self = GESSO_LIBRARY (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->search);
  g_cancellable_cancel (self->life);
  forget_rows (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gesso_library_parent_class)->dispose (object);
}

static void
gesso_library_finalize (GObject *object)
{
  GessoLibrary *self = GESSO_LIBRARY (object);

  g_object_unref (self->search);
  g_object_unref (self->life);
  g_hash_table_unref (self->items);
  gesso_library_filter_free (self->filter);
  gesso_library_index_free (self->index);
  G_OBJECT_CLASS (gesso_library_parent_class)->finalize (object);
}

static void
gesso_library_class_init (GessoLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gesso_library_get_property;
  object_class->dispose = gesso_library_dispose;
  object_class->finalize = gesso_library_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_library_init (GessoLibrary *self)
{
  self->filter = gesso_library_filter_new ();
  self->index = gesso_library_index_new ();
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_entry);
  self->search = g_cancellable_new ();
  self->life = g_cancellable_new ();
  self->loading = TRUE;
}

GessoLibrary *
gesso_library_new (GessoStore *store)
{
  static const char *const changes[] = {
    "version-added", "version-trashed", "thread-changed", "thread-purged", "labels-changed",
  };
  GessoLibrary *self;

  g_return_val_if_fail (GESSO_IS_STORE (store), NULL);

  self = g_object_new (GESSO_TYPE_LIBRARY, NULL);
  self->store = g_object_ref (store);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (store, changes[i], G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "versions-edited", G_CALLBACK (versions_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  start_search (self);
  return self;
}

const GessoLibraryFilter *
gesso_library_get_filter (GessoLibrary *self)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY (self), NULL);
  return self->filter;
}

void
gesso_library_set_filter (GessoLibrary             *self,
                          const GessoLibraryFilter *filter)
{
  g_return_if_fail (GESSO_IS_LIBRARY (self));

  if (gesso_library_filter_equal (self->filter, filter))
    return;
  gesso_library_filter_free (self->filter);
  self->filter = gesso_library_filter_copy (filter);
  start_search (self);
}

gboolean
gesso_library_get_loading (GessoLibrary *self)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY (self), FALSE);
  return self->loading;
}

const GessoLibraryIndex *
gesso_library_get_index (GessoLibrary *self)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY (self), NULL);
  return self->index;
}

gint64
gesso_library_get_id (GessoLibrary *self,
                      guint         position)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY (self), 0);
  return position < self->index->ids->len ? get_id (self->index->ids, position) : 0;
}

gboolean
gesso_library_find_position (GessoLibrary *self,
                             gint64        id,
                             guint        *position)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY (self), FALSE);

  for (guint i = 0; i < self->index->ids->len; i++)
    if (get_id (self->index->ids, i) == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

GessoLibraryItem *
gesso_library_peek (GessoLibrary *self,
                    gint64        id)
{
  Entry *entry;

  g_return_val_if_fail (GESSO_IS_LIBRARY (self), NULL);
  entry = g_hash_table_lookup (self->items, &id);
  return entry != NULL ? entry->item : NULL;
}
