/* gesso-branch-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-branch-tables.h"
#include "gesso-error.h"
#include "gesso-tables.h"

/* More than anybody forks one from the other; a bundle may say anything. */
#define MAX_DEPTH 1000

void
gesso_branch_free (GessoBranch *branch)
{
  g_free (branch->name);
  g_free (branch->label);
  g_free (branch->blob);
  g_free (branch);
}

gboolean
gesso_branch_table_get_current (GessoDatabase *database,
                                gint64         thread_id,
                                gint64        *branch_id,
                                GError       **error)
{
  return gesso_database_get_int (database, error, branch_id, 0, "SELECT branch_id FROM threads WHERE id = ?", "i",
                                 thread_id);
}

/* Of one that is not there, *@parent is 0 and *@fork too: all of it is the trunk's. */
static gboolean
get_origin (GessoDatabase *database,
            gint64         thread_id,
            gint64         branch_id,
            gint64        *parent,
            gint64        *fork,
            GError       **error)
{
  return gesso_database_get_int (database, error, parent, 0,
                                 "SELECT parent_id FROM branches WHERE id = ? AND thread_id = ?", "ii", branch_id,
                                 thread_id) &&
         gesso_database_get_int (database, error, fork, 0, "SELECT fork FROM branches WHERE id = ? AND thread_id = ?",
                                 "ii", branch_id, thread_id);
}

static GArray *
load_parts (GessoDatabase *database,
            gint64         thread_id,
            gint64         branch_id,
            GError       **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (GessoLinePart));
  gint64 until = G_MAXINT64;

  for (guint depth = 0; branch_id != 0 && until > 0 && depth < MAX_DEPTH; depth++)
    {
      GessoLinePart part = { branch_id, 0, until };
      gint64 parent;

      if (!get_origin (database, thread_id, branch_id, &parent, &part.after, error))
        return NULL;
      part.after = CLAMP (part.after, 0, until);
      g_array_append_val (parts, part);
      until = part.after;
      branch_id = parent;
    }
  if (until > 0)
    {
      GessoLinePart trunk = { 0, 0, until };

      g_array_append_val (parts, trunk);
    }
  return g_steal_pointer (&parts);
}

/* (nullable): what is said first on a branch after @fork, or what its first version was asked for. */
static gboolean
load_label (GessoDatabase *database,
            gint64         thread_id,
            gint64         branch_id,
            gint64         fork,
            char         **label,
            GError       **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT substr (text, 1, 200) FROM messages WHERE thread_id = ? AND branch_id = ? AND id > ? ORDER BY id LIMIT 1",
      "iii", thread_id, branch_id, fork);
  GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;

  *label = NULL;
  if (step == GESSO_FETCH_ROW)
    {
      *label = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      gesso_database_reset (statement);
    }
  return step != GESSO_FETCH_FAILED;
}

/* The rows of the thread's branches, the trunk's first; without what is on them. */
static GPtrArray *
load_branches (GessoDatabase *database,
               gint64         thread_id,
               GError       **error)
{
  g_autoptr (GPtrArray) branches = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_branch_free);
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT 0, 0, 0, trunk_name, branch_id = 0 FROM threads WHERE id = ?1"
      " UNION ALL SELECT b.id, b.parent_id, b.fork, b.name, b.id = t.branch_id"
      "  FROM branches b JOIN threads t ON t.id = b.thread_id WHERE b.thread_id = ?1 ORDER BY 1",
      "i", thread_id);
  GessoFetch step = statement != NULL ? GESSO_FETCH_ROW : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      GessoBranch *branch = g_new0 (GessoBranch, 1);

      branch->id = sqlite3_column_int64 (statement, 0);
      branch->parent_id = sqlite3_column_int64 (statement, 1);
      branch->fork = sqlite3_column_int64 (statement, 2);
      branch->name = g_strdup ((const char *) sqlite3_column_text (statement, 3));
      branch->current = sqlite3_column_int (statement, 4) != 0;
      g_ptr_array_add (branches, branch);
    }
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&branches) : NULL;
}

