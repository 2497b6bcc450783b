/* gesso-job-queue.h - the jobs that wait, run, or ended in this session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-network.h"
#include "gesso-job.h"
#include "gesso-provider-registry.h"

G_BEGIN_DECLS

#define GESSO_TYPE_JOB_QUEUE (gesso_job_queue_get_type ())
G_DECLARE_FINAL_TYPE (GessoJobQueue, gesso_job_queue, GESSO, JOB_QUEUE, GObject)

/**
 * GessoJobQueue:
 *
 * A GListModel of GessoJob: waiting, running, and failed or cancelled ones
 * until gesso_job_queue_dismiss(); completed ones leave by themselves. Runs at
 * most max_concurrent jobs a provider. Signal job-ended (GessoJob).
 */
GessoJobQueue *gesso_job_queue_new          (GessoStore *store, GessoProviderRegistry *registry);

/** What models that are not on this device go out with; before the first job. */
void           gesso_job_queue_set_network  (GessoJobQueue *self, GessoJobNetwork *network);

/**
 * gesso_job_queue_check_async:
 *
 * Whether @request could run, before anything of it is kept: model, tool,
 * inputs, parameters, the mask's size, the frame. %GESSO_ERROR_BAD_INPUT or
 * %GESSO_ERROR_UNSUPPORTED with a sentence if not.
 */
void           gesso_job_queue_check_async   (GessoJobQueue *self, GessoRequest *request, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean       gesso_job_queue_check_finish  (GessoJobQueue *self, GAsyncResult *result, GError **error);

/**
 * gesso_job_queue_submit_async:
 * @message_id: the turn that asks for it, or 0
 *
 * Draws the seed where none is given, keeps the inputs as blobs, writes the
 * job's row, and only then queues it.
 * Returns: (transfer full): the job, not ended yet
 */
void           gesso_job_queue_submit_async  (GessoJobQueue *self, gint64 thread_id, gint64 message_id,
                                              GessoRequest *request, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
GessoJob      *gesso_job_queue_submit_finish (GessoJobQueue *self, GAsyncResult *result, GError **error);

/**
 * gesso_job_queue_follow_async:
 * @coming: (nullable): what waits for the new job, as gesso_job_coming_to_json() writes it
 * @takes_over: the id of the job that @request and @coming hung on till now; 0
 *   for the first of a chain
 *
 * The same with steps to come. What @takes_over made is the source by then.
 * From the moment the new job is stored the steps hang on it and no more on
 * @takes_over; another process that does the same fails. A request that cannot
 * run becomes a job that fails when there is a job that it takes over, so that
 * the artist hears of it and the steps are not lost.
 */
void           gesso_job_queue_follow_async  (GessoJobQueue *self, gint64 thread_id, gint64 message_id,
                                              GessoRequest *request, const char *coming, gint64 takes_over,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
GessoJob      *gesso_job_queue_follow_finish (GessoJobQueue *self, GAsyncResult *result, GError **error);

/** Queues again every job that a crash or a quit cut off, but not those another process works on. Returns: how many */
void           gesso_job_queue_resume_async  (GessoJobQueue *self, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gint           gesso_job_queue_resume_finish (GessoJobQueue *self, GAsyncResult *result, GError **error);

/** Queues one that is open and that no other process works on. Returns: (transfer full) */
GessoJob      *gesso_job_queue_resume_row    (GessoJobQueue *self, const GessoJobRow *row);

/**
 * gesso_job_queue_retry:
 *
 * Runs an ended job's request again, as a new job. Where the provider still
 * works on the old one, or has finished with it, the new job goes on from
 * there and nothing is sent or paid again; only here is a request sent anew
 * whose outcome is unknown. The steps that wait for the old job wait for the
 * new one then.
 */
void           gesso_job_queue_retry         (GessoJobQueue *self, GessoJob *job);
/** The same for one that ended in an earlier session; gesso_job_queue_submit_finish() ends it. */
void           gesso_job_queue_retry_row_async (GessoJobQueue *self, const GessoJobRow *row, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
/** Takes an ended job out of the list. */
void           gesso_job_queue_dismiss       (GessoJobQueue *self, GessoJob *job);

/** Stops all workers; open jobs stay open in the store and run at the next start. */
void           gesso_job_queue_close_async   (GessoJobQueue *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean       gesso_job_queue_close_finish  (GessoJobQueue *self, GAsyncResult *result, GError **error);

G_END_DECLS
