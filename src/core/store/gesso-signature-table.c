/* gesso-signature-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-library-tables.h"

/* The kept form: the hash, lowest byte first, and the grid. */
#define KEPT_BYTES (sizeof (guint64) + GESSO_SIGNATURE_BYTES)

/* The same pixels in two files differ by how they were made small; the pixels tell the rest. */
#define TWIN_DISTANCE 256

static gboolean
read_bits (sqlite3_stmt   *statement,
           int             column,
           GessoSignature *signature)
{
  const guint8 *bits = sqlite3_column_blob (statement, column);

  if (bits == NULL || sqlite3_column_bytes (statement, column) != KEPT_BYTES)
    return FALSE;
  memcpy (&signature->hash, bits, sizeof signature->hash);
  signature->hash = GUINT64_FROM_LE (signature->hash);
  memcpy (signature->grid, bits + sizeof signature->hash, sizeof signature->grid);
  return TRUE;
}

GPtrArray *
gesso_signature_table_list_unsigned (GessoDatabase *database,
                                     guint          limit,
                                     GError       **error)
{
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT DISTINCT i.blob FROM version_images i WHERE NOT EXISTS"
      " (SELECT 1 FROM signatures s WHERE s.blob = i.blob) ORDER BY i.version_id DESC LIMIT ?",
      "i", (gint64) limit);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (blobs, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&blobs) : NULL;
}

gboolean
gesso_signature_table_put (GessoDatabase        *database,
                           const char           *blob,
                           const GessoSignature *signature,
                           guint                 colours,
                           GError              **error)
{
  GValue values[3] = { G_VALUE_INIT, G_VALUE_INIT, G_VALUE_INIT };
  guint8 bits[KEPT_BYTES];
  sqlite3_stmt *statement;

  if (signature == NULL)
    return gesso_database_run (database, error,
                               "INSERT OR REPLACE INTO signatures (blob, bits, colours)"
                               " SELECT hash, NULL, 0 FROM blobs WHERE hash = ?",
                               "t", blob);
  memcpy (bits, &(guint64) { GUINT64_TO_LE (signature->hash) }, sizeof signature->hash);
  memcpy (bits + sizeof signature->hash, signature->grid, sizeof signature->grid);
  g_value_take_boxed (g_value_init (&values[0], G_TYPE_BYTES), g_bytes_new (bits, sizeof bits));
  g_value_set_int64 (g_value_init (&values[1], G_TYPE_INT64), colours);
  g_value_set_string (g_value_init (&values[2], G_TYPE_STRING), blob);
  statement = gesso_database_prepare_values (
      database, g_intern_static_string ("INSERT OR REPLACE INTO signatures (blob, bits, colours)"
                                        " SELECT hash, ?1, ?2 FROM blobs WHERE hash = ?3"),
      values, G_N_ELEMENTS (values), error);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_value_unset (&values[i]);
  return statement != NULL && gesso_database_step (database, statement, error) == GESSO_FETCH_DONE;
}

gboolean
gesso_signature_table_get (GessoDatabase  *database,
                           gint64          version_id,
                           GessoSignature *signature,
                           gboolean       *found,
                           GError        **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT s.bits FROM version_images i JOIN signatures s ON s.blob = i.blob"
      " WHERE i.version_id = ? AND s.bits IS NOT NULL ORDER BY i.position LIMIT 1",
      "i", version_id);
  GessoFetch step = statement != NULL ? gesso_database_step (database, statement, error) : GESSO_FETCH_FAILED;

  *found = step == GESSO_FETCH_ROW && read_bits (statement, 0, signature);
  if (step == GESSO_FETCH_ROW)
    gesso_database_reset (statement);
  signature->tag = version_id;
  return step != GESSO_FETCH_FAILED;
}

GArray *
gesso_signature_table_load (GessoDatabase *database,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr (GArray) signatures = g_array_new (FALSE, TRUE, sizeof (GessoSignature));
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error,
      "SELECT i.version_id, s.bits FROM version_images i CROSS JOIN signatures s ON s.blob = i.blob"
      " WHERE s.bits IS NOT NULL",
      "");
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    {
      GessoSignature signature = { 0 };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          gesso_database_reset (statement);
          return NULL;
        }
      signature.tag = sqlite3_column_int64 (statement, 0);
      if (read_bits (statement, 1, &signature))
        g_array_append_val (signatures, signature);
    }
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&signatures) : NULL;
}

void
gesso_twin_free (GessoTwin *twin)
{
  g_free (twin->thread_title);
  g_free (twin->blob);
  g_free (twin);
}

static GessoTwin *
read_twin (sqlite3_stmt *statement)
{
  GessoTwin *twin = g_new0 (GessoTwin, 1);

  twin->version_id = sqlite3_column_int64 (statement, 0);
  twin->thread_id = sqlite3_column_int64 (statement, 1);
  twin->thread_title = g_strdup ((const char *) sqlite3_column_text (statement, 2));
  twin->blob = g_strdup ((const char *) sqlite3_column_text (statement, 3));
  return twin;
}

#define TWIN_COLUMNS \
  "SELECT v.id, v.thread_id, t.title, i.blob, s.bits FROM version_images i" \
  " JOIN thread_version v ON v.id = i.version_id JOIN threads t ON t.id = v.thread_id" \
  " LEFT JOIN signatures s ON s.blob = i.blob WHERE v.trashed IS NULL AND t.trashed IS NULL AND "

GPtrArray *
gesso_signature_table_find_twins (GessoDatabase        *database,
                                  const char           *blob,
                                  guint                 width,
                                  guint                 height,
                                  const GessoSignature *signature,
                                  GError              **error)
{
  g_autoptr (GPtrArray) twins = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_twin_free);
  sqlite3_stmt *statement = gesso_database_prepare (
      database, error, TWIN_COLUMNS "i.blob = ? ORDER BY v.id DESC LIMIT 1", "t", blob);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;
  GessoSignature other = { 0 };

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (twins, read_twin (statement));
  if (step == GESSO_FETCH_FAILED)
    return NULL;
  if (twins->len > 0 || signature == NULL)
    return g_steal_pointer (&twins);
  statement = gesso_database_prepare (database, error,
                                      TWIN_COLUMNS "i.width = ? AND i.height = ? AND s.bits IS NOT NULL ORDER BY v.id DESC",
                                      "ii", (gint64) width, (gint64) height);
  step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;
  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    if (read_bits (statement, 4, &other) && gesso_signature_compare (signature, &other) <= TWIN_DISTANCE)
      g_ptr_array_add (twins, read_twin (statement));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&twins) : NULL;
}
