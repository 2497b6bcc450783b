/* gesso-seed-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-seed-row.h"

struct _GessoSeedRow
{
  AdwActionRow parent_instance;

  GtkSpinButton *spin;
  GtkToggleButton *lock;
};

G_DEFINE_FINAL_TYPE (GessoSeedRow, gesso_seed_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (GessoSeedRow *self)
{
  gboolean kept = gtk_toggle_button_get_active (self->lock);

  gtk_widget_set_visible (GTK_WIDGET (self->spin), kept);
  gtk_button_set_icon_name (GTK_BUTTON (self->lock), kept ? "changes-prevent-symbolic"
                                                          : "changes-allow-symbolic");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), kept ? _("The same for every run")
                                                           : _("Another one for each run"));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
value_changed_cb (GessoSeedRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
dice_clicked_cb (GessoSeedRow *self)
{
  gesso_seed_row_set_seed (self, g_random_int_range (0, G_MAXINT32));
}

static GtkWidget *
make_dice (GessoSeedRow *self)
{
  GtkWidget *dice = gtk_button_new_from_icon_name ("gesso-dice-symbolic");

  gtk_widget_set_valign (dice, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (dice, "flat");
  gtk_widget_set_tooltip_text (dice, _("Draw a Seed and Keep It"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (dice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Draw a seed and keep it"), -1);
  g_signal_connect_object (dice, "clicked", G_CALLBACK (dice_clicked_cb), self, G_CONNECT_SWAPPED);
  return dice;
}

static void
gesso_seed_row_class_init (GessoSeedRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_seed_row_init (GessoSeedRow *self)
{
  self->spin = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, G_MAXINT32, 1));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 10);
  gtk_widget_set_valign (GTK_WIDGET (self->spin), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Seed"), -1);
  g_signal_connect_object (self->spin, "value-changed", G_CALLBACK (value_changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->lock = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->lock), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->lock), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lock), _("Keep This Seed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Keep this seed"), -1);
  g_signal_connect_object (self->lock, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), make_dice (self));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->lock));
  update (self);
}

GtkWidget *
gesso_seed_row_new (void)
{
  return g_object_new (GESSO_TYPE_SEED_ROW, NULL);
}

gint64
gesso_seed_row_get_seed (GessoSeedRow *self)
{
  g_return_val_if_fail (GESSO_IS_SEED_ROW (self), -1);

  if (!gtk_toggle_button_get_active (self->lock))
    return -1;
  return (gint64) gtk_spin_button_get_value (self->spin);
}

void
gesso_seed_row_set_seed (GessoSeedRow *self,
                         gint64        seed)
{
  g_return_if_fail (GESSO_IS_SEED_ROW (self));

  if (seed >= 0)
    gtk_spin_button_set_value (self->spin, seed);
  gtk_toggle_button_set_active (self->lock, seed >= 0);
}
