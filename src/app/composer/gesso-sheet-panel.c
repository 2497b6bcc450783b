/* gesso-sheet-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-model-words.h"
#include "gesso-sheet-panel.h"

#define MOST_SEEDS 16

/* A model that can be added. */
typedef struct
{
  char *model;           /* (owned) */
  GtkWidget *row;        /* (borrowed) */
  GtkCheckButton *check; /* (borrowed) */
} Choice;

struct _GessoSheetPanel
{
  GtkWidget parent_instance;

  GtkListBox *list;
  AdwExpanderRow *expander;
  GtkSpinButton *seeds;
  GArray *choices; /* (owned) of Choice */

  GessoProviderRegistry *registry; /* (owned) */
  GessoKeyList *keys;              /* (owned) */
  GessoTool tool;
  char *model; /* (owned) (nullable) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GessoSheetPanel, gesso_sheet_panel, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_choice (gpointer data)
{
  g_free (((Choice *) data)->model);
}

static void
changed_cb (GessoSheetPanel *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_choice (GessoSheetPanel *self,
            const char      *model,
            gboolean         active)
{
  const GessoModelSpec *spec = NULL;
  GessoProvider *provider = gesso_provider_registry_find (self->registry, model, &spec, NULL);
  Choice choice = { .model = g_strdup (model) };
  g_autofree char *price = NULL;
  g_autofree char *subtitle = NULL;

  choice.row = adw_action_row_new ();
  choice.check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  price = gesso_model_words_dup_price (spec);
  /* Translators: the name of a provider, and the price of a picture there. */
  subtitle = g_strdup_printf (C_("provider and price", "%s · %s"), _(gesso_provider_get_spec (provider)->title), price);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (choice.row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (choice.row), _(spec->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (choice.row), subtitle);
  gtk_check_button_set_active (choice.check, active);
  gtk_widget_set_valign (GTK_WIDGET (choice.check), GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (choice.row), GTK_WIDGET (choice.check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (choice.row), GTK_WIDGET (choice.check));
  g_signal_connect_object (choice.check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->expander, choice.row);
  g_array_append_val (self->choices, choice);
}

static void
fill (GessoSheetPanel *self)
{
  g_autoptr (GPtrArray) before = gesso_sheet_panel_list_models (self);
  g_autoptr (GPtrArray) models = gesso_key_list_list_models (self->keys, self->registry, self->tool);

  self->filling = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    adw_expander_row_remove (self->expander, g_array_index (self->choices, Choice, i).row);
  g_array_set_size (self->choices, 0);
  for (guint i = 0; i < models->len; i++)
    {
      const char *model = g_ptr_array_index (models, i);

      if (g_strcmp0 (model, self->model) != 0)
        add_choice (self, model, g_ptr_array_find_with_equal_func (before, model, g_str_equal, NULL));
    }
  self->filling = FALSE;
}

static void
keys_changed_cb (GessoSheetPanel *self)
{
  fill (self);
  changed_cb (self);
}

static void
gesso_sheet_panel_dispose (GObject *object)
{
  GessoSheetPanel *self = GESSO_SHEET_PANEL (object);

  g_clear_pointer ((GtkWidget **) &self->list, gtk_widget_unparent);
  g_clear_object (&self->registry);
  g_clear_object (&self->keys);
  G_OBJECT_CLASS (gesso_sheet_panel_parent_class)->dispose (object);
}

static void
gesso_sheet_panel_finalize (GObject *object)
{
  GessoSheetPanel *self = GESSO_SHEET_PANEL (object);

  g_array_unref (self->choices);
  g_free (self->model);
  G_OBJECT_CLASS (gesso_sheet_panel_parent_class)->finalize (object);
}

static void
gesso_sheet_panel_class_init (GessoSheetPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_sheet_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_sheet_panel_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_seeds (GessoSheetPanel *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->seeds = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, MOST_SEEDS, 1));
  gtk_widget_set_valign (GTK_WIDGET (self->seeds), GTK_ALIGN_CENTER);
  /* Translators: how often each model is run, each time with another seed. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Seeds of Each"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->seeds), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Seeds of Each"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->seeds));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->seeds));
  g_signal_connect_object (self->seeds, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->expander, row);
}

static void
gesso_sheet_panel_init (GessoSheetPanel *self)
{
  self->tool = GESSO_TOOL_GENERATE;
  self->choices = g_array_new (FALSE, TRUE, sizeof (Choice));
  g_array_set_clear_func (self->choices, clear_choice);

  self->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  /* Translators: several runs of one request, shown side by side; a word of photographers. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), _("Contact Sheet"));
  adw_expander_row_set_subtitle (self->expander, _("The same with several models or seeds, side by side"));
  adw_expander_row_set_show_enable_switch (self->expander, TRUE);
  adw_expander_row_set_enable_expansion (self->expander, FALSE);
  add_seeds (self);
  g_signal_connect_object (self->expander, "notify::enable-expansion", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_append (self->list, GTK_WIDGET (self->expander));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

GtkWidget *
gesso_sheet_panel_new (GessoProviderRegistry *registry,
                       GessoKeyList          *keys)
{
  GessoSheetPanel *self = g_object_new (GESSO_TYPE_SHEET_PANEL, NULL);

  self->registry = g_object_ref (registry);
  self->keys = g_object_ref (keys);
  g_signal_connect_object (keys, "changed", G_CALLBACK (keys_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
gesso_sheet_panel_set_model (GessoSheetPanel *self,
                             GessoTool        tool,
                             const char      *model)
{
  g_return_if_fail (GESSO_IS_SHEET_PANEL (self));

  if (self->tool == tool && g_strcmp0 (self->model, model) == 0)
    return;
  self->tool = tool;
  g_free (self->model);
  self->model = g_strdup (model);
  fill (self);
}

void
gesso_sheet_panel_set_enabled (GessoSheetPanel *self,
                               gboolean         enabled)
{
  g_return_if_fail (GESSO_IS_SHEET_PANEL (self));
  adw_expander_row_set_enable_expansion (self->expander, enabled);
}

gboolean
gesso_sheet_panel_add_model (GessoSheetPanel *self,
                             const char      *model)
{
  g_return_val_if_fail (GESSO_IS_SHEET_PANEL (self), FALSE);

  for (guint i = 0; i < self->choices->len; i++)
    if (g_str_equal (g_array_index (self->choices, Choice, i).model, model))
      {
        gtk_check_button_set_active (g_array_index (self->choices, Choice, i).check, TRUE);
        return TRUE;
      }
  return FALSE;
}

GPtrArray *
gesso_sheet_panel_list_models (GessoSheetPanel *self)
{
  GPtrArray *models;

  g_return_val_if_fail (GESSO_IS_SHEET_PANEL (self), NULL);

  models = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->choices->len && adw_expander_row_get_enable_expansion (self->expander); i++)
    if (gtk_check_button_get_active (g_array_index (self->choices, Choice, i).check))
      g_ptr_array_add (models, g_strdup (g_array_index (self->choices, Choice, i).model));
  return models;
}

void
gesso_sheet_panel_set_seeds (GessoSheetPanel *self,
                             guint            seeds)
{
  g_return_if_fail (GESSO_IS_SHEET_PANEL (self));
  gtk_spin_button_set_value (self->seeds, seeds);
}

guint
gesso_sheet_panel_get_seeds (GessoSheetPanel *self)
{
  g_return_val_if_fail (GESSO_IS_SHEET_PANEL (self), 1);

  return adw_expander_row_get_enable_expansion (self->expander) ? (guint) gtk_spin_button_get_value_as_int (self->seeds)
                                                                : 1;
}