gboolean
gesso_branch_table_follows (GessoDatabase *database,
                            gint64         thread_id,
                            gint64         branch_id,
                            gint64         item_id,
                            gboolean      *follows,
                            GError       **error)
{
  gint64 found;

  if (!gesso_database_get_int (database, error, &found, 0,
                               "SELECT EXISTS (SELECT 1 FROM messages WHERE thread_id = ?1 AND branch_id = ?2 AND id > ?3)"
                               " OR EXISTS (SELECT 1 FROM thread_version INDEXED BY versions_by_branch"
                               "  WHERE thread_id = ?1 AND branch_id = ?2 AND trashed IS NULL AND id > ?3)",
                               "iii", thread_id, branch_id, item_id))
    return FALSE;
  *follows = found != 0;
  return TRUE;
}

/* A way that goes from @fork on @branch: of the branch itself or of one that leaves it there. */
static gboolean
add_way (GessoDatabase *database,
         GessoFork     *fork,
         gint64         branch_id,
         const char    *name,
         gboolean       current,
         GError       **error)
{
  g_autofree char *label = NULL;

  if (name == NULL && !load_label (database, gesso_fork_get_thread_id (fork), branch_id, gesso_fork_get_item_id (fork),
                                   &label, error))
    return FALSE;
  gesso_fork_add (fork, branch_id, name != NULL ? name : label, current);
  return TRUE;
}

static GessoFork *
load_fork (GessoDatabase *database,
           GessoLine     *line,
           gint64         thread_id,
           GPtrArray     *branches,
           guint          first,
           GError       **error)
{
  const GessoBranch *from = g_ptr_array_index (branches, first);
  g_autoptr (GessoFork) fork = gesso_fork_new (thread_id, from->fork);
  gint64 taken = gesso_line_find (line, from->fork + 1)->branch_id;
  gboolean follows;

  if (!gesso_branch_table_follows (database, thread_id, from->parent_id, from->fork, &follows, error) ||
      ((follows || taken == from->parent_id) &&
       !add_way (database, fork, from->parent_id, NULL, taken == from->parent_id, error)))
    return NULL;
  for (guint i = first; i < branches->len; i++)
    {
      const GessoBranch *branch = g_ptr_array_index (branches, i);

      if (branch->id != 0 && branch->fork == from->fork && branch->parent_id == from->parent_id &&
          !add_way (database, fork, branch->id, branch->name, taken == branch->id, error))
        return NULL;
    }
  return g_steal_pointer (&fork);
}

static gboolean
has_fork (GPtrArray *forks,
          gint64     item_id)
{
  for (guint i = 0; i < forks->len; i++)
    if (gesso_fork_get_item_id (g_ptr_array_index (forks, i)) == item_id)
      return TRUE;
  return FALSE;
}

static int
compare_forks (gconstpointer a,
               gconstpointer b)
{
  gint64 one = gesso_fork_get_item_id (*(GessoFork *const *) a), other = gesso_fork_get_item_id (*(GessoFork *const *) b);

  return (one > other) - (one < other);
}

static gboolean
load_forks (GessoDatabase *database,
            GessoLine     *line,
            gint64         thread_id,
            GError       **error)
{
  g_autoptr (GPtrArray) branches = load_branches (database, thread_id, error);

  if (branches == NULL)
    return FALSE;
  for (guint i = 0; i < branches->len; i++)
    {
      const GessoBranch *branch = g_ptr_array_index (branches, i);
      GessoFork *fork;

      if (branch->id == 0 || !gesso_line_holds (line, branch->parent_id, branch->fork) ||
          has_fork (line->forks, branch->fork))
        continue;
      fork = load_fork (database, line, thread_id, branches, i, error);
      if (fork == NULL)
        return FALSE;
      g_ptr_array_add (line->forks, fork);
    }
  g_ptr_array_sort (line->forks, compare_forks);
  return TRUE;
}

