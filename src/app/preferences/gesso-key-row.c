/* gesso-key-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-key-row.h"
#include "gesso-key-words.h"
#include "gesso-relative-time.h"

struct _GessoKeyRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkSpinner *spinner;
  GtkWidget *stop_button;
  GtkWidget *test_button;
  GtkWidget *menu_button;

  char *fingerprint; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoKeyRow, gesso_key_row, ADW_TYPE_ACTION_ROW)

static void
gesso_key_row_finalize (GObject *object)
{
  g_free (GESSO_KEY_ROW (object)->fingerprint);
  G_OBJECT_CLASS (gesso_key_row_parent_class)->finalize (object);
}

static void
gesso_key_row_class_init (GessoKeyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_key_row_finalize;
}

static void
add_suffix (GessoKeyRow *self,
            GtkWidget   *widget,
            const char  *title)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  if (title != NULL)
    {
      gtk_widget_set_tooltip_text (widget, title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), widget);
}

static void
gesso_key_row_init (GessoKeyRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 8);

  self->icon = GTK_IMAGE (gtk_image_new ());
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  add_suffix (self, GTK_WIDGET (self->spinner), NULL);
  self->stop_button = gtk_button_new_from_icon_name ("process-stop-symbolic");
  gtk_widget_add_css_class (self->stop_button, "flat");
  add_suffix (self, self->stop_button, _("Stop the Test"));
  self->test_button = gtk_button_new_with_label (_("Test"));
  add_suffix (self, self->test_button, NULL);
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_widget_add_css_class (self->menu_button, "flat");
  add_suffix (self, self->menu_button, _("More"));
}

GtkWidget *
gesso_key_row_new (void)
{
  return g_object_new (GESSO_TYPE_KEY_ROW, NULL);
}

static void
set_action (GtkWidget  *button,
            const char *action,
            const char *fingerprint)
{
  /* In this order: an action is looked at with the target it has. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", fingerprint);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
add_item (GMenu      *menu,
          const char *title,
          const char *action,
          GVariant   *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
show_menu (GessoKeyRow *self,
           guint        place,
           guint        n_places)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  add_item (menu, _("_Rename…"), "keys.rename", g_variant_new_string (self->fingerprint));
  if (place > 0)
    /* Translators: among several keys. */
    add_item (moves, _("Move _Up"), "keys.move", g_variant_new ("(su)", self->fingerprint, place - 1));
  if (place + 1 < n_places)
    /* Translators: among several keys. */
    add_item (moves, _("Move _Down"), "keys.move", g_variant_new ("(su)", self->fingerprint, place + 1));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
  add_item (end, _("Re_move"), "keys.remove", g_variant_new_string (self->fingerprint));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
}

static char *
make_use (const GessoKeyState *state,
          gint64               now)
{
  g_autofree char *when = NULL;
  g_autofree char *used = NULL;

  if (state->uses <= 0)
    return g_strdup (_("Not used yet"));
  when = gesso_relative_time_format (state->last_used, now, NULL);
  /* Translators: how often a key was used, and when last: “Yesterday”, “14:05”. */
  used = g_strdup_printf (ngettext ("Used %u time · last: %s", "Used %u times · last: %s", (gulong) state->uses),
                          (guint) state->uses, when);
  if (state->failures <= 0)
    return g_steal_pointer (&used);
  /* Translators: how often and when a key was used (“Used 12 times · Yesterday”), and how many of those uses failed. */
  return g_strdup_printf (ngettext ("%s · %u failed", "%s · %u failed", (gulong) state->failures), used,
                          (guint) state->failures);
}

/* A line each: how it does, what it did, where it is from, and what a test or the provider said. */
static char *
make_subtitle (const GessoStudioKey *key,
               const char           *verdict,
               gint64                now)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *condition = gesso_key_describe_state (key->state, now);
  g_autofree char *use = make_use (key->state, now);
  /* Translators: the state of a key (“Ready”), and the short code that stands for it. */
  g_autofree char *first = g_strdup_printf (C_("key state and code", "%s · %s"), condition, key->key->fingerprint);

  g_ptr_array_add (lines, first);
  g_ptr_array_add (lines, use);
  if (key->key->variable != NULL)
    g_ptr_array_add (lines, (gpointer) _("From an environment variable; used when no other key is left"));
  /* A test says the same again, and when. */
  if (verdict != NULL)
    g_ptr_array_add (lines, (gpointer) verdict);
  else if (key->state->condition != GESSO_KEY_USABLE && key->state->reason != NULL)
    g_ptr_array_add (lines, key->state->reason);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
show_icon (GessoKeyRow       *self,
           GessoKeyCondition  condition)
{
  static const struct
  {
    const char *icon, *css_class;
  } looks[] = {
    [GESSO_KEY_USABLE] = { "object-select-symbolic", "success" },
    [GESSO_KEY_INVALID] = { "dialog-error-symbolic", "error" },
    [GESSO_KEY_EXHAUSTED] = { "dialog-warning-symbolic", "warning" },
    [GESSO_KEY_RESTING] = { "alarm-symbolic", "dim-label" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].css_class);
  if (condition >= G_N_ELEMENTS (looks))
    return;
  gtk_image_set_from_icon_name (self->icon, looks[condition].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[condition].css_class);
}

static void
show_test (GessoKeyRow *self,
           gboolean     running)
{
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (self->test_button, !running);
}

void
gesso_key_row_set_key (GessoKeyRow          *self,
                       const GessoStudioKey *key,
                       guint                 place,
                       guint                 n_places,
                       GessoKeyActions      *actions,
                       gint64                now)
{
  g_autofree char *subtitle = NULL;

  g_return_if_fail (GESSO_IS_KEY_ROW (self));

  g_free (self->fingerprint);
  self->fingerprint = g_strdup (key->key->fingerprint);
  subtitle = make_subtitle (key, gesso_key_actions_get_verdict (actions, self->fingerprint), now);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 *key->key->label != '\0' ? key->key->label : _("Key without a name"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  show_icon (self, key->state->condition);
  show_test (self, gesso_key_actions_is_testing (actions, self->fingerprint));
  set_action (self->test_button, "keys.test", self->fingerprint);
  set_action (self->stop_button, "keys.stop-test", self->fingerprint);
  gtk_widget_set_visible (self->menu_button, key->key->variable == NULL);
  if (key->key->variable == NULL)
    show_menu (self, place, n_places);
}

const char *
gesso_key_row_get_fingerprint (GessoKeyRow *self)
{
  g_return_val_if_fail (GESSO_IS_KEY_ROW (self), NULL);
  return self->fingerprint;
}
