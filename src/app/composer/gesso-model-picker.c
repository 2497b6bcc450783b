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

  GessoProviderRegistry *registry; /* (owned) */
  GessoKeyList *keys;              /* (owned) */
  GessoTool tool;
  GPtrArray *models;   /* (owned) of "provider/model" */
  GPtrArray *specs;    /* (owned) of borrowed GessoModelSpec, as models */
  GHashTable *choices; /* (owned) (element-type utf8 utf8): the nick of a tool, the model chosen for it */
  char *wanted;        /* (owned) (nullable): picked whenever it is on offer */
  guint position;      /* of the model that is picked */
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
select_wanted (GessoModelPicker *self)
{
  gboolean filling = self->filling;
  guint position = 0;

  if (self->wanted == NULL ||
      !g_ptr_array_find_with_equal_func (self->models, self->wanted, g_str_equal, &position))
    position = 0;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->row, self->models->len > 0 ? position : GTK_INVALID_LIST_POSITION);
  self->filling = filling;
  self->position = adw_combo_row_get_selected (self->row);
}

static void
set_wanted (GessoModelPicker *self,
            const char       *model)
{
  g_autofree char *before = self->wanted;

  self->wanted = g_strdup (model);
}

/* The last entry is no model: it leads to the keys, and the choice stays as it was. */
static void
add_key (GessoModelPicker *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  select_wanted (self);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.add-key", "s", "");
}

static void
selected_cb (GessoModelPicker *self)
{
  const char *model = gesso_model_picker_get_model (self);

  /* The row tells of a change again after it was taken back. */
  if (self->filling || adw_combo_row_get_selected (self->row) == self->position)
    return;
  if (model == NULL)
    {
      add_key (self);
      return;
    }
  self->position = adw_combo_row_get_selected (self->row);
  set_wanted (self, model);
  g_hash_table_replace (self->choices, g_strdup (gesso_tool_to_nick (self->tool)), g_strdup (model));
  update_note (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Rows of the list: the first model of a provider has the provider's name above it */

static GessoProvider *
find_provider (GessoModelPicker *self,
               guint             position)
{
  return position < self->models->len ? gesso_provider_registry_find (self->registry,
                                                                      g_ptr_array_index (self->models, position),
                                                                      NULL, NULL)
                                      : NULL;
}

/* (nullable): nothing where all models are of one provider. */
static const char *
get_group (GessoModelPicker *self,
           guint             position)
{
  GessoProvider *provider = find_provider (self, position);

  if (provider == NULL || find_provider (self, 0) == find_provider (self, self->models->len - 1) ||
      (position > 0 && find_provider (self, position - 1) == provider))
    return NULL;
  return _(gesso_provider_get_spec (provider)->title);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *group = make_label ("caption-heading");

  gtk_widget_add_css_class (group, "dim-label");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), make_label (NULL));
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             gpointer                  user_data)
{
  GessoModelPicker *self = GESSO_MODEL_PICKER (user_data);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *label = gtk_widget_get_first_child (box);
  const char *group = get_group (self, gtk_list_item_get_position (list_item));

  gtk_label_set_label (GTK_LABEL (label), group != NULL ? group : "");
  gtk_widget_set_visible (label, group != NULL);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)),
                       gtk_string_object_get_string (gtk_list_item_get_item (list_item)));
}

