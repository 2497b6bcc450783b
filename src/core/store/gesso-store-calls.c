/* gesso-store-calls.c - one row for each call to a provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

static gboolean
run_add (GessoStore   *self,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  return gesso_model_call_table_add (self->database, data, error);
}

/* A list that the worker fills, of calls or of their sums. */
typedef struct
{
  gint64 job_id;
  guint limit;
  GessoModelCallGroup group;
  gint64 from, until;
  GPtrArray *rows; /* (owned) (nullable): result */
} ListCall;

static void
list_call_free (gpointer data)
{
  ListCall *call = data;

  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_list (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ListCall *call = data;

  call->rows = gesso_model_call_table_list (self->database, call->job_id, call->limit, error);
  return call->rows != NULL;
}

static gboolean
run_sum (GessoStore   *self,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  ListCall *call = data;

  call->rows = gesso_model_call_table_sum (self->database, call->group, call->from, call->until, error);
  return call->rows != NULL;
}

static const GessoCallClass add_class = { run_add, NULL, (GDestroyNotify) gesso_model_call_free, TRUE };
static const GessoCallClass list_class = { run_list, NULL, list_call_free, FALSE };
static const GessoCallClass sum_class = { run_sum, NULL, list_call_free, FALSE };

void
gesso_store_add_model_call_async (GessoStore           *self,
                                  const GessoModelCall *call,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  gesso_store_call (self, &add_class, gesso_model_call_copy (call), G_PRIORITY_DEFAULT, cancellable, callback,
                    user_data);
}

gint64
gesso_store_add_model_call_finish (GessoStore   *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  GessoModelCall *call = gesso_store_call_finish (self, result, &add_class, error);

  return call != NULL ? call->id : 0;
}

void
gesso_store_list_model_calls_async (GessoStore         *self,
                                    gint64              job_id,
                                    guint               limit,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  ListCall *call = g_new0 (ListCall, 1);

  call->job_id = job_id;
  call->limit = limit;
  gesso_store_call (self, &list_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_model_calls_finish (GessoStore   *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

void
gesso_store_sum_model_calls_async (GessoStore         *self,
                                   GessoModelCallGroup group,
                                   gint64              from,
                                   gint64              until,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  ListCall *call = g_new0 (ListCall, 1);

  call->group = group;
  call->from = from;
  call->until = until;
  gesso_store_call (self, &sum_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_sum_model_calls_finish (GessoStore   *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &sum_class, error);

  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}
