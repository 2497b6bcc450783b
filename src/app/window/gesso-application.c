/* gesso-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib-unix.h>

#include "gesso-application-private.h"
#include "gesso-texture-cache.h"

G_DEFINE_FINAL_TYPE (GessoApplication, gesso_application, ADW_TYPE_APPLICATION)

/* A clipboard is shown to the program that has the keyboard only, and what is
 * in it becomes known a little after the window is there. */
static gboolean
is_clipboard_known (GtkWindow *window)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (window)));
  gsize n_types, n_mime_types;

  gdk_content_formats_get_gtypes (formats, &n_types);
  gdk_content_formats_get_mime_types (formats, &n_mime_types);
  return gtk_window_is_active (window) && n_types + n_mime_types > 0;
}

static void
do_wanted (GessoApplication *self)
{
  gboolean paste = g_strcmp0 (self->wanted, "paste-picture") == 0;

  if (self->wanted == NULL || !self->opened || !self->painted || self->window == NULL ||
      (paste && !is_clipboard_known (GTK_WINDOW (self->window))))
    return;
  if (paste)
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "new-thread", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), paste ? "paste" : self->wanted, self->wanted_target);
  self->wanted = NULL;
  g_clear_pointer (&self->wanted_target, g_variant_unref);
}

/* @action: of the window, or paste-picture; @target: (nullable): a floating one is taken */
static void
want (GessoApplication *self,
      const char       *action,
      GVariant         *target)
{
  self->wanted = g_intern_string (action);
  g_clear_pointer (&self->wanted_target, g_variant_unref);
  self->wanted_target = target != NULL ? g_variant_ref_sink (target) : NULL;
  g_application_activate (G_APPLICATION (self));
  do_wanted (self);
}

static void
active_changed_cb (GessoApplication *self)
{
  if (self->notifier != NULL)
    gesso_notifier_set_seen (self->notifier, self->window != NULL && gtk_window_is_active (GTK_WINDOW (self->window)));
  do_wanted (self);
}

static void
studio_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GessoApplication *self = GESSO_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;

  if (!gesso_studio_close_finish (GESSO_STUDIO (source), result, &error))
    g_message ("Closing the library: %s", error->message);
  g_application_release (G_APPLICATION (self));
}

/* No window is there any more, but the program stays until all work has been put down. */
static void
close_studio (GessoApplication *self)
{
  if (self->closing || self->studio == NULL)
    return;
  self->closing = TRUE;
  g_clear_object (&self->notifier);
  g_application_hold (G_APPLICATION (self));
  gesso_studio_close_async (self->studio, studio_closed_cb, self);
}

static void
background_finished_cb (GessoApplication *self)
{
  if (self->window == NULL)
    close_studio (self);
  g_clear_object (&self->background);
}

static void
work_in_background (GessoApplication *self)
{
  if (self->notifier != NULL)
    gesso_notifier_set_seen (self->notifier, FALSE);
  self->background = gesso_background_new (G_APPLICATION (self), self->studio);
  g_signal_connect_object (self->background, "finished", G_CALLBACK (background_finished_cb), self, G_CONNECT_SWAPPED);
}

void
gesso_application_set_finishing (GessoApplication *self,
                                 gboolean          finishing)
{
  g_return_if_fail (GESSO_IS_APPLICATION (self));
  self->finishing = finishing;
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GessoApplication *self = GESSO_APPLICATION (user_data);

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    close_studio (self);
}

static void
desktop_action_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  want (GESSO_APPLICATION (user_data), g_action_get_name (G_ACTION (action)), NULL);
}

/* What a notification or the overview leads to, by actions that the window has too. */
static void
show_found_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  want (GESSO_APPLICATION (user_data), g_action_get_name (G_ACTION (action)), parameter);
}

static const GActionEntry actions[] = {
  { "quit", quit_cb },
  { "show-place", show_found_cb, "(xx)" },
  { "search-library", show_found_cb, "s" },
};

/* Those of the desktop file; each is an option of the command line too. */
static const char *const desktop_actions[] = { "new-thread", "paste-picture" };

/* The window is drawn even where no frame is ever asked for. */
#define PAINT_TIMEOUT_MS 500

