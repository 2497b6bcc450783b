/* gesso-window-family.c - the family tree in place of the threads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-window-private.h"

static void
show (GessoWindow *self,
      gint64       thread_id,
      const char  *title,
      gint64       version_id)
{
  GessoVersion *shown = self->canvas != NULL ? gesso_canvas_pane_get_version (self->canvas) : NULL;

  if (self->family == NULL)
    {
      self->family = GESSO_FAMILY_PAGE (gesso_family_page_new (self->studio));
      g_signal_connect_object (self->family, "close", G_CALLBACK (gesso_window_uncover), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->root, GTK_WIDGET (self->family), "family");
    }
  gesso_window_cover (self, "family");
  gesso_family_page_show (self->family, thread_id, title, version_id, shown != NULL ? gesso_version_get_id (shown) : 0);
}

/* A thread whose tree is wanted. */
typedef struct
{
  GessoWindow *window; /* (owned) */
  gint64 version_id;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->window);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
thread_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoThread) thread = gesso_store_get_thread_finish (GESSO_STORE (source), result, &error);

  if (thread != NULL)
    show (wish->window, gesso_thread_get_id (thread), gesso_thread_get_title (thread), wish->version_id);
  else
    gesso_window_toast_error (wish->window, error);
}

static void
show_when_found (GessoWindow *self,
                 gint64       thread_id,
                 gint64       version_id)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->window = g_object_ref (self);
  wish->version_id = version_id;
  gesso_store_get_thread_async (gesso_studio_get_store (self->studio), thread_id, self->cancellable, thread_found_cb,
                                wish);
}

void
gesso_window_toggle_family (GessoWindow *self)
{
  GessoVersion *shown = self->canvas != NULL ? gesso_canvas_pane_get_version (self->canvas) : NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->root), "family") == 0)
    gesso_window_uncover (self);
  else if (self->thread != NULL)
    show (self, gesso_thread_get_id (self->thread), gesso_thread_get_title (self->thread),
          shown != NULL ? gesso_version_get_id (shown) : 0);
}

void
gesso_window_show_family (GessoWindow  *self,
                          GessoVersion *version,
                          guint         image_index)
{
  show_when_found (self, gesso_version_get_thread_id (version), gesso_version_get_id (version));
}

void
gesso_window_show_thread_family (GessoWindow *self,
                                 gint64       id)
{
  show_when_found (self, id, 0);
}

/* Comparing */

typedef struct
{
  GessoWindow *window;   /* (owned) */
  GessoVersion *version; /* (owned) (nullable): once it is found */
  gint64 other_id;
} Comparison;

static void
comparison_free (Comparison *comparison)
{
  g_object_unref (comparison->window);
  g_clear_object (&comparison->version);
  g_free (comparison);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Comparison, comparison_free)

static void
other_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Comparison) comparison = user_data;
  GessoWindow *self = comparison->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) other = gesso_store_get_version_finish (GESSO_STORE (source), result, &error);

  if (other == NULL)
    {
      gesso_window_toast_error (self, error);
      return;
    }
  gesso_window_uncover (self);
  gesso_window_view_version (self, comparison->version, 0);
  gesso_canvas_pane_compare_with (gesso_window_ensure_canvas (self), gesso_version_get_id (comparison->version), other,
                                  0);
}

static void
version_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Comparison) comparison = user_data;
  g_autoptr (GError) error = NULL;
  GessoWindow *self = comparison->window;
  gint64 other_id = comparison->other_id;

  comparison->version = gesso_store_get_version_finish (GESSO_STORE (source), result, &error);
  if (comparison->version == NULL)
    gesso_window_toast_error (self, error);
  else
    gesso_store_get_version_async (GESSO_STORE (source), other_id, self->cancellable, other_found_cb,
                                   g_steal_pointer (&comparison));
}

void
gesso_window_compare_versions (GessoWindow *self,
                               gint64       version_id,
                               gint64       other_id)
{
  Comparison *comparison = g_new0 (Comparison, 1);

  comparison->window = g_object_ref (self);
  comparison->other_id = other_id;
  gesso_store_get_version_async (gesso_studio_get_store (self->studio), version_id, self->cancellable,
                                 version_found_cb, comparison);
}
