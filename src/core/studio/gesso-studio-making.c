/* gesso-studio-making.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-blurhash.h"
#include "gesso-studio-making.h"

void
gesso_making_init (GessoMaking  *self,
                   GessoVersion *version,
                   guint         image_index,
                   GessoTool     tool)
{
  self->version = g_object_ref (version);
  self->image_index = image_index;
  self->draft = gesso_version_draft_new ();
  self->draft->thread_id = gesso_version_get_thread_id (version);
  self->draft->parent_id = gesso_version_get_id (version);
  self->draft->tool = tool;
  self->draft->cost = 0;
  self->picture = gesso_version_draft_add_image (self->draft);
}

void
gesso_making_clear (GessoMaking *self)
{
  g_clear_object (&self->version);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->draft, gesso_version_draft_free);
}

void
gesso_making_add_input (GessoMaking   *self,
                        GessoInputRole role,
                        const char    *blob,
                        gint64         version_id,
                        guint          image_index)
{
  GessoVersionInput *input = gesso_version_draft_add_input (self->draft);

  input->role = role;
  input->blob = g_strdup (blob);
  input->version_id = version_id;
  input->image_index = image_index;
}

void
gesso_making_describe (GessoMaking      *self,
                       const GessoImage *pixels,
                       GessoFormat       format)
{
  self->picture->mime = g_strdup (gesso_format_get_mime (format));
  self->picture->blurhash = gesso_blurhash_encode (pixels);
  self->picture->width = gesso_image_get_width (pixels);
  self->picture->height = gesso_image_get_height (pixels);
  self->picture->bytes = (gint64) g_bytes_get_size (self->file);
}

gboolean
gesso_making_encode (GessoMaking      *self,
                     const GessoImage *made,
                     GError          **error)
{
  g_clear_pointer (&self->file, g_bytes_unref);
  self->file = gesso_codec_encode (made, GESSO_FORMAT_PNG, 100, NULL, error);
  if (self->file == NULL)
    return FALSE;
  gesso_making_describe (self, made, GESSO_FORMAT_PNG);
  return TRUE;
}

void
gesso_making_run (GTask              *task,
                  GTaskThreadFunc     func,
                  GAsyncReadyCallback callback)
{
  g_autoptr (GTask) worker_task = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));

  g_task_set_task_data (worker_task, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (worker_task, func);
}

gboolean
gesso_making_may_go_on (GTask        *task,
                        GAsyncResult *result)
{
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    return TRUE;
  g_task_return_error (task, error);
  return FALSE;
}

/* What is to be done once the file is stored. */
typedef struct
{
  GTask *task; /* (owned) */
  void (*func) (GTask *task);
} Store;

static void
put_blob_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Store *store = user_data;
  g_autoptr (GTask) task = store->task;
  GessoMaking *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->picture->blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);
  if (self->picture->blob == NULL)
    g_task_return_error (task, error);
  else
    store->func (task);
}

void
gesso_making_store (GTask *task,
                    void (*func) (GTask *task))
{
  GessoMaking *self = g_task_get_task_data (task);
  Store *store = g_new (Store, 1);

  *store = (Store) { g_object_ref (task), func };
  gesso_store_put_blob_async (gesso_studio_get_store (g_task_get_source_object (task)), self->file,
                              g_task_get_cancellable (task), put_blob_cb, store);
}

static void
add_version_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GessoVersion *version = gesso_store_add_version_finish (GESSO_STORE (source), result, &error);

  if (version != NULL)
    g_task_return_pointer (task, version, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
gesso_making_add (GTask *task)
{
  GessoMaking *self = g_task_get_task_data (task);
  GessoStore *store = gesso_studio_get_store (g_task_get_source_object (task));

  /* What is committed must be heard of, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  gesso_store_add_version_async (store, g_steal_pointer (&self->draft), 0, NULL, add_version_cb, g_object_ref (task));
}
