/* gesso-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-branch-tables.h"
#include "gesso-search.h"
#include "gesso-search-text.h"

void
gesso_search_hit_free (GessoSearchHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->thread_title);
  g_free (hit->text);
  g_free (hit);
}

gboolean
gesso_search_add (GessoDatabase *database,
                  gint64         id,
                  const char    *text,
                  GError       **error)
{
  g_autofree char *form = gesso_search_text_index (text);

  return *form == '\0' ||
         gesso_database_run (database, error, "INSERT INTO search (rowid, text) VALUES (?, ?)", "it", id, form);
}

gboolean
gesso_search_remove (GessoDatabase *database,
                     gint64         id,
                     const char    *text,
                     GError       **error)
{
  g_autofree char *form = gesso_search_text_index (text);

  return *form == '\0' ||
         gesso_database_run (database, error, "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)",
                             "it", id, form);
}

/* One row for an id, whichever of the four tables it is in; none when it is
 * in the trash. */
static const char find_row[] =
    "SELECT t.id, v.id, 0, t.title, v.prompt, v.created FROM thread_version v JOIN threads t ON t.id = v.thread_id"
    " WHERE v.id = ?1 AND v.trashed IS NULL AND t.trashed IS NULL"
    " UNION ALL "
    "SELECT t.id, v.id, 0, t.title, p.name, v.created FROM pins p JOIN thread_version v ON v.id = p.version_id"
    " JOIN threads t ON t.id = v.thread_id WHERE p.id = ?1 AND v.trashed IS NULL AND t.trashed IS NULL"
    " UNION ALL "
    "SELECT t.id, 0, m.id, t.title, m.text, m.created FROM messages m JOIN threads t ON t.id = m.thread_id"
    " WHERE m.id = ?1 AND t.trashed IS NULL"
    " UNION ALL "
    "SELECT t.id, 0, 0, t.title, t.title, t.created FROM threads t WHERE t.id = ?1 AND t.trashed IS NULL";

/* Adds what lies at @id when it is not in the trash and really fits. */
static gboolean
add_hit (GessoDatabase    *database,
         GessoSearchQuery *query,
         gint64            id,
         GPtrArray        *hits,
         GError          **error)
{
  sqlite3_stmt *row = gesso_database_prepare (database, error, find_row, "i", id);
  GessoFetch step = row != NULL ? gesso_database_step (database, row, error) : GESSO_FETCH_FAILED;
  const char *text;
  gsize start, length;

  if (step != GESSO_FETCH_ROW)
    return step == GESSO_FETCH_DONE;
  text = (const char *) sqlite3_column_text (row, 4);
  if (text != NULL && gesso_search_query_find (query, text, &start, &length))
    {
      GessoSearchHit *hit = g_new0 (GessoSearchHit, 1);

      hit->thread_id = sqlite3_column_int64 (row, 0);
      hit->version_id = sqlite3_column_int64 (row, 1);
      hit->message_id = sqlite3_column_int64 (row, 2);
      hit->thread_title = g_strdup ((const char *) sqlite3_column_text (row, 3));
      hit->text = g_strdup (text);
      hit->created = sqlite3_column_int64 (row, 5);
      hit->start = start;
      hit->length = length;
      g_ptr_array_add (hits, hit);
    }
  gesso_database_reset (row);
  return TRUE;
}

GPtrArray *
gesso_search_find (GessoDatabase *database,
                   const char    *text,
                   guint          limit,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_search_hit_free);
  g_autoptr (GessoSearchQuery) query = gesso_search_query_new (text);
  sqlite3_stmt *matches;
  GessoFetch step = GESSO_FETCH_DONE;

  if (query == NULL)
    return g_steal_pointer (&hits);
  matches = gesso_database_prepare (database, error,
                                    "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC", "t",
                                    gesso_search_query_get_match (query));
  if (matches == NULL)
    return NULL;
  while (hits->len < limit && (step = gesso_database_step (database, matches, error)) == GESSO_FETCH_ROW)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add_hit (database, query, sqlite3_column_int64 (matches, 0), hits, error))
      {
        step = GESSO_FETCH_FAILED;
        break;
      }
  gesso_database_reset (matches);
  return step != GESSO_FETCH_FAILED ? g_steal_pointer (&hits) : NULL;
}

static gboolean
holds (const char *text,
       const char *folded)
{
  g_autofree char *form = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return form != NULL && strstr (form, folded) != NULL;
}

/* A thread is small enough to be looked through, so that parts of words are
 * found too, but only on the branch that is shown. What its versions were asked for stands in a message above them,
 * unless they came from none. */
GArray *
gesso_search_find_in_thread (GessoDatabase *database,
                             gint64         thread_id,
                             const char    *text,
                             GCancellable  *cancellable,
                             GError       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GessoLine) line = NULL;
  sqlite3_stmt *rows;
  GessoFetch step = GESSO_FETCH_FAILED;

  if (*folded == '\0')
    return g_steal_pointer (&ids);
  line = gesso_branch_table_load_line (database, thread_id, -1, FALSE, error);
  if (line == NULL)
    return NULL;
  rows = gesso_database_prepare (database, error,
                                 "SELECT id, text, branch_id FROM messages WHERE thread_id = ?1"
                                 " UNION ALL "
                                 "SELECT id, prompt, branch_id FROM thread_version"
                                 " WHERE thread_id = ?1 AND trashed IS NULL AND message_id IS NULL ORDER BY 1",
                                 "i", thread_id);
  while (rows != NULL && (step = gesso_database_step (database, rows, error)) == GESSO_FETCH_ROW)
    {
      gint64 id = sqlite3_column_int64 (rows, 0);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          gesso_database_reset (rows);
          return NULL;
        }
      if (gesso_line_holds (line, sqlite3_column_int64 (rows, 2), id) &&
          holds ((const char *) sqlite3_column_text (rows, 1), folded))
        g_array_append_val (ids, id);
    }
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&ids) : NULL;
}
