/* gesso-shortcut-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-shortcut-capture.h"
#include "gesso-shortcut-row.h"

struct _GessoShortcutRow
{
  AdwActionRow parent_instance;

  GessoCanvasKeymap *keymap; /* (owned) */
  const GessoCanvasKey *key;
  GtkShortcutLabel *label;
  GtkWidget *reset;
};

G_DEFINE_FINAL_TYPE (GessoShortcutRow, gesso_shortcut_row, ADW_TYPE_ACTION_ROW)

static void
keymap_changed_cb (GessoShortcutRow *self)
{
  gtk_shortcut_label_set_accelerator (self->label, gesso_canvas_keymap_get_accel (self->keymap, self->key));
  gtk_widget_set_visible (self->reset, gesso_canvas_keymap_is_changed (self->keymap, self->key));
}

static void
gesso_shortcut_row_activate (AdwActionRow *row)
{
  GessoShortcutRow *self = GESSO_SHORTCUT_ROW (row);

  gesso_shortcut_capture_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->keymap, self->key);
}

/* What has taken the usual key meanwhile is left without one. */
static void
reset_cb (GessoShortcutRow *self)
{
  const GessoCanvasKey *other;
  guint keyval;
  GdkModifierType modifiers;

  gtk_accelerator_parse (self->key->shown, &keyval, &modifiers);
  other = gesso_canvas_keymap_find (self->keymap, keyval, modifiers);
  if (other != NULL && other != self->key)
    gesso_canvas_keymap_set_accel (self->keymap, other, "");
  gesso_canvas_keymap_reset (self->keymap, self->key);
}

static void
gesso_shortcut_row_finalize (GObject *object)
{
  g_clear_object (&GESSO_SHORTCUT_ROW (object)->keymap);
  G_OBJECT_CLASS (gesso_shortcut_row_parent_class)->finalize (object);
}

static void
gesso_shortcut_row_class_init (GessoShortcutRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_shortcut_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = gesso_shortcut_row_activate;
}

static void
gesso_shortcut_row_init (GessoShortcutRow *self)
{
  const char *title = _("Back to the Usual Key");

  self->label = GTK_SHORTCUT_LABEL (gtk_shortcut_label_new (""));
  /* Translators: of what has no key. */
  gtk_shortcut_label_set_disabled_text (self->label, C_("key", "None"));
  gtk_widget_set_valign (GTK_WIDGET (self->label), GTK_ALIGN_CENTER);
  self->reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->reset, "flat");
  gtk_widget_set_tooltip_text (self->reset, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->reset);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->label));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

GtkWidget *
gesso_shortcut_row_new (GessoCanvasKeymap    *keymap,
                        const GessoCanvasKey *key)
{
  GessoShortcutRow *self = g_object_new (GESSO_TYPE_SHORTCUT_ROW, "title", key->title, NULL);

  self->keymap = g_object_ref (keymap);
  self->key = key;
  g_signal_connect_object (keymap, "changed", G_CALLBACK (keymap_changed_cb), self, G_CONNECT_SWAPPED);
  keymap_changed_cb (self);
  return GTK_WIDGET (self);
}
