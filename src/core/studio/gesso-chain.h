/* gesso-chain.h - runs that are made of one another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-queue.h"

G_BEGIN_DECLS

#define GESSO_TYPE_CHAIN (gesso_chain_get_type ())
G_DECLARE_FINAL_TYPE (GessoChain, gesso_chain, GESSO, CHAIN, GObject)

/**
 * GessoChain:
 *
 * Lets the steps that wait for a job follow it. A chain is a list of requests,
 * each but the first made of a picture of the step before. The list of what is
 * to come hangs on the job that is under way, in its row (GessoJobRow); in the
 * transaction that stores the next job it moves on to that one. So a crash at
 * any instant leaves either a job that runs on at the next start, or a completed
 * one whose next step was not begun and is begun then: nothing is made or paid
 * twice and no step is left out.
 *
 * A job that fails or is stopped stops its chain. Its steps stay with it, and
 * gesso_job_queue_retry() continues them. So does a step that cannot run with
 * what came before it: it becomes a job that has failed, and says why.
 *
 * Main context only. Signal followed (GessoJob next (nullable), gint64 before,
 * GError (nullable)): after the job of id before another one runs, or could
 * not be stored; then it is tried again at the next start.
 */
GessoChain *gesso_chain_new           (GessoStore *store, GessoJobQueue *queue);

/**
 * gesso_chain_start_async:
 * @thread_id: of an existing thread
 * @text: what the artist said: all jobs hang on this one message
 * @requests: (element-type GessoRequest): the first with all its inputs. The
 *   others have theirs by blob; what they are made of, their input of
 *   %GESSO_ROLE_SOURCE, has no blob yet and its image_index says which picture
 *   of the step before it is (the last one where there are fewer). One without
 *   such an input gets picture 0. A mask of another size than what it lies on
 *   is scaled to it, whatever the step before made.
 *
 * Numbers the requests, when there are several: gesso_request_get_step().
 * Checks the first request, so that a wrong one leaves nothing behind; writes
 * the message, then queues the first job with the others to come.
 * Returns: (transfer full): the first job
 */
void        gesso_chain_start_async   (GessoChain *self, gint64 thread_id, const char *text, GPtrArray *requests,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GessoJob   *gesso_chain_start_finish  (GessoChain *self, GAsyncResult *result, GError **error);

/**
 * gesso_chain_find_next:
 * @pending: (out): whether it is on its way
 *
 * (nullable): the job that came after job @id in this session; borrowed. Neither
 * that nor pending when nothing waited for it, or it could not be stored.
 */
GessoJob   *gesso_chain_find_next     (GessoChain *self, gint64 id, gboolean *pending);

/** Goes on with those whose job completed just before a crash or a quit; after gesso_job_queue_resume_async(). */
void        gesso_chain_resume_async  (GessoChain *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean    gesso_chain_resume_finish (GessoChain *self, GAsyncResult *result, GError **error);

G_END_DECLS
