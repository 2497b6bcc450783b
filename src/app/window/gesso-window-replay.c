/* gesso-window-replay.c - the steps that led to a version, once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-replay-dialog.h"
#include "gesso-window-private.h"

/* The thread where it is done is that of the picture it is done on. */
static void
started_cb (GessoWindow *self,
            GessoJob    *job)
{
  gint64 thread_id = gesso_job_get_thread_id (job);

  gesso_window_uncover (self);
  if (self->thread == NULL || gesso_thread_get_id (self->thread) != thread_id)
    gesso_window_open_thread (self, thread_id, 0, gesso_job_get_message_id (job));
  else if (self->thread_view != NULL)
    gesso_thread_view_scroll_to_end (self->thread_view);
  gesso_shell_set_page (self->shell, GESSO_SHELL_PAGE_THREAD);
}

void
gesso_window_replay_path (GessoWindow  *self,
                          GessoVersion *version,
                          guint         image_index)
{
  GessoVersion *shown = self->canvas != NULL ? gesso_canvas_pane_get_version (self->canvas) : NULL;
  guint shown_index = shown != NULL ? gesso_canvas_pane_get_image_index (self->canvas) : 0;
  GtkWidget *dialog = gesso_replay_dialog_new (self->studio, gesso_version_get_id (version), shown, shown_index);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "failed", G_CALLBACK (gesso_window_toast), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
