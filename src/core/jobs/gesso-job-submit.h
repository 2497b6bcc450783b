/* gesso-job-submit.h - a request becomes a stored job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job.h"
#include "gesso-provider-registry.h"

G_BEGIN_DECLS

/** Keeps the inputs, draws the seed, writes the row; @record: (nullable): what the job goes on from. */
void      gesso_job_submit_async  (GessoStore *store, GessoProviderRegistry *registry, gint64 thread_id, gint64 message_id,
                                   GessoRequest *request, const char *record, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): a job that is stored but in no queue */
GessoJob *gesso_job_submit_finish (GAsyncResult *result, GError **error);

G_END_DECLS
