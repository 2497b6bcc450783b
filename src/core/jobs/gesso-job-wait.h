/* gesso-job-wait.h - waiting that can be cancelled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** By the monotonic clock, which a change of the date does not touch. */
void     gesso_job_wait_async  (double seconds, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean gesso_job_wait_finish (GAsyncResult *result, GError **error);

/** Seconds before repeat number @attempt (from 0): 1, 2, 4, …, 60, each times 0.5 to 1.5 so that many do not meet. */
double   gesso_job_back_off    (guint attempt);

G_END_DECLS
