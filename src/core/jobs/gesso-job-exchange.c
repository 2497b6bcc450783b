/* gesso-job-exchange.c - one message to a provider, until it is answered
 *
 * The chain, from whose later links it goes back to an earlier one:
 *
 *   wait for a place → take a line, a key → save the record (what costs) → send → judge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-jobs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-address.h"
#include "gesso-job-exchange-private.h"
#include "gesso-job-private.h"
#include "gesso-job-wait.h"
#include "gesso-provider-util.h"
#include "gesso-wipe.h"

static void
free_exchange (gpointer data)
{
  Exchange *self = data;

  gesso_http_request_unref (self->http);
  g_strfreev (self->hosts);
  g_ptr_array_unref (self->tried);
  g_clear_pointer (&self->lease, gesso_key_lease_free);
  g_clear_pointer (&self->call, gesso_model_call_free);
  g_free (self);
}

static void
give_line_back (Exchange *self)
{
  if (self->has_line)
    gesso_job_lines_give_back (gesso_job_network_get_lines (self->what.network), self->spec->id);
  self->has_line = FALSE;
}

static void
set_stage (Exchange     *self,
           GessoJobStage stage,
           double        seconds)
{
  if (self->what.job != NULL)
    gesso_job_set_stage (self->what.job, stage, seconds);
}

void
gesso_exchange_fail (GTask           *task,
                     GessoExchangeEnd end,
                     GError          *error)
{
  Exchange *self = g_task_get_task_data (task);

  self->end = end;
  give_line_back (self);
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
gesso_exchange_fail_as_unknown (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  gesso_exchange_fail (task, GESSO_EXCHANGE_UNKNOWN,
        g_error_new (GESSO_ERROR, GESSO_ERROR_NETWORK,
                     /* Translators: the name of a provider. */
                     _("The connection to %s broke after the request was sent, so nobody can tell whether it arrived. "
                       "Look in your account there whether it was charged before you try again."),
                     _(self->spec->title)));
}

void
gesso_exchange_fail_as_rekeyed (GTask  *task,
                                GError *error)
{
  gesso_exchange_set_in_flight (g_task_get_task_data (task), FALSE);
  gesso_exchange_fail (task, GESSO_EXCHANGE_REKEYED, error);
}

static void
fail_as_timeout (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  gesso_exchange_fail (task, GESSO_EXCHANGE_TIMEOUT,
        g_error_new (GESSO_ERROR, GESSO_ERROR_TIMEOUT,
                     /* Translators: the name of a provider. */
                     _("%s took too long. Try again to go on asking for the result."), _(self->spec->title)));
}

/* What is saved says in one word whether a message that costs is out. */
void
gesso_exchange_set_in_flight (Exchange *self,
                              gboolean  in_flight)
{
  if (self->what.record != NULL && self->costs)
    self->what.record->in_flight = in_flight;
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (self->offline)
    *self->what.deadline += (gint64) (self->seconds * G_USEC_PER_SEC);
  self->offline = FALSE;
  if (gesso_job_wait_finish (result, &error))
    gesso_exchange_take_line (task);
  else
    gesso_exchange_fail (task, GESSO_EXCHANGE_FAILED, error);
}

static void
saved_before_wait_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GTask *task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (gesso_job_save_finish (self->what.job, result, &error))
    gesso_job_wait_async (self->seconds, g_task_get_cancellable (task), waited_cb, task);
  else
    gesso_exchange_fail (task, GESSO_EXCHANGE_FAILED, error);
}

