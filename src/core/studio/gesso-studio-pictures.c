/* gesso-studio-pictures.c - looking at what is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-recipe.h"
#include "gesso-studio-private.h"

static void
load (GessoStudio        *self,
      const char         *blob,
      guint               side,
      GCancellable       *cancellable,
      GAsyncReadyCallback callback,
      gpointer            user_data,
      gpointer            tag)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = gesso_store_dup_blob_path (gesso_studio_get_store (self), blob);

  g_task_set_source_tag (task, tag);
  gesso_picture_loader_load (gesso_studio_get_loader (self), task, path, blob, side);
}

void
gesso_studio_load_picture_async (GessoStudio        *self,
                                 const char         *blob,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (GESSO_IS_STUDIO (self) && blob != NULL);

  load (self, blob, 0, cancellable, callback, user_data, gesso_studio_load_picture_async);
}

GessoImage *
gesso_studio_load_picture_finish (GessoStudio  *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_studio_load_thumbnail_async (GessoStudio        *self,
                                   const char         *blob,
                                   guint               side,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (GESSO_IS_STUDIO (self) && blob != NULL);

  load (self, blob, MAX (side, 1), cancellable, callback, user_data, gesso_studio_load_thumbnail_async);
}

GessoImage *
gesso_studio_load_thumbnail_finish (GessoStudio  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_studio_load_preview_async (GessoStudio        *self,
                                 const char         *blob,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (GESSO_IS_STUDIO (self) && blob != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  path = gesso_store_dup_blob_path (gesso_studio_get_store (self), blob);
  g_task_set_source_tag (task, gesso_studio_load_preview_async);
  gesso_picture_loader_load_preview (gesso_studio_get_loader (self), task, path, blob);
}

GessoImage *
gesso_studio_load_preview_finish (GessoStudio  *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_studio_keep_thumbnail (GessoStudio      *self,
                             const char       *blob,
                             guint             side,
                             const GessoImage *image)
{
  g_autofree char *path = NULL;

  g_return_if_fail (GESSO_IS_STUDIO (self) && blob != NULL);

  /* Of what has no name that a picture can have nothing is kept. */
  path = gesso_store_dup_blob_path (gesso_studio_get_store (self), blob);
  if (path != NULL)
    gesso_picture_loader_keep (gesso_studio_get_loader (self), blob, side, image);
}

static void
read_recipe_on_worker (GTask        *task,
                       gpointer      source,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  g_task_return_pointer (task, gesso_recipe_read (task_data), g_free);
}

static void
get_blob_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_recipe_on_worker);
}

void
gesso_studio_read_recipe_async (GessoStudio        *self,
                                const char         *blob,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GESSO_IS_STUDIO (self) && blob != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_read_recipe_async);
  gesso_store_get_blob_async (gesso_studio_get_store (self), blob, cancellable, get_blob_cb, task);
}

char *
gesso_studio_read_recipe_finish (GessoStudio  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
