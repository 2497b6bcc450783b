/* gesso-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-store"

#include "config.h"

#include "gesso-store-branches.h"
#include "gesso-timeline.h"

/* The first page is shown at once, so it is short. */
#define FIRST_PAGE 64
#define NEXT_PAGE 200

struct _GessoTimeline
{
  GObject parent_instance;

  GessoStore *store; /* (owned) */
  gint64 thread_id;
  GPtrArray *items;          /* (owned) (element-type GObject): by id, which is the order of time */
  GCancellable *cancellable; /* (owned) */
  GessoLine *line;           /* (owned) (nullable): what is shown; NULL until the first page is there */
  gint64 next;               /* position of the page before, 0 when there is none */
  gboolean loading;
  gboolean renewing;         /* the page under way takes the place of all */
};

static void gesso_timeline_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoTimeline, gesso_timeline, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gesso_timeline_list_model_init))

enum
{
  PROP_0,
  PROP_STORE,
  PROP_THREAD_ID,
  PROP_LOADING,
  PROP_HAS_OLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Ids are the order of time; a fork comes right after its message or version. */
static gint64
get_key (gpointer item)
{
  if (GESSO_IS_FORK (item))
    return 2 * gesso_fork_get_item_id (item) + 1;
  return 2 * (GESSO_IS_VERSION (item) ? gesso_version_get_id (item) : gesso_message_get_id (item));
}

/* The first position whose key is not below @key. */
static guint
find_position (GessoTimeline *self,
               gint64         key)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_key (self->items->pdata[middle]) < key)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_at (GessoTimeline *self,
       guint          position,
       gint64         key)
{
  return position < self->items->len && get_key (self->items->pdata[position]) == key;
}

static void
insert_item (GessoTimeline *self,
             gpointer       item,
             gint64         id,
             gint64         branch_id)
{
  guint position = find_position (self, get_key (item));

  /* What is older than the pages loaded comes with its own page. */
  if (is_at (self, position, get_key (item)) || id < self->next ||
      (self->line != NULL && !gesso_line_holds (self->line, branch_id, id)))
    return;
  g_ptr_array_insert (self->items, position, g_object_ref (item));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
insert_version (GessoTimeline *self,
                GessoVersion  *version)
{
  insert_item (self, version, gesso_version_get_id (version), gesso_version_get_branch_id (version));
}

static void
remove_item (GessoTimeline *self,
             gint64         key)
{
  guint position = find_position (self, key);

  if (!is_at (self, position, key))
    return;
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
version_added_cb (GessoTimeline *self,
                  GessoVersion  *version)
{
  if (gesso_version_get_thread_id (version) == self->thread_id)
    insert_version (self, version);
}

static void
version_trashed_cb (GessoTimeline *self,
                    GessoVersion  *version,
                    gboolean       trashed)
{
  if (gesso_version_get_thread_id (version) != self->thread_id)
    return;
  if (trashed)
    remove_item (self, get_key (version));
  else
    insert_version (self, version);
}

/* @page with the forks of @line among and after it. */
static GPtrArray *
add_forks (GPtrArray *page,
           GessoLine *line,
           gint64     next,
           gint64     before)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint fork = 0;

  for (guint i = 0; i <= page->len; i++)
    {
      gint64 key = i < page->len ? get_key (page->pdata[i]) : G_MAXINT64;

      for (; fork < line->forks->len && get_key (line->forks->pdata[fork]) < key; fork++)
        {
          gint64 id = gesso_fork_get_item_id (line->forks->pdata[fork]);

          if (id >= next && (before == 0 || id < before))
            g_ptr_array_add (items, g_object_ref (line->forks->pdata[fork]));
        }
      if (i < page->len)
        g_ptr_array_add (items, g_object_ref (page->pdata[i]));
    }
  return items;
}

static void
set_next (GessoTimeline *self,
          gint64         next)
{
  gboolean had_older = self->next != 0;

  self->next = next;
  if (had_older != (next != 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_OLDER]);
}

/* A page goes in front in one change. Only what a signal brought before the
 * page came may lie in between. */
static void
take_page (GessoTimeline *self,
           GPtrArray     *page,
           gint64         next)
{
  guint n = 0, past = 0;

  for (guint i = 0; i < page->len; i++)
    {
      gint64 key = get_key (page->pdata[i]);
      guint position = find_position (self, key);

      if (is_at (self, position, key))
        continue;
      g_ptr_array_insert (self->items, position, g_object_ref (page->pdata[i]));
      past = position + 1;
      n++;
    }
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, past - n, past);
  set_next (self, next);
}

