/* gesso-job-runner.h - one job from its row to its version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job.h"
#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * gesso_job_runner_run_async:
 *
 * Loads the inputs, asks @provider what to do, does it on a worker, keeps the
 * pictures, and adds the version and the job's end in one transaction. The
 * job's own cancellable stops it, but not once that transaction has begun.
 */
void          gesso_job_runner_run_async  (GessoStore *store, GessoProvider *provider, GessoJob *job,
                                           GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): the version made */
GessoVersion *gesso_job_runner_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
