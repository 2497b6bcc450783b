/* gesso-branch-tables.h - branches in the tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-store-branches.h"

G_BEGIN_DECLS

/* All of it runs on the database's worker, inside a transaction of the caller. */

gboolean   gesso_branch_table_get_current (GessoDatabase *database, gint64 thread_id, gint64 *branch_id, GError **error);
/** @branch_id: -1 for the current one. The line has its parts, and its forks when @with_forks. */
GessoLine *gesso_branch_table_load_line   (GessoDatabase *database, gint64 thread_id, gint64 branch_id,
                                           gboolean with_forks, GError **error);
/** Returns: (element-type GessoBranch): see gesso_store_list_branches_async() */
GPtrArray *gesso_branch_table_list        (GessoDatabase *database, gint64 thread_id, GError **error);
/** @branch_id: (out): of a message or version of the thread; %GESSO_ERROR_BAD_INPUT when there is none of that id */
gboolean   gesso_branch_table_find_item   (GessoDatabase *database, gint64 thread_id, gint64 item_id, gint64 *branch_id,
                                           GError **error);
/** @follows: (out): whether something that is not in the trash follows on that very branch */
gboolean   gesso_branch_table_follows     (GessoDatabase *database, gint64 thread_id, gint64 branch_id, gint64 item_id,
                                           gboolean *follows, GError **error);
/** @uuid: (nullable): of a branch of another library; @name: (nullable); @id: (out) */
gboolean   gesso_branch_table_insert      (GessoDatabase *database, const char *uuid, gint64 thread_id, gint64 parent_id,
                                           gint64 fork, const char *name, gint64 *id, GError **error);
gboolean   gesso_branch_table_rename      (GessoDatabase *database, gint64 thread_id, gint64 branch_id, const char *name,
                                           GError **error);
/** Makes it current; forgets the one that was when nothing is on it. */
gboolean   gesso_branch_table_switch      (GessoDatabase *database, gint64 thread_id, gint64 branch_id, GError **error);

G_END_DECLS
