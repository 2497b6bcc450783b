/* gesso-library-page-labels.c - tags, collections and saved searches of the page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-page-private.h"
#include "gesso-name-dialog.h"

/* A label that the artist is asked about. */
typedef struct
{
  GessoLibraryPage *page; /* (owned) */
  GessoLabel *label;      /* (owned) */
} Asked;

/* @label: (transfer full) */
static Asked *
asked_new (GessoLibraryPage *page,
           GessoLabel       *label)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->page = g_object_ref (page);
  asked->label = label;
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->page);
  gesso_label_free (asked->label);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

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
name_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  GessoLibraryPage *self = asked->page;
  char *name = gesso_name_dialog_ask_finish (result, NULL);

  if (name == NULL)
    return;
  g_free (asked->label->name);
  asked->label->name = name;
  gesso_store_save_label_async (gesso_library_page_get_store (self), asked->label, self->cancellable, saved_cb,
                                g_object_ref (self));
}

/* @label: (transfer full): what is saved under the name */
static void
ask_for_name (GessoLibraryPage *self,
              const char       *heading,
              GessoLabel       *label)
{
  const GessoNameQuestion question = { .heading = heading, .name = label->name, .accept = _("_Save") };

  gesso_name_dialog_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &question, name_asked_cb,
                               asked_new (self, label));
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
                    Asked            *asked)
{
  GessoLibraryPage *self = asked->page;
  const GessoLibraryFilter *filter = gesso_library_get_filter (self->library);

  if (!g_str_equal (response, "delete"))
    return;
  if (filter->tag == asked->label->id || filter->collection == asked->label->id)
    gtk_widget_activate_action (GTK_WIDGET (self), "library.clear-filters", NULL);
  gesso_store_delete_label_async (gesso_library_page_get_store (self), asked->label->id, self->cancellable, deleted_cb,
                                  g_object_ref (self));
}

static void
disconnected_cb (gpointer  data,
                 GClosure *closure)
{
  asked_free (data);
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

  if (label == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, _("The pictures stay."));
  /* Translators: %s is the name of a tag, a collection or a saved search. */
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("Delete “%s”?"), label->name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (delete_response_cb),
                         asked_new (self, gesso_label_copy (label)), disconnected_cb, 0);
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
