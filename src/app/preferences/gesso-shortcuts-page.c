/* gesso-shortcuts-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-shortcut-row.h"
#include "gesso-shortcuts-page.h"
#include "gesso-toast.h"

#define SETTING "canvas-keys"

struct _GessoShortcutsPage
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;       /* (owned) */
  GessoCanvasKeymap *keymap; /* (owned) */
  GVariant *before;          /* (owned) (nullable): the changes that were reset last */
  GtkWidget *reset_button;
};

G_DEFINE_FINAL_TYPE (GessoShortcutsPage, gesso_shortcuts_page, ADW_TYPE_PREFERENCES_PAGE)

static void
keymap_changed_cb (GessoShortcutsPage *self)
{
  g_autoptr (GVariant) changes = g_settings_get_value (self->settings, SETTING);

  gtk_widget_set_sensitive (self->reset_button, g_variant_n_children (changes) > 0);
}

static void
undo_cb (GessoShortcutsPage *self)
{
  if (self->before != NULL)
    g_settings_set_value (self->settings, SETTING, self->before);
}

static void
reset_all_cb (GessoShortcutsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  AdwToast *toast = adw_toast_new (_("All keys are the usual ones"));

  g_clear_pointer (&self->before, g_variant_unref);
  self->before = g_settings_get_value (self->settings, SETTING);
  g_settings_reset (self->settings, SETTING);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  gesso_toast_show_in_preferences (ADW_PREFERENCES_WINDOW (root), toast);
}

static void
add_intro (GessoShortcutsPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->reset_button = gtk_button_new_with_mnemonic (_("_Reset All"));
  gtk_widget_set_valign (self->reset_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->reset_button, "clicked", G_CALLBACK (reset_all_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Keys of the Canvas"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("Single letters work while the canvas is in sight, but never while you write. Choose one to change it."));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->reset_button);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));
}

static void
add_rows (GessoShortcutsPage *self)
{
  GArray *list = gesso_canvas_keys_list ();
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const GessoCanvasKey *key = &g_array_index (list, GessoCanvasKey, i);

      if (group == NULL || g_strcmp0 (adw_preferences_group_get_title (group), key->group) != 0)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, key->group);
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
        }
      if (gesso_canvas_keymap_can_change (key))
        adw_preferences_group_add (group, gesso_shortcut_row_new (self->keymap, key));
    }
}

static void
gesso_shortcuts_page_finalize (GObject *object)
{
  GessoShortcutsPage *self = GESSO_SHORTCUTS_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->keymap);
  g_clear_pointer (&self->before, g_variant_unref);
  G_OBJECT_CLASS (gesso_shortcuts_page_parent_class)->finalize (object);
}

static void
gesso_shortcuts_page_class_init (GessoShortcutsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_shortcuts_page_finalize;
}

static void
gesso_shortcuts_page_init (GessoShortcutsPage *self)
{
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _("Shortcuts"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "gesso-keyboard-symbolic");
  add_intro (self);
}

GtkWidget *
gesso_shortcuts_page_new (GSettings *settings)
{
  GessoShortcutsPage *self = g_object_new (GESSO_TYPE_SHORTCUTS_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->keymap = gesso_canvas_keymap_new ();
  gesso_canvas_keymap_set_settings (self->keymap, settings);
  add_rows (self);
  g_signal_connect_object (self->keymap, "changed", G_CALLBACK (keymap_changed_cb), self, G_CONNECT_SWAPPED);
  keymap_changed_cb (self);
  return GTK_WIDGET (self);
}
