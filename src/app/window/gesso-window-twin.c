/* gesso-window-twin.c - a picture that is kept already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-toast.h"
#include "gesso-window-private.h"

#define SECONDS 12

/* libadwaita's toasts have room for one button; the other one stands beside the words. */
static GtkWidget *
make_title (const char      *sentence,
            const GessoTwin *twin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (sentence);
  GtkWidget *show = gtk_button_new_with_mnemonic (_("_Show"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.show-version");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (show), "(xu)", twin->version_id, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), show);
  return box;
}

void
gesso_window_offer_twin (GessoWindow     *self,
                         const GessoTwin *twin,
                         GFile           *file)
{
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : g_strdup ("");
  g_autofree char *sentence = NULL;

  if (twin->thread_title != NULL && *twin->thread_title != '\0')
    /* Translators: a picture that was opened is kept already; %s is the title of a thread. */
    sentence = g_strdup_printf (_("Already in “%s”"), twin->thread_title);
  else
    sentence = g_strdup (_("Already in the library"));
  adw_toast_set_custom_title (toast, make_title (sentence, twin));
  adw_toast_set_button_label (toast, _("_Keep Anyway"));
  adw_toast_set_action_name (toast, "win.keep-twin");
  adw_toast_set_action_target_value (toast, g_variant_new ("(ss)", uri, twin->blob));
  adw_toast_set_timeout (toast, SECONDS);
  gesso_toast_show (self->toasts, toast);
}
