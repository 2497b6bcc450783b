/* gesso-excerpt-write.c - an excerpt into the tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-branch-tables.h"
#include "gesso-error.h"
#include "gesso-excerpt-tables.h"
#include "gesso-library-tables.h"
#include "gesso-pin-table.h"
#include "gesso-tables.h"

/* A message or a version of an excerpt. */
typedef struct
{
  gint64 order;
  gint64 thread_id; /* here */
  const GessoExcerptMessage *message; /* (nullable) */
  const GessoExcerptVersion *version; /* (nullable) */
  const GessoExcerptThread *thread;
} Item;

GessoExcerptNews *
gesso_excerpt_news_new (void)
{
  GessoExcerptNews *news = g_new0 (GessoExcerptNews, 1);

  news->threads = g_array_new (FALSE, FALSE, sizeof (gint64));
  news->new_threads = g_array_new (FALSE, FALSE, sizeof (gint64));
  news->messages = g_ptr_array_new_with_free_func (g_object_unref);
  news->versions = g_array_new (FALSE, FALSE, sizeof (gint64));
  return news;
}

void
gesso_excerpt_news_free (GessoExcerptNews *news)
{
  g_array_unref (news->threads);
  g_array_unref (news->new_threads);
  g_ptr_array_unref (news->messages);
  g_array_unref (news->versions);
  g_free (news);
}

/* *@id is 0 when there is none; so it is for NULL and "". */
static gboolean
find_version (GessoDatabase *database,
              const char    *uuid,
              gint64        *id,
              GError       **error)
{
  return gesso_database_get_int (database, error, id, 0, "SELECT id FROM thread_version WHERE uuid = ?", "t", uuid);
}

static gboolean
find_message (GessoDatabase *database,
              const char    *uuid,
              gint64        *id,
              GError       **error)
{
  return gesso_database_get_int (database, error, id, 0, "SELECT id FROM messages WHERE uuid = ?", "t", uuid);
}

static const GessoExcerptBranch *
find_branch (const GessoExcerptThread *thread,
             const char               *uuid)
{
  for (guint i = 0; uuid != NULL && i < thread->branches->len; i++)
    {
      const GessoExcerptBranch *branch = thread->branches->pdata[i];

      if (g_str_equal (branch->uuid, uuid))
        return branch;
    }
  return NULL;
}

/* The id here of the newest thing of @thread that is not after @order; 0 when there is none. */
static gboolean
find_fork (GessoDatabase            *database,
           const GessoExcerptThread *thread,
           gint64                    order,
           gint64                   *id,
           GError                  **error)
{
  const GessoExcerptMessage *message = NULL;
  const GessoExcerptVersion *version = NULL;

  for (guint i = 0; i < thread->messages->len; i++)
    {
      const GessoExcerptMessage *other = thread->messages->pdata[i];

      if (other->order <= order && (message == NULL || other->order > message->order))
        message = other;
    }
  for (guint i = 0; i < thread->versions->len; i++)
    {
      const GessoExcerptVersion *other = thread->versions->pdata[i];

      if (other->order <= order && (version == NULL || other->order > version->order))
        version = other;
    }
  *id = 0;
  if (message != NULL && (version == NULL || message->order > version->order))
    return find_message (database, message->uuid, id, error);
  return version == NULL || find_version (database, version->uuid, id, error);
}

/* *@id is the branch of @uuid here, which is made when it is not; 0, the trunk, for
 * one that is nowhere or belongs to another thread. What it leaves comes first. */
