/* gesso-job-runner.c - one job from its row to its version
 *
 * The chain, each link an asynchronous call that ends by starting the next:
 *
 *   load inputs → fit them to the model → ask the provider ⇄ send and wait (gesso-job-steps.c) →
 *   compute or fetch → keep the pictures, verify, add the version (gesso-job-keep.c)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-download.h"
#include "gesso-job-run.h"
#include "gesso-job-runner.h"

#define DEFAULT_LIMIT 600
#define FIRST_INTERVAL 2

static void load_next_input (GTask *task);

static void
free_run (gpointer data)
{
  GessoJobRun *run = data;

  g_object_unref (run->store);
  g_clear_object (&run->network);
  g_object_unref (run->provider);
  g_object_unref (run->job);
  g_object_unref (run->request);
  gesso_job_record_free (run->record);
  g_clear_pointer (&run->step, gesso_step_free);
  g_clear_object (&run->result);
  g_clear_pointer (&run->call, gesso_model_call_free);
  gesso_job_progress_unref (run->progress);
  g_ptr_array_unref (run->pictures);
  g_ptr_array_unref (run->written);
  g_clear_pointer (&run->prepared, gesso_prepared_free);
  gesso_exact_clear (&run->own_exact);
  g_string_free (run->note, TRUE);
  g_clear_object (&run->farewell);
  g_clear_handle_id (&run->farewell_timer, g_source_remove);
  g_free (run);
}

gboolean
gesso_job_run_may_go_on (GTask  *task,
                         GError *error)
{
  if (error == NULL && !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    return TRUE;
  gesso_job_run_fail (task, GESSO_JOB_FAILED, error);
  return FALSE;
}

void
gesso_job_run_on_worker (GTask              *task,
                         GTaskThreadFunc     func,
                         GAsyncReadyCallback callback)
{
  g_autoptr (GTask) worker_task = g_task_new (NULL, g_task_get_cancellable (task), callback, task);

  g_task_set_task_data (worker_task, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (worker_task, func);
}

static void
scale_progress (double   fraction,
                gpointer user_data)
{
  gesso_job_progress_cb (fraction * GESSO_JOB_COMPUTE_SHARE, user_data);
}

static void
add_note (GessoJobRun *run,
          const char  *note)
{
  if (note == NULL || strstr (run->note->str, note) != NULL)
    return;
  if (run->note->len > 0)
    g_string_append_c (run->note, '\n');
  g_string_append (run->note, note);
}

/* What came back, put in its place where the model saw only a part. */
static GessoJobPicture *
finish_reply (GessoJobRun      *run,
              GessoResultImage *image,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autofree char *note = NULL;
  g_autoptr (GessoImage) kept = gesso_prepared_finish (run->prepared, image->bytes, &note, cancellable, error);
  GessoJobPicture *picture;

  if (kept == NULL)
    {
      gesso_job_download_blame (gesso_provider_get_spec (run->provider), error);
      return NULL;
    }
  add_note (run, note);
  picture = gesso_job_picture_new_from_reply (image, kept, gesso_prepared_is_edit (run->prepared), cancellable, error);
  if (picture != NULL)
    picture->new_picture = gesso_prepared_is_new_picture (run->prepared);
  return picture;
}

static gboolean
finish_pictures (GessoJobRun  *run,
                 GCancellable *cancellable,
                 GError      **error)
{
  guint n = gesso_result_get_n_images (run->result);

  if (n == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                           _("The model ended without a picture. Try again, or choose another model."));
      return FALSE;
    }
  if (run->prepared != NULL)
    add_note (run, gesso_prepared_get_note (run->prepared));
  else if (!gesso_exact_load (&run->own_exact, run->request, cancellable, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      GessoResultImage *image = gesso_result_get_image (run->result, i);
      GessoJobPicture *picture = run->prepared != NULL
                                   ? finish_reply (run, image, cancellable, error)
                                   : gesso_job_picture_new (image, run->request, run->exact, cancellable, error);

      if (picture == NULL)
        return FALSE;
      g_ptr_array_add (run->pictures, picture);
      gesso_job_progress_cb (GESSO_JOB_COMPUTE_SHARE + (1 - GESSO_JOB_COMPUTE_SHARE) * (i + 1) / (n + 1), run->progress);
    }
  add_note (run, gesso_result_get_note (run->result));
  return TRUE;
}

static void
compute_on_worker (GTask        *worker_task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GessoJobRun *run = task_data;
  GError *error = NULL;

  if (run->result == NULL)
    run->result = run->step->compute (run->request, scale_progress, run->progress, cancellable, &error);
  if (run->result != NULL && finish_pictures (run, cancellable, &error))
    g_task_return_boolean (worker_task, TRUE);
  else
    g_task_return_error (worker_task, error);
}

