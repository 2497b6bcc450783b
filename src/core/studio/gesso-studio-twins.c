/* gesso-studio-twins.c - whether a picture is kept already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-picture-signature.h"
#include "gesso-studio-private.h"

typedef struct
{
  char *blob;        /* (owned): SHA-256 of the file */
  GessoImage *image; /* (owned) */
  GPtrArray *twins;  /* (owned) (nullable) (element-type GessoTwin): that may be the same */
  GPtrArray *paths;  /* (owned) (element-type utf8): of their pictures */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_free (search->blob);
  gesso_image_unref (search->image);
  g_clear_pointer (&search->twins, g_ptr_array_unref);
  g_ptr_array_unref (search->paths);
  g_free (search);
}

/* What cannot be read is no twin. */
static GessoImage *
read_picture (const char   *path,
              GCancellable *cancellable)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return bytes != NULL ? gesso_codec_decode (bytes, cancellable, NULL) : NULL;
}

static gboolean
is_same (GessoImage *a,
         GessoImage *b)
{
  guint channels = MAX (gesso_image_get_channels (a), gesso_image_get_channels (b));
  g_autoptr (GessoImage) x = gesso_image_convert (a, channels, NULL);
  g_autoptr (GessoImage) y = gesso_image_convert (b, channels, NULL);

  return x != NULL && y != NULL && gesso_image_equal (x, y);
}

static void
compare_on_worker (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Search *search = task_data;

  for (guint i = 0; i < search->paths->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GessoImage) other = read_picture (search->paths->pdata[i], cancellable);

      if (other != NULL && is_same (search->image, other))
        {
          g_task_return_pointer (task, g_ptr_array_steal_index (search->twins, i), (GDestroyNotify) gesso_twin_free);
          return;
        }
    }
  g_task_return_pointer (task, NULL, NULL);
}

static void
twins_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->twins = gesso_store_find_twins_finish (GESSO_STORE (source), result, &error);
  if (search->twins == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < search->twins->len; i++)
    {
      GessoTwin *twin = search->twins->pdata[i];

      if (g_str_equal (twin->blob, search->blob))
        {
          g_task_return_pointer (task, g_ptr_array_steal_index (search->twins, i), (GDestroyNotify) gesso_twin_free);
          return;
        }
      g_ptr_array_add (search->paths, gesso_store_dup_blob_path (GESSO_STORE (source), twin->blob));
    }
  g_task_run_in_thread (task, compare_on_worker);
}

void
gesso_studio_find_twin_async (GessoStudio          *self,
                              const char           *blob,
                              GessoImage           *image,
                              const GessoSignature *signature,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->blob = g_strdup (blob);
  search->image = gesso_image_ref (image);
  search->paths = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, gesso_studio_find_twin_async);
  g_task_set_task_data (task, search, free_search);
  gesso_store_find_twins_async (gesso_studio_get_store (self), blob, gesso_image_get_width (image),
                                gesso_image_get_height (image), signature, cancellable, twins_found_cb, task);
}

GessoTwin *
gesso_studio_find_twin_finish (GessoStudio  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
