/* gesso-model-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-model-picker.h"

struct _GessoModelPicker
{
  GtkWidget parent_instance;

  GtkListBox *list;
  AdwComboRow *row;

  GPtrArray *models; /* (owned) of "provider/model" */
  GPtrArray *specs;  /* (owned) of borrowed GessoModelSpec, as models */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GessoModelPicker, gesso_model_picker, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_note (GessoModelPicker *self)
{
  const GessoModelSpec *spec = gesso_model_picker_get_spec (self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               spec != NULL && spec->note != NULL ? _(spec->note) : "");
}

static void
selected_cb (GessoModelPicker *self)
{
  if (self->filling)
    return;
  update_note (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
gesso_model_picker_dispose (GObject *object)
{
  GessoModelPicker *self = GESSO_MODEL_PICKER (object);

  g_clear_pointer ((GtkWidget **) &self->list, gtk_widget_unparent);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_clear_pointer (&self->specs, g_ptr_array_unref);
  G_OBJECT_CLASS (gesso_model_picker_parent_class)->dispose (object);
}

static void
gesso_model_picker_class_init (GessoModelPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_model_picker_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gesso_model_picker_init (GessoModelPicker *self)
{
  self->models = g_ptr_array_new_with_free_func (g_free);
  self->specs = g_ptr_array_new ();

  self->row = ADW_COMBO_ROW (adw_combo_row_new ());
  /* Translators: who makes the picture. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Model"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 4);
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_append (self->list, GTK_WIDGET (self->row));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

GtkWidget *
gesso_model_picker_new (void)
{
  return g_object_new (GESSO_TYPE_MODEL_PICKER, NULL);
}

void
gesso_model_picker_set_tool (GessoModelPicker      *self,
                             GessoProviderRegistry *registry,
                             GessoTool              tool)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *before = NULL;

  g_return_if_fail (GESSO_IS_MODEL_PICKER (self));

  before = g_strdup (gesso_model_picker_get_model (self));
  g_ptr_array_unref (self->models);
  self->models = gesso_provider_registry_list_models (registry, tool);
  g_ptr_array_set_size (self->specs, 0);
  for (guint i = 0; i < self->models->len; i++)
    {
      const GessoModelSpec *spec = NULL;

      gesso_provider_registry_find (registry, g_ptr_array_index (self->models, i), &spec, NULL);
      g_ptr_array_add (self->specs, (gpointer) spec);
      gtk_string_list_append (titles, _(spec->title));
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->row, G_LIST_MODEL (titles));
  if (before != NULL)
    gesso_model_picker_set_model (self, before);
  self->filling = FALSE;
  selected_cb (self);
}

const char *
gesso_model_picker_get_model (GessoModelPicker *self)
{
  guint selected;

  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), NULL);

  selected = adw_combo_row_get_selected (self->row);
  return selected < self->models->len ? g_ptr_array_index (self->models, selected) : NULL;
}

gboolean
gesso_model_picker_set_model (GessoModelPicker *self,
                              const char       *model)
{
  guint position;

  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), FALSE);

  if (!g_ptr_array_find_with_equal_func (self->models, model, g_str_equal, &position))
    return FALSE;
  adw_combo_row_set_selected (self->row, position);
  return TRUE;
}

const GessoModelSpec *
gesso_model_picker_get_spec (GessoModelPicker *self)
{
  guint selected;

  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), NULL);

  selected = adw_combo_row_get_selected (self->row);
  return selected < self->specs->len ? g_ptr_array_index (self->specs, selected) : NULL;
}
