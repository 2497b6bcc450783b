/* gesso-job-queue-private.h - what the files of the queue share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-private.h"
#include "gesso-job-queue.h"
#include "gesso-job-submit.h"

G_BEGIN_DECLS

struct _GessoJobQueue
{
  GObject parent_instance;

  GessoStore *store;               /* (owned) */
  GessoProviderRegistry *registry; /* (owned) */
  GessoJobNetwork *network;        /* (owned) (nullable) */
  GessoJobLimits *limits;          /* (owned): counts the jobs while there is no network */
  GPtrArray *jobs;                 /* (owned) of GessoJob */
  GTask *close_task;               /* (owned) (nullable) */
  guint busy;                      /* calls under way that close waits for */
  gboolean closing;
};

/** Each asynchronous call holds the queue and is counted until gesso_job_queue_leave(). Returns: (transfer full): @self */
GessoJobQueue *gesso_job_queue_enter               (GessoJobQueue *self);
void           gesso_job_queue_leave               (GessoJobQueue *self);

/** Puts @job into the list, where gesso_job_queue_pump() finds it. */
void           gesso_job_queue_add                 (GessoJobQueue *self, GessoJob *job);
/** Starts what may start, in the order the jobs came. */
void           gesso_job_queue_pump                (GessoJobQueue *self);
/** Ends @job, which has begun, without a version once its row says so; @error (nullable) is why it failed. */
void           gesso_job_queue_save_ending         (GessoJobQueue *self, GessoJob *job, GessoJobState state,
                                                    const GError *error);
/** What the public ways of submitting come to; gesso_job_queue_submit_finish() ends it. */
void           gesso_job_queue_submit_origin_async (GessoJobQueue *self, const GessoJobOrigin *origin,
                                                    GessoRequest *request, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
