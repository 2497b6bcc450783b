/* gesso-studio-import.c - pictures that come from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-blurhash.h"
#include "gesso-openraster.h"
#include "gesso-picture-signature.h"
#include "gesso-studio-private.h"

typedef struct
{
  gint64 thread_id;
  GFile *file;    /* (owned) (nullable): still to be read */
  GBytes *bytes;  /* (owned) (nullable) */
  char *name;     /* (owned) (nullable) */
  char *blob;     /* (owned) (nullable) */
  char *blurhash; /* (owned) (nullable) */
  GessoPictureInfo info;
  gboolean once;  /* not when it is kept already */
  char *checksum; /* (owned) (nullable): of an import once */
  GessoImage *pixels;       /* (owned) (nullable): the same */
  GessoSignature signature; /* the same */
  GessoTwin *twin;          /* (owned) (nullable): what is kept already */
} Import;

static void
free_import (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->file);
  g_clear_pointer (&import->bytes, g_bytes_unref);
  g_free (import->name);
  g_free (import->blob);
  g_free (import->blurhash);
  g_free (import->checksum);
  g_clear_pointer (&import->pixels, gesso_image_unref);
  g_clear_pointer (&import->twin, gesso_twin_free);
  g_free (import);
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

static void
add_version (GTask *task)
{
  Import *import = g_task_get_task_data (task);
  GessoStore *store = gesso_studio_get_store (g_task_get_source_object (task));
  GessoVersionDraft *draft = gesso_version_draft_new ();
  GessoVersionImage *image = gesso_version_draft_add_image (draft);

  draft->thread_id = import->thread_id;
  draft->tool = GESSO_TOOL_IMPORT;
  image->blob = g_strdup (import->blob);
  image->mime = g_strdup (gesso_format_get_mime (import->info.format));
  image->blurhash = g_strdup (import->blurhash);
  image->name = g_strdup (import->name);
  image->width = import->info.width;
  image->height = import->info.height;
  image->bytes = (gint64) g_bytes_get_size (import->bytes);
  /* What is committed must be heard of, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  gesso_store_add_version_async (store, draft, 0, NULL, add_version_cb, g_object_ref (task));
}

static void
create_thread_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GessoThread) thread = gesso_store_create_thread_finish (GESSO_STORE (source), result, &error);

  if (thread == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  import->thread_id = gesso_thread_get_id (thread);
  add_version (task);
}

/* The file name without its ending. */
static char *
make_title (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *stem = dot != NULL && dot > name ? g_strndup (name, dot - name) : g_strdup (name);

  /* Translators: the title of a thread that began with a picture without a file name, such as a pasted one. */
  return stem != NULL && *stem != '\0' ? gesso_studio_make_title (stem) : g_strdup (_("Pasted picture"));
}

static void
put_blob_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  g_autofree char *title = NULL;
  GError *error = NULL;

  import->blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);
  if (import->blob == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (import->thread_id != 0)
    {
      add_version (task);
      return;
    }
  title = make_title (import->name);
  gesso_store_create_thread_async (GESSO_STORE (source), title, g_task_get_cancellable (task),
                                   create_thread_cb, g_object_ref (task));
}

static void
put_blob (GTask *task)
{
  Import *import = g_task_get_task_data (task);

  gesso_store_put_blob_async (gesso_studio_get_store (g_task_get_source_object (task)), import->bytes,
                              g_task_get_cancellable (task), put_blob_cb, g_object_ref (task));
}

static void
twin_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;

  import->twin = gesso_studio_find_twin_finish (GESSO_STUDIO (source), result, &error);
  g_clear_pointer (&import->pixels, gesso_image_unref);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (import->twin != NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    put_blob (task);
}

static void
decode_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (import->once)
    gesso_studio_find_twin_async (g_task_get_source_object (task), import->checksum, import->pixels,
                                  &import->signature, g_task_get_cancellable (task), twin_found_cb,
                                  g_object_ref (task));
  else
    put_blob (task);
}

/* As small as the signatures that it is compared with were made from. */
static gboolean
prepare_comparing (Import     *import,
                   GessoImage *pixels,
                   GError    **error)
{
  g_autoptr (GessoImage) small = gesso_image_fit (pixels, 128, error);
  guint colours;

  if (small == NULL || !gesso_picture_signature_compute (small, &import->signature, &colours, error))
    return FALSE;
  import->checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, import->bytes);
  import->pixels = gesso_image_ref (pixels);
  return TRUE;
}

