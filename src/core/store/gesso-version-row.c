/* gesso-version-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-version-private.h"
#include "gesso-version-row.h"

static char *
dup_text (sqlite3_stmt *statement,
          int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static gint64
get_int (sqlite3_stmt *statement,
         int           column,
         gint64        fallback)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL ? fallback : sqlite3_column_int64 (statement, column);
}

GessoVersionRow *
gesso_version_row_read (sqlite3_stmt *statement)
{
  GessoVersionRow *row = g_new0 (GessoVersionRow, 1);
  GessoVersionDraft *draft = gesso_version_draft_new ();

  row->id = sqlite3_column_int64 (statement, 0);
  row->draft = draft;
  draft->thread_id = sqlite3_column_int64 (statement, 1);
  draft->message_id = sqlite3_column_int64 (statement, 2);
  draft->parent_id = sqlite3_column_int64 (statement, 3);
  /* A word this Gesso does not know stays what a zeroed draft says: an import. */
  gesso_tool_from_nick ((const char *) sqlite3_column_text (statement, 4), &draft->tool);
  draft->model = dup_text (statement, 5);
  draft->prompt = dup_text (statement, 6);
  draft->parameters = dup_text (statement, 7);
  draft->note = dup_text (statement, 8);
  draft->created = sqlite3_column_int64 (statement, 9);
  draft->seconds = sqlite3_column_double (statement, 10);
  if (sqlite3_column_type (statement, 11) != SQLITE_NULL)
    draft->cost = sqlite3_column_double (statement, 11);
  row->trashed = sqlite3_column_type (statement, 12) != SQLITE_NULL;
  draft->branch_id = sqlite3_column_int64 (statement, 13);
  row->pin = dup_text (statement, 14);
  return row;
}

void
gesso_version_row_free (GessoVersionRow *row)
{
  gesso_version_draft_free (row->draft);
  g_free (row->pin);
  g_free (row);
}

GessoVersion *
gesso_version_row_to_version (GessoVersionRow *row)
{
  GessoVersion *version = gesso_version_new (row->id, g_steal_pointer (&row->draft), row->trashed);

  gesso_version_set_pin (version, row->pin);
  return version;
}

void
gesso_version_row_read_image (GessoVersionRow *row,
                              sqlite3_stmt    *statement)
{
  GessoVersionImage *image = gesso_version_draft_add_image (row->draft);

  image->blob = dup_text (statement, 1);
  image->reply = dup_text (statement, 2);
  image->mime = dup_text (statement, 3);
  image->blurhash = dup_text (statement, 4);
  image->name = dup_text (statement, 5);
  image->width = sqlite3_column_int64 (statement, 6);
  image->height = sqlite3_column_int64 (statement, 7);
  image->bytes = sqlite3_column_int64 (statement, 8);
  image->seed = get_int (statement, 9, -1);
  image->protected_pixels = get_int (statement, 10, -1);
  image->changed_pixels = get_int (statement, 11, 0);
  image->new_picture = get_int (statement, 12, 0) != 0;
}

void
gesso_version_row_read_input (GessoVersionRow *row,
                              sqlite3_stmt    *statement)
{
  GessoVersionInput *input = gesso_version_draft_add_input (row->draft);

  gesso_input_role_from_nick ((const char *) sqlite3_column_text (statement, 1), &input->role);
  input->blob = dup_text (statement, 2);
  input->version_id = sqlite3_column_int64 (statement, 3);
  input->image_index = sqlite3_column_int64 (statement, 4);
}

gboolean
gesso_version_row_load_images (GessoVersionRow *row,
                               GessoDatabase   *database,
                               GError         **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT " GESSO_IMAGE_COLUMNS " FROM version_images i WHERE i.version_id = ? ORDER BY i.position", "i", row->id);
  GessoFetch step = statement != NULL ? GESSO_FETCH_ROW : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    gesso_version_row_read_image (row, statement);
  return step == GESSO_FETCH_DONE;
}
