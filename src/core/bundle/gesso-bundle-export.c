/* gesso-bundle-export.c - out of the library into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-bundle-archive.h"
#include "gesso-bundle-private.h"
#include "gesso-error.h"

typedef struct
{
  char *path;              /* (owned) */
  GessoProgressFunc progress;
  gpointer progress_data;
  GessoExcerpt *excerpt;   /* (owned) (nullable) */
  GHashTable *blobs;       /* (owned) (nullable) (element-type utf8): a set */
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_free (export->path);
  g_clear_pointer (&export->excerpt, gesso_excerpt_free);
  g_clear_pointer (&export->blobs, g_hash_table_unref);
  g_free (export);
}

gboolean
gesso_bundle_is_named (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  gsize length = name != NULL ? strlen (name) : 0;

  return length > strlen (GESSO_BUNDLE_SUFFIX) &&
         g_ascii_strcasecmp (name + length - strlen (GESSO_BUNDLE_SUFFIX), GESSO_BUNDLE_SUFFIX) == 0;
}

static gboolean
write_texts (Export            *export,
             GessoBundleWriter *writer,
             GError           **error)
{
  g_autofree char *head = gesso_bundle_head_to_text (export->excerpt);

  if (!gesso_bundle_writer_add (writer, "bundle.json", head, strlen (head), FALSE, error))
    return FALSE;
  for (guint i = 0; i < export->excerpt->threads->len; i++)
    {
      const GessoExcerptThread *thread = export->excerpt->threads->pdata[i];
      g_autofree char *name = g_strdup_printf ("threads/%s.json", thread->uuid);
      g_autofree char *text = gesso_bundle_thread_to_text (thread);

      if (!gesso_bundle_writer_add (writer, name, text, strlen (text), TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_blob (GessoStore        *store,
            GessoBundleWriter *writer,
            const char        *blob,
            GError           **error)
{
  g_autofree char *path = gesso_store_dup_blob_path (store, blob);
  g_autofree char *name = g_strconcat ("blobs/", blob, NULL);
  g_autoptr (GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;

  if (file == NULL)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                           _("The bundle was not written because a picture file of the library is missing or cannot be "
                             "read. Look whether the disk is sound, or export other versions."));
      return FALSE;
    }
  return gesso_bundle_writer_add (writer, name, g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                                  FALSE, error);
}

static gboolean
write_bundle (GessoStore   *store,
              Export       *export,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GessoBundleWriter) writer = gesso_bundle_writer_new (export->path, error);
  GHashTableIter iter;
  gpointer blob;
  guint n = 0;

  if (writer == NULL || !write_texts (export, writer, error))
    return FALSE;
  g_hash_table_iter_init (&iter, export->blobs);
  while (g_hash_table_iter_next (&iter, &blob, NULL))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !write_blob (store, writer, blob, error))
        return FALSE;
      if (export->progress != NULL)
        export->progress ((double) ++n / g_hash_table_size (export->blobs), export->progress_data);
    }
  return gesso_bundle_writer_close (writer, error);
}

static void
export_on_worker (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_bundle (GESSO_STORE (source), task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_excerpt_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->excerpt = gesso_store_read_excerpt_finish (GESSO_STORE (source), result, &error);
  if (export->excerpt == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  export->blobs = gesso_excerpt_list_blobs (export->excerpt);
  g_task_run_in_thread (task, export_on_worker);
}

void
gesso_bundle_export_async (GessoStore         *store,
                           const gint64       *thread_ids,
                           guint               n_threads,
                           const gint64       *version_ids,
                           guint               n_versions,
                           GFile              *file,
                           GessoProgressFunc   progress,
                           gpointer            progress_data,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Export *export;

  g_return_if_fail (GESSO_IS_STORE (store) && G_IS_FILE (file));

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_bundle_export_async);
  if (g_file_peek_path (file) == NULL)
    {
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, "%s",
                               _("A bundle can only be written to a folder on this computer."));
      return;
    }
  export = g_new0 (Export, 1);
  export->path = g_file_get_path (file);
  export->progress = progress;
  export->progress_data = progress_data;
  g_task_set_task_data (task, export, free_export);
  gesso_store_read_excerpt_async (store, thread_ids, n_threads, version_ids, n_versions, cancellable, read_excerpt_cb,
                                  g_object_ref (task));
}

gboolean
gesso_bundle_export_finish (GessoStore   *store,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