static gboolean
write_branch (GessoDatabase            *database,
              const GessoExcerptThread *thread,
              gint64                    thread_id,
              const char               *uuid,
              guint                     depth,
              gint64                   *id,
              GError                  **error)
{
  const GessoExcerptBranch *branch = find_branch (thread, uuid);
  gint64 parent, fork, there;

  *id = 0;
  if (branch == NULL || depth > thread->branches->len)
    return TRUE;
  if (!gesso_database_get_int (database, error, &there, 0, "SELECT thread_id FROM branches WHERE uuid = ?", "t", uuid))
    return FALSE;
  if (there != 0)
    return there != thread_id ||
           gesso_database_get_int (database, error, id, 0, "SELECT id FROM branches WHERE uuid = ?", "t", uuid);
  return write_branch (database, thread, thread_id, branch->parent, depth + 1, &parent, error) &&
         find_fork (database, thread, branch->fork, &fork, error) &&
         gesso_branch_table_insert (database, uuid, thread_id, parent, fork, branch->name, id, error);
}

static gboolean
write_message (GessoDatabase    *database,
               const Item       *item,
               GessoExcerptNews *news,
               GError          **error)
{
  const GessoExcerptMessage *from = item->message;
  g_autoptr (GArray) attachments = g_array_new (FALSE, FALSE, sizeof (gint64));
  GessoMessage *message;
  gint64 id, branch_id;

  if (!find_message (database, from->uuid, &id, error))
    return FALSE;
  if (id != 0)
    return TRUE;
  for (guint i = 0; i < from->attachments->len; i++)
    {
      if (!find_version (database, from->attachments->pdata[i], &id, error))
        return FALSE;
      /* One that was left out of the excerpt is no longer attached. */
      if (id != 0)
        g_array_append_val (attachments, id);
    }
  if (!write_branch (database, item->thread, item->thread_id, from->branch, 0, &branch_id, error))
    return FALSE;
  message = gesso_message_table_restore (database, from->uuid, item->thread_id, branch_id, from->role, from->text, from->created,
                                         (const gint64 *) (gconstpointer) attachments->data, attachments->len, error);
  if (message == NULL)
    return FALSE;
  g_ptr_array_add (news->messages, message);
  return TRUE;
}

