/* gesso-window-sheet.c - contact sheets of the thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-sheet-window.h"
#include "gesso-window-private.h"

/* The sheet holds the window, which is not destroyed before it lets go. */
static void
window_closed_cb (GtkWidget *sheet)
{
  gtk_widget_insert_action_group (sheet, "win", NULL);
  gtk_window_destroy (GTK_WINDOW (sheet));
}

void
gesso_window_show_sheet (GessoWindow *self,
                         gint64       message_id)
{
  GtkWidget *sheet = gesso_sheet_window_new (self->studio, message_id);

  gtk_window_set_transient_for (GTK_WINDOW (sheet), GTK_WINDOW (self));
  g_signal_connect_object (self, "unrealize", G_CALLBACK (window_closed_cb), sheet, G_CONNECT_SWAPPED);
  /* Its pictures and jobs are those of this window. */
  gtk_widget_insert_action_group (sheet, "win", G_ACTION_GROUP (self));
  gtk_window_present (GTK_WINDOW (sheet));
}

void
gesso_window_show_sheet_of (GessoWindow  *self,
                            GessoVersion *version,
                            guint         image_index)
{
  if (gesso_version_get_message_id (version) != 0)
    gesso_window_show_sheet (self, gesso_version_get_message_id (version));
  else
    gesso_window_toast (self, _("This picture was opened, not asked for: there is no contact sheet of it."));
}
