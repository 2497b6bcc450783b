/* gesso-store-blobs.c - picture files: put on one worker, mapped on another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-store-private.h"
#include "gesso-tables.h"

/* A put goes through two workers; the lock is held from before the file is
 * looked for until its row is written. */
typedef struct
{
  GessoStore *store; /* borrowed from the outer task */
  GBytes *bytes;     /* (owned) */
  char *blob;        /* (owned) (nullable): result */
  int lock;
} PutCall;

static void
put_call_free (gpointer data)
{
  PutCall *call = data;

  if (call->lock >= 0)
    gesso_blob_store_unlock (call->lock);
  g_bytes_unref (call->bytes);
  g_free (call->blob);
  g_free (call);
}

static gboolean
write_row (GessoStore *self,
           PutCall    *call,
           GError    **error)
{
  if (self->database == NULL)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE, _("The library is not open."));
      return FALSE;
    }
  if (!gesso_database_begin (self->database, TRUE, error))
    return FALSE;
  if (gesso_blob_table_put (self->database, call->blob, g_bytes_get_size (call->bytes), error) &&
      gesso_database_commit (self->database, error))
    return TRUE;
  gesso_database_rollback (self->database);
  return FALSE;
}

static void
put_row (GTask        *inner,
         gpointer      source_object,
         gpointer      task_data,
         GCancellable *cancellable)
{
  PutCall *call = task_data;
  GError *error = NULL;
  gboolean ok = write_row (call->store, call, &error);

  gesso_blob_store_unlock (call->lock);
  call->lock = -1;
  if (ok)
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

static void
put_file (GTask        *inner,
          gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable)
{
  PutCall *call = task_data;
  GError *error = NULL;

  call->lock = gesso_blob_store_lock (call->store->blobs, FALSE, &error);
  if (call->lock >= 0)
    call->blob = gesso_blob_store_put (call->store->blobs, call->bytes, cancellable, &error);
  if (call->blob != NULL)
    gesso_worker_run (call->store->sql, inner, put_row);
  else
    g_task_return_error (inner, error);
}

static void
put_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  PutCall *call = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (outer, g_steal_pointer (&call->blob), g_free);
  else
    g_task_return_error (outer, error);
}

void
gesso_store_put_blob_async (GessoStore         *self,
                            GBytes             *bytes,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;
  PutCall *call;

  g_return_if_fail (GESSO_IS_STORE (self));
  g_return_if_fail (bytes != NULL);

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, gesso_store_put_blob_async);
  g_task_set_check_cancellable (outer, FALSE);
  if (!gesso_store_check_open (self, outer))
    return;
  call = g_new0 (PutCall, 1);
  call->store = self;
  call->bytes = g_bytes_ref (bytes);
  call->lock = -1;
  inner = g_task_new (NULL, cancellable, put_done_cb, g_object_ref (outer));
  g_task_set_source_tag (inner, gesso_store_put_blob_async);
  g_task_set_task_data (inner, call, put_call_free);
  g_task_set_check_cancellable (inner, FALSE);
  gesso_worker_run (self->writer, inner, put_file);
}

char *
gesso_store_put_blob_finish (GessoStore   *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
map_file (GTask        *inner,
          gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable)
{
  GTask *outer = task_data;
  GessoStore *self = g_task_get_source_object (outer);
  GError *error = NULL;
  GBytes *bytes = gesso_blob_store_map (self->blobs, g_task_get_task_data (outer), &error);

  if (bytes != NULL)
    g_task_return_pointer (inner, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (inner, error);
}

static void
map_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    g_task_return_pointer (outer, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (outer, error);
}

void
gesso_store_get_blob_async (GessoStore         *self,
                            const char         *blob,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;

  g_return_if_fail (GESSO_IS_STORE (self));

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, gesso_store_get_blob_async);
  g_task_set_task_data (outer, g_strdup (blob), g_free);
  if (!gesso_store_check_open (self, outer))
    return;
  inner = g_task_new (NULL, cancellable, map_done_cb, g_object_ref (outer));
  g_task_set_source_tag (inner, gesso_store_get_blob_async);
  g_task_set_task_data (inner, outer, NULL);
  gesso_worker_run (self->reader, inner, map_file);
}

GBytes *
gesso_store_get_blob_finish (GessoStore   *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/** (nullable): NULL for what is not the name of a blob. */
char *
gesso_store_dup_blob_path (GessoStore *self,
                           const char *blob)
{
  g_return_val_if_fail (GESSO_IS_STORE (self), NULL);
  return gesso_blob_store_dup_path (self->blobs, blob);
}
