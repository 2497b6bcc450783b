/* gesso-timeline-query.c - a page of a thread: messages and versions in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-branch-tables.h"
#include "gesso-message-private.h"
#include "gesso-tables.h"
#include "gesso-version-row.h"

/* A message before its object is made. */
typedef struct
{
  gint64 id;
  gint64 branch_id;
  char *text; /* (owned) */
  GessoMessageRole role;
  gint64 created;
  GArray *attachments; /* (owned) (nullable) (element-type gint64) */
} MessageRow;

/* One place of the page: either of the two. */
typedef struct
{
  MessageRow *message;      /* (owned) (nullable) */
  GessoVersionRow *version; /* (owned) (nullable) */
} Item;

/* The page while it is put together, newest first. @part is what is read of the
 * line, with the first of its items and the ids between which they are. */
typedef struct
{
  GessoDatabase *database;
  gint64 thread_id;
  const GessoLinePart *part;
  guint first;
  gint64 oldest, newest;
  GPtrArray *items; /* (owned) (element-type Item) */
} Page;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->version, gesso_version_row_free);
  if (item->message != NULL)
    {
      g_free (item->message->text);
      g_clear_pointer (&item->message->attachments, g_array_unref);
      g_free (item->message);
    }
  g_free (item);
}

static gint64
get_id (const Item *item)
{
  return item->message != NULL ? item->message->id : item->version->id;
}

static Item *
read_message (sqlite3_stmt *statement,
              gint64        branch_id)
{
  Item *item = g_new0 (Item, 1);

  item->message = g_new0 (MessageRow, 1);
  item->message->branch_id = branch_id;
  item->message->id = sqlite3_column_int64 (statement, 0);
  gesso_message_role_from_nick ((const char *) sqlite3_column_text (statement, 1), &item->message->role);
  item->message->text = g_strdup ((const char *) sqlite3_column_text (statement, 2));
  item->message->created = sqlite3_column_int64 (statement, 3);
  return item;
}

static Item *
read_version (sqlite3_stmt *statement)
{
  Item *item = g_new0 (Item, 1);

  item->version = gesso_version_row_read (statement);
  return item;
}

/* Merges the two cursors of a part, both newest first. One more than @limit is read, to
 * know whether there is a page before. */
static gboolean
read_items (Page   *page,
            gint64  before,
            guint   limit,
            GError **error)
{
  GessoDatabase *database = page->database;
  sqlite3_stmt *messages = gesso_database_prepare (
      database, error,
      "SELECT id, role, text, created FROM messages WHERE thread_id = ? AND branch_id = ? AND id < ? AND id > ?"
      " ORDER BY id DESC",
      "iiii", page->thread_id, page->part->branch_id, before, page->part->after);
  sqlite3_stmt *versions = gesso_database_prepare (
      database, error,
      "SELECT " GESSO_VERSION_COLUMNS " FROM thread_version v INDEXED BY versions_by_branch"
      " WHERE v.thread_id = ? AND v.branch_id = ? AND v.trashed IS NULL AND v.id < ? AND v.id > ? ORDER BY v.id DESC",
      "iiii", page->thread_id, page->part->branch_id, before, page->part->after);
  GessoFetch message, version;

  if (messages == NULL || versions == NULL || (message = gesso_database_step (database, messages, error)) < 0 ||
      (version = gesso_database_step (database, versions, error)) < 0)
    return FALSE;
  while (page->items->len <= limit && (message == GESSO_FETCH_ROW || version == GESSO_FETCH_ROW))
    {
      if (version != GESSO_FETCH_ROW ||
          (message == GESSO_FETCH_ROW && sqlite3_column_int64 (messages, 0) > sqlite3_column_int64 (versions, 0)))
        {
          g_ptr_array_add (page->items, read_message (messages, page->part->branch_id));
          message = gesso_database_step (database, messages, error);
        }
      else
        {
          g_ptr_array_add (page->items, read_version (versions));
          version = gesso_database_step (database, versions, error);
        }
      if (message < 0 || version < 0)
        return FALSE;
    }
  gesso_database_reset (messages);
  gesso_database_reset (versions);
  return TRUE;
}

/* The item of @id; the parts come in the order of the items, so @index only
 * moves on. */
static Item *
find_item (Page   *page,
           guint  *index,
           gint64  id)
{
  while (*index < page->items->len)
    {
      Item *item = g_ptr_array_index (page->items, *index);

      if (get_id (item) == id)
        return item;
      if (get_id (item) < id)
        return NULL;
      (*index)++;
    }
  return NULL;
}

