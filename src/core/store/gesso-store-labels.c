/* gesso-store-labels.c - tags, collections and saved searches; and the models there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-tables.h"
#include "gesso-store-private.h"

typedef struct
{
  GessoLabel *label;  /* (owned) (nullable) */
  gint64 id;
  GPtrArray *results; /* (owned) (nullable): of labels or models: result */
} LabelCall;

static void
label_call_free (gpointer data)
{
  LabelCall *call = data;

  g_clear_pointer (&call->label, gesso_label_free);
  g_clear_pointer (&call->results, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_list (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  LabelCall *call = data;

  call->results = gesso_label_table_list (self->database, error);
  return call->results != NULL;
}

static gboolean
run_save (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return gesso_label_table_save (self->database, ((LabelCall *) data)->label, error);
}

static gboolean
run_delete (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  return gesso_label_table_delete (self->database, ((LabelCall *) data)->id, error);
}

/* Skips from one model to the next, however many versions each has. */
static gboolean
run_models (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  LabelCall *call = data;
  sqlite3_stmt *statement = gesso_database_prepare (
      self->database, error,
      "WITH RECURSIVE names (name) AS (SELECT min (model) FROM thread_version WHERE model IS NOT NULL"
      " UNION ALL SELECT (SELECT min (model) FROM thread_version WHERE model > name) FROM names WHERE name IS NOT NULL)"
      " SELECT name FROM names WHERE name IS NOT NULL",
      "");
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  call->results = g_ptr_array_new_with_free_func (g_free);
  while (statement != NULL && (step = gesso_database_step (self->database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (call->results, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  return step == GESSO_FETCH_DONE;
}

static void
publish_change (GessoStore *self,
                gpointer    data)
{
  gesso_store_emit_labels_changed (self);
}

static const GessoCallClass list_class = { run_list, NULL, label_call_free, FALSE };
static const GessoCallClass save_class = { run_save, publish_change, label_call_free, TRUE };
static const GessoCallClass delete_class = { run_delete, publish_change, label_call_free, TRUE };
static const GessoCallClass models_class = { run_models, NULL, label_call_free, FALSE };

void
gesso_store_list_labels_async (GessoStore         *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  gesso_store_call (self, &list_class, g_new0 (LabelCall, 1), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_labels_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  LabelCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->results) : NULL;
}

void
gesso_store_save_label_async (GessoStore         *self,
                              const GessoLabel   *label,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  LabelCall *call = g_new0 (LabelCall, 1);

  call->label = gesso_label_copy (label);
  gesso_store_call (self, &save_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gint64
gesso_store_save_label_finish (GessoStore   *self,
                               GAsyncResult *result,
                               GError      **error)
{
  LabelCall *call = gesso_store_call_finish (self, result, &save_class, error);

  return call != NULL ? call->label->id : 0;
}

void
gesso_store_delete_label_async (GessoStore         *self,
                                gint64              id,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  LabelCall *call = g_new0 (LabelCall, 1);

  call->id = id;
  gesso_store_call (self, &delete_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_delete_label_finish (GessoStore   *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return gesso_store_call_finish (self, result, &delete_class, error) != NULL;
}

void
gesso_store_list_used_models_async (GessoStore         *self,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  gesso_store_call (self, &models_class, g_new0 (LabelCall, 1), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_used_models_finish (GessoStore   *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  LabelCall *call = gesso_store_call_finish (self, result, &models_class, error);

  return call != NULL ? g_steal_pointer (&call->results) : NULL;
}
