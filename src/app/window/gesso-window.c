/* gesso-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-toast.h"
#include "gesso-window-private.h"

G_DEFINE_FINAL_TYPE (GessoWindow, gesso_window, ADW_TYPE_APPLICATION_WINDOW)

void
gesso_window_thread_selected (GessoWindow *self)
{
  GessoThread *thread = gesso_threads_pane_get_thread (self->threads_pane);

  /* The list loses its selection while it is filled; that is no wish for a new thread. */
  if (thread == NULL)
    return;
  if (thread != self->thread)
    gesso_window_set_thread (self, thread);
  if (gesso_shell_get_mode (self->shell) != GESSO_SHELL_WIDE)
    gesso_shell_set_sidebar_visible (self->shell, FALSE);
}

void
gesso_window_hit_activated (GessoWindow *self,
                            gint64       thread_id,
                            gint64       version_id,
                            gint64       message_id)
{
  gesso_window_open_thread (self, thread_id, version_id, message_id);
  if (gesso_shell_get_mode (self->shell) != GESSO_SHELL_WIDE)
    gesso_shell_set_sidebar_visible (self->shell, FALSE);
}

static void
notice_closed_cb (GessoWindow *self)
{
  gtk_info_bar_set_revealed (self->notice, FALSE);
}

static void
layout_changed_cb (GessoWindow *self)
{
  gboolean alone = gesso_shell_get_mode (self->shell) == GESSO_SHELL_NARROW;
  gboolean wide = gesso_shell_get_mode (self->shell) == GESSO_SHELL_WIDE;
  gboolean canvas = gesso_shell_get_canvas_wanted (self->shell);
  gboolean sidebar = gesso_shell_get_sidebar_visible (self->shell);

  gtk_stack_set_visible_child_name (self->titles, alone && canvas ? "pages" : "title");
  gtk_widget_set_visible (GTK_WIDGET (self->canvas_button), !alone && canvas);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), !alone);
  gtk_widget_set_visible (GTK_WIDGET (self->library_button), !alone);
  gesso_window_place_branches (self);
  adw_header_bar_set_show_start_title_buttons (self->header, !(wide && sidebar));
  if (wide)
    g_settings_set_boolean (self->settings, "sidebar-visible", sidebar);
}

static void
restore_state (GessoWindow *self)
{
  int width = g_settings_get_int (self->settings, "window-width");
  int height = g_settings_get_int (self->settings, "window-height");

  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  gesso_shell_set_sidebar_visible (self->shell, g_settings_get_boolean (self->settings, "sidebar-visible"));
  gesso_shell_expect_width (self->shell, width);
  g_settings_bind (self->settings, "canvas-visible", self->shell, "canvas-visible", G_SETTINGS_BIND_DEFAULT);
}

static void
save_state (GessoWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", MAX (width, 360));
      g_settings_set_int (self->settings, "window-height", MAX (height, 300));
    }
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->composer == NULL)
    return;
  g_settings_set_string (self->settings, "last-tool",
                         gesso_tool_to_nick (gesso_composer_get_tool (self->composer)));
  g_settings_set_value (self->settings, "last-models", gesso_composer_make_choices (self->composer));
  g_settings_set_value (self->settings, "last-parameters", gesso_composer_make_parameters (self->composer));
}

static gboolean
gesso_window_close_request (GtkWindow *window)
{
  save_state (GESSO_WINDOW (window));
  if (!gesso_window_may_close (GESSO_WINDOW (window)))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (gesso_window_parent_class)->close_request (window);
}

static void
gesso_window_dispose (GObject *object)
{
  GessoWindow *self = GESSO_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->thread_cancellable);
  gesso_window_stop_watch (self);
  gesso_window_clear_imports (self);
  g_clear_object (&self->thread_signals);
  g_clear_object (&self->thread);
  g_clear_object (&self->hand_edits);
  g_clear_object (&self->studio);
  if (self->shell != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->shell, layout_changed_cb, self);
      gesso_window_drop_shell_actions (self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), GESSO_TYPE_WINDOW);
  self->threads_pane = NULL;
  self->composer = NULL;
  G_OBJECT_CLASS (gesso_window_parent_class)->dispose (object);
}

static void
gesso_window_finalize (GObject *object)
{
  GessoWindow *self = GESSO_WINDOW (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->thread_cancellable);
  G_OBJECT_CLASS (gesso_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, canvas_button);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, center);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, conversation);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, header);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, library_button);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, branches_button);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, root);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, titles);
  gtk_widget_class_bind_template_child (widget_class, GessoWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, notice_closed_cb);
}

