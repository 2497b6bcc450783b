/* gesso-store-timeline.c - messages and versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-branches.h"
#include "gesso-store-private.h"
#include "gesso-tables.h"

typedef struct
{
  gint64 thread_id;
  gint64 before;
  guint limit;
  GPtrArray *items; /* (owned) (nullable) (element-type GObject): result */
  gint64 next;      /* result */
  GessoLine *line;  /* (owned) (nullable): result */
} PageCall;

typedef struct
{
  gint64 thread_id;
  GessoMessageRole role;
  char *text;             /* (owned) */
  gint64 *attachments;    /* (owned) (nullable) */
  guint n_attachments;
  GessoMessage *message;  /* (owned) (nullable): result */
  GessoThreadRow *thread; /* (owned) (nullable): result */
} MessageCall;

typedef struct
{
  gint64 id;
  gint64 job_id;
  gboolean trashed;
  GessoVersionDraft *draft; /* (owned) (nullable) */
  GessoVersion *version;    /* (owned) (nullable): result */
  GessoThreadRow *thread;   /* (owned) (nullable): result */
} VersionCall;

static void
page_call_free (gpointer data)
{
  PageCall *call = data;

  g_clear_pointer (&call->items, g_ptr_array_unref);
  g_clear_pointer (&call->line, gesso_line_unref);
  g_free (call);
}

static void
message_call_free (gpointer data)
{
  MessageCall *call = data;

  g_free (call->text);
  g_free (call->attachments);
  g_clear_object (&call->message);
  g_clear_pointer (&call->thread, gesso_thread_row_free);
  g_free (call);
}

static void
version_call_free (gpointer data)
{
  VersionCall *call = data;

  g_clear_pointer (&call->draft, gesso_version_draft_free);
  g_clear_object (&call->version);
  g_clear_pointer (&call->thread, gesso_thread_row_free);
  g_free (call);
}

static gboolean
run_page (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  PageCall *call = data;

  call->items = gesso_timeline_query (self->database, call->thread_id, call->before, call->limit, &call->next, &call->line,
                                      error);
  return call->items != NULL;
}

static void
publish_page (GessoStore *self,
              gpointer    data)
{
  PageCall *call = data;

  for (guint i = 0; i < call->items->len; i++)
    if (GESSO_IS_VERSION (call->items->pdata[i]))
      call->items->pdata[i] = gesso_store_intern_version (self, call->items->pdata[i]);
}

static gboolean
run_add_message (GessoStore   *self,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  MessageCall *call = data;

  call->message = gesso_message_table_insert (self->database, call->thread_id, call->role, call->text,
                                              call->attachments, call->n_attachments, error);
  if (call->message == NULL)
    return FALSE;
  call->thread = gesso_thread_table_get (self->database, call->thread_id, error);
  return call->thread != NULL;
}

static void
publish_thread (GessoStore           *self,
                const GessoThreadRow *row)
{
  g_autoptr (GessoThread) thread = gesso_store_intern_thread (self, row);

  gesso_store_emit_thread_changed (self, thread);
}

static void
publish_message (GessoStore *self,
                 gpointer    data)
{
  MessageCall *call = data;

  gesso_store_emit_message_added (self, call->message);
  publish_thread (self, call->thread);
}

static gboolean
run_add_version (GessoStore   *self,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  VersionCall *call = data;
  gint64 thread_id = call->draft->thread_id;

  call->version = gesso_version_table_insert (self->database, g_steal_pointer (&call->draft), call->job_id, error);
  if (call->version == NULL)
    return FALSE;
  call->thread = gesso_thread_table_get (self->database, thread_id, error);
  return call->thread != NULL;
}

static void
publish_added_version (GessoStore *self,
                       gpointer    data)
{
  VersionCall *call = data;

  call->version = gesso_store_intern_version (self, call->version);
  gesso_store_emit_version_added (self, call->version);
  publish_thread (self, call->thread);
}

static gboolean
run_get_version (GessoStore   *self,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  VersionCall *call = data;

  call->version = gesso_version_table_get (self->database, call->id, error);
  return call->version != NULL;
}

static void
publish_version (GessoStore *self,
                 gpointer    data)
{
  VersionCall *call = data;

  call->version = gesso_store_intern_version (self, call->version);
}

