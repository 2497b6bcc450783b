/* gesso-job-lines.h - not more messages on the way than there are connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GessoJobLines:
 *
 * Hands out a provider's lines, first come, first served. What waits here is
 * not yet out: it can be called off, and a crash leaves no doubt about it.
 */
typedef struct _GessoJobLines GessoJobLines;

GessoJobLines *gesso_job_lines_new         (void);
void           gesso_job_lines_free        (GessoJobLines *self);

/** Until there is a line to @provider; it must be given back once taken. */
void           gesso_job_lines_take_async  (GessoJobLines *self, const char *provider, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean       gesso_job_lines_take_finish (GAsyncResult *result, GError **error);
/** Ends the wait that was begun with @cancellable, which has been cancelled. */
void           gesso_job_lines_call_off    (GessoJobLines *self, GCancellable *cancellable);
void           gesso_job_lines_give_back   (GessoJobLines *self, const char *provider);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoJobLines, gesso_job_lines_free)

G_END_DECLS
