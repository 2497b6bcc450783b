/* gesso-provider-models.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-model-words.h"
#include "gesso-provider-models.h"
#include "gesso-relative-time.h"
#include "gesso-toast.h"

/* A vendor can list thousands; the others are added by their names. */
#define MOST_ROWS 200

struct _GessoProviderModels
{
  AdwExpanderRow parent_instance;

  GtkWidget *spinner;
  GtkWidget *refresh;
  GtkWidget *stop;
  GtkWidget *entry;
  GPtrArray *rows; /* (owned) of borrowed GtkWidget */

  GessoStudioProviders *providers; /* (owned) (nullable) */
  const GessoProviderSpec *spec;   /* static */
  GCancellable *refreshing;        /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoProviderModels, gesso_provider_models, ADW_TYPE_EXPANDER_ROW)

/* Adding and taking out */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoProviderModels) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gesso_studio_providers_save_finish (GESSO_STUDIO_PROVIDERS (source), result, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gesso_toast_show_error_in_preferences (GTK_WIDGET (self), error);
}

static void
set_added (GessoProviderModels *self,
           const char          *id,
           gboolean             added)
{
  g_autoptr (GessoProviderSettings) settings = NULL;
  g_autoptr (GStrvBuilder) models = g_strv_builder_new ();

  settings = gesso_provider_settings_copy (gesso_studio_providers_get_settings (self->providers, self->spec->id));
  for (guint i = 0; settings->models != NULL && settings->models[i] != NULL; i++)
    if (!g_str_equal (settings->models[i], id))
      g_strv_builder_add (models, settings->models[i]);
  if (added)
    g_strv_builder_add (models, id);
  g_strfreev (settings->models);
  settings->models = g_strv_builder_end (models);
  gesso_studio_providers_save_async (self->providers, settings, NULL, saved_cb, g_object_ref (self));
}

static void
typed_cb (GessoProviderModels *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *prefix = g_strconcat (self->spec->id, "/", NULL);

  if (*text != '\0')
    set_added (self, g_str_has_prefix (text, prefix) ? text + strlen (prefix) : text, TRUE);
}

static void
add_model (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  set_added (GESSO_PROVIDER_MODELS (widget), g_variant_get_string (parameter, NULL), TRUE);
}

static void
remove_model (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  set_added (GESSO_PROVIDER_MODELS (widget), g_variant_get_string (parameter, NULL), FALSE);
}

/* Rows */

static char *
make_subtitle (const GessoStudioModel *model)
{
  g_autofree char *tools = gesso_model_words_list_tools (model->spec->tools);

  if (model->ends != NULL)
    /* Translators: the tools of a model, and the day after which its provider does not offer it any more. */
    return g_strdup_printf (_("%s\nEnds on %s"), tools, model->ends);
  if (model->presence == GESSO_MODEL_PRESENCE_MISSING)
    /* Translators: the tools of a model. */
    return g_strdup_printf (_("%s\nNot in the provider’s list: it may have ended, or not be open to this account"), tools);
  return g_steal_pointer (&tools);
}

static void
add_button (GtkWidget  *row,
            const char *icon,
            const char *title,
            const char *action,
            const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (const GessoStudioModel *model)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = make_subtitle (model);
  g_autofree char *price = gesso_model_words_dup_price (model->spec);
  GtkWidget *label = gtk_label_new (price);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(model->spec->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (!model->offered)
    add_button (row, "list-add-symbolic", _("Offer this model"), "models.add", model->spec->id);
  else if (model->added)
    add_button (row, "list-remove-symbolic", _("Do not offer this model"), "models.remove", model->spec->id);
  return row;
}

static void
show_summary (GessoProviderModels *self,
              guint                n)
{
  gint64 listed = gesso_studio_providers_get_listed (self->providers, self->spec->id);
  /* Translators: how many models a provider has. */
  g_autofree char *count = g_strdup_printf (ngettext ("%u model", "%u models", n), n);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  if (listed > 0)
    {
      when = gesso_relative_time_format (listed, g_get_real_time (), NULL);
      /* Translators: “12 models”, then when the provider’s own list of them was fetched: “Yesterday”. */
      text = g_strdup_printf (_("%s · list fetched: %s"), count, when);
    }
  else if (gesso_studio_providers_can_refresh (self->providers, self->spec->id))
    /* Translators: “12 models”. */
    text = g_strdup_printf (_("%s · the provider’s list was never fetched"), count);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text != NULL ? text : count);
}

