/* gesso-bundle-import.c - out of a file that cannot be trusted into the library
 *
 * The file is read twice: once to look through all of it, once to keep its
 * pictures. Rows come last, in one transaction. Pictures that were kept when
 * something fails have no row and are swept like any other of that kind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-bundle-archive.h"
#include "gesso-bundle-private.h"
#include "gesso-codec.h"
#include "gesso-error.h"

typedef struct
{
  char *path;                /* (owned) */
  GessoProgressFunc progress;
  gpointer progress_data;
  GessoExcerpt *excerpt;     /* (owned) (nullable): until the store takes it */
  GHashTable *pictures;      /* (owned) (element-type utf8 GessoBundlePicture) */
  GHashTable *needed;        /* (owned) (nullable) (element-type utf8): blobs that are not kept yet */
  GessoBundleReader *reader; /* (owned) (nullable): of the second time */
  GBytes *bytes;             /* (owned) (nullable): the picture to be kept next */
  GArray *thread_ids;        /* (owned) (nullable): result */
  guint n_new;               /* result */
} Import;

static void
free_import (gpointer data)
{
  Import *import = data;

  g_free (import->path);
  g_clear_pointer (&import->excerpt, gesso_excerpt_free);
  g_hash_table_unref (import->pictures);
  g_clear_pointer (&import->needed, g_hash_table_unref);
  g_clear_pointer (&import->reader, gesso_bundle_reader_free);
  g_clear_pointer (&import->bytes, g_bytes_unref);
  g_clear_pointer (&import->thread_ids, g_array_unref);
  g_free (import);
}

static gboolean
look_at_blob (Import     *import,
              const char *name,
              GBytes     *bytes,
              GError    **error)
{
  g_autofree char *blob = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  GessoBundlePicture *picture;
  GessoPictureInfo info;

  if (!g_str_equal (blob, name))
    return gesso_bundle_refuse (error, _("a picture was changed"));
  if (!gesso_codec_probe (bytes, &info, NULL))
    return gesso_bundle_refuse (error, _("something in it is no picture"));
  picture = g_new0 (GessoBundlePicture, 1);
  picture->size = (gint64) g_bytes_get_size (bytes);
  picture->width = info.width;
  picture->height = info.height;
  g_hash_table_insert (import->pictures, g_steal_pointer (&blob), picture);
  return TRUE;
}

static gboolean
look_at_entry (Import              *import,
               GessoBundleEntryKind kind,
               const char          *name,
               GBytes              *bytes,
               gboolean            *has_head,
               GError             **error)
{
  g_autofree char *uuid = NULL;

  switch (kind)
    {
    case GESSO_BUNDLE_HEAD:
      *has_head = TRUE;
      return gesso_bundle_check_head (bytes, error);
    case GESSO_BUNDLE_THREAD:
      uuid = g_strndup (name, strlen (name) - strlen (".json"));
      return gesso_bundle_parse_thread (import->excerpt, bytes, uuid, error);
    case GESSO_BUNDLE_BLOB:
      return look_at_blob (import, name, bytes, error);
    default:
      g_assert_not_reached ();
    }
}

static void
tell_progress (Import            *import,
               GessoBundleReader *reader,
               guint              half)
{
  if (import->progress != NULL)
    import->progress (half * 0.5 + gesso_bundle_reader_get_fraction (reader) * 0.5, import->progress_data);
}

static gboolean
look_through (Import       *import,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GessoBundleReader) reader = gesso_bundle_reader_new (import->path, error);
  gboolean has_head = FALSE;

  while (reader != NULL)
    {
      g_autoptr (GBytes) bytes = NULL;
      GessoBundleEntryKind kind;
      const char *name;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !gesso_bundle_reader_next (reader, &kind, &name, &bytes, error))
        return FALSE;
      if (bytes == NULL)
        break;
      if (!look_at_entry (import, kind, name, bytes, &has_head, error))
        return FALSE;
      tell_progress (import, reader, 0);
    }
  if (reader == NULL)
    return FALSE;
  if (!has_head || import->excerpt->threads->len == 0)
    return gesso_bundle_refuse (error, _("it does not say that it is a bundle"));
  return gesso_bundle_check_excerpt (import->excerpt, import->pictures, error);
}

