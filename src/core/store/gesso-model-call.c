/* gesso-model-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store.h"

GessoModelCall *
gesso_model_call_new (const char *provider,
                      const char *model,
                      const char *operation)
{
  GessoModelCall *call = g_new0 (GessoModelCall, 1);

  call->provider = g_strdup (provider);
  call->model = g_strdup (model);
  call->operation = g_strdup (operation);
  call->started = g_get_real_time ();
  call->queue_ms = call->first_byte_ms = call->total_ms = -1;
  call->cost_estimate = call->cost = -1;
  return call;
}

GessoModelCall *
gesso_model_call_copy (const GessoModelCall *call)
{
  GessoModelCall *copy = g_memdup2 (call, sizeof *call);

  copy->provider = g_strdup (call->provider);
  copy->model = g_strdup (call->model);
  copy->operation = g_strdup (call->operation);
  copy->fingerprint = g_strdup (call->fingerprint);
  copy->error_class = g_strdup (call->error_class);
  copy->request_id = g_strdup (call->request_id);
  return copy;
}

void
gesso_model_call_free (GessoModelCall *call)
{
  if (call == NULL)
    return;
  g_free (call->provider);
  g_free (call->model);
  g_free (call->operation);
  g_free (call->fingerprint);
  g_free (call->error_class);
  g_free (call->request_id);
  g_free (call);
}

void
gesso_model_call_sum_free (GessoModelCallSum *sum)
{
  if (sum == NULL)
    return;
  g_free (sum->name);
  g_free (sum);
}
