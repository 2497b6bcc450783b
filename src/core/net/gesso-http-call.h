/* gesso-http-call.h - one call, from the request to the answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "gesso-http.h"

G_BEGIN_DECLS

/**
 * gesso_http_call_start:
 * @task: (transfer full): ends with the answer (a #GessoHttpAnswer) or the failure
 * @session: of the client; has seen no connection that the options forbid
 * @timeouts: all set
 */
void gesso_http_call_start     (GTask *task, SoupSession *session, GessoHttpRequest *request,
                                const GessoHttpOptions *options, const GessoHttpTimeouts *timeouts,
                                GCancellable *cancellable);

/** What happened on the way of a @task that has ended. */
void gesso_http_call_get_trace (GTask *task, GessoHttpTrace *trace);

G_END_DECLS
