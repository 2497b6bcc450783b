/* gesso-step.c - what a provider wants done next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-provider.h"

static GessoStep *
new_step (GessoStepKind kind)
{
  GessoStep *step = g_new0 (GessoStep, 1);

  step->kind = kind;
  return step;
}

GessoStep *
gesso_step_new_compute (GessoComputeFunc compute)
{
  GessoStep *step = new_step (GESSO_STEP_COMPUTE);

  step->compute = compute;
  return step;
}

GessoStep *
gesso_step_new_send (GessoHttpRequest *http)
{
  GessoStep *step = new_step (GESSO_STEP_SEND);

  step->http = http;
  return step;
}

GessoStep *
gesso_step_new_wait (double            seconds,
                     GessoHttpRequest *http)
{
  GessoStep *step = new_step (GESSO_STEP_WAIT);

  step->seconds = seconds;
  step->http = http;
  return step;
}

/** gesso_step_new_finished: @result: (transfer none) */
GessoStep *
gesso_step_new_finished (GessoResult *result)
{
  GessoStep *step = new_step (GESSO_STEP_FINISHED);

  step->result = g_object_ref (result);
  return step;
}

GessoStep *
gesso_step_new_failed (GError *error)
{
  GessoStep *step = new_step (GESSO_STEP_FAILED);

  step->error = error;
  return step;
}

void
gesso_step_free (GessoStep *step)
{
  g_clear_pointer (&step->http, gesso_http_request_unref);
  g_clear_object (&step->result);
  g_clear_error (&step->error);
  g_free (step);
}

void
gesso_stream_event_clear (GessoStreamEvent *event)
{
  g_clear_pointer (&event->preview, g_bytes_unref);
}
