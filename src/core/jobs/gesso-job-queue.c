/* gesso-job-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-jobs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-job-check.h"
#include "gesso-job-queue-private.h"
#include "gesso-job-runner.h"

enum
{
  JOB_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
gesso_job_queue_get_item_type (GListModel *model)
{
  return GESSO_TYPE_JOB;
}

static guint
gesso_job_queue_get_n_items (GListModel *model)
{
  return GESSO_JOB_QUEUE (model)->jobs->len;
}

static gpointer
gesso_job_queue_get_item (GListModel *model,
                          guint       position)
{
  GessoJobQueue *self = GESSO_JOB_QUEUE (model);

  return position < self->jobs->len ? g_object_ref (g_ptr_array_index (self->jobs, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gesso_job_queue_get_item_type;
  iface->get_n_items = gesso_job_queue_get_n_items;
  iface->get_item = gesso_job_queue_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoJobQueue, gesso_job_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void job_cancelled_cb (GCancellable *cancellable, gpointer user_data);

GessoJobQueue *
gesso_job_queue_enter (GessoJobQueue *self)
{
  self->busy++;
  return g_object_ref (self);
}

void
gesso_job_queue_leave (GessoJobQueue *self)
{
  self->busy--;
  if (self->busy == 0 && self->close_task != NULL)
    {
      g_autoptr (GTask) task = g_steal_pointer (&self->close_task);

      g_task_return_boolean (task, TRUE);
    }
  g_object_unref (self);
}

void
gesso_job_queue_add (GessoJobQueue *self,
                     GessoJob      *job)
{
  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_connect_object (gesso_job_get_cancellable (job), "cancelled", G_CALLBACK (job_cancelled_cb), self, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), self->jobs->len - 1, 0, 1);
}

static void
remove_job (GessoJobQueue *self,
            GessoJob      *job)
{
  guint position;

  if (!g_ptr_array_find (self->jobs, job, &position))
    return;
  g_signal_handlers_disconnect_by_func (gesso_job_get_cancellable (job), job_cancelled_cb, self);
  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
end_job (GessoJobQueue *self,
         GessoJob      *job,
         GessoJobState  state,
         GessoVersion  *version,
         const GError  *error)
{
  g_autoptr (GessoJob) held = g_object_ref (job);

  gesso_job_end (job, state, version, error);
  if (state == GESSO_JOB_COMPLETED)
    remove_job (self, job);
  g_signal_emit (self, signals[JOB_ENDED], 0, job);
  gesso_job_queue_pump (self);
}

/* A job about to end without a version: its row is written first. */
typedef struct
{
  GessoJobQueue *queue; /* (owned) */
  GessoJob *job;        /* (owned) */
  GessoJobState state;
  GError *error; /* (owned) (nullable) */
} Ending;

static void
save_ending_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Ending *ending = user_data;
  g_autoptr (GError) error = NULL;

  /* The job has ended all the same; what the store failed at is the news then. */
  gesso_store_save_job_finish (GESSO_STORE (source), result, &error);
  if (error != NULL && ending->error == NULL && ending->state == GESSO_JOB_FAILED)
    ending->error = g_steal_pointer (&error);
  end_job (ending->queue, ending->job, ending->state, NULL, ending->error);
  gesso_job_queue_leave (ending->queue);
  g_object_unref (ending->job);
  g_clear_error (&ending->error);
  g_free (ending);
}

void
gesso_job_queue_save_ending (GessoJobQueue *self,
                             GessoJob      *job,
                             GessoJobState  state,
                             const GError  *error)
{
  g_autoptr (GessoJobRow) row = gesso_job_dup_row (job, state, error);
  Ending *ending = g_new0 (Ending, 1);

  ending->queue = gesso_job_queue_enter (self);
  ending->job = g_object_ref (job);
  ending->state = state;
  ending->error = error != NULL ? g_error_copy (error) : NULL;
  gesso_store_save_job_async (self->store, row, NULL, save_ending_cb, ending);
}

/* Jobs that run are ended by their runner; one that waits has nobody else. */
static void
job_cancelled_cb (GCancellable *cancellable,
                  gpointer      user_data)
{
  GessoJobQueue *self = user_data;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      GessoJob *job = g_ptr_array_index (self->jobs, i);

      if (gesso_job_get_cancellable (job) == cancellable && gesso_job_was_cancelled (job) &&
          !gesso_job_has_begun (job))
        {
          gesso_job_begin (job);
          gesso_job_queue_save_ending (self, job, GESSO_JOB_CANCELLED, NULL);
          return;
        }
    }
}