GessoLine *
gesso_branch_table_load_line (GessoDatabase *database,
                              gint64         thread_id,
                              gint64         branch_id,
                              gboolean       with_forks,
                              GError       **error)
{
  g_autoptr (GessoLine) line = NULL;
  GArray *parts;

  if (branch_id < 0 && !gesso_branch_table_get_current (database, thread_id, &branch_id, error))
    return NULL;
  parts = load_parts (database, thread_id, branch_id, error);
  if (parts == NULL)
    return NULL;
  line = gesso_line_new (parts, g_ptr_array_new_with_free_func (g_object_unref));
  if (with_forks && !load_forks (database, line, thread_id, error))
    return NULL;
  return g_steal_pointer (&line);
}

static gboolean
count_messages (GessoDatabase *database,
                gint64         thread_id,
                GessoLine     *line,
                guint         *n,
                GError       **error)
{
  *n = 0;
  for (guint i = 0; i < line->parts->len; i++)
    {
      const GessoLinePart *part = &g_array_index (line->parts, GessoLinePart, i);
      gint64 count;

      if (!gesso_database_get_int (database, error, &count, 0,
                                   "SELECT count (*) FROM messages WHERE thread_id = ? AND branch_id = ?"
                                   " AND id > ? AND id <= ?",
                                   "iiii", thread_id, part->branch_id, part->after, part->until))
        return FALSE;
      *n += (guint) count;
    }
  return TRUE;
}

static gboolean
find_picture (GessoDatabase *database,
              gint64         thread_id,
              GessoLine     *line,
              GessoBranch   *branch,
              GError       **error)
{
  for (guint i = 0; i < line->parts->len && branch->version_id == 0; i++)
    {
      const GessoLinePart *part = &g_array_index (line->parts, GessoLinePart, i);
      sqlite3_stmt *statement = gesso_database_prepare (
          database, error,
          "SELECT v.id, (SELECT blob FROM version_images WHERE version_id = v.id ORDER BY position LIMIT 1)"
          " FROM thread_version v INDEXED BY versions_by_branch WHERE v.thread_id = ? AND v.branch_id = ?"
          " AND v.trashed IS NULL AND v.id > ? AND v.id <= ? ORDER BY v.id DESC LIMIT 1",
          "iiii", thread_id, part->branch_id, part->after, part->until);
      GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;

      if (step == GESSO_FETCH_FAILED)
        return FALSE;
      if (step == GESSO_FETCH_ROW)
        {
          branch->version_id = sqlite3_column_int64 (statement, 0);
          branch->blob = g_strdup ((const char *) sqlite3_column_text (statement, 1));
          gesso_database_reset (statement);
        }
    }
  return TRUE;
}

GPtrArray *
gesso_branch_table_list (GessoDatabase *database,
                         gint64         thread_id,
                         GError       **error)
{
  g_autoptr (GPtrArray) branches = load_branches (database, thread_id, error);

  for (guint i = 0; branches != NULL && i < branches->len; i++)
    {
      GessoBranch *branch = g_ptr_array_index (branches, i);
      g_autoptr (GessoLine) line = gesso_branch_table_load_line (database, thread_id, branch->id, FALSE, error);
      gboolean follows;

      if (line == NULL || !gesso_branch_table_follows (database, thread_id, branch->id, branch->fork, &follows, error) ||
          !count_messages (database, thread_id, line, &branch->n_messages, error) ||
          !find_picture (database, thread_id, line, branch, error))
        return NULL;
      branch->empty = !follows;
      if (branch->name != NULL)
        branch->label = g_strdup (branch->name);
      else if (branch->id != 0 && !load_label (database, thread_id, branch->id, branch->fork, &branch->label, error))
        return NULL;
    }
  return g_steal_pointer (&branches);
}
