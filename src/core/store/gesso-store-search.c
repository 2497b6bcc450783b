/* gesso-store-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-search.h"
#include "gesso-store-private.h"

typedef struct
{
  char *text; /* (owned) */
  guint limit;
  GPtrArray *hits; /* (owned) (nullable) (element-type GessoSearchHit): result */
} SearchCall;

static void
search_call_free (gpointer data)
{
  SearchCall *call = data;

  g_free (call->text);
  g_clear_pointer (&call->hits, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_search (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  SearchCall *call = data;

  call->hits = gesso_search_find (self->database, call->text, call->limit, cancellable, error);
  return call->hits != NULL;
}

static const GessoCallClass search_class = { run_search, NULL, search_call_free, FALSE };

void
gesso_store_search_async (GessoStore         *self,
                          const char         *text,
                          guint               limit,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  SearchCall *call = g_new0 (SearchCall, 1);

  call->text = g_strdup (text != NULL ? text : "");
  call->limit = limit;
  gesso_store_call (self, &search_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_search_finish (GessoStore   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  SearchCall *call = gesso_store_call_finish (self, result, &search_class, error);

  return call != NULL ? g_steal_pointer (&call->hits) : NULL;
}

typedef struct
{
  gint64 thread_id;
  char *text;  /* (owned) */
  GArray *ids; /* (owned) (nullable) (element-type gint64): result */
} FindCall;

static void
find_call_free (gpointer data)
{
  FindCall *call = data;

  g_free (call->text);
  g_clear_pointer (&call->ids, g_array_unref);
  g_free (call);
}

static gboolean
run_find (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  FindCall *call = data;

  call->ids = gesso_search_find_in_thread (self->database, call->thread_id, call->text, cancellable, error);
  return call->ids != NULL;
}

static const GessoCallClass find_class = { run_find, NULL, find_call_free, FALSE };

void
gesso_store_find_in_thread_async (GessoStore         *self,
                                  gint64              thread_id,
                                  const char         *text,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  FindCall *call = g_new0 (FindCall, 1);

  call->thread_id = thread_id;
  call->text = g_strdup (text);
  gesso_store_call (self, &find_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GArray *
gesso_store_find_in_thread_finish (GessoStore   *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  FindCall *call = gesso_store_call_finish (self, result, &find_class, error);

  return call != NULL ? g_steal_pointer (&call->ids) : NULL;
}