/* What is kept of a picture in layers is all of it together; its own name tells that it had some. */
static gboolean
flatten_layers (Import       *import,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr (GessoImage) flat = gesso_openraster_read (import->bytes, cancellable, error);
  GBytes *bytes = flat != NULL ? gesso_codec_encode (flat, GESSO_FORMAT_PNG, 100, NULL, error) : NULL;

  if (bytes == NULL)
    return FALSE;
  g_bytes_unref (import->bytes);
  import->bytes = bytes;
  return TRUE;
}

/* Reads the file if need be, and decodes all of it to be sure. */
static void
decode_on_worker (GTask        *worker_task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Import *import = task_data;
  g_autoptr (GessoImage) pixels = NULL;
  GError *error = NULL;

  if (import->bytes == NULL)
    import->bytes = gesso_codec_read_file (import->file, GESSO_PICTURE_MAX_BYTES, cancellable, &error);
  if (import->bytes != NULL &&
      (!gesso_openraster_is_zip (import->bytes) || flatten_layers (import, cancellable, &error)))
    pixels = gesso_codec_decode_with_info (import->bytes, &import->info, cancellable, &error);
  if (pixels == NULL)
    {
      g_task_return_error (worker_task, error);
      return;
    }
  import->blurhash = gesso_blurhash_encode (pixels);
  if (import->once && !prepare_comparing (import, pixels, &error))
    g_task_return_error (worker_task, error);
  else
    g_task_return_boolean (worker_task, TRUE);
}

/* Either @bytes or @file; @name is taken over. */
static void
start (GessoStudio        *self,
       gint64              thread_id,
       GBytes             *bytes,
       GFile              *file,
       char               *name,
       gboolean            once,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data,
       gpointer            tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) worker_task = g_task_new (NULL, cancellable, decode_cb, task);
  Import *import = g_new0 (Import, 1);

  import->thread_id = thread_id;
  import->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  import->file = file != NULL ? g_object_ref (file) : NULL;
  import->name = name;
  import->once = once;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, import, free_import);
  g_task_set_task_data (worker_task, import, NULL);
  g_task_run_in_thread (worker_task, decode_on_worker);
}

void
gesso_studio_import_async (GessoStudio        *self,
                           gint64              thread_id,
                           GBytes             *bytes,
                           const char         *name,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (GESSO_IS_STUDIO (self) && bytes != NULL);

  start (self, thread_id, bytes, NULL, name != NULL ? g_utf8_make_valid (name, -1) : NULL, FALSE,
         cancellable, callback, user_data, gesso_studio_import_async);
}

GessoVersion *
gesso_studio_import_finish (GessoStudio  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_studio_import_file_async (GessoStudio        *self,
                                gint64              thread_id,
                                GFile              *file,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autofree char *basename = NULL;

  g_return_if_fail (GESSO_IS_STUDIO (self) && G_IS_FILE (file));

  basename = g_file_get_basename (file);
  start (self, thread_id, NULL, file, basename != NULL ? g_filename_display_name (basename) : NULL, FALSE,
         cancellable, callback, user_data, gesso_studio_import_file_async);
}

GessoVersion *
gesso_studio_import_file_finish (GessoStudio  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_studio_import_once_async (GessoStudio        *self,
                                gint64              thread_id,
                                GBytes             *bytes,
                                GFile              *file,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autofree char *basename = NULL;

  g_return_if_fail (GESSO_IS_STUDIO (self) && (bytes != NULL || G_IS_FILE (file)));

  basename = file != NULL ? g_file_get_basename (file) : NULL;
  start (self, thread_id, bytes, file, basename != NULL ? g_filename_display_name (basename) : NULL, TRUE,
         cancellable, callback, user_data, gesso_studio_import_once_async);
}

GessoVersion *
gesso_studio_import_once_finish (GessoStudio  *self,
                                 GAsyncResult *result,
                                 GessoTwin   **twin,
                                 GError      **error)
{
  Import *import = g_task_get_task_data (G_TASK (result));

  *twin = g_steal_pointer (&import->twin);
  return g_task_propagate_pointer (G_TASK (result), error);
}
