/* gesso-window-versions.c - what can be done with a version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-recipe-dialog.h"
#include "gesso-window-private.h"

/* A version being fetched for a command. */
typedef struct
{
  GessoWindow *window; /* (owned) */
  GessoVersionFunc func;
  guint image_index;
} Command;

static void
command_free (Command *command)
{
  g_object_unref (command->window);
  g_free (command);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_free)

static void
version_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_store_get_version_finish (GESSO_STORE (source), result, &error);

  if (version == NULL)
    gesso_window_toast_error (command->window, error);
  else if (command->image_index < gesso_version_get_n_images (version))
    command->func (command->window, version, command->image_index);
}

void
gesso_window_with_version (GessoWindow     *self,
                           GVariant        *target,
                           GessoVersionFunc func)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (target);
  Command *command;
  gint64 id;

  if (self->studio == NULL)
    return;
  command = g_new0 (Command, 1);
  command->window = g_object_ref (self);
  command->func = func;
  g_variant_get (owned, "(xu)", &id, &command->image_index);
  gesso_store_get_version_async (gesso_studio_get_store (self->studio), id, self->cancellable, version_found_cb,
                                 command);
}

GVariant *
gesso_window_dup_shown (GessoWindow *self)
{
  GessoVersion *version = self->canvas != NULL ? gesso_canvas_pane_get_version (self->canvas) : NULL;

  if (version == NULL)
    return NULL;
  return g_variant_new ("(xu)", gesso_version_get_id (version), gesso_canvas_pane_get_image_index (self->canvas));
}

/* Painting is lost when the canvas turns to another picture: only then does it. */
static gboolean
is_on_canvas (GessoWindow  *self,
              GessoVersion *version,
              guint         image_index)
{
  GessoVersion *shown = self->canvas != NULL ? gesso_canvas_pane_get_version (self->canvas) : NULL;

  return shown != NULL && gesso_version_get_id (shown) == gesso_version_get_id (version) &&
         gesso_canvas_pane_get_image_index (self->canvas) == image_index;
}

void
gesso_window_show_version (GessoWindow  *self,
                           GessoVersion *version,
                           guint         image_index)
{
  gint64 thread_id = gesso_version_get_thread_id (version);

  if (self->thread == NULL || gesso_thread_get_id (self->thread) != thread_id)
    {
      gesso_window_open_thread (self, thread_id, gesso_version_get_id (version), 0);
      return;
    }
  if (!is_on_canvas (self, version, image_index))
    gesso_canvas_pane_set_version (gesso_window_ensure_canvas (self), version, image_index);
  gesso_composer_set_source (self->composer, version, image_index);
  gesso_shell_set_canvas_wanted (self->shell, TRUE);
  gesso_window_tool_changed (self);
  gesso_window_update_actions (self);
}

void
gesso_window_view_version (GessoWindow  *self,
                           GessoVersion *version,
                           guint         image_index)
{
  gesso_window_show_version (self, version, image_index);
  gesso_shell_set_canvas_visible (self->shell, TRUE);
  gesso_shell_set_page (self->shell, GESSO_SHELL_PAGE_CANVAS);
}

void
gesso_window_use_as_source (GessoWindow  *self,
                            GessoVersion *version,
                            guint         image_index)
{
  gesso_window_show_version (self, version, image_index);
  if (!gesso_composer_tool_has_source (gesso_composer_get_tool (self->composer)))
    gesso_composer_set_tool (self->composer, GESSO_TOOL_INPAINT);
  gesso_composer_focus_prompt (self->composer);
}

void
gesso_window_continue_from (GessoWindow  *self,
                            GessoVersion *version,
                            guint         image_index)
{
  gesso_window_show_version (self, version, image_index);
  if ((GESSO_TOOLS_RUNNABLE & (1u << gesso_version_get_tool (version))) != 0)
    {
      g_autofree char *recipe = gesso_studio_dup_recipe (self->studio, version, image_index);

      gesso_window_restore_recipe (self, recipe);
    }
  gesso_window_branch (self, gesso_version_get_thread_id (version), gesso_version_get_id (version));
  gesso_composer_focus_prompt (self->composer);
}

void
gesso_window_restore_recipe (GessoWindow *self,
                             const char  *recipe)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoRequest) request = gesso_studio_parse_recipe (self->studio, recipe, &error);

  if (request != NULL)
    gesso_composer_restore (self->composer, request);
  else
    gesso_window_toast_error (self, error);
}

void
gesso_window_show_recipe (GessoWindow  *self,
                          GessoVersion *version,
                          guint         image_index)
{
  GtkWidget *dialog = gesso_recipe_dialog_new (self->studio, version, image_index);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "use", G_CALLBACK (gesso_window_restore_recipe), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Trash */

static void
version_trashed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_trash_version_finish (GESSO_STORE (source), result, &error))
    gesso_window_toast_error (self, error);
}

static void
trash (GessoWindow *self,
       gint64       id,
       gboolean     trashed)
{
  gesso_store_trash_version_async (gesso_studio_get_store (self->studio), id, trashed, self->cancellable,
                                   version_trashed_cb, g_object_ref (self));
}

void
gesso_window_trash_version (GessoWindow  *self,
                            GessoVersion *version,
                            guint         image_index)
{
  gint64 id = gesso_version_get_id (version);

  trash (self, id, TRUE);
  if (self->canvas != NULL && is_on_canvas (self, version, gesso_canvas_pane_get_image_index (self->canvas)))
    {
      gesso_canvas_pane_set_version (self->canvas, NULL, 0);
      gesso_composer_set_source (self->composer, NULL, 0);
      gesso_window_show_newest (self);
    }
  gesso_window_toast_action (self, _("Version moved to the trash"), _("_Undo"), "win.restore-version",
                             g_variant_new_int64 (id));
}

void
gesso_window_restore_version (GessoWindow *self,
                              gint64       id)
{
  trash (self, id, FALSE);
  gesso_window_with_version (self, g_variant_new ("(xu)", id, 0), gesso_window_show_version);
}
