/* gesso-cli-progress.c - a bar while a job runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "gesso-cli-private.h"

#define BAR_WIDTH 30

struct _GessoCliProgress
{
  GessoJob *job; /* (owned) */
  gulong handler;
  int shown; /* percent on the screen; -1: none */
};

static void
fraction_cb (GessoCliProgress *self)
{
  int percent = (int) (gesso_job_get_fraction (self->job) * 100);
  int filled = CLAMP (percent, 0, 100) * BAR_WIDTH / 100;

  if (percent < 0 || percent == self->shown)
    return;
  self->shown = percent;
  fprintf (stderr, "\r%s [", gesso_tool_get_title (gesso_request_get_tool (gesso_job_get_request (self->job))));
  for (int i = 0; i < BAR_WIDTH; i++)
    fputc (i < filled ? '#' : '.', stderr);
  fprintf (stderr, "] %d %%", percent);
  fflush (stderr);
}

GessoCliProgress *
gesso_cli_progress_new (GessoJob *job)
{
  GessoCliProgress *self = g_new0 (GessoCliProgress, 1);

  self->job = g_object_ref (job);
  self->shown = -1;
  if (isatty (STDERR_FILENO))
    self->handler = g_signal_connect_swapped (job, "notify::fraction", G_CALLBACK (fraction_cb), self);
  return self;
}

void
gesso_cli_progress_free (GessoCliProgress *self)
{
  g_clear_signal_handler (&self->handler, self->job);
  /* Back to the start, and the line cleared. */
  if (self->shown >= 0)
    fputs ("\r\033[K", stderr);
  g_object_unref (self->job);
  g_free (self);
}