static void
compute_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  /* What came is no picture: fetching it again would not make it one. */
  if (error != NULL && error->domain == GESSO_ERROR && error->code != GESSO_ERROR_STORAGE)
    {
      gesso_job_record_set_result (run->record, NULL);
      run->record->submitted = FALSE;
    }
  if (!gesso_job_run_may_go_on (task, error))
    return;
  run->next = 0;
  gesso_job_run_keep (task);
}

void
gesso_job_run_compute (GTask *task)
{
  gesso_job_run_on_worker (task, compute_on_worker, compute_cb);
}

static void
fail_as_unknown (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);

  gesso_job_run_fail (task, GESSO_JOB_UNKNOWN,
                      g_error_new (GESSO_ERROR, GESSO_ERROR_NETWORK,
                                   /* Translators: the name of a provider. */
                                   _("Gesso was stopped while a request to %s was on its way, so nobody can tell "
                                     "whether it arrived. Look in your account there whether it was charged before "
                                     "you try again."),
                                   _(gesso_provider_get_spec (run->provider)->title)));
}

static void
start (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);

  run->next = 0;
  if (run->record->result != NULL)
    gesso_job_run_fetch (task);
  else
    gesso_job_run_ask (task, NULL);
}

static void
prepare_on_worker (GTask        *worker_task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GessoJobRun *run = task_data;
  GError *error = NULL;

  run->prepared = gesso_job_prepare (run->request, run->model, cancellable, &error);
  if (run->prepared == NULL)
    {
      g_task_return_error (worker_task, error);
      return;
    }
  run->wire = gesso_prepared_get_request (run->prepared);
  run->exact = gesso_prepared_get_exact (run->prepared);
  g_task_return_boolean (worker_task, TRUE);
}

static void
prepare_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (gesso_job_run_may_go_on (task, error))
    start (task);
}

static void
prepare (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);

  if (run->record->in_flight)
    fail_as_unknown (task);
  else if (gesso_provider_get_spec (run->provider)->on_device || run->model == NULL)
    start (task);
  else
    gesso_job_run_on_worker (task, prepare_on_worker, prepare_cb);
}

static void
load_input_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (!gesso_job_run_may_go_on (task, error))
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      return;
    }
  gesso_request_get_input (run->request, run->next++)->bytes = bytes;
  load_next_input (task);
}

static void
load_next_input (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);
  GessoInput *input;

  for (; (input = gesso_request_get_input (run->request, run->next)) != NULL; run->next++)
    if (input->bytes == NULL && input->blob != NULL)
      {
        gesso_store_get_blob_async (run->store, input->blob, g_task_get_cancellable (task), load_input_cb, task);
        return;
      }
  prepare (task);
}

/* Not knowing how long it will take is no reason not to run. */
static void
estimated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);

  gesso_job_set_expected (run->job, gesso_store_estimate_run_finish (GESSO_STORE (source), result, NULL));
  if (gesso_job_run_may_go_on (task, NULL))
    load_next_input (task);
}

void
gesso_job_runner_run_async (GessoStore         *store,
                            GessoJobNetwork    *network,
                            GessoProvider      *provider,
                            GessoJob           *job,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task = g_task_new (NULL, gesso_job_get_cancellable (job), callback, user_data);
  GessoJobRun *run = g_new0 (GessoJobRun, 1);

  g_task_set_source_tag (task, gesso_job_runner_run_async);
  /* How it ended matters even when it was stopped. */
  g_task_set_check_cancellable (task, FALSE);
  run->store = g_object_ref (store);
  g_set_object (&run->network, network);
  run->provider = g_object_ref (provider);
  run->job = g_object_ref (job);
  run->request = gesso_request_copy (gesso_job_get_request (job));
  run->wire = run->request;
  run->exact = &run->own_exact;
  run->model = gesso_provider_find_requested_model (provider, run->request);
  run->record = gesso_job_record_new_from_json (gesso_job_get_state_json (job));
  run->progress = gesso_job_progress_new (job);
  run->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_job_picture_free);
  run->written = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  run->note = g_string_new (NULL);
  run->end = GESSO_JOB_FAILED;
  run->deadline = g_get_monotonic_time () +
                  G_USEC_PER_SEC * (gint64) (run->model != NULL && run->model->limit_seconds > 0
                                                 ? run->model->limit_seconds : DEFAULT_LIMIT);
  run->interval = FIRST_INTERVAL;
  run->advice = -1;
  g_task_set_task_data (task, run, free_run);
  gesso_store_estimate_run_async (store, gesso_request_get_model (run->request), gesso_request_get_tool (run->request),
                                  g_task_get_cancellable (task), estimated_cb, task);
}

GessoVersion *
gesso_job_runner_run_finish (GAsyncResult  *result,
                             GessoJobState *end,
                             GError       **error)
{
  *end = ((GessoJobRun *) g_task_get_task_data (G_TASK (result)))->end;
  return g_task_propagate_pointer (G_TASK (result), error);
}