static void
open_pending (GessoApplication *self)
{
  if (!self->opened || !self->painted || self->window == NULL || self->pending->len == 0)
    return;
  gesso_window_open_files (self->window, (GFile **) self->pending->pdata, self->pending->len, TRUE);
  g_ptr_array_set_size (self->pending, 0);
}

/* Fills the window once it stands and the studio is open, whichever comes last. */
static void
fill_window (GessoApplication *self)
{
  if (self->window == NULL || self->closing || !self->painted)
    return;
  if (self->opened)
    {
      gesso_window_set_studio (self->window, self->studio);
      gesso_window_show_notice (self->window, gesso_store_get_notice (gesso_studio_get_store (self->studio)));
      open_pending (self);
      do_wanted (self);
    }
  else if (self->failure != NULL)
    {
      gesso_window_show_failure (self->window, self->failure->message);
      g_clear_error (&self->failure);
    }
}

static void
studio_opened_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoApplication) self = user_data;

  self->opened = gesso_studio_open_finish (GESSO_STUDIO (source), result, &self->failure);
  if (self->opened)
    {
      self->notifier = gesso_notifier_new (G_APPLICATION (self), self->studio);
      active_changed_cb (self);
    }
  else if (!self->closing)
    g_clear_object (&self->studio);
  fill_window (self);
}

static void
set_painted (GessoApplication *self)
{
  if (self->painted)
    return;
  self->painted = TRUE;
  g_clear_handle_id (&self->painted_source, g_source_remove);
  fill_window (self);
}

static gboolean
painted_cb (gpointer user_data)
{
  GessoApplication *self = GESSO_APPLICATION (user_data);

  self->painted_source = 0;
  set_painted (self);
  return G_SOURCE_REMOVE;
}

/* What was drawn goes to the screen before the window is filled. */
static void
after_paint_cb (GdkFrameClock    *clock,
                GessoApplication *self)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  if (self->painted)
    return;
  g_clear_handle_id (&self->painted_source, g_source_remove);
  self->painted_source = g_idle_add (painted_cb, self);
}

void
gesso_application_open_studio (GessoApplication *self)
{
  g_return_if_fail (GESSO_IS_APPLICATION (self));

  if (self->studio != NULL)
    return;
  self->studio = gesso_studio_new (self->data_dir, NULL);
  gesso_studio_open_async (self->studio, TRUE, NULL, studio_opened_cb, g_object_ref (self));
}

static void
gesso_application_window_removed (GtkApplication *application,
                                  GtkWindow      *window)
{
  GessoApplication *self = GESSO_APPLICATION (application);

  if (window == GTK_WINDOW (self->window))
    {
      self->window = NULL;
      self->painted = FALSE;
      if (self->finishing && self->opened)
        work_in_background (self);
      else
        close_studio (self);
    }
  GTK_APPLICATION_CLASS (gesso_application_parent_class)->window_removed (application, window);
}

