/* gesso-window-close.c - closing while pictures are being made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-background.h"
#include "gesso-window-private.h"

#define KEY "when-closing"
#define ASK "ask"
#define FINISH "finish"
#define QUIT "quit"

/* @choice: FINISH or QUIT */
static void
settle (GessoWindow *self,
        const char  *choice)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL)
    gesso_application_set_finishing (GESSO_APPLICATION (application), g_str_equal (choice, FINISH));
  self->leaving = TRUE;
}

static void
leave (GessoWindow *self,
       const char  *choice)
{
  settle (self, choice);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
finish_cb (gpointer user_data)
{
  leave (GESSO_WINDOW (user_data), FINISH);
  return G_SOURCE_REMOVE;
}

static gboolean
quit_cb (gpointer user_data)
{
  leave (GESSO_WINDOW (user_data), QUIT);
  return G_SOURCE_REMOVE;
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             GessoWindow      *self)
{
  GtkCheckButton *always = GTK_CHECK_BUTTON (adw_message_dialog_get_extra_child (dialog));

  if (!g_str_equal (response, FINISH) && !g_str_equal (response, QUIT))
    return;
  if (gtk_check_button_get_active (always))
    g_settings_set_string (self->settings, KEY, response);
  /* Not before the question itself is closed, which goes with the window. */
  g_idle_add_full (G_PRIORITY_DEFAULT, g_str_equal (response, FINISH) ? finish_cb : quit_cb, g_object_ref (self),
                   g_object_unref);
}

static void
ask (GessoWindow *self,
     guint        n)
{
  g_autofree char *heading = NULL;
  GtkWidget *dialog, *always;

  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Picture Is Still Being Made",
                                          "%u Pictures Are Still Being Made", n), n);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading,
                                   _("Gesso can finish in the background and tell you when it is done. "
                                     "If you quit, the work goes on the next time you open Gesso."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), QUIT, _("_Quit"),
                                    FINISH, _("_Finish in Background"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), FINISH, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), FINISH);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  always = gtk_check_button_new_with_mnemonic (_("_Remember this choice"));
  gtk_widget_set_halign (always, GTK_ALIGN_CENTER);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), always);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  /* The keyboard answers the question; it does not begin with the check. */
  gtk_window_set_focus (GTK_WINDOW (dialog), gtk_window_get_default_widget (GTK_WINDOW (dialog)));
}

gboolean
gesso_window_may_close (GessoWindow *self)
{
  guint n = self->studio != NULL && !self->leaving ? gesso_background_count_jobs (self->studio) : 0;
  g_autofree char *choice = g_settings_get_string (self->settings, KEY);

  if (n == 0)
    return TRUE;
  if (g_str_equal (choice, ASK))
    {
      ask (self, n);
      return FALSE;
    }
  settle (self, choice);
  return TRUE;
}

void
gesso_window_close_now (GessoWindow *self)
{
  g_return_if_fail (GESSO_IS_WINDOW (self));

  self->leaving = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}
