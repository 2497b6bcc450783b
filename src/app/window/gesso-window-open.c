/* gesso-window-open.c - pictures from files, drops and the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-bundle.h"
#include "gesso-file-dialog.h"
#include "gesso-window-private.h"

/* One picture on its way in; they come in one after the other, so that the
 * first can make the thread that the others go to. */
typedef struct
{
  GessoWindow *window; /* (owned) */
  GFile *file;         /* (owned) (nullable) */
  GdkTexture *texture; /* (owned) (nullable) */
  gboolean new_thread;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->window);
  g_clear_object (&import->file);
  g_clear_object (&import->texture);
  g_free (import);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

void
gesso_window_clear_imports (GessoWindow *self)
{
  g_queue_clear_full (&self->imports, import_free);
}

static void
recipe_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autofree char *recipe = gesso_studio_read_recipe_finish (GESSO_STUDIO (source), result, NULL);

  if (recipe != NULL && !g_cancellable_is_cancelled (self->cancellable))
    gesso_window_toast_action (self, _("This picture tells how it was made"), _("_Use Its Settings"),
                               "win.restore-recipe", g_variant_new_string (recipe));
}

static void
show_imported (GessoWindow  *self,
               GessoVersion *version)
{
  gesso_window_show_version (self, version, 0);
  gesso_studio_read_recipe_async (self->studio, gesso_version_get_image (version, 0)->blob, self->cancellable,
                                  recipe_read_cb, g_object_ref (self));
}

/* The thread is set before the next import starts: it goes to the same one. */
static void
thread_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GessoThread) thread = gesso_store_get_thread_finish (GESSO_STORE (source), result, NULL);

  if (thread != NULL)
    gesso_window_set_thread (self, thread);
  gesso_window_import_next (self);
}

void
gesso_window_remember_file (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

static void
imported (GessoWindow  *self,
          GessoVersion *version,
          const GError *error)
{
  gint64 thread_id;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (version == NULL)
    {
      gesso_window_toast_error (self, error);
      gesso_window_import_next (self);
      return;
    }
  thread_id = gesso_version_get_thread_id (version);
  if (self->thread == NULL || gesso_thread_get_id (self->thread) != thread_id)
    {
      gesso_store_get_thread_async (gesso_studio_get_store (self->studio), thread_id, self->cancellable,
                                    thread_found_cb, g_object_ref (self));
      show_imported (self, version);
      return;
    }
  show_imported (self, version);
  gesso_window_import_next (self);
}

static void
import_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Import) import = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoTwin) twin = NULL;
  g_autoptr (GessoVersion) version = gesso_studio_import_once_finish (GESSO_STUDIO (source), result, &twin, &error);

  if (import->file != NULL && (twin != NULL || version != NULL))
    gesso_window_remember_file (import->file);
  if (twin == NULL)
    imported (import->window, version, error);
  else if (!g_cancellable_is_cancelled (import->window->cancellable))
    {
      gesso_window_offer_twin (import->window, twin, import->file);
      gesso_window_import_next (import->window);
    }
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = NULL;

  if (g_async_result_is_tagged (result, gesso_studio_import_file_async))
    version = gesso_studio_import_file_finish (GESSO_STUDIO (source), result, &error);
  else
    version = gesso_studio_import_finish (GESSO_STUDIO (source), result, &error);
  imported (self, version, error);
}

static gint64
get_target_thread (GessoWindow *self)
{
  return self->thread != NULL ? gesso_thread_get_id (self->thread) : 0;
}

static void
encode_texture (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (task_data), (GDestroyNotify) g_bytes_unref);
}

static void
texture_encoded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GessoWindow *self = GESSO_WINDOW (source);
  g_autoptr (Import) import = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    gesso_studio_import_once_async (self->studio, get_target_thread (self), bytes, NULL, self->cancellable,
                                    import_done_cb, g_steal_pointer (&import));
  else
    imported (self, NULL, error);
}

