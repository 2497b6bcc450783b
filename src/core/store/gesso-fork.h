/* gesso-fork.h - a point of a thread from which it goes on in several ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GESSO_TYPE_FORK (gesso_fork_get_type ())
G_DECLARE_FINAL_TYPE (GessoFork, gesso_fork, GESSO, FORK, GObject)

/** GessoFork: immutable. */

/** @item_id: the message or version that it comes after */
GessoFork  *gesso_fork_new           (gint64 thread_id, gint64 item_id);
/** While it is made. @label: (nullable): what the artist calls it, or the beginning of what was said first */
void        gesso_fork_add           (GessoFork *self, gint64 branch_id, const char *label, gboolean current);

gint64      gesso_fork_get_thread_id (GessoFork *self);
gint64      gesso_fork_get_item_id   (GessoFork *self);
guint       gesso_fork_get_n_ways    (GessoFork *self);
/** Which of them the line takes. */
guint       gesso_fork_get_current   (GessoFork *self);
/** The branch to show for way @index; 0 is the trunk. */
gint64      gesso_fork_get_branch    (GessoFork *self, guint index);
/** Returns: (transfer full): what to call way @index, on one line */
char       *gesso_fork_dup_label     (GessoFork *self, guint index);
gboolean    gesso_fork_equal         (GessoFork *a, GessoFork *b);

/** What to call a branch. @label: (nullable). Returns: (transfer full) */
char       *gesso_branch_make_label  (gint64 branch_id, const char *label);

G_END_DECLS
