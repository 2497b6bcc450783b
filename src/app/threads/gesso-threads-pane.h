/* gesso-threads-pane.h - the list of threads, its search and its trash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_THREADS_PANE (gesso_threads_pane_get_type ())
G_DECLARE_FINAL_TYPE (GessoThreadsPane, gesso_threads_pane, GESSO, THREADS_PANE, GtkWidget)

/**
 * GessoThreadsPane:
 *
 * The left side without a header bar. Properties: studio (GessoStudio), thread
 * (GessoThread, nullable: the selected one), search-mode (boolean). Signals:
 * hit-activated (int64 thread, int64 version, int64 message) for a search
 * result; thread-activated when the selected thread is opened by Return or a
 * double click. Rows activate win.rename-thread and win.trash-thread with x,
 * those in the trash win.restore-thread.
 */
void         gesso_threads_pane_set_thread (GessoThreadsPane *self, GessoThread *thread);
GessoThread *gesso_threads_pane_get_thread (GessoThreadsPane *self);

G_END_DECLS
