/* gesso-job-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-blob-store.h"
#include "gesso-error.h"
#include "gesso-tables.h"

#define HASH_LENGTH 64

void
gesso_job_row_free (GessoJobRow *row)
{
  if (row == NULL)
    return;
  g_free (row->request);
  g_free (row->state_json);
  g_free (row->error_class);
  g_free (row->error_text);
  g_free (row->coming);
  g_free (row);
}

GessoJobRow *
gesso_job_row_copy (const GessoJobRow *row)
{
  GessoJobRow *copy = g_memdup2 (row, sizeof *row);

  copy->request = g_strdup (row->request);
  copy->state_json = g_strdup (row->state_json);
  copy->error_class = g_strdup (row->error_class);
  copy->error_text = g_strdup (row->error_text);
  copy->coming = g_strdup (row->coming);
  return copy;
}

static void
set_no_job (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such job."));
}

/* Notes every blob that @text names, so that none is taken away under the job.
 * The store does not know the text's shape; a name cannot be anything else. */
static gboolean
keep_blobs (GessoDatabase *database,
            gint64         job_id,
            const char    *text,
            GError       **error)
{
  while (text != NULL && *text != '\0')
    {
      gsize length = strspn (text, "0123456789abcdef");

      if (length == HASH_LENGTH)
        {
          g_autofree char *blob = g_strndup (text, length);

          if (!gesso_database_run (database, error,
                                   "INSERT OR IGNORE INTO job_blobs (job_id, blob)"
                                   " SELECT ?, hash FROM blobs WHERE hash = ?",
                                   "it", job_id, blob))
            return FALSE;
        }
      text += MAX (length, 1);
    }
  return TRUE;
}

/* The steps that hung on @id go on elsewhere, and with them what they need. */
static gboolean
let_go_of_coming (GessoDatabase *database,
                  gint64         id,
                  GError       **error)
{
  if (!gesso_database_run (database, error, "UPDATE jobs SET coming = NULL WHERE id = ? AND coming IS NOT NULL", "i", id))
    return FALSE;
  if (sqlite3_changes (gesso_database_peek (database)) == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("These steps already went on."));
      return FALSE;
    }
  return gesso_database_run (database, error,
                             "DELETE FROM job_blobs WHERE job_id = (SELECT id FROM jobs WHERE id = ? AND state = ?)",
                             "it", id, gesso_job_state_to_nick (GESSO_JOB_COMPLETED));
}

static gboolean
insert_row (GessoDatabase *database,
            GessoJobRow   *row,
            gint64         session,
            GError       **error)
{
  gint64 now = g_get_real_time ();

  if (row->created == 0)
    row->created = now;
  if (!gesso_database_run (database, error,
                           "INSERT INTO jobs (thread_id, message_id, state, is_open, request, state_json, error_class,"
                           " error_text, coming, created, updated, session) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           "iktitttttiik", row->thread_id, row->message_id, gesso_job_state_to_nick (row->state),
                           (gint64) !gesso_job_state_is_final (row->state), row->request, row->state_json,
                           row->error_class, row->error_text, row->coming, row->created, now, session))
    return FALSE;
  row->id = sqlite3_last_insert_rowid (gesso_database_peek (database));
  return row->takes_over == 0 || let_go_of_coming (database, row->takes_over, error);
}

/* After a change of a job that has no result yet: whether there was one. */
static gboolean
check_changed (GessoDatabase *database,
               gint64         id,
               GError       **error)
{
  gint64 exists;

  if (sqlite3_changes (gesso_database_peek (database)) > 0)
    return TRUE;
  if (!gesso_database_get_int (database, error, &exists, 0, "SELECT 1 FROM jobs WHERE id = ?", "i", id))
    return FALSE;
  if (exists)
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("The result of this job has already been kept."));
  else
    set_no_job (error);
  return FALSE;
}

