/* gesso-excerpt-read.c - an excerpt out of the tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-excerpt-tables.h"
#include "gesso-version-row.h"

/* Columns of a version's own row before those that only an excerpt asks for. */
#define N_VERSION_COLUMNS 15
#define N_INPUT_COLUMNS 5

static char *
dup_text (sqlite3_stmt *statement,
          int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static gboolean
read_inputs (GessoDatabase       *database,
             GessoVersionRow     *row,
             GessoExcerptVersion *version,
             GError             **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT " GESSO_INPUT_COLUMNS ", f.uuid FROM version_inputs i"
      " LEFT JOIN thread_version f ON f.id = i.from_version_id WHERE i.version_id = ? ORDER BY i.position",
      "i", row->id);
  GessoFetch step = statement != NULL ? GESSO_FETCH_ROW : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      char *uuid = dup_text (statement, N_INPUT_COLUMNS);

      gesso_version_row_read_input (row, statement);
      ((GessoVersionInput *) row->draft->inputs->pdata[row->draft->inputs->len - 1])->version_id = 0;
      g_ptr_array_add (version->input_versions, uuid != NULL ? uuid : g_strdup (""));
    }
  return step == GESSO_FETCH_DONE;
}

static gboolean
read_labels (GessoDatabase       *database,
             gint64               id,
             GessoExcerptVersion *version,
             GError             **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT l.kind = 'tag', l.name FROM label_versions x JOIN labels l ON l.id = x.label_id"
      " WHERE x.version_id = ? ORDER BY l.name",
      "i", id);
  GessoFetch step = statement != NULL ? GESSO_FETCH_ROW : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (sqlite3_column_int (statement, 0) ? version->tags : version->collections, dup_text (statement, 1));
  return step == GESSO_FETCH_DONE;
}

static gboolean
read_version (GessoDatabase      *database,
              gint64              id,
              GessoExcerptThread *thread,
              GError            **error)
{
  GessoExcerptVersion *version = gesso_excerpt_thread_add_version (thread);
  g_autoptr (GessoVersionRow) row = NULL;
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT " GESSO_VERSION_COLUMNS ", v.uuid, m.uuid, p.uuid, v.favourite, v.stars,"
      " (SELECT uuid FROM branches b WHERE b.id = v.branch_id AND b.thread_id = v.thread_id) FROM thread_version v"
      " LEFT JOIN messages m ON m.id = v.message_id LEFT JOIN thread_version p ON p.id = v.parent_id WHERE v.id = ?",
      "i", id);

  if (statement == NULL || gesso_database_step (database, statement, error) != GESSO_FETCH_ROW)
    return FALSE;
  row = gesso_version_row_read (statement);
  version->order = id;
  version->uuid = dup_text (statement, N_VERSION_COLUMNS);
  version->message = dup_text (statement, N_VERSION_COLUMNS + 1);
  version->parent = dup_text (statement, N_VERSION_COLUMNS + 2);
  version->favourite = sqlite3_column_int (statement, N_VERSION_COLUMNS + 3) != 0;
  version->stars = (guint) sqlite3_column_int (statement, N_VERSION_COLUMNS + 4);
  version->branch = thread->branches->len > 0 ? dup_text (statement, N_VERSION_COLUMNS + 5) : NULL;
  gesso_database_reset (statement);
  if (!gesso_version_row_load_images (row, database, error) || !read_inputs (database, row, version, error) ||
      !read_labels (database, id, version, error))
    return FALSE;
  gesso_version_draft_free (version->draft);
  version->draft = g_steal_pointer (&row->draft);
  version->pin = g_steal_pointer (&row->pin);
  version->draft->thread_id = version->draft->message_id = version->draft->parent_id = 0;
  return TRUE;
}

