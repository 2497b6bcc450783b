/* gesso-window-library.c - the library in place of the threads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-window-private.h"

static void
open_version_cb (GessoWindow *self,
                 gint64       thread_id,
                 gint64       version_id)
{
  gesso_window_uncover (self);
  gesso_window_open_thread (self, thread_id, version_id, 0);
}

gboolean
gesso_window_is_library_open (GessoWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->root), "library") == 0;
}

static GessoLibraryPage *
ensure_library (GessoWindow *self)
{
  if (self->library != NULL)
    return self->library;
  self->library = GESSO_LIBRARY_PAGE (gesso_library_page_new (self->studio, self->settings));
  g_signal_connect_object (self->library, "close", G_CALLBACK (gesso_window_uncover), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "open-version", G_CALLBACK (open_version_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->root, GTK_WIDGET (self->library), "library");
  return self->library;
}

void
gesso_window_open_library (GessoWindow *self)
{
  ensure_library (self);
  gesso_window_cover (self, "library");
  gesso_library_page_enter (self->library);
}

void
gesso_window_search_library (GessoWindow *self,
                             const char  *text)
{
  gesso_library_page_search (ensure_library (self), text);
  gesso_window_open_library (self);
}

void
gesso_window_show_alike (GessoWindow  *self,
                         GessoVersion *version,
                         guint         image_index)
{
  gesso_library_page_show_alike (ensure_library (self), gesso_version_get_id (version));
  gesso_window_open_library (self);
}
