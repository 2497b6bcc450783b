/* gesso-parameter-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-parameter-panel.h"
#include "gesso-seed-row.h"
#include "gesso-size-row.h"

/* One parameter on screen; @control holds the value. */
typedef struct
{
  const GessoParameterSpec *spec;
  GtkWidget *row;
  GtkWidget *control;
} Field;

struct _GessoParameterPanel
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkListBox *list;
  GtkWidget *reset;
  GArray *fields; /* of Field */
  gboolean restoring;
};

G_DEFINE_FINAL_TYPE (GessoParameterPanel, gesso_parameter_panel, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void update_reset (GessoParameterPanel *self);

static void
changed_cb (GessoParameterPanel *self)
{
  if (self->restoring)
    return;
  update_reset (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Rows, one function a kind */

static GtkWidget *
add_control (GessoParameterPanel      *self,
             const GessoParameterSpec *spec,
             GtkWidget                *control,
             const char               *signal)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(spec->title));
  if (spec->summary != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(spec->summary));
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, _(spec->title), -1);
  g_signal_connect_object (control, signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
make_number (GessoParameterPanel *self,
             Field               *field)
{
  const GessoParameterSpec *spec = field->spec;
  gboolean whole = spec->kind == GESSO_PARAMETER_INT;
  double step = spec->step > 0 ? spec->step : whole ? 1 : 0.05;

  field->control = gtk_spin_button_new_with_range (spec->minimum, spec->maximum, step);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (field->control), whole ? 0 : 2);
  field->row = add_control (self, spec, field->control, "value-changed");
}

static void
make_switch (GessoParameterPanel *self,
             Field               *field)
{
  field->control = gtk_switch_new ();
  field->row = add_control (self, field->spec, field->control, "notify::active");
}

static void
make_choice (GessoParameterPanel *self,
             Field               *field)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (const GessoParameterChoice *choice = field->spec->choices; choice->value != NULL; choice++)
    gtk_string_list_append (titles, _(choice->title));
  field->row = field->control = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field->row), _(field->spec->title));
  if (field->spec->summary != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (field->row), _(field->spec->summary));
  adw_combo_row_set_model (ADW_COMBO_ROW (field->row), G_LIST_MODEL (titles));
  g_signal_connect_object (field->row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
make_text (GessoParameterPanel *self,
           Field               *field)
{
  field->row = field->control = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field->row), _(field->spec->title));
  g_signal_connect_object (field->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
make_row (GessoParameterPanel *self,
          Field               *field)
{
  switch (field->spec->kind)
    {
    case GESSO_PARAMETER_INT:
    case GESSO_PARAMETER_DOUBLE:
      make_number (self, field);
      break;
    case GESSO_PARAMETER_BOOL:
      make_switch (self, field);
      break;
    case GESSO_PARAMETER_CHOICE:
      make_choice (self, field);
      break;
    case GESSO_PARAMETER_SIZE:
      field->row = field->control = gesso_size_row_new (field->spec);
      g_signal_connect_object (field->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      break;
    case GESSO_PARAMETER_SEED:
      field->row = field->control = gesso_seed_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field->row), _(field->spec->title));
      g_signal_connect_object (field->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      break;
    case GESSO_PARAMETER_TEXT:
    default:
      make_text (self, field);
      break;
    }
}

/* Values */

static guint
find_choice (const GessoParameterSpec *spec,
             const char               *value)
{
  for (guint i = 0; spec->choices[i].value != NULL; i++)
    if (g_strcmp0 (spec->choices[i].value, value) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* Returns: (transfer floating) (nullable) */
static GVariant *
get_value (const Field *field)
{
  const GessoParameterSpec *spec = field->spec;
  g_autofree char *size = NULL;
  gint64 seed;

  switch (spec->kind)
    {
    case GESSO_PARAMETER_INT:
      return g_variant_new_int64 (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (field->control)));
    case GESSO_PARAMETER_DOUBLE:
      return g_variant_new_double (gtk_spin_button_get_value (GTK_SPIN_BUTTON (field->control)));
    case GESSO_PARAMETER_BOOL:
      return g_variant_new_boolean (gtk_switch_get_active (GTK_SWITCH (field->control)));
    case GESSO_PARAMETER_CHOICE:
      return g_variant_new_string (spec->choices[adw_combo_row_get_selected (ADW_COMBO_ROW (field->control))].value);
    case GESSO_PARAMETER_SIZE:
      size = gesso_size_row_dup_size (GESSO_SIZE_ROW (field->control));
      return g_variant_new_string (size);
    case GESSO_PARAMETER_SEED:
      seed = gesso_seed_row_get_seed (GESSO_SEED_ROW (field->control));
      return seed >= 0 ? g_variant_new_int64 (seed) : NULL;
    case GESSO_PARAMETER_TEXT:
    default:
      return g_variant_new_string (gtk_editable_get_text (GTK_EDITABLE (field->control)));
    }
}

static void
set_choice (const Field *field,
            const char  *value)
{
  guint position = find_choice (field->spec, value);

  if (position != GTK_INVALID_LIST_POSITION)
    adw_combo_row_set_selected (ADW_COMBO_ROW (field->control), position);
}

/* Shows what @parameters says of the field; a name that is not set gives 0 or nothing. */
static void
show_value (const Field     *field,
            GessoParameters *parameters)
{
  const char *name = field->spec->name;
  const char *text = gesso_parameters_get_string (parameters, name);

  switch (field->spec->kind)
    {
    case GESSO_PARAMETER_INT:
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (field->control), gesso_parameters_get_int (parameters, name, 0));
      break;
    case GESSO_PARAMETER_DOUBLE:
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (field->control),
                                 gesso_parameters_get_double (parameters, name, 0));
      break;
    case GESSO_PARAMETER_BOOL:
      gtk_switch_set_active (GTK_SWITCH (field->control), gesso_parameters_get_bool (parameters, name, FALSE));
      break;
    case GESSO_PARAMETER_CHOICE:
      set_choice (field, text);
      break;
    case GESSO_PARAMETER_SIZE:
      gesso_size_row_set_size (GESSO_SIZE_ROW (field->control), text);
      break;
    case GESSO_PARAMETER_SEED:
      gesso_seed_row_set_seed (GESSO_SEED_ROW (field->control), gesso_parameters_get_int (parameters, name, -1));
      break;
    case GESSO_PARAMETER_TEXT:
    default:
      gtk_editable_set_text (GTK_EDITABLE (field->control), text != NULL ? text : "");
      break;
    }
}