static gboolean
update_row (GessoDatabase     *database,
            const GessoJobRow *row,
            gint64             session,
            GError           **error)
{
  if (!gesso_database_run (database, error,
                           "UPDATE jobs SET thread_id = ?, message_id = ?, state = ?, is_open = ?, request = ?,"
                           " state_json = ?, error_class = ?, error_text = ?, updated = ?, session = ?"
                           " WHERE id = ? AND state <> ?",
                           "iktittttikit", row->thread_id, row->message_id, gesso_job_state_to_nick (row->state),
                           (gint64) !gesso_job_state_is_final (row->state), row->request, row->state_json,
                           row->error_class, row->error_text, g_get_real_time (), session, row->id,
                           gesso_job_state_to_nick (GESSO_JOB_COMPLETED)))
    return FALSE;
  return check_changed (database, row->id, error);
}

gboolean
gesso_job_table_save (GessoDatabase *database,
                      GessoJobRow   *row,
                      GessoSession  *session,
                      GError       **error)
{
  gint64 writer = session != NULL ? gesso_session_get_id (session) : 0;

  return (row->id == 0 ? insert_row (database, row, writer, error) : update_row (database, row, writer, error)) &&
         keep_blobs (database, row->id, row->request, error) &&
         keep_blobs (database, row->id, row->state_json, error) &&
         keep_blobs (database, row->id, row->coming, error);
}

gboolean
gesso_job_table_complete (GessoDatabase *database,
                          gint64         id,
                          GError       **error)
{
  return gesso_database_run (database, error,
                             "UPDATE jobs SET state = ?, is_open = 0, error_class = NULL, error_text = NULL,"
                             " updated = ? WHERE id = ? AND state <> ?",
                             "tiit", gesso_job_state_to_nick (GESSO_JOB_COMPLETED), g_get_real_time (), id,
                             gesso_job_state_to_nick (GESSO_JOB_COMPLETED)) &&
         check_changed (database, id, error) &&
         gesso_database_run (database, error, "DELETE FROM job_blobs WHERE job_id = (SELECT id FROM jobs WHERE id = ? AND coming IS NULL)",
                             "i", id);
}

/* In the order that read_row() has. */
#define COLUMNS                                                                                             \
  "j.id, j.thread_id, j.message_id, j.state, j.request, j.state_json, j.error_class, j.error_text,"         \
  " j.created, j.updated, (SELECT min(v.id) FROM thread_version v WHERE v.job_id = j.id), j.session, j.coming"

static GessoJobRow *
read_row (sqlite3_stmt *statement,
          GessoSession *session)
{
  GessoJobRow *row = g_new0 (GessoJobRow, 1);
  gboolean goes_on;

  row->id = sqlite3_column_int64 (statement, 0);
  row->thread_id = sqlite3_column_int64 (statement, 1);
  row->message_id = sqlite3_column_int64 (statement, 2);
  gesso_job_state_from_nick ((const char *) sqlite3_column_text (statement, 3), &row->state);
  row->request = g_strdup ((const char *) sqlite3_column_text (statement, 4));
  row->state_json = g_strdup ((const char *) sqlite3_column_text (statement, 5));
  row->error_class = g_strdup ((const char *) sqlite3_column_text (statement, 6));
  row->error_text = g_strdup ((const char *) sqlite3_column_text (statement, 7));
  row->created = sqlite3_column_int64 (statement, 8);
  row->updated = sqlite3_column_int64 (statement, 9);
  row->version_id = sqlite3_column_int64 (statement, 10);
  row->coming = g_strdup ((const char *) sqlite3_column_text (statement, 12));
  goes_on = !gesso_job_state_is_final (row->state) || (row->state == GESSO_JOB_COMPLETED && row->coming != NULL);
  row->elsewhere = session != NULL && goes_on && gesso_session_is_other (session, sqlite3_column_int64 (statement, 11));
  return row;
}