typedef struct
{
  GessoJobQueue *queue;    /* (owned) */
  GessoJob *job;           /* (owned) */
  GessoProvider *provider; /* (owned) */
} Running;

static GessoJobLimits *
get_limits (GessoJobQueue *self)
{
  return self->network != NULL ? gesso_job_network_get_limits (self->network) : self->limits;
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autofree Running *running = user_data;
  g_autoptr (GessoJob) job = running->job;
  g_autoptr (GessoProvider) provider = running->provider;
  g_autoptr (GError) error = NULL;
  GessoJobState end;
  g_autoptr (GessoVersion) version = gesso_job_runner_run_finish (result, &end, &error);

  gesso_job_limits_leave (get_limits (running->queue), gesso_provider_get_spec (provider));
  if (version != NULL)
    end_job (running->queue, job, GESSO_JOB_COMPLETED, version, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gesso_job_queue_save_ending (running->queue, job, end, error);
  else if (gesso_job_was_cancelled (job))
    gesso_job_queue_save_ending (running->queue, job, GESSO_JOB_CANCELLED, end == GESSO_JOB_CANCELLED ? error : NULL);
  gesso_job_queue_leave (running->queue);
}

static void
start_job (GessoJobQueue *self,
           GessoJob      *job,
           GessoProvider *provider)
{
  Running *running = g_new0 (Running, 1);

  running->queue = gesso_job_queue_enter (self);
  running->job = g_object_ref (job);
  running->provider = g_object_ref (provider);
  gesso_job_begin (job);
  gesso_job_runner_run_async (self->store, self->network, provider, job, run_cb, running);
}

static GessoProvider *
find_provider (GessoJobQueue *self,
               GessoJob      *job,
               GError       **error)
{
  return gesso_provider_registry_find (self->registry, gesso_request_get_model (gesso_job_get_request (job)),
                                       NULL, error);
}

/* Whether @model is of one of the providers that have no place left. */
static gboolean
is_full (GPtrArray  *full,
         const char *model)
{
  for (guint i = 0; i < full->len; i++)
    {
      const char *id = gesso_provider_get_spec (g_ptr_array_index (full, i))->id;
      gsize length = strlen (id);

      if (strncmp (model, id, length) == 0 && model[length] == '/')
        return TRUE;
    }
  return FALSE;
}

void
gesso_job_queue_pump (GessoJobQueue *self)
{
  g_autoptr (GPtrArray) full = g_ptr_array_new ();

  for (guint i = 0; i < self->jobs->len && !self->closing; i++)
    {
      GessoJob *job = g_ptr_array_index (self->jobs, i);
      g_autoptr (GError) error = NULL;
      GessoProvider *provider;

      if (gesso_job_has_begun (job) || is_full (full, gesso_request_get_model (gesso_job_get_request (job))))
        continue;
      provider = find_provider (self, job, &error);
      if (provider == NULL)
        {
          gesso_job_begin (job);
          gesso_job_queue_save_ending (self, job, GESSO_JOB_FAILED, error);
        }
      else if (gesso_job_limits_try_enter (get_limits (self), gesso_provider_get_spec (provider)))
        start_job (self, job, provider);
      else
        g_ptr_array_add (full, provider);
    }
}

static void
gesso_job_queue_finalize (GObject *object)
{
  GessoJobQueue *self = GESSO_JOB_QUEUE (object);

  g_ptr_array_unref (self->jobs);
  g_clear_object (&self->network);
  gesso_job_limits_free (self->limits);
  g_object_unref (self->store);
  g_object_unref (self->registry);
  G_OBJECT_CLASS (gesso_job_queue_parent_class)->finalize (object);
}

static void
gesso_job_queue_class_init (GessoJobQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_job_queue_finalize;

  signals[JOB_ENDED] = g_signal_new ("job-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, GESSO_TYPE_JOB);
}

static void
gesso_job_queue_init (GessoJobQueue *self)
{
  self->limits = gesso_job_limits_new ();
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

GessoJobQueue *
gesso_job_queue_new (GessoStore            *store,
                     GessoProviderRegistry *registry)
{
  GessoJobQueue *self = g_object_new (GESSO_TYPE_JOB_QUEUE, NULL);

  self->store = g_object_ref (store);
  self->registry = g_object_ref (registry);
  return self;
}

void
gesso_job_queue_set_network (GessoJobQueue   *self,
                             GessoJobNetwork *network)
{
  g_return_if_fail (GESSO_IS_JOB_QUEUE (self) && self->busy == 0);

  g_set_object (&self->network, network);
}

static void
check_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gesso_job_check_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
gesso_job_queue_check_async (GessoJobQueue      *self,
                             GessoRequest       *request,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_job_queue_check_async);
  gesso_job_check_async (self->store, self->registry, request, cancellable, check_cb, task);
}

gboolean
gesso_job_queue_check_finish (GessoJobQueue *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
submit_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoJobQueue *self = g_task_get_source_object (task);
  g_autoptr (GError) refusal = NULL;
  GError *error = NULL;
  g_autoptr (GessoJob) job = gesso_job_submit_finish (result, &refusal, &error);

  if (job != NULL)
    {
      if (refusal != NULL)
        gesso_job_begin (job);
      gesso_job_queue_add (self, job);
      g_task_return_pointer (task, g_object_ref (job), g_object_unref);
      if (refusal != NULL)
        gesso_job_queue_save_ending (self, job, GESSO_JOB_FAILED, refusal);
      gesso_job_queue_pump (self);
    }
  else
    g_task_return_error (task, error);
  gesso_job_queue_leave (self);
}

void
gesso_job_queue_submit_origin_async (GessoJobQueue        *self,
                                     const GessoJobOrigin *origin,
                                     GessoRequest         *request,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, gesso_job_queue_submit_async);
  if (self->closing)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "%s", _("Gesso is closing."));
      g_object_unref (task);
      return;
    }
  gesso_job_queue_enter (self);
  gesso_job_submit_async (self->store, self->registry, origin, request, cancellable, submit_cb, task);
}

