/* gesso-canvas-keymap.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-canvas-keymap.h"

#define SETTING "canvas-keys"

struct _GessoCanvasKeymap
{
  GObject parent_instance;

  GSettings *settings; /* (owned) (nullable) */
  GHashTable *changes; /* (owned): detailed action name to accelerator */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoCanvasKeymap, gesso_canvas_keymap, G_TYPE_OBJECT)

static void
gesso_canvas_keymap_finalize (GObject *object)
{
  GessoCanvasKeymap *self = GESSO_CANVAS_KEYMAP (object);

  g_clear_object (&self->settings);
  g_hash_table_unref (self->changes);
  G_OBJECT_CLASS (gesso_canvas_keymap_parent_class)->finalize (object);
}

static void
gesso_canvas_keymap_class_init (GessoCanvasKeymapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_canvas_keymap_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_canvas_keymap_init (GessoCanvasKeymap *self)
{
  self->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GessoCanvasKeymap *
gesso_canvas_keymap_new (void)
{
  return g_object_new (GESSO_TYPE_CANVAS_KEYMAP, NULL);
}

/* What is in the settings may be from another version, or made by hand. */
static gboolean
is_sane (const char *action,
         const char *accel)
{
  const GessoCanvasKey *key = gesso_canvas_keymap_find_action (action);
  guint keyval;
  GdkModifierType modifiers;

  return key != NULL && gesso_canvas_keymap_can_change (key) &&
         (*accel == '\0' || (gtk_accelerator_parse (accel, &keyval, &modifiers) && keyval != 0));
}

static void
settings_changed_cb (GessoCanvasKeymap *self)
{
  g_autoptr (GVariant) changes = g_settings_get_value (self->settings, SETTING);
  GVariantIter iter;
  const char *action, *accel;

  g_hash_table_remove_all (self->changes);
  g_variant_iter_init (&iter, changes);
  while (g_variant_iter_next (&iter, "{&s&s}", &action, &accel))
    {
      if (is_sane (action, accel))
        g_hash_table_insert (self->changes, g_strdup (action), g_strdup (accel));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
gesso_canvas_keymap_set_settings (GessoCanvasKeymap *self,
                                  GSettings         *settings)
{
  g_return_if_fail (GESSO_IS_CANVAS_KEYMAP (self));

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_set_object (&self->settings, settings);
  g_hash_table_remove_all (self->changes);
  if (settings == NULL)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  settings_changed_cb (self);
}

static const char *
find_change (GessoCanvasKeymap    *self,
             const GessoCanvasKey *key)
{
  return key->action != NULL ? g_hash_table_lookup (self->changes, key->action) : NULL;
}

const char *
gesso_canvas_keymap_get_accel (GessoCanvasKeymap    *self,
                               const GessoCanvasKey *key)
{
  const char *change;

  g_return_val_if_fail (GESSO_IS_CANVAS_KEYMAP (self), NULL);

  change = find_change (self, key);
  return change != NULL ? change : key->shown;
}

gboolean
gesso_canvas_keymap_is_changed (GessoCanvasKeymap    *self,
                                const GessoCanvasKey *key)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_KEYMAP (self), FALSE);

  return find_change (self, key) != NULL;
}

gboolean
gesso_canvas_keymap_can_change (const GessoCanvasKey *key)
{
  /* Space is held, and Escape is how one gets out of everything. */
  return key->action != NULL && !g_str_equal (key->shown, "Escape");
}

/* Whether one of the accelerators in @accel, parted by bars, is that key. */
static gboolean
has_accel (const char     *accel,
           guint           keyval,
           GdkModifierType modifiers)
{
  g_auto (GStrv) parts = g_strsplit (accel, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint part_keyval;
      GdkModifierType part_modifiers;

      if (gtk_accelerator_parse (parts[i], &part_keyval, &part_modifiers) &&
          gdk_keyval_to_lower (part_keyval) == gdk_keyval_to_lower (keyval) && part_modifiers == modifiers)
        return TRUE;
    }
  return FALSE;
}

const GessoCanvasKey *
gesso_canvas_keymap_find (GessoCanvasKeymap *self,
                          guint              keyval,
                          GdkModifierType    modifiers)
{
  GArray *list = gesso_canvas_keys_list ();

  g_return_val_if_fail (GESSO_IS_CANVAS_KEYMAP (self), NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const GessoCanvasKey *key = &g_array_index (list, GessoCanvasKey, i);
      const char *change = find_change (self, key);
      const char *accel = change != NULL ? change : key->accel != NULL ? key->accel : key->shown;

      if (has_accel (accel, keyval, modifiers))
        return key;
    }
  return NULL;
}

const GessoCanvasKey *
gesso_canvas_keymap_find_action (const char *action)
{
  GArray *list = gesso_canvas_keys_list ();

  for (guint i = 0; i < list->len; i++)
    {
      const GessoCanvasKey *key = &g_array_index (list, GessoCanvasKey, i);

      if (g_strcmp0 (key->action, action) == 0)
        return key;
    }
  return NULL;
}

static void
keep (GessoCanvasKeymap *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer action, accel;

  if (self->settings == NULL)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &action, &accel))
    g_variant_builder_add (&builder, "{ss}", action, accel);
  /* Comes back through the settings. */
  g_settings_set_value (self->settings, SETTING, g_variant_builder_end (&builder));
}