static gboolean
terminate_cb (gpointer user_data)
{
  GessoApplication *self = GESSO_APPLICATION (user_data);

  /* Nobody is there to be asked. */
  self->finishing = FALSE;
  g_clear_object (&self->background);
  if (self->window != NULL)
    gesso_window_close_now (self->window);
  else
    close_studio (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
to_color_scheme (GValue   *value,
                 GVariant *variant,
                 gpointer  user_data)
{
  const char *nick = g_variant_get_string (variant, NULL);

  if (g_str_equal (nick, "light"))
    g_value_set_enum (value, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_str_equal (nick, "dark"))
    g_value_set_enum (value, ADW_COLOR_SCHEME_FORCE_DARK);
  else
    g_value_set_enum (value, ADW_COLOR_SCHEME_DEFAULT);
  return TRUE;
}

static void
texture_memory_changed_cb (GessoApplication *self)
{
  gsize mebibytes = (gsize) g_settings_get_int (self->settings, "texture-memory");

  gesso_texture_cache_set_bound (gesso_texture_cache_get_default (), mebibytes << 20);
}

static void
gesso_application_startup (GApplication *application)
{
  GessoApplication *self = GESSO_APPLICATION (application);

  G_APPLICATION_CLASS (gesso_application_parent_class)->startup (application);

  self->settings = g_settings_new (GESSO_APPLICATION_ID);
  g_settings_bind_with_mapping (self->settings, "color-scheme",
                                adw_application_get_style_manager (ADW_APPLICATION (self)), "color-scheme",
                                G_SETTINGS_BIND_GET, to_color_scheme, NULL, NULL, NULL);
  g_signal_connect_object (self->settings, "changed::texture-memory", G_CALLBACK (texture_memory_changed_cb), self,
                           G_CONNECT_SWAPPED);
  texture_memory_changed_cb (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (desktop_actions); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (desktop_actions[i], NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (desktop_action_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  gesso_application_add_actions (self);
  self->term_source = g_unix_signal_add (SIGTERM, terminate_cb, self);
  self->int_source = g_unix_signal_add (SIGINT, terminate_cb, self);
  gesso_application_open_studio (self);
}

static void
gesso_application_activate (GApplication *application)
{
  GessoApplication *self = GESSO_APPLICATION (application);

  if (self->closing)
    return;
  if (self->window == NULL)
    {
      self->finishing = FALSE;
      self->window = gesso_window_new (self, self->settings);
      gtk_window_present (GTK_WINDOW (self->window));
      g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint",
                               G_CALLBACK (after_paint_cb), self, 0);
      g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (active_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), "changed",
                               G_CALLBACK (do_wanted), self, G_CONNECT_SWAPPED);
      self->painted_source = g_timeout_add (PAINT_TIMEOUT_MS, painted_cb, self);
      /* There is a window again that holds the application. */
      g_clear_object (&self->background);
      return;
    }
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
gesso_application_open (GApplication *application,
                        GFile       **files,
                        int           n_files,
                        const char   *hint)
{
  GessoApplication *self = GESSO_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (self->pending, g_object_ref (files[i]));
  g_application_activate (application);
  open_pending (self);
}

static int
gesso_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  GessoApplication *self = GESSO_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  /* GTK would end the program with a warning that helps nobody. */
  if (!gtk_init_check ())
    {
      g_printerr ("%s\n", _("Gesso cannot open its window, for there is no display. "
                            "It also works from a shell; “gesso --help” lists the commands."));
      return 1;
    }
  if (g_variant_dict_lookup (options, "data-dir", "^ay", &self->data_dir))
    {
      /* Another library is another instance, whatever already runs. */
      g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (desktop_actions); i++)
    if (g_variant_dict_contains (options, desktop_actions[i]))
      {
        if (!g_application_register (application, NULL, &error))
          {
            g_printerr ("%s\n", error->message);
            return EXIT_FAILURE;
          }
        /* Done by the instance that already runs, if there is one. */
        g_action_group_activate_action (G_ACTION_GROUP (application), desktop_actions[i], NULL);
      }
  return G_APPLICATION_CLASS (gesso_application_parent_class)->handle_local_options (application, options);
}

static void
gesso_application_finalize (GObject *object)
{
  GessoApplication *self = GESSO_APPLICATION (object);

  g_clear_error (&self->failure);
  g_clear_handle_id (&self->painted_source, g_source_remove);
  g_clear_handle_id (&self->term_source, g_source_remove);
  g_clear_handle_id (&self->int_source, g_source_remove);
  g_clear_object (&self->background);
  g_clear_object (&self->notifier);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->wanted_target, g_variant_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->data_dir, g_free);
  G_OBJECT_CLASS (gesso_application_parent_class)->finalize (object);
}

static void
gesso_application_class_init (GessoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_application_finalize;
  application_class->startup = gesso_application_startup;
  application_class->activate = gesso_application_activate;
  application_class->open = gesso_application_open;
  application_class->handle_local_options = gesso_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_removed = gesso_application_window_removed;
}

static void
gesso_application_init (GessoApplication *self)
{
  const GOptionEntry options[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Keep the library in this folder"), N_("DIR") },
    { "new-thread", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Begin a new thread"), NULL },
    { "paste-picture", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Begin a new thread with the picture in the clipboard"), NULL },
    { NULL }
  };

  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
}

GessoApplication *
gesso_application_new (void)
{
  return g_object_new (GESSO_TYPE_APPLICATION,
                       "application-id", GESSO_APPLICATION_ID,
                       "resource-base-path", GESSO_RESOURCE_PATH,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
