/* gesso-studio-regions.c - masks from and to blobs and files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-mask.h"
#include "gesso-png.h"
#include "gesso-studio-private.h"
#include "gesso-studio-regions.h"

typedef struct
{
  gint64 version_id;
  guint image_index;
  char *name; /* (owned) */
} Keep;

typedef struct
{
  GFile *file;      /* (owned) */
  GessoImage *mask; /* (owned) */
} Save;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_free (keep->name);
  g_free (keep);
}

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->file);
  gesso_image_unref (save->mask);
  g_free (save);
}

static void
region_saved_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gesso_store_save_region_finish (GESSO_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
blob_put_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);

  if (blob == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_store_save_region_async (GESSO_STORE (source), keep->version_id, keep->image_index, keep->name, blob,
                                 g_task_get_cancellable (task), region_saved_cb, g_object_ref (task));
}

static void
encoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = gesso_png_encode_finish (source, result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_store_put_blob_async (gesso_studio_get_store (GESSO_STUDIO (source)), bytes, g_task_get_cancellable (task),
                              blob_put_cb, g_object_ref (task));
}

void
gesso_studio_keep_region_async (GessoStudio        *self,
                                GessoVersion       *version,
                                guint               image_index,
                                const char         *name,
                                GessoImage         *mask,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Keep *keep = g_new0 (Keep, 1);

  g_task_set_source_tag (task, gesso_studio_keep_region_async);
  keep->version_id = gesso_version_get_id (version);
  keep->image_index = image_index;
  keep->name = g_strdup (name);
  g_task_set_task_data (task, keep, keep_free);
  gesso_png_encode_async (self, mask, cancellable, encoded_cb, task);
}

gboolean
gesso_studio_keep_region_finish (GessoStudio  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Luma × transparency as coverage; a plain grey picture is it already. */
static GessoImage *
read_mask (GBytes       *bytes,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GessoImage) image = gesso_codec_decode_mask (bytes, cancellable, error);
  g_autoptr (GessoMask) mask = NULL;

  if (image == NULL || gesso_image_get_channels (image) == 1)
    return g_steal_pointer (&image);
  mask = gesso_mask_new_from_image (image);
  return gesso_mask_to_image (mask, error);
}

/* Ends @task with the mask in @bytes (nullable), or with @error. */
static void
return_mask (GTask        *task,
             GBytes       *bytes,
             GError       *error,
             GCancellable *cancellable)
{
  GessoImage *image = bytes != NULL ? read_mask (bytes, cancellable, &error) : NULL;

  if (image != NULL)
    g_task_return_pointer (task, image, (GDestroyNotify) gesso_image_unref);
  else
    g_task_return_error (task, error);
}

static void
read_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  return_mask (task, task_data, NULL, cancellable);
}

static void
read_file_in_worker (GTask        *task,
                     gpointer      source_object,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (task_data, cancellable, NULL, &error);

  return_mask (task, bytes, error, cancellable);
}

static void
mask_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GessoImage *mask = g_task_propagate_pointer (G_TASK (result), &error);

  if (mask != NULL)
    g_task_return_pointer (task, mask, (GDestroyNotify) gesso_image_unref);
  else
    g_task_return_error (task, error);
}

static void
blob_got_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) reading = NULL;
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), mask_read_cb,
                        g_object_ref (task));
  g_task_set_source_tag (reading, blob_got_cb);
  g_task_set_task_data (reading, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (reading, read_in_worker);
}

void
gesso_studio_load_mask_async (GessoStudio        *self,
                              const char         *blob,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_studio_load_mask_async);
  gesso_store_get_blob_async (gesso_studio_get_store (self), blob, cancellable, blob_got_cb, task);
}

GessoImage *
gesso_studio_load_mask_finish (GessoStudio  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_studio_load_mask_file_async (GessoStudio        *self,
                                   GFile              *file,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_studio_load_mask_file_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_file_in_worker);
}

static void
save_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Save *save = task_data;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  bytes = gesso_codec_encode (save->mask, GESSO_FORMAT_PNG, 100, NULL, &error);
  if (bytes != NULL && gesso_studio_write_file (save->file, bytes, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
gesso_studio_save_mask_async (GessoStudio        *self,
                              GessoImage         *mask,
                              GFile              *file,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Save *save = g_new0 (Save, 1);

  g_task_set_source_tag (task, gesso_studio_save_mask_async);
  save->file = g_object_ref (file);
  save->mask = gesso_image_ref (mask);
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, save_in_worker);
}

gboolean
gesso_studio_save_mask_finish (GessoStudio  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
