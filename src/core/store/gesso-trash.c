/* gesso-trash.c - taking away for good what lies in the trash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-pin-table.h"
#include "gesso-search.h"
#include "gesso-tables.h"

/* A row on its way out: the index wants the text it came with. */
typedef struct
{
  gint64 id;
  char *text; /* (owned) (nullable) */
} Doomed;

static void
doomed_free (gpointer data)
{
  Doomed *doomed = data;

  g_free (doomed->text);
  g_free (doomed);
}

/* Ids and texts that @sql gives. */
static GPtrArray *
list_doomed (GessoDatabase *database,
             GError       **error,
             const char    *sql,
             gint64         parameter,
             gint64         limit)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (doomed_free);
  sqlite3_stmt *statement = gesso_database_prepare (database, error, sql, "ii", parameter, limit);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      Doomed *doomed = g_new0 (Doomed, 1);

      doomed->id = sqlite3_column_int64 (statement, 0);
      doomed->text = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      g_ptr_array_add (rows, doomed);
    }
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
remove_from_index (GessoDatabase *database,
                   GPtrArray     *rows,
                   GError       **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Doomed *doomed = rows->pdata[i];

      if (!gesso_search_remove (database, doomed->id, doomed->text, error))
        return FALSE;
    }
  return TRUE;
}

/* The hour in which an unused picture stays begins now. */
static gboolean
touch_blobs (GessoDatabase *database,
             gint64         version_id,
             GError       **error)
{
  return gesso_database_run (database, error,
                             "UPDATE blobs SET touched = ?1 WHERE hash IN"
                             " (SELECT blob FROM version_images WHERE version_id = ?2"
                             "  UNION SELECT reply FROM version_images WHERE version_id = ?2"
                             "  UNION SELECT blob FROM version_inputs WHERE version_id = ?2"
                             "  UNION SELECT blob FROM regions WHERE version_id = ?2)",
                             "ii", g_get_real_time (), version_id);
}

static gboolean
purge_versions (GessoDatabase *database,
                GPtrArray     *versions,
                GError       **error)
{
  if (!remove_from_index (database, versions, error))
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      gint64 id = ((const Doomed *) versions->pdata[i])->id;

      if (!touch_blobs (database, id, error) || !gesso_pin_table_set (database, id, NULL, error) ||
          !gesso_database_run (database, error, "DELETE FROM thread_version WHERE id = ?", "i", id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
purge_thread (GessoDatabase *database,
              const Doomed  *thread,
              GError       **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  versions = list_doomed (database, error, "SELECT id, prompt FROM thread_version WHERE thread_id = ? LIMIT ?",
                          thread->id, -1);
  if (versions == NULL || !purge_versions (database, versions, error))
    return FALSE;
  messages = list_doomed (database, error, "SELECT id, text FROM messages WHERE thread_id = ? LIMIT ?", thread->id, -1);
  return messages != NULL && remove_from_index (database, messages, error) &&
         gesso_search_remove (database, thread->id, thread->text, error) &&
         gesso_database_run (database, error, "DELETE FROM threads WHERE id = ?", "i", thread->id);
}

gboolean
gesso_trash_purge (GessoDatabase *database,
                   gint64         before,
                   guint          limit,
                   GPtrArray     *threads,
                   gboolean      *more,
                   GError       **error)
{
  g_autoptr (GPtrArray) doomed_versions = NULL;
  g_autoptr (GPtrArray) doomed_threads = NULL;

  doomed_versions = list_doomed (database, error, "SELECT id, prompt FROM thread_version WHERE trashed < ? LIMIT ?",
                                 before, limit);
  if (doomed_versions == NULL || !purge_versions (database, doomed_versions, error))
    return FALSE;
  doomed_threads = list_doomed (database, error, "SELECT id, title FROM threads WHERE trashed < ? LIMIT ?", before,
                                limit);
  if (doomed_threads == NULL)
    return FALSE;
  for (guint i = 0; i < doomed_threads->len; i++)
    {
      const Doomed *doomed = doomed_threads->pdata[i];
      GessoThreadRow *row = gesso_thread_table_get (database, doomed->id, error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (threads, row);
      if (!purge_thread (database, doomed, error))
        return FALSE;
    }
  *more = doomed_versions->len == limit || doomed_threads->len == limit;
  return TRUE;
}
