/* gesso-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-preferences.h"
#include "gesso-providers-page.h"
#include "gesso-shortcuts-page.h"

struct _GessoPreferences
{
  AdwPreferencesWindow parent_instance;

  /* template widgets */
  AdwComboRow *color_scheme;
  GtkSwitch *rulers;
  AdwComboRow *when_closing;
  GtkSwitch *save_recipe;
  GtkSpinButton *save_quality;
  GtkSpinButton *texture_memory;
  AdwPreferencesGroup *storage;
  AdwActionRow *folder;
  GtkLabel *size;

  GessoProvidersPage *providers; /* (nullable): a page of the window */
  GCancellable *cancellable; /* (owned) */
  char *data_dir;            /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoPreferences, gesso_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
open_folder_cb (GessoPreferences *self)
{
  g_autofree char *uri = g_filename_to_uri (self->data_dir, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GessoPreferences) self = user_data;
  g_autofree char *text = NULL;
  guint64 bytes = 0;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (g_file_measure_disk_usage_finish (G_FILE (source), result, &bytes, NULL, NULL, NULL))
    text = g_format_size (bytes);
  gtk_label_set_label (self->size, text != NULL ? text : _("Unknown"));
}

/* The order of the rows is that of the schema's enumeration. */
static const char *const color_schemes[] = { "system", "light", "dark", NULL };
static const char *const closings[] = { "ask", "finish", "quit", NULL };

static gboolean
to_selected (GValue   *value,
             GVariant *variant,
             gpointer  user_data)
{
  const char *const *nicks = user_data;

  for (guint i = 0; nicks[i] != NULL; i++)
    if (g_str_equal (nicks[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
from_selected (const GValue       *value,
               const GVariantType *type,
               gpointer            user_data)
{
  const char *const *nicks = user_data;
  guint selected = g_value_get_uint (value);

  return selected < g_strv_length ((char **) nicks) ? g_variant_new_string (nicks[selected]) : NULL;
}

static void
show_storage (GessoPreferences *self,
              GessoStudio      *studio)
{
  g_autoptr (GFile) folder = NULL;

  self->data_dir = g_strdup (gesso_store_get_data_dir (gesso_studio_get_store (studio)));
  folder = g_file_new_for_path (self->data_dir);
  adw_action_row_set_subtitle (self->folder, self->data_dir);
  g_file_measure_disk_usage_async (folder, G_FILE_MEASURE_NONE, G_PRIORITY_LOW, self->cancellable, NULL, NULL,
                                   measured_cb, g_object_ref (self));
}

static void
gesso_preferences_dispose (GObject *object)
{
  GessoPreferences *self = GESSO_PREFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GESSO_TYPE_PREFERENCES);
  G_OBJECT_CLASS (gesso_preferences_parent_class)->dispose (object);
}

static void
gesso_preferences_finalize (GObject *object)
{
  GessoPreferences *self = GESSO_PREFERENCES (object);

  g_clear_object (&self->cancellable);
  g_free (self->data_dir);
  G_OBJECT_CLASS (gesso_preferences_parent_class)->finalize (object);
}

static void
gesso_preferences_class_init (GessoPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_preferences_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, folder);
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, rulers);
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, save_quality);
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, texture_memory);
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, save_recipe);
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, size);
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, storage);
  gtk_widget_class_bind_template_child (widget_class, GessoPreferences, when_closing);
  gtk_widget_class_bind_template_callback (widget_class, open_folder_cb);
}

static void
gesso_preferences_init (GessoPreferences *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_preferences_new (GSettings    *settings,
                       GessoStudio  *studio,
                       GessoKeyList *keys)
{
  GessoPreferences *self = g_object_new (GESSO_TYPE_PREFERENCES, NULL);

  g_settings_bind_with_mapping (settings, "color-scheme", self->color_scheme, "selected",
                                G_SETTINGS_BIND_DEFAULT, to_selected, from_selected, (gpointer) color_schemes, NULL);
  g_settings_bind_with_mapping (settings, "when-closing", self->when_closing, "selected",
                                G_SETTINGS_BIND_DEFAULT, to_selected, from_selected, (gpointer) closings, NULL);
  g_settings_bind (settings, "save-recipe", self->save_recipe, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "save-quality", self->save_quality, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "texture-memory", self->texture_memory, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "canvas-rulers", self->rulers, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_visible (GTK_WIDGET (self->storage), studio != NULL);
  if (studio != NULL)
    show_storage (self, studio);
  if (studio != NULL && keys != NULL)
    {
      self->providers = GESSO_PROVIDERS_PAGE (gesso_providers_page_new (studio, keys,
                                                                         ADW_PREFERENCES_WINDOW (self)));
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (self->providers));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (gesso_shortcuts_page_new (settings)));
  return GTK_WIDGET (self);
}

void
gesso_preferences_show_provider (GessoPreferences *self,
                                 const char       *provider)
{
  g_return_if_fail (GESSO_IS_PREFERENCES (self));

  if (self->providers == NULL)
    return;
  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (self->providers));
  gesso_providers_page_open (self->providers, provider);
}