void
gesso_job_queue_submit_async (GessoJobQueue      *self,
                              gint64              thread_id,
                              gint64              message_id,
                              GessoRequest       *request,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GessoJobOrigin origin = { thread_id, message_id };

  g_return_if_fail (GESSO_IS_JOB_QUEUE (self) && GESSO_IS_REQUEST (request));

  gesso_job_queue_submit_origin_async (self, &origin, request, cancellable, callback, user_data);
}

GessoJob *
gesso_job_queue_submit_finish (GessoJobQueue *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_job_queue_follow_async (GessoJobQueue      *self,
                              gint64              thread_id,
                              gint64              message_id,
                              GessoRequest       *request,
                              const char         *coming,
                              gint64              takes_over,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GessoJobOrigin origin = { thread_id, message_id, NULL, coming, takes_over, takes_over != 0 };

  g_return_if_fail (GESSO_IS_JOB_QUEUE (self) && GESSO_IS_REQUEST (request));

  gesso_job_queue_submit_origin_async (self, &origin, request, cancellable, callback, user_data);
}

GessoJob *
gesso_job_queue_follow_finish (GessoJobQueue *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_job_queue_dismiss (GessoJobQueue *self,
                         GessoJob      *job)
{
  g_return_if_fail (GESSO_IS_JOB_QUEUE (self) && GESSO_IS_JOB (job));

  if (gesso_job_state_is_final (gesso_job_get_state (job)))
    remove_job (self, job);
}

void
gesso_job_queue_close_async (GessoJobQueue      *self,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  g_return_if_fail (GESSO_IS_JOB_QUEUE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gesso_job_queue_close_async);
  self->closing = TRUE;
  jobs = g_ptr_array_copy (self->jobs, (GCopyFunc) g_object_ref, NULL);
  g_ptr_array_set_free_func (jobs, g_object_unref);
  for (guint i = 0; i < jobs->len; i++)
    gesso_job_suspend (g_ptr_array_index (jobs, i));
  if (self->busy == 0 || self->close_task != NULL)
    g_task_return_boolean (task, TRUE);
  else
    self->close_task = g_steal_pointer (&task);
}

gboolean
gesso_job_queue_close_finish (GessoJobQueue *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
