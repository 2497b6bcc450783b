/* gesso-studio-sheet.h - several runs of one message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

/** The most runs that one message can ask for. */
#define GESSO_SHEET_MAX_RUNS 64

/**
 * gesso_studio_submit_sheet_async:
 * @thread_id: 0 makes a thread, titled by @text
 * @text: what the artist wrote, with its braces
 * @requests: (element-type GessoRequest): at least one
 *
 * Checks all requests first, so that a wrong one leaves nothing behind and
 * costs nothing; then writes the artist's turn and queues a job for each.
 *
 * Returns: (transfer full) (element-type GessoJob): fewer than @requests only
 *   when the disk gave out in the middle
 */
void       gesso_studio_submit_sheet_async  (GessoStudio *self, gint64 thread_id, const char *text, GPtrArray *requests,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *gesso_studio_submit_sheet_finish (GessoStudio *self, GAsyncResult *result, GError **error);

G_END_DECLS
