/* gesso-store-threads.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

/* A call about one thread. */
typedef struct
{
  gint64 id;
  char *text; /* (owned) (nullable): its title, or a blob */
  gboolean trashed;
  GessoThreadPlace place;
  GessoThreadRow *row;   /* (owned) (nullable): result of the worker */
  GessoThread *thread;   /* (owned) (nullable): result */
} ThreadCall;

/* A call for many. */
typedef struct
{
  gboolean trashed;
  gint64 before;
  guint limit;
  GPtrArray *rows;    /* (owned) (nullable) (element-type GessoThreadRow) */
  GPtrArray *threads; /* (owned) (nullable) (element-type GessoThread): result */
} ListCall;

static void
thread_call_free (gpointer data)
{
  ThreadCall *call = data;

  g_free (call->text);
  g_clear_pointer (&call->row, gesso_thread_row_free);
  g_clear_object (&call->thread);
  g_free (call);
}

static void
list_call_free (gpointer data)
{
  ListCall *call = data;

  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_clear_pointer (&call->threads, g_ptr_array_unref);
  g_free (call);
}

static ThreadCall *
thread_call_new (gint64      id,
                 const char *text,
                 gboolean    trashed)
{
  ThreadCall *call = g_new0 (ThreadCall, 1);

  call->id = id;
  call->text = g_strdup (text);
  call->trashed = trashed;
  return call;
}

static gboolean
run_list (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ListCall *call = data;

  call->rows = gesso_thread_table_list (self->database, call->trashed, call->before, call->limit, error);
  return call->rows != NULL;
}

static void
publish_list (GessoStore *self,
              gpointer    data)
{
  ListCall *call = data;

  call->threads = g_ptr_array_new_full (call->rows->len, g_object_unref);
  for (guint i = 0; i < call->rows->len; i++)
    g_ptr_array_add (call->threads, gesso_store_intern_thread (self, g_ptr_array_index (call->rows, i)));
}

static gboolean
run_create (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  ThreadCall *call = data;

  call->row = gesso_thread_table_insert (self->database, call->text, error);
  return call->row != NULL;
}

static gboolean
run_get (GessoStore   *self,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  ThreadCall *call = data;

  call->row = gesso_thread_table_get (self->database, call->id, error);
  return call->row != NULL;
}

static gboolean
run_rename (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  ThreadCall *call = data;

  return gesso_thread_table_rename (self->database, call->id, call->text, error) &&
         run_get (self, data, cancellable, error);
}

static gboolean
run_set_cover (GessoStore   *self,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  ThreadCall *call = data;

  return gesso_thread_table_choose_cover (self->database, call->id, call->text, error) &&
         run_get (self, data, cancellable, error);
}

static gboolean
run_trash (GessoStore   *self,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  ThreadCall *call = data;

  return gesso_thread_table_set_trashed (self->database, call->id, call->trashed, error) &&
         run_get (self, data, cancellable, error);
}

static gboolean
run_keep_place (GessoStore   *self,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  ThreadCall *call = data;

  return gesso_thread_table_set_place (self->database, call->id, &call->place, error);
}

static void
publish_get (GessoStore *self,
             gpointer    data)
{
  ThreadCall *call = data;

  call->thread = gesso_store_intern_thread (self, call->row);
}

static void
publish_created (GessoStore *self,
                 gpointer    data)
{
  ThreadCall *call = data;

  publish_get (self, data);
  gesso_store_emit_thread_added (self, call->thread);
}

static void
publish_changed (GessoStore *self,
                 gpointer    data)
{
  ThreadCall *call = data;

  publish_get (self, data);
  gesso_store_emit_thread_changed (self, call->thread);
}

static void
publish_place (GessoStore *self,
               gpointer    data)
{
  ThreadCall *call = data;
  g_autoptr (GessoThread) live = gesso_identity_map_lookup (self->threads, call->id);

  if (live != NULL)
    gesso_thread_set_place (live, &call->place);
}

