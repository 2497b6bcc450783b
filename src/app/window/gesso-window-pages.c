/* gesso-window-pages.c - parts of the window that are made when first shown
 *
 * The window is drawn before the library is open: what cannot be seen by then
 * would only delay it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-canvas-keymap.h"
#include "gesso-window-private.h"

static void
compare_version_cb (GessoWindow  *self,
                    GessoVersion *version,
                    guint         image_index,
                    gboolean      held)
{
  if (held)
    gesso_window_show_version (self, version, image_index);
  if (self->canvas != NULL)
    gesso_canvas_pane_set_comparing (self->canvas, held);
}

void
gesso_window_cover (GessoWindow *self,
                    const char  *name)
{
  if (!gesso_window_is_covered (self))
    gesso_window_drop_shell_actions (self);
  gtk_stack_set_visible_child_name (self->root, name);
  gesso_window_update_actions (self);
}

gboolean
gesso_window_is_covered (GessoWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->root);

  return g_strcmp0 (name, "library") == 0 || g_strcmp0 (name, "family") == 0;
}

void
gesso_window_uncover (GessoWindow *self)
{
  if (!gesso_window_is_covered (self))
    return;
  gtk_stack_set_visible_child_name (self->root, "studio");
  gesso_window_add_shell_actions (self);
  gesso_window_update_actions (self);
  gesso_composer_focus_prompt (self->composer);
}

static GtkBuilder *
load (const char *resource)
{
  return gtk_builder_new_from_resource (resource);
}

void
gesso_window_furnish (GessoWindow *self)
{
  self->threads_pane = g_object_new (GESSO_TYPE_THREADS_PANE, "studio", self->studio, "vexpand", TRUE, NULL);
  g_signal_connect_object (self->threads_pane, "notify::thread", G_CALLBACK (gesso_window_thread_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->threads_pane, "hit-activated", G_CALLBACK (gesso_window_hit_activated), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->threads_pane, "search-mode", self->search_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_box_append (self->sidebar, GTK_WIDGET (self->threads_pane));

  gesso_window_furnish_branches (self);
  self->composer = g_object_new (GESSO_TYPE_COMPOSER, "studio", self->studio, NULL);
  g_signal_connect_object (self->composer, "run", G_CALLBACK (gesso_window_run), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->composer, "notify::tool", G_CALLBACK (gesso_window_tool_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->composer, "notify::runnable", G_CALLBACK (gesso_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->composer, "notify::runnable", G_CALLBACK (gesso_window_model_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->conversation, GTK_WIDGET (self->composer));
}

void
gesso_window_show_shortcuts (GessoWindow *self)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (self);
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GessoCanvasKeymap) keymap = gesso_canvas_keymap_new ();
  const char *const of_canvas[] = { "view", "canvas", "mask" };

  g_return_if_fail (GESSO_IS_WINDOW (self));

  /* Made anew each time: the keys of the canvas may have been changed. */
  builder = load (GESSO_RESOURCE_PATH "/ui/help-overlay.ui");
  gesso_canvas_keymap_set_settings (keymap, self->settings);
  for (guint i = 0; i < G_N_ELEMENTS (of_canvas); i++)
    gesso_canvas_keymap_show_in (keymap, GTK_WIDGET (gtk_builder_get_object (builder, of_canvas[i])));
  gtk_application_window_set_help_overlay (window,
                                           GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

void
gesso_window_show_start (GessoWindow *self)
{
  if (gtk_stack_get_child_by_name (self->center, "start") == NULL)
    {
      g_autoptr (GtkBuilder) builder = load (GESSO_RESOURCE_PATH "/ui/gesso-window-start.ui");

      gtk_stack_add_named (self->center, GTK_WIDGET (gtk_builder_get_object (builder, "start")), "start");
    }
  gtk_stack_set_visible_child_name (self->center, "start");
}

gboolean
gesso_window_is_at_start (GessoWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->center), "start");
}

void
gesso_window_show_thread_view (GessoWindow *self)
{
  if (self->thread_view == NULL)
    {
      self->thread_view = g_object_new (GESSO_TYPE_THREAD_VIEW, "studio", self->studio, NULL);
      g_signal_connect_object (self->thread_view, "compare-version", G_CALLBACK (compare_version_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->center, GTK_WIDGET (self->thread_view), "thread");
    }
  gtk_stack_set_visible_child_name (self->center, "thread");
}

/* The price of a run is that of all steps of the frame. */
static void
steps_changed_cb (GessoWindow *self)
{
  guint n_steps;

  g_object_get (self->canvas, "n-steps", &n_steps, NULL);
  gesso_composer_set_calls (self->composer, n_steps);
}

/* What was made on the canvas is what is worked on next. */
static void
version_made_cb (GessoWindow  *self,
                 GessoVersion *version)
{
  gesso_window_show_version (self, version, 0);
}

/* A picture clicked in the thread is painted on at once: the canvas need not be clicked too. */
static gboolean
key_left_cb (GessoWindow    *self,
             guint           keyval,
             guint           keycode,
             GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->canvas)) || GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) ||
      (focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self)))
    return GDK_EVENT_PROPAGATE;
  return gesso_canvas_pane_press_key (self->canvas, keyval, state & gtk_accelerator_get_default_mod_mask ());
}

GessoCanvasPane *
gesso_window_ensure_canvas (GessoWindow *self)
{
  GtkEventController *keys;

  if (self->canvas != NULL)
    return self->canvas;
  self->canvas = g_object_new (GESSO_TYPE_CANVAS_PANE, "studio", self->studio, NULL);
  g_signal_connect_object (self->canvas, "notify::mode", G_CALLBACK (gesso_window_mode_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::n-steps", G_CALLBACK (steps_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::version", G_CALLBACK (gesso_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  gesso_canvas_pane_set_settings (self->canvas, self->settings);
  gesso_window_model_changed (self);
  g_signal_connect_object (self->canvas, "failed", G_CALLBACK (gesso_window_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "rehearse", G_CALLBACK (gesso_window_rehearse), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "version-made", G_CALLBACK (version_made_cb), self, G_CONNECT_SWAPPED);
  gesso_shell_set_canvas (self->shell, GTK_WIDGET (self->canvas));
  keys = gtk_event_controller_key_new ();
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->shell), keys);
  return self->canvas;
}

void
gesso_window_show_failure (GessoWindow *self,
                           const char  *sentence)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (GESSO_IS_WINDOW (self));

  if (self->failure == NULL)
    {
      g_autoptr (GtkBuilder) builder = load (GESSO_RESOURCE_PATH "/ui/gesso-window-failure.ui");

      self->failure = ADW_STATUS_PAGE (gtk_builder_get_object (builder, "failure"));
      gtk_stack_add_named (self->root, GTK_WIDGET (gtk_builder_get_object (builder, "page")), "failure");
    }
  markup = g_markup_escape_text (sentence, -1);
  adw_status_page_set_description (self->failure, markup);
  gtk_stack_set_visible_child_name (self->root, "failure");
}
