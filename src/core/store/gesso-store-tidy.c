/* gesso-store-tidy.c - the trash, unused pictures and files nobody knows
 *
 * One bucket of the picture files at a time, each a millisecond or so, at a
 * priority that lets all other work go first. Every step stays under the
 * exclusive lock, so no other process can be putting the file it looks at; and
 * everything waits an hour, so that a picture put for a version which is still
 * to be added is safe.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-store"

#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

#define N_BUCKETS 256
#define GRACE (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define TRASH_TIME (30 * G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
/* Of calls to providers two whole years are kept, for what was spent in each. */
#define CALL_TIME (2 * 366 * G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* Seconds after the start, when the window has long been drawn. */
#define DELAY 2
/* Things that one step takes out of the trash while the store closes. */
#define CLOSING_BATCH 20

typedef struct
{
  GessoStore *store; /* borrowed from the outer task */
  guint bucket;
  gint64 now;
} Sweep;

/* Takes the rows of unused blobs away, then their files. */
static gboolean
remove_unused (Sweep     *sweep,
               GPtrArray *unused,
               GError   **error)
{
  GessoDatabase *database = sweep->store->database;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  if (unused->len == 0)
    return TRUE;
  if (!gesso_database_begin (database, TRUE, error))
    return FALSE;
  for (guint i = 0; i < unused->len; i++)
    {
      gboolean removed;

      if (!gesso_blob_table_remove_unused (database, unused->pdata[i], sweep->now - GRACE, &removed, error))
        {
          gesso_database_rollback (database);
          return FALSE;
        }
      if (removed)
        g_ptr_array_add (gone, unused->pdata[i]);
    }
  if (!gesso_database_commit (database, error))
    {
      gesso_database_rollback (database);
      return FALSE;
    }
  for (guint i = 0; i < gone->len; i++)
    gesso_blob_store_remove (sweep->store->blobs, gone->pdata[i]);
  return TRUE;
}

static gboolean
remove_orphans (Sweep   *sweep,
                GError **error)
{
  GessoStore *store = sweep->store;
  g_autoptr (GPtrArray) files = NULL;
  gint64 keep_before;

  if (!gesso_library_get_keep_before (store->database, &keep_before, error))
    return FALSE;
  files = gesso_blob_store_list (store->blobs, sweep->bucket, keep_before, sweep->now - GRACE);
  for (guint i = 0; i < files->len; i++)
    {
      gboolean known;

      if (!gesso_blob_table_contains (store->database, files->pdata[i], &known, error))
        return FALSE;
      if (!known)
        gesso_blob_store_remove (store->blobs, files->pdata[i]);
    }
  return TRUE;
}

static gboolean
sweep_bucket (Sweep   *sweep,
              GError **error)
{
  g_autoptr (GPtrArray) unused = NULL;
  g_autoptr (GError) busy = NULL;
  gboolean ok;
  int lock = gesso_blob_store_lock (sweep->store->blobs, TRUE, &busy);

  if (lock < 0 && g_error_matches (busy, G_IO_ERROR, G_IO_ERROR_BUSY))
    return TRUE; /* pictures are on their way: another start will sweep here */
  if (lock < 0)
    {
      g_propagate_error (error, g_steal_pointer (&busy));
      return FALSE;
    }
  unused = gesso_blob_table_list_unused (sweep->store->database, sweep->bucket, sweep->now - GRACE, error);
  ok = unused != NULL && remove_unused (sweep, unused, error) && remove_orphans (sweep, error);
  gesso_blob_store_unlock (lock);
  return ok;
}

/* What is only a record, and an old one. */
static gboolean
let_rows_go (Sweep   *sweep,
             GError **error)
{
  GessoDatabase *database = sweep->store->database;

  if (!gesso_database_begin (database, TRUE, error))
    return FALSE;
  if (gesso_job_table_let_go (database, sweep->now - TRASH_TIME, error) &&
      gesso_model_call_table_prune (database, sweep->now - CALL_TIME, error) && gesso_database_commit (database, error))
    return TRUE;
  gesso_database_rollback (database);
  return FALSE;
}

/* Sweeps one bucket and queues itself for the next. */
static void
sweep_step (GTask        *inner,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Sweep *sweep = task_data;
  GessoStore *store = sweep->store;
  GError *error = NULL;

  if (store->database == NULL ||
      ((sweep->bucket > 0 || let_rows_go (sweep, &error)) && sweep_bucket (sweep, &error) &&
       ++sweep->bucket == N_BUCKETS))
    g_task_return_boolean (inner, TRUE);
  else if (error != NULL)
    g_task_return_error (inner, error);
  else
    gesso_worker_run (store->sql, inner, sweep_step);
}

static void
sweep_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

static void
trash_emptied_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GessoStore *self = GESSO_STORE (source);
  GTask *outer = user_data;
  g_autoptr (GTask) inner = g_task_new (NULL, NULL, sweep_done_cb, outer);
  g_autoptr (GError) error = NULL;
  Sweep *sweep = g_new0 (Sweep, 1);

  if (!gesso_store_empty_trash_finish (self, result, &error))
    g_info ("The trash stays as it is: %s", error->message);
  sweep->store = self;
  sweep->now = g_get_real_time ();
  g_task_set_source_tag (inner, trash_emptied_cb);
  g_task_set_task_data (inner, sweep, g_free);
  g_task_set_priority (inner, G_PRIORITY_LOW);
  gesso_worker_run (self->sql, inner, sweep_step);
}

static gboolean
time_to_tidy_cb (gpointer user_data)
{
  GessoStore *self = user_data;

  self->tidy_source = 0;
  gesso_store_tidy_async (self, NULL, NULL);
  return G_SOURCE_REMOVE;
}

void
gesso_store_start_tidying (GessoStore *self)
{
  if (self->tidy_source == 0)
    self->tidy_source = g_timeout_add_seconds_full (G_PRIORITY_LOW, DELAY, time_to_tidy_cb, self, NULL);
}

void
gesso_store_tidy_inside (GessoStore *self,
                         gint64      deadline)
{
  Sweep sweep = { self, 0, g_get_real_time () };
  g_autoptr (GPtrArray) threads = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_thread_row_free);
  gboolean more = TRUE;

  while (more && g_get_monotonic_time () < deadline)
    if (!gesso_database_begin (self->database, TRUE, NULL) ||
        !gesso_trash_purge (self->database, sweep.now - TRASH_TIME, CLOSING_BATCH, threads, &more, NULL) ||
        !gesso_database_commit (self->database, NULL))
      {
        gesso_database_rollback (self->database);
        return;
      }
  let_rows_go (&sweep, NULL);
  while (sweep.bucket < N_BUCKETS && g_get_monotonic_time () < deadline && sweep_bucket (&sweep, NULL))
    sweep.bucket++;
}

void
gesso_store_tidy_async (GessoStore         *self,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *outer = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (outer, gesso_store_tidy_async);
  gesso_store_empty_trash_async (self, g_get_real_time () - TRASH_TIME, NULL, trash_emptied_cb, outer);
}

gboolean
gesso_store_tidy_finish (GessoStore   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
