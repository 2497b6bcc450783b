/* gesso-job-limits.h - how many at once, how many a minute
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoJobLimits:
 *
 * Counts the jobs and the requests of each provider against its spec, or what
 * the artist set in its place. Asks no clock: @now is monotonic microseconds.
 */
typedef struct _GessoJobLimits GessoJobLimits;

GessoJobLimits *gesso_job_limits_new       (void);
void            gesso_job_limits_free      (GessoJobLimits *self);

/** In place of the spec's numbers; 0 takes the spec's. */
void            gesso_job_limits_set       (GessoJobLimits *self, const char *provider, guint max_concurrent,
                                            guint requests_per_minute);

/** Takes a place for a job, when there is one. */
gboolean        gesso_job_limits_try_enter (GessoJobLimits *self, const GessoProviderSpec *spec);
void            gesso_job_limits_leave     (GessoJobLimits *self, const GessoProviderSpec *spec);

/**
 * gesso_job_limits_reserve:
 *
 * Takes the next place for a request that starts a run: never more of them in
 * any minute than the limit.
 *
 * Returns: seconds until that place; 0 for now
 */
double          gesso_job_limits_reserve   (GessoJobLimits *self, const GessoProviderSpec *spec, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoJobLimits, gesso_job_limits_free)

G_END_DECLS
