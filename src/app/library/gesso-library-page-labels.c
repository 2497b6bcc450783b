/* gesso-library-page-labels.c - tags, collections and saved searches of the page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-page-private.h"

/* A name being asked for. */
typedef struct
{
  GessoLibraryPage *page; /* (owned) */
  GtkEditable *entry;     /* (borrowed): of the dialog */
  GessoLabel *label;      /* (owned) */
} Naming;

static void
naming_free (gpointer  data,
             GClosure *closure)
{
  Naming *naming = data;

  g_object_unref (naming->page);
  gesso_label_free (naming->label);
  g_free (naming);
}

static void
labels_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoLibraryPage) self = user_data;
  GPtrArray *labels = gesso_store_list_labels_finish (GESSO_STORE (source), result, NULL);

  if (labels == NULL)
    return;
  g_ptr_array_unref (self->labels);
  self->labels = labels;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gesso_library_places_set_labels (self->places, labels);
  gesso_library_label_picker_set_labels (self->tag_picker, labels);
  gesso_library_label_picker_set_labels (self->collection_picker, labels);
  gesso_library_chips_show (self->chips, gesso_library_get_filter (self->library), labels);
}

void
gesso_library_page_load_labels (GessoLibraryPage *self)
{
  gesso_store_list_labels_async (gesso_library_page_get_store (self), self->cancellable, labels_listed_cb,
                                 g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gesso_store_save_label_finish (GESSO_STORE (source), result, &error) == 0)
    gesso_library_page_toast_error (self, error);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Naming           *naming)
{
  if (!g_str_equal (response, "save"))
    return;
  g_free (naming->label->name);
  naming->label->name = g_strstrip (g_strdup (gtk_editable_get_text (naming->entry)));
  gesso_store_save_label_async (gesso_library_page_get_store (naming->page), naming->label, naming->page->cancellable,
                                saved_cb, g_object_ref (naming->page));
}

static void
name_changed_cb (AdwMessageDialog *dialog,
                 GtkEditable      *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

/* @label: (transfer full): what is saved under the name */
static void
ask_for_name (GessoLibraryPage *self,
              const char       *heading,
              GessoLabel       *label)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = adw_message_dialog_new (window, heading, NULL);
  GtkWidget *entry = gtk_entry_new ();
  Naming *naming = g_new0 (Naming, 1);

  naming->page = g_object_ref (self);
  naming->entry = GTK_EDITABLE (entry);
  naming->label = label;
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (entry), label->name);
  name_changed_cb (ADW_MESSAGE_DIALOG (dialog), GTK_EDITABLE (entry));
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), naming, naming_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_search_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  const GessoLibraryFilter *filter = gesso_library_get_filter (self->library);
  GessoLabel *label = g_new0 (GessoLabel, 1);

  label->kind = GESSO_LABEL_SEARCH;
  label->name = g_strdup (filter->text != NULL ? filter->text : "");
  label->filter = gesso_library_filter_to_text (filter);
  gtk_menu_button_popdown (self->filter_button);
  ask_for_name (self, _("Save Search"), label);
}

static GessoLabel *
find_label (GessoLibraryPage *self,
            gint64            id)
{
  for (guint i = 0; i < self->labels->len; i++)
    if (((GessoLabel *) self->labels->pdata[i])->id == id)
      return self->labels->pdata[i];
  return NULL;
}

static void
rename_label_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  const GessoLabel *label = find_label (self, g_variant_get_int64 (parameter));

  if (label != NULL)
    ask_for_name (self, _("Rename"), gesso_label_copy (label));
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GessoLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_delete_label_finish (GESSO_STORE (source), result, &error))
    gesso_library_page_toast_error (self, error);
}

static void
delete_response_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    Naming           *naming)
{
  GessoLibraryPage *self = naming->page;
  const GessoLibraryFilter *filter = gesso_library_get_filter (self->library);

  if (!g_str_equal (response, "delete"))
    return;
  if (filter->tag == naming->label->id || filter->collection == naming->label->id)
    gtk_widget_activate_action (GTK_WIDGET (self), "library.clear-filters", NULL);
  gesso_store_delete_label_async (gesso_library_page_get_store (self), naming->label->id, self->cancellable, deleted_cb,
                                  g_object_ref (self));
}

/* What a tag or a collection holds cannot be brought together again: so this asks. */
static void
delete_label_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  const GessoLabel *label = find_label (self, g_variant_get_int64 (parameter));
  GtkWidget *dialog;
  Naming *naming;

  if (label == NULL)
    return;
  naming = g_new0 (Naming, 1);
  naming->page = g_object_ref (self);
  naming->label = gesso_label_copy (label);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, _("The pictures stay."));
  /* Translators: %s is the name of a tag, a collection or a saved search. */
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("Delete “%s”?"), label->name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (delete_response_cb), naming, naming_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
gesso_library_page_install_labels (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "library.save-search", NULL, save_search_cb);
  gtk_widget_class_install_action (widget_class, "library.rename-label", "x", rename_label_cb);
  gtk_widget_class_install_action (widget_class, "library.delete-label", "x", delete_label_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "library.save-search", NULL);
}