static gboolean
run_trash_version (GessoStore   *self,
                   gpointer      data,
                   GCancellable *cancellable,
                   GError      **error)
{
  VersionCall *call = data;

  if (!gesso_version_table_set_trashed (self->database, call->id, call->trashed, error) ||
      !run_get_version (self, data, cancellable, error))
    return FALSE;
  call->thread = gesso_thread_table_get (self->database, gesso_version_get_thread_id (call->version), error);
  return call->thread != NULL;
}

static void
publish_trashed_version (GessoStore *self,
                         gpointer    data)
{
  VersionCall *call = data;

  publish_version (self, data);
  gesso_store_emit_version_trashed (self, call->version);
  publish_thread (self, call->thread);
}

static const GessoCallClass page_class = { run_page, publish_page, page_call_free, FALSE };
static const GessoCallClass message_class = { run_add_message, publish_message, message_call_free, TRUE };
static const GessoCallClass add_class = { run_add_version, publish_added_version, version_call_free, TRUE, TRUE };
static const GessoCallClass get_class = { run_get_version, publish_version, version_call_free, FALSE };
static const GessoCallClass trash_class = { run_trash_version, publish_trashed_version, version_call_free, TRUE };

void
gesso_store_load_timeline_async (GessoStore         *self,
                                 gint64              thread_id,
                                 gint64              before,
                                 guint               limit,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  PageCall *call = g_new0 (PageCall, 1);

  call->thread_id = thread_id;
  call->before = before;
  call->limit = limit;
  gesso_store_call (self, &page_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_load_timeline_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  gint64       *next,
                                  GError      **error)
{
  PageCall *call = gesso_store_call_finish (self, result, &page_class, error);

  if (call == NULL)
    return NULL;
  if (next != NULL)
    *next = call->next;
  return g_steal_pointer (&call->items);
}

GessoLine *
gesso_store_load_timeline_dup_line (GessoStore   *self,
                                    GAsyncResult *result)
{
  PageCall *call;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == &page_class, NULL);

  call = g_task_get_task_data (G_TASK (result));
  return call->line != NULL ? gesso_line_ref (call->line) : NULL;
}

void
gesso_store_add_message_async (GessoStore         *self,
                               gint64              thread_id,
                               GessoMessageRole    role,
                               const char         *text,
                               const gint64       *attachments,
                               guint               n_attachments,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  MessageCall *call = g_new0 (MessageCall, 1);

  call->thread_id = thread_id;
  call->role = role;
  call->text = g_strdup (text != NULL ? text : "");
  call->attachments = g_memdup2 (attachments, n_attachments * sizeof *attachments);
  call->n_attachments = n_attachments;
  gesso_store_call (self, &message_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GessoMessage *
gesso_store_add_message_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  MessageCall *call = gesso_store_call_finish (self, result, &message_class, error);

  return call != NULL ? g_steal_pointer (&call->message) : NULL;
}

void
gesso_store_add_version_async (GessoStore         *self,
                               GessoVersionDraft  *draft,
                               gint64              job_id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  VersionCall *call = g_new0 (VersionCall, 1);

  call->draft = draft;
  call->job_id = job_id;
  gesso_store_call (self, &add_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GessoVersion *
gesso_store_add_version_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  VersionCall *call = gesso_store_call_finish (self, result, &add_class, error);

  return call != NULL ? g_steal_pointer (&call->version) : NULL;
}

void
gesso_store_get_version_async (GessoStore         *self,
                               gint64              id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  VersionCall *call = g_new0 (VersionCall, 1);

  call->id = id;
  gesso_store_call (self, &get_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GessoVersion *
gesso_store_get_version_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  VersionCall *call = gesso_store_call_finish (self, result, &get_class, error);

  return call != NULL ? g_steal_pointer (&call->version) : NULL;
}

void
gesso_store_trash_version_async (GessoStore         *self,
                                 gint64              id,
                                 gboolean            trashed,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  VersionCall *call = g_new0 (VersionCall, 1);

  call->id = id;
  call->trashed = trashed;
  gesso_store_call (self, &trash_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_trash_version_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return gesso_store_call_finish (self, result, &trash_class, error) != NULL;
}