static void
fill (GessoModelPicker *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_ptr_array_unref (self->models);
  self->models = gesso_key_list_list_models (self->keys, self->registry, self->tool);
  g_ptr_array_set_size (self->specs, 0);
  for (guint i = 0; i < self->models->len; i++)
    {
      const GessoModelSpec *spec = NULL;

      gesso_provider_registry_find (self->registry, g_ptr_array_index (self->models, i), &spec, NULL);
      g_ptr_array_add (self->specs, (gpointer) spec);
      gtk_string_list_append (titles, _(spec->title));
    }
  gtk_string_list_append (titles, _("Add a Key…"));
  self->filling = TRUE;
  adw_combo_row_set_model (self->row, G_LIST_MODEL (titles));
  select_wanted (self);
  self->filling = FALSE;
  update_note (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/* Another key of the same provider changes nothing; an open list stays open. */
static void
keys_changed_cb (GessoModelPicker *self)
{
  g_autoptr (GPtrArray) models = gesso_key_list_list_models (self->keys, self->registry, self->tool);

  if (!is_same (models, self->models))
    fill (self);
}

static void
gesso_model_picker_dispose (GObject *object)
{
  GessoModelPicker *self = GESSO_MODEL_PICKER (object);

  g_clear_pointer ((GtkWidget **) &self->list, gtk_widget_unparent);
  g_clear_object (&self->registry);
  g_clear_object (&self->keys);
  G_OBJECT_CLASS (gesso_model_picker_parent_class)->dispose (object);
}

static void
gesso_model_picker_finalize (GObject *object)
{
  GessoModelPicker *self = GESSO_MODEL_PICKER (object);

  g_ptr_array_unref (self->models);
  g_ptr_array_unref (self->specs);
  g_hash_table_unref (self->choices);
  g_free (self->wanted);
  G_OBJECT_CLASS (gesso_model_picker_parent_class)->finalize (object);
}

static void
gesso_model_picker_class_init (GessoModelPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_model_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_model_picker_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gesso_model_picker_init (GessoModelPicker *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  self->tool = GESSO_TOOL_GENERATE;
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->models = g_ptr_array_new_with_free_func (g_free);
  self->specs = g_ptr_array_new ();

  self->row = ADW_COMBO_ROW (adw_combo_row_new ());
  /* Translators: who makes the picture. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Model"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 4);
  g_signal_connect_object (rows, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_row_cb), self, 0);
  adw_combo_row_set_list_factory (self->row, rows);
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_append (self->list, GTK_WIDGET (self->row));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

GtkWidget *
gesso_model_picker_new (GessoProviderRegistry *registry,
                        GessoKeyList          *keys)
{
  GessoModelPicker *self = g_object_new (GESSO_TYPE_MODEL_PICKER, NULL);

  self->registry = g_object_ref (registry);
  self->keys = g_object_ref (keys);
  g_signal_connect_object (keys, "changed", G_CALLBACK (keys_changed_cb), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

void
gesso_model_picker_set_tool (GessoModelPicker *self,
                             GessoTool         tool)
{
  g_return_if_fail (GESSO_IS_MODEL_PICKER (self));

  self->tool = tool;
  set_wanted (self, g_hash_table_lookup (self->choices, gesso_tool_to_nick (tool)));
  fill (self);
}

void
gesso_model_picker_set_choices (GessoModelPicker *self,
                                GVariant         *choices)
{
  GVariantIter iter;
  const char *tool, *model;

  g_return_if_fail (GESSO_IS_MODEL_PICKER (self));
  g_return_if_fail (g_variant_is_of_type (choices, G_VARIANT_TYPE ("a{ss}")));

  g_hash_table_remove_all (self->choices);
  g_variant_iter_init (&iter, choices);
  while (g_variant_iter_next (&iter, "{&s&s}", &tool, &model))
    g_hash_table_replace (self->choices, g_strdup (tool), g_strdup (model));
  gesso_model_picker_set_tool (self, self->tool);
}

GVariant *
gesso_model_picker_make_choices (GessoModelPicker *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer tool, model;

  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, self->choices);
  while (g_hash_table_iter_next (&iter, &tool, &model))
    g_variant_builder_add (&builder, "{ss}", (char *) tool, (char *) model);
  return g_variant_builder_end (&builder);
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
  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), FALSE);

  set_wanted (self, model);
  if (!g_ptr_array_find_with_equal_func (self->models, model, g_str_equal, NULL))
    return FALSE;
  select_wanted (self);
  update_note (self);
  g_signal_emit (self, signals[CHANGED], 0);
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
