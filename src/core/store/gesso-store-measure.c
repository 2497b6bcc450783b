/* gesso-store-measure.c - how much there is in a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"

/* What may be counted without reading every picture's row into memory. */
static const struct
{
  const char *sql;
  gsize offset;
} counts[] = {
  { "PRAGMA user_version", G_STRUCT_OFFSET (GessoStoreMeasure, schema) },
  { "SELECT count(*) FROM threads", G_STRUCT_OFFSET (GessoStoreMeasure, threads) },
  { "SELECT count(*) FROM thread_version", G_STRUCT_OFFSET (GessoStoreMeasure, versions) },
  { "SELECT count(*) FROM blobs", G_STRUCT_OFFSET (GessoStoreMeasure, files) },
  { "SELECT coalesce(sum(bytes), 0) FROM blobs", G_STRUCT_OFFSET (GessoStoreMeasure, file_bytes) },
  { "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)",
    G_STRUCT_OFFSET (GessoStoreMeasure, database_bytes) },
};

static gboolean
run_measure (GessoStore   *self,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  GessoStoreMeasure *measure = data;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (!gesso_database_get_int (self->database, error, G_STRUCT_MEMBER_P (measure, counts[i].offset), 0, counts[i].sql, ""))
      return FALSE;
  measure->sqlite = sqlite3_libversion ();
  return TRUE;
}

static const GessoCallClass measure_class = { run_measure, NULL, g_free, FALSE };

void
gesso_store_measure_async (GessoStore         *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  gesso_store_call (self, &measure_class, g_new0 (GessoStoreMeasure, 1), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_measure_finish (GessoStore        *self,
                            GAsyncResult      *result,
                            GessoStoreMeasure *out,
                            GError           **error)
{
  GessoStoreMeasure *measure = gesso_store_call_finish (self, result, &measure_class, error);

  if (measure == NULL)
    return FALSE;
  *out = *measure;
  return TRUE;
}
