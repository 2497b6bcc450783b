/* gesso-job-check.h - what can be said of a request before it becomes a job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider-registry.h"
#include "gesso-store.h"

G_BEGIN_DECLS

/**
 * gesso_job_check_async:
 *
 * Model, tool, inputs and parameters; then, on a worker, that every input is a
 * picture, that the mask fits its source and holds something, and that the
 * frame's result is not too large.
 */
void     gesso_job_check_async  (GessoStore *store, GessoProviderRegistry *registry, GessoRequest *request,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean gesso_job_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
