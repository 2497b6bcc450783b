/* gesso-studio-export.c - kept pictures as files for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-openraster.h"
#include "gesso-recipe.h"
#include "gesso-studio-openraster.h"
#include "gesso-studio-private.h"

typedef struct
{
  char *blob;    /* (owned) */
  char *recipe;  /* (owned) (nullable) */
  GFile *file;   /* (owned) */
  GBytes *bytes; /* (owned) (nullable): the kept file */
  GessoFormat kept, format;
  gboolean untouched; /* the kept bytes go out as they came in */
  int quality;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_free (export->blob);
  g_free (export->recipe);
  g_object_unref (export->file);
  g_clear_pointer (&export->bytes, g_bytes_unref);
  g_free (export);
}

static gboolean
can_hold_recipe (GessoFormat format)
{
  return format == GESSO_FORMAT_PNG || format == GESSO_FORMAT_JPEG || format == GESSO_FORMAT_WEBP;
}

/* The bytes to write: the kept ones where their format is wanted, else encoded anew. */
static GBytes *
make_bytes (Export       *export,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GessoImage) image = NULL;

  if (export->format == export->kept && (export->untouched || !can_hold_recipe (export->format)))
    return g_bytes_ref (export->bytes);
  if (export->format == export->kept)
    return gesso_recipe_write (export->bytes, export->recipe, error);
  image = gesso_codec_decode (export->bytes, cancellable, error);
  return image != NULL ? gesso_codec_encode (image, export->format, export->quality, export->recipe, error) : NULL;
}

/* What the artist can do about a target that could not be written. */
static void
set_write_error (GError      **error,
                 const GError *cause,
                 GFile        *file)
{
  g_autofree char *name = g_file_get_parse_name (file);
  int code = cause->domain == G_FILE_ERROR ? cause->code : G_FILE_ERROR_FAILED;

  switch (code)
    {
    case G_FILE_ERROR_NOENT:
    case G_FILE_ERROR_NOTDIR:
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   /* Translators: a file name. */
                   _("%s could not be written because its folder does not exist: make the folder, or choose another place."), name);
      break;
    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
    case G_FILE_ERROR_ROFS:
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                   /* Translators: a file name. */
                   _("%s could not be written because its folder is read-only: choose another place."), name);
      break;
    case G_FILE_ERROR_NOSPC:
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                   /* Translators: a file name. */
                   _("%s could not be written because the disk is full: make room, or choose another place."), name);
      break;
    case G_FILE_ERROR_ISDIR:
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   /* Translators: a file name. */
                   _("%s is a folder: give the name of a file in it."), name);
      break;
    default:
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                   /* Translators: a file name, then the system's message. */
                   _("%s could not be written: %s"), name, cause->message);
      break;
    }
}

/* Into the target's folder under a temporary name, synced, renamed. */
static gboolean
write_native (const char *path,
              GFile      *file,
              GBytes     *bytes,
              GError    **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error_literal (&cause, G_FILE_ERROR, G_FILE_ERROR_ISDIR, g_strerror (EISDIR));
  else if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error_literal (&cause, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("it is not an ordinary file"));
  else if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &cause))
    return TRUE;
  set_write_error (error, cause, file);
  return FALSE;
}

gboolean
gesso_studio_write_file (GFile        *file,
                         GBytes       *bytes,
                         GCancellable *cancellable,
                         GError      **error)
{
  const char *path = g_file_peek_path (file);
  g_autoptr (GError) cause = NULL;

  if (path != NULL)
    return write_native (path, file, bytes, error);
  if (g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                               G_FILE_CREATE_NONE, NULL, cancellable, &cause))
    return TRUE;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    set_write_error (error, cause, file);
  return FALSE;
}

static void
export_on_worker (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = make_bytes (export, cancellable, &error);

  if (bytes != NULL && !g_cancellable_set_error_if_cancelled (cancellable, &error) &&
      gesso_studio_write_file (export->file, bytes, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
get_blob_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);
  if (export->bytes != NULL)
    g_task_run_in_thread (task, export_on_worker);
  else
    g_task_return_error (task, error);
}

/* The format by the ending: one that can be written, or the kept file's own. */
static gboolean
choose_format (Export  *export,
               GError **error)
{
  g_autofree char *name = g_file_get_basename (export->file);

  if (gesso_format_from_name (name, TRUE, &export->format) ||
      (gesso_format_from_name (name, FALSE, &export->format) && export->format == export->kept))
    return TRUE;
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: a file name. */
               _("The ending of “%s” names no format that can be saved: use .png, .jpg, .webp or .ora."), name);
  return FALSE;
}

static void
layers_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gesso_studio_write_openraster_finish (GESSO_STUDIO (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
is_layered (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return gesso_openraster_is_named (name);
}

void
gesso_studio_export_async (GessoStudio        *self,
                           GessoVersion       *version,
                           guint               image_index,
                           GFile              *file,
                           int                 quality,
                           gboolean            with_recipe,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  const GessoVersionImage *image;
  GError *error = NULL;
  Export *export;
  GTask *task;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version) && G_IS_FILE (file));
  g_return_if_fail (image_index < gesso_version_get_n_images (version));

  if (is_layered (file))
    {
      task = g_task_new (self, cancellable, callback, user_data);
      g_task_set_source_tag (task, gesso_studio_export_async);
      gesso_studio_write_openraster_async (self, version, image_index, file, cancellable, layers_written_cb, task);
      return;
    }
  image = gesso_version_get_image (version, image_index);
  export = g_new0 (Export, 1);
  export->blob = g_strdup (image->blob);
  export->file = g_object_ref (file);
  export->quality = CLAMP (quality, 1, 100);
  export->recipe = with_recipe ? gesso_studio_dup_recipe (self, version, image_index) : NULL;
  /* A picture that came from outside keeps whatever it said about itself. */
  export->untouched = with_recipe && gesso_version_get_tool (version) == GESSO_TOOL_IMPORT;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_export_async);
  g_task_set_task_data (task, export, free_export);
  if (image->mime == NULL || !gesso_format_from_mime (image->mime, &export->kept))
    export->kept = GESSO_N_FORMATS;
  if (choose_format (export, &error))
    gesso_store_get_blob_async (gesso_studio_get_store (self), export->blob, cancellable, get_blob_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

gboolean
gesso_studio_export_finish (GessoStudio  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
