/* gesso-replay-path.c - the versions that led to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-replay.h"

typedef struct
{
  GPtrArray *path; /* (owned) (element-type GessoVersion): the last step first */
  gint64 from_id;
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->path, g_ptr_array_unref);
  g_free (load);
}

/* The version that @version works on, or 0. */
static gint64
get_origin (GessoVersion *version)
{
  for (guint i = 0; i < gesso_version_get_n_inputs (version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (version, i);

      if (input->role == GESSO_ROLE_SOURCE && input->version_id != 0)
        return input->version_id;
    }
  return gesso_version_get_parent_id (version);
}

static GPtrArray *
reverse (GPtrArray *path)
{
  GPtrArray *reversed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = path->len; i > 0; i--)
    g_ptr_array_add (reversed, g_object_ref (path->pdata[i - 1]));
  return reversed;
}

static void load_version (GTask *task, gint64 id);

static void
version_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  GessoVersion *version = gesso_store_get_version_finish (GESSO_STORE (source), result, &error);
  gint64 origin;

  if (version == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (load->path, version);
  origin = get_origin (version);
  if (load->path->len > GESSO_REPLAY_MAX_STEPS)
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                             /* Translators: %u is a number of steps of work. */
                             _("The path is longer than %u steps. Choose a later version to begin from."),
                             (guint) GESSO_REPLAY_MAX_STEPS);
  else if (gesso_version_get_id (version) == load->from_id || (origin == 0 && load->from_id == 0))
    g_task_return_pointer (task, reverse (load->path), (GDestroyNotify) g_ptr_array_unref);
  else if (origin == 0)
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, "%s",
                             _("The one version was not made from the other."));
  else
    load_version (task, origin);
}

static void
load_version (GTask *task,
              gint64 id)
{
  gesso_store_get_version_async (gesso_studio_get_store (g_task_get_source_object (task)), id,
                                 g_task_get_cancellable (task), version_loaded_cb, g_object_ref (task));
}

void
gesso_replay_load_path_async (GessoStudio        *studio,
                              gint64              version_id,
                              gint64              from_id,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (GESSO_IS_STUDIO (studio));

  task = g_task_new (studio, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_replay_load_path_async);
  load = g_new0 (Load, 1);
  load->path = g_ptr_array_new_with_free_func (g_object_unref);
  load->from_id = from_id;
  g_task_set_task_data (task, load, free_load);
  load_version (task, version_id);
}

GPtrArray *
gesso_replay_load_path_finish (GessoStudio  *studio,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
