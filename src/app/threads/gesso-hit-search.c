/* gesso-hit-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-threads"

#include "config.h"

#include "gesso-hit.h"
#include "gesso-hit-search.h"

/* More than anybody reads; who does not find it among them types another word. */
#define MAX_HITS 100

struct _GessoHitSearch
{
  GObject parent_instance;

  GListStore *hits;          /* (owned) (element-type GessoHit) */
  GCancellable *cancellable; /* (owned) (nullable): of the search under way */
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoHitSearch, gesso_hit_search, G_TYPE_OBJECT)

static void
search_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoHitSearch) self = user_data;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = gesso_store_search_finish (GESSO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (found == NULL)
    g_message ("Search failed: %s", error->message);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (hits, gesso_hit_new (found, i));
  g_list_store_splice (self->hits, 0, g_list_model_get_n_items (G_LIST_MODEL (self->hits)), hits->pdata, hits->len);
  g_signal_emit (self, signals[DONE], 0);
}

static void
gesso_hit_search_dispose (GObject *object)
{
  GessoHitSearch *self = GESSO_HIT_SEARCH (object);

  gesso_hit_search_stop (self);
  g_clear_object (&self->hits);
  G_OBJECT_CLASS (gesso_hit_search_parent_class)->dispose (object);
}

static void
gesso_hit_search_class_init (GessoHitSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_hit_search_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
gesso_hit_search_init (GessoHitSearch *self)
{
  self->hits = g_list_store_new (GESSO_TYPE_HIT);
}

GessoHitSearch *
gesso_hit_search_new (void)
{
  return g_object_new (GESSO_TYPE_HIT_SEARCH, NULL);
}

void
gesso_hit_search_start (GessoHitSearch *self,
                        GessoStore     *store,
                        const char     *text)
{
  g_return_if_fail (GESSO_IS_HIT_SEARCH (self));
  g_return_if_fail (GESSO_IS_STORE (store));
  g_return_if_fail (text != NULL);

  gesso_hit_search_stop (self);
  self->cancellable = g_cancellable_new ();
  gesso_store_search_async (store, text, MAX_HITS, self->cancellable, search_done_cb, g_object_ref (self));
}

void
gesso_hit_search_stop (GessoHitSearch *self)
{
  g_return_if_fail (GESSO_IS_HIT_SEARCH (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
gesso_hit_search_clear (GessoHitSearch *self)
{
  g_return_if_fail (GESSO_IS_HIT_SEARCH (self));

  gesso_hit_search_stop (self);
  g_list_store_remove_all (self->hits);
}

gboolean
gesso_hit_search_is_busy (GessoHitSearch *self)
{
  g_return_val_if_fail (GESSO_IS_HIT_SEARCH (self), FALSE);
  return self->cancellable != NULL;
}

GListModel *
gesso_hit_search_get_hits (GessoHitSearch *self)
{
  g_return_val_if_fail (GESSO_IS_HIT_SEARCH (self), NULL);
  return G_LIST_MODEL (self->hits);
}
