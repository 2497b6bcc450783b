/* gesso-thread-view.h - the messages and versions of a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_THREAD_VIEW (gesso_thread_view_get_type ())
G_DECLARE_FINAL_TYPE (GessoThreadView, gesso_thread_view, GESSO, THREAD_VIEW, GtkWidget)

/**
 * GessoThreadView:
 *
 * A scrolled GessoVirtualList of message rows, version cards and live job
 * rows, newest at the bottom. Properties: studio (GessoStudio), thread
 * (GessoThread, nullable). Cards activate the window's version actions:
 * win.show-version, win.use-as-source, win.continue-from, win.copy-version,
 * win.save-version, win.show-recipe, win.trash-version with a parameter (xu):
 * version id and image index; job rows win.cancel-job, win.retry-job,
 * win.dismiss-job with x: the job's id. A thread is shown again where it was
 * left, a new one at its end. Holding Space on a card emits
 * compare-version (GessoVersion, uint image, gboolean held).
 */
void gesso_thread_view_set_thread        (GessoThreadView *self, GessoThread *thread);
/** Scrolls to a version or message; loads older pages as needed. */
void gesso_thread_view_scroll_to_version (GessoThreadView *self, gint64 version_id);
void gesso_thread_view_scroll_to_message (GessoThreadView *self, gint64 message_id);
void gesso_thread_view_scroll_to_end     (GessoThreadView *self);
/** Opens the bar to look for words in the thread. */
void gesso_thread_view_find              (GessoThreadView *self);

G_END_DECLS
