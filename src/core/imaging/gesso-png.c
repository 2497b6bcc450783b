/* gesso-png.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-png.h"

static void
encode_on_worker (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = gesso_codec_encode (task_data, GESSO_FORMAT_PNG, 100, NULL, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
gesso_png_encode_async (gpointer             owner,
                        GessoImage          *image,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_OBJECT (owner));
  g_return_if_fail (image != NULL);

  task = g_task_new (owner, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_png_encode_async);
  g_task_set_task_data (task, gesso_image_ref (image), (GDestroyNotify) gesso_image_unref);
  g_task_run_in_thread (task, encode_on_worker);
}

GBytes *
gesso_png_encode_finish (gpointer       owner,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, owner), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