static gboolean
is_same (gpointer a,
         gpointer b)
{
  return a == b || (GESSO_IS_FORK (a) && GESSO_IS_FORK (b) && gesso_fork_equal (a, b)) ||
         (GESSO_IS_MESSAGE (a) && GESSO_IS_MESSAGE (b) && gesso_message_get_id (a) == gesso_message_get_id (b));
}

/* Another line takes the place of the one that was: what both begin and end
 * with stays, and with it the artist's place in it. */
static void
take_line (GessoTimeline *self,
           GPtrArray     *page,
           gint64         next)
{
  guint kept = next != 0 && page->len > 0 ? find_position (self, get_key (page->pdata[0])) : 0;
  guint removed, added, n = 0;

  /* The older pages go on before the new one only if they reach up to it. */
  if (kept > 0 && !(kept < self->items->len && is_same (self->items->pdata[kept], page->pdata[0])))
    kept = 0;
  else if (kept > 0)
    next = self->next;
  while (n < page->len && kept < self->items->len && is_same (self->items->pdata[kept], page->pdata[n]))
    {
      kept++;
      n++;
    }
  if (n == 0)
    kept = 0;
  removed = self->items->len - kept;
  added = page->len - n;
  while (removed > 0 && added > 0 &&
         is_same (self->items->pdata[kept + removed - 1], page->pdata[n + added - 1]))
    {
      removed--;
      added--;
    }
  if (removed > 0)
    g_ptr_array_remove_range (self->items, kept, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->items, kept + i, g_object_ref (page->pdata[n + i]));
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, removed, added);
  set_next (self, next);
}

static void
end_loading (GessoTimeline *self)
{
  self->loading = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
page_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoTimeline) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 next = 0;
  g_autoptr (GPtrArray) page = gesso_store_load_timeline_finish (GESSO_STORE (source), result, &next, &error);
  g_autoptr (GessoLine) line = gesso_store_load_timeline_dup_line (GESSO_STORE (source), result);
  g_autoptr (GPtrArray) items = NULL;

  /* A page of a line that is no longer shown: the one after it is on its way. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable || self->store == NULL)
    return;
  if (page == NULL)
    g_info ("A page of the thread cannot be loaded: %s", error->message);
  else
    {
      items = add_forks (page, line, next, self->renewing ? 0 : self->next);
      g_clear_pointer (&self->line, gesso_line_unref);
      self->line = g_steal_pointer (&line);
      if (self->renewing)
        take_line (self, items, next);
      else
        take_page (self, items, next);
    }
  self->renewing = FALSE;
  end_loading (self);
}

static void
load_page (GessoTimeline *self,
           gint64         before)
{
  self->loading = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  gesso_store_load_timeline_async (self->store, self->thread_id, before, before == 0 ? FIRST_PAGE : NEXT_PAGE,
                                   self->cancellable, page_loaded_cb, g_object_ref (self));
}

static void
renew (GessoTimeline *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->renewing = TRUE;
  load_page (self, 0);
}

static void
branches_changed_cb (GessoTimeline *self,
                     gint64         thread_id)
{
  if (thread_id == self->thread_id)
    renew (self);
}

static void
message_added_cb (GessoTimeline *self,
                  GessoMessage  *message)
{
  gpointer last = self->items->len > 0 ? g_ptr_array_index (self->items, self->items->len - 1) : NULL;

  if (gesso_message_get_thread_id (message) != self->thread_id)
    return;
  insert_item (self, message, gesso_message_get_id (message), gesso_message_get_branch_id (message));
  /* What is said first on a branch is what it is called. */
  if (GESSO_IS_FORK (last))
    renew (self);
}

