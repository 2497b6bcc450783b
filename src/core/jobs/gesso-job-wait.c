/* gesso-job-wait.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-wait.h"

#define LONGEST_BACK_OFF 60

static gboolean
time_over_cb (gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/* The cancellable is a child of the timer, so that the first of both ends the
 * wait; the task itself then says which it was. */
void
gesso_job_wait_async (double              seconds,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSource) timer = g_timeout_source_new ((guint) (CLAMP (seconds, 0, 86400) * 1000));

  g_task_set_source_tag (task, gesso_job_wait_async);
  if (cancellable != NULL)
    {
      g_autoptr (GSource) watch = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (watch);
      g_source_add_child_source (timer, watch);
    }
  g_task_attach_source (task, timer, time_over_cb);
}

gboolean
gesso_job_wait_finish (GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

double
gesso_job_back_off (guint attempt)
{
  return MIN (1u << MIN (attempt, 6), LONGEST_BACK_OFF) * g_random_double_range (0.5, 1.5);
}
