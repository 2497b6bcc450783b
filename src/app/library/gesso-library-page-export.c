/* gesso-library-page-export.c - the selected pictures are saved to a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-export.h"
#include "gesso-library-page-private.h"
#include "gesso-toast.h"

static void
export_progress_cb (guint    n_done,
                    guint    n_all,
                    gpointer user_data)
{
  GessoLibraryPage *self = user_data;
  g_autofree char *sentence = NULL;

  /* Translators: pictures being saved: “Saving 3 of 12…”. */
  sentence = g_strdup_printf (_("Saving %u of %u…"), MIN (n_done + 1, n_all), n_all);
  if (self->export_toast != NULL)
    adw_toast_set_title (self->export_toast, sentence);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GessoLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean done;
  guint n;

  done = gesso_library_export_finish (result, &n, &error);
  g_clear_object (&self->export_cancellable);
  if (self->export_toast != NULL)
    adw_toast_dismiss (self->export_toast);
  g_clear_object (&self->export_toast);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gesso_library_page_toast_error (self, error);
      return;
    }
  sentence = g_strdup_printf (ngettext ("%u picture saved", "%u pictures saved", n), n);
  gesso_library_page_toast (self, sentence);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoLibraryPage) self = user_data;
  g_autoptr (GFile) folder = gesso_file_dialog_folder_finish (result, NULL);
  g_autoptr (GArray) ids = NULL;
  GessoSaveOptions options;

  if (folder == NULL || self->export_cancellable != NULL)
    return;
  ids = gesso_library_page_dup_selected (self);
  options.quality = g_settings_get_int (self->settings, "save-quality");
  options.with_recipe = g_settings_get_boolean (self->settings, "save-recipe");
  self->export_cancellable = g_cancellable_new ();
  self->export_toast = g_object_ref (adw_toast_new (""));
  adw_toast_set_timeout (self->export_toast, 0);
  adw_toast_set_button_label (self->export_toast, _("_Cancel"));
  adw_toast_set_action_name (self->export_toast, "library.cancel-export");
  gesso_library_export_async (self->studio, ids, folder, &options, export_progress_cb, self->export_cancellable,
                              exported_cb, g_object_ref (self));
  if (self->export_toast != NULL)
    gesso_toast_show (self->toasts, g_object_ref (self->export_toast));
}

void
gesso_library_page_export_cb (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);

  gesso_file_dialog_folder_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Save Pictures to a Folder"),
                                  self->cancellable, folder_chosen_cb, g_object_ref (self));
}

void
gesso_library_page_cancel_export_cb (GtkWidget  *widget,
                                     const char *name,
                                     GVariant   *parameter)
{
  g_cancellable_cancel (GESSO_LIBRARY_PAGE (widget)->export_cancellable);
}
