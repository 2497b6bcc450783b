/* gesso-job-exchange-private.h - the links of an exchange's chain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-exchange.h"

G_BEGIN_DECLS

typedef struct
{
  GessoExchange what;
  const GessoProviderSpec *spec;
  GessoHttpRequest *http; /* (owned): the message, perhaps to another base */
  char **hosts;           /* (owned): those that may get the key */
  GPtrArray *tried;       /* (owned): fingerprints */
  GessoKeyLease *lease;   /* (owned) (nullable) */
  GessoModelCall *call;   /* (owned) (nullable) */
  GessoExchangeEnd end;
  gint64 asked;         /* monotonic: when it began to wait for a place */
  guint repeats;
  double retry_after; /* seconds, of the last answer; below 0: it did not say */
  gulong watch;       /* of the cancellable, while it waits for a line */
  gboolean has_line;
  gboolean costs;
  gboolean begun;   /* with a key whose uploads are its own, before this message */
  gboolean offline; /* the wait under way is for a network */
  double seconds;   /* of the wait under way */
} Exchange;

/** From the top: a line, a key, the message. */
void gesso_exchange_take_line       (GTask *task);
/** Waits some seconds, then gesso_exchange_take_line(). While it waits nothing is out, which the row says too. */
void gesso_exchange_wait            (GTask *task, double seconds, gboolean offline);
/** @error: (transfer full) */
void gesso_exchange_fail            (GTask *task, GessoExchangeEnd end, GError *error);
void gesso_exchange_fail_as_unknown (GTask *task);
void gesso_exchange_return_answer   (GTask *task, GessoHttpAnswer *answer);
/** What is saved says in one word whether a message that costs is out. */
void gesso_exchange_set_in_flight   (Exchange *self, gboolean in_flight);
/** The attempt has failed: its row is complete. */
void gesso_exchange_log_failure     (Exchange *self);

/** The run's key is out, which @error (transfer full) says; with another it begins anew. */
void gesso_exchange_fail_as_rekeyed (GTask *task, GError *error);

/** What to do after an answer that is the failure @error. */
void gesso_exchange_judge_failure   (GTask *task, GessoHttpAnswer *answer, const GError *error);
/** What to do when there is no answer; @error: (transfer full). */
void gesso_exchange_judge_error     (GTask *task, const GessoHttpTrace *trace, GError *error);

G_END_DECLS
