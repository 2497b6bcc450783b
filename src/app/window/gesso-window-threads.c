/* gesso-window-threads.c - which thread is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-name-dialog.h"
#include "gesso-window-private.h"

/* How far back to look for a version when a thread is opened: messages lie between them. */
#define NEWEST_PAGE 24

static GessoStore *
get_store (GessoWindow *self)
{
  return gesso_studio_get_store (self->studio);
}

static void
title_changed_cb (GessoWindow *self)
{
  const char *title = self->thread != NULL ? gesso_thread_get_title (self->thread) : "";
  g_autofree char *full = NULL;

  adw_window_title_set_title (self->title, title);
  if (*title == '\0')
    {
      gtk_window_set_title (GTK_WINDOW (self), "Gesso");
      return;
    }
  /* Translators: the window's title: the thread's title and the program's name. */
  full = g_strdup_printf (_("%s – Gesso"), title);
  gtk_window_set_title (GTK_WINDOW (self), full);
}

static void
trashed_changed_cb (GessoWindow *self)
{
  if (self->thread != NULL && gesso_thread_get_trashed (self->thread))
    gesso_window_set_thread (self, NULL);
}

void
gesso_window_init_threads (GessoWindow *self)
{
  self->thread_signals = g_signal_group_new (GESSO_TYPE_THREAD);
  g_signal_group_connect_object (self->thread_signals, "notify::title", G_CALLBACK (title_changed_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->thread_signals, "notify::trashed", G_CALLBACK (trashed_changed_cb), self,
                                 G_CONNECT_SWAPPED);
}

static void
newest_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = gesso_store_load_timeline_finish (GESSO_STORE (source), result, NULL, &error);

  if (items == NULL)
    {
      gesso_window_toast_error (self, error);
      return;
    }
  /* A version shown meanwhile was asked for. */
  if (self->canvas != NULL && gesso_canvas_pane_get_version (self->canvas) != NULL)
    return;
  for (guint i = items->len; i > 0; i--)
    if (GESSO_IS_VERSION (g_ptr_array_index (items, i - 1)))
      {
        gesso_window_show_version (self, g_ptr_array_index (items, i - 1), 0);
        return;
      }
}

void
gesso_window_show_newest (GessoWindow *self)
{
  gesso_store_load_timeline_async (get_store (self), gesso_thread_get_id (self->thread), 0, NEWEST_PAGE,
                                   self->thread_cancellable, newest_loaded_cb, g_object_ref (self));
}

static void
clear_canvas (GessoWindow *self)
{
  gesso_composer_set_source (self->composer, NULL, 0);
  gesso_shell_set_canvas_wanted (self->shell, FALSE);
  gesso_shell_set_page (self->shell, GESSO_SHELL_PAGE_THREAD);
  if (self->canvas != NULL)
    gesso_canvas_pane_set_version (self->canvas, NULL, 0);
}

void
gesso_window_set_thread (GessoWindow *self,
                         GessoThread *thread)
{
  gesso_window_uncover (self);
  if (self->thread == thread && (thread != NULL || gesso_window_is_at_start (self)))
    return;
  g_cancellable_cancel (self->thread_cancellable);
  g_object_unref (self->thread_cancellable);
  self->thread_cancellable = g_cancellable_new ();

  g_set_object (&self->thread, thread);
  g_signal_group_set_target (self->thread_signals, thread);
  gesso_threads_pane_set_thread (self->threads_pane, thread);
  if (thread != NULL)
    gesso_window_show_thread_view (self);
  else
    gesso_window_show_start (self);
  if (self->thread_view != NULL)
    gesso_thread_view_set_thread (self->thread_view, thread);
  clear_canvas (self);
  gesso_window_update_branches (self);
  title_changed_cb (self);
  g_settings_set_int64 (self->settings, "last-thread", thread != NULL ? gesso_thread_get_id (thread) : 0);
  if (thread != NULL)
    gesso_window_show_newest (self);
  gesso_window_update_actions (self);
}

