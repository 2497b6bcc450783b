/* gesso-library-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-query.h"
#include "gesso-library-words.h"

/* A statement being put together. What is interned stays: there are only as many
 * texts as there are kinds of filters. */
typedef struct
{
  GString *sql;   /* (owned) */
  GArray *values; /* (owned) (element-type GValue) */
} Query;

static void
query_init (Query *query)
{
  query->sql = g_string_new (NULL);
  query->values = g_array_new (FALSE, TRUE, sizeof (GValue));
  g_array_set_clear_func (query->values, (GDestroyNotify) g_value_unset);
}

static void
query_clear (Query *query)
{
  g_string_free (query->sql, TRUE);
  g_array_unref (query->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static GValue *
add_value (Query *query,
           GType  type)
{
  g_array_set_size (query->values, query->values->len + 1);
  return g_value_init (&g_array_index (query->values, GValue, query->values->len - 1), type);
}

static void
add_number (Query      *query,
            const char *sql,
            gint64      number)
{
  g_string_append (query->sql, sql);
  g_value_set_int64 (add_value (query, G_TYPE_INT64), number);
}

static void
add_text (Query      *query,
          const char *sql,
          const char *text)
{
  g_string_append (query->sql, sql);
  g_value_set_string (add_value (query, G_TYPE_STRING), text);
}

static void
add_price (Query      *query,
           const char *sql,
           double      price)
{
  g_string_append (query->sql, sql);
  g_value_set_double (add_value (query, G_TYPE_DOUBLE), price);
}

static void
add_set (Query             *query,
         const char        *sql,
         GessoLibraryWords *words)
{
  g_string_append (query->sql, sql);
  g_value_set_boxed (add_value (query, G_TYPE_BYTES), gesso_library_words_get_hits (words));
}

/* Where the walk begins, what orders it, and the first conditions. A walk from
 * newest to oldest over what is least. Gives the expression of the id. */
static const char *
add_source (Query                    *query,
            const GessoLibraryFilter *filter,
            GessoLibraryWords        *words)
{
  gint64 label = filter->collection != 0 ? filter->collection : filter->tag;

  if (words != NULL && gesso_library_words_is_rare (words))
    {
      add_text (query,
                "WITH hit (id) AS MATERIALIZED (SELECT rowid FROM search WHERE search MATCH ?), found (id) AS ("
                "SELECT id FROM hit"
                " UNION SELECT m.id FROM hit CROSS JOIN thread_version m ON m.message_id = hit.id"
                " UNION SELECT t.id FROM hit CROSS JOIN thread_version t ON t.thread_id = hit.id"
                " UNION SELECT l.version_id FROM hit CROSS JOIN label_versions l ON l.label_id = hit.id"
                " UNION SELECT p.version_id FROM hit CROSS JOIN pins p ON p.id = hit.id)"
                " SELECT v.id, v.created FROM found CROSS JOIN thread_version v ON v.id = found.id"
                " WHERE v.trashed IS NULL",
                gesso_library_words_get_match (words));
      return "v.id";
    }
  if (label != 0)
    {
      add_number (query,
                  "SELECT v.id, v.created FROM label_versions d CROSS JOIN thread_version v ON v.id = d.version_id"
                  " WHERE v.trashed IS NULL AND d.label_id = ?",
                  label);
      return "d.version_id";
    }
  g_string_append_printf (query->sql,
                          "SELECT v.id, v.created FROM thread_version v INDEXED BY %s WHERE v.trashed IS NULL",
                          filter->thread_id != 0 ? "versions_by_thread" : "versions_in_library");
  return "v.id";
}

static void
add_label (Query *query,
           gint64 label)
{
  if (label != 0)
    add_number (query,
                " AND EXISTS (SELECT 1 FROM label_versions l WHERE l.version_id = v.id AND l.label_id = ?)", label);
}

static void
add_model (Query      *query,
           const char *model)
{
  g_autofree char *past = NULL;

  if (!g_str_has_suffix (model, "/"))
    {
      add_text (query, " AND v.model = ?", model);
      return;
    }
  /* All that begins with it: up to what comes after a slash. */
  past = g_strdup (model);
  past[strlen (past) - 1] = '/' + 1;
  add_text (query, " AND v.model >= ?", model);
  add_text (query, " AND v.model < ?", past);
}

static void
add_conditions (Query                    *query,
                const GessoLibraryFilter *filter)
{
  if (filter->thread_id != 0)
    add_number (query, " AND v.thread_id = ?", filter->thread_id);
  else
    g_string_append (query->sql, " AND v.thread_id NOT IN (SELECT id FROM threads WHERE trashed IS NOT NULL)");
  if (filter->favourite)
    g_string_append (query->sql, " AND v.favourite");
  if (filter->stars > 0)
    add_number (query, " AND v.stars >= ?", filter->stars);
  if (filter->tool >= 0)
    add_text (query, " AND v.tool = ?", gesso_tool_to_nick (filter->tool));
  if (filter->model != NULL)
    add_model (query, filter->model);
  if (filter->min_cost >= 0)
    add_price (query, " AND v.cost >= ?", filter->min_cost);
  if (filter->max_cost >= 0)
    add_price (query, " AND v.cost <= ?", filter->max_cost);
  if (filter->from != 0)
    add_number (query, " AND v.created >= ?", filter->from);
  if (filter->until != 0)
    add_number (query, " AND v.created < ?", filter->until);
  add_label (query, filter->tag);
  add_label (query, filter->collection);
  if (filter->min_pixels != 0 || filter->max_pixels != 0)
    {
      add_number (query,
                  " AND EXISTS (SELECT 1 FROM version_images i WHERE i.version_id = v.id AND i.position = 0"
                  " AND i.width * i.height >= ?",
                  filter->min_pixels);
      add_number (query, " AND i.width * i.height < ?)", filter->max_pixels != 0 ? filter->max_pixels : G_MAXINT64);
    }
  if (filter->colours != 0)
    add_number (query,
                " AND EXISTS (SELECT 1 FROM version_images i CROSS JOIN signatures s ON s.blob = i.blob"
                " WHERE i.version_id = v.id AND s.colours & ?)",
                filter->colours);
}

static sqlite3_stmt *
compile (GessoDatabase            *database,
         const GessoLibraryFilter *filter,
         GessoLibraryWords        *words,
         gint64                    before,
         GError                  **error)
{
  g_auto (Query) query = { NULL, NULL };
  const char *id;

  query_init (&query);
  id = add_source (&query, filter, words);
  add_conditions (&query, filter);
  if (words != NULL && !gesso_library_words_is_rare (words))
    {
      add_set (&query, " AND (gesso_contains (?, v.id, v.message_id, v.thread_id)", words);
      if (gesso_library_words_has_tags (words))
        add_set (&query,
                 " OR EXISTS (SELECT 1 FROM label_versions x WHERE x.version_id = v.id"
                 " AND gesso_contains (?, x.label_id))",
                 words);
      if (gesso_library_words_has_pins (words))
        add_set (&query,
                 " OR EXISTS (SELECT 1 FROM pins p WHERE p.version_id = v.id AND gesso_contains (?, p.id))", words);
      g_string_append_c (query.sql, ')');
    }
  g_string_append_printf (query.sql, " AND %s < ? ORDER BY %s DESC", id, id);
  g_value_set_int64 (add_value (&query, G_TYPE_INT64), before > 0 ? before : G_MAXINT64);
  return gesso_database_prepare_values (database, g_intern_string (query.sql->str),
                                        (const GValue *) (gpointer) query.values->data, query.values->len, error);
}

/* Finds the words of @text. Gives FALSE on failure; @words is NULL when @text
 * holds none. */
static gboolean
find_words (GessoDatabase      *database,
            const char         *text,
            GessoLibraryWords **words,
            GError            **error)
{
  g_autoptr (GError) failure = NULL;

  *words = NULL;
  if (text == NULL || *text == '\0')
    return TRUE;
  *words = gesso_library_words_new (database, text, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Punctuation alone is no wish to see everything. */
static gboolean
finds_nothing (const GessoLibraryFilter *filter,
               GessoLibraryWords        *words)
{
  return words == NULL && filter->text != NULL && *filter->text != '\0';
}

GessoLibraryIndex *
gesso_library_query_index (GessoDatabase            *database,
                           const GessoLibraryFilter *filter,
                           GCancellable             *cancellable,
                           GError                  **error)
{
  g_autoptr (GessoLibraryIndex) index = gesso_library_index_new ();
  g_autoptr (GessoLibraryWords) words = NULL;
  sqlite3_stmt *statement;
  GessoFetch step;

  if (!find_words (database, filter->text, &words, error))
    return NULL;
  if (finds_nothing (filter, words))
    return g_steal_pointer (&index);
  statement = compile (database, filter, words, 0, error);
  if (statement == NULL)
    return NULL;
  while ((step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0), created = sqlite3_column_int64 (statement, 1);
      gboolean holds = TRUE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (words != NULL && !gesso_library_words_check (words, id, &holds, error)))
        {
          gesso_database_reset (statement);
          return NULL;
        }
      if (holds)
        gesso_library_index_add (index, id, created);
    }
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&index) : NULL;
}

static const char row_sql[] =
    "SELECT v.id, v.thread_id, v.created, v.tool, v.model, v.prompt, t.title, v.favourite, v.stars, v.cost,"
    " i.blob, i.blurhash, i.width, i.height,"
    " (SELECT count(*) FROM version_images n WHERE n.version_id = v.id),"
    " (SELECT group_concat(name, char(10)) FROM (SELECT l.name FROM label_versions x JOIN labels l ON l.id = x.label_id"
    "   WHERE x.version_id = v.id AND l.kind = 'tag' ORDER BY l.name)),"
    " (SELECT p.name FROM pins p WHERE p.version_id = v.id)"
    " FROM thread_version v JOIN threads t ON t.id = v.thread_id"
    " LEFT JOIN version_images i ON i.version_id = v.id AND i.position = 0 WHERE v.id = ?";

static char *
dup_column (sqlite3_stmt *statement,
            int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

/* *@row stays NULL when there is no such version. */
static gboolean
read_row (GessoDatabase    *database,
          gint64            id,
          GessoLibraryRow **row,
          GError          **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (database, error, row_sql, "i", id);
  GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;

  if (step != GESSO_FETCH_ROW)
    return step == GESSO_FETCH_DONE;
  *row = g_new0 (GessoLibraryRow, 1);
  (*row)->id = id;
  (*row)->thread_id = sqlite3_column_int64 (statement, 1);
  (*row)->created = sqlite3_column_int64 (statement, 2);
  gesso_tool_from_nick ((const char *) sqlite3_column_text (statement, 3), &(*row)->tool);
  (*row)->model = dup_column (statement, 4);
  (*row)->prompt = dup_column (statement, 5);
  (*row)->thread_title = dup_column (statement, 6);
  (*row)->favourite = sqlite3_column_int (statement, 7) != 0;
  (*row)->stars = CLAMP (sqlite3_column_int (statement, 8), 0, 5);
  (*row)->cost = sqlite3_column_type (statement, 9) != SQLITE_NULL ? sqlite3_column_double (statement, 9) : -1;
  (*row)->blob = dup_column (statement, 10);
  (*row)->blurhash = dup_column (statement, 11);
  (*row)->width = sqlite3_column_int64 (statement, 12);
  (*row)->height = sqlite3_column_int64 (statement, 13);
  (*row)->n_images = sqlite3_column_int64 (statement, 14);
  (*row)->tags = dup_column (statement, 15);
  (*row)->pin = dup_column (statement, 16);
  gesso_database_reset (statement);
  return TRUE;
}

/* Adds version @id, unless it is gone or does not really hold the words. */
static gboolean
add_row (GessoDatabase     *database,
         GessoLibraryWords *words,
         gint64             id,
         GPtrArray         *rows,
         GError           **error)
{
  g_autoptr (GessoLibraryRow) row = NULL;
  gboolean holds = TRUE;

  if (!read_row (database, id, &row, error) ||
      (row != NULL && words != NULL && !gesso_library_words_find (words, row, &holds, error)))
    return FALSE;
  if (row != NULL && holds)
    g_ptr_array_add (rows, g_steal_pointer (&row));
  return TRUE;
}

GPtrArray *
gesso_library_query_page (GessoDatabase            *database,
                          const GessoLibraryFilter *filter,
                          gint64                    before,
                          guint                     limit,
                          GCancellable             *cancellable,
                          GError                  **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_library_row_free);
  g_autoptr (GessoLibraryWords) words = NULL;
  sqlite3_stmt *statement;
  GessoFetch step = GESSO_FETCH_DONE;

  if (!find_words (database, filter->text, &words, error))
    return NULL;
  if (finds_nothing (filter, words))
    return g_steal_pointer (&rows);
  statement = compile (database, filter, words, before, error);
  if (statement == NULL)
    return NULL;
  while (rows->len < limit && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add_row (database, words, sqlite3_column_int64 (statement, 0), rows, error))
      {
        step = GESSO_FETCH_FAILED;
        break;
      }
  gesso_database_reset (statement);
  return step != GESSO_FETCH_FAILED ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
gesso_library_query_rows (GessoDatabase *database,
                          const gint64  *ids,
                          guint          n_ids,
                          const char    *text,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_library_row_free);
  g_autoptr (GessoLibraryWords) words = NULL;

  if (!find_words (database, text, &words, error))
    return NULL;
  for (guint i = 0; i < n_ids; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add_row (database, words, ids[i], rows, error))
      return NULL;
  return g_steal_pointer (&rows);
}
