/* gesso-message-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-branch-tables.h"
#include "gesso-message-private.h"
#include "gesso-search.h"
#include "gesso-tables.h"

static GArray *
insert_attachments (GessoDatabase *database,
                    gint64         message_id,
                    const gint64  *attachments,
                    guint          n_attachments,
                    GError       **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_attachments; i++)
    if (!gesso_database_run (database, error,
                             "INSERT INTO message_attachments (message_id, position, version_id) VALUES (?, ?, ?)",
                             "iii", message_id, (gint64) i, attachments[i]))
      return NULL;
  if (n_attachments > 0)
    g_array_append_vals (kept, attachments, n_attachments);
  return g_steal_pointer (&kept);
}

GessoMessage *
gesso_message_table_insert (GessoDatabase   *database,
                            gint64           thread_id,
                            GessoMessageRole role,
                            const char      *text,
                            const gint64    *attachments,
                            guint            n_attachments,
                            GError         **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  gint64 branch_id;

  if (!gesso_branch_table_get_current (database, thread_id, &branch_id, error))
    return NULL;
  return gesso_message_table_restore (database, uuid, thread_id, branch_id, role, text, g_get_real_time (), attachments,
                                      n_attachments, error);
}

GessoMessage *
gesso_message_table_restore (GessoDatabase   *database,
                             const char      *uuid,
                             gint64           thread_id,
                             gint64           branch_id,
                             GessoMessageRole role,
                             const char      *text,
                             gint64           created,
                             const gint64    *attachments,
                             guint            n_attachments,
                             GError         **error)
{
  GessoMessage *message;
  GArray *kept;
  gint64 id;

  /* The thread first: it tells best when it is not there. */
  if (!gesso_library_next_id (database, &id, error) || !gesso_thread_table_touch (database, thread_id, id, error) ||
      !gesso_database_run (database, error,
                           "INSERT INTO messages (id, uuid, thread_id, branch_id, role, text, created)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?)",
                           "itiitti", id, uuid, thread_id, branch_id, gesso_message_role_to_nick (role), text, created) ||
      !gesso_search_add (database, id, text, error) ||
      (kept = insert_attachments (database, id, attachments, n_attachments, error)) == NULL)
    return NULL;
  message = gesso_message_new (id, thread_id, role, text, created, kept);
  gesso_message_set_branch_id (message, branch_id);
  return message;
}
