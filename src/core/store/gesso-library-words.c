/* gesso-library-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-words.h"
#include "gesso-search-text.h"

/* From more hits than this the walk through the library is the shorter way to a page. */
#define RARE 2000

struct _GessoLibraryWords
{
  GessoDatabase *database; /* (borrowed) */
  GessoSearchQuery *query; /* (owned) */
  GBytes *hits;            /* (owned) */
  const gint64 *ids;       /* (borrowed) from hits: the largest first */
  gsize n_ids;
  gboolean has_tags;
  gboolean has_pins;
};

static gboolean
collect_hits (GessoLibraryWords *self,
              GError           **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      self->database, error, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC", "t",
      gesso_search_query_get_match (self->query));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (self->database, statement, error)) == GESSO_FETCH_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  self->n_ids = ids->len;
  self->hits = g_bytes_new_take (ids->data, ids->len * sizeof (gint64));
  self->ids = g_bytes_get_data (self->hits, NULL);
  g_array_free (g_steal_pointer (&ids), FALSE);
  return step == GESSO_FETCH_DONE;
}

static gboolean
is_hit (GessoLibraryWords *self,
        gint64             id)
{
  gsize first = 0, past = self->n_ids;

  while (first < past)
    {
      gsize middle = first + (past - first) / 2;

      if (self->ids[middle] > id)
        first = middle + 1;
      else
        past = middle;
    }
  return first < self->n_ids && self->ids[first] == id;
}

/* Tags and pins are few: to ask every version for its own would take longer. */
static gboolean
look_for (GessoLibraryWords *self,
          const char        *sql,
          gboolean          *found,
          GError           **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (self->database, error, sql, "");
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (self->database, statement, error)) == GESSO_FETCH_ROW)
    *found = *found || is_hit (self, sqlite3_column_int64 (statement, 0));
  return step == GESSO_FETCH_DONE;
}

GessoLibraryWords *
gesso_library_words_new (GessoDatabase *database,
                         const char    *text,
                         GError       **error)
{
  g_autoptr (GessoLibraryWords) self = NULL;
  g_autoptr (GessoSearchQuery) query = gesso_search_query_new (text);

  if (query == NULL)
    return NULL;
  self = g_new0 (GessoLibraryWords, 1);
  self->database = database;
  self->query = g_steal_pointer (&query);
  if (!collect_hits (self, error) ||
      !look_for (self, "SELECT id FROM labels WHERE kind = 'tag'", &self->has_tags, error) ||
      !look_for (self, "SELECT id FROM pins", &self->has_pins, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
gesso_library_words_free (GessoLibraryWords *self)
{
  g_clear_pointer (&self->hits, g_bytes_unref);
  gesso_search_query_free (self->query);
  g_free (self);
}

const char *
gesso_library_words_get_match (GessoLibraryWords *self)
{
  return gesso_search_query_get_match (self->query);
}

GBytes *
gesso_library_words_get_hits (GessoLibraryWords *self)
{
  return self->hits;
}

gboolean
gesso_library_words_has_tags (GessoLibraryWords *self)
{
  return self->has_tags;
}

gboolean
gesso_library_words_has_pins (GessoLibraryWords *self)
{
  return self->has_pins;
}

gboolean
gesso_library_words_is_rare (GessoLibraryWords *self)
{
  return self->n_ids <= RARE;
}

/* The texts of a version, each with its id in the index. */
static const char texts_sql[] =
    "SELECT 1, v.id, v.prompt FROM thread_version v WHERE v.id = ?1"
    " UNION ALL SELECT 2, m.id, m.text FROM thread_version v JOIN messages m ON m.id = v.message_id WHERE v.id = ?1"
    " UNION ALL SELECT 3, l.id, l.name FROM label_versions x JOIN labels l ON l.id = x.label_id"
    "   WHERE x.version_id = ?1 AND l.kind = 'tag'"
    " UNION ALL SELECT 3, p.id, p.name FROM pins p WHERE p.version_id = ?1"
    " UNION ALL SELECT 4, t.id, t.title FROM thread_version v JOIN threads t ON t.id = v.thread_id WHERE v.id = ?1"
    " ORDER BY 1";

/* Looks through the texts of @id until one holds; (nullable) @row gets it. */
static gboolean
look_at_texts (GessoLibraryWords *self,
               gint64             id,
               GessoLibraryRow   *row,
               gboolean          *holds,
               GError           **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (self->database, error, texts_sql, "i", id);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  *holds = FALSE;
  while (statement != NULL && !*holds &&
         (step = gesso_database_step (self->database, statement, error)) == GESSO_FETCH_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 2);
      gsize start, length;

      if (text == NULL || !is_hit (self, sqlite3_column_int64 (statement, 1)) ||
          !gesso_search_query_find (self->query, text, &start, &length))
        continue;
      *holds = TRUE;
      if (row != NULL)
        {
          g_free (row->hit);
          row->hit = g_strdup (text);
          row->hit_start = start;
          row->hit_length = length;
        }
    }
  if (*holds)
    gesso_database_reset (statement);
  return step != GESSO_FETCH_FAILED;
}

/* Most versions are found by their prompt, and that is at hand soonest. */
static gboolean
look_at_prompt (GessoLibraryWords *self,
                gint64             id,
                gboolean          *holds,
                GError           **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (self->database, error,
                                                    "SELECT prompt FROM thread_version WHERE id = ?", "i", id);
  GessoFetch step = statement != NULL ? gesso_database_step (self->database, statement, error) : GESSO_FETCH_FAILED;
  const char *text;
  gsize start, length;

  if (step != GESSO_FETCH_ROW)
    return step == GESSO_FETCH_DONE;
  text = (const char *) sqlite3_column_text (statement, 0);
  *holds = text != NULL && gesso_search_query_find (self->query, text, &start, &length);
  gesso_database_reset (statement);
  return TRUE;
}

gboolean
gesso_library_words_check (GessoLibraryWords *self,
                           gint64             id,
                           gboolean          *holds,
                           GError           **error)
{
  *holds = gesso_search_query_is_exact (self->query);
  if (!*holds && is_hit (self, id) && !look_at_prompt (self, id, holds, error))
    return FALSE;
  return *holds || look_at_texts (self, id, NULL, holds, error);
}

gboolean
gesso_library_words_find (GessoLibraryWords *self,
                          GessoLibraryRow   *row,
                          gboolean          *holds,
                          GError           **error)
{
  return look_at_texts (self, row->id, row, holds, error);
}
