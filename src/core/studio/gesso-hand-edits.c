/* gesso-hand-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-studio"

#include "config.h"

#include "gesso-error.h"
#include "gesso-hand-edits-private.h"
#include "gesso-studio-openraster.h"

#define FOLDER "edits"
/* Programs write a file in many parts, or beside it first. */
#define SETTLE_MS 600
/* A file that cannot be read may not be whole yet. */
#define TRIES 4

enum
{
  KEPT,
  FOUND,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoHandEdits, gesso_hand_edits, G_TYPE_OBJECT)

static void
gesso_hand_edits_dispose (GObject *object)
{
  GessoHandEdits *self = GESSO_HAND_EDITS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->monitor);
  g_ptr_array_set_size (self->edits, 0);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_hand_edits_parent_class)->dispose (object);
}

static void
gesso_hand_edits_finalize (GObject *object)
{
  GessoHandEdits *self = GESSO_HAND_EDITS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->edits);
  g_free (self->folder);
  G_OBJECT_CLASS (gesso_hand_edits_parent_class)->finalize (object);
}

static void
gesso_hand_edits_class_init (GessoHandEditsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_hand_edits_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_hand_edits_finalize;

  signals[KEPT] = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, GESSO_TYPE_VERSION, G_TYPE_STRING);
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gesso_hand_edits_init (GessoHandEdits *self)
{
  self->cancellable = g_cancellable_new ();
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_hand_edit_free);
}

GessoHandEdits *
gesso_hand_edits_new (GessoStudio *studio)
{
  GessoHandEdits *self;

  g_return_val_if_fail (GESSO_IS_STUDIO (studio), NULL);

  self = g_object_new (GESSO_TYPE_HAND_EDITS, NULL);
  self->studio = g_object_ref (studio);
  self->folder = g_build_filename (gesso_store_get_data_dir (gesso_studio_get_store (studio)), FOLDER, NULL);
  return self;
}

/* The list of files */

static void
ledger_saved_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GessoHandEdits) self = user_data;
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_message ("The list of pictures in other programs: %s", error->message);
  if (self->dirty)
    gesso_hand_edits_save (self);
}

/* What is not written when all ends is only compared with an older version the next time. */
void
gesso_hand_edits_save (GessoHandEdits *self)
{
  g_autoptr (GFile) file = gesso_hand_edits_ledger_get (self->folder);
  g_autoptr (GBytes) bytes = NULL;

  self->dirty = self->saving;
  if (self->saving)
    return;
  self->saving = TRUE;
  bytes = gesso_hand_edits_ledger_write (self->edits);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, ledger_saved_cb,
                                       g_object_ref (self));
}

GessoHandEdit *
gesso_hand_edits_find (GessoHandEdits *self,
                       const char     *name)
{
  for (guint i = 0; name != NULL && i < self->edits->len; i++)
    if (g_str_equal (((GessoHandEdit *) self->edits->pdata[i])->name, name))
      return self->edits->pdata[i];
  return NULL;
}

/* A change comes back */

typedef struct
{
  GessoHandEdits *owner; /* (owned) */
  char *name;            /* (owned) */
  char *checksum;        /* (owned) (nullable): of what is there now */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->owner);
  g_free (look->name);
  g_free (look->checksum);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void wait_for_rest (GessoHandEdits *self, GessoHandEdit *edit);

/* (nullable): the edit, as long as anybody cares */
static GessoHandEdit *
end_look (Look *look)
{
  GessoHandEdit *edit = gesso_hand_edits_find (look->owner, look->name);

  if (edit == NULL || g_cancellable_is_cancelled (look->owner->cancellable))
    return NULL;
  edit->busy = FALSE;
  if (edit->again)
    wait_for_rest (look->owner, edit);
  edit->again = FALSE;
  return edit;
}

static void
fail (Look   *look,
      GError *error)
{
  GessoHandEdit *edit = end_look (look);

  if (edit == NULL || edit->source != 0)
    return;
  if (++edit->tries < TRIES)
    wait_for_rest (look->owner, edit);
  else
    g_signal_emit (look->owner, signals[FAILED], 0, error);
}

static void
take_version (Look         *look,
              GessoVersion *version)
{
  GessoHandEdit *edit = end_look (look);

  if (edit == NULL)
    return;
  edit->tries = 0;
  g_free (edit->checksum);
  edit->checksum = g_steal_pointer (&look->checksum);
  if (version != NULL)
    {
      edit->version_id = gesso_version_get_id (version);
      edit->image_index = 0;
    }
  gesso_hand_edits_save (look->owner);
  if (version != NULL)
    g_signal_emit (look->owner, signals[KEPT], 0, version, edit->program);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_studio_keep_hand_edit_finish (GESSO_STUDIO (source), result, &error);

  if (error != NULL)
    fail (look, error);
  else
    take_version (look, version);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_studio_import_file_finish (GESSO_STUDIO (source), result, &error);

  if (version == NULL)
    fail (look, error);
  else
    take_version (look, version);
}

