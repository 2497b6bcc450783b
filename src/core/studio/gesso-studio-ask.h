/* gesso-studio-ask.h - one message to a provider that belongs to no job and costs nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-network.h"

G_BEGIN_DECLS

/**
 * gesso_studio_ask_async:
 * @http: (transfer full)
 * @operation: for its rows of model_calls: "test-key"
 *
 * Sends it with a key of @network, for at most half a minute.
 */
void             gesso_studio_ask_async  (GessoJobNetwork *network, GessoProvider *provider, GessoHttpRequest *http,
                                          const char *operation, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_studio_ask_finish:
 * @seconds: (out) (optional): how long it took, also when it failed
 *
 * Returns: (transfer full) (nullable): an answer that is no failure
 */
GessoHttpAnswer *gesso_studio_ask_finish (GAsyncResult *result, double *seconds, GError **error);

G_END_DECLS
