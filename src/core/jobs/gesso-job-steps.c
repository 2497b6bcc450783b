/* gesso-job-steps.c - what a provider says, done one step after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-download.h"
#include "gesso-job-exchange.h"
#include "gesso-job-run.h"
#include "gesso-job-wait.h"

#define LONGEST_INTERVAL 10
#define INTERVAL_GROWTH 1.4

/* How long a provider has to hear that a task is to be stopped. */
#define FAREWELL_SECONDS 10

static void keep_next_result (GTask *task);
static void load_next_result (GTask *task);

static const char *
get_title (GessoJobRun *run)
{
  return _(gesso_provider_get_spec (run->provider)->title);
}

/* --- The end of a run that made nothing --- */

static void
return_failure (GTask  *task,
                GError *error)
{
  GessoJobRun *run = g_task_get_task_data (task);
  g_autofree char *text = gesso_job_record_to_json (run->record);

  gesso_job_set_state_json (run->job, text);
  if (run->call != NULL)
    gesso_job_exchange_log (run->network, run->call);
  g_clear_pointer (&run->call, gesso_model_call_free);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes @sentence. */
static void
return_stopped (GTask *task,
                char  *sentence)
{
  g_autofree char *text = sentence;
  GessoJobRun *run = g_task_get_task_data (task);

  run->end = GESSO_JOB_CANCELLED;
  run->record->submitted = FALSE;
  run->record->in_flight = FALSE;
  gesso_job_record_set_result (run->record, NULL);
  return_failure (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, text));
}

static void
farewell_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GessoExchangeEnd end;
  g_autoptr (GessoModelCall) call = NULL;
  g_autoptr (GessoHttpAnswer) answer = gesso_job_exchange_finish (result, &call, &end, NULL);
  guint status = answer != NULL ? gesso_http_answer_get_status (answer) : 0;

  g_clear_handle_id (&run->farewell_timer, g_source_remove);
  if (call != NULL)
    gesso_job_exchange_log (run->network, call);
  if (status >= 200 && status < 300)
    return_stopped (task, g_strdup_printf (
                              /* Translators: the name of a provider. */
                              _("Stopped, and %s was told so. What it had begun by then may still be charged."),
                              get_title (run)));
  else
    return_stopped (task, g_strdup_printf (
                              /* Translators: the name of a provider. */
                              _("Stopped, but %s could not be told so. It may finish the picture and charge for it."),
                              get_title (run)));
}

static gboolean
farewell_over_cb (gpointer user_data)
{
  GessoJobRun *run = user_data;

  run->farewell_timer = 0;
  g_cancellable_cancel (run->farewell);
  return G_SOURCE_REMOVE;
}

/* Whether the provider is being told; then the run ends with its answer. */
static gboolean
say_farewell (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);
  g_autoptr (GessoHttpRequest) http = gesso_provider_cancel (run->provider, run->record->state);
  GessoExchange exchange = {
    .network = run->network,
    .provider = run->provider,
    .http = http,
    .fingerprint = run->record->fingerprint,
    .model = run->model != NULL ? run->model->id : "",
    .operation = "cancel",
    .deadline = &run->deadline,
  };

  if (http == NULL)
    return FALSE;
  run->farewell = g_cancellable_new ();
  run->farewell_timer = g_timeout_add_seconds (FAREWELL_SECONDS, farewell_over_cb, run);
  gesso_job_exchange_async (&exchange, run->farewell, farewell_cb, task);
  return TRUE;
}

void
gesso_job_run_fail (GTask        *task,
                    GessoJobState end,
                    GError       *error)
{
  GessoJobRun *run = g_task_get_task_data (task);
  gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && gesso_job_was_cancelled (run->job);

  run->end = end;
  if (!stopped || (!run->record->submitted && !run->record->in_flight))
    {
      return_failure (task, error);
      return;
    }
  g_error_free (error);
  if (run->record->submitted && run->record->result == NULL && say_farewell (task))
    return;
  if (run->record->result != NULL)
    return_stopped (task, g_strdup_printf (
                              /* Translators: the name of a provider. */
                              _("Stopped, but %s had made the picture and may charge for it."),
                              get_title (run)));
  else
    return_stopped (task, g_strdup_printf (
                              /* Translators: the name of a provider. */
                              _("Stopped, but what was sent to %s cannot be called back. It may be charged."),
                              get_title (run)));
}

/* --- Messages --- */

static void
event_cb (const char *event,
          const char *data,
          gsize       length,
          gpointer    user_data)
{
  GessoJobRun *run = user_data;
  g_auto (GessoStreamEvent) out = { 0 };

  if (!gesso_provider_event (run->provider, run->wire, run->record->state, event, data, length, &out))
    return;
  if (out.fraction >= 0)
    gesso_job_progress_cb (out.fraction * GESSO_JOB_COMPUTE_SHARE, run->progress);
  if (out.preview != NULL)
    gesso_job_set_preview (run->job, out.preview);
}

