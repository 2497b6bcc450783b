/* gesso-job-runner.h - one job from its row to its version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-network.h"
#include "gesso-job.h"
#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * gesso_job_runner_run_async:
 * @network: (nullable): for models that are not on this device
 *
 * Loads the inputs, asks @provider what to do and does it until it is
 * finished, keeps the pictures, and adds the version and the job's end in one
 * transaction. Before each step the row holds all that is needed to go on
 * after a crash; a message that costs is never sent twice unless it surely was
 * not taken. The job's own cancellable stops it, but not once that last
 * transaction has begun.
 */
void          gesso_job_runner_run_async  (GessoStore *store, GessoJobNetwork *network, GessoProvider *provider,
                                           GessoJob *job, GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_job_runner_run_finish:
 * @end: (out): the state to end in, when %NULL is returned; %GESSO_JOB_CANCELLED
 *   when the message of the %G_IO_ERROR_CANCELLED is for the artist: what it may cost
 *
 * Returns: (transfer full): the version made
 */
GessoVersion *gesso_job_runner_run_finish (GAsyncResult *result, GessoJobState *end, GError **error);

G_END_DECLS
