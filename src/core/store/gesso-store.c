/* gesso-store.c - the object: opening, closing, its live objects and signals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-store-private.h"
#include "gesso-version-private.h"

/* How long closing may take to tidy when nothing did before, in microseconds. */
#define CLOSING_TIME 50000

G_DEFINE_FINAL_TYPE (GessoStore, gesso_store, G_TYPE_OBJECT)

enum
{
  THREAD_ADDED,
  THREAD_CHANGED,
  THREAD_PURGED,
  MESSAGE_ADDED,
  VERSION_ADDED,
  VERSION_TRASHED,
  VERSIONS_EDITED,
  LABELS_CHANGED,
  BRANCHES_CHANGED,
  REFRESHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
gesso_store_dispose (GObject *object)
{
  gesso_store_close (GESSO_STORE (object));
  G_OBJECT_CLASS (gesso_store_parent_class)->dispose (object);
}

static void
gesso_store_finalize (GObject *object)
{
  GessoStore *self = GESSO_STORE (object);

  g_object_unref (self->sql);
  g_object_unref (self->writer);
  g_object_unref (self->reader);
  g_clear_object (&self->keeper);
  g_object_unref (self->closing);
  gesso_look_alike_free (self->look_alike);
  gesso_blob_store_free (self->blobs);
  gesso_identity_map_free (self->threads);
  gesso_identity_map_free (self->versions);
  g_free (self->data_dir);
  g_free (self->database_path);
  g_free (self->notice);
  G_OBJECT_CLASS (gesso_store_parent_class)->finalize (object);
}

static guint
make_signal (const char *name,
             GType       type)
{
  return g_signal_new (name, GESSO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, type);
}

static void
gesso_store_class_init (GessoStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gesso_store_dispose;
  object_class->finalize = gesso_store_finalize;

  signals[THREAD_ADDED] = make_signal ("thread-added", GESSO_TYPE_THREAD);
  signals[THREAD_CHANGED] = make_signal ("thread-changed", GESSO_TYPE_THREAD);
  signals[THREAD_PURGED] = make_signal ("thread-purged", GESSO_TYPE_THREAD);
  signals[MESSAGE_ADDED] = make_signal ("message-added", GESSO_TYPE_MESSAGE);
  signals[VERSION_ADDED] = make_signal ("version-added", GESSO_TYPE_VERSION);
  signals[VERSION_TRASHED] = g_signal_new ("version-trashed", GESSO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, GESSO_TYPE_VERSION, G_TYPE_BOOLEAN);
  signals[VERSIONS_EDITED] = make_signal ("versions-edited", G_TYPE_ARRAY);
  signals[BRANCHES_CHANGED] = g_signal_new ("branches-changed", GESSO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REFRESHED] = g_signal_new ("refreshed", GESSO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  signals[LABELS_CHANGED] = g_signal_new ("labels-changed", GESSO_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
gesso_store_init (GessoStore *self)
{
  self->threads = gesso_identity_map_new ();
  self->versions = gesso_identity_map_new ();
  self->look_alike = gesso_look_alike_new ();
  self->closing = g_cancellable_new ();
  self->sql = gesso_worker_new ("gesso-sql");
  self->writer = gesso_worker_new ("gesso-put");
  self->reader = gesso_worker_new ("gesso-map");
}

GessoStore *
gesso_store_new (const char *data_dir)
{
  GessoStore *self = g_object_new (GESSO_TYPE_STORE, NULL);

  self->data_dir = g_canonicalize_filename (data_dir, NULL);
  self->database_path = g_build_filename (self->data_dir, "gesso.db", NULL);
  self->blobs = gesso_blob_store_new (self->data_dir);
  return self;
}

const char *
gesso_store_get_data_dir (GessoStore *self)
{
  g_return_val_if_fail (GESSO_IS_STORE (self), NULL);
  return self->data_dir;
}

/** (nullable): what the artist should know about how the library was opened. */
const char *
gesso_store_get_notice (GessoStore *self)
{
  g_return_val_if_fail (GESSO_IS_STORE (self), NULL);
  return self->notice;
}

static void
open_inside (GTask        *inner,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GTask *outer = task_data;
  GessoStore *self = g_task_get_source_object (outer);
  g_autofree char *notice = NULL;
  GError *error = NULL;

  if (self->database == NULL && gesso_blob_store_prepare (self->blobs, &error))
    self->database = gesso_store_open_database (self->database_path, self->blobs, &notice, &error);
  if (self->database != NULL && self->session == NULL)
    self->session = gesso_session_new (self->data_dir);
  if (self->database != NULL)
    gesso_store_begin_watch (self);
  if (error != NULL)
    g_task_return_error (inner, error);
  else
    g_task_return_pointer (inner, g_steal_pointer (&notice), g_free);
}

static void
open_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  GessoStore *self = g_task_get_source_object (outer);
  GError *error = NULL;
  char *notice = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    {
      g_task_return_error (outer, error);
      return;
    }
  if (notice != NULL)
    {
      g_free (self->notice);
      self->notice = notice;
    }
  self->opened = TRUE;
  gesso_store_start_keeping (self);
  gesso_store_start_tidying (self);
  g_task_return_boolean (outer, TRUE);
}

void
gesso_store_open_async (GessoStore         *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;

  g_return_if_fail (GESSO_IS_STORE (self));

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, gesso_store_open_async);
  g_task_set_check_cancellable (outer, FALSE);
  if (!gesso_store_check_open (self, outer))
    return;
  inner = g_task_new (NULL, cancellable, open_done_cb, g_object_ref (outer));
  g_task_set_source_tag (inner, gesso_store_open_async);
  g_task_set_task_data (inner, outer, NULL);
  g_task_set_check_cancellable (inner, FALSE);
  gesso_worker_run (self->sql, inner, open_inside);
}

gboolean
gesso_store_open_finish (GessoStore   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
close_inside (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GessoStore *self = task_data;

  if (self->database != NULL)
    {
      /* A command ends before its store would tidy by itself. */
      if (self->tidy_source != 0)
        gesso_store_tidy_inside (self, g_get_monotonic_time () + CLOSING_TIME);
      /* A limit, for a closing window must not wait for statistics. */
      gesso_database_execute (self->database, "PRAGMA analysis_limit = 200; PRAGMA optimize", NULL);
      g_clear_pointer (&self->database, gesso_database_close);
      g_clear_pointer (&self->session, gesso_session_free);
    }
  g_task_return_boolean (task, TRUE);
}

void
gesso_store_close (GessoStore *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GESSO_IS_STORE (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  g_cancellable_cancel (self->closing);
  /* The picture files first: they queue their rows. */
  gesso_worker_stop (self->writer);
  gesso_worker_stop (self->reader);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, gesso_store_close);
  g_task_set_task_data (task, self, NULL);
  g_task_set_priority (task, G_MAXINT - 1);
  gesso_worker_run (self->sql, task, close_inside);
  gesso_worker_stop (self->sql);
  g_clear_handle_id (&self->tidy_source, g_source_remove);
  gesso_store_stop_keeping (self);
}

GessoThread *
gesso_store_intern_thread (GessoStore           *self,
                           const GessoThreadRow *row)
{
  GessoThread *thread = gesso_identity_map_lookup (self->threads, row->id);

  if (thread != NULL)
    {
      gesso_thread_update (thread, row);
      return thread;
    }
  thread = gesso_thread_new (row);
  gesso_identity_map_add (self->threads, row->id, thread);
  return thread;
}

GessoVersion *
gesso_store_intern_version (GessoStore   *self,
                            GessoVersion *version)
{
  GessoVersion *live = gesso_identity_map_lookup (self->versions, gesso_version_get_id (version));

  if (live == NULL)
    {
      gesso_identity_map_add (self->versions, gesso_version_get_id (version), version);
      return version;
    }
  gesso_version_set_trashed (live, gesso_version_get_trashed (version));
  gesso_version_set_pin (live, gesso_version_get_pin (version));
  g_object_unref (version);
  return live;
}

void
gesso_store_emit_thread_added (GessoStore  *self,
                               GessoThread *thread)
{
  g_signal_emit (self, signals[THREAD_ADDED], 0, thread);
}

void
gesso_store_emit_thread_changed (GessoStore  *self,
                                 GessoThread *thread)
{
  g_signal_emit (self, signals[THREAD_CHANGED], 0, thread);
}

void
gesso_store_emit_thread_purged (GessoStore  *self,
                                GessoThread *thread)
{
  g_signal_emit (self, signals[THREAD_PURGED], 0, thread);
}

void
gesso_store_emit_message_added (GessoStore   *self,
                                GessoMessage *message)
{
  g_signal_emit (self, signals[MESSAGE_ADDED], 0, message);
}

void
gesso_store_emit_version_added (GessoStore   *self,
                                GessoVersion *version)
{
  g_signal_emit (self, signals[VERSION_ADDED], 0, version);
}

void
gesso_store_emit_version_trashed (GessoStore   *self,
                                  GessoVersion *version)
{
  g_signal_emit (self, signals[VERSION_TRASHED], 0, version, gesso_version_get_trashed (version));
}

void
gesso_store_emit_versions_edited (GessoStore *self,
                                  GArray     *ids)
{
  g_signal_emit (self, signals[VERSIONS_EDITED], 0, ids);
}

void
gesso_store_emit_labels_changed (GessoStore *self)
{
  g_signal_emit (self, signals[LABELS_CHANGED], 0);
}

void
gesso_store_emit_branches_changed (GessoStore *self,
                                   gint64      thread_id)
{
  g_signal_emit (self, signals[BRANCHES_CHANGED], 0, thread_id);
}

void
gesso_store_emit_refreshed (GessoStore *self)
{
  g_signal_emit (self, signals[REFRESHED], 0);
}
