/* gesso-version-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-search.h"
#include "gesso-tables.h"
#include "gesso-version-private.h"
#include "gesso-version-row.h"

/* A number that means "none" when negative is kept as NULL. */
static gboolean
insert_image (GessoDatabase           *database,
              gint64                   version_id,
              guint                    position,
              const GessoVersionImage *image,
              GError                 **error)
{
  return gesso_database_run (
      database, error,
      "INSERT INTO version_images (version_id, position, blob, reply, mime, blurhash, name, width, height, bytes,"
      " seed, protected_pixels, changed_pixels, new_picture)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, -1), nullif (?, -1), ?, ?)",
      "iitttttiiiiiii", version_id, (gint64) position, image->blob, image->reply, image->mime, image->blurhash,
      image->name, (gint64) image->width, (gint64) image->height, image->bytes, image->seed,
      image->protected_pixels, image->changed_pixels, (gint64) image->new_picture);
}

static gboolean
insert_parts (GessoDatabase     *database,
              gint64             id,
              GessoVersionDraft *draft,
              GError           **error)
{
  for (guint i = 0; i < draft->images->len; i++)
    if (!insert_image (database, id, i, g_ptr_array_index (draft->images, i), error))
      return FALSE;
  for (guint i = 0; i < draft->inputs->len; i++)
    {
      const GessoVersionInput *input = g_ptr_array_index (draft->inputs, i);

      if (!gesso_database_run (database, error,
                               "INSERT INTO version_inputs (version_id, position, role, blob, from_version_id,"
                               " from_image) VALUES (?, ?, ?, ?, ?, ?)",
                               "iittki", id, (gint64) i, gesso_input_role_to_nick (input->role), input->blob,
                               input->version_id, (gint64) input->image_index))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_row (GessoDatabase     *database,
            gint64             id,
            const char        *uuid,
            GessoVersionDraft *draft,
            gint64             job_id,
            GError           **error)
{
  return gesso_database_run (
      database, error,
      "INSERT INTO thread_version (id, uuid, thread_id, branch_id, message_id, parent_id, job_id, tool, model, prompt,"
      " parameters, note, created, seconds, cost)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CASE WHEN ?15 >= 0 THEN ?15 END)",
      "itiikkktttttidd", id, uuid, draft->thread_id, draft->branch_id, draft->message_id, draft->parent_id, job_id,
      gesso_tool_to_nick (draft->tool), draft->model, draft->prompt, draft->parameters, draft->note, draft->created,
      draft->seconds, draft->cost);
}

static gboolean
insert (GessoDatabase     *database,
        const char        *uuid,
        GessoVersionDraft *draft,
        gint64             job_id,
        gint64            *id,
        GError           **error)
{
  /* The thread first: it tells best when it is not there. */
  return gesso_library_next_id (database, id, error) &&
         gesso_thread_table_touch (database, draft->thread_id, *id, error) &&
         insert_row (database, *id, uuid, draft, job_id, error) && insert_parts (database, *id, draft, error) &&
         gesso_search_add (database, *id, draft->prompt, error);
}

gboolean
gesso_version_table_restore (GessoDatabase     *database,
                             const char        *uuid,
                             GessoVersionDraft *draft,
                             gint64            *id,
                             GError           **error)
{
  return insert (database, uuid, draft, 0, id, error);
}

/* Where the turn that asked for it stands, wherever the thread has gone on since. */
static gboolean
find_branch (GessoDatabase     *database,
             GessoVersionDraft *draft,
             GError           **error)
{
  return gesso_database_get_int (database, error, &draft->branch_id, 0,
                                 "SELECT coalesce ((SELECT branch_id FROM messages WHERE id = ?2 AND thread_id = ?1),"
                                 " (SELECT branch_id FROM threads WHERE id = ?1), 0)",
                                 "ii", draft->thread_id, draft->message_id);
}

GessoVersion *
gesso_version_table_insert (GessoDatabase     *database,
                            GessoVersionDraft *draft_in,
                            gint64             job_id,
                            GError           **error)
{
  g_autoptr (GessoVersionDraft) draft = draft_in;
  g_autofree char *uuid = g_uuid_string_random ();
  gint64 id;

  if (draft->created == 0)
    draft->created = g_get_real_time ();
  if (!find_branch (database, draft, error) || !insert (database, uuid, draft, job_id, &id, error) ||
      !gesso_thread_table_renew_cover (database, draft->thread_id, error) ||
      (job_id != 0 && !gesso_job_table_complete (database, job_id, error)))
    return NULL;
  return gesso_version_new (id, g_steal_pointer (&draft), FALSE);
}

static GessoVersionRow *
get_row (GessoDatabase *database,
         gint64         id,
         GError       **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error, "SELECT " GESSO_VERSION_COLUMNS " FROM thread_version v WHERE v.id = ?", "i", id);
  GessoVersionRow *row;

  if (statement == NULL)
    return NULL;
  switch (gesso_database_step (database, statement, error))
    {
    case GESSO_FETCH_ROW:
      row = gesso_version_row_read (statement);
      gesso_database_reset (statement);
      return row;
    case GESSO_FETCH_DONE:
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such version."));
      return NULL;
    default:
      return NULL;
    }
}

GessoVersion *
gesso_version_table_get (GessoDatabase *database,
                         gint64         id,
                         GError       **error)
{
  g_autoptr (GessoVersionRow) row = get_row (database, id, error);
  sqlite3_stmt *statement;
  GessoFetch step;

  if (row == NULL || !gesso_version_row_load_images (row, database, error))
    return NULL;
  statement = gesso_database_prepare (
      database, error,
      "SELECT " GESSO_INPUT_COLUMNS " FROM version_inputs i WHERE i.version_id = ? ORDER BY i.position", "i", id);
  if (statement == NULL)
    return NULL;
  while ((step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    gesso_version_row_read_input (row, statement);
  return step == GESSO_FETCH_DONE ? gesso_version_row_to_version (row) : NULL;
}

GPtrArray *
gesso_version_table_list_of_message (GessoDatabase *database,
                                     gint64         message_id,
                                     GError       **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error,
                              "SELECT id FROM thread_version WHERE message_id = ? AND trashed IS NULL ORDER BY id", "i",
                              message_id);
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (step != GESSO_FETCH_DONE)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      GessoVersion *version = gesso_version_table_get (database, g_array_index (ids, gint64, i), error);

      if (version == NULL)
        return NULL;
      g_ptr_array_add (versions, version);
    }
  return g_steal_pointer (&versions);
}

gboolean
gesso_version_table_set_trashed (GessoDatabase *database,
                                 gint64         id,
                                 gboolean       trashed,
                                 GError       **error)
{
  gint64 thread_id;

  return gesso_database_run (database, error, "UPDATE thread_version SET trashed = ? WHERE id = ?", "ki",
                             trashed ? g_get_real_time () : G_GINT64_CONSTANT (0), id) &&
         gesso_database_get_int (database, error, &thread_id, 0, "SELECT thread_id FROM thread_version WHERE id = ?",
                                 "i", id) &&
         gesso_thread_table_renew_cover (database, thread_id, error);
}

/* The median of the newest; of an even number the slower of the two in the middle. */
gboolean
gesso_version_table_estimate (GessoDatabase *database,
                              const char    *model,
                              GessoTool      tool,
                              double        *seconds,
                              GError       **error)
{
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error,
                              "WITH newest AS (SELECT seconds FROM thread_version"
                              "  WHERE model = ? AND tool = ? AND job_id IS NOT NULL ORDER BY id DESC LIMIT 20)"
                              " SELECT seconds FROM newest ORDER BY seconds"
                              " LIMIT 1 OFFSET (SELECT count (*) / 2 FROM newest)",
                              "tt", model, gesso_tool_to_nick (tool));
  GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;

  *seconds = -1;
  if (step == GESSO_FETCH_FAILED)
    return FALSE;
  if (step == GESSO_FETCH_ROW)
    {
      *seconds = sqlite3_column_double (statement, 0);
      gesso_database_reset (statement);
    }
  return TRUE;
}