/* Then takes a key and sends. While it waits nothing is out, which the row says too. */
void
gesso_exchange_wait (GTask   *task,
                     double   seconds,
                     gboolean offline)
{
  Exchange *self = g_task_get_task_data (task);
  gboolean was_out = self->what.record != NULL && self->what.record->in_flight;

  give_line_back (self);
  self->seconds = seconds * gesso_job_network_get_tempo (self->what.network);
  self->offline = offline;
  if (!offline && g_get_monotonic_time () + (gint64) (self->seconds * G_USEC_PER_SEC) > *self->what.deadline)
    {
      gesso_exchange_set_in_flight (self, FALSE);
      fail_as_timeout (task);
      return;
    }
  set_stage (self, offline ? GESSO_JOB_STAGE_OFFLINE : GESSO_JOB_STAGE_LIMIT, self->seconds);
  if (was_out && self->costs)
    {
      gesso_exchange_set_in_flight (self, FALSE);
      gesso_job_save_async (self->what.job, self->what.record, GESSO_JOB_SUBMITTING,
                            gesso_job_network_get_store (self->what.network), saved_before_wait_cb, task);
    }
  else
    gesso_job_wait_async (self->seconds, g_task_get_cancellable (task), waited_cb, task);
}

static void
log_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (gesso_store_add_model_call_finish (GESSO_STORE (source), result, &error) == 0 && error != NULL)
    g_info ("A call could not be noted: %s", error->message);
}

void
gesso_job_exchange_log (GessoJobNetwork      *network,
                        const GessoModelCall *call)
{
  gesso_store_add_model_call_async (gesso_job_network_get_store (network), call, NULL, log_cb, NULL);
}

const char *
gesso_job_exchange_get_class (const GError *error)
{
  return error->domain == GESSO_ERROR ? gesso_error_to_nick ((GessoError) error->code) : "cancelled";
}

static void
note_attempt (Exchange             *self,
              const GessoHttpTrace *trace,
              const GError         *error)
{
  GessoModelCall *call = self->call;

  call->status = trace->status;
  if (error != NULL)
    call->error_class = g_strdup (gesso_job_exchange_get_class (error));
  call->first_byte_ms = trace->first_byte_ms > 0 ? (gint64) trace->first_byte_ms : -1;
  call->total_ms = (gint64) trace->total_ms;
  call->bytes_sent = trace->sent_bytes;
  call->bytes_received = trace->received_bytes;
}

/* The attempt has failed: its row is complete. */
void
gesso_exchange_log_failure (Exchange *self)
{
  gesso_job_exchange_log (self->what.network, self->call);
  g_clear_pointer (&self->call, gesso_model_call_free);
}

static void
begin_call (Exchange *self)
{
  g_clear_pointer (&self->call, gesso_model_call_free);
  self->call = gesso_model_call_new (self->spec->id, self->what.model, self->what.operation);
  self->call->job_id = self->what.job != NULL ? gesso_job_get_id (self->what.job) : 0;
  self->call->fingerprint = self->lease != NULL ? g_strdup (self->lease->fingerprint) : NULL;
  self->call->queue_ms = (g_get_monotonic_time () - self->asked) / 1000;
  self->call->cost_estimate = self->costs ? self->what.cost_estimate : 0;
}

/* Some vendors repeat the key they refuse. */
static GessoHttpAnswer *
scrub_answer (GessoHttpAnswer *answer,
              const char      *secret)
{
  gsize length;
  const char *body = g_bytes_get_data (gesso_http_answer_get_body (answer), &length);
  char *text;
  g_autofree char *clean = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (secret == NULL || length == 0 || length > 1024 * 1024 || g_strstr_len (body, (gssize) length, secret) == NULL)
    return gesso_http_answer_ref (answer);
  text = g_strndup (body, length);
  clean = gesso_provider_redact (text, secret);
  gesso_wipe_free (text);
  bytes = g_bytes_new (clean, strlen (clean));
  return gesso_http_answer_new (gesso_http_answer_get_status (answer), NULL, bytes);
}

