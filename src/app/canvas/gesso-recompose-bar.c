/* gesso-recompose-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <math.h>

#include "gesso-recompose-bar.h"
#include "gesso-slider.h"

struct _GessoRecomposeBar
{
  GtkWidget parent_instance;

  gboolean setting; /* by the program */

  /* template widgets */
  GtkWidget *box;
  GtkWidget *fields;
  GessoSlider *feather;
  GtkDropDown *edge;
  GessoSlider *match;
  GtkSpinButton *across;
  GtkSpinButton *down;
  GtkLabel *text;
  GtkSpinner *spinner;
};

enum
{
  SETTINGS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoRecomposeBar, gesso_recompose_bar, GTK_TYPE_WIDGET)

static void
field_changed_cb (GessoRecomposeBar *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[SETTINGS_CHANGED], 0);
}

static void
gesso_recompose_bar_dispose (GObject *object)
{
  GessoRecomposeBar *self = GESSO_RECOMPOSE_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_recompose_bar_parent_class)->dispose (object);
}

static void
gesso_recompose_bar_class_init (GessoRecomposeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_recompose_bar_dispose;
  g_type_ensure (GESSO_TYPE_SLIDER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "canvaspanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-recompose-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, box);
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, fields);
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, feather);
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, edge);
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, match);
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, across);
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, down);
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, text);
  gtk_widget_class_bind_template_child (widget_class, GessoRecomposeBar, spinner);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);

  signals[SETTINGS_CHANGED] =
    g_signal_new ("settings-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_recompose_bar_init (GessoRecomposeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gesso_recompose_bar_set_settings (GessoRecomposeBar            *self,
                                  const GessoRecomposeSettings *settings)
{
  g_return_if_fail (GESSO_IS_RECOMPOSE_BAR (self));

  self->setting = TRUE;
  gesso_slider_set_value (self->feather, settings->feather);
  gtk_drop_down_set_selected (self->edge, (guint) settings->edge);
  gesso_slider_set_value (self->match, 100 * settings->paste.match);
  gtk_spin_button_set_value (self->across, settings->paste.dx);
  gtk_spin_button_set_value (self->down, settings->paste.dy);
  self->setting = FALSE;
}

void
gesso_recompose_bar_get_settings (GessoRecomposeBar      *self,
                                  GessoRecomposeSettings *settings)
{
  g_return_if_fail (GESSO_IS_RECOMPOSE_BAR (self));

  settings->feather = gesso_slider_get_value (self->feather);
  settings->edge = (GessoEdge) MIN (gtk_drop_down_get_selected (self->edge), GESSO_EDGE_INSIDE);
  settings->paste.match = gesso_slider_get_value (self->match) / 100;
  settings->paste.dx = gtk_spin_button_get_value_as_int (self->across);
  settings->paste.dy = gtk_spin_button_get_value_as_int (self->down);
}

void
gesso_recompose_bar_nudge (GessoRecomposeBar *self,
                           int                dx,
                           int                dy)
{
  g_return_if_fail (GESSO_IS_RECOMPOSE_BAR (self));

  gtk_spin_button_set_value (self->across, gtk_spin_button_get_value (self->across) + dx);
  gtk_spin_button_set_value (self->down, gtk_spin_button_get_value (self->down) + dy);
}

void
gesso_recompose_bar_set_text (GessoRecomposeBar *self,
                              const char        *text)
{
  g_return_if_fail (GESSO_IS_RECOMPOSE_BAR (self));

  gtk_label_set_text (self->text, text);
}

void
gesso_recompose_bar_set_busy (GessoRecomposeBar *self,
                              gboolean           busy)
{
  g_return_if_fail (GESSO_IS_RECOMPOSE_BAR (self));

  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}
