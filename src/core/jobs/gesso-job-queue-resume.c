/* gesso-job-queue-resume.c - jobs of earlier sessions, and ended ones once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-queue-private.h"

static gboolean
has_job (GessoJobQueue *self,
         gint64         id)
{
  for (guint i = 0; i < self->jobs->len; i++)
    if (gesso_job_get_id (g_ptr_array_index (self->jobs, i)) == id)
      return TRUE;
  return FALSE;
}

/* A row whose request cannot be read fails like any other job that cannot run. */
static GessoJob *
add_row (GessoJobQueue     *self,
         const GessoJobRow *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoRequest) request = gesso_request_from_json (row->request != NULL ? row->request : "", &error);
  g_autoptr (GessoRequest) readable = request != NULL ? g_object_ref (request) : gesso_request_new (GESSO_TOOL_IMPORT, NULL);
  g_autoptr (GessoJob) job = gesso_job_new (row, readable);

  if (request == NULL)
    gesso_job_begin (job);
  gesso_job_queue_add (self, job);
  if (request == NULL)
    gesso_job_queue_save_ending (self, job, GESSO_JOB_FAILED, error);
  return g_steal_pointer (&job);
}

static void
jobs_claimed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoJobQueue *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = gesso_store_claim_jobs_finish (GESSO_STORE (source), result, &error);
  int n = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const GessoJobRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GessoJob) job = has_job (self, row->id) ? NULL : add_row (self, row);

      n += job != NULL && !gesso_job_has_begun (job);
    }
  if (rows != NULL)
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
  gesso_job_queue_pump (self);
  gesso_job_queue_leave (self);
}

void
gesso_job_queue_resume_async (GessoJobQueue      *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GESSO_IS_JOB_QUEUE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_job_queue_resume_async);
  gesso_job_queue_enter (self);
  gesso_store_claim_jobs_async (self->store, cancellable, jobs_claimed_cb, task);
}

gint
gesso_job_queue_resume_finish (GessoJobQueue *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return (gint) g_task_propagate_int (G_TASK (result), error);
}

GessoJob *
gesso_job_queue_resume_row (GessoJobQueue     *self,
                            const GessoJobRow *row)
{
  GessoJob *job;

  g_return_val_if_fail (GESSO_IS_JOB_QUEUE (self) && !gesso_job_state_is_final (row->state), NULL);

  job = add_row (self, row);
  gesso_job_queue_pump (self);
  return job;
}

static void
submit_again (GessoJobQueue      *self,
              const GessoJobRow  *row,
              GessoRequest       *request,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  GessoJobOrigin origin = { row->thread_id, row->message_id };

  if (gesso_job_record_can_continue (row->state_json))
    origin.record = row->state_json;
  origin.coming = row->coming;
  origin.takes_over = row->coming != NULL ? row->id : 0;
  gesso_job_queue_submit_origin_async (self, &origin, request, cancellable, callback, user_data);
}

/* The old job makes room once the new one is stored; if it could not be, it stays. */
static void
retry_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoJob) old = user_data;
  GessoJobQueue *self = GESSO_JOB_QUEUE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_job_queue_submit_finish (self, result, &error);

  if (job != NULL)
    gesso_job_queue_dismiss (self, old);
  else
    gesso_job_end (old, GESSO_JOB_FAILED, NULL, error);
}

void
gesso_job_queue_retry (GessoJobQueue *self,
                       GessoJob      *job)
{
  g_autoptr (GessoJobRow) row = NULL;

  g_return_if_fail (GESSO_IS_JOB_QUEUE (self) && GESSO_IS_JOB (job));

  if (!gesso_job_state_is_final (gesso_job_get_state (job)))
    return;
  row = gesso_job_dup_row (job, gesso_job_get_state (job), NULL);
  submit_again (self, row, gesso_job_get_request (job), NULL, retry_cb, g_object_ref (job));
}

void
gesso_job_queue_retry_row_async (GessoJobQueue      *self,
                                 const GessoJobRow  *row,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoRequest) request = NULL;

  g_return_if_fail (GESSO_IS_JOB_QUEUE (self) && gesso_job_state_is_final (row->state));

  request = gesso_request_from_json (row->request != NULL ? row->request : "", &error);
  if (request == NULL)
    g_task_report_error (self, callback, user_data, gesso_job_queue_submit_async, g_steal_pointer (&error));
  else
    submit_again (self, row, request, cancellable, callback, user_data);
}