static gboolean
read_images (Page    *page,
             GError **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      page->database, error,
      "SELECT " GESSO_IMAGE_COLUMNS " FROM thread_version v INDEXED BY versions_by_branch"
      " JOIN version_images i ON i.version_id = v.id WHERE v.thread_id = ? AND v.branch_id = ?"
      " AND v.trashed IS NULL AND v.id BETWEEN ? AND ? ORDER BY v.id DESC, i.position",
      "iiii", page->thread_id, page->part->branch_id, page->oldest, page->newest);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;
  guint index = page->first;
  Item *item;

  while (statement != NULL && (step = gesso_database_step (page->database, statement, error)) == GESSO_FETCH_ROW)
    if ((item = find_item (page, &index, sqlite3_column_int64 (statement, 0))) != NULL)
      gesso_version_row_read_image (item->version, statement);
  return step == GESSO_FETCH_DONE;
}

static gboolean
read_inputs (Page    *page,
             GError **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      page->database, error,
      "SELECT " GESSO_INPUT_COLUMNS " FROM thread_version v INDEXED BY versions_by_branch"
      " JOIN version_inputs i ON i.version_id = v.id WHERE v.thread_id = ? AND v.branch_id = ?"
      " AND v.trashed IS NULL AND v.id BETWEEN ? AND ? ORDER BY v.id DESC, i.position",
      "iiii", page->thread_id, page->part->branch_id, page->oldest, page->newest);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;
  guint index = page->first;
  Item *item;

  while (statement != NULL && (step = gesso_database_step (page->database, statement, error)) == GESSO_FETCH_ROW)
    if ((item = find_item (page, &index, sqlite3_column_int64 (statement, 0))) != NULL)
      gesso_version_row_read_input (item->version, statement);
  return step == GESSO_FETCH_DONE;
}

static gboolean
read_attachments (Page    *page,
                  GError **error)
{
  sqlite3_stmt *statement = gesso_database_prepare (
      page->database, error,
      "SELECT a.message_id, a.version_id FROM messages m JOIN message_attachments a ON a.message_id = m.id"
      " WHERE m.thread_id = ? AND m.branch_id = ? AND m.id BETWEEN ? AND ? ORDER BY m.id DESC, a.position",
      "iiii", page->thread_id, page->part->branch_id, page->oldest, page->newest);
  GessoFetch step = statement != NULL ? GESSO_FETCH_DONE : GESSO_FETCH_FAILED;
  guint index = page->first;

  while (statement != NULL && (step = gesso_database_step (page->database, statement, error)) == GESSO_FETCH_ROW)
    {
      Item *item = find_item (page, &index, sqlite3_column_int64 (statement, 0));
      gint64 version_id = sqlite3_column_int64 (statement, 1);

      if (item == NULL)
        continue;
      if (item->message->attachments == NULL)
        item->message->attachments = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (item->message->attachments, version_id);
    }
  return step == GESSO_FETCH_DONE;
}

static GPtrArray *
make_objects (Page *page)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = page->items->len; i > 0; i--)
    {
      Item *item = g_ptr_array_index (page->items, i - 1);
      MessageRow *message = item->message;

      if (message != NULL)
        {
          GessoMessage *object = gesso_message_new (message->id, page->thread_id, message->role, message->text,
                                                    message->created, g_steal_pointer (&message->attachments));

          gesso_message_set_branch_id (object, message->branch_id);
          g_ptr_array_add (objects, object);
        }
      else
        g_ptr_array_add (objects, gesso_version_row_to_version (item->version));
    }
  return objects;
}

/* What the items of the part have: pictures, inputs, attachments. */
static gboolean
read_parts (Page    *page,
            GError **error)
{
  if (page->items->len == page->first)
    return TRUE;
  page->newest = get_id (g_ptr_array_index (page->items, page->first));
  page->oldest = get_id (g_ptr_array_index (page->items, page->items->len - 1));
  return read_images (page, error) && read_inputs (page, error) && read_attachments (page, error);
}

GPtrArray *
gesso_timeline_query (GessoDatabase *database,
                      gint64         thread_id,
                      gint64         before,
                      guint          limit,
                      gint64        *next,
                      GessoLine    **line,
                      GError       **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  Page page = { .database = database, .thread_id = thread_id, .items = items };

  *next = 0;
  *line = gesso_branch_table_load_line (database, thread_id, -1, TRUE, error);
  if (*line == NULL)
    return NULL;
  for (guint i = 0; i < (*line)->parts->len && *next == 0; i++)
    {
      gint64 end;

      page.part = &g_array_index ((*line)->parts, GessoLinePart, i);
      page.first = items->len;
      /* The largest id there is belongs to nothing. */
      end = page.part->until == G_MAXINT64 ? G_MAXINT64 : page.part->until + 1;
      if (!read_items (&page, before > 0 ? MIN (before, end) : end, limit, error))
        return NULL;
      if (items->len > limit)
        {
          g_ptr_array_set_size (items, limit);
          *next = limit > 0 ? get_id (g_ptr_array_index (items, limit - 1)) : before;
        }
      if (!read_parts (&page, error))
        return NULL;
    }
  return make_objects (&page);
}