/* A place in a thread to go to. */
typedef struct
{
  GessoWindow *window; /* (owned) */
  gint64 version_id;
  gint64 message_id;
} Place;

static void
place_free (Place *place)
{
  g_object_unref (place->window);
  g_free (place);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static void
go_to (GessoWindow *self,
       const Place *place)
{
  if (place->version_id != 0)
    {
      gesso_thread_view_scroll_to_version (self->thread_view, place->version_id);
      gesso_window_with_version (self, g_variant_new ("(xu)", place->version_id, 0), gesso_window_show_version);
    }
  else if (place->message_id != 0)
    gesso_thread_view_scroll_to_message (self->thread_view, place->message_id);
}

static void
thread_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Place) place = user_data;
  GessoWindow *self = place->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoThread) thread = gesso_store_get_thread_finish (GESSO_STORE (source), result, &error);

  if (thread == NULL)
    {
      gesso_window_toast_error (self, error);
      return;
    }
  gesso_window_set_thread (self, thread);
  go_to (self, place);
}

void
gesso_window_open_thread (GessoWindow *self,
                          gint64       id,
                          gint64       version_id,
                          gint64       message_id)
{
  Place *place = g_new0 (Place, 1);

  place->window = g_object_ref (self);
  place->version_id = version_id;
  place->message_id = message_id;
  gesso_store_get_thread_async (get_store (self), id, self->cancellable, thread_found_cb, place);
}

void
gesso_window_show_place (GessoWindow *self,
                         gint64       thread_id,
                         gint64       version_id)
{
  gesso_window_uncover (self);
  if (version_id != 0)
    gesso_window_with_version (self, g_variant_new ("(xu)", version_id, 0), gesso_window_show_version);
  else
    gesso_window_open_thread (self, thread_id, 0, 0);
}

/* Renaming */

typedef struct
{
  GessoWindow *window; /* (owned) */
  gint64 id;
} Renaming;

static void
renaming_free (Renaming *renaming)
{
  g_object_unref (renaming->window);
  g_free (renaming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renaming, renaming_free)

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_rename_thread_finish (GESSO_STORE (source), result, &error))
    gesso_window_toast_error (self, error);
}

static void
title_asked_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  GessoWindow *self = renaming->window;
  g_autofree char *title = gesso_name_dialog_ask_finish (result, NULL);

  if (title != NULL)
    gesso_store_rename_thread_async (get_store (self), renaming->id, title, self->cancellable, renamed_cb,
                                     g_object_ref (self));
}

static void
ask_for_title (GessoWindow *self,
               GessoThread *thread)
{
  const GessoNameQuestion question = {
    .heading = _("Rename Thread"),
    .label = _("Title"),
    .name = gesso_thread_get_title (thread),
    .accept = _("_Rename")
  };
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->window = g_object_ref (self);
  renaming->id = gesso_thread_get_id (thread);
  gesso_name_dialog_ask_async (GTK_WINDOW (self), &question, title_asked_cb, renaming);
}

static void
rename_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoThread) thread = gesso_store_get_thread_finish (GESSO_STORE (source), result, &error);

  if (thread != NULL)
    ask_for_title (self, thread);
  else
    gesso_window_toast_error (self, error);
}

void
gesso_window_rename_thread (GessoWindow *self,
                            gint64       id)
{
  gesso_store_get_thread_async (get_store (self), id, self->cancellable, rename_found_cb, g_object_ref (self));
}

/* Trash */

static void
thread_trashed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_trash_thread_finish (GESSO_STORE (source), result, &error))
    gesso_window_toast_error (self, error);
}

void
gesso_window_trash_thread (GessoWindow *self,
                           gint64       id,
                           gboolean     trashed)
{
  gesso_store_trash_thread_async (get_store (self), id, trashed, self->cancellable, thread_trashed_cb,
                                  g_object_ref (self));
  if (trashed)
    gesso_window_toast_action (self, _("Thread moved to the trash"), _("_Undo"), "win.restore-thread",
                               g_variant_new_int64 (id));
}
