/* gesso-job-download.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-job-download.h"
#include "gesso-job-exchange.h"
#include "gesso-job-private.h"
#include "gesso-job-wait.h"

#define MAX_REPEATS 6
#define MAX_BYTES (256 * 1024 * 1024)

typedef struct
{
  GessoJobNetwork *network; /* (owned) */
  const GessoProviderSpec *spec;
  GessoJob *job;       /* (owned) */
  GessoResult *result; /* (owned) */
  guint next;          /* the image at hand */
  guint repeats;       /* of it */
} Download;

static void fetch_next (GTask *task);

static void
free_download (gpointer data)
{
  Download *self = data;

  g_object_unref (self->network);
  g_object_unref (self->job);
  g_object_unref (self->result);
  g_free (self);
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (gesso_job_wait_finish (result, &error))
    {
      fetch_next (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes @error. */
static void
repeat_or_fail (GTask  *task,
                GError *error)
{
  Download *self = g_task_get_task_data (task);
  gboolean on_the_way = error->domain == GESSO_ERROR &&
                        (error->code == GESSO_ERROR_NETWORK || error->code == GESSO_ERROR_TIMEOUT ||
                         error->code == GESSO_ERROR_TRANSIENT || error->code == GESSO_ERROR_RATE_LIMITED);

  if (on_the_way && self->repeats < MAX_REPEATS)
    {
      double seconds = gesso_job_back_off (self->repeats++) * gesso_job_network_get_tempo (self->network);

      g_error_free (error);
      gesso_job_wait_async (seconds, g_task_get_cancellable (task), waited_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static GError *
check_status (Download        *self,
              GessoHttpAnswer *answer)
{
  guint status = gesso_http_answer_get_status (answer);

  if (status >= 200 && status < 300)
    return NULL;
  if (status == 408 || status == 429 || status >= 500)
    return g_error_new (GESSO_ERROR, GESSO_ERROR_TRANSIENT,
                        /* Translators: the name of a provider. */
                        _("The picture is ready, but %s cannot send it just now: try again later."),
                        _(self->spec->title));
  /* Some stores show a new file only after a moment. */
  if (status == 404 && self->repeats < 2)
    return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_TRANSIENT, "");
  return g_error_new (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                      /* Translators: the name of a provider, then a status of HTTP such as 404. */
                      _("The picture is no longer to be had from %s (status %u)."), _(self->spec->title), status);
}

static void
set_no_picture (const GessoProviderSpec *spec,
                const GError            *why,
                GError                 **error)
{
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
               /* Translators: the name of a provider, then a sentence that says what is wrong with a file. */
               _("What %s sent cannot be used as a picture. %s"), _(spec->title), why->message);
}

gboolean
gesso_job_download_check (const GessoProviderSpec *spec,
                          GBytes                  *bytes,
                          GError                 **error)
{
  GessoPictureInfo info;
  g_autoptr (GError) why = NULL;

  if (gesso_codec_probe (bytes, &info, &why))
    return TRUE;
  set_no_picture (spec, why, error);
  return FALSE;
}

void
gesso_job_download_blame (const GessoProviderSpec *spec,
                          GError                 **error)
{
  g_autoptr (GError) why = NULL;

  if (!g_error_matches (*error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT))
    return;
  why = g_steal_pointer (error);
  set_no_picture (spec, why, error);
}

static GessoModelCall *
make_call (Download             *self,
           const GessoHttpTrace *trace,
           const GError         *error)
{
  const char *model = strchr (gesso_request_get_model (gesso_job_get_request (self->job)), '/');
  GessoModelCall *call = gesso_model_call_new (self->spec->id, model != NULL ? model + 1 : "", "download");

  call->job_id = gesso_job_get_id (self->job);
  call->status = trace->status;
  if (error != NULL)
    call->error_class = g_strdup (gesso_job_exchange_get_class (error));
  call->queue_ms = (gint64) trace->queue_ms;
  call->first_byte_ms = trace->first_byte_ms > 0 ? (gint64) trace->first_byte_ms : -1;
  call->total_ms = (gint64) trace->total_ms;
  call->bytes_sent = trace->sent_bytes;
  call->bytes_received = trace->received_bytes;
  call->cost_estimate = 0;
  return call;
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Download *self = g_task_get_task_data (task);
  GError *error = NULL;
  GessoHttpTrace trace = { 0 };
  g_autoptr (GessoHttpAnswer) answer = gesso_http_send_finish (GESSO_HTTP (source), result, &trace, &error);
  g_autoptr (GessoModelCall) call = NULL;
  GBytes *body = answer != NULL ? gesso_http_answer_get_body (answer) : NULL;

  if (answer != NULL)
    error = check_status (self, answer);
  if (error == NULL)
    gesso_job_download_check (self->spec, body, &error);
  call = make_call (self, &trace, error);
  gesso_job_exchange_log (self->network, call);
  if (error != NULL)
    {
      repeat_or_fail (task, error);
      return;
    }
  gesso_result_get_image (self->result, self->next++)->bytes = g_bytes_ref (body);
  self->repeats = 0;
  fetch_next (task);
}

static void
fetch_next (GTask *task)
{
  Download *self = g_task_get_task_data (task);

  for (; self->next < gesso_result_get_n_images (self->result); self->next++)
    {
      const GessoResultImage *image = gesso_result_get_image (self->result, self->next);
      GessoHttpOptions options = { .local = gesso_job_network_is_local (self->network, self->spec) };
      g_autoptr (GessoHttpRequest) http = NULL;

      if (image->bytes != NULL || image->pixels != NULL || image->url == NULL)
        continue;
      http = gesso_http_request_new ("GET", image->url);
      gesso_http_request_set_max_bytes (http, MAX_BYTES);
      gesso_http_send_async (gesso_job_network_get_http (self->network), http, &options,
                             g_task_get_cancellable (task), fetched_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
gesso_job_download_async (GessoJobNetwork         *network,
                          const GessoProviderSpec *spec,
                          GessoJob                *job,
                          GessoResult             *result,
                          GCancellable            *cancellable,
                          GAsyncReadyCallback      callback,
                          gpointer                 user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Download *self = g_new0 (Download, 1);

  g_task_set_source_tag (task, gesso_job_download_async);
  self->network = g_object_ref (network);
  self->spec = spec;
  self->job = g_object_ref (job);
  self->result = g_object_ref (result);
  g_task_set_task_data (task, self, free_download);
  fetch_next (task);
}

gboolean
gesso_job_download_finish (GAsyncResult *result,
                           GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
