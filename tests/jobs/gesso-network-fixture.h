/* gesso-network-fixture.h - a queue with a way out to the stand-in server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-http.h"
#include "gesso-queue-fixture.h"
#include "stand-in-keys.h"
#include "stand-in-server.h"

G_BEGIN_DECLS

typedef struct
{
  QueueFixture base;
  StandInServer *server;
  StandInKeys *keys;
  GessoHttp *http;
  GessoJobNetwork *network;
} NetworkFixture;

void      network_fixture_set_up    (NetworkFixture *fixture, gconstpointer data);
void      network_fixture_tear_down (NetworkFixture *fixture, gconstpointer data);
/** As after a restart: queue and store anew, the server as it was. */
void      network_fixture_restart   (NetworkFixture *fixture);
/** In place of the two keys "first-key" and "second-key". */
void      network_fixture_set_keys  (NetworkFixture *fixture, const char *const *secrets);

/** @name: of the job, which is its prompt. */
GessoJob *network_submit            (NetworkFixture *fixture, const char *model, const char *name, guint count);
/** Submits, waits for the end, and fails unless it is that. Returns: (transfer full) */
GessoJob *network_run               (NetworkFixture *fixture, const char *model, const char *name, GessoJobState state);
/** Iterates until the server had @n requests that begin with @what. */
void      network_await_request     (NetworkFixture *fixture, const char *what, guint n);
/** Retries @job, and waits for the end of the new one, which is given back. */
GessoJob *network_retry             (NetworkFixture *fixture, GessoJob *job);
/** The rows of model_calls, newest first. */
GPtrArray *network_list_calls       (NetworkFixture *fixture);

G_END_DECLS
