/* gesso-application-actions.c - windows beside the window, and keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-application-private.h"
#include "gesso-diagnostics-window.h"
#include "gesso-key-dialog.h"
#include "gesso-preferences.h"

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GessoApplication *self = GESSO_APPLICATION (user_data);
  const char *developers[] = { "The Gesso founders", NULL };

  adw_show_about_window (GTK_WINDOW (self->window),
                         "application-name", "Gesso",
                         "application-icon", GESSO_APPLICATION_ID,
                         "version", GESSO_PACKAGE_VERSION,
                         "comments", _("Make pictures in conversation. Everything made is kept, and what is "
                                       "not painted over never changes."),
                         "developers", developers,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your name, one line each; it is shown in About. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static GessoPreferences *
show_preferences (GessoApplication *self)
{
  GessoKeyList *keys = self->opened && self->window != NULL
                           ? gesso_composer_get_keys (gesso_window_get_composer (self->window))
                           : NULL;
  GtkWidget *preferences = gesso_preferences_new (self->settings, keys != NULL ? self->studio : NULL, keys);

  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (preferences));
  return GESSO_PREFERENCES (preferences);
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  show_preferences (GESSO_APPLICATION (user_data));
}

/* The parameter is the id of a provider, or empty. */
static void
show_keys_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gesso_preferences_show_provider (show_preferences (GESSO_APPLICATION (user_data)),
                                   g_variant_get_string (parameter, NULL));
}

static void
key_added_cb (GessoApplication *self,
              GessoKeyDialog   *dialog)
{
  const char *model = gesso_key_dialog_get_model (dialog);

  if (self->window != NULL && model != NULL)
    gesso_composer_set_model (gesso_window_get_composer (self->window), model);
}

/* The parameter is the id of a provider, a model that is wanted of it, or empty. */
static void
add_key_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GessoApplication *self = GESSO_APPLICATION (user_data);
  GtkWidget *dialog = self->opened && self->window != NULL
                          ? gesso_key_dialog_new (self->studio, g_variant_get_string (parameter, NULL))
                          : NULL;

  if (dialog == NULL)
    {
      gesso_preferences_show_provider (show_preferences (self), "");
      return;
    }
  g_signal_connect_object (dialog, "added", G_CALLBACK (key_added_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
diagnostics_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GessoApplication *self = GESSO_APPLICATION (user_data);
  GtkWidget *window;

  if (!self->opened || self->window == NULL)
    return;
  window = gesso_diagnostics_window_new (self->studio);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (window));
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GessoApplication *self = GESSO_APPLICATION (user_data);

  if (self->window != NULL)
    gesso_window_show_shortcuts (self->window);
}

static const GActionEntry actions[] = {
  { "about", about_cb },
  { "preferences", preferences_cb },
  { "add-key", add_key_cb, "s" },
  { "show-keys", show_keys_cb, "s" },
  { "diagnostics", diagnostics_cb },
  { "shortcuts", shortcuts_cb },
};

/* (action, accelerators) pairs; every one is listed in help-overlay.ui. */
static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question", "<Control>slash" } },
  { "window.close", { "<Control>w" } },
  { "win.new-thread", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.find", { "<Control>f" } },
  { "win.search", { "<Control><Shift>f" } },
  { "win.library", { "<Control><Shift>l" } },
  { "win.family-tree", { "<Control><Shift>t" } },
  { "win.run", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.focus-composer", { "<Control>l" } },
  { "win.save", { "<Control>s" } },
  { "win.open-elsewhere", { "<Control><Shift>o" } },
  { "win.copy", { "<Control><Shift>c" } },
  { "win.recipe", { "<Control>i" } },
  { "win.sheet", { "<Control><Shift>k" } },
  { "win.branches", { "<Control><Shift>b" } },
  { "win.replay", { "<Control><Shift>r" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.toggle-canvas", { "<Control>F9" } },
  { "win.fullscreen", { "F11" } },
};

void
gesso_application_add_actions (GessoApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, accels[i].accels);
}
