/* gesso-thread.h - one conversation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GESSO_TYPE_THREAD (gesso_thread_get_type ())
G_DECLARE_FINAL_TYPE (GessoThread, gesso_thread, GESSO, THREAD, GObject)

/**
 * GessoThreadPlace:
 * @item_id: the message or version that stands there; 0 for the thread's end
 * @is_fork: it is not that itself, but the #GessoFork after it
 * @y: where its top is, in pixels below the top of the view
 */
typedef struct
{
  gint64 item_id;
  gboolean is_fork;
  double y;
} GessoThreadPlace;

/**
 * GessoThread:
 *
 * What the list of threads shows. One object per thread and store, kept current
 * on the main context; properties id, title, updated, cover, trashed notify.
 */

gint64      gesso_thread_get_id       (GessoThread *self);
/** Never NULL; "" until the thread is named. */
const char *gesso_thread_get_title    (GessoThread *self);
/** Microseconds since 1970, UTC. */
gint64      gesso_thread_get_created  (GessoThread *self);
gint64      gesso_thread_get_updated  (GessoThread *self);
/** (nullable): blob of the picture that stands for the thread. */
const char *gesso_thread_get_cover    (GessoThread *self);
gboolean    gesso_thread_get_trashed  (GessoThread *self);
/** Where the artist left it. */
const GessoThreadPlace *gesso_thread_get_place (GessoThread *self);

G_END_DECLS
