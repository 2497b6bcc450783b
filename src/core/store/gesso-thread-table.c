/* gesso-thread-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-search.h"
#include "gesso-tables.h"

#define COLUMNS "id, title, created, updated, activity, cover, trashed, place, place_fork, place_y"

static gboolean
check_changed (GessoDatabase *database,
               GError       **error)
{
  if (sqlite3_changes (gesso_database_peek (database)) > 0)
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such thread."));
  return FALSE;
}

static GessoThreadRow *
read_row (sqlite3_stmt *statement)
{
  GessoThreadRow *row = g_new0 (GessoThreadRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->title = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  row->created = sqlite3_column_int64 (statement, 2);
  row->updated = sqlite3_column_int64 (statement, 3);
  row->activity = sqlite3_column_int64 (statement, 4);
  row->cover = g_strdup ((const char *) sqlite3_column_text (statement, 5));
  row->trashed = sqlite3_column_int64 (statement, 6);
  row->place.item_id = sqlite3_column_int64 (statement, 7);
  row->place.is_fork = sqlite3_column_int (statement, 8) != 0;
  row->place.y = sqlite3_column_double (statement, 9);
  return row;
}

GessoThreadRow *
gesso_thread_table_insert (GessoDatabase *database,
                           const char    *title,
                           GError       **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  gint64 id;

  if (!gesso_thread_table_restore (database, uuid, title, g_get_real_time (), &id, error))
    return NULL;
  return gesso_thread_table_get (database, id, error);
}

gboolean
gesso_thread_table_restore (GessoDatabase *database,
                            const char    *uuid,
                            const char    *title,
                            gint64         created,
                            gint64        *id,
                            GError       **error)
{
  return gesso_library_next_id (database, id, error) &&
         gesso_database_run (database, error,
                             "INSERT INTO threads (id, uuid, title, created, updated, activity) VALUES (?, ?, ?, ?, ?, ?)",
                             "ittiii", *id, uuid, title, created, created, *id) &&
         gesso_search_add (database, *id, title, error);
}

GessoThreadRow *
gesso_thread_table_get (GessoDatabase *database,
                        gint64         id,
                        GError       **error)
{
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error, "SELECT " COLUMNS " FROM threads WHERE id = ?", "i", id);
  GessoThreadRow *row;

  if (statement == NULL)
    return NULL;
  switch (gesso_database_step (database, statement, error))
    {
    case GESSO_FETCH_ROW:
      row = read_row (statement);
      gesso_database_reset (statement);
      return row;
    case GESSO_FETCH_DONE:
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such thread."));
      return NULL;
    default:
      return NULL;
    }
}

GPtrArray *
gesso_thread_table_list (GessoDatabase *database,
                         gboolean       trashed,
                         gint64         before,
                         guint          limit,
                         GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_thread_row_free);
  sqlite3_stmt *statement;
  GessoFetch step;

  statement = gesso_database_prepare (
      database, error,
      trashed ? "SELECT " COLUMNS " FROM threads WHERE trashed IS NOT NULL AND activity < ?"
                " ORDER BY activity DESC LIMIT ?"
              : "SELECT " COLUMNS " FROM threads WHERE trashed IS NULL AND activity < ?"
                " ORDER BY activity DESC LIMIT ?",
      "ii", before > 0 ? before : G_MAXINT64, (gint64) limit);
  if (statement == NULL)
    return NULL;
  while ((step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (rows, read_row (statement));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&rows) : NULL;
}

gboolean
gesso_thread_table_rename (GessoDatabase *database,
                           gint64         id,
                           const char    *title,
                           GError       **error)
{
  g_autoptr (GessoThreadRow) row = gesso_thread_table_get (database, id, error);

  return row != NULL && gesso_search_remove (database, id, row->title, error) &&
         gesso_search_add (database, id, title, error) &&
         gesso_database_run (database, error, "UPDATE threads SET title = ? WHERE id = ?", "ti", title, id);
}

gboolean
gesso_thread_table_choose_cover (GessoDatabase *database,
                                 gint64         id,
                                 const char    *blob,
                                 GError       **error)
{
  return gesso_database_run (database, error, "UPDATE threads SET cover = ?, cover_chosen = ? WHERE id = ?", "tii",
                             blob, (gint64) (blob != NULL), id) &&
         check_changed (database, error) && (blob != NULL || gesso_thread_table_renew_cover (database, id, error));
}

gboolean
gesso_thread_table_renew_cover (GessoDatabase *database,
                                gint64         id,
                                GError       **error)
{
  return gesso_database_run (database, error,
                             "UPDATE threads SET cover ="
                             " (SELECT i.blob FROM thread_version v JOIN version_images i ON i.version_id = v.id"
                             "  WHERE v.thread_id = threads.id AND v.trashed IS NULL AND i.position = 0"
                             "  ORDER BY v.id DESC LIMIT 1)"
                             " WHERE id = ? AND NOT cover_chosen",
                             "i", id);
}

gboolean
gesso_thread_table_set_trashed (GessoDatabase *database,
                                gint64         id,
                                gboolean       trashed,
                                GError       **error)
{
  return gesso_database_run (database, error, "UPDATE threads SET trashed = ? WHERE id = ?", "ki",
                             trashed ? g_get_real_time () : G_GINT64_CONSTANT (0), id) &&
         check_changed (database, error);
}

gboolean
gesso_thread_table_set_place (GessoDatabase          *database,
                              gint64                  id,
                              const GessoThreadPlace *place,
                              GError                **error)
{
  return gesso_database_run (database, error, "UPDATE threads SET place = ?, place_fork = ?, place_y = ? WHERE id = ?",
                             "iidi", place->item_id, (gint64) place->is_fork, place->y, id) &&
         check_changed (database, error);
}

gboolean
gesso_thread_table_touch (GessoDatabase *database,
                          gint64         id,
                          gint64         activity,
                          GError       **error)
{
  return gesso_database_run (database, error, "UPDATE threads SET updated = ?, activity = ? WHERE id = ?", "iii",
                             g_get_real_time (), activity, id) &&
         check_changed (database, error);
}
