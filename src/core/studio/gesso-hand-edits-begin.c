/* gesso-hand-edits-begin.c - a picture goes out to another program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "gesso-hand-edits-private.h"
#include "gesso-openraster.h"
#include "gesso-studio-openraster.h"

typedef struct
{
  GessoVersion *version; /* (owned) */
  guint image_index;
  char *name;            /* (owned): of the file */
  char *program;         /* (owned) (nullable) */
  gboolean is_known;     /* there is a file for it already, if nobody deleted that */
} Begin;

static void
free_begin (gpointer data)
{
  Begin *begin = data;

  g_object_unref (begin->version);
  g_free (begin->name);
  g_free (begin->program);
  g_free (begin);
}

static void
finish_begin (GTask *task)
{
  GessoHandEdits *self = g_task_get_source_object (task);
  Begin *begin = g_task_get_task_data (task);

  gesso_hand_edits_watch (self);
  gesso_hand_edits_save (self);
  g_task_return_pointer (task, g_file_new_build_filename (self->folder, begin->name, NULL), g_object_unref);
}

static void
written_summed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoHandEdits *self = GESSO_HAND_EDITS (source);
  Begin *begin = g_task_get_task_data (task);
  GessoHandEdit *edit = gesso_hand_edits_find (self, begin->name);

  if (edit == NULL)
    {
      edit = gesso_hand_edit_new (begin->name, begin->program, gesso_version_get_id (begin->version), begin->image_index);
      g_ptr_array_add (self->edits, edit);
    }
  g_free (edit->checksum);
  edit->checksum = g_task_propagate_pointer (G_TASK (result), NULL);
  finish_begin (task);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoHandEdits *self = g_task_get_source_object (task);
  Begin *begin = g_task_get_task_data (task);
  GError *error = NULL;

  if (gesso_studio_write_openraster_finish (GESSO_STUDIO (source), result, &error))
    gesso_hand_edits_sum_async (self, begin->name, written_summed_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
folder_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoHandEdits *self = g_task_get_source_object (task);
  Begin *begin = g_task_get_task_data (task);
  g_autoptr (GFile) file = g_file_new_build_filename (self->folder, begin->name, NULL);

  /* The layers that somebody added are still in it. */
  if (g_task_propagate_boolean (G_TASK (result), NULL) && begin->is_known)
    finish_begin (task);
  else
    gesso_studio_write_openraster_async (self->studio, begin->version, begin->image_index, file,
                                         g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

/* TRUE: the file is there. */
static void
make_folder_on_worker (GTask        *task,
                       gpointer      source,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  GessoHandEdits *self = GESSO_HAND_EDITS (source);
  g_autofree char *path = g_build_filename (self->folder, task_data, NULL);

  /* Where it cannot be made, writing the file tells why. */
  g_mkdir_with_parents (self->folder, 0700);
  g_task_return_boolean (task, g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/* "name.ora", "name-2.ora": one that no other picture has. */
static char *
choose_name (GessoHandEdits *self,
             const char     *name)
{
  g_autofree char *base = g_strdelimit (g_strdup (name), "/\\[]\n\r", '-');
  char *chosen = g_strconcat (base, GESSO_OPENRASTER_SUFFIX, NULL);

  for (guint i = 2; gesso_hand_edits_find (self, chosen) != NULL; i++)
    {
      g_free (chosen);
      chosen = g_strdup_printf ("%s-%u" GESSO_OPENRASTER_SUFFIX, base, i);
    }
  return chosen;
}

static GessoHandEdit *
find_picture (GessoHandEdits *self,
              gint64          version_id,
              guint           image_index)
{
  for (guint i = 0; i < self->edits->len; i++)
    {
      GessoHandEdit *edit = self->edits->pdata[i];

      if (edit->version_id == version_id && edit->image_index == image_index)
        return edit;
    }
  return NULL;
}

void
gesso_hand_edits_begin_async (GessoHandEdits     *self,
                              GessoVersion       *version,
                              guint               image_index,
                              const char         *name,
                              const char         *program,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) folder_task = NULL;
  GessoHandEdit *edit;
  GTask *task;
  Begin *begin;

  g_return_if_fail (GESSO_IS_HAND_EDITS (self) && GESSO_IS_VERSION (version) && name != NULL);

  edit = find_picture (self, gesso_version_get_id (version), image_index);
  if (edit != NULL && program != NULL)
    {
      g_free (edit->program);
      edit->program = g_strdup (program);
    }
  begin = g_new0 (Begin, 1);
  begin->version = g_object_ref (version);
  begin->image_index = image_index;
  begin->name = edit != NULL ? g_strdup (edit->name) : choose_name (self, name);
  begin->program = g_strdup (program);
  begin->is_known = edit != NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_hand_edits_begin_async);
  g_task_set_task_data (task, begin, free_begin);
  folder_task = g_task_new (self, cancellable, folder_cb, task);
  g_task_set_task_data (folder_task, begin->name, NULL);
  g_task_run_in_thread (folder_task, make_folder_on_worker);
}

GFile *
gesso_hand_edits_begin_finish (GessoHandEdits *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
