/* gesso-window-watch.c - what other programs do to the library that is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-window-private.h"

/* So often it is asked for while the window is there; at once when the artist comes back to it. */
#define LOOK_SECONDS 2

static gboolean
look_cb (gpointer user_data)
{
  GessoWindow *self = user_data;

  if (self->studio != NULL)
    gesso_store_refresh (gesso_studio_get_store (self->studio));
  return G_SOURCE_CONTINUE;
}

static void
active_cb (GessoWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    look_cb (self);
}

static void
map_cb (GessoWindow *self)
{
  if (self->watch_id == 0)
    self->watch_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
}

void
gesso_window_stop_watch (GessoWindow *self)
{
  g_clear_handle_id (&self->watch_id, g_source_remove);
}

void
gesso_window_init_watch (GessoWindow *self)
{
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (gesso_window_stop_watch), NULL);
}