static gboolean
write_labels (GessoDatabase   *database,
              gint64           version_id,
              GessoLabelKind   kind,
              const GPtrArray *names,
              GError         **error)
{
  for (guint i = 0; i < names->len; i++)
    {
      GessoLabel label = { 0, kind, names->pdata[i], NULL, 0 };

      if (!gesso_label_table_save (database, &label, error) ||
          !gesso_label_table_attach (database, label.id, version_id, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

/* The ids that the draft of @from has here. */
static gboolean
resolve (GessoDatabase             *database,
         const GessoExcerptVersion *from,
         GError                   **error)
{
  GessoVersionDraft *draft = from->draft;

  if (!find_message (database, from->message, &draft->message_id, error) ||
      !find_version (database, from->parent, &draft->parent_id, error))
    return FALSE;
  for (guint i = 0; i < draft->inputs->len; i++)
    {
      GessoVersionInput *input = draft->inputs->pdata[i];

      if (!find_version (database, from->input_versions->pdata[i], &input->version_id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_version (GessoDatabase    *database,
               const Item       *item,
               GessoExcerptNews *news,
               GError          **error)
{
  const GessoExcerptVersion *from = item->version;
  gint64 id;

  if (!find_version (database, from->uuid, &id, error))
    return FALSE;
  if (id != 0)
    return TRUE;
  from->draft->thread_id = item->thread_id;
  if (!write_branch (database, item->thread, item->thread_id, from->branch, 0, &from->draft->branch_id, error) ||
      !resolve (database, from, error) ||
      !gesso_version_table_restore (database, from->uuid, from->draft, &id, error) ||
      !gesso_database_run (database, error, "UPDATE thread_version SET favourite = ?, stars = ? WHERE id = ?", "iii",
                           (gint64) from->favourite, (gint64) from->stars, id) ||
      (from->pin != NULL && !gesso_pin_table_set (database, id, from->pin, error)) ||
      !write_labels (database, id, GESSO_LABEL_TAG, from->tags, error) ||
      !write_labels (database, id, GESSO_LABEL_COLLECTION, from->collections, error))
    return FALSE;
  g_array_append_val (news->versions, id);
  return TRUE;
}

static gboolean
write_thread (GessoDatabase            *database,
              const GessoExcerptThread *thread,
              gint64                   *id,
              GessoExcerptNews         *news,
              GError                  **error)
{
  if (!gesso_database_get_int (database, error, id, 0, "SELECT id FROM threads WHERE uuid = ?", "t", thread->uuid))
    return FALSE;
  if (*id != 0)
    {
      if (!gesso_thread_table_set_trashed (database, *id, FALSE, error))
        return FALSE;
    }
  else
    {
      if (!gesso_thread_table_restore (database, thread->uuid, thread->title, thread->created, id, error))
        return FALSE;
      g_array_append_val (news->new_threads, *id);
    }
  g_array_append_val (news->threads, *id);
  return TRUE;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *one = a, *other = b;

  return (one->order > other->order) - (one->order < other->order);
}

static void
add_items (GArray                   *items,
           const GessoExcerptThread *thread,
           gint64                    id)
{
  for (guint i = 0; i < thread->messages->len; i++)
    {
      const GessoExcerptMessage *message = thread->messages->pdata[i];
      Item item = { .order = message->order, .thread_id = id, .message = message, .thread = thread };

      g_array_append_val (items, item);
    }
  for (guint i = 0; i < thread->versions->len; i++)
    {
      const GessoExcerptVersion *version = thread->versions->pdata[i];
      Item item = { .order = version->order, .thread_id = id, .version = version, .thread = thread };

      g_array_append_val (items, item);
    }
}

/* Those that nothing is on yet; and which one is shown, of a thread that is new. */
static gboolean
finish_branches (GessoDatabase            *database,
                 const GessoExcerptThread *thread,
                 gint64                    thread_id,
                 gboolean                  is_new,
                 GError                  **error)
{
  gint64 id;

  for (guint i = 0; i < thread->branches->len; i++)
    if (!write_branch (database, thread, thread_id, ((const GessoExcerptBranch *) thread->branches->pdata[i])->uuid, 0, &id,
                       error))
      return FALSE;
  return !is_new ||
         (write_branch (database, thread, thread_id, thread->branch, 0, &id, error) &&
          gesso_database_run (database, error, "UPDATE threads SET branch_id = ?, trunk_name = ? WHERE id = ?", "iti", id,
                              thread->trunk_name, thread_id));
}

/* What a new thread says of itself, once its versions no longer move it. */
static gboolean
finish_thread (GessoDatabase            *database,
               const GessoExcerptThread *thread,
               gint64                    id,
               gboolean                  is_new,
               GError                  **error)
{
  if (is_new &&
      !gesso_database_run (database, error, "UPDATE threads SET updated = ?, cover = ?, cover_chosen = ? WHERE id = ?",
                           "itii", thread->updated, thread->cover, (gint64) thread->cover_chosen, id))
    return FALSE;
  return finish_branches (database, thread, id, is_new, error) && gesso_thread_table_renew_cover (database, id, error);
}

gboolean
gesso_excerpt_write (GessoDatabase      *database,
                     const GessoExcerpt *excerpt,
                     GessoExcerptNews   *news,
                     GError            **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Item));

  for (guint i = 0; i < excerpt->threads->len; i++)
    {
      gint64 id;

      if (!write_thread (database, excerpt->threads->pdata[i], &id, news, error))
        return FALSE;
      add_items (items, excerpt->threads->pdata[i], id);
    }
  g_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      if (item->message != NULL ? !write_message (database, item, news, error)
                                : !write_version (database, item, news, error))
        return FALSE;
    }
  for (guint i = 0, n = 0; i < excerpt->threads->len; i++)
    {
      gint64 id = g_array_index (news->threads, gint64, i);
      gboolean is_new = n < news->new_threads->len && g_array_index (news->new_threads, gint64, n) == id;

      n += is_new;
      if (!finish_thread (database, excerpt->threads->pdata[i], id, is_new, error))
        return FALSE;
    }
  return TRUE;
}