static gboolean
read_message (GessoDatabase      *database,
              gint64              id,
              GessoExcerptThread *thread,
              GError            **error)
{
  GessoExcerptMessage *message = gesso_excerpt_thread_add_message (thread);
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT uuid, role, text, created,"
      " (SELECT uuid FROM branches b WHERE b.id = m.branch_id AND b.thread_id = m.thread_id) FROM messages m WHERE id = ?",
      "i", id);
  GessoFetch step;

  if (statement == NULL || gesso_database_step (database, statement, error) != GESSO_FETCH_ROW)
    return FALSE;
  message->order = id;
  message->uuid = dup_text (statement, 0);
  gesso_message_role_from_nick ((const char *) sqlite3_column_text (statement, 1), &message->role);
  message->text = dup_text (statement, 2);
  message->created = sqlite3_column_int64 (statement, 3);
  message->branch = thread->branches->len > 0 ? dup_text (statement, 4) : NULL;
  gesso_database_reset (statement);
  statement = gesso_database_prepare (database, error,
                                      "SELECT v.uuid FROM message_attachments a"
                                      " JOIN thread_version v ON v.id = a.version_id"
                                      " WHERE a.message_id = ? ORDER BY a.position",
                                      "i", id);
  step = statement != NULL ? GESSO_FETCH_ROW : GESSO_FETCH_FAILED;
  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (message->attachments, dup_text (statement, 0));
  return step == GESSO_FETCH_DONE;
}

/* The ids that @sql finds for @id. */
static GArray *
list_ids (GessoDatabase *database,
          const char    *sql,
          gint64         id,
          GError       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = gesso_database_prepare (database, error, sql, "i", id);
  GessoFetch step = statement != NULL ? GESSO_FETCH_ROW : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      gint64 found = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, found);
    }
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&ids) : NULL;
}

/* *@thread is the one of @id in @excerpt, without its messages and versions when new. */
static gboolean
get_thread (GessoDatabase       *database,
            gint64               id,
            GessoExcerpt        *excerpt,
            GHashTable          *threads,
            GessoExcerptThread **thread,
            GError             **error)
{
  sqlite3_stmt *statement;

  *thread = g_hash_table_lookup (threads, &id);
  if (*thread != NULL)
    return TRUE;
  statement = gesso_database_prepare (
      database, error, "SELECT uuid, title, created, updated, cover, cover_chosen FROM threads WHERE id = ?", "i", id);
  if (statement == NULL)
    return FALSE;
  switch (gesso_database_step (database, statement, error))
    {
    case GESSO_FETCH_ROW:
      *thread = gesso_excerpt_add_thread (excerpt);
      (*thread)->uuid = dup_text (statement, 0);
      (*thread)->title = dup_text (statement, 1);
      (*thread)->created = sqlite3_column_int64 (statement, 2);
      (*thread)->updated = sqlite3_column_int64 (statement, 3);
      (*thread)->cover = dup_text (statement, 4);
      (*thread)->cover_chosen = sqlite3_column_int (statement, 5) != 0;
      gesso_database_reset (statement);
      g_hash_table_insert (threads, g_memdup2 (&id, sizeof id), *thread);
      return TRUE;
    case GESSO_FETCH_DONE:
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such thread."));
      return FALSE;
    default:
      return FALSE;
    }
}

static gboolean
read_branches (GessoDatabase      *database,
               gint64              id,
               GessoExcerptThread *thread,
               GError            **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT b.uuid, p.uuid, b.fork, b.name, b.id = t.branch_id, t.trunk_name FROM threads t"
      " LEFT JOIN branches b ON b.thread_id = t.id LEFT JOIN branches p ON p.id = b.parent_id AND p.thread_id = t.id"
      " WHERE t.id = ? ORDER BY b.id",
      "i", id);
  GessoFetch step = statement != NULL ? GESSO_FETCH_ROW : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      GessoExcerptBranch *branch;

      if (thread->trunk_name == NULL)
        thread->trunk_name = dup_text (statement, 5);
      if (sqlite3_column_type (statement, 0) == SQLITE_NULL)
        continue;
      branch = gesso_excerpt_thread_add_branch (thread);
      branch->uuid = dup_text (statement, 0);
      branch->parent = dup_text (statement, 1);
      branch->fork = sqlite3_column_int64 (statement, 2);
      branch->name = dup_text (statement, 3);
      if (sqlite3_column_int (statement, 4))
        thread->branch = g_strdup (branch->uuid);
    }
  return step == GESSO_FETCH_DONE;
}

