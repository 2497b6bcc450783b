/* gesso-worker.h - one worker that runs queued tasks in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GESSO_TYPE_WORKER (gesso_worker_get_type ())
G_DECLARE_FINAL_TYPE (GessoWorker, gesso_worker, GESSO, WORKER, GObject)

/**
 * GessoWorker:
 *
 * An operating-system thread of its own that runs #GTask functions one at a
 * time, first those of the lowest GTask priority value, then in the order they
 * came. The database lives on one. The results return, as with every GTask, to
 * the main context that made the task.
 */

/** @name: for the debugger, at most 15 bytes. */
GessoWorker *gesso_worker_new       (const char *name);

/**
 * gesso_worker_run:
 * @task: (transfer none): a reference is taken; @func must return it
 *
 * Queues @func with @task's priority. After gesso_worker_stop() the task is
 * returned at once with %G_IO_ERROR_CLOSED. A task whose cancellable is
 * cancelled before its turn is returned cancelled without running @func.
 */
void         gesso_worker_run       (GessoWorker *self, GTask *task, GTaskThreadFunc func);

/** Whether the caller runs on @self's own thread, also while that finishes what is queued; for assertions. */
gboolean     gesso_worker_is_inside (GessoWorker *self);

/** Runs what is queued, then ends the thread; blocks until it is gone. Idempotent. */
void         gesso_worker_stop      (GessoWorker *self);

G_END_DECLS
