/* gesso-composer-settings.c - the model that is picked and its parameters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-composer-private.h"

/* So many models are remembered; more were only tried out. */
#define MOST_REMEMBERED 100

static void
update_summary (GessoComposer *self)
{
  const GessoModelSpec *spec = gesso_model_picker_get_spec (self->model_picker);
  g_autofree char *settings = gesso_parameter_panel_dup_summary (self->panel);
  g_autofree char *summary = NULL;

  if (spec != NULL)
    summary = *settings != '\0' ? g_strdup_printf ("%s · %s", _(spec->title), settings)
                                : g_strdup (_(spec->title));
  gtk_label_set_label (self->settings_label, summary != NULL ? summary : "");
  gesso_composer_update_plan (self);
  gesso_composer_set_problem (self, NULL);
}

/* Each model keeps its own settings */

static void
remember (GessoComposer *self)
{
  g_autoptr (GessoParameters) parameters = NULL;

  if (self->shown_model == NULL || gesso_parameter_panel_get_n_rows (self->panel) == 0)
    return;
  if (g_hash_table_size (self->remembered) >= MOST_REMEMBERED && !g_hash_table_contains (self->remembered, self->shown_model))
    g_hash_table_remove_all (self->remembered);
  parameters = gesso_parameter_panel_dup_parameters (self->panel);
  g_hash_table_replace (self->remembered, g_strdup (self->shown_model), gesso_parameters_to_json (parameters));
}

static void
recall (GessoComposer *self)
{
  const char *json = self->shown_model != NULL ? g_hash_table_lookup (self->remembered, self->shown_model) : NULL;
  g_autoptr (GessoParameters) parameters = NULL;

  if (json == NULL)
    return;
  parameters = gesso_parameters_from_json (json);
  gesso_parameter_panel_restore (self->panel, parameters);
}

/* What a typed model takes has to be asked for once; it can be run before. */
static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  const GessoModelSpec *spec =
      gesso_studio_providers_describe_finish (GESSO_STUDIO_PROVIDERS (source), result, &error);

  if (self->model_picker == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_revealer_set_reveal_child (self->describing_revealer, FALSE);
  if (spec == NULL)
    gesso_composer_set_problem (self, error->message);
  else if (spec == gesso_model_picker_get_spec (self->model_picker))
    {
      gesso_parameter_panel_set_specs (self->panel, spec->parameters);
      recall (self);
      update_summary (self);
    }
}

static void
describe (GessoComposer *self)
{
  GessoStudioProviders *providers = gesso_studio_get_providers (self->studio);
  gboolean needed = self->shown_model != NULL && gesso_studio_providers_needs_describing (providers, self->shown_model);

  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  gtk_revealer_set_reveal_child (self->describing_revealer, needed);
  if (!needed)
    return;
  self->describing = g_cancellable_new ();
  gesso_studio_providers_describe_async (providers, self->shown_model, self->describing, described_cb,
                                         g_object_ref (self));
}

static void
model_changed_cb (GessoComposer *self)
{
  const GessoModelSpec *spec = gesso_model_picker_get_spec (self->model_picker);
  const char *model = gesso_model_picker_get_model (self->model_picker);
  gboolean other = g_strcmp0 (model, self->shown_model) != 0;

  if (other)
    {
      remember (self);
      g_free (self->shown_model);
      self->shown_model = g_strdup (model);
    }
  gesso_parameter_panel_set_specs (self->panel, spec != NULL ? spec->parameters : NULL);
  if (other)
    {
      recall (self);
      describe (self);
    }
  gesso_sheet_panel_set_model (self->sheet, gesso_composer_get_tool (self), model);
  update_summary (self);
  g_object_notify (G_OBJECT (self), "runnable");
}

static GtkRevealer *
make_describing (void)
{
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *label = gtk_label_new (_("Asking what this model takes…"));

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), label);
  gtk_revealer_set_child (GTK_REVEALER (revealer), box);
  return GTK_REVEALER (revealer);
}

void
gesso_composer_add_settings (GessoComposer *self)
{
  GessoProviderRegistry *registry = gesso_studio_get_registry (self->studio);

  self->model_picker = GESSO_MODEL_PICKER (gesso_model_picker_new (registry, self->keys));
  self->panel = GESSO_PARAMETER_PANEL (gesso_parameter_panel_new ());
  self->sheet = GESSO_SHEET_PANEL (gesso_sheet_panel_new (registry, self->keys));
  self->describing_revealer = make_describing ();
  g_signal_connect_object (self->model_picker, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "changed", G_CALLBACK (update_summary), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "changed", G_CALLBACK (gesso_composer_update_plan), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->settings_box, GTK_WIDGET (self->model_picker));
  gtk_box_append (self->settings_box, GTK_WIDGET (self->describing_revealer));
  gtk_box_append (self->settings_box, GTK_WIDGET (self->panel));
  gtk_box_append (self->settings_box, GTK_WIDGET (self->sheet));
}

/* They are of one studio. */
void
gesso_composer_drop_settings (GessoComposer *self)
{
  GtkWidget *child;

  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  self->model_picker = NULL;
  self->panel = NULL;
  self->sheet = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->settings_box))) != NULL)
    gtk_box_remove (self->settings_box, child);
  g_clear_pointer (&self->shown_model, g_free);
  g_clear_object (&self->keys);
}

void
gesso_composer_set_parameters (GessoComposer *self,
                               GVariant      *parameters)
{
  GVariantIter iter;
  const char *model, *json;

  g_return_if_fail (GESSO_IS_COMPOSER (self));
  g_return_if_fail (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("a{ss}")));

  g_hash_table_remove_all (self->remembered);
  g_variant_iter_init (&iter, parameters);
  while (g_variant_iter_next (&iter, "{&s&s}", &model, &json))
    g_hash_table_replace (self->remembered, g_strdup (model), g_strdup (json));
  if (self->panel != NULL)
    recall (self);
}

GVariant *
gesso_composer_make_parameters (GessoComposer *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer model, json;

  g_return_val_if_fail (GESSO_IS_COMPOSER (self), NULL);

  if (self->panel != NULL)
    remember (self);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, self->remembered);
  while (g_hash_table_iter_next (&iter, &model, &json))
    g_variant_builder_add (&builder, "{ss}", (char *) model, (char *) json);
  return g_variant_builder_end (&builder);
}
