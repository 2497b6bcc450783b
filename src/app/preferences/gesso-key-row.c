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

  GtkSpinner *spinner;
  GtkWidget *test_button;
  GtkWidget *up_button;
  GtkWidget *down_button;
  GtkWidget *remove_button;

  char *fingerprint; /* (owned) (nullable) */
  char *summary;     /* (owned) (nullable) */
  char *reason;      /* (owned) (nullable): why it is not ready */
  char *verdict;     /* (owned) (nullable): of a test since it was shown */
};

G_DEFINE_FINAL_TYPE (GessoKeyRow, gesso_key_row, ADW_TYPE_ACTION_ROW)

static void
gesso_key_row_finalize (GObject *object)
{
  GessoKeyRow *self = GESSO_KEY_ROW (object);

  g_free (self->fingerprint);
  g_free (self->summary);
  g_free (self->reason);
  g_free (self->verdict);
  G_OBJECT_CLASS (gesso_key_row_parent_class)->finalize (object);
}

static void
gesso_key_row_class_init (GessoKeyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_key_row_finalize;
}

static GtkWidget *
add_button (GessoKeyRow *self,
            const char  *icon,
            const char  *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
gesso_key_row_init (GessoKeyRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 6);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
  self->up_button = add_button (self, "go-up-symbolic", _("Use Earlier"));
  self->down_button = add_button (self, "go-down-symbolic", _("Use Later"));
  self->test_button = gtk_button_new_with_label (_("Test"));
  gtk_widget_set_valign (self->test_button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->test_button);
  self->remove_button = add_button (self, "user-trash-symbolic", _("Remove Key"));
}

GtkWidget *
gesso_key_row_new (void)
{
  return g_object_new (GESSO_TYPE_KEY_ROW, NULL);
}

static void
set_action (GtkWidget *button,
            const char *action,
            GVariant   *target)
{
  /* In this order: an action is looked at with the target it has. */
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static char *
make_use (const GessoKeyState *state,
          gint64               now)
{
  g_autofree char *when = NULL;

  if (state->uses <= 0)
    return g_strdup (_("Not used yet"));
  when = gesso_relative_time_format (state->last_used, now, NULL);
  /* Translators: how often a key was used, and when last: “Used 12 times · Yesterday”. */
  return g_strdup_printf (ngettext ("Used %u time · %s", "Used %u times · %s", (gulong) state->uses),
                          (guint) state->uses, when);
}

static char *
make_summary (const GessoStudioKey *key,
              gint64                now)
{
  g_autofree char *condition = gesso_key_describe_state (key->state, now);
  g_autofree char *use = make_use (key->state, now);

  if (key->key->variable == NULL)
    return g_strdup_printf ("%s · %s · %s", key->key->fingerprint, condition, use);
  return g_strdup_printf ("%s · %s · %s\n%s", key->key->fingerprint, condition, use,
                          _("From an environment variable; used when no other key is left"));
}

static void
show_subtitle (GessoKeyRow *self)
{
  /* A test says the same again, and when. */
  const char *more = self->verdict != NULL ? self->verdict : self->reason;
  g_autofree char *text = more != NULL ? g_strconcat (self->summary, "\n", more, NULL) : g_strdup (self->summary);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

static void
show_test (GessoKeyRow *self,
           gboolean     running,
           const char  *verdict)
{
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_widget_set_visible (self->test_button, !running);
  g_free (self->verdict);
  self->verdict = g_strdup (verdict);
}

void
gesso_key_row_set_key (GessoKeyRow          *self,
                       const GessoStudioKey *key,
                       guint                 place,
                       guint                 n_places,
                       gint64                now)
{
  gboolean ours;

  g_return_if_fail (GESSO_IS_KEY_ROW (self));

  ours = key->key->variable == NULL;
  if (g_strcmp0 (self->fingerprint, key->key->fingerprint) != 0)
    {
      g_free (self->fingerprint);
      self->fingerprint = g_strdup (key->key->fingerprint);
      show_test (self, FALSE, NULL);
    }
  g_free (self->summary);
  self->summary = make_summary (key, now);
  g_free (self->reason);
  self->reason = key->state->condition != GESSO_KEY_USABLE ? g_strdup (key->state->reason) : NULL;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 *key->key->label != '\0' ? key->key->label : _("Key without a name"));
  show_subtitle (self);
  set_action (self->test_button, "keys.test", g_variant_new_string (self->fingerprint));
  set_action (self->remove_button, "keys.remove", g_variant_new_string (self->fingerprint));
  set_action (self->up_button, "keys.move", g_variant_new ("(su)", self->fingerprint, place > 0 ? place - 1 : 0));
  set_action (self->down_button, "keys.move", g_variant_new ("(su)", self->fingerprint, place + 1));
  gtk_widget_set_visible (self->up_button, ours && place > 0);
  gtk_widget_set_visible (self->down_button, ours && place + 1 < n_places);
  gtk_widget_set_visible (self->remove_button, ours);
}

const char *
gesso_key_row_get_fingerprint (GessoKeyRow *self)
{
  g_return_val_if_fail (GESSO_IS_KEY_ROW (self), NULL);
  return self->fingerprint;
}

void
gesso_key_row_set_test (GessoKeyRow *self,
                        gboolean     running,
                        const char  *verdict)
{
  g_return_if_fail (GESSO_IS_KEY_ROW (self));

  show_test (self, running, verdict);
  show_subtitle (self);
}
