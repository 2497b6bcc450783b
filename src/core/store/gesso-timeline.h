/* gesso-timeline.h - the turns and versions of one thread, as a list model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-store.h"

G_BEGIN_DECLS

#define GESSO_TYPE_TIMELINE (gesso_timeline_get_type ())
G_DECLARE_FINAL_TYPE (GessoTimeline, gesso_timeline, GESSO, TIMELINE, GObject)

/**
 * GessoTimeline:
 *
 * A GListModel of GessoMessage and GessoVersion, oldest first, along the branch
 * that is current, with a GessoFork after each from which it could go on
 * otherwise. It follows its store by itself: new ones are appended, trashed ones
 * go, restored ones come back to their place; when another branch becomes
 * current, what the two have in common stays. The newest page is loaded first; older pages come in
 * front when gesso_timeline_load_older() is called. Properties: loading,
 * has-older.
 */
GessoTimeline *gesso_timeline_new          (GessoStore *store, gint64 thread_id);
gint64         gesso_timeline_get_thread_id (GessoTimeline *self);
gboolean       gesso_timeline_get_loading  (GessoTimeline *self);
gboolean       gesso_timeline_get_has_older (GessoTimeline *self);
/** Does nothing while a load is under way or when there is nothing older. */
void           gesso_timeline_load_older   (GessoTimeline *self);
/** Whether message @id is in it, or may be on a page that is not loaded yet. */
gboolean       gesso_timeline_may_hold     (GessoTimeline *self, gint64 id);
/**
 * gesso_timeline_find:
 * @id: of a message or a version
 * @fork: not that itself, but the fork after it
 * @position: (out): where it is; or, where it is not, what comes after its place or how many items there are
 */
gboolean       gesso_timeline_find         (GessoTimeline *self, gint64 id, gboolean fork, guint *position);

G_END_DECLS
