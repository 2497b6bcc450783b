/* gesso-job-submit.h - a request becomes a stored job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job.h"
#include "gesso-provider-registry.h"

G_BEGIN_DECLS

/**
 * GessoJobOrigin:
 * @record: (nullable): what the job goes on from
 * @coming: (nullable): see GessoJobRow, with the next
 * @kept: the job that asks for it is there already, so a wrong request becomes a job that fails
 *
 * What is known of a job besides its request.
 */
typedef struct
{
  gint64 thread_id;
  gint64 message_id;
  const char *record;
  const char *coming;
  gint64 takes_over;
  gboolean kept;
} GessoJobOrigin;

/** Keeps the inputs, draws the seed, writes the row. */
void      gesso_job_submit_async  (GessoStore *store, GessoProviderRegistry *registry, const GessoJobOrigin *origin,
                                   GessoRequest *request, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_job_submit_finish:
 * @refusal: (out) (transfer full): why a job that is kept in any case must fail, or NULL
 *
 * Returns: (transfer full): a job that is stored but in no queue
 */
GessoJob *gesso_job_submit_finish (GAsyncResult *result, GError **refusal, GError **error);

G_END_DECLS
