/* gesso-size-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-size-row.h"

#define SUGGESTIONS_PER_LINE 3

struct _GessoSizeRow
{
  AdwPreferencesRow parent_instance;

  GtkSpinButton *width;
  GtkSpinButton *height;
  const GessoParameterSpec *spec; /* (borrowed): static */
  gboolean setting;               /* both sides change as one */
};

G_DEFINE_FINAL_TYPE (GessoSizeRow, gesso_size_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
value_changed_cb (GessoSizeRow *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_sides (GessoSizeRow *self,
           double        width,
           double        height)
{
  self->setting = TRUE;
  gtk_spin_button_set_value (self->width, width);
  gtk_spin_button_set_value (self->height, height);
  self->setting = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
swap_clicked_cb (GessoSizeRow *self)
{
  set_sides (self, gtk_spin_button_get_value (self->height), gtk_spin_button_get_value (self->width));
}

static void
suggestion_activated_cb (GessoSizeRow    *self,
                         GtkFlowBoxChild *child)
{
  gesso_size_row_set_size (self, self->spec->choices[gtk_flow_box_child_get_index (child)].value);
}

static GtkSpinButton *
make_spin (GessoSizeRow *self,
           const char   *label)
{
  double step = self->spec->step > 0 ? self->spec->step : 1;
  GtkWidget *spin = gtk_spin_button_new_with_range (self->spec->minimum, self->spec->maximum, step);

  gtk_spin_button_set_snap_to_ticks (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), step, MAX (step, 64));
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_widget_set_tooltip_text (spin, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

static GtkWidget *
make_sides (GessoSizeRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swap = gtk_button_new_from_icon_name ("object-flip-horizontal-symbolic");

  self->width = make_spin (self, _("Width"));
  self->height = make_spin (self, _("Height"));
  gtk_widget_add_css_class (swap, "flat");
  gtk_widget_set_tooltip_text (swap, _("Swap Width and Height"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (swap), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Swap width and height"), -1);
  g_signal_connect_object (swap, "clicked", G_CALLBACK (swap_clicked_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->width));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("×"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->height));
  gtk_box_append (GTK_BOX (box), swap);
  return box;
}

static GtkWidget *
make_suggestions (GessoSizeRow *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_activate_on_single_click (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), SUGGESTIONS_PER_LINE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), SUGGESTIONS_PER_LINE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Suggested sizes"), -1);
  for (const GessoParameterChoice *choice = self->spec->choices; choice->value != NULL; choice++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();
      GtkWidget *label = gtk_label_new (_(choice->title));

      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), label);
      gtk_widget_add_css_class (child, "chip");
      gtk_widget_set_tooltip_text (child, choice->value);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
    }
  g_signal_connect_object (flow, "child-activated", G_CALLBACK (suggestion_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return flow;
}

static void
gesso_size_row_class_init (GessoSizeRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_size_row_init (GessoSizeRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
gesso_size_row_new (const GessoParameterSpec *spec)
{
  GessoSizeRow *self;
  GtkWidget *box, *head, *title;

  g_return_val_if_fail (spec != NULL && spec->kind == GESSO_PARAMETER_SIZE, NULL);

  self = g_object_new (GESSO_TYPE_SIZE_ROW, "title", _(spec->title), NULL);
  self->spec = spec;

  title = gtk_label_new (_(spec->title));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);

  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), make_sides (self));

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (box, "size-row");
  gtk_box_append (GTK_BOX (box), head);
  if (spec->choices != NULL)
    gtk_box_append (GTK_BOX (box), make_suggestions (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gesso_size_row_set_size (self, spec->fallback);
  return GTK_WIDGET (self);
}

char *
gesso_size_row_dup_size (GessoSizeRow *self)
{
  g_return_val_if_fail (GESSO_IS_SIZE_ROW (self), NULL);
  return g_strdup_printf ("%dx%d", gtk_spin_button_get_value_as_int (self->width),
                          gtk_spin_button_get_value_as_int (self->height));
}

void
gesso_size_row_set_size (GessoSizeRow *self,
                         const char   *size)
{
  guint width, height;

  g_return_if_fail (GESSO_IS_SIZE_ROW (self));

  if (size != NULL && gesso_parameters_parse_size (size, &width, &height))
    set_sides (self, width, height);
}