static void
version_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  GessoHandEdits *self = look->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_store_get_version_finish (GESSO_STORE (source), result, &error);
  g_autoptr (GFile) file = g_file_new_build_filename (self->folder, look->name, NULL);
  GessoHandEdit *edit = gesso_hand_edits_find (self, look->name);

  if (edit == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (version != NULL && edit->image_index < gesso_version_get_n_images (version))
    gesso_studio_keep_hand_edit_async (self->studio, version, edit->image_index, file, edit->program, self->cancellable,
                                       kept_cb, g_steal_pointer (&look));
  else if (version != NULL || g_error_matches (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT))
    /* What it was made from is gone for good; the work on it is not. */
    gesso_studio_import_file_async (self->studio, 0, file, self->cancellable, imported_cb, g_steal_pointer (&look));
  else
    fail (look, error);
}

static void
summed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  GessoHandEdits *self = look->owner;
  GessoHandEdit *edit = gesso_hand_edits_find (self, look->name);

  look->checksum = g_task_propagate_pointer (G_TASK (result), NULL);
  if (edit == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  /* Away for a moment, or for good: it is looked at when it is back. */
  if (look->checksum == NULL || g_strcmp0 (look->checksum, edit->checksum) == 0)
    end_look (look);
  else
    gesso_store_get_version_async (gesso_studio_get_store (self->studio), edit->version_id, self->cancellable, version_cb,
                                   g_steal_pointer (&look));
}

static void
sum_on_worker (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_task_return_pointer (task, gesso_hand_edits_sum (GESSO_HAND_EDITS (source)->folder, task_data), g_free);
}

void
gesso_hand_edits_sum_async (GessoHandEdits     *self,
                            const char         *name,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, gesso_hand_edits_sum_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, sum_on_worker);
}

static void
look_at (GessoHandEdits *self,
         GessoHandEdit  *edit)
{
  Look *look;

  if (edit->busy)
    {
      edit->again = TRUE;
      return;
    }
  edit->busy = TRUE;
  look = g_new0 (Look, 1);
  look->owner = g_object_ref (self);
  look->name = g_strdup (edit->name);
  gesso_hand_edits_sum_async (self, edit->name, summed_cb, look);
}

typedef struct
{
  GessoHandEdits *owner; /* (borrowed): its edits' sources go with it */
  GessoHandEdit *edit;   /* (borrowed): the same */
} Wait;

static gboolean
settled_cb (gpointer user_data)
{
  Wait *wait = user_data;

  wait->edit->source = 0;
  look_at (wait->owner, wait->edit);
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (GessoHandEdits *self,
               GessoHandEdit  *edit)
{
  Wait *wait = g_new (Wait, 1);

  g_clear_handle_id (&edit->source, g_source_remove);
  *wait = (Wait) { self, edit };
  edit->source = g_timeout_add_full (G_PRIORITY_DEFAULT, SETTLE_MS, settled_cb, wait, g_free);
}

static void
touch (GessoHandEdits *self,
       GFile          *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  GessoHandEdit *edit = gesso_hand_edits_find (self, name);

  /* What was found is only taken when the artist says so, or saves once more. */
  if (edit == NULL)
    return;
  edit->tries = 0;
  wait_for_rest (self, edit);
}

static void
changed_cb (GessoHandEdits   *self,
            GFile            *file,
            GFile            *other,
            GFileMonitorEvent event)
{
  if (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_MOVED_OUT ||
      event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    return;
  touch (self, file);
  touch (self, other);
}

void
gesso_hand_edits_watch (GessoHandEdits *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GError) error = NULL;

  if (self->monitor != NULL)
    return;
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor == NULL)
    {
      g_message ("Pictures in other programs are not watched: %s", error->message);
      return;
    }
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
gesso_hand_edits_keep (GessoHandEdits *self,
                       const char     *name)
{
  GessoHandEdit *edit;

  g_return_if_fail (GESSO_IS_HAND_EDITS (self));

  edit = gesso_hand_edits_find (self, name);
  if (edit != NULL)
    look_at (self, edit);
}

/* Files of earlier sessions */

static void
read_ledger_on_worker (GTask        *task,
                       gpointer      source,
                       gpointer      task_data,
                       GCancellable *cancellable)
{
  g_task_return_pointer (task, gesso_hand_edits_ledger_read (GESSO_HAND_EDITS (source)->folder),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
ledger_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GessoHandEdits *self = GESSO_HAND_EDITS (source);
  g_autoptr (GPtrArray) edits = g_task_propagate_pointer (G_TASK (result), NULL);

  if (edits == NULL || edits->len == 0)
    return;
  gesso_hand_edits_watch (self);
  while (edits->len > 0)
    {
      GessoHandEdit *edit = g_ptr_array_steal_index (edits, 0);

      if (gesso_hand_edits_find (self, edit->name) != NULL)
        {
          gesso_hand_edit_free (edit);
          continue;
        }
      g_ptr_array_add (self->edits, edit);
      if (edit->changed)
        g_signal_emit (self, signals[FOUND], 0, edit->name, edit->program);
    }
}

void
gesso_hand_edits_resume (GessoHandEdits *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GESSO_IS_HAND_EDITS (self));

  task = g_task_new (self, self->cancellable, ledger_read_cb, NULL);
  g_task_set_source_tag (task, gesso_hand_edits_resume);
  g_task_run_in_thread (task, read_ledger_on_worker);
}