void
gesso_canvas_keymap_set_accel (GessoCanvasKeymap    *self,
                               const GessoCanvasKey *key,
                               const char           *accel)
{
  g_return_if_fail (GESSO_IS_CANVAS_KEYMAP (self));
  g_return_if_fail (gesso_canvas_keymap_can_change (key));

  if (g_str_equal (accel, key->shown))
    g_hash_table_remove (self->changes, key->action);
  else
    g_hash_table_replace (self->changes, g_strdup (key->action), g_strdup (accel));
  keep (self);
}

void
gesso_canvas_keymap_reset (GessoCanvasKeymap    *self,
                           const GessoCanvasKey *key)
{
  gesso_canvas_keymap_set_accel (self, key, key->shown);
}

static void
add_shortcut (GtkShortcutController *controller,
              const GessoCanvasKey  *key,
              const char            *accel)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  GtkShortcut *shortcut;

  g_action_parse_detailed_name (key->action, &name, &target, NULL);
  shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (accel), gtk_named_action_new (name));
  if (target != NULL)
    gtk_shortcut_set_arguments (shortcut, target);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

/* The controller's scope tells which of the keys are its. */
static void
fill_controller (GtkShortcutController *controller,
                 GessoCanvasKeymap     *self)
{
  gboolean everywhere = gtk_shortcut_controller_get_scope (controller) == GTK_SHORTCUT_SCOPE_GLOBAL;
  GArray *list = gesso_canvas_keys_list ();

  while (g_list_model_get_n_items (G_LIST_MODEL (controller)) > 0)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), 0);

      gtk_shortcut_controller_remove_shortcut (controller, shortcut);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const GessoCanvasKey *key = &g_array_index (list, GessoCanvasKey, i);
      const char *change = find_change (self, key);

      if (key->action != NULL && key->everywhere == everywhere && (change == NULL || *change != '\0'))
        add_shortcut (controller, key, change != NULL ? change : key->accel);
    }
}

void
gesso_canvas_keymap_attach (GessoCanvasKeymap *self,
                            GtkWidget         *widget,
                            gboolean           everywhere)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (GESSO_IS_CANVAS_KEYMAP (self));

  if (everywhere)
    gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  fill_controller (GTK_SHORTCUT_CONTROLLER (controller), self);
  g_signal_connect_object (self, "changed", G_CALLBACK (fill_controller), controller, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, controller);
}

/* In the list and among the copies that the window made of it for its search. */
static void
show_key (GtkWidget  *widget,
          const char *title,
          const char *listed,
          const char *accel)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *other_title = NULL;
      g_autofree char *other = NULL;

      g_object_get (widget, "title", &other_title, "accelerator", &other, NULL);
      if (g_strcmp0 (other, listed) == 0 && g_strcmp0 (other_title, title) == 0)
        g_object_set (widget, "accelerator", accel, NULL);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    show_key (child, title, listed, accel);
}

void
gesso_canvas_keymap_show_in (GessoCanvasKeymap *self,
                             GtkWidget         *root)
{
  g_return_if_fail (GESSO_IS_CANVAS_KEYMAP (self));

  if (GTK_IS_SHORTCUTS_SHORTCUT (root))
    {
      GArray *list = gesso_canvas_keys_list ();
      g_autofree char *title = NULL;
      g_autofree char *listed = NULL;

      g_object_get (root, "title", &title, "accelerator", &listed, NULL);
      for (guint i = 0; i < list->len; i++)
        {
          const GessoCanvasKey *key = &g_array_index (list, GessoCanvasKey, i);

          if (g_strcmp0 (listed, key->shown) != 0)
            continue;
          if (find_change (self, key) != NULL)
            show_key (gtk_widget_get_ancestor (root, GTK_TYPE_SHORTCUTS_WINDOW), title, listed, find_change (self, key));
          return;
        }
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    gesso_canvas_keymap_show_in (self, child);
}