static GessoJobState
get_end_state (GessoExchangeEnd end)
{
  return end == GESSO_EXCHANGE_UNKNOWN ? GESSO_JOB_UNKNOWN
         : end == GESSO_EXCHANGE_TIMEOUT ? GESSO_JOB_TIMEOUT
                                         : GESSO_JOB_FAILED;
}

/* Nothing was submitted; the key that is out is noted, so another one is picked. */
static void
begin_anew (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);

  json_object_unref (run->record->state);
  run->record->state = json_object_new ();
  g_clear_pointer (&run->record->fingerprint, g_free);
  gesso_job_run_ask (task, NULL);
}

static void
exchanged_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GessoExchangeEnd end;
  GError *error = NULL;
  g_autoptr (GessoHttpAnswer) answer = NULL;

  g_clear_pointer (&run->call, gesso_model_call_free);
  answer = gesso_job_exchange_finish (result, &run->call, &end, &error);
  if (answer == NULL && end == GESSO_EXCHANGE_REKEYED && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_error_free (error);
      begin_anew (task);
      return;
    }
  if (answer == NULL)
    {
      gesso_job_run_fail (task, get_end_state (end), error);
      return;
    }
  if (run->record->in_flight)
    {
      guint status = gesso_http_answer_get_status (answer);

      run->record->in_flight = FALSE;
      run->record->submitted = status >= 200 && status < 300;
    }
  run->advice = gesso_http_answer_get_retry_after (answer, g_get_real_time () / G_USEC_PER_SEC);
  gesso_job_run_ask (task, answer);
}

static void
send_step (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);
  double price = run->model != NULL ? run->model->price : -1;
  gint64 count = gesso_parameters_get_int (gesso_request_get_parameters (run->request), "count", 1);
  GessoExchange exchange = {
    .network = run->network,
    .provider = run->provider,
    .http = run->step->http,
    .job = run->job,
    .record = run->record,
    .model = run->model != NULL ? run->model->id : "",
    .operation = gesso_tool_to_nick (gesso_request_get_tool (run->request)),
    .cost_estimate = price >= 0 ? price * count : -1,
    .sse = gesso_http_request_get_streams (run->step->http) ? event_cb : NULL,
    .sse_data = run,
    .deadline = &run->deadline,
  };

  gesso_job_exchange_async (&exchange, g_task_get_cancellable (task), exchanged_cb, task);
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  gesso_job_wait_finish (result, &error);
  if (gesso_job_run_may_go_on (task, error))
    send_step (task);
}

/* The provider's advice, in the step or the answer; else its table's; else ours, growing. */
static double
choose_wait (GessoJobRun *run)
{
  double seconds = run->step->seconds;

  if (seconds < 0 && run->advice >= 0)
    seconds = MIN (run->advice, 60);
  else if (seconds < 0 && run->model != NULL && run->model->poll_seconds > 0)
    seconds = run->model->poll_seconds;
  else if (seconds < 0)
    {
      seconds = run->interval;
      run->interval = MIN (run->interval * INTERVAL_GROWTH, LONGEST_INTERVAL);
    }
  return seconds * gesso_job_network_get_tempo (run->network);
}

static void
wait_step (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);
  double seconds = choose_wait (run);

  if (g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC) > run->deadline)
    {
      gesso_job_run_fail (task, GESSO_JOB_TIMEOUT,
                          g_error_new (GESSO_ERROR, GESSO_ERROR_TIMEOUT,
                                       /* Translators: the name of a provider. */
                                       _("%s has not finished in time. Try again to go on waiting for it; "
                                         "nothing is charged twice."), get_title (run)));
      return;
    }
  gesso_job_set_stage (run->job, GESSO_JOB_STAGE_RUNNING, -1);
  gesso_job_wait_async (seconds, g_task_get_cancellable (task), waited_cb, task);
}

/* --- Results --- */

static void
download_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GError *error = NULL;

  gesso_job_download_finish (result, &error);
  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER))
    {
      gesso_job_record_set_result (run->record, NULL);
      run->record->submitted = FALSE;
    }
  if (!gesso_job_run_may_go_on (task, error))
    return;
  g_set_object (&run->result, run->record->result);
  gesso_job_run_compute (task);
}

static void
load_result_cb (GObject      *source,
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
  gesso_result_get_image (run->record->result, run->next++)->bytes = bytes;
  load_next_result (task);
}

/* After a restart the pictures that came in an answer are blobs. */
static void
load_next_result (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);

  for (; run->next < gesso_result_get_n_images (run->record->result); run->next++)
    {
      const GessoResultImage *image = gesso_result_get_image (run->record->result, run->next);

      if (image->bytes == NULL && image->blob != NULL)
        {
          gesso_store_get_blob_async (run->store, image->blob, g_task_get_cancellable (task), load_result_cb, task);
          return;
        }
    }
  gesso_job_set_stage (run->job, GESSO_JOB_STAGE_DOWNLOADING, -1);
  gesso_job_download_async (run->network, gesso_provider_get_spec (run->provider), run->job, run->record->result,
                            g_task_get_cancellable (task), download_cb, task);
}

