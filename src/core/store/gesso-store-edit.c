/* gesso-store-edit.c - one thing done to many versions at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-branch-tables.h"
#include "gesso-library-tables.h"
#include "gesso-store-private.h"
#include "gesso-tables.h"
#include "gesso-version-private.h"

typedef struct
{
  GArray *ids; /* (owned) (element-type gint64) */
  GessoVersionEdit edit;
  gint64 number;
  char *text; /* (owned) (nullable) */
  GPtrArray *versions; /* (owned) (element-type GessoVersion): result: those that left their thread or came back */
  GPtrArray *threads;  /* (owned) (element-type GessoThreadRow): result: those that they are in, or were */
} EditCall;

static void
edit_call_free (gpointer data)
{
  EditCall *call = data;

  g_array_unref (call->ids);
  g_free (call->text);
  g_ptr_array_unref (call->versions);
  g_ptr_array_unref (call->threads);
  g_free (call);
}

static gint64
get_id (EditCall *call,
        guint     index)
{
  return g_array_index (call->ids, gint64, index);
}

/* Notes thread @id, whose cover may be another one now. */
static gboolean
note_thread (GessoDatabase *database,
             EditCall      *call,
             gint64         id,
             GError       **error)
{
  GessoThreadRow *row;

  for (guint i = 0; i < call->threads->len; i++)
    if (((const GessoThreadRow *) call->threads->pdata[i])->id == id)
      return TRUE;
  if (!gesso_thread_table_renew_cover (database, id, error) ||
      (row = gesso_thread_table_get (database, id, error)) == NULL)
    return FALSE;
  g_ptr_array_add (call->threads, row);
  return TRUE;
}

/* To where an id like its own is shown in the other thread. */
static gboolean
move (GessoDatabase *database,
      gint64         id,
      gint64         thread_id,
      GError       **error)
{
  g_autoptr (GessoLine) line = gesso_branch_table_load_line (database, thread_id, -1, FALSE, error);

  return line != NULL && gesso_database_run (database, error,
                                             "UPDATE thread_version SET thread_id = ?, branch_id = ? WHERE id = ?",
                                             "iii", thread_id, gesso_line_find (line, id)->branch_id, id);
}

static gboolean
change_place (GessoDatabase *database,
              EditCall      *call,
              gint64         id,
              GError       **error)
{
  gint64 thread_id;
  GessoVersion *version;

  if (!gesso_database_get_int (database, error, &thread_id, 0, "SELECT thread_id FROM thread_version WHERE id = ?",
                               "i", id))
    return FALSE;
  if (thread_id == 0)
    return TRUE;
  if (call->edit == GESSO_EDIT_MOVE
          ? !move (database, id, call->number, error)
          : !gesso_version_table_set_trashed (database, id, call->number != 0, error))
    return FALSE;
  version = gesso_version_table_get (database, id, error);
  if (version == NULL)
    return FALSE;
  g_ptr_array_add (call->versions, version);
  return note_thread (database, call, thread_id, error) &&
         note_thread (database, call, gesso_version_get_thread_id (version), error);
}

static gboolean
edit_version (GessoDatabase *database,
              EditCall      *call,
              gint64         id,
              GError       **error)
{
  switch (call->edit)
    {
    case GESSO_EDIT_FAVOURITE:
      return gesso_database_run (database, error, "UPDATE thread_version SET favourite = ? WHERE id = ?", "ii",
                                 (gint64) (call->number != 0), id);
    case GESSO_EDIT_STARS:
      return gesso_database_run (database, error, "UPDATE thread_version SET stars = ? WHERE id = ?", "ii",
                                 CLAMP (call->number, 0, 5), id);
    case GESSO_EDIT_ADD_LABEL:
    case GESSO_EDIT_ADD_TAG:
      return gesso_label_table_attach (database, call->number, id, TRUE, error);
    case GESSO_EDIT_REMOVE_LABEL:
      return gesso_label_table_attach (database, call->number, id, FALSE, error);
    case GESSO_EDIT_MOVE:
    case GESSO_EDIT_TRASH:
      return change_place (database, call, id, error);
    default:
      g_assert_not_reached ();
    }
}

