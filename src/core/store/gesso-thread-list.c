/* gesso-thread-list.c
 *
 * Kept in order of activity. A page is loaded first so that the list is there
 * at once; the rest follows in larger ones whenever nothing else is to be done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-store"

#include "config.h"

#include "gesso-store-private.h"
#include "gesso-thread-list.h"

#define FIRST_PAGE 50
#define NEXT_PAGE 500

struct _GessoThreadList
{
  GObject parent_instance;

  GessoStore *store; /* (owned) */
  gboolean trashed;
  GPtrArray *threads;        /* (owned) (element-type GessoThread): in order */
  GCancellable *cancellable; /* (owned) */
  guint page_size;           /* of the page that is on its way */
  gint64 next;               /* activity before which the next page begins */
  guint next_source;         /* waits to load it */
  gboolean loading;
};

static void gesso_thread_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoThreadList, gesso_thread_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gesso_thread_list_list_model_init))

enum
{
  PROP_0,
  PROP_STORE,
  PROP_TRASHED,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean time_for_more_cb (gpointer user_data);

/* Where a thread of @activity belongs. */
static guint
find_position (GessoThreadList *self,
               gint64           activity)
{
  guint low = 0, high = self->threads->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gesso_thread_get_activity (self->threads->pdata[middle]) > activity)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
insert_thread (GessoThreadList *self,
               GessoThread     *thread)
{
  guint position = find_position (self, gesso_thread_get_activity (thread));

  g_ptr_array_insert (self->threads, position, g_object_ref (thread));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
remove_thread (GessoThreadList *self,
               guint            position)
{
  g_ptr_array_remove_index (self->threads, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Whether the thread at @position is between its neighbours still. */
static gboolean
is_in_order (GessoThreadList *self,
             guint            position)
{
  gint64 activity = gesso_thread_get_activity (self->threads->pdata[position]);

  return (position == 0 || gesso_thread_get_activity (self->threads->pdata[position - 1]) > activity) &&
         (position + 1 == self->threads->len ||
          gesso_thread_get_activity (self->threads->pdata[position + 1]) < activity);
}

static void
update_thread (GessoThreadList *self,
               GessoThread     *thread)
{
  gboolean belongs = gesso_thread_get_trashed (thread) == self->trashed;
  guint position;

  if (!g_ptr_array_find (self->threads, thread, &position))
    {
      if (belongs)
        insert_thread (self, thread);
    }
  else if (!belongs)
    remove_thread (self, position);
  else if (!is_in_order (self, position))
    {
      g_autoptr (GessoThread) moved = g_object_ref (thread);

      remove_thread (self, position);
      insert_thread (self, moved);
    }
}

static void
thread_changed_cb (GessoThreadList *self,
                   GessoThread     *thread)
{
  update_thread (self, thread);
}

static void
thread_purged_cb (GessoThreadList *self,
                  GessoThread     *thread)
{
  guint position;

  if (g_ptr_array_find (self->threads, thread, &position))
    remove_thread (self, position);
}

static void
end_loading (GessoThreadList *self)
{
  if (!self->loading)
    return;
  self->loading = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Whether it is in the list, which is in order. */
static gboolean
contains (GessoThreadList *self,
          GessoThread     *thread)
{
  guint position = find_position (self, gesso_thread_get_activity (thread));

  return position < self->threads->len && self->threads->pdata[position] == (gpointer) thread;
}

/* A page is older than all that was loaded before it; what the signals brought
 * meanwhile, or moved, is not taken in twice. */
static void
append_page (GessoThreadList *self,
             GPtrArray       *page)
{
  guint n_before = self->threads->len;
  guint position = n_before;

  for (guint i = 0; i < page->len; i++)
    {
      GessoThread *thread = page->pdata[i];

      if (gesso_thread_get_trashed (thread) == self->trashed && !contains (self, thread))
        {
          guint place = find_position (self, gesso_thread_get_activity (thread));

          position = MIN (position, place);
          g_ptr_array_insert (self->threads, place, g_object_ref (thread));
        }
    }
  if (self->threads->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_before - position, self->threads->len - position);
}

static void
page_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoThreadList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = gesso_store_list_threads_finish (GESSO_STORE (source), result, &error);

  if (page == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("The threads cannot be listed: %s", error->message);
  if (page != NULL && self->store != NULL)
    {
      append_page (self, page);
      if (page->len == self->page_size)
        {
          self->next = gesso_thread_get_activity (page->pdata[page->len - 1]);
          self->next_source = g_idle_add_full (G_PRIORITY_LOW, time_for_more_cb, self, NULL);
        }
    }
  end_loading (self);
}

static void
load_page (GessoThreadList *self,
           gint64           before,
           guint            limit,
           int              priority)
{
  self->page_size = limit;
  gesso_store_list_some_threads_async (self->store, self->trashed, before, limit, priority, self->cancellable,
                                       page_loaded_cb, g_object_ref (self));
}

static gboolean
time_for_more_cb (gpointer user_data)
{
  GessoThreadList *self = user_data;

  self->next_source = 0;
  load_page (self, self->next, NEXT_PAGE, G_PRIORITY_LOW);
  return G_SOURCE_REMOVE;
}

static GType
gesso_thread_list_get_item_type (GListModel *model)
{
  return GESSO_TYPE_THREAD;
}

static guint
gesso_thread_list_get_n_items (GListModel *model)
{
  return GESSO_THREAD_LIST (model)->threads->len;
}

static gpointer
gesso_thread_list_get_item (GListModel *model,
                            guint       position)
{
  GessoThreadList *self = GESSO_THREAD_LIST (model);

  return position < self->threads->len ? g_object_ref (self->threads->pdata[position]) : NULL;
}

static void
gesso_thread_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gesso_thread_list_get_item_type;
  iface->get_n_items = gesso_thread_list_get_n_items;
  iface->get_item = gesso_thread_list_get_item;
}

static void
gesso_thread_list_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GessoThreadList *self = GESSO_THREAD_LIST (object);

  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_TRASHED:
      g_value_set_boolean (value, self->trashed);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_thread_list_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GessoThreadList *self = GESSO_THREAD_LIST (object);

  switch (prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_TRASHED:
      self->trashed = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_thread_list_constructed (GObject *object)
{
  GessoThreadList *self = GESSO_THREAD_LIST (object);

  G_OBJECT_CLASS (gesso_thread_list_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "thread-added", G_CALLBACK (thread_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "thread-changed", G_CALLBACK (thread_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "thread-purged", G_CALLBACK (thread_purged_cb), self, G_CONNECT_SWAPPED);
  load_page (self, 0, FIRST_PAGE, G_PRIORITY_DEFAULT);
}

static void
gesso_thread_list_dispose (GObject *object)
{
  GessoThreadList *self = GESSO_THREAD_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->next_source, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gesso_thread_list_parent_class)->dispose (object);
}

static void
gesso_thread_list_finalize (GObject *object)
{
  GessoThreadList *self = GESSO_THREAD_LIST (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->threads);
  G_OBJECT_CLASS (gesso_thread_list_parent_class)->finalize (object);
}

static void
gesso_thread_list_class_init (GessoThreadListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gesso_thread_list_get_property;
  object_class->set_property = gesso_thread_list_set_property;
  object_class->constructed = gesso_thread_list_constructed;
  object_class->dispose = gesso_thread_list_dispose;
  object_class->finalize = gesso_thread_list_finalize;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, GESSO_TYPE_STORE, given);
  properties[PROP_TRASHED] = g_param_spec_boolean ("trashed", NULL, NULL, FALSE, given);
  properties[PROP_LOADING] =
      g_param_spec_boolean ("loading", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_thread_list_init (GessoThreadList *self)
{
  self->threads = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;
}

GessoThreadList *
gesso_thread_list_new (GessoStore *store,
                       gboolean    trashed)
{
  g_return_val_if_fail (GESSO_IS_STORE (store), NULL);
  return g_object_new (GESSO_TYPE_THREAD_LIST, "store", store, "trashed", trashed, NULL);
}

gboolean
gesso_thread_list_get_loading (GessoThreadList *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD_LIST (self), FALSE);
  return self->loading;
}
