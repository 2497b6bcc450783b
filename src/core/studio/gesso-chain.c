/* gesso-chain.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-studio"

#include "config.h"

#include "gesso-chain-mask.h"
#include "gesso-chain.h"
#include "gesso-job-coming.h"

struct _GessoChain
{
  GObject parent_instance;

  GessoStore *store;    /* (owned) */
  GessoJobQueue *queue; /* (borrowed): emits into here; NULL once it is gone */
  GHashTable *left;     /* (owned) (element-type gint64 GessoJob): jobs that have been followed, and by what; NULL while on its way */
};

enum
{
  FOLLOWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoChain, gesso_chain, G_TYPE_OBJECT)

/* A step on its way to be a job. */
typedef struct
{
  GessoChain *chain;     /* (owned) */
  GessoRequest *request; /* (owned) */
  char *coming;          /* (owned) (nullable): behind it */
  GessoJobRow *before;   /* (owned) (nullable) */
  gint64 thread_id, message_id;
  GTask *task;           /* (owned) (nullable): of the one who waits for the job */
} Step;

static void
free_step (Step *step)
{
  g_object_unref (step->chain);
  g_object_unref (step->request);
  g_free (step->coming);
  gesso_job_row_free (step->before);
  g_clear_object (&step->task);
  g_free (step);
}

static void
return_step (Step     *step,
             GessoJob *job,
             GError   *error)
{
  if (step->before != NULL)
    {
      if (job == NULL)
        g_hash_table_remove (step->chain->left, &step->before->id);
      else
        g_hash_table_insert (step->chain->left, g_memdup2 (&step->before->id, sizeof step->before->id), g_object_ref (job));
      if (job == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        g_message ("The step after job %" G_GINT64_FORMAT " cannot be stored: %s", step->before->id, error->message);
      g_signal_emit (step->chain, signals[FOLLOWED], 0, job, step->before->id, error);
    }
  if (step->task != NULL && job != NULL)
    g_task_return_pointer (step->task, g_object_ref (job), g_object_unref);
  else if (step->task != NULL)
    g_task_return_error (step->task, g_error_copy (error));
  free_step (step);
}

static void
followed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_job_queue_follow_finish (GESSO_JOB_QUEUE (source), result, &error);

  return_step (user_data, job, error);
}

static void
fitted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Step *step = user_data;
  GessoJobQueue *queue = step->chain->queue;
  g_autoptr (GError) error = NULL;

  if (!gesso_chain_fit_mask_finish (result, &error))
    return_step (step, NULL, error);
  else if (queue == NULL)
    free_step (step);
  else
    gesso_job_queue_follow_async (queue, step->thread_id, step->message_id, step->request, step->coming,
                                  step->before != NULL ? step->before->id : 0,
                                  step->task != NULL ? g_task_get_cancellable (step->task) : NULL, followed_cb, step);
}

static void
submit_step (Step *step)
{
  gesso_chain_fit_mask_async (step->chain->store, step->request,
                              step->task != NULL ? g_task_get_cancellable (step->task) : NULL, fitted_cb, step);
}

/* What the step is made of: the input that has nothing yet. */
static void
set_source (GessoRequest *request,
            GessoVersion *version)
{
  guint last = gesso_version_get_n_images (version) - 1;
  GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);

  if (source == NULL)
    source = gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, NULL, 0, 0);
  if (source->blob != NULL)
    return;
  source->image_index = MIN (source->image_index, last);
  source->blob = g_strdup (gesso_version_get_image (version, source->image_index)->blob);
  source->version_id = gesso_version_get_id (version);
  gesso_request_set_parent_id (request, source->version_id);
}

/* Takes over @before, whose version @version is. */
static void
follow (GessoChain   *self,
        GessoJobRow  *before,
        GessoVersion *version)
{
  g_autoptr (GPtrArray) requests = gesso_job_coming_from_json (before->coming);
  Step *step;

  /* A job that ends while the store is asked for such jobs is heard of twice. */
  if (requests->len == 0 || gesso_version_get_n_images (version) == 0 ||
      g_hash_table_contains (self->left, &before->id))
    {
      gesso_job_row_free (before);
      return;
    }
  g_hash_table_insert (self->left, g_memdup2 (&before->id, sizeof before->id), NULL);
  step = g_new0 (Step, 1);
  step->chain = g_object_ref (self);
  step->request = g_object_ref (g_ptr_array_index (requests, 0));
  step->coming = gesso_job_coming_to_json (requests, 1);
  step->before = before;
  step->thread_id = before->thread_id;
  step->message_id = before->message_id;
  set_source (step->request, version);
  submit_step (step);
}

static void
job_ended_cb (GessoChain *self,
              GessoJob   *job)
{
  GPtrArray *coming = gesso_job_get_coming (job);
  GessoJobRow *row;

  if (coming->len == 0 || gesso_job_get_state (job) != GESSO_JOB_COMPLETED)
    return;
  row = g_new0 (GessoJobRow, 1);
  row->id = gesso_job_get_id (job);
  row->thread_id = gesso_job_get_thread_id (job);
  row->message_id = gesso_job_get_message_id (job);
  row->coming = gesso_job_coming_to_json (coming, 0);
  follow (self, row, gesso_job_get_version (job));
}

static void
queue_gone_cb (gpointer  data,
               GObject  *queue)
{
  GESSO_CHAIN (data)->queue = NULL;
}

