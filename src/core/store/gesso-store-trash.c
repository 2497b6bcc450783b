/* gesso-store-trash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

/* Rows that one transaction takes away, so that none takes long. */
#define BATCH 50

typedef struct
{
  gint64 before;
  gboolean more;      /* result */
  GPtrArray *threads; /* (owned) (element-type GessoThreadRow): result */
} PurgeCall;

static void
purge_call_free (gpointer data)
{
  PurgeCall *call = data;

  g_ptr_array_unref (call->threads);
  g_free (call);
}

static gboolean
run_purge (GessoStore   *self,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  PurgeCall *call = data;

  return gesso_trash_purge (self->database, call->before, BATCH, call->threads, &call->more, error);
}

static void
publish_purge (GessoStore *self,
               gpointer    data)
{
  PurgeCall *call = data;

  for (guint i = 0; i < call->threads->len; i++)
    {
      const GessoThreadRow *row = call->threads->pdata[i];
      g_autoptr (GessoThread) thread = gesso_identity_map_lookup (self->threads, row->id);

      if (thread != NULL)
        gesso_store_emit_thread_purged (self, thread);
    }
}

static const GessoCallClass purge_class = { run_purge, publish_purge, purge_call_free, TRUE };

static void batch_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Takes the next batch away; @task goes along. */
static void
purge_batch (GessoStore *self,
             gint64      before,
             GTask      *task)
{
  PurgeCall *call = g_new0 (PurgeCall, 1);

  call->before = before;
  call->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_thread_row_free);
  gesso_store_call (self, &purge_class, call, g_task_get_priority (task), g_task_get_cancellable (task),
                    batch_done_cb, g_object_ref (task));
}

static void
batch_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GessoStore *self = GESSO_STORE (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  PurgeCall *call = gesso_store_call_finish (self, result, &purge_class, &error);

  if (call == NULL)
    g_task_return_error (task, error);
  else if (call->more)
    purge_batch (self, call->before, task);
  else
    g_task_return_boolean (task, TRUE);
}

void
gesso_store_empty_trash_async (GessoStore         *self,
                               gint64              before,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GESSO_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_store_empty_trash_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  purge_batch (self, before, task);
}

gboolean
gesso_store_empty_trash_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
