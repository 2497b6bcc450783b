/* gesso-store-excerpt.c - parts of the library that come and go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-excerpt-tables.h"
#include "gesso-store-private.h"
#include "gesso-tables.h"

typedef struct
{
  GArray *thread_ids;    /* (owned) (element-type gint64) */
  GArray *version_ids;   /* (owned) (element-type gint64) */
  GessoExcerpt *excerpt; /* (owned) (nullable): result */
} ReadCall;

static void
read_call_free (gpointer data)
{
  ReadCall *call = data;

  g_array_unref (call->thread_ids);
  g_array_unref (call->version_ids);
  g_clear_pointer (&call->excerpt, gesso_excerpt_free);
  g_free (call);
}

static gboolean
run_read (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ReadCall *call = data;

  call->excerpt = gesso_excerpt_read (self->database, call->thread_ids, call->version_ids, cancellable, error);
  return call->excerpt != NULL;
}

static const GessoCallClass read_class = { run_read, NULL, read_call_free, FALSE };

static GArray *
copy_ids (const gint64 *ids,
          guint         n)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof *ids, n);

  return n > 0 ? g_array_append_vals (copy, ids, n) : copy;
}

void
gesso_store_read_excerpt_async (GessoStore         *self,
                                const gint64       *thread_ids,
                                guint               n_threads,
                                const gint64       *version_ids,
                                guint               n_versions,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  ReadCall *call = g_new0 (ReadCall, 1);

  call->thread_ids = copy_ids (thread_ids, n_threads);
  call->version_ids = copy_ids (version_ids, n_versions);
  gesso_store_call (self, &read_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GessoExcerpt *
gesso_store_read_excerpt_finish (GessoStore   *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  ReadCall *call = gesso_store_call_finish (self, result, &read_class, error);

  return call != NULL ? g_steal_pointer (&call->excerpt) : NULL;
}

typedef struct
{
  GessoExcerpt *excerpt;  /* (owned) */
  GessoExcerptNews *news; /* (owned): result */
  GPtrArray *threads;     /* (owned) (element-type GessoThreadRow): result */
  GPtrArray *versions;    /* (owned) (element-type GessoVersion): result */
} WriteCall;

static void
write_call_free (gpointer data)
{
  WriteCall *call = data;

  gesso_excerpt_free (call->excerpt);
  gesso_excerpt_news_free (call->news);
  g_ptr_array_unref (call->threads);
  g_ptr_array_unref (call->versions);
  g_free (call);
}

static gboolean
run_write (GessoStore   *self,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  WriteCall *call = data;

  if (!gesso_excerpt_write (self->database, call->excerpt, call->news, error))
    return FALSE;
  for (guint i = 0; i < call->news->threads->len; i++)
    {
      GessoThreadRow *row =
          gesso_thread_table_get (self->database, g_array_index (call->news->threads, gint64, i), error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (call->threads, row);
    }
  for (guint i = 0; i < call->news->versions->len; i++)
    {
      GessoVersion *version =
          gesso_version_table_get (self->database, g_array_index (call->news->versions, gint64, i), error);

      if (version == NULL)
        return FALSE;
      g_ptr_array_add (call->versions, version);
    }
  gesso_look_alike_forget (self->look_alike);
  return TRUE;
}

static void
publish_write (GessoStore *self,
               gpointer    data)
{
  WriteCall *call = data;

  for (guint i = 0, n = 0; i < call->threads->len; i++)
    {
      const GessoThreadRow *row = call->threads->pdata[i];
      g_autoptr (GessoThread) thread = gesso_store_intern_thread (self, row);

      if (n < call->news->new_threads->len && g_array_index (call->news->new_threads, gint64, n) == row->id)
        {
          gesso_store_emit_thread_added (self, thread);
          n++;
        }
      else
        gesso_store_emit_thread_changed (self, thread);
    }
  for (guint i = 0; i < call->news->messages->len; i++)
    gesso_store_emit_message_added (self, call->news->messages->pdata[i]);
  for (guint i = 0; i < call->versions->len; i++)
    {
      g_autoptr (GessoVersion) version = gesso_store_intern_version (self, g_object_ref (call->versions->pdata[i]));

      gesso_store_emit_version_added (self, version);
    }
  for (guint i = 0; i < call->threads->len; i++)
    gesso_store_emit_branches_changed (self, ((const GessoThreadRow *) call->threads->pdata[i])->id);
  gesso_store_emit_labels_changed (self);
}

static const GessoCallClass write_class = { run_write, publish_write, write_call_free, TRUE };

void
gesso_store_write_excerpt_async (GessoStore         *self,
                                 GessoExcerpt       *excerpt,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  WriteCall *call = g_new0 (WriteCall, 1);

  call->excerpt = excerpt;
  call->news = gesso_excerpt_news_new ();
  call->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_thread_row_free);
  call->versions = g_ptr_array_new_with_free_func (g_object_unref);
  gesso_store_call (self, &write_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_write_excerpt_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GArray      **thread_ids,
                                  guint        *n_new,
                                  GError      **error)
{
  WriteCall *call = gesso_store_call_finish (self, result, &write_class, error);

  if (call == NULL)
    return FALSE;
  if (thread_ids != NULL)
    *thread_ids = g_array_ref (call->news->threads);
  if (n_new != NULL)
    *n_new = call->news->versions->len;
  return TRUE;
}