static void
look_through_on_worker (GTask        *step,
                        gpointer      source,
                        gpointer      task_data,
                        GCancellable *cancellable)
{
  GError *error = NULL;

  if (look_through (task_data, cancellable, &error))
    g_task_return_boolean (step, TRUE);
  else
    g_task_return_error (step, error);
}

/* The next picture that is to be kept; none at the end. */
static gboolean
read_picture (Import  *import,
              GError **error)
{
  if (import->reader == NULL)
    import->reader = gesso_bundle_reader_new (import->path, error);
  while (import->reader != NULL)
    {
      g_autoptr (GBytes) bytes = NULL;
      GessoBundleEntryKind kind;
      const char *name;

      if (!gesso_bundle_reader_next (import->reader, &kind, &name, &bytes, error))
        return FALSE;
      if (bytes == NULL)
        return TRUE;
      tell_progress (import, import->reader, 1);
      if (kind == GESSO_BUNDLE_BLOB && g_hash_table_contains (import->needed, name))
        {
          import->bytes = g_steal_pointer (&bytes);
          return TRUE;
        }
    }
  return FALSE;
}

static void
read_picture_on_worker (GTask        *step,
                        gpointer      source,
                        gpointer      task_data,
                        GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_picture (task_data, &error))
    g_task_return_boolean (step, TRUE);
  else
    g_task_return_error (step, error);
}

/* One step of @task on a worker. */
static void
run_step (GTask              *task,
          GTaskThreadFunc     func,
          GAsyncReadyCallback callback)
{
  g_autoptr (GTask) step = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));

  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (step, func);
}

static void
write_excerpt_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;

  if (gesso_store_write_excerpt_finish (GESSO_STORE (source), result, &import->thread_ids, &import->n_new, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void read_picture_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
put_picture_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);

  if (blob == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_hash_table_remove (import->needed, blob);
  g_clear_pointer (&import->bytes, g_bytes_unref);
  run_step (task, read_picture_on_worker, read_picture_cb);
}

static void
read_picture_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  GessoStore *store = g_task_get_source_object (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (import->bytes != NULL)
    gesso_store_put_blob_async (store, import->bytes, g_task_get_cancellable (task), put_picture_cb, g_object_ref (task));
  else if (g_hash_table_size (import->needed) > 0)
    {
      /* Somebody wrote to it in the meantime. */
      gesso_bundle_refuse (&error, _("it was changed while it was read"));
      g_task_return_error (task, error);
    }
  else
    {
      /* What is committed must be heard of, cancelled or not. */
      g_task_set_check_cancellable (task, FALSE);
      gesso_store_write_excerpt_async (store, g_steal_pointer (&import->excerpt), NULL, write_excerpt_cb,
                                       g_object_ref (task));
    }
}

static void
look_through_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  import->needed = gesso_excerpt_list_blobs (import->excerpt);
  run_step (task, read_picture_on_worker, read_picture_cb);
}

void
gesso_bundle_import_async (GessoStore         *store,
                           GFile              *file,
                           GessoProgressFunc   progress,
                           gpointer            progress_data,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Import *import;

  g_return_if_fail (GESSO_IS_STORE (store) && G_IS_FILE (file));

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_bundle_import_async);
  if (g_file_peek_path (file) == NULL)
    {
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, "%s",
                               _("Copy the bundle to this computer first, then import it."));
      return;
    }
  import = g_new0 (Import, 1);
  import->path = g_file_get_path (file);
  import->progress = progress;
  import->progress_data = progress_data;
  import->excerpt = gesso_excerpt_new ();
  import->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_task_set_task_data (task, import, free_import);
  run_step (task, look_through_on_worker, look_through_cb);
}

GArray *
gesso_bundle_import_finish (GessoStore   *store,
                            GAsyncResult *result,
                            guint        *n_new,
                            GError      **error)
{
  Import *import;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  import = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (n_new != NULL)
    *n_new = import->n_new;
  return g_steal_pointer (&import->thread_ids);
}
