/* gesso-store-branches.h - the branches of a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-line.h"
#include "gesso-store.h"

G_BEGIN_DECLS

/**
 * GessoBranch:
 * @id: 0 is the trunk
 * @parent_id: the branch it leaves
 * @fork: after that message or version; 0 for the trunk
 * @name: (nullable): what the artist calls it
 * @label: (nullable): the name, or what was said first on it
 * @n_messages: on its whole line, from the thread's beginning
 * @version_id: the newest on its whole line that is not in the trash, or 0
 * @blob: (nullable): the first picture of that
 * @empty: nothing is on it but what it comes from
 * @current: it is the one that is shown
 */
typedef struct
{
  gint64 id;
  gint64 parent_id;
  gint64 fork;
  char *name;
  char *label;
  guint n_messages;
  gint64 version_id;
  char *blob;
  gboolean empty;
  gboolean current;
} GessoBranch;

void      gesso_branch_free (GessoBranch *branch);

/* A thread begins with one branch, the trunk. One goes from any message or
 * version, which is its last common one. What is said, and what comes of it,
 * is on the branch that is current then; a run that ends later is on that of
 * its message. After each change the store emits branches-changed (gint64
 * thread_id); a GessoTimeline follows it. */

/** Returns: (element-type GessoBranch): the trunk first, then in the order they were made */
void      gesso_store_list_branches_async   (GessoStore *self, gint64 thread_id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *gesso_store_list_branches_finish (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_branch_async:
 * @item_id: a message or a version of the thread
 *
 * The thread goes on from there. Where something follows, on a branch of its own
 * that is made now; from the end of a branch, on that one.
 */
void      gesso_store_branch_async          (GessoStore *self, gint64 thread_id, gint64 item_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
/** @before: (out): the branch that was current; @made: (out): whether a branch was made. */
gboolean  gesso_store_branch_finish         (GessoStore *self, GAsyncResult *result, gint64 *before, gboolean *made,
                                             GError **error);

/** Shows @branch_id. One that is left with no name and nothing on it is forgotten. */
void      gesso_store_switch_branch_async   (GessoStore *self, gint64 thread_id, gint64 branch_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean  gesso_store_switch_branch_finish  (GessoStore *self, GAsyncResult *result, GError **error);
/** Shows the branch that @item_id is on, unless it is on the line that is shown. */
void      gesso_store_reach_async           (GessoStore *self, gint64 thread_id, gint64 item_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean  gesso_store_reach_finish          (GessoStore *self, GAsyncResult *result, GError **error);

/** @name: "" takes the name away */
void      gesso_store_rename_branch_async   (GessoStore *self, gint64 thread_id, gint64 branch_id, const char *name,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean  gesso_store_rename_branch_finish  (GessoStore *self, GAsyncResult *result, GError **error);

/** (nullable): the line that the page of a gesso_store_load_timeline_async() is of. Returns: (transfer full) */
GessoLine *gesso_store_load_timeline_dup_line (GessoStore *self, GAsyncResult *result);

G_END_DECLS
