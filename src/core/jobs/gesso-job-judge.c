/* gesso-job-judge.c - what follows from a failure: another key, a pause, or the end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-job-exchange-private.h"
#include "gesso-job-wait.h"

/* Repeats of a message after a failure on the way; then the failure is told. */
#define MAX_REPEATS 5

/* Of a vendor's answer about a limit that does not say how long. */
#define MIN_REST 5

/* Seconds that are waited for a key rather than uploading everything again with another. */
#define MAX_REST 30

/* Whether what failed on the way may be tried once more. A task that was paid
 * for is asked after for as long as it takes. */
static gboolean
may_repeat (Exchange *self)
{
  gboolean patient = !self->costs && self->what.record != NULL && self->what.record->submitted;

  return patient || self->repeats < MAX_REPEATS;
}

/* Tries once more after a pause that grows, and is no shorter than @least seconds. */
static void
wait_longer (GTask *task,
             double least)
{
  Exchange *self = g_task_get_task_data (task);
  double seconds = gesso_job_back_off (self->repeats++);

  gesso_exchange_wait (task, MAX (least, seconds), FALSE);
}

/* A gateway gave up waiting: the server behind it may well be at work. */
static gboolean
may_be_at_work (guint status)
{
  return status == 408 || status == 502 || status == 504 || (status >= 520 && status <= 529);
}

/* The key was refused: the next one at once, or the same one later. */
static void
go_on_without_key (GTask        *task,
                   const GError *error)
{
  Exchange *self = g_task_get_task_data (task);
  double retry_after = self->retry_after;
  GessoJobRecord *record = self->what.record;
  gboolean bound = record != NULL && (record->submitted || (self->begun && retry_after <= MAX_REST)) &&
                   g_strcmp0 (record->fingerprint, self->lease->fingerprint) == 0;

  gesso_key_source_note_failure (gesso_job_network_get_keys (self->what.network), self->spec, self->lease->fingerprint,
                                 error, retry_after);
  if (error->code == GESSO_ERROR_RATE_LIMITED && bound)
    {
      /* The task, or what was uploaded for it, is this key's own: another one would not find it. */
      if (retry_after < 0)
        retry_after = gesso_job_back_off (self->repeats++) + MIN_REST;
      gesso_exchange_wait (task, retry_after, FALSE);
      return;
    }
  if (self->begun)
    {
      gesso_exchange_fail_as_rekeyed (task, g_error_copy (error));
      return;
    }
  g_ptr_array_add (self->tried, g_strdup (self->lease->fingerprint));
  if (record != NULL && !record->submitted)
    g_clear_pointer (&record->fingerprint, g_free);
  gesso_exchange_take_line (task);
}

/* What several vendors' own clients obey; (nullable): "true" or "false" */
static const char *
get_advice (GessoHttpAnswer *answer)
{
  return gesso_http_answer_get_header (answer, "x-should-retry");
}

void
gesso_exchange_judge_failure (GTask           *task,
                              GessoHttpAnswer *answer,
                              const GError    *error)
{
  Exchange *self = g_task_get_task_data (task);
  double retry_after = self->retry_after;

  switch (error->code)
    {
    case GESSO_ERROR_INVALID_KEY:
    case GESSO_ERROR_QUOTA_EXHAUSTED:
    case GESSO_ERROR_RATE_LIMITED:
      if (self->lease != NULL)
        {
          gesso_exchange_log_failure (self);
          go_on_without_key (task, error);
          return;
        }
      if (error->code != GESSO_ERROR_RATE_LIMITED || !may_repeat (self))
        break;
      gesso_exchange_log_failure (self);
      gesso_exchange_wait (task, retry_after >= 0 ? retry_after : gesso_job_back_off (self->repeats) + MIN_REST, FALSE);
      self->repeats++;
      return;

    case GESSO_ERROR_TRANSIENT:
      if (self->costs && may_be_at_work (gesso_http_answer_get_status (answer)))
        {
          gesso_exchange_log_failure (self);
          gesso_exchange_fail_as_unknown (task);
          return;
        }
      if (!may_repeat (self) || (self->costs && gesso_http_answer_get_status (answer) != 503) ||
          g_strcmp0 (get_advice (answer), "false") == 0)
        break;
      gesso_exchange_log_failure (self);
      wait_longer (task, retry_after);
      return;

    default:
      /* Not for a message that costs: it might be paid twice. */
      if (self->costs || self->repeats > 0 || g_strcmp0 (get_advice (answer), "true") != 0)
        break;
      gesso_exchange_log_failure (self);
      wait_longer (task, retry_after);
      return;
    }
  gesso_exchange_return_answer (task, answer);
}

void
gesso_exchange_judge_error (GTask                *task,
                            const GessoHttpTrace *trace,
                            GError               *error)
{
  Exchange *self = g_task_get_task_data (task);
  gboolean lost = self->costs && trace->maybe_arrived;

  if (!lost)
    gesso_exchange_set_in_flight (self, FALSE);
  if (error->domain != GESSO_ERROR)
    {
      gesso_exchange_fail (task, GESSO_EXCHANGE_FAILED, error);
      return;
    }
  if (lost)
    {
      g_error_free (error);
      gesso_exchange_fail_as_unknown (task);
      return;
    }
  switch (error->code)
    {
    case GESSO_ERROR_INVALID_KEY:
      if (self->lease == NULL)
        break;
      go_on_without_key (task, error);
      g_error_free (error);
      return;

    case GESSO_ERROR_NETWORK:
    case GESSO_ERROR_TIMEOUT:
    case GESSO_ERROR_TRANSIENT:
    case GESSO_ERROR_BAD_ANSWER:
      if (!may_repeat (self) || (error->code == GESSO_ERROR_BAD_ANSWER && self->repeats >= 2))
        break;
      gesso_exchange_wait (task, gesso_job_back_off (self->repeats++), error->code == GESSO_ERROR_NETWORK);
      g_error_free (error);
      return;

    default:
      break;
    }
  gesso_exchange_fail (task, GESSO_EXCHANGE_FAILED, error);
}