static const GessoParameterSpec *
get_specs_of (GessoParameterPanel *self,
              guint                index)
{
  return g_array_index (self->fields, Field, index).spec;
}

/* The defaults of all fields, with @parameters (nullable) over them. */
static GessoParameters *
fill_up (GessoParameterPanel *self,
         GessoParameters     *parameters)
{
  GessoParameters *full = gesso_parameters_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      const GessoParameterSpec *spec = get_specs_of (self, i);
      GVariant *value = parameters != NULL ? gesso_parameters_get (parameters, spec->name) : NULL;

      if (value != NULL)
        gesso_parameters_set (full, spec->name, value);
      else if (spec->fallback != NULL)
        gesso_parameters_set_text (full, spec, spec->name, spec->fallback, NULL);
    }
  return full;
}

/* Shown only where there is something to take back. */
static void
update_reset (GessoParameterPanel *self)
{
  g_autoptr (GessoParameters) defaults = fill_up (self, NULL);
  gboolean differs = FALSE;

  for (guint i = 0; i < self->fields->len && !differs; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);
      GVariant *fallback = gesso_parameters_get (defaults, field->spec->name);
      GVariant *value = get_value (field);
      g_autoptr (GVariant) sunk = value != NULL ? g_variant_ref_sink (value) : NULL;

      if (fallback != NULL || field->spec->kind == GESSO_PARAMETER_SEED)
        differs = fallback == NULL || value == NULL ? fallback != value : !g_variant_equal (fallback, value);
      else if (field->spec->kind == GESSO_PARAMETER_TEXT)
        differs = *g_variant_get_string (value, NULL) != '\0';
    }
  gtk_widget_set_visible (self->reset, differs);
}

