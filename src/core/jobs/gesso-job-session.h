/* gesso-job-session.h - whose job it is, among the processes of one library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoJobSession:
 *
 * A window and any number of commands may work on one library at once. Each
 * signs the jobs it stores with a number of its own and holds a lock on that
 * byte of the file `jobs.lock` until it ends, however it ends. An open job
 * whose lock is free was left behind, and may be claimed by one other.
 */
typedef struct _GessoJobSession GessoJobSession;

/** @data_dir: where the file lies; it is opened when first needed */
GessoJobSession *gesso_job_session_new   (const char *data_dir);
void             gesso_job_session_free  (GessoJobSession *self);

/** @request with the signature added. Returns: (transfer full) */
char            *gesso_job_session_sign  (GessoJobSession *self, const char *request);
/** Whether a stored job may run here: it is our own, or nobody else works on it. */
gboolean         gesso_job_session_claim (GessoJobSession *self, const char *request);

G_END_DECLS
