/* gesso-model-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-model-picker.h"
#include "gesso-model-words.h"

struct _GessoModelPicker
{
  GtkWidget parent_instance;

  GtkListBox *list;
  AdwActionRow *row;
  GtkPopover *popover;
  GessoModelChooser *models; /* in @popover */

  GessoProviderRegistry *registry; /* (owned) */
  GessoKeyList *keys;              /* (owned) */
  GessoTool tool;
  GHashTable *choices;         /* (owned) (element-type utf8 utf8): the nick of a tool, the model chosen for it */
  char *wanted;                /* (owned) (nullable): picked whenever it can be used */
  char *model;                 /* (owned) (nullable): "provider/model", as picked */
  const GessoModelSpec *spec;  /* (nullable): of @model */
};

G_DEFINE_FINAL_TYPE (GessoModelPicker, gesso_model_picker, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (nullable): what @model says of itself, when it could do the tool now. */
static const GessoModelSpec *
find_usable (GessoModelPicker *self,
             const char       *model)
{
  const GessoModelSpec *spec = NULL;
  GessoProvider *provider = gesso_provider_registry_find (self->registry, model, &spec, NULL);

  if (provider == NULL || spec == NULL || (spec->tools & (1u << self->tool)) == 0 ||
      !gesso_key_list_can_use (self->keys, gesso_provider_get_spec (provider)))
    return NULL;
  return spec;
}

static char *
make_subtitle (GessoModelPicker *self)
{
  GessoProvider *provider;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (lines, g_strdup (self->spec != NULL ? _(self->spec->title) : _("None that can be used")));
  if (self->spec != NULL)
    {
      provider = gesso_provider_registry_find (self->registry, self->model, NULL, NULL);
      if (self->spec->price != 0)
        g_ptr_array_add (lines, gesso_model_words_dup_price (self->spec));
      if (gesso_model_words_is_emulated (gesso_provider_get_spec (provider), self->spec, self->tool))
        g_ptr_array_add (lines, g_strdup (_("Takes no mask: it is told what to change, and only what may change is "
                                            "put into the picture")));
      if (self->spec->note != NULL)
        g_ptr_array_add (lines, g_strdup (_(self->spec->note)));
    }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* What is wanted where it can be used, else the first. Returns: whether that is another than before */
static gboolean
resolve (GessoModelPicker *self)
{
  g_autofree char *before = g_steal_pointer (&self->model);
  g_autoptr (GPtrArray) models = NULL;
  g_autofree char *subtitle = NULL;

  if (self->wanted != NULL && find_usable (self, self->wanted) != NULL)
    self->model = g_strdup (self->wanted);
  else
    {
      models = gesso_key_list_list_models (self->keys, self->registry, self->tool);
      self->model = models->len > 0 ? g_strdup (g_ptr_array_index (models, 0)) : NULL;
    }
  self->spec = self->model != NULL ? find_usable (self, self->model) : NULL;
  subtitle = make_subtitle (self);
  adw_action_row_set_subtitle (self->row, subtitle);
  return g_strcmp0 (before, self->model) != 0;
}

static void
set_wanted (GessoModelPicker *self,
            const char       *model)
{
  g_autofree char *before = self->wanted;

  self->wanted = g_strdup (model);
}

static void
picked_cb (GessoModelPicker *self,
           const char       *model)
{
  gtk_popover_popdown (self->popover);
  set_wanted (self, model);
  g_hash_table_replace (self->choices, g_strdup (gesso_tool_to_nick (self->tool)), g_strdup (model));
  if (resolve (self))
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The choice stays as it was until there is a key. */
static void
key_wanted_cb (GessoModelPicker *self,
               const char       *model)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  gtk_popover_popdown (self->popover);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.add-key", "s", model);
}

static void
opened_cb (GessoModelPicker *self)
{
  gesso_model_chooser_fill (self->models, self->tool, self->model);
}

static void
activated_cb (GessoModelPicker *self)
{
  gtk_popover_popup (self->popover);
}

/* Another key of the same provider changes nothing; an open list stays open. */
static void
keys_changed_cb (GessoModelPicker *self)
{
  if (resolve (self))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
gesso_model_picker_dispose (GObject *object)
{
  GessoModelPicker *self = GESSO_MODEL_PICKER (object);

  g_clear_pointer ((GtkWidget **) &self->popover, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->list, gtk_widget_unparent);
  g_clear_object (&self->registry);
  g_clear_object (&self->keys);
  G_OBJECT_CLASS (gesso_model_picker_parent_class)->dispose (object);
}

static void
gesso_model_picker_finalize (GObject *object)
{
  GessoModelPicker *self = GESSO_MODEL_PICKER (object);

  g_hash_table_unref (self->choices);
  g_free (self->wanted);
  g_free (self->model);
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
  self->tool = GESSO_TOOL_GENERATE;
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  /* Translators: who makes the picture. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Model"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_action_row_set_subtitle_lines (self->row, 8);
  adw_action_row_add_suffix (self->row, gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_append (self->list, GTK_WIDGET (self->row));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

static void
add_popover (GessoModelPicker *self)
{
  self->models = GESSO_MODEL_CHOOSER (gesso_model_chooser_new (self->registry, self->keys));
  gtk_widget_set_size_request (GTK_WIDGET (self->models), 300, -1);
  g_signal_connect_object (self->models, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->models, "key-wanted", G_CALLBACK (key_wanted_cb), self, G_CONNECT_SWAPPED);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->models));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self->row));
}

GtkWidget *
gesso_model_picker_new (GessoProviderRegistry *registry,
                        GessoKeyList          *keys)
{
  GessoModelPicker *self = g_object_new (GESSO_TYPE_MODEL_PICKER, NULL);

  self->registry = g_object_ref (registry);
  self->keys = g_object_ref (keys);
  add_popover (self);
  g_signal_connect_object (keys, "changed", G_CALLBACK (keys_changed_cb), self, G_CONNECT_SWAPPED);
  resolve (self);
  return GTK_WIDGET (self);
}

void
gesso_model_picker_set_tool (GessoModelPicker *self,
                             GessoTool         tool)
{
  g_return_if_fail (GESSO_IS_MODEL_PICKER (self));

  self->tool = tool;
  set_wanted (self, g_hash_table_lookup (self->choices, gesso_tool_to_nick (tool)));
  resolve (self);
  g_signal_emit (self, signals[CHANGED], 0);
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
  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), NULL);
  return self->model;
}

gboolean
gesso_model_picker_set_model (GessoModelPicker *self,
                              const char       *model)
{
  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), FALSE);

  set_wanted (self, model);
  if (model == NULL || find_usable (self, model) == NULL)
    return FALSE;
  resolve (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

const GessoModelSpec *
gesso_model_picker_get_spec (GessoModelPicker *self)
{
  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), NULL);
  return self->spec;
}

GessoModelChooser *
gesso_model_picker_get_list (GessoModelPicker *self)
{
  g_return_val_if_fail (GESSO_IS_MODEL_PICKER (self), NULL);
  return self->models;
}

void
gesso_model_picker_open (GessoModelPicker *self)
{
  g_return_if_fail (GESSO_IS_MODEL_PICKER (self));
  gtk_popover_popup (self->popover);
}