static gboolean
read_thread (GessoDatabase      *database,
             gint64              id,
             GessoExcerptThread *thread,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autoptr (GArray) messages = NULL;
  g_autoptr (GArray) versions = NULL;

  if (!read_branches (database, id, thread, error))
    return FALSE;
  messages = list_ids (database, "SELECT id FROM messages WHERE thread_id = ? ORDER BY id", id, error);
  if (messages == NULL)
    return FALSE;
  versions = list_ids (database, "SELECT id FROM thread_version WHERE thread_id = ? AND trashed IS NULL ORDER BY id", id,
                       error);
  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < messages->len; i++)
    if (!read_message (database, g_array_index (messages, gint64, i), thread, error))
      return FALSE;
  for (guint i = 0; i < versions->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !read_version (database, g_array_index (versions, gint64, i), thread, error))
      return FALSE;
  return TRUE;
}

/* A version by itself: with its thread's name and the turn that asked for it. */
static gboolean
read_single (GessoDatabase *database,
             gint64         id,
             GessoExcerpt  *excerpt,
             GHashTable    *threads,
             GHashTable    *messages,
             GError       **error)
{
  GessoExcerptThread *thread;
  gint64 thread_id, message_id;

  if (!gesso_database_get_int (database, error, &thread_id, 0, "SELECT thread_id FROM thread_version WHERE id = ?", "i",
                               id) ||
      !gesso_database_get_int (database, error, &message_id, 0,
                               "SELECT m.id FROM thread_version v JOIN messages m"
                               " ON m.id = v.message_id AND m.thread_id = v.thread_id WHERE v.id = ?",
                               "i", id))
    return FALSE;
  if (thread_id == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such version."));
      return FALSE;
    }
  if (!get_thread (database, thread_id, excerpt, threads, &thread, error))
    return FALSE;
  if (message_id != 0 && g_hash_table_add (messages, g_memdup2 (&message_id, sizeof message_id)) &&
      !read_message (database, message_id, thread, error))
    return FALSE;
  if (!read_version (database, id, thread, error))
    return FALSE;
  if (!thread->cover_chosen)
    g_clear_pointer (&thread->cover, g_free);
  return TRUE;
}

static gboolean
contains (const GArray *ids,
          gint64        id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

GessoExcerpt *
gesso_excerpt_read (GessoDatabase *database,
                    const GArray  *thread_ids,
                    const GArray  *version_ids,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GessoExcerpt) excerpt = gesso_excerpt_new ();
  g_autoptr (GHashTable) threads = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) messages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) versions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < thread_ids->len; i++)
    {
      gint64 id = g_array_index (thread_ids, gint64, i);
      GessoExcerptThread *thread;

      if (!g_hash_table_contains (threads, &id) &&
          (!get_thread (database, id, excerpt, threads, &thread, error) ||
           !read_thread (database, id, thread, cancellable, error)))
        return NULL;
    }
  for (guint i = 0; i < version_ids->len; i++)
    {
      gint64 id = g_array_index (version_ids, gint64, i), thread_id;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !gesso_database_get_int (database, error, &thread_id, 0, "SELECT thread_id FROM thread_version WHERE id = ?",
                                   "i", id))
        return NULL;
      /* A whole thread has it already. */
      if (!contains (thread_ids, thread_id) && g_hash_table_add (versions, g_memdup2 (&id, sizeof id)) &&
          !read_single (database, id, excerpt, threads, messages, error))
        return NULL;
    }
  return g_steal_pointer (&excerpt);
}