static void
gesso_window_class_init (GessoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = gesso_window_close_request;

  g_type_ensure (GESSO_TYPE_SHELL);
  bind_template (widget_class);
  /* Not an accelerator of the application: a text entry comes first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);
}

static void
gesso_window_init (GessoWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->thread_cancellable = g_cancellable_new ();
  gesso_window_init_threads (self);
  g_queue_init (&self->imports);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GessoWindow *
gesso_window_new (GessoApplication *application,
                  GSettings        *settings)
{
  GessoWindow *self = g_object_new (GESSO_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  restore_state (self);
  g_signal_connect_object (self->shell, "notify", G_CALLBACK (layout_changed_cb), self, G_CONNECT_SWAPPED);
  layout_changed_cb (self);
  gesso_window_init_actions (self);
  gesso_window_init_open (self);
  gesso_window_init_watch (self);
  return self;
}

static void
last_thread_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GessoThread) thread = gesso_store_get_thread_finish (GESSO_STORE (source), result, NULL);

  /* By now a file may have been opened, or another thread picked or begun. */
  if (g_cancellable_is_cancelled (self->cancellable) || self->thread != NULL || self->importing ||
      gesso_window_is_at_start (self))
    return;
  if (thread != NULL && !gesso_thread_get_trashed (thread))
    gesso_window_set_thread (self, thread);
  else
    gesso_window_show_start (self);
}

static void
restore_tool (GessoWindow *self)
{
  g_autofree char *nick = g_settings_get_string (self->settings, "last-tool");
  g_autoptr (GVariant) models = g_settings_get_value (self->settings, "last-models");
  g_autoptr (GVariant) parameters = g_settings_get_value (self->settings, "last-parameters");
  GessoTool tool;

  gesso_composer_set_parameters (self->composer, parameters);
  gesso_composer_set_choices (self->composer, models);
  if (gesso_tool_from_nick (nick, &tool))
    gesso_composer_set_tool (self->composer, tool);
}

void
gesso_window_set_studio (GessoWindow *self,
                         GessoStudio *studio)
{
  gint64 last;

  g_return_if_fail (GESSO_IS_WINDOW (self));
  g_return_if_fail (GESSO_IS_STUDIO (studio));

  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  gesso_window_furnish (self);
  gesso_window_init_hand_edits (self);
  g_signal_connect_object (gesso_studio_get_queue (studio), "job-ended", G_CALLBACK (gesso_window_job_ended),
                           self, G_CONNECT_SWAPPED);
  restore_tool (self);
  gtk_stack_set_visible_child_name (self->root, "studio");
  gesso_window_update_actions (self);

  last = g_settings_get_int64 (self->settings, "last-thread");
  if (last != 0)
    gesso_store_get_thread_async (gesso_studio_get_store (studio), last, self->cancellable, last_thread_cb,
                                  g_object_ref (self));
  else
    gesso_window_show_start (self);
}

void
gesso_window_show_notice (GessoWindow *self,
                          const char  *sentence)
{
  g_return_if_fail (GESSO_IS_WINDOW (self));

  if (sentence != NULL)
    gtk_label_set_label (self->notice_label, sentence);
  gtk_info_bar_set_revealed (self->notice, sentence != NULL);
}

GessoThread *
gesso_window_get_thread (GessoWindow *self)
{
  g_return_val_if_fail (GESSO_IS_WINDOW (self), NULL);
  return self->thread;
}

GessoComposer *
gesso_window_get_composer (GessoWindow *self)
{
  g_return_val_if_fail (GESSO_IS_WINDOW (self), NULL);
  return self->composer;
}

GessoCanvasPane *
gesso_window_get_canvas (GessoWindow *self)
{
  g_return_val_if_fail (GESSO_IS_WINDOW (self), NULL);
  return self->canvas;
}

void
gesso_window_toast (GessoWindow *self,
                    const char  *sentence)
{
  gesso_toast_show (self->toasts, gesso_toast_new (sentence));
}

void
gesso_window_toast_error (GessoWindow  *self,
                          const GError *error)
{
  gesso_toast_show_error (self->toasts, error);
}

void
gesso_window_toast_action (GessoWindow *self,
                           const char  *sentence,
                           const char  *button,
                           const char  *action,
                           GVariant    *target)
{
  AdwToast *toast = gesso_toast_new (sentence);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  adw_toast_set_timeout (toast, 8);
  gesso_toast_show (self->toasts, toast);
}