void
gesso_job_run_fetch (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);

  run->next = 0;
  if (run->network == NULL)
    gesso_job_run_fail (task, GESSO_JOB_FAILED, g_error_new_literal (GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                                                                     _("There is no way out to the network here.")));
  else
    load_next_result (task);
}

static void
kept_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GError *error = NULL;
  char *blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);

  if (!gesso_job_run_may_go_on (task, error))
    {
      g_free (blob);
      return;
    }
  gesso_result_get_image (run->step->result, run->next++)->blob = blob;
  keep_next_result (task);
}

static void
saved_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GError *error = NULL;

  gesso_job_save_finish (run->job, result, &error);
  if (gesso_job_run_may_go_on (task, error))
    gesso_job_run_fetch (task);
}

/* What came inside the answer is all there will ever be of it: it is kept
 * before anything is done with it. */
static void
keep_next_result (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);

  for (; run->next < gesso_result_get_n_images (run->step->result); run->next++)
    {
      const GessoResultImage *image = gesso_result_get_image (run->step->result, run->next);

      if (image->bytes != NULL && image->blob == NULL)
        {
          gesso_store_put_blob_async (run->store, image->bytes, NULL, kept_result_cb, task);
          return;
        }
    }
  run->record->submitted = TRUE;
  gesso_job_record_set_result (run->record, run->step->result);
  gesso_job_save_async (run->job, run->record, GESSO_JOB_GENERATING, run->store, saved_result_cb, task);
}

static void
finish_step (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);
  const GessoProviderSpec *spec = gesso_provider_get_spec (run->provider);
  GError *error = NULL;

  run->next = 0;
  if (!spec->on_device)
    {
      for (guint i = 0; i < gesso_result_get_n_images (run->step->result); i++)
        {
          const GessoResultImage *image = gesso_result_get_image (run->step->result, i);

          if (image->bytes == NULL || gesso_job_download_check (spec, image->bytes, &error))
            continue;
          run->record->submitted = FALSE;
          gesso_job_run_fail (task, GESSO_JOB_FAILED, error);
          return;
        }
      keep_next_result (task);
      return;
    }
  g_set_object (&run->result, run->step->result);
  gesso_job_set_state (run->job, GESSO_JOB_GENERATING);
  gesso_job_run_compute (task);
}

/* --- Steps --- */

static void
act (GTask *task)
{
  GessoJobRun *run = g_task_get_task_data (task);

  switch (run->step->kind)
    {
    case GESSO_STEP_COMPUTE:
      gesso_job_run_compute (task);
      break;
    case GESSO_STEP_SEND:
      send_step (task);
      break;
    case GESSO_STEP_WAIT:
      wait_step (task);
      break;
    case GESSO_STEP_FINISHED:
    case GESSO_STEP_FAILED:
    default:
      g_return_if_reached ();
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GError *error = NULL;

  gesso_job_save_finish (run->job, result, &error);
  if (gesso_job_run_may_go_on (task, error))
    act (task);
}

/* The row of the last answer, with what the provider's function read in it. */
static void
note_call (GessoJobRun *run)
{
  if (run->call == NULL)
    return;
  if (run->step->kind == GESSO_STEP_FINISHED)
    {
      run->call->cost = gesso_result_get_cost (run->step->result);
      run->call->request_id = g_strdup (gesso_result_get_request_id (run->step->result));
    }
  else if (run->step->kind == GESSO_STEP_FAILED && run->call->error_class == NULL && run->step->error->domain == GESSO_ERROR)
    run->call->error_class = g_strdup (gesso_error_to_nick ((GessoError) run->step->error->code));
  gesso_job_exchange_log (run->network, run->call);
  g_clear_pointer (&run->call, gesso_model_call_free);
}

void
gesso_job_run_ask (GTask           *task,
                   GessoHttpAnswer *answer)
{
  GessoJobRun *run = g_task_get_task_data (task);

  g_clear_pointer (&run->step, gesso_step_free);
  run->step = gesso_provider_next (run->provider, run->wire, run->record->state, answer);
  note_call (run);
  switch (run->step->kind)
    {
    case GESSO_STEP_FAILED:
      /* The provider has spoken: there is nothing more to be had from the task. */
      run->record->submitted = FALSE;
      gesso_job_run_fail (task, GESSO_JOB_FAILED, g_error_copy (run->step->error));
      return;
    case GESSO_STEP_FINISHED:
      finish_step (task);
      return;
    case GESSO_STEP_COMPUTE:
      gesso_job_save_async (run->job, run->record, GESSO_JOB_GENERATING, run->store, saved_cb, task);
      return;
    default:
      break;
    }
  if (run->network == NULL)
    gesso_job_run_fail (task, GESSO_JOB_FAILED, g_error_new_literal (GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                                                                     _("There is no way out to the network here.")));
  else
    gesso_job_save_async (run->job, run->record, run->record->submitted ? GESSO_JOB_PENDING : GESSO_JOB_SUBMITTING,
                          run->store, saved_cb, task);
}
