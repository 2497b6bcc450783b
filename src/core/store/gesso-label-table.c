/* gesso-label-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-library-tables.h"
#include "gesso-search.h"
#include "gesso-tables.h"

static const char *const kinds[GESSO_N_LABEL_KINDS] = {
  [GESSO_LABEL_TAG] = "tag",
  [GESSO_LABEL_COLLECTION] = "collection",
  [GESSO_LABEL_SEARCH] = "search",
};

GessoLabel *
gesso_label_copy (const GessoLabel *label)
{
  GessoLabel *copy = g_memdup2 (label, sizeof *label);

  copy->name = g_strdup (label->name);
  copy->filter = g_strdup (label->filter);
  return copy;
}

void
gesso_label_free (GessoLabel *label)
{
  g_free (label->name);
  g_free (label->filter);
  g_free (label);
}

/* Column 0 of the statement, where one of @kinds is always expected. */
static GessoLabelKind
read_kind (sqlite3_stmt *statement,
           int           column)
{
  const char *nick = (const char *) sqlite3_column_text (statement, column);
  GessoLabelKind kind = GESSO_LABEL_TAG;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (nick, kinds[i]) == 0)
      kind = i;
  return kind;
}

GPtrArray *
gesso_label_table_list (GessoDatabase *database,
                        GError       **error)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_label_free);
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT l.id, l.kind, l.name, l.filter,"
      " (SELECT count(*) FROM label_versions x CROSS JOIN thread_version v ON v.id = x.version_id"
      "  WHERE x.label_id = l.id AND v.trashed IS NULL"
      "  AND v.thread_id NOT IN (SELECT id FROM threads WHERE trashed IS NOT NULL))"
      " FROM labels l ORDER BY l.kind, l.name COLLATE NOCASE",
      "");
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      GessoLabel *label = g_new0 (GessoLabel, 1);

      label->id = sqlite3_column_int64 (statement, 0);
      label->kind = read_kind (statement, 1);
      label->name = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      label->filter = g_strdup ((const char *) sqlite3_column_text (statement, 3));
      label->n_versions = sqlite3_column_int64 (statement, 4);
      g_ptr_array_add (labels, label);
    }
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&labels) : NULL;
}

/* *@name stays NULL when there is no such label. */
static gboolean
get_name (GessoDatabase  *database,
          gint64          id,
          GessoLabelKind *kind,
          char          **name,
          GError        **error)
{
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error, "SELECT kind, name FROM labels WHERE id = ?", "i", id);
  GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;

  if (step != GESSO_FETCH_ROW)
    return step == GESSO_FETCH_DONE;
  *kind = read_kind (statement, 0);
  *name = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  gesso_database_reset (statement);
  return TRUE;
}

static gboolean
set_missing (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such tag or collection."));
  return FALSE;
}

gboolean
gesso_label_table_check (GessoDatabase *database,
                         gint64         id,
                         GError       **error)
{
  g_autofree char *name = NULL;
  GessoLabelKind kind;

  return get_name (database, id, &kind, &name, error) && (name != NULL || set_missing (error));
}

static gboolean
update (GessoDatabase    *database,
        const GessoLabel *label,
        GError          **error)
{
  g_autofree char *name = NULL;
  GessoLabelKind kind;

  if (!get_name (database, label->id, &kind, &name, error))
    return FALSE;
  if (name == NULL)
    return set_missing (error);
  return (kind != GESSO_LABEL_TAG || (gesso_search_remove (database, label->id, name, error) &&
                                      gesso_search_add (database, label->id, label->name, error))) &&
         gesso_database_run (database, error, "UPDATE labels SET name = ?, filter = ? WHERE id = ?", "tti",
                             label->name, label->filter, label->id);
}

gboolean
gesso_label_table_save (GessoDatabase *database,
                        GessoLabel    *label,
                        GError       **error)
{
  gint64 same;

  if (label->name == NULL || *label->name == '\0')
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("A tag or collection needs a name."));
      return FALSE;
    }
  if (!gesso_database_get_int (database, error, &same, 0, "SELECT id FROM labels WHERE kind = ? AND name = ?", "tt",
                               kinds[label->kind], label->name))
    return FALSE;
  if (label->id != 0 && same != 0 && same != label->id)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("This name is taken already."));
      return FALSE;
    }
  if (label->id == 0)
    label->id = same;
  if (label->id != 0)
    return update (database, label, error);
  return gesso_library_next_id (database, &label->id, error) &&
         gesso_database_run (database, error,
                             "INSERT INTO labels (id, kind, name, filter, created) VALUES (?, ?, ?, ?, ?)", "ittti",
                             label->id, kinds[label->kind], label->name, label->filter, g_get_real_time ()) &&
         (label->kind != GESSO_LABEL_TAG || gesso_search_add (database, label->id, label->name, error));
}

gboolean
gesso_label_table_delete (GessoDatabase *database,
                          gint64         id,
                          GError       **error)
{
  g_autofree char *name = NULL;
  GessoLabelKind kind;

  if (!get_name (database, id, &kind, &name, error))
    return FALSE;
  return name == NULL || ((kind != GESSO_LABEL_TAG || gesso_search_remove (database, id, name, error)) &&
                          gesso_database_run (database, error, "DELETE FROM labels WHERE id = ?", "i", id));
}

gboolean
gesso_label_table_attach (GessoDatabase *database,
                          gint64         id,
                          gint64         version_id,
                          gboolean       attached,
                          GError       **error)
{
  if (attached)
    return gesso_database_run (database, error,
                               "INSERT OR IGNORE INTO label_versions (label_id, version_id)"
                               " SELECT ?1, id FROM thread_version WHERE id = ?2",
                               "ii", id, version_id);
  return gesso_database_run (database, error, "DELETE FROM label_versions WHERE label_id = ? AND version_id = ?", "ii",
                             id, version_id);
}
