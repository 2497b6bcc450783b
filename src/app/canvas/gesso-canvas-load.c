/* gesso-canvas-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-canvas-load.h"

static void
pyramid_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GessoPyramid *pyramid = gesso_pyramid_new_finish (result, &error);

  if (pyramid == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pyramid, g_object_unref);
}

static void
picture_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GessoImage) image = NULL;
  GError *error = NULL;

  image = gesso_studio_load_picture_finish (GESSO_STUDIO (source), result, &error);
  if (image == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_pyramid_new_async (image, g_task_get_cancellable (task), pyramid_ready_cb, g_object_ref (task));
}

void
gesso_canvas_load_async (GessoStudio        *studio,
                         const char         *blob,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_canvas_load_async);
  gesso_studio_load_picture_async (studio, blob, cancellable, picture_ready_cb, task);
}

GessoPyramid *
gesso_canvas_load_finish (GessoStudio  *studio,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