static void
reset_cb (GessoParameterPanel *self)
{
  gesso_parameter_panel_restore (self, NULL);
}

static void
gesso_parameter_panel_dispose (GObject *object)
{
  GessoParameterPanel *self = GESSO_PARAMETER_PANEL (object);

  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);
  g_clear_pointer (&self->fields, g_array_unref);
  G_OBJECT_CLASS (gesso_parameter_panel_parent_class)->dispose (object);
}

static void
gesso_parameter_panel_class_init (GessoParameterPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_parameter_panel_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gesso_parameter_panel_init (GessoParameterPanel *self)
{
  self->fields = g_array_new (FALSE, TRUE, sizeof (Field));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  self->reset = gtk_button_new_with_label (_("Reset to Defaults"));
  gtk_widget_add_css_class (self->reset, "flat");
  gtk_widget_set_halign (self->reset, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (self->box, GTK_WIDGET (self->list));
  gtk_box_append (self->box, self->reset);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

GtkWidget *
gesso_parameter_panel_new (void)
{
  return g_object_new (GESSO_TYPE_PARAMETER_PANEL, NULL);
}

void
gesso_parameter_panel_set_specs (GessoParameterPanel      *self,
                                 const GessoParameterSpec *specs)
{
  g_autoptr (GessoParameters) before = NULL;

  g_return_if_fail (GESSO_IS_PARAMETER_PANEL (self));

  before = gesso_parameter_panel_dup_parameters (self);
  self->restoring = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    gtk_list_box_remove (self->list, g_array_index (self->fields, Field, i).row);
  g_array_set_size (self->fields, 0);
  for (; specs != NULL && specs->name != NULL; specs++)
    {
      Field field = { .spec = specs };

      make_row (self, &field);
      gtk_list_box_append (self->list, field.row);
      g_array_append_val (self->fields, field);
    }
  self->restoring = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->fields->len > 0);
  gesso_parameter_panel_restore (self, before);
}

GessoParameters *
gesso_parameter_panel_dup_parameters (GessoParameterPanel *self)
{
  GessoParameters *parameters;

  g_return_val_if_fail (GESSO_IS_PARAMETER_PANEL (self), NULL);

  parameters = gesso_parameters_new ();
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);

      gesso_parameters_set (parameters, field->spec->name, get_value (field));
    }
  return parameters;
}

void
gesso_parameter_panel_restore (GessoParameterPanel *self,
                               GessoParameters     *parameters)
{
  g_autoptr (GessoParameters) full = NULL;

  g_return_if_fail (GESSO_IS_PARAMETER_PANEL (self));

  full = fill_up (self, parameters);
  self->restoring = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    show_value (&g_array_index (self->fields, Field, i), full);
  self->restoring = FALSE;
  update_reset (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
gesso_parameter_panel_get_n_rows (GessoParameterPanel *self)
{
  g_return_val_if_fail (GESSO_IS_PARAMETER_PANEL (self), 0);
  return self->fields->len;
}

char *
gesso_parameter_panel_dup_summary (GessoParameterPanel *self)
{
  const Field *first;

  g_return_val_if_fail (GESSO_IS_PARAMETER_PANEL (self), NULL);

  if (self->fields->len == 0)
    return g_strdup ("");
  first = &g_array_index (self->fields, Field, 0);
  if (first->spec->kind == GESSO_PARAMETER_SIZE)
    {
      g_autofree char *size = gesso_size_row_dup_size (GESSO_SIZE_ROW (first->control));
      g_auto (GStrv) sides = g_strsplit (size, "x", 2);

      return g_strjoinv (" × ", sides);
    }
  if (first->spec->kind == GESSO_PARAMETER_CHOICE)
    return g_strdup (_(first->spec->choices[adw_combo_row_get_selected (ADW_COMBO_ROW (first->control))].title));
  return g_strdup ("");
}
