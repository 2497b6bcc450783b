/* gesso-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-database.h"
#include "gesso-storage-error.h"

/* How long a statement waits for another process' write, in milliseconds. */
#define BUSY_TIMEOUT 10000

struct _GessoDatabase
{
  sqlite3 *connection;    /* (owned) */
  GHashTable *statements; /* (owned) (element-type char* sqlite3_stmt): by address of the text */
  GThread *thread;        /* only compared */
  gboolean damaged;
};

static void
set_error (GessoDatabase *self,
           GError       **error)
{
  if (gesso_storage_is_damage (sqlite3_extended_errcode (self->connection)))
    self->damaged = TRUE;
  gesso_storage_set_sqlite_error (error, self->connection);
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

/* SQL: gesso_contains (set, id, …): whether one of the ids is in the set, a blob
 * of gint64 of which each is smaller than the one before. */
static void
contains_cb (sqlite3_context *context,
             int              n_arguments,
             sqlite3_value  **arguments)
{
  const gint64 *ids = sqlite3_value_blob (arguments[0]);
  gsize n = sqlite3_value_bytes (arguments[0]) / sizeof *ids;

  for (int i = 1; i < n_arguments; i++)
    {
      gint64 id = sqlite3_value_int64 (arguments[i]);
      gsize first = 0, past = n;

      while (first < past)
        {
          gsize middle = first + (past - first) / 2;

          if (ids[middle] > id)
            first = middle + 1;
          else
            past = middle;
        }
      if (first < n && ids[first] == id)
        {
          sqlite3_result_int (context, TRUE);
          return;
        }
    }
  sqlite3_result_int (context, FALSE);
}

GessoDatabase *
gesso_database_open (const char *path,
                     int         flags,
                     GError    **error)
{
  g_autoptr (GessoDatabase) self = g_new0 (GessoDatabase, 1);

  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (sqlite3_open_v2 (path, &self->connection, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
      sqlite3_extended_result_codes (self->connection, 1) == SQLITE_OK &&
      sqlite3_busy_timeout (self->connection, BUSY_TIMEOUT) == SQLITE_OK &&
      sqlite3_db_config (self->connection, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL) == SQLITE_OK &&
      sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
      sqlite3_create_function (self->connection, "gesso_contains", -1,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, contains_cb, NULL,
                               NULL) == SQLITE_OK)
    return g_steal_pointer (&self);
  set_error (self, error);
  return NULL;
}

void
gesso_database_close (GessoDatabase *self)
{
  g_assert (g_thread_self () == self->thread);

  g_hash_table_unref (self->statements);
  sqlite3_close (self->connection);
  g_free (self);
}

sqlite3 *
gesso_database_peek (GessoDatabase *self)
{
  return self->connection;
}

gboolean
gesso_database_is_damaged (GessoDatabase *self)
{
  return self->damaged;
}

void
gesso_database_set_damaged (GessoDatabase *self)
{
  self->damaged = TRUE;
}

/* Too long a text, or no memory for its copy, is not the same as no text. */
static int
bind_values (sqlite3_stmt *statement,
             const char   *types,
             va_list       args)
{
  int result = SQLITE_OK;

  for (int i = 1; *types != '\0' && result == SQLITE_OK; i++, types++)
    {
      gint64 number;

      switch (*types)
        {
        case 'i':
          result = sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
          break;
        case 'k':
          number = va_arg (args, gint64);
          if (number != 0)
            result = sqlite3_bind_int64 (statement, i, number);
          break;
        case 'd':
          result = sqlite3_bind_double (statement, i, va_arg (args, double));
          break;
        case 't':
          result = sqlite3_bind_text (statement, i, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return result;
}

static int
bind_value (sqlite3_stmt *statement,
            int           i,
            const GValue *value)
{
  GBytes *bytes;

  if (G_VALUE_HOLDS_INT64 (value))
    return sqlite3_bind_int64 (statement, i, g_value_get_int64 (value));
  if (G_VALUE_HOLDS_DOUBLE (value))
    return sqlite3_bind_double (statement, i, g_value_get_double (value));
  if (!G_VALUE_HOLDS (value, G_TYPE_BYTES))
    return sqlite3_bind_text (statement, i, g_value_get_string (value), -1, SQLITE_TRANSIENT);
  bytes = g_value_get_boxed (value);
  return sqlite3_bind_blob64 (statement, i, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), SQLITE_TRANSIENT);
}

/* The kept statement of @sql, with nothing bound. */
static sqlite3_stmt *
find_statement (GessoDatabase *self,
                const char    *sql,
                guint          n_parameters,
                GError       **error)
{
  sqlite3_stmt *statement;

  g_assert (g_thread_self () == self->thread);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        {
          set_error (self, error);
          return NULL;
        }
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }
  g_assert (sqlite3_bind_parameter_count (statement) == (int) n_parameters);
  gesso_database_reset (statement);
  return statement;
}

static sqlite3_stmt *
prepare_va (GessoDatabase *self,
            GError       **error,
            const char    *sql,
            const char    *types,
            va_list        args)
{
  sqlite3_stmt *statement = find_statement (self, sql, strlen (types), error);

  if (statement == NULL || bind_values (statement, types, args) == SQLITE_OK)
    return statement;
  set_error (self, error);
  gesso_database_reset (statement);
  return NULL;
}

sqlite3_stmt *
gesso_database_prepare_values (GessoDatabase *self,
                               const char    *sql,
                               const GValue  *values,
                               guint          n_values,
                               GError       **error)
{
  sqlite3_stmt *statement = find_statement (self, sql, n_values, error);

  for (guint i = 0; statement != NULL && i < n_values; i++)
    if (bind_value (statement, (int) i + 1, &values[i]) != SQLITE_OK)
      {
        set_error (self, error);
        gesso_database_reset (statement);
        return NULL;
      }
  return statement;
}

sqlite3_stmt *
gesso_database_prepare (GessoDatabase *self,
                        GError       **error,
                        const char    *sql,
                        const char    *types,
                        ...)
{
  sqlite3_stmt *statement;
  va_list args;

  va_start (args, types);
  statement = prepare_va (self, error, sql, types, args);
  va_end (args);
  return statement;
}

GessoFetch
gesso_database_step (GessoDatabase *self,
                     sqlite3_stmt  *statement,
                     GError       **error)
{
  g_assert (g_thread_self () == self->thread);

  switch (sqlite3_step (statement))
    {
    case SQLITE_ROW:
      return GESSO_FETCH_ROW;
    case SQLITE_DONE:
      gesso_database_reset (statement);
      return GESSO_FETCH_DONE;
    default:
      set_error (self, error);
      gesso_database_reset (statement);
      return GESSO_FETCH_FAILED;
    }
}

void
gesso_database_reset (sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

gboolean
gesso_database_run (GessoDatabase *self,
                    GError       **error,
                    const char    *sql,
                    const char    *types,
                    ...)
{
  sqlite3_stmt *statement;
  va_list args;

  va_start (args, types);
  statement = prepare_va (self, error, sql, types, args);
  va_end (args);
  return statement != NULL && gesso_database_step (self, statement, error) == GESSO_FETCH_DONE;
}

gboolean
gesso_database_get_int (GessoDatabase *self,
                        GError       **error,
                        gint64        *value,
                        gint64         fallback,
                        const char    *sql,
                        const char    *types,
                        ...)
{
  sqlite3_stmt *statement;
  GessoFetch step;
  va_list args;

  va_start (args, types);
  statement = prepare_va (self, error, sql, types, args);
  va_end (args);
  if (statement == NULL || (step = gesso_database_step (self, statement, error)) == GESSO_FETCH_FAILED)
    return FALSE;
  *value = fallback;
  if (step == GESSO_FETCH_ROW)
    {
      if (sqlite3_column_type (statement, 0) != SQLITE_NULL)
        *value = sqlite3_column_int64 (statement, 0);
      gesso_database_reset (statement);
    }
  return TRUE;
}

gboolean
gesso_database_execute (GessoDatabase *self,
                        const char    *sql,
                        GError       **error)
{
  g_assert (g_thread_self () == self->thread);

  if (sqlite3_exec (self->connection, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_error (self, error);
  return FALSE;
}

/* A statement left in the middle of its rows would keep its snapshot. */
static void
reset_all (GessoDatabase *self)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    if (sqlite3_stmt_busy (statement))
      gesso_database_reset (statement);
}

gboolean
gesso_database_begin (GessoDatabase *self,
                      gboolean       writes,
                      GError       **error)
{
  return writes ? gesso_database_run (self, error, "BEGIN IMMEDIATE", "")
                : gesso_database_run (self, error, "BEGIN", "");
}

/* Never as a kept statement: SQLite obeys this one when it is prepared, not when it is run. */
gboolean
gesso_database_set_durable (GessoDatabase *self,
                            gboolean       durable,
                            GError       **error)
{
  return gesso_database_execute (self, durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", error);
}

gboolean
gesso_database_commit (GessoDatabase *self,
                       GError       **error)
{
  reset_all (self);
  return gesso_database_run (self, error, "COMMIT", "");
}

void
gesso_database_rollback (GessoDatabase *self)
{
  reset_all (self);
  /* SQLite ends the transaction by itself after some failures. */
  if (!sqlite3_get_autocommit (self->connection))
    gesso_database_run (self, NULL, "ROLLBACK", "");
}