static void
gesso_chain_finalize (GObject *object)
{
  GessoChain *self = GESSO_CHAIN (object);

  if (self->queue != NULL)
    g_object_weak_unref (G_OBJECT (self->queue), queue_gone_cb, self);
  g_hash_table_unref (self->left);
  g_object_unref (self->store);
  G_OBJECT_CLASS (gesso_chain_parent_class)->finalize (object);
}

static void
gesso_chain_class_init (GessoChainClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_chain_finalize;

  signals[FOLLOWED] = g_signal_new ("followed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, GESSO_TYPE_JOB, G_TYPE_INT64, G_TYPE_ERROR);
}

static void
unref_if_any (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static void
gesso_chain_init (GessoChain *self)
{
  self->left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, unref_if_any);
}

GessoChain *
gesso_chain_new (GessoStore    *store,
                 GessoJobQueue *queue)
{
  GessoChain *self = g_object_new (GESSO_TYPE_CHAIN, NULL);

  self->store = g_object_ref (store);
  self->queue = queue;
  g_object_weak_ref (G_OBJECT (queue), queue_gone_cb, self);
  g_signal_connect_object (queue, "job-ended", G_CALLBACK (job_ended_cb), self, G_CONNECT_SWAPPED);
  return self;
}

static void
message_added_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Step *step = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoMessage) message = gesso_store_add_message_finish (GESSO_STORE (source), result, &error);

  if (message == NULL)
    {
      return_step (step, NULL, error);
      return;
    }
  step->message_id = gesso_message_get_id (message);
  submit_step (step);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Step *step = user_data;
  g_autoptr (GArray) attachments = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  if (!gesso_job_queue_check_finish (GESSO_JOB_QUEUE (source), result, &error))
    {
      return_step (step, NULL, error);
      return;
    }
  for (guint i = 0; i < gesso_request_get_n_inputs (step->request); i++)
    if (gesso_request_get_input (step->request, i)->version_id != 0)
      g_array_append_val (attachments, gesso_request_get_input (step->request, i)->version_id);
  gesso_store_add_message_async (step->chain->store, step->thread_id, GESSO_MESSAGE_USER,
                                 g_task_get_task_data (step->task),
                                 (const gint64 *) (gpointer) attachments->data, attachments->len,
                                 g_task_get_cancellable (step->task), message_added_cb, step);
}

static void
first_fitted_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Step *step = user_data;
  GessoJobQueue *queue = step->chain->queue;
  g_autoptr (GError) error = NULL;

  if (!gesso_chain_fit_mask_finish (result, &error))
    return_step (step, NULL, error);
  else
    gesso_job_queue_check_async (queue, step->request, g_task_get_cancellable (step->task), checked_cb, step);
}

void
gesso_chain_start_async (GessoChain         *self,
                         gint64              thread_id,
                         const char         *text,
                         GPtrArray          *requests,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  Step *step;

  g_return_if_fail (GESSO_IS_CHAIN (self) && self->queue != NULL);
  g_return_if_fail (thread_id > 0 && requests != NULL && requests->len > 0);

  for (guint i = 0; i < requests->len && requests->len > 1; i++)
    gesso_request_set_step (g_ptr_array_index (requests, i), i + 1, requests->len);
  step = g_new0 (Step, 1);
  step->chain = g_object_ref (self);
  step->request = gesso_request_copy (g_ptr_array_index (requests, 0));
  step->coming = gesso_job_coming_to_json (requests, 1);
  step->thread_id = thread_id;
  step->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (step->task, gesso_chain_start_async);
  g_task_set_task_data (step->task, g_strdup (text), g_free);
  /* A job once stored is given out, so that it can be cancelled. */
  g_task_set_check_cancellable (step->task, FALSE);
  gesso_chain_fit_mask_async (self->store, step->request, cancellable, first_fitted_cb, step);
}

GessoJob *
gesso_chain_start_finish (GessoChain   *self,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GessoJob *
gesso_chain_find_next (GessoChain *self,
                       gint64      id,
                       gboolean   *pending)
{
  gpointer next = NULL;

  *pending = g_hash_table_lookup_extended (self->left, &id, NULL, &next) && next == NULL;
  return next;
}

/* The rows whose version is still to be read; the last one is next. */
static void resume_next (GTask *task);

static void
version_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *rows = g_task_get_task_data (task);
  GessoJobRow *row = g_ptr_array_steal_index (rows, rows->len - 1);
  g_autoptr (GessoVersion) version = gesso_store_get_version_finish (GESSO_STORE (source), result, NULL);

  /* Of a version that is gone for good nothing can be made. */
  if (version != NULL)
    follow (g_task_get_source_object (task), row, version);
  else
    gesso_job_row_free (row);
  resume_next (task);
}

static void
resume_next (GTask *task)
{
  GessoChain *self = g_task_get_source_object (task);
  GPtrArray *rows = g_task_get_task_data (task);

  if (rows->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    gesso_store_get_version_async (self->store, ((GessoJobRow *) g_ptr_array_index (rows, rows->len - 1))->version_id,
                                   g_task_get_cancellable (task), version_loaded_cb, g_object_ref (task));
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *rows = gesso_store_claim_coming_finish (GESSO_STORE (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, rows, (GDestroyNotify) g_ptr_array_unref);
  resume_next (task);
}

void
gesso_chain_resume_async (GessoChain         *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GESSO_IS_CHAIN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_chain_resume_async);
  gesso_store_claim_coming_async (self->store, cancellable, claimed_cb, task);
}

gboolean
gesso_chain_resume_finish (GessoChain   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
