/* gesso-family-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-family-table.h"

/* No artist has so many versions that are all kin; a hostile database may. */
#define MOST 200000

struct _GessoFamilyReader
{
  GessoFamily *family;  /* (owned) (nullable) */
  gint64 thread_id;     /* 0 for the kin of one version */
  gint64 after;         /* of the thread: the last version that was read */
  gboolean walking;     /* through the thread still */
  GHashTable *known;    /* (owned) (element-type gint64): read, or waiting to be */
  GArray *waiting;      /* (owned) (element-type gint64): known by their ids only */
  guint next;           /* of those */
};

GessoFamilyReader *
gesso_family_reader_new (gint64 thread_id,
                         gint64 version_id)
{
  GessoFamilyReader *self = g_new0 (GessoFamilyReader, 1);

  self->family = gesso_family_new ();
  self->thread_id = thread_id;
  self->walking = thread_id != 0;
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!self->walking)
    {
      g_hash_table_add (self->known, g_memdup2 (&version_id, sizeof version_id));
      g_array_append_val (self->waiting, version_id);
    }
  return self;
}

void
gesso_family_reader_free (GessoFamilyReader *self)
{
  g_clear_pointer (&self->family, gesso_family_unref);
  g_hash_table_unref (self->known);
  g_array_unref (self->waiting);
  g_free (self);
}

/* FALSE when it was known before. */
static gboolean
learn (GessoFamilyReader *self,
       gint64             id)
{
  if (id <= 0 || g_hash_table_size (self->known) >= MOST)
    return FALSE;
  return g_hash_table_add (self->known, g_memdup2 (&id, sizeof id));
}

static void
await (GessoFamilyReader *self,
       gint64             id)
{
  if (learn (self, id))
    g_array_append_val (self->waiting, id);
}

static void
add_input (GessoFamilyReader *self,
           gint64             id,
           gint64             from_id,
           GessoInputRole     role)
{
  if (from_id <= 0)
    return;
  gesso_family_add_input (self->family, id, from_id, role);
  await (self, from_id);
}

static GessoTool
read_tool (sqlite3_stmt *statement,
           int           column)
{
  GessoTool tool = GESSO_TOOL_IMPORT;

  gesso_tool_from_nick ((const char *) sqlite3_column_text (statement, column), &tool);
  return tool;
}

/* A word of a newer Gesso is something that was looked at. */
static GessoInputRole
read_role (sqlite3_stmt *statement,
           int           column)
{
  GessoInputRole role = GESSO_ROLE_REFERENCE;

  gesso_input_role_from_nick ((const char *) sqlite3_column_text (statement, column), &role);
  return role;
}

/* Version, role, version it came from. */
static gboolean
read_inputs (GessoFamilyReader *self,
             GessoDatabase     *database,
             sqlite3_stmt      *statement,
             GError           **error)
{
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    add_input (self, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 2),
               read_role (statement, 1));
  return step == GESSO_FETCH_DONE;
}

/* What a walk through the thread will come to does not have to wait. */
static gboolean
read_thread_page (GessoFamilyReader *self,
                  GessoDatabase     *database,
                  guint              limit,
                  GError           **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT id, parent_id, tool FROM thread_version INDEXED BY versions_by_thread"
      " WHERE thread_id = ? AND trashed IS NULL AND id > ? ORDER BY id LIMIT ?",
      "iii", self->thread_id, self->after, (gint64) limit);
  GessoFetch step = GESSO_FETCH_FAILED;
  gint64 after = self->after;
  guint n = 0;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      n++;
      self->after = id;
      learn (self, id);
      gesso_family_add_version (self->family, id, self->thread_id, read_tool (statement, 2), FALSE, FALSE);
      add_input (self, id, sqlite3_column_int64 (statement, 1), GESSO_ROLE_SOURCE);
    }
  if (step != GESSO_FETCH_DONE)
    return FALSE;
  self->walking = n == limit && g_hash_table_size (self->known) < MOST;
  return read_inputs (self, database,
                      gesso_database_prepare (
                          database, error,
                          "SELECT i.version_id, i.role, i.from_version_id"
                          " FROM thread_version v INDEXED BY versions_by_thread"
                          " CROSS JOIN version_inputs i ON i.version_id = v.id"
                          " WHERE v.thread_id = ? AND v.trashed IS NULL AND v.id > ? AND v.id <= ?"
                          " AND i.from_version_id IS NOT NULL",
                          "iii", self->thread_id, after, self->after),
                      error);
}

/* What was made from version @id. */
static gboolean
read_users (GessoFamilyReader *self,
            GessoDatabase     *database,
            gint64             id,
            GError           **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT id FROM thread_version WHERE parent_id = ?1"
      " UNION SELECT version_id FROM version_inputs WHERE from_version_id = ?1",
      "i", id);
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    await (self, sqlite3_column_int64 (statement, 0));
  return step == GESSO_FETCH_DONE;
}

static gboolean
read_version (GessoFamilyReader *self,
              GessoDatabase     *database,
              gint64             id,
              GError           **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT v.thread_id, v.parent_id, v.tool, v.trashed IS NOT NULL OR t.trashed IS NOT NULL"
      " FROM thread_version v JOIN threads t ON t.id = v.thread_id WHERE v.id = ?",
      "i", id);
  GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;
  gint64 thread_id, parent_id;
  gboolean elsewhere;

  if (step != GESSO_FETCH_ROW)
    return step == GESSO_FETCH_DONE;
  thread_id = sqlite3_column_int64 (statement, 0);
  parent_id = sqlite3_column_int64 (statement, 1);
  elsewhere = self->thread_id != 0 && thread_id != self->thread_id;
  gesso_family_add_version (self->family, id, thread_id, read_tool (statement, 2),
                            sqlite3_column_int (statement, 3) != 0, elsewhere);
  gesso_database_reset (statement);
  /* Where another thread goes on from there is not this one's. */
  if (elsewhere)
    return TRUE;
  add_input (self, id, parent_id, GESSO_ROLE_SOURCE);
  return read_inputs (self, database,
                      gesso_database_prepare (database, error,
                                              "SELECT version_id, role, from_version_id FROM version_inputs"
                                              " WHERE version_id = ? AND from_version_id IS NOT NULL",
                                              "i", id),
                      error) &&
         (self->thread_id != 0 || read_users (self, database, id, error));
}

gboolean
gesso_family_reader_read (GessoFamilyReader *self,
                          GessoDatabase     *database,
                          guint              limit,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_return_val_if_fail (self->family != NULL, FALSE);

  if (self->walking)
    return read_thread_page (self, database, limit, error);
  for (guint i = 0; i < limit && self->next < self->waiting->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !read_version (self, database, g_array_index (self->waiting, gint64, self->next++), error))
      return FALSE;
  return TRUE;
}

gboolean
gesso_family_reader_more (const GessoFamilyReader *self)
{
  return self->walking || self->next < self->waiting->len;
}

GessoFamily *
gesso_family_reader_finish (GessoFamilyReader *self)
{
  g_return_val_if_fail (self->family != NULL, NULL);

  gesso_family_seal (self->family);
  return g_steal_pointer (&self->family);
}