/* Finds or makes what the versions are put under or into. */
static gboolean
prepare_target (GessoDatabase *database,
                EditCall      *call,
                GError       **error)
{
  if (call->edit == GESSO_EDIT_ADD_LABEL || call->edit == GESSO_EDIT_REMOVE_LABEL)
    return gesso_label_table_check (database, call->number, error);
  if (call->edit == GESSO_EDIT_ADD_TAG)
    {
      GessoLabel label = { 0, GESSO_LABEL_TAG, call->text, NULL, 0 };

      if (!gesso_label_table_save (database, &label, error))
        return FALSE;
      call->number = label.id;
    }
  if (call->edit == GESSO_EDIT_MOVE)
    {
      g_autoptr (GessoThreadRow) row = gesso_thread_table_get (database, call->number, error);

      return row != NULL;
    }
  return TRUE;
}

static gboolean
run_edit (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  EditCall *call = data;

  if (!prepare_target (self->database, call, error))
    return FALSE;
  for (guint i = 0; i < call->ids->len; i++)
    if (!edit_version (self->database, call, get_id (call, i), error))
      return FALSE;
  gesso_look_alike_forget (self->look_alike);
  return TRUE;
}

/* Everybody who shows the old thread lets go of it, then who shows the new one takes it. */
static void
publish_place (GessoStore   *self,
               GessoVersion *fresh)
{
  gint64 thread_id = gesso_version_get_thread_id (fresh);
  g_autoptr (GessoVersion) version = gesso_store_intern_version (self, g_object_ref (fresh));

  if (gesso_version_get_thread_id (version) != thread_id)
    {
      gesso_version_set_trashed (version, TRUE);
      gesso_store_emit_version_trashed (self, version);
      gesso_version_set_place (version, thread_id, gesso_version_get_branch_id (fresh));
      gesso_version_set_trashed (version, gesso_version_get_trashed (fresh));
    }
  gesso_store_emit_version_trashed (self, version);
}

static void
publish_edit (GessoStore *self,
              gpointer    data)
{
  EditCall *call = data;

  for (guint i = 0; i < call->versions->len; i++)
    publish_place (self, call->versions->pdata[i]);
  for (guint i = 0; i < call->threads->len; i++)
    {
      g_autoptr (GessoThread) thread = gesso_store_intern_thread (self, call->threads->pdata[i]);

      gesso_store_emit_thread_changed (self, thread);
    }
  gesso_store_emit_versions_edited (self, call->ids);
  if (call->edit == GESSO_EDIT_ADD_LABEL || call->edit == GESSO_EDIT_REMOVE_LABEL ||
      call->edit == GESSO_EDIT_ADD_TAG || call->edit == GESSO_EDIT_TRASH)
    gesso_store_emit_labels_changed (self);
}

static const GessoCallClass edit_class = { run_edit, publish_edit, edit_call_free, TRUE };

void
gesso_store_edit_versions_async (GessoStore         *self,
                                 const gint64       *ids,
                                 guint               n_ids,
                                 GessoVersionEdit    edit,
                                 gint64              number,
                                 const char         *text,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  EditCall *call = g_new0 (EditCall, 1);

  call->ids = g_array_append_vals (g_array_sized_new (FALSE, FALSE, sizeof *ids, n_ids), ids, n_ids);
  call->edit = edit;
  call->number = number;
  call->text = g_strdup (text);
  call->versions = g_ptr_array_new_with_free_func (g_object_unref);
  call->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_thread_row_free);
  gesso_store_call (self, &edit_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_edit_versions_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return gesso_store_call_finish (self, result, &edit_class, error) != NULL;
}