static const GessoCallClass list_class = { run_list, publish_list, list_call_free, FALSE };
static const GessoCallClass create_class = { run_create, publish_created, thread_call_free, TRUE };
static const GessoCallClass get_class = { run_get, publish_get, thread_call_free, FALSE };
static const GessoCallClass rename_class = { run_rename, publish_changed, thread_call_free, TRUE };
static const GessoCallClass set_cover_class = { run_set_cover, publish_changed, thread_call_free, TRUE };
static const GessoCallClass trash_class = { run_trash, publish_changed, thread_call_free, TRUE };
static const GessoCallClass keep_place_class = { run_keep_place, publish_place, thread_call_free, TRUE };

void
gesso_store_list_some_threads_async (GessoStore         *self,
                                     gboolean            trashed,
                                     gint64              before,
                                     guint               limit,
                                     int                 priority,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  ListCall *call = g_new0 (ListCall, 1);

  call->trashed = trashed;
  call->before = before;
  call->limit = limit;
  gesso_store_call (self, &list_class, call, priority, cancellable, callback, user_data);
}

void
gesso_store_list_threads_async (GessoStore         *self,
                                gboolean            trashed,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  gesso_store_list_some_threads_async (self, trashed, 0, G_MAXUINT, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_threads_finish (GessoStore   *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->threads) : NULL;
}

void
gesso_store_create_thread_async (GessoStore         *self,
                                 const char         *title,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  gesso_store_call (self, &create_class, thread_call_new (0, title != NULL ? title : "", FALSE), G_PRIORITY_DEFAULT,
                    cancellable, callback, user_data);
}

GessoThread *
gesso_store_create_thread_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  ThreadCall *call = gesso_store_call_finish (self, result, &create_class, error);

  return call != NULL ? g_steal_pointer (&call->thread) : NULL;
}

void
gesso_store_get_thread_async (GessoStore         *self,
                              gint64              id,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  gesso_store_call (self, &get_class, thread_call_new (id, NULL, FALSE), G_PRIORITY_DEFAULT, cancellable, callback,
                    user_data);
}

GessoThread *
gesso_store_get_thread_finish (GessoStore   *self,
                               GAsyncResult *result,
                               GError      **error)
{
  ThreadCall *call = gesso_store_call_finish (self, result, &get_class, error);

  return call != NULL ? g_steal_pointer (&call->thread) : NULL;
}

void
gesso_store_rename_thread_async (GessoStore         *self,
                                 gint64              id,
                                 const char         *title,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  gesso_store_call (self, &rename_class, thread_call_new (id, title != NULL ? title : "", FALSE), G_PRIORITY_DEFAULT,
                    cancellable, callback, user_data);
}

gboolean
gesso_store_rename_thread_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return gesso_store_call_finish (self, result, &rename_class, error) != NULL;
}

/** @blob: (nullable): NULL goes back to the newest picture of the thread. */
void
gesso_store_set_cover_async (GessoStore         *self,
                             gint64              thread_id,
                             const char         *blob,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  gesso_store_call (self, &set_cover_class, thread_call_new (thread_id, blob, FALSE), G_PRIORITY_DEFAULT, cancellable,
                    callback, user_data);
}

gboolean
gesso_store_set_cover_finish (GessoStore   *self,
                              GAsyncResult *result,
                              GError      **error)
{
  return gesso_store_call_finish (self, result, &set_cover_class, error) != NULL;
}

void
gesso_store_trash_thread_async (GessoStore         *self,
                                gint64              id,
                                gboolean            trashed,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  gesso_store_call (self, &trash_class, thread_call_new (id, NULL, trashed), G_PRIORITY_DEFAULT, cancellable, callback,
                    user_data);
}

gboolean
gesso_store_trash_thread_finish (GessoStore   *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return gesso_store_call_finish (self, result, &trash_class, error) != NULL;
}

void
gesso_store_keep_place_async (GessoStore             *self,
                              gint64                  thread_id,
                              const GessoThreadPlace *place,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  ThreadCall *call = thread_call_new (thread_id, NULL, FALSE);

  call->place = *place;
  gesso_store_call (self, &keep_place_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_keep_place_finish (GessoStore   *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return gesso_store_call_finish (self, result, &keep_place_class, error) != NULL;
}
