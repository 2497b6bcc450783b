/* gesso-store-call.c - one call of the store: to the worker and back
 *
 * The caller's task (outer) never leaves the main context. A second one (inner)
 * goes to the worker and is the only one it may drop last; so the store, which
 * the outer task holds, never ends on its own worker.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-backup.h"
#include "gesso-error.h"
#include "gesso-store-private.h"

static gboolean
run_in_transaction (GessoStore           *self,
                    const GessoCallClass *klass,
                    gpointer              data,
                    GCancellable         *cancellable,
                    GError              **error)
{
  if (!gesso_database_begin (self->database, klass->writes, error))
    return FALSE;
  if (klass->run (self, data, cancellable, error) && gesso_database_commit (self->database, error))
    return TRUE;
  gesso_database_rollback (self->database);
  if (gesso_database_is_damaged (self->database))
    gesso_backup_set_suspect (self->database_path, TRUE);
  return FALSE;
}

static gboolean
run (GessoStore           *self,
     const GessoCallClass *klass,
     gpointer              data,
     GCancellable         *cancellable,
     GError              **error)
{
  gboolean done;

  g_assert (gesso_worker_is_inside (self->sql));

  if (self->database == NULL)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE, _("The library is not open."));
      return FALSE;
    }
  if (klass->durable && !gesso_database_set_durable (self->database, TRUE, error))
    return FALSE;
  done = run_in_transaction (self, klass, data, cancellable, error);
  /* Staying durable would only be slow. */
  if (klass->durable)
    gesso_database_set_durable (self->database, FALSE, NULL);
  return done;
}

static void
run_call (GTask        *inner,
          gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable)
{
  GTask *outer = task_data;
  GError *error = NULL;

  if (run (g_task_get_source_object (outer), g_task_get_source_tag (outer), g_task_get_task_data (outer), cancellable,
           &error))
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

static void
call_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  const GessoCallClass *klass = g_task_get_source_tag (outer);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (outer, error);
      return;
    }
  if (klass->publish != NULL)
    klass->publish (g_task_get_source_object (outer), g_task_get_task_data (outer));
  g_task_return_boolean (outer, TRUE);
}

gboolean
gesso_store_check_open (GessoStore *self,
                        GTask      *task)
{
  if (!self->closed)
    return TRUE;
  g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_STORAGE, "%s", _("The library is not open."));
  return FALSE;
}

void
gesso_store_call (GessoStore           *self,
                  const GessoCallClass *klass,
                  gpointer              data,
                  int                   priority,
                  GCancellable         *cancellable,
                  GAsyncReadyCallback   callback,
                  gpointer              user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;

  g_return_if_fail (GESSO_IS_STORE (self));

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, (gpointer) klass);
  g_task_set_task_data (outer, data, klass->free);
  g_task_set_check_cancellable (outer, FALSE);
  g_task_set_priority (outer, priority);
  if (!gesso_store_check_open (self, outer))
    return;
  inner = g_task_new (NULL, cancellable, call_done_cb, g_object_ref (outer));
  g_task_set_source_tag (inner, gesso_store_call);
  g_task_set_task_data (inner, outer, NULL);
  /* What is on the disk is told, even to somebody who no longer wants it. */
  g_task_set_check_cancellable (inner, !klass->writes);
  g_task_set_priority (inner, priority);
  gesso_worker_run (self->sql, inner, run_call);
}

gpointer
gesso_store_call_finish (GessoStore           *self,
                         GAsyncResult         *result,
                         const GessoCallClass *klass,
                         GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == klass, NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result)) : NULL;
}
