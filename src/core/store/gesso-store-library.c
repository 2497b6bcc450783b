/* gesso-store-library.c - finding versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-query.h"
#include "gesso-store-private.h"

typedef struct
{
  GessoLibraryFilter *filter; /* (owned) (nullable) */
  GArray *ids;                /* (owned) (nullable) (element-type gint64) */
  char *text;                 /* (owned) (nullable) */
  gint64 before;
  guint limit;
  GessoLibraryIndex *index;   /* (owned) (nullable): result */
  GPtrArray *rows;            /* (owned) (nullable) (element-type GessoLibraryRow): result */
} LibraryCall;

static void
library_call_free (gpointer data)
{
  LibraryCall *call = data;

  g_clear_pointer (&call->filter, gesso_library_filter_free);
  g_clear_pointer (&call->ids, g_array_unref);
  g_free (call->text);
  g_clear_pointer (&call->index, gesso_library_index_free);
  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_index (GessoStore   *self,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  LibraryCall *call = data;
  g_autoptr (GessoLibraryIndex) index = gesso_library_query_index (self->database, call->filter, cancellable, error);

  if (index == NULL)
    return FALSE;
  if (call->filter->alike == 0)
    call->index = g_steal_pointer (&index);
  else
    call->index = gesso_look_alike_sort (self->look_alike, self->database, call->filter->alike, index, cancellable,
                                         error);
  return call->index != NULL;
}

static gboolean
run_page (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  LibraryCall *call = data;

  call->rows = gesso_library_query_page (self->database, call->filter, call->before, call->limit, cancellable, error);
  return call->rows != NULL;
}

static gboolean
run_rows (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  LibraryCall *call = data;

  call->rows = gesso_library_query_rows (self->database, (const gint64 *) (gpointer) call->ids->data, call->ids->len,
                                         call->text, cancellable, error);
  return call->rows != NULL;
}

static const GessoCallClass index_class = { run_index, NULL, library_call_free, FALSE };
static const GessoCallClass page_class = { run_page, NULL, library_call_free, FALSE };
static const GessoCallClass rows_class = { run_rows, NULL, library_call_free, FALSE };

void
gesso_store_index_library_async (GessoStore               *self,
                                 const GessoLibraryFilter *filter,
                                 GCancellable             *cancellable,
                                 GAsyncReadyCallback       callback,
                                 gpointer                  user_data)
{
  LibraryCall *call = g_new0 (LibraryCall, 1);

  call->filter = gesso_library_filter_copy (filter);
  gesso_store_call (self, &index_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GessoLibraryIndex *
gesso_store_index_library_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  LibraryCall *call = gesso_store_call_finish (self, result, &index_class, error);

  return call != NULL ? g_steal_pointer (&call->index) : NULL;
}

void
gesso_store_find_versions_async (GessoStore               *self,
                                 const GessoLibraryFilter *filter,
                                 gint64                    before,
                                 guint                     limit,
                                 GCancellable             *cancellable,
                                 GAsyncReadyCallback       callback,
                                 gpointer                  user_data)
{
  LibraryCall *call = g_new0 (LibraryCall, 1);

  call->filter = gesso_library_filter_copy (filter);
  call->before = before;
  call->limit = limit;
  gesso_store_call (self, &page_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_find_versions_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  LibraryCall *call = gesso_store_call_finish (self, result, &page_class, error);

  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

void
gesso_store_load_library_rows_async (GessoStore         *self,
                                     const gint64       *ids,
                                     guint               n_ids,
                                     const char         *text,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  LibraryCall *call = g_new0 (LibraryCall, 1);

  call->ids = g_array_append_vals (g_array_sized_new (FALSE, FALSE, sizeof *ids, n_ids), ids, n_ids);
  call->text = g_strdup (text);
  gesso_store_call (self, &rows_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_load_library_rows_finish (GessoStore   *self,
                                      GAsyncResult *result,
                                      GError      **error)
{
  LibraryCall *call = gesso_store_call_finish (self, result, &rows_class, error);

  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}
