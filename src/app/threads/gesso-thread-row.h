/* gesso-thread-row.h - a thread in the list of threads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_THREAD_ROW (gesso_thread_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoThreadRow, gesso_thread_row, GESSO, THREAD_ROW, GtkWidget)

/**
 * GessoThreadRow:
 *
 * Cover, title and time of a thread. Activates win.rename-thread,
 * win.trash-thread and, for a thread in the trash, win.restore-thread with x.
 */
GtkWidget   *gesso_thread_row_new         (GessoThumbnails *thumbnails);
GessoThread *gesso_thread_row_get_thread  (GessoThreadRow *self);
/** @thread: (nullable): NULL stops following it. */
void         gesso_thread_row_set_thread  (GessoThreadRow *self, GessoThread *thread);
/** Says anew how long ago the thread was changed. */
void         gesso_thread_row_update_time (GessoThreadRow *self);
void         gesso_thread_row_popup_menu  (GessoThreadRow *self);

G_END_DECLS
