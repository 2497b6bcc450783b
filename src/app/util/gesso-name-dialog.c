/* gesso-name-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gesso-name-dialog.h"

typedef struct
{
  GTask *task; /* (owned) (nullable): until it is answered */
} Asking;

static void
return_dismissed (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
}

/* The dialog may also go with its window, without an answer. */
static void
asking_free (gpointer  data,
             GClosure *closure)
{
  Asking *asking = data;

  if (asking->task != NULL)
    return_dismissed (asking->task);
  g_clear_object (&asking->task);
  g_free (asking);
}

static char *
dup_name (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
name_changed_cb (AdwMessageDialog *dialog,
                 GtkEditable      *entry)
{
  g_autofree char *name = dup_name (entry);

  adw_message_dialog_set_response_enabled (dialog, "accept", *name != '\0');
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Asking           *asking)
{
  g_autoptr (GTask) task = g_steal_pointer (&asking->task);

  if (task == NULL)
    return;
  if (g_str_equal (response, "accept"))
    g_task_return_pointer (task, dup_name (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog))), g_free);
  else if (g_str_equal (response, "remove"))
    g_task_return_pointer (task, NULL, NULL);
  else
    return_dismissed (task);
}

static GtkWidget *
make_entry (const GessoNameQuestion *question)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), question->max_length);
  gtk_editable_set_text (GTK_EDITABLE (entry), question->name != NULL ? question->name : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), question->placeholder);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question->label != NULL ? question->label : _("Name"), -1);
  return entry;
}

void
gesso_name_dialog_ask_async (GtkWindow               *parent,
                             const GessoNameQuestion *question,
                             GAsyncReadyCallback      callback,
                             gpointer                 user_data)
{
  AdwMessageDialog *dialog;
  GtkWidget *entry;
  Asking *asking;

  g_return_if_fail (question != NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, question->heading, question->body));
  entry = make_entry (question);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), NULL);
  if (question->remove != NULL)
    adw_message_dialog_add_response (dialog, "remove", question->remove);
  adw_message_dialog_add_response (dialog, "accept", question->accept);
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (!question->may_be_empty)
    {
      g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, G_CONNECT_SWAPPED);
      name_changed_cb (dialog, GTK_EDITABLE (entry));
    }
  asking = g_new0 (Asking, 1);
  asking->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (asking->task, gesso_name_dialog_ask_async);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asking, asking_free, 0);
  /* A window that is closed is not destroyed as long as someone waits with it for an answer. */
  if (parent != NULL)
    g_signal_connect_object (parent, "unrealize", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

char *
gesso_name_dialog_ask_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
