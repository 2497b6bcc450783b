/* gesso-job.h - one run of a tool
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-request.h"
#include "gesso-store.h"

G_BEGIN_DECLS

#define GESSO_TYPE_JOB (gesso_job_get_type ())
G_DECLARE_FINAL_TYPE (GessoJob, gesso_job, GESSO, JOB, GObject)

/**
 * GessoJob:
 *
 * Main context only. Properties that notify: state, fraction, error-message,
 * version, detail (when its words change, not its seconds), preview. The state is in the database before it is acted on.
 */

gint64        gesso_job_get_id            (GessoJob *self);
gint64        gesso_job_get_thread_id     (GessoJob *self);
gint64        gesso_job_get_message_id    (GessoJob *self);
GessoRequest *gesso_job_get_request       (GessoJob *self);
GessoJobState gesso_job_get_state         (GessoJob *self);
/** 0 to 1; below 0 when unknown. */
double        gesso_job_get_fraction      (GessoJob *self);
/** (nullable): why it failed. */
const GError *gesso_job_get_error         (GessoJob *self);
/** (nullable): what it made. */
GessoVersion *gesso_job_get_version       (GessoJob *self);
/** Monotonic seconds since it began to run; 0 while queued. */
double        gesso_job_get_elapsed       (GessoJob *self);
/** Of those, the seconds that it did not only wait for a limit or the network. */
double        gesso_job_get_worked        (GessoJob *self);
/** What runs of this tool by this model took of late, to compare gesso_job_get_worked() with; below 0 when unknown. */
double        gesso_job_get_expected      (GessoJob *self);
/**
 * gesso_job_dup_detail:
 *
 * What it is about in translated words, with the seconds as of now: “waiting
 * for a limit, 12 s”, “running, 34 s of ≈ 40 s”. Ask again each second while it is shown.
 *
 * Returns: (transfer full) (nullable)
 */
char         *gesso_job_dup_detail        (GessoJob *self);
/** (nullable): a picture file to show until the result is there. */
GBytes       *gesso_job_get_preview       (GessoJob *self);
/** (element-type GessoRequest): the steps to be made of what it makes, see gesso-chain.h; empty when it stands alone. */
GPtrArray    *gesso_job_get_coming        (GessoJob *self);
/** Stops it; nothing happens once it has ended. */
void          gesso_job_cancel            (GessoJob *self);

G_END_DECLS