void
gesso_exchange_return_answer (GTask           *task,
                              GessoHttpAnswer *answer)
{
  g_task_return_pointer (task, gesso_http_answer_ref (answer), (GDestroyNotify) gesso_http_answer_unref);
  g_object_unref (task);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;
  GessoHttpTrace trace = { 0 };
  g_autoptr (GessoHttpAnswer) raw = gesso_http_send_finish (GESSO_HTTP (source), result, &trace, &error);
  g_autoptr (GessoHttpAnswer) answer = NULL;
  g_autoptr (GError) failure = NULL;

  give_line_back (self);
  self->retry_after = raw != NULL ? gesso_http_answer_get_retry_after (raw, g_get_real_time () / G_USEC_PER_SEC) : -1;
  if (raw == NULL)
    {
      note_attempt (self, &trace, error);
      gesso_exchange_log_failure (self);
      gesso_exchange_judge_error (task, &trace, error);
      return;
    }
  answer = scrub_answer (raw, self->lease != NULL ? self->lease->secret : NULL);
  failure = gesso_provider_classify (self->what.provider, answer);
  /* Some vendors say it in the body, which only the provider can read. */
  if (failure != NULL && gesso_error_get_retry_after (failure) >= 0)
    self->retry_after = gesso_error_get_retry_after (failure);
  note_attempt (self, &trace, failure);
  if (failure != NULL && failure->domain == GESSO_ERROR)
    gesso_exchange_judge_failure (task, answer, failure);
  else
    gesso_exchange_return_answer (task, answer);
}

static void
progress_cb (const GessoHttpProgress *progress,
             gpointer                 user_data)
{
  Exchange *self = user_data;

  if (progress->sent_total > 0 && progress->sent >= progress->sent_total)
    set_stage (self, GESSO_JOB_STAGE_SENT, -1);
}

static void
send_message (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  GessoHttpOptions options = {
    .key = self->lease != NULL ? self->lease->secret : NULL,
    .key_hosts = (const char *const *) self->hosts,
    .local = gesso_job_address_is_local ((const char *const *) self->hosts),
    .sse = self->what.sse,
    .sse_data = self->what.sse_data,
    .progress = self->what.job != NULL && self->costs ? progress_cb : NULL,
    .progress_data = self,
  };

  begin_call (self);
  if (self->costs)
    set_stage (self, GESSO_JOB_STAGE_SENDING, -1);
  gesso_http_send_async (gesso_job_network_get_http (self->what.network), self->http, &options,
                         g_task_get_cancellable (task), sent_cb, task);
}

static void
saved_before_send_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GTask *task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  /* What could not be written down is not sent. */
  if (!gesso_job_save_finish (self->what.job, result, &error) ||
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      gesso_exchange_set_in_flight (self, FALSE);
      gesso_exchange_fail (task, GESSO_EXCHANGE_FAILED, error);
      return;
    }
  send_message (task);
}

static void
arm (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  GessoJobRecord *record = self->what.record;

  if (record != NULL && self->lease != NULL && !record->submitted)
    {
      g_free (record->fingerprint);
      record->fingerprint = g_strdup (self->lease->fingerprint);
    }
  if (record == NULL || !self->costs)
    {
      send_message (task);
      return;
    }
  gesso_exchange_set_in_flight (self, TRUE);
  gesso_job_save_async (self->what.job, record, GESSO_JOB_SUBMITTING, gesso_job_network_get_store (self->what.network),
                        saved_before_send_cb, task);
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;
  double usable_in;

  self->lease = gesso_key_source_pick_finish (GESSO_KEY_SOURCE (source), result, &usable_in, &error);
  if (self->lease != NULL)
    {
      arm (task);
      return;
    }
  if (self->begun && g_error_matches (error, GESSO_ERROR, GESSO_ERROR_INVALID_KEY))
    {
      gesso_exchange_fail_as_rekeyed (task, error);
      return;
    }
  if (!g_error_matches (error, GESSO_ERROR, GESSO_ERROR_RATE_LIMITED) || usable_in < 0 ||
      g_get_monotonic_time () + (gint64) (usable_in * G_USEC_PER_SEC) > *self->what.deadline)
    {
      gesso_exchange_set_in_flight (self, FALSE);
      gesso_exchange_fail (task, GESSO_EXCHANGE_FAILED, error);
      return;
    }
  /* All keys rest; with the first of them it goes on, as nothing was taken. */
  g_error_free (error);
  g_ptr_array_set_size (self->tried, 0);
  gesso_exchange_wait (task, MAX (usable_in, 0.1), FALSE);
}

