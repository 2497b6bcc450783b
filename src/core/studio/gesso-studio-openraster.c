/* gesso-studio-openraster.c - the path to a picture, as layers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-openraster.h"
#include "gesso-studio-openraster.h"
#include "gesso-studio-private.h"

/* Layers beyond it are of no help to anybody. */
#define MOST_STEPS 64

typedef struct
{
  char *path;       /* (owned) */
  GPtrArray *steps; /* (owned) (element-type GessoOpenrasterStep): the newest first until it is written */
  guint next_index; /* picture of the version being loaded */
} Path;

static void take_step (GTask *task, GessoVersion *version, guint image_index);

static void
free_path (gpointer data)
{
  Path *path = data;

  g_free (path->path);
  g_ptr_array_unref (path->steps);
  g_free (path);
}

static const GessoVersionInput *
find_input (GessoVersion  *version,
            GessoInputRole role)
{
  for (guint i = 0; i < gesso_version_get_n_inputs (version); i++)
    if (gesso_version_get_input (version, i)->role == role)
      return gesso_version_get_input (version, i);
  return NULL;
}

/* “Inpaint · a red door” */
static char *
make_title (GessoVersion *version,
            guint         image_index)
{
  const char *tool = gesso_tool_get_title (gesso_version_get_tool (version));
  const char *prompt = gesso_version_get_prompt (version);
  const char *name = gesso_version_get_image (version, image_index)->name;
  const char *words = prompt != NULL && *prompt != '\0' ? prompt : name;
  g_autofree char *line = words != NULL ? gesso_studio_make_title (words) : NULL;

  if (line == NULL || *line == '\0')
    return g_strdup (tool);
  /* Translators: the name of a layer: a tool and the words it was given, or the name of a file: “Inpaint · a red door”. */
  return g_strdup_printf (C_("layer", "%s · %s"), tool, line);
}

/* What making @version put around the picture that it was made from. */
static GessoFrame
get_added (GessoVersion *version)
{
  g_autoptr (GessoParameters) parameters = NULL;

  if (gesso_version_get_tool (version) != GESSO_TOOL_EXPAND || gesso_version_get_parameters (version) == NULL)
    return (GessoFrame) { 0 };
  parameters = gesso_parameters_from_json (gesso_version_get_parameters (version));
  return (GessoFrame) { (int) CLAMP (gesso_parameters_get_int (parameters, "left", 0), 0, GESSO_IMAGE_MAX_SIDE),
                        (int) CLAMP (gesso_parameters_get_int (parameters, "top", 0), 0, GESSO_IMAGE_MAX_SIDE),
                        (int) CLAMP (gesso_parameters_get_int (parameters, "right", 0), 0, GESSO_IMAGE_MAX_SIDE),
                        (int) CLAMP (gesso_parameters_get_int (parameters, "bottom", 0), 0, GESSO_IMAGE_MAX_SIDE) };
}

static void
write_on_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Path *path = task_data;
  GError *error = NULL;

  if (gesso_openraster_write (path->path, path->steps, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Oldest first, as they lie on each other. */
static void
write_steps (GTask *task)
{
  Path *path = g_task_get_task_data (task);
  guint n = path->steps->len;

  for (guint i = 0; i < n / 2; i++)
    {
      gpointer other = path->steps->pdata[i];

      path->steps->pdata[i] = path->steps->pdata[n - 1 - i];
      path->steps->pdata[n - 1 - i] = other;
    }
  g_task_run_in_thread (task, write_on_worker);
}

static GessoOpenrasterStep *
add_step (GTask      *task,
          char       *title,
          const char *blob)
{
  Path *path = g_task_get_task_data (task);
  GessoOpenrasterStep *step = g_new0 (GessoOpenrasterStep, 1);

  step->title = title;
  step->picture = gesso_store_dup_blob_path (gesso_studio_get_store (g_task_get_source_object (task)), blob);
  g_ptr_array_add (path->steps, step);
  return step;
}

static gboolean
has_blob (GTask      *task,
          const char *blob)
{
  g_autofree char *path = gesso_store_dup_blob_path (gesso_studio_get_store (g_task_get_source_object (task)), blob);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static void
version_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Path *path = g_task_get_task_data (task);
  g_autoptr (GessoVersion) version = gesso_store_get_version_finish (GESSO_STORE (source), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;
  /* What was deleted since is where the path begins. */
  if (version == NULL || path->next_index >= gesso_version_get_n_images (version))
    write_steps (task);
  else
    take_step (task, version, path->next_index);
}

static void
take_step (GTask        *task,
           GessoVersion *version,
           guint         image_index)
{
  Path *path = g_task_get_task_data (task);
  GessoStore *store = gesso_studio_get_store (g_task_get_source_object (task));
  const GessoVersionInput *source = find_input (version, GESSO_ROLE_SOURCE);
  const GessoVersionInput *mask = find_input (version, GESSO_ROLE_MASK);
  GessoOpenrasterStep *step = add_step (task, make_title (version, image_index),
                                        gesso_version_get_image (version, image_index)->blob);

  step->added = get_added (version);
  if (mask != NULL)
    step->mask = gesso_store_dup_blob_path (store, mask->blob);
  if (source == NULL || path->steps->len >= MOST_STEPS || (source->version_id == 0 && !has_blob (task, source->blob)))
    write_steps (task);
  else if (source->version_id == 0)
    {
      add_step (task, g_strdup (gesso_tool_get_title (GESSO_TOOL_IMPORT)), source->blob);
      write_steps (task);
    }
  else
    {
      path->next_index = source->image_index;
      gesso_store_get_version_async (store, source->version_id, g_task_get_cancellable (task), version_ready_cb,
                                     g_object_ref (task));
    }
}

void
gesso_studio_write_openraster_async (GessoStudio        *self,
                                     GessoVersion       *version,
                                     guint               image_index,
                                     GFile              *file,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Path *path;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version) && G_IS_FILE (file));
  g_return_if_fail (image_index < gesso_version_get_n_images (version));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_write_openraster_async);
  if (g_file_peek_path (file) == NULL)
    {
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, "%s",
                               _("A layered picture can only be written to a folder on this computer."));
      return;
    }
  path = g_new0 (Path, 1);
  path->path = g_file_get_path (file);
  path->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_openraster_step_free);
  g_task_set_task_data (task, path, free_path);
  take_step (task, version, image_index);
}

gboolean
gesso_studio_write_openraster_finish (GessoStudio  *self,
                                      GAsyncResult *result,
                                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