/* (nullable): all rows of @statement, which is NULL after an error. */
static GPtrArray *
read_rows (GessoDatabase *database,
           sqlite3_stmt  *statement,
           GessoSession  *session,
           GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_job_row_free);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (rows, read_row (statement, session));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
claim (GessoDatabase     *database,
       const GessoJobRow *row,
       GessoSession      *session,
       GError           **error)
{
  return session == NULL || gesso_database_run (database, error, "UPDATE jobs SET session = ? WHERE id = ?", "ii",
                                                gesso_session_get_id (session), row->id);
}

/* Those rows of @statement that no other open session wrote last. Another process that
 * does the same waits for this transaction, then sees who runs them. */
static GPtrArray *
claim_rows (GessoDatabase *database,
            sqlite3_stmt  *statement,
            GessoSession  *session,
            GError       **error)
{
  g_autoptr (GPtrArray) rows = read_rows (database, statement, session, error);

  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    {
      GessoJobRow *row = g_ptr_array_index (rows, i - 1);

      if (row->elsewhere)
        g_ptr_array_remove_index (rows, i - 1);
      else if (!claim (database, row, session, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
gesso_job_table_claim_open (GessoDatabase *database,
                            GessoSession  *session,
                            GError       **error)
{
  return claim_rows (database,
                     gesso_database_prepare (database, error,
                                             "SELECT " COLUMNS " FROM jobs j WHERE j.is_open ORDER BY j.id", ""),
                     session, error);
}

GPtrArray *
gesso_job_table_claim_coming (GessoDatabase *database,
                              GessoSession  *session,
                              GError       **error)
{
  return claim_rows (database,
                     gesso_database_prepare (database, error,
                                             "SELECT " COLUMNS " FROM jobs j"
                                             " WHERE j.coming IS NOT NULL AND j.state = ? ORDER BY j.id",
                                             "t", gesso_job_state_to_nick (GESSO_JOB_COMPLETED)),
                     session, error);
}

GPtrArray *
gesso_job_table_list (GessoDatabase *database,
                      gboolean       ended,
                      guint          limit,
                      GessoSession  *session,
                      GError       **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT * FROM (SELECT " COLUMNS " FROM jobs j WHERE ? OR j.is_open OR j.state = ? ORDER BY j.id DESC LIMIT ?)"
      " ORDER BY 1",
      "iti", (gint64) ended, gesso_job_state_to_nick (GESSO_JOB_UNKNOWN), (gint64) limit);

  return read_rows (database, statement, session, error);
}

GessoJobRow *
gesso_job_table_get (GessoDatabase *database,
                     gint64         id,
                     GessoSession  *session,
                     GError       **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (database, error, "SELECT " COLUMNS " FROM jobs j WHERE j.id = ?", "i", id);
  g_autoptr (GPtrArray) rows = read_rows (database, statement, session, error);

  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      set_no_job (error);
      return NULL;
    }
  return gesso_job_row_copy (g_ptr_array_index (rows, 0));
}

gboolean
gesso_job_table_load_origin (GessoDatabase *database,
                             gint64         version_id,
                             char         **out,
                             GError       **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT j.state_json FROM thread_version v JOIN jobs j ON j.id = v.job_id WHERE v.id = ?", "i", version_id);
  GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;

  *out = NULL;
  if (step == GESSO_FETCH_ROW)
    {
      *out = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      gesso_database_reset (statement);
    }
  return step != GESSO_FETCH_FAILED;
}

gboolean
gesso_job_table_let_go (GessoDatabase *database,
                        gint64         before,
                        GError       **error)
{
  return gesso_database_run (database, error,
                             "DELETE FROM job_blobs WHERE job_id IN"
                             " (SELECT DISTINCT b.job_id FROM job_blobs b JOIN jobs j ON j.id = b.job_id"
                             "  WHERE NOT j.is_open AND j.updated < ?)",
                             "i", before);
}
