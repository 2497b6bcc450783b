/* gesso-provider-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-parameters.h"
#include "gesso-provider-account.h"
#include "gesso-toast.h"

#define MOST_AT_ONCE    64
#define MOST_PER_MINUTE 600

struct _GessoProviderAccount
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *fields; /* (owned) of borrowed AdwEntryRow, as the spec's settings */
  GtkEditable *base;
  GtkSpinButton *concurrent;
  GtkSpinButton *per_minute;

  GessoStudioProviders *providers; /* (owned) (nullable) */
  const GessoProviderSpec *spec;   /* static */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (GessoProviderAccount, gesso_provider_account, ADW_TYPE_PREFERENCES_GROUP)

/* Showing */

static void
show_host (GessoProviderAccount        *self,
           const GessoProviderSettings *settings)
{
  g_autofree char *host = gesso_studio_providers_dup_key_host (self->providers, self->spec->id);
  g_autofree char *text = NULL, *markup = NULL;

  if (host == NULL)
    return;
  if (settings->base == NULL)
    /* Translators: the name of a computer on the Internet. */
    text = g_strdup_printf (_("Keys and requests go to %s. With an address of your own they go there instead, "
                              "such as to a proxy that you or your studio runs."), host);
  else
    /* Translators: the name of a computer on the Internet. */
    text = g_strdup_printf (_("Keys and requests go to %s, in place of the provider itself. Empty the address to "
                              "send them to the provider again."), host);
  markup = g_markup_escape_text (text, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), markup);
}

static char *
dup_value (GessoParameters *account,
           const char      *name)
{
  GVariant *value = gesso_parameters_get (account, name);

  if (value == NULL)
    return g_strdup ("");
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  return g_variant_print (value, FALSE);
}

/* What is as it was is not touched: somebody may be typing. */
static void
show_text (GtkEditable *row,
           const char  *text)
{
  if (g_strcmp0 (gtk_editable_get_text (row), text) == 0)
    return;
  /* An apply button belongs to what the artist changed. */
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), FALSE);
  gtk_editable_set_text (row, text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
}

static void
show_settings (GessoProviderAccount *self)
{
  const GessoProviderSettings *settings = gesso_studio_providers_get_settings (self->providers, self->spec->id);
  g_autoptr (GessoParameters) account = gesso_parameters_from_json (settings->account != NULL ? settings->account : "{}");

  self->showing = TRUE;
  show_host (self, settings);
  for (guint i = 0; i < self->fields->len; i++)
    {
      g_autofree char *text = dup_value (account, self->spec->settings[i].name);

      show_text (g_ptr_array_index (self->fields, i), text);
    }
  show_text (self->base, settings->base != NULL ? settings->base : "");
  gtk_spin_button_set_value (self->concurrent, settings->max_concurrent);
  gtk_spin_button_set_value (self->per_minute, settings->requests_per_minute);
  self->showing = FALSE;
}

static void
changed_cb (GessoProviderAccount *self,
            const char           *provider)
{
  if (g_strcmp0 (provider, self->spec->id) == 0)
    show_settings (self);
}

/* Saving */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoProviderAccount) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gesso_studio_providers_save_finish (GESSO_STUDIO_PROVIDERS (source), result, &error))
    return;
  gesso_toast_show_error_in_preferences (GTK_WIDGET (self), error);
  if (self->providers != NULL)
    show_settings (self);
}

/* (nullable): all values of the account as JSON text */
static char *
make_account (GessoProviderAccount *self,
              GError              **error)
{
  g_autoptr (GessoParameters) account = gesso_parameters_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (g_ptr_array_index (self->fields, i))));

      if (*text != '\0' && !gesso_parameters_set_text (account, self->spec->settings, self->spec->settings[i].name, text, error))
        return NULL;
    }
  return gesso_parameters_to_json (account);
}

