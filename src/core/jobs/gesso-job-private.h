/* gesso-job-private.h - what the queue and the runner do to a job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-record.h"
#include "gesso-job.h"

G_BEGIN_DECLS

/** @row: (transfer none): as stored; @request: inputs by blob */
GessoJob     *gesso_job_new             (const GessoJobRow *row, GessoRequest *request);
GCancellable *gesso_job_get_cancellable (GessoJob *self);
/** Whether the artist stopped it, as opposed to Gesso closing. */
gboolean      gesso_job_was_cancelled   (GessoJob *self);
/** Stops its work without ending it: it goes on at the next start. */
void          gesso_job_suspend         (GessoJob *self);

/** The row to store for @self in @state; @error (nullable) is why it failed. Returns: (transfer full) */
GessoJobRow  *gesso_job_dup_row         (GessoJob *self, GessoJobState state, const GError *error);
void          gesso_job_set_state_json  (GessoJob *self, const char *state_json);

/**
 * gesso_job_save_async:
 *
 * Writes @record into the job's row, then gives the job that state. Once it
 * is told, the row outlives a power cut: what is sent next may be paid for.
 */
void          gesso_job_save_async      (GessoJob *self, GessoJobRecord *record, GessoJobState state, GessoStore *store,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_job_save_finish     (GessoJob *self, GAsyncResult *result, GError **error);
/** (nullable): as last saved. */
const char   *gesso_job_get_state_json  (GessoJob *self);

/** GessoJobStage: what it is about, for gesso_job_dup_detail(). */
typedef enum
{
  GESSO_JOB_STAGE_NONE,
  GESSO_JOB_STAGE_LIMIT,       /* waits for a limit, for some seconds */
  GESSO_JOB_STAGE_OFFLINE,     /* waits for the network, likewise */
  GESSO_JOB_STAGE_SENDING,
  GESSO_JOB_STAGE_SENT,
  GESSO_JOB_STAGE_RUNNING,     /* the provider works on it */
  GESSO_JOB_STAGE_DOWNLOADING,
} GessoJobStage;

/** @seconds: how long the stage will last; below 0 when unknown */
void          gesso_job_set_stage       (GessoJob *self, GessoJobStage stage, double seconds);
/** @seconds: see gesso_job_get_expected() */
void          gesso_job_set_expected    (GessoJob *self, double seconds);
void          gesso_job_set_preview     (GessoJob *self, GBytes *preview);

/** From here on it has a worker's attention. */
void          gesso_job_begin           (GessoJob *self);
gboolean      gesso_job_has_begun       (GessoJob *self);
void          gesso_job_set_state       (GessoJob *self, GessoJobState state);
/** Ends it; @version and @error are nullable. */
void          gesso_job_end             (GessoJob *self, GessoJobState state, GessoVersion *version, const GError *error);

/**
 * GessoJobProgress:
 *
 * Carries a fraction from any worker to the job on the main context: however
 * often it is told, at most one idle is waiting.
 */
typedef struct _GessoJobProgress GessoJobProgress;

GessoJobProgress *gesso_job_progress_new   (GessoJob *job);
GessoJobProgress *gesso_job_progress_ref   (GessoJobProgress *self);
void              gesso_job_progress_unref (GessoJobProgress *self);
/** A GessoProgressFunc. */
void              gesso_job_progress_cb    (double fraction, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoJobProgress, gesso_job_progress_unref)

G_END_DECLS