/* @import: (transfer full) */
static void
import_texture (GessoWindow *self,
                Import      *import)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, texture_encoded_cb, import);

  g_task_set_source_tag (task, import_texture);
  g_task_set_task_data (task, g_object_ref (import->texture), g_object_unref);
  g_task_run_in_thread (task, encode_texture);
}

void
gesso_window_import_next (GessoWindow *self)
{
  g_autoptr (Import) import = g_queue_pop_head (&self->imports);

  self->importing = import != NULL;
  if (import == NULL || self->studio == NULL)
    return;
  if (import->new_thread)
    gesso_window_set_thread (self, NULL);
  if (import->file == NULL)
    import_texture (self, g_steal_pointer (&import));
  else if (gesso_bundle_is_named (import->file))
    gesso_window_import_bundle (self, import->file);
  else
    {
      GFile *file = import->file;

      gesso_studio_import_once_async (self->studio, get_target_thread (self), NULL, file, self->cancellable,
                                      import_done_cb, g_steal_pointer (&import));
    }
}

/* What is kept already, once more. */

static void
blob_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (bytes != NULL)
    gesso_studio_import_async (self->studio, get_target_thread (self), bytes, NULL, self->cancellable, kept_cb,
                               g_object_ref (self));
  else
    gesso_window_toast_error (self, error);
}

void
gesso_window_keep_twin (GessoWindow *self,
                        const char  *uri,
                        const char  *blob)
{
  g_autoptr (GFile) file = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;

  if (file != NULL)
    gesso_studio_import_file_async (self->studio, get_target_thread (self), file, self->cancellable, kept_cb,
                                    g_object_ref (self));
  else
    gesso_store_get_blob_async (gesso_studio_get_store (self->studio), blob, self->cancellable, blob_found_cb,
                                g_object_ref (self));
}

static void
queue_import (GessoWindow *self,
              GFile       *file,
              GdkTexture  *texture,
              gboolean     new_thread)
{
  Import *import = g_new0 (Import, 1);

  import->window = g_object_ref (self);
  import->file = file != NULL ? g_object_ref (file) : NULL;
  import->texture = texture != NULL ? g_object_ref (texture) : NULL;
  import->new_thread = new_thread;
  g_queue_push_tail (&self->imports, import);
  if (!self->importing)
    gesso_window_import_next (self);
}

void
gesso_window_open_files (GessoWindow *self,
                         GFile      **files,
                         guint        n_files,
                         gboolean     new_thread)
{
  g_return_if_fail (GESSO_IS_WINDOW (self));

  for (guint i = 0; i < n_files; i++)
    queue_import (self, files[i], NULL, new_thread && i == 0);
}

static void
files_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GListModel) files = gesso_file_dialog_open_finish (result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      queue_import (self, file, NULL, FALSE);
    }
}

void
gesso_window_choose_files (GessoWindow *self)
{
  gesso_file_dialog_open_async (GTK_WINDOW (self), TRUE, self->cancellable, files_chosen_cb, g_object_ref (self));
}

/* Takes a file list or a texture, wherever it came from. */
static gboolean
take_value (GessoWindow  *self,
            const GValue *value)
{
  g_autoptr (GSList) files = NULL; /* the list, not what is in it */

  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      GdkTexture *texture = g_value_get_object (value);

      if (!gesso_composer_attach_texture (self->composer, texture))
        queue_import (self, NULL, texture, FALSE);
      return TRUE;
    }
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *l = files; l != NULL; l = l->next)
    queue_import (self, l->data, NULL, FALSE);
  return TRUE;
}

static gboolean
drop_cb (GessoWindow  *self,
         const GValue *value)
{
  return self->studio != NULL && take_value (self, value);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value != NULL)
    take_value (self, value);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gesso_window_toast (self, _("There is no picture in the clipboard"));
}

void
gesso_window_paste (GessoWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ? GDK_TYPE_FILE_LIST
                                                                              : GDK_TYPE_TEXTURE;

  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, self->cancellable, pasted_cb,
                                  g_object_ref (self));
}

void
gesso_window_init_open (GessoWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->shell), GTK_EVENT_CONTROLLER (target));
}
