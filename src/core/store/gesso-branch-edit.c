/* gesso-branch-edit.c - branches that come, go and get names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-branch-tables.h"
#include "gesso-error.h"
#include "gesso-tables.h"

gboolean
gesso_branch_table_find_item (GessoDatabase *database,
                              gint64         thread_id,
                              gint64         item_id,
                              gint64        *branch_id,
                              GError       **error)
{
  if (!gesso_database_get_int (database, error, branch_id, -1,
                               "SELECT branch_id FROM messages WHERE id = ?1 AND thread_id = ?2"
                               " UNION ALL SELECT branch_id FROM thread_version WHERE id = ?1 AND thread_id = ?2",
                               "ii", item_id, thread_id))
    return FALSE;
  if (*branch_id >= 0)
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("This is no longer in the thread."));
  return FALSE;
}

gboolean
gesso_branch_table_insert (GessoDatabase *database,
                           const char    *uuid,
                           gint64         thread_id,
                           gint64         parent_id,
                           gint64         fork,
                           const char    *name,
                           gint64        *id,
                           GError       **error)
{
  g_autofree char *fresh = uuid == NULL ? g_uuid_string_random () : NULL;

  return gesso_library_next_id (database, id, error) &&
         gesso_database_run (database, error,
                             "INSERT INTO branches (id, uuid, thread_id, parent_id, fork, name, created)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?)",
                             "itiiiti", *id, uuid != NULL ? uuid : fresh, thread_id, parent_id, fork, name,
                             g_get_real_time ());
}

static gboolean
check_changed (GessoDatabase *database,
               GError       **error)
{
  if (sqlite3_changes (gesso_database_peek (database)) > 0)
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such branch."));
  return FALSE;
}

gboolean
gesso_branch_table_rename (GessoDatabase *database,
                           gint64         thread_id,
                           gint64         branch_id,
                           const char    *name,
                           GError       **error)
{
  const char *kept = name != NULL && *name != '\0' ? name : NULL;

  return (branch_id == 0
              ? gesso_database_run (database, error, "UPDATE threads SET trunk_name = ? WHERE id = ?", "ti", kept,
                                    thread_id)
              : gesso_database_run (database, error, "UPDATE branches SET name = ? WHERE id = ? AND thread_id = ?", "tii",
                                    kept, branch_id, thread_id)) &&
         check_changed (database, error);
}

/* What is in the trash may come back, so it counts too. */
static gboolean
forget_if_empty (GessoDatabase *database,
                 gint64         branch_id,
                 GError       **error)
{
  return gesso_database_run (database, error,
                             "DELETE FROM branches WHERE id = ?1 AND name IS NULL"
                             " AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.thread_id = branches.thread_id"
                             "                 AND m.branch_id = ?1)"
                             " AND NOT EXISTS (SELECT 1 FROM thread_version v WHERE v.thread_id = branches.thread_id"
                             "                 AND v.branch_id = ?1)"
                             " AND NOT EXISTS (SELECT 1 FROM branches b WHERE b.thread_id = branches.thread_id"
                             "                 AND b.parent_id = ?1)",
                             "i", branch_id);
}

gboolean
gesso_branch_table_switch (GessoDatabase *database,
                           gint64         thread_id,
                           gint64         branch_id,
                           GError       **error)
{
  gint64 before, there = 1;

  if (!gesso_branch_table_get_current (database, thread_id, &before, error) ||
      (branch_id != 0 && !gesso_database_get_int (database, error, &there, 0,
                                                  "SELECT 1 FROM branches WHERE id = ? AND thread_id = ?", "ii",
                                                  branch_id, thread_id)))
    return FALSE;
  if (!there)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such branch."));
      return FALSE;
    }
  if (before == branch_id)
    return TRUE;
  return gesso_database_run (database, error, "UPDATE threads SET branch_id = ? WHERE id = ?", "ii", branch_id,
                             thread_id) &&
         (before == 0 || forget_if_empty (database, before, error));
}
