/* gesso-window-save.c - pictures to files and to the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-drag-file.h"
#include "gesso-file-dialog.h"
#include "gesso-picture-name.h"
#include "gesso-texture.h"
#include "gesso-window-private.h"

/* One picture on its way out. */
typedef struct
{
  GessoWindow *window;   /* (owned) */
  GessoVersion *version; /* (owned) */
  guint image_index;
  GFile *file;           /* (owned) (nullable) */
} Saving;

static Saving *
saving_new (GessoWindow  *window,
            GessoVersion *version,
            guint         image_index)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->window = g_object_ref (window);
  saving->version = g_object_ref (version);
  saving->image_index = image_index;
  return saving;
}

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->window);
  g_object_unref (saving->version);
  g_clear_object (&saving->file);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static GessoSaveOptions
get_options (GessoWindow *self)
{
  return (GessoSaveOptions) {
    .quality = g_settings_get_int (self->settings, "save-quality"),
    .with_recipe = g_settings_get_boolean (self->settings, "save-recipe"),
  };
}

/* Saving */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *sentence = NULL;

  if (!gesso_studio_export_finish (GESSO_STUDIO (source), result, &error))
    {
      gesso_window_toast_error (saving->window, error);
      return;
    }
  /* Translators: %s is a file name. */
  sentence = g_strdup_printf (_("Saved as “%s”"), display);
  gesso_window_toast (saving->window, sentence);
  gesso_window_remember_file (saving->file);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  GessoWindow *self = saving->window;
  GessoSaveOptions options = get_options (self);

  saving->file = gesso_file_dialog_save_finish (result, &options, NULL);
  if (saving->file == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  gesso_studio_export_async (self->studio, saving->version, saving->image_index, saving->file, options.quality,
                             options.with_recipe, self->cancellable, saved_cb, saving);
  saving = NULL;
}

void
gesso_window_save_version (GessoWindow  *self,
                           GessoVersion *version,
                           guint         image_index)
{
  g_autofree char *name = gesso_picture_name_make (version, image_index);
  GessoSaveOptions options = get_options (self);

  gesso_file_dialog_save_async (GTK_WINDOW (self), name, &options, self->cancellable, file_chosen_cb,
                                saving_new (self, version, image_index));
}

/* Copying: as pixels for painters, and as a file for file managers and chats */

static void
picture_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  GessoWindow *self = saving->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) image = gesso_studio_load_picture_finish (GESSO_STUDIO (source), result, &error);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;
  GdkContentProvider *parts[2];
  GdkFileList *files;

  if (image == NULL)
    {
      gesso_window_toast_error (self, error);
      return;
    }
  texture = gesso_texture_new (image);
  files = gdk_file_list_new_from_array (&saving->file, 1);
  parts[0] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture);
  parts[1] = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  provider = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  gesso_window_toast (self, _("Copied"));
}

static void
copy_written_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  GessoWindow *self = saving->window;
  g_autoptr (GError) error = NULL;

  if (!gesso_studio_export_finish (GESSO_STUDIO (source), result, &error))
    {
      gesso_window_toast_error (self, error);
      return;
    }
  gesso_studio_load_picture_async (self->studio, gesso_version_get_image (saving->version, saving->image_index)->blob,
                                   self->cancellable, picture_loaded_cb, saving);
  saving = NULL;
}

void
gesso_window_copy_version (GessoWindow  *self,
                           GessoVersion *version,
                           guint         image_index)
{
  g_autofree char *name = gesso_picture_name_make (version, image_index);
  GessoSaveOptions options = get_options (self);
  Saving *saving = saving_new (self, version, image_index);

  saving->file = gesso_drag_file_make (name, GESSO_FORMAT_PNG);
  gesso_studio_export_async (self->studio, version, image_index, saving->file, options.quality,
                             options.with_recipe, self->cancellable, copy_written_cb, saving);
}
