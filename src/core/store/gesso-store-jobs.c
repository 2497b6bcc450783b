/* gesso-store-jobs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

static gboolean
run_save (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return gesso_job_table_save (self->database, data, self->session, error);
}

/* A list that the worker fills. */
typedef struct
{
  GPtrArray *rows; /* (owned) (nullable) (element-type GessoJobRow): result */
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

  call->rows = gesso_job_table_list_open (self->database, self->session, error);
  return call->rows != NULL;
}

static const GessoCallClass save_class = { run_save, NULL, (GDestroyNotify) gesso_job_row_free, TRUE };
static const GessoCallClass list_class = { run_list, NULL, list_call_free, FALSE };

void
gesso_store_save_job_async (GessoStore         *self,
                            const GessoJobRow  *row,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  gesso_store_call (self, &save_class, gesso_job_row_copy (row), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

/** Returns: the id, 0 on failure */
gint64
gesso_store_save_job_finish (GessoStore   *self,
                             GAsyncResult *result,
                             GError      **error)
{
  GessoJobRow *row = gesso_store_call_finish (self, result, &save_class, error);

  return row != NULL ? row->id : 0;
}

void
gesso_store_list_open_jobs_async (GessoStore         *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  gesso_store_call (self, &list_class, g_new0 (ListCall, 1), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_open_jobs_finish (GessoStore   *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}