/* A run keeps to the key it began with: uploads and tasks are its account's. */
static void
take_key (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  GessoJobRecord *record = self->what.record;
  const char *wanted = record != NULL ? record->fingerprint : self->what.fingerprint;

  g_clear_pointer (&self->lease, gesso_key_lease_free);
  if (gesso_http_request_get_auth (self->http, NULL) == GESSO_AUTH_NONE)
    {
      arm (task);
      return;
    }
  if (wanted != NULL && g_ptr_array_find_with_equal_func (self->tried, wanted, g_str_equal, NULL))
    wanted = NULL;
  gesso_key_source_pick_async (gesso_job_network_get_keys (self->what.network), self->spec, wanted, self->tried,
                               g_task_get_cancellable (task), picked_cb, task);
}

static gboolean
call_off_cb (gpointer user_data)
{
  GTask *task = user_data;
  Exchange *self = g_task_get_task_data (task);

  gesso_job_lines_call_off (gesso_job_network_get_lines (self->what.network), g_task_get_cancellable (task));
  return G_SOURCE_REMOVE;
}

/* Not at once, as a cancellable holds its lock while it tells. */
static void
line_cancelled_cb (GCancellable *cancellable,
                   gpointer      user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, call_off_cb, g_object_ref (user_data), g_object_unref);
}

static void
took_line_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_cancellable_disconnect (g_task_get_cancellable (task), self->watch);
  self->watch = 0;
  self->has_line = gesso_job_lines_take_finish (result, &error);
  if (error == NULL && !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    take_key (task);
  else
    gesso_exchange_fail (task, GESSO_EXCHANGE_FAILED, error);
}

void
gesso_exchange_take_line (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  gesso_job_lines_take_async (gesso_job_network_get_lines (self->what.network), self->spec->id, cancellable,
                              took_line_cb, task);
  if (cancellable != NULL)
    self->watch = g_cancellable_connect (cancellable, G_CALLBACK (line_cancelled_cb), task, NULL);
}

/* A message to the vendor's own hosts goes to the artist's proxy, when there is
 * one; then no other host gets the key. */
static void
choose_address (Exchange *self)
{
  const char *base = gesso_job_network_get_base (self->what.network, self->spec->id);
  const char *url = gesso_http_request_get_url (self->http);
  g_autoptr (GUri) uri = base != NULL ? g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL) : NULL;
  g_autofree char *moved = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    {
      self->hosts = g_strdupv ((char **) self->spec->hosts);
      return;
    }
  self->hosts = g_new0 (char *, 2);
  self->hosts[0] = g_strdup (g_uri_get_host (uri));
  if (gesso_job_address_is_on (url, self->spec->hosts) && (moved = gesso_job_address_rebase (url, base)) != NULL)
    gesso_http_request_set_url (self->http, moved);
}

void
gesso_job_exchange_async (const GessoExchange *exchange,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);
  double seconds = 0;

  g_task_set_source_tag (task, gesso_job_exchange_async);
  /* What came of a message must be heard, above all when it costs. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, free_exchange);
  self->what = *exchange;
  self->spec = gesso_provider_get_spec (exchange->provider);
  self->http = gesso_http_request_ref (exchange->http);
  self->tried = g_ptr_array_new_with_free_func (g_free);
  self->costs = gesso_http_request_get_costs (exchange->http);
  self->begun = self->spec->own_uploads && exchange->record != NULL && exchange->record->fingerprint != NULL &&
                !exchange->record->submitted;
  self->asked = g_get_monotonic_time ();
  choose_address (self);
  if (self->costs)
    seconds = gesso_job_limits_reserve (gesso_job_network_get_limits (self->what.network), self->spec, self->asked);
  if (seconds > 0)
    {
      /* The queue before the counter is no part of the run. */
      *self->what.deadline += (gint64) (seconds * G_USEC_PER_SEC);
      gesso_exchange_wait (task, seconds, FALSE);
    }
  else
    gesso_exchange_take_line (task);
}

GessoHttpAnswer *
gesso_job_exchange_finish (GAsyncResult     *result,
                           GessoModelCall  **call,
                           GessoExchangeEnd *end,
                           GError          **error)
{
  Exchange *self = g_task_get_task_data (G_TASK (result));

  *call = g_steal_pointer (&self->call);
  *end = self->end;
  return g_task_propagate_pointer (G_TASK (result), error);
}