static GType
gesso_timeline_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gesso_timeline_get_n_items (GListModel *model)
{
  return GESSO_TIMELINE (model)->items->len;
}

static gpointer
gesso_timeline_get_item (GListModel *model,
                         guint       position)
{
  GessoTimeline *self = GESSO_TIMELINE (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
gesso_timeline_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gesso_timeline_get_item_type;
  iface->get_n_items = gesso_timeline_get_n_items;
  iface->get_item = gesso_timeline_get_item;
}

static void
gesso_timeline_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GessoTimeline *self = GESSO_TIMELINE (object);

  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_THREAD_ID:
      g_value_set_int64 (value, self->thread_id);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_HAS_OLDER:
      g_value_set_boolean (value, self->next != 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_timeline_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GessoTimeline *self = GESSO_TIMELINE (object);

  switch (prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_THREAD_ID:
      self->thread_id = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_timeline_constructed (GObject *object)
{
  GessoTimeline *self = GESSO_TIMELINE (object);

  G_OBJECT_CLASS (gesso_timeline_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "message-added", G_CALLBACK (message_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "version-added", G_CALLBACK (version_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "version-trashed", G_CALLBACK (version_trashed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "branches-changed", G_CALLBACK (branches_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "refreshed", G_CALLBACK (renew), self, G_CONNECT_SWAPPED);
  load_page (self, 0);
}

static void
gesso_timeline_dispose (GObject *object)
{
  GessoTimeline *self = GESSO_TIMELINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gesso_timeline_parent_class)->dispose (object);
}

static void
gesso_timeline_finalize (GObject *object)
{
  GessoTimeline *self = GESSO_TIMELINE (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->line, gesso_line_unref);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (gesso_timeline_parent_class)->finalize (object);
}

static void
gesso_timeline_class_init (GessoTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gesso_timeline_get_property;
  object_class->set_property = gesso_timeline_set_property;
  object_class->constructed = gesso_timeline_constructed;
  object_class->dispose = gesso_timeline_dispose;
  object_class->finalize = gesso_timeline_finalize;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, GESSO_TYPE_STORE, given);
  properties[PROP_THREAD_ID] = g_param_spec_int64 ("thread-id", NULL, NULL, 0, G_MAXINT64, 0, given);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, shown);
  properties[PROP_HAS_OLDER] = g_param_spec_boolean ("has-older", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_timeline_init (GessoTimeline *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

GessoTimeline *
gesso_timeline_new (GessoStore *store,
                    gint64      thread_id)
{
  g_return_val_if_fail (GESSO_IS_STORE (store), NULL);
  return g_object_new (GESSO_TYPE_TIMELINE, "store", store, "thread-id", thread_id, NULL);
}

gint64
gesso_timeline_get_thread_id (GessoTimeline *self)
{
  g_return_val_if_fail (GESSO_IS_TIMELINE (self), 0);
  return self->thread_id;
}

gboolean
gesso_timeline_get_loading (GessoTimeline *self)
{
  g_return_val_if_fail (GESSO_IS_TIMELINE (self), FALSE);
  return self->loading;
}

gboolean
gesso_timeline_get_has_older (GessoTimeline *self)
{
  g_return_val_if_fail (GESSO_IS_TIMELINE (self), FALSE);
  return self->next != 0;
}

void
gesso_timeline_load_older (GessoTimeline *self)
{
  g_return_if_fail (GESSO_IS_TIMELINE (self));

  if (!self->loading && self->next != 0)
    load_page (self, self->next);
}

gboolean
gesso_timeline_find (GessoTimeline *self,
                     gint64         id,
                     gboolean       fork,
                     guint         *position)
{
  gint64 key = 2 * id + (fork ? 1 : 0);

  g_return_val_if_fail (GESSO_IS_TIMELINE (self), FALSE);

  *position = find_position (self, key);
  return is_at (self, *position, key);
}

gboolean
gesso_timeline_may_hold (GessoTimeline *self,
                         gint64         id)
{
  g_return_val_if_fail (GESSO_IS_TIMELINE (self), FALSE);

  return self->line == NULL || id < self->next || is_at (self, find_position (self, 2 * id), 2 * id);
}
