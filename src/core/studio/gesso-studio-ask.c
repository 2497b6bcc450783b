/* gesso-studio-ask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-exchange.h"
#include "gesso-studio-ask.h"

/* Nobody waits longer for it; seconds. */
#define MAX_SECONDS 30

typedef struct
{
  GessoJobNetwork *network; /* (owned) */
  GessoProvider *provider;  /* (owned) */
  GessoHttpRequest *http;   /* (owned) */
  GessoExchange exchange;
  gint64 started, deadline; /* monotonic */
  double seconds;
} Ask;

static void
free_ask (gpointer data)
{
  Ask *ask = data;

  g_object_unref (ask->network);
  g_object_unref (ask->provider);
  gesso_http_request_unref (ask->http);
  g_free (ask);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *ask = g_task_get_task_data (task);
  g_autoptr (GessoModelCall) call = NULL;
  g_autoptr (GessoHttpAnswer) answer = NULL;
  GessoExchangeEnd end;
  GError *error = NULL;

  answer = gesso_job_exchange_finish (result, &call, &end, &error);
  ask->seconds = (double) (g_get_monotonic_time () - ask->started) / G_USEC_PER_SEC;
  if (answer != NULL)
    error = gesso_provider_classify (ask->provider, answer);
  if (call != NULL)
    gesso_job_exchange_log (ask->network, call);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) gesso_http_answer_unref);
}

void
gesso_studio_ask_async (GessoJobNetwork    *network,
                        GessoProvider      *provider,
                        GessoHttpRequest   *http,
                        const char         *operation,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);

  g_task_set_source_tag (task, gesso_studio_ask_async);
  ask->network = g_object_ref (network);
  ask->provider = g_object_ref (provider);
  ask->http = http;
  ask->started = g_get_monotonic_time ();
  ask->deadline = ask->started + MAX_SECONDS * G_USEC_PER_SEC;
  ask->exchange = (GessoExchange){
    .network = network,
    .provider = provider,
    .http = http,
    .model = "",
    .operation = operation,
    .cost_estimate = -1,
    .deadline = &ask->deadline,
  };
  g_task_set_task_data (task, ask, free_ask);
  gesso_job_exchange_async (&ask->exchange, cancellable, answered_cb, task);
}

GessoHttpAnswer *
gesso_studio_ask_finish (GAsyncResult *result,
                         double       *seconds,
                         GError      **error)
{
  if (seconds != NULL)
    *seconds = ((Ask *) g_task_get_task_data (G_TASK (result)))->seconds;
  return g_task_propagate_pointer (G_TASK (result), error);
}
