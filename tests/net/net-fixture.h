/* net-fixture.h - a client to try things with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-error.h"
#include "gesso-http.h"
#include "gesso-test-server.h"
#include "gesso-test.h"

/** What became of a call. */
typedef struct
{
  GessoHttpAnswer *answer;
  GError *error;
  GessoHttpTrace trace;
} NetOutcome;

void             net_outcome_clear (NetOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NetOutcome, net_outcome_clear)

/** A client with timeouts of a fraction of a second. */
GessoHttp       *net_client_new    (void);

/** Sends and waits. @options: (nullable): local ones */
NetOutcome       net_send          (GessoHttp *http, GessoHttpRequest *request, const GessoHttpOptions *options,
                                    GCancellable *cancellable);
/** GET @url from a local server with a client of its own. Takes @url. */
NetOutcome       net_get           (char *url);
/** The same as POST of @size bytes. Takes @url. */
NetOutcome       net_post          (char *url, gsize size);

/** Fails unless @outcome is that failure with a sentence in it. */
void             net_assert_failed (const NetOutcome *outcome, GessoError class);
/** Fails unless @outcome is an answer with these. @body: (nullable) */
void             net_assert_answer (const NetOutcome *outcome, guint status, const char *body);

/**
 * From now on names are looked up here: "private.test" is this machine,
 * "private6.test" too, "slow.test" never comes back, all others are unknown.
 */
void             net_use_resolver  (void);
