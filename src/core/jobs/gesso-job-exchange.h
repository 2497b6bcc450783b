/* gesso-job-exchange.h - one message to a provider, until it is answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-network.h"
#include "gesso-job-record.h"
#include "gesso-job.h"

G_BEGIN_DECLS

/**
 * GessoExchange:
 * @job: (nullable): shown what happens; %NULL for a message of no job
 * @record: (nullable): of @job; saved before a message that costs goes out
 * @fingerprint: (nullable): of the key to use, where there is no record
 * @sse: (nullable): told each event of a stream
 * @deadline: monotonic; not waited beyond. Time without a network is added to it.
 *
 * Everything is borrowed and must live until the callback.
 */
typedef struct
{
  GessoJobNetwork *network;
  GessoProvider *provider;
  GessoHttpRequest *http;
  GessoJob *job;
  GessoJobRecord *record;
  const char *fingerprint;
  const char *model;
  const char *operation;
  double cost_estimate;
  GessoSseFunc sse;
  gpointer sse_data;
  gint64 *deadline;
} GessoExchange;

/** GessoExchangeEnd: what became of a message that failed. */
typedef enum
{
  GESSO_EXCHANGE_FAILED,
  GESSO_EXCHANGE_TIMEOUT, /* the run's time is over */
  GESSO_EXCHANGE_UNKNOWN, /* it costs, and nobody can tell whether it arrived */
  GESSO_EXCHANGE_REKEYED, /* the key that the run began with is out: begin anew with another */
} GessoExchangeEnd;

/**
 * gesso_job_exchange_async:
 *
 * Waits for the provider's limits, takes a key, and sends. A key that is
 * refused gives way to the next, each at most once, and rests as told. What
 * fails on the way is repeated with growing pauses where that is harmless: a
 * message that costs only when it surely was not taken. Every attempt is a row
 * of model_calls.
 */
void             gesso_job_exchange_async  (const GessoExchange *exchange, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_job_exchange_finish:
 * @call: (out) (transfer full) (nullable): of the answer, not stored yet, as the
 *   provider's function may know its cost; always to be stored by the caller
 * @end: (out): when %NULL is returned
 *
 * Returns: (transfer full) (nullable): an answer, which may still be a failure
 *   for the provider's function to judge
 */
GessoHttpAnswer *gesso_job_exchange_finish (GAsyncResult *result, GessoModelCall **call, GessoExchangeEnd *end,
                                            GError **error);

/** The nick that a row of model_calls has for @error. */
const char      *gesso_job_exchange_get_class (const GError *error);
/** Stores a row of model_calls; nobody waits for it. */
void             gesso_job_exchange_log    (GessoJobNetwork *network, const GessoModelCall *call);

G_END_DECLS
