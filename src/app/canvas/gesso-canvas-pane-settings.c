/* gesso-canvas-pane-settings.c - what of the canvas the artist has set: its keys, its rulers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-canvas-pane-private.h"

#define RULERS "canvas-rulers"

static void
show_rulers (GessoCanvasPane *self,
             gboolean         shown)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "rulers");

  gtk_widget_set_visible (GTK_WIDGET (self->ruler_across), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->ruler_down), shown);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
}

static void
rulers_setting_cb (GessoCanvasPane *self,
                   const char      *key,
                   GSettings       *settings)
{
  show_rulers (self, g_settings_get_boolean (settings, key));
}

static void
rulers_cb (GSimpleAction *action,
           GVariant      *state,
           gpointer       user_data)
{
  GessoCanvasPane *self = user_data;

  show_rulers (self, g_variant_get_boolean (state));
  if (self->kept_settings != NULL)
    g_settings_set_boolean (self->kept_settings, RULERS, g_variant_get_boolean (state));
}

void
gesso_canvas_pane_init_settings (GessoCanvasPane *self)
{
  static const GActionEntry entries[] = { { "rulers", NULL, NULL, "false", rulers_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gesso_canvas_ruler_set_canvas (self->ruler_across, self->canvas);
  gesso_canvas_ruler_set_canvas (self->ruler_down, self->canvas);
  self->keymap = gesso_canvas_keymap_new ();
  gesso_canvas_keymap_attach (self->keymap, GTK_WIDGET (self), TRUE);
  gesso_canvas_keymap_attach (self->keymap, GTK_WIDGET (self->canvas), FALSE);
  gesso_canvas_strip_set_keymap (self->strip, self->keymap);
}

void
gesso_canvas_pane_set_settings (GessoCanvasPane *self,
                                GSettings       *settings)
{
  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));
  g_return_if_fail (self->kept_settings == NULL);

  self->kept_settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" RULERS, G_CALLBACK (rulers_setting_cb), self, G_CONNECT_SWAPPED);
  show_rulers (self, g_settings_get_boolean (settings, RULERS));
  gesso_canvas_keymap_set_settings (self->keymap, settings);
}

gboolean
gesso_canvas_pane_press_key (GessoCanvasPane *self,
                             guint            keyval,
                             GdkModifierType  modifiers)
{
  const GessoCanvasKey *key;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_return_val_if_fail (GESSO_IS_CANVAS_PANE (self), FALSE);

  if (!g_unichar_isgraph (gdk_keyval_to_unicode (keyval)))
    return FALSE;
  key = gesso_canvas_keymap_find (self->keymap, keyval, modifiers);
  if (key == NULL || key->action == NULL || key->everywhere)
    return FALSE;
  g_action_parse_detailed_name (key->action, &name, &target, NULL);
  return gtk_widget_activate_action_variant (GTK_WIDGET (self->canvas), name, target);
}
