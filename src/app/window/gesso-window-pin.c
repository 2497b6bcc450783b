/* gesso-window-pin.c - pinning a version, and naming it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-store-family.h"
#include "gesso-window-private.h"

typedef struct
{
  GessoWindow *window; /* (owned) */
  GtkEditable *entry;  /* (borrowed): of the dialog */
  gint64 id;
} Pinning;

static void
pinning_free (gpointer  data,
              GClosure *closure)
{
  Pinning *pinning = data;

  g_object_unref (pinning->window);
  g_free (pinning);
}

static void
pinned_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_pin_version_finish (GESSO_STORE (source), result, &error))
    gesso_window_toast_error (self, error);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Pinning          *pinning)
{
  GessoWindow *self = pinning->window;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (pinning->entry)));

  if (!g_str_equal (response, "cancel"))
    gesso_store_pin_version_async (gesso_studio_get_store (self->studio), pinning->id,
                                   g_str_equal (response, "pin") ? name : NULL, self->cancellable, pinned_cb,
                                   g_object_ref (self));
}

static GtkWidget *
make_entry (GessoVersion *version)
{
  const char *pin = gesso_version_get_pin (version);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), pin != NULL ? pin : "");
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name, if you like"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  return entry;
}

void
gesso_window_pin_version (GessoWindow  *self,
                          GessoVersion *version,
                          guint         image_index)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Pin Version"),
                                              _("A pinned version stands out in the family tree and is found by its name."));
  GtkWidget *entry = make_entry (version);
  Pinning *pinning = g_new0 (Pinning, 1);

  pinning->window = g_object_ref (self);
  pinning->entry = GTK_EDITABLE (entry);
  pinning->id = gesso_version_get_id (version);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), NULL);
  if (gesso_version_get_pin (version) != NULL)
    adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "unpin", _("_Unpin"), NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "pin", _("_Pin"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "pin", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "pin");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), pinning, pinning_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