static void
save (GessoProviderAccount *self)
{
  g_autoptr (GessoProviderSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *account = NULL;

  if (self->showing || self->providers == NULL)
    return;
  account = make_account (self, &error);
  if (account == NULL)
    {
      gesso_toast_show_error_in_preferences (GTK_WIDGET (self), error);
      return;
    }
  settings = gesso_provider_settings_copy (gesso_studio_providers_get_settings (self->providers, self->spec->id));
  g_free (settings->account);
  settings->account = self->fields->len > 0 ? g_steal_pointer (&account) : NULL;
  g_free (settings->base);
  settings->base = g_strstrip (g_strdup (gtk_editable_get_text (self->base)));
  settings->max_concurrent = (guint) gtk_spin_button_get_value_as_int (self->concurrent);
  settings->requests_per_minute = (guint) gtk_spin_button_get_value_as_int (self->per_minute);
  gesso_studio_providers_save_async (self->providers, settings, NULL, saved_cb, g_object_ref (self));
}

/* Rows */

static GtkEditable *
add_entry (GessoProviderAccount *self,
           const char           *title,
           const char           *help)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  if (help != NULL)
    gtk_widget_set_tooltip_text (row, help);
  g_signal_connect_object (row, "apply", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return GTK_EDITABLE (row);
}

static GtkSpinButton *
add_number (GessoProviderAccount *self,
            const char           *title,
            const char           *subtitle,
            guint                 maximum)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, maximum, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return GTK_SPIN_BUTTON (spin);
}

static char *
make_limit_help (guint      ours,
                 const char *unlimited)
{
  if (ours == 0)
    return g_strdup (unlimited);
  /* Translators: under a limit that can be set: 0 stands for the limit of the provider, which is the number. */
  return g_strdup_printf (_("0: as many as the provider takes (%u)"), ours);
}

static void
gesso_provider_account_dispose (GObject *object)
{
  g_clear_object (&GESSO_PROVIDER_ACCOUNT (object)->providers);
  G_OBJECT_CLASS (gesso_provider_account_parent_class)->dispose (object);
}

static void
gesso_provider_account_finalize (GObject *object)
{
  g_ptr_array_unref (GESSO_PROVIDER_ACCOUNT (object)->fields);
  G_OBJECT_CLASS (gesso_provider_account_parent_class)->finalize (object);
}

static void
gesso_provider_account_class_init (GessoProviderAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_provider_account_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_provider_account_finalize;
}

static void
gesso_provider_account_init (GessoProviderAccount *self)
{
  self->fields = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Account and Connection"));
}

GtkWidget *
gesso_provider_account_new (void)
{
  return g_object_new (GESSO_TYPE_PROVIDER_ACCOUNT, NULL);
}

void
gesso_provider_account_set (GessoProviderAccount    *self,
                            GessoStudioProviders    *providers,
                            const GessoProviderSpec *spec)
{
  g_autofree char *at_once = make_limit_help (spec->max_concurrent, _("0: as many as there are"));
  g_autofree char *per_minute = make_limit_help (spec->requests_per_minute, _("0: no limit"));

  g_return_if_fail (GESSO_IS_PROVIDER_ACCOUNT (self));
  g_return_if_fail (self->providers == NULL);

  self->providers = g_object_ref (providers);
  self->spec = spec;
  for (const GessoParameterSpec *setting = spec->settings; setting != NULL && setting->name != NULL; setting++)
    g_ptr_array_add (self->fields, add_entry (self, _(setting->title),
                                              setting->summary != NULL ? _(setting->summary) : NULL));
  self->base = add_entry (self, _("Address of your own (optional)"), NULL);
  /* Translators: how many pictures are made at the same time. */
  self->concurrent = add_number (self, _("Runs at Once"), at_once, MOST_AT_ONCE);
  self->per_minute = add_number (self, _("Runs Begun per Minute"), per_minute, MOST_PER_MINUTE);
  g_signal_connect_object (providers, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_settings (self);
}
