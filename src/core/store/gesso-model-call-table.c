/* gesso-model-call-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-tables.h"

/* What is not known is negative in memory and NULL in the database, by way of
 * -1 in the statement. */
#define OR_UNKNOWN(value) ((value) < 0 ? -1 : (value))

gboolean
gesso_model_call_table_add (GessoDatabase  *database,
                            GessoModelCall *call,
                            GError        **error)
{
  if (!gesso_database_run (database, error,
                           "INSERT INTO model_calls (job_id, provider, model, operation, fingerprint, status,"
                           " error_class, request_id, started, queue_ms, first_byte_ms, total_ms, bytes_sent,"
                           " bytes_received, cost_estimate, cost)"
                           " VALUES ((SELECT id FROM jobs WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?,"
                           " nullif (?, -1), nullif (?, -1), nullif (?, -1), ?, ?, nullif (?, -1), nullif (?, -1))",
                           "kttttkttiiiiiidd", call->job_id, call->provider, call->model, call->operation,
                           call->fingerprint, (gint64) call->status, call->error_class, call->request_id,
                           call->started, OR_UNKNOWN (call->queue_ms), OR_UNKNOWN (call->first_byte_ms),
                           OR_UNKNOWN (call->total_ms), call->bytes_sent, call->bytes_received,
                           OR_UNKNOWN (call->cost_estimate), OR_UNKNOWN (call->cost)))
    return FALSE;
  call->id = sqlite3_last_insert_rowid (gesso_database_peek (database));
  return TRUE;
}

static char *
dup_text (sqlite3_stmt *statement,
          int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static gint64
get_int_or_unknown (sqlite3_stmt *statement,
                    int           column)
{
  return sqlite3_column_type (statement, column) != SQLITE_NULL ? sqlite3_column_int64 (statement, column) : -1;
}

static double
get_double_or_unknown (sqlite3_stmt *statement,
                       int           column)
{
  return sqlite3_column_type (statement, column) != SQLITE_NULL ? sqlite3_column_double (statement, column) : -1;
}

static GessoModelCall *
read_call (sqlite3_stmt *statement)
{
  GessoModelCall *call = g_new0 (GessoModelCall, 1);

  call->id = sqlite3_column_int64 (statement, 0);
  call->job_id = sqlite3_column_int64 (statement, 1);
  call->provider = dup_text (statement, 2);
  call->model = dup_text (statement, 3);
  call->operation = dup_text (statement, 4);
  call->fingerprint = dup_text (statement, 5);
  call->status = sqlite3_column_int64 (statement, 6);
  call->error_class = dup_text (statement, 7);
  call->request_id = dup_text (statement, 8);
  call->started = sqlite3_column_int64 (statement, 9);
  call->queue_ms = get_int_or_unknown (statement, 10);
  call->first_byte_ms = get_int_or_unknown (statement, 11);
  call->total_ms = get_int_or_unknown (statement, 12);
  call->bytes_sent = sqlite3_column_int64 (statement, 13);
  call->bytes_received = sqlite3_column_int64 (statement, 14);
  call->cost_estimate = get_double_or_unknown (statement, 15);
  call->cost = get_double_or_unknown (statement, 16);
  return call;
}

#define COLUMNS                                                                                                      \
  "id, job_id, provider, model, operation, fingerprint, status, error_class, request_id, started, queue_ms,"         \
  " first_byte_ms, total_ms, bytes_sent, bytes_received, cost_estimate, cost"

GPtrArray *
gesso_model_call_table_list (GessoDatabase *database,
                             gint64         job_id,
                             guint          limit,
                             GError       **error)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_model_call_free);
  sqlite3_stmt *statement;
  GessoFetch step = GESSO_FETCH_FAILED;

  if (job_id != 0)
    statement = gesso_database_prepare (database, error,
                                        "SELECT " COLUMNS " FROM model_calls WHERE job_id = ? ORDER BY id DESC LIMIT ?",
                                        "ii", job_id, (gint64) limit);
  else
    statement = gesso_database_prepare (database, error,
                                        "SELECT " COLUMNS " FROM model_calls ORDER BY id DESC LIMIT ?", "i",
                                        (gint64) limit);
  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (calls, read_call (statement));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&calls) : NULL;
}

#define SUM_BY(name)                                                                                                 \
  "SELECT " name " AS name, count (*), count (error_class), total (total_ms), total (bytes_sent),"                   \
  " total (bytes_received), total (cost), total (CASE WHEN cost IS NULL THEN cost_estimate END)"                     \
  " FROM model_calls WHERE started >= ? AND started < ? GROUP BY 1 ORDER BY 1"

static const char *
get_sum_query (GessoModelCallGroup group)
{
  switch (group)
    {
    case GESSO_MODEL_CALLS_BY_PROVIDER:
      return SUM_BY ("provider");
    case GESSO_MODEL_CALLS_BY_MODEL:
      return SUM_BY ("provider || '/' || model");
    case GESSO_MODEL_CALLS_BY_KEY:
      return SUM_BY ("ifnull (fingerprint, '')");
    case GESSO_MODEL_CALLS_BY_DAY:
      return SUM_BY ("date (started / 1000000, 'unixepoch', 'localtime')");
    default:
      g_return_val_if_reached (NULL);
    }
}

GPtrArray *
gesso_model_call_table_sum (GessoDatabase      *database,
                            GessoModelCallGroup group,
                            gint64              from,
                            gint64              until,
                            GError            **error)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_model_call_sum_free);
  sqlite3_stmt *statement = gesso_database_prepare (database, error, get_sum_query (group), "ii", from, until);
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      GessoModelCallSum *sum = g_new0 (GessoModelCallSum, 1);

      sum->name = dup_text (statement, 0);
      sum->calls = sqlite3_column_int64 (statement, 1);
      sum->failures = sqlite3_column_int64 (statement, 2);
      sum->total_ms = sqlite3_column_int64 (statement, 3);
      sum->bytes_sent = sqlite3_column_int64 (statement, 4);
      sum->bytes_received = sqlite3_column_int64 (statement, 5);
      sum->cost = sqlite3_column_double (statement, 6);
      sum->cost_estimate = sqlite3_column_double (statement, 7);
      g_ptr_array_add (sums, sum);
    }
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&sums) : NULL;
}

gboolean
gesso_model_call_table_prune (GessoDatabase *database,
                              gint64         before,
                              GError       **error)
{
  return gesso_database_run (database, error, "DELETE FROM model_calls WHERE started < ?", "i", before);
}