static void
show_models (GessoProviderModels *self)
{
  g_autoptr (GPtrArray) models = gesso_studio_providers_list_models (self->providers, self->spec->id);
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < models->len; i++)
    {
      const GessoStudioModel *model = g_ptr_array_index (models, i);

      n += model->offered;
      if (i >= MOST_ROWS)
        continue;
      g_ptr_array_add (self->rows, make_row (model));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
    }
  show_summary (self, n);
}

/* The vendor's list */

static void
show_refresh (GessoProviderModels *self)
{
  gboolean can = gesso_studio_providers_can_refresh (self->providers, self->spec->id);
  gboolean busy = self->refreshing != NULL;

  gtk_widget_set_visible (self->refresh, can && !busy);
  gtk_widget_set_visible (self->stop, busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoProviderModels) self = user_data;
  g_autoptr (GError) error = NULL;

  gesso_studio_providers_refresh_finish (GESSO_STUDIO_PROVIDERS (source), result, &error);
  if (self->providers == NULL)
    return;
  if (error != NULL)
    gesso_toast_show_error_in_preferences (GTK_WIDGET (self), error);
  g_clear_object (&self->refreshing);
  show_refresh (self);
}

static void
refresh_cb (GessoProviderModels *self)
{
  self->refreshing = g_cancellable_new ();
  show_refresh (self);
  gesso_studio_providers_refresh_async (self->providers, self->spec->id, self->refreshing, refreshed_cb,
                                        g_object_ref (self));
}

static void
stop_cb (GessoProviderModels *self)
{
  g_cancellable_cancel (self->refreshing);
}

static void
changed_cb (GessoProviderModels *self,
            const char          *provider)
{
  if (g_strcmp0 (provider, self->spec->id) == 0)
    show_models (self);
}

static void
gesso_provider_models_dispose (GObject *object)
{
  GessoProviderModels *self = GESSO_PROVIDER_MODELS (object);

  g_cancellable_cancel (self->refreshing);
  g_clear_object (&self->refreshing);
  g_clear_object (&self->providers);
  G_OBJECT_CLASS (gesso_provider_models_parent_class)->dispose (object);
}

static void
gesso_provider_models_finalize (GObject *object)
{
  g_ptr_array_unref (GESSO_PROVIDER_MODELS (object)->rows);
  G_OBJECT_CLASS (gesso_provider_models_parent_class)->finalize (object);
}

static void
gesso_provider_models_class_init (GessoProviderModelsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_provider_models_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_provider_models_finalize;

  gtk_widget_class_install_action (widget_class, "models.add", "s", add_model);
  gtk_widget_class_install_action (widget_class, "models.remove", "s", remove_model);
}

static GtkWidget *
make_button (GessoProviderModels *self,
             const char          *icon,
             const char          *title,
             GCallback            callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
gesso_provider_models_init (GessoProviderModels *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Models"));
  self->refresh = make_button (self, "view-refresh-symbolic", _("Fetch the Provider’s List"), G_CALLBACK (refresh_cb));
  self->stop = make_button (self, "process-stop-symbolic", _("Stop"), G_CALLBACK (stop_cb));
  self->spinner = gtk_spinner_new ();
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->refresh);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->stop);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->spinner);
  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _("Add a model by its name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->entry);
}

GtkWidget *
gesso_provider_models_new (void)
{
  return g_object_new (GESSO_TYPE_PROVIDER_MODELS, NULL);
}

void
gesso_provider_models_set (GessoProviderModels     *self,
                           GessoStudioProviders    *providers,
                           const GessoProviderSpec *spec)
{
  g_return_if_fail (GESSO_IS_PROVIDER_MODELS (self));
  g_return_if_fail (self->providers == NULL);

  self->providers = g_object_ref (providers);
  self->spec = spec;
  g_signal_connect_object (providers, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_models (self);
  show_refresh (self);
}
