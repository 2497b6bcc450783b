/* gesso-library-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-library-export.h"
#include "gesso-picture-name.h"

typedef struct
{
  GArray *ids;           /* (owned) (element-type gint64) */
  GFile *folder;         /* (owned) */
  GessoSaveOptions options;
  GessoLibraryExportFunc progress;
  gpointer progress_data;
  GessoVersion *version; /* (owned) (nullable): being written */
  guint next;            /* the index of the version after it */
  guint image_index;
  guint n_written;
} Export;

static void next_version (GTask *task);

static void
free_export (gpointer data)
{
  Export *export = data;

  g_array_unref (export->ids);
  g_object_unref (export->folder);
  g_clear_object (&export->version);
  g_free (export);
}

static void write_image (GTask *task);

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gesso_studio_export_finish (GESSO_STUDIO (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  export->n_written++;
  export->image_index++;
  write_image (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
write_image (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  const GessoVersionImage *image = gesso_version_get_image (export->version, export->image_index);
  GessoFormat format = GESSO_FORMAT_PNG;
  g_autofree char *name = NULL, *full_name = NULL;
  g_autoptr (GFile) file = NULL;

  if (image == NULL)
    {
      next_version (task);
      return;
    }
  name = gesso_picture_name_make (export->version, export->image_index);
  if (image->mime != NULL)
    gesso_format_from_mime (image->mime, &format);
  if (gesso_version_get_n_images (export->version) > 1)
    full_name = g_strdup_printf ("%s-%u.%s", name, export->image_index + 1, gesso_format_get_suffix (format));
  else
    full_name = g_strdup_printf ("%s.%s", name, gesso_format_get_suffix (format));
  file = g_file_get_child (export->folder, full_name);
  gesso_studio_export_async (g_task_get_source_object (task), export->version, export->image_index, file,
                             export->options.quality, export->options.with_recipe, g_task_get_cancellable (task),
                             written_cb, task);
}

static void
version_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_object (&export->version);
  export->version = gesso_store_get_version_finish (GESSO_STORE (source), result, &error);
  export->image_index = 0;
  if (export->version != NULL)
    write_image (task);
  else if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT))
    next_version (task);
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
    }
}

/* @task: (transfer full) */
static void
next_version (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  GessoStudio *studio = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  export->progress (export->next, export->ids->len, export->progress_data);
  if (export->next == export->ids->len)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  gesso_store_get_version_async (gesso_studio_get_store (studio), g_array_index (export->ids, gint64, export->next++),
                                 g_task_get_cancellable (task), version_found_cb, task);
}

void
gesso_library_export_async (GessoStudio            *studio,
                            GArray                 *ids,
                            GFile                  *folder,
                            const GessoSaveOptions *options,
                            GessoLibraryExportFunc  progress,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data)
{
  GTask *task = g_task_new (studio, cancellable, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->ids = g_array_ref (ids);
  export->folder = g_object_ref (folder);
  export->options = *options;
  export->progress = progress;
  export->progress_data = user_data;
  g_task_set_source_tag (task, gesso_library_export_async);
  g_task_set_task_data (task, export, free_export);
  next_version (task);
}

gboolean
gesso_library_export_finish (GAsyncResult *result,
                             guint        *n_written,
                             GError      **error)
{
  *n_written = ((Export *) g_task_get_task_data (G_TASK (result)))->n_written;
  return g_task_propagate_boolean (G_TASK (result), error);
}
