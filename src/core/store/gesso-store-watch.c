/* gesso-store-watch.c - notices what another process writes into the same library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-store"

#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

typedef struct
{
  gint64 since;       /* ids up to this one were known before */
  GPtrArray *threads; /* (owned) (nullable) (element-type GessoThreadRow): NULL when nobody else wrote */
} LookCall;

static void
look_call_free (gpointer data)
{
  LookCall *call = data;

  g_clear_pointer (&call->threads, g_ptr_array_unref);
  g_free (call);
}

/* Commits of this connection leave it as it is (sqlite.org, PRAGMA data_version). */
static gboolean
read_data_version (GessoStore *self,
                   gint64     *version,
                   GError    **error)
{
  return gesso_database_get_int (self->database, error, version, 0, "PRAGMA data_version", "");
}

static gboolean
read_sequence (GessoStore *self,
               gint64     *sequence,
               GError    **error)
{
  return gesso_database_get_int (self->database, error, sequence, 0, "SELECT sequence FROM library", "");
}

void
gesso_store_begin_watch (GessoStore *self)
{
  g_autoptr (GError) error = NULL;

  if (!read_data_version (self, &self->data_version, &error) || !read_sequence (self, &self->seen_sequence, &error))
    g_info ("Changes by other programs may go unnoticed: %s", error->message);
}

static gboolean
run_look (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  LookCall *call = data;
  g_autoptr (GPtrArray) trashed = NULL;
  gint64 version, sequence;

  if (!read_data_version (self, &version, error))
    return FALSE;
  if (version == self->data_version)
    return TRUE;
  call->threads = gesso_thread_table_list (self->database, FALSE, 0, G_MAXUINT, error);
  trashed = gesso_thread_table_list (self->database, TRUE, 0, G_MAXUINT, error);
  if (call->threads == NULL || trashed == NULL || !read_sequence (self, &sequence, error))
    return FALSE;
  g_ptr_array_extend_and_steal (call->threads, g_steal_pointer (&trashed));
  call->since = self->seen_sequence;
  self->data_version = version;
  self->seen_sequence = sequence;
  return TRUE;
}

static gboolean
is_up_to_date (GessoThread          *thread,
               const GessoThreadRow *row)
{
  return gesso_thread_get_activity (thread) == row->activity && gesso_thread_get_updated (thread) == row->updated &&
         gesso_thread_get_trashed (thread) == (row->trashed != 0) &&
         g_strcmp0 (gesso_thread_get_title (thread), row->title) == 0 &&
         g_strcmp0 (gesso_thread_get_cover (thread), row->cover) == 0;
}

/* One that nobody holds, and in which nothing happened, is read when it is wanted. */
static void
publish_thread (GessoStore           *self,
                const GessoThreadRow *row,
                gint64                since)
{
  g_autoptr (GessoThread) live = gesso_identity_map_lookup (self->threads, row->id);
  g_autoptr (GessoThread) thread = NULL;

  if (live != NULL ? is_up_to_date (live, row) : row->activity <= since)
    return;
  thread = gesso_store_intern_thread (self, row);
  if (row->id > since && live == NULL)
    gesso_store_emit_thread_added (self, thread);
  else
    gesso_store_emit_thread_changed (self, thread);
}

/* Those that somebody holds and that are in no row any more. */
static void
publish_purged (GessoStore *self,
                GPtrArray  *rows)
{
  g_autoptr (GPtrArray) live = gesso_identity_map_list (self->threads);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (ids, &((GessoThreadRow *) rows->pdata[i])->id);
  for (guint i = 0; i < live->len; i++)
    {
      gint64 id = gesso_thread_get_id (live->pdata[i]);

      if (!g_hash_table_contains (ids, &id))
        gesso_store_emit_thread_purged (self, live->pdata[i]);
    }
}

static void
publish_look (GessoStore *self,
              gpointer    data)
{
  LookCall *call = data;

  if (call->threads == NULL)
    return;
  publish_purged (self, call->threads);
  for (guint i = 0; i < call->threads->len; i++)
    publish_thread (self, call->threads->pdata[i], call->since);
  gesso_store_emit_labels_changed (self);
  gesso_store_emit_refreshed (self);
}

static const GessoCallClass look_class = { run_look, publish_look, look_call_free, FALSE };

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (gesso_store_call_finish (GESSO_STORE (source), result, &look_class, &error) == NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("Changes by other programs went unnoticed: %s", error->message);
}

void
gesso_store_refresh (GessoStore *self)
{
  g_return_if_fail (GESSO_IS_STORE (self));

  /* At the priority of what is written, so that it is told in the order it was read. */
  gesso_store_call (self, &look_class, g_new0 (LookCall, 1), G_PRIORITY_DEFAULT, self->closing, looked_cb, NULL);
}
