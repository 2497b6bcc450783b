/* gesso-studio-providers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-address.h"
#include "gesso-json.h"
#include "gesso-studio-providers-private.h"

/* Beyond these a limit is none. */
#define MOST_CONCURRENT 1000
#define MOST_A_MINUTE 100000

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoStudioProviders, gesso_studio_providers, G_TYPE_OBJECT)

void
gesso_studio_model_free (GessoStudioModel *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->ends);
  g_free (self);
}

static void
free_entry (gpointer data)
{
  GessoStudioProvider *entry = data;

  gesso_provider_settings_free (entry->settings);
  g_clear_pointer (&entry->listed, g_ptr_array_unref);
  g_free (entry);
}

static void
gesso_studio_providers_finalize (GObject *object)
{
  GessoStudioProviders *self = GESSO_STUDIO_PROVIDERS (object);

  g_hash_table_unref (self->entries);
  g_object_unref (self->network);
  g_object_unref (self->registry);
  g_object_unref (self->store);
  G_OBJECT_CLASS (gesso_studio_providers_parent_class)->finalize (object);
}

static void
gesso_studio_providers_class_init (GessoStudioProvidersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_studio_providers_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gesso_studio_providers_init (GessoStudioProviders *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
}

GessoStudioProviders *
gesso_studio_providers_new (GessoStore            *store,
                            GessoProviderRegistry *registry,
                            GessoJobNetwork       *network)
{
  GessoStudioProviders *self = g_object_new (GESSO_TYPE_STUDIO_PROVIDERS, NULL);

  self->store = g_object_ref (store);
  self->registry = g_object_ref (registry);
  self->network = g_object_ref (network);
  return self;
}

GessoStudioProvider *
gesso_studio_providers_find (GessoStudioProviders *self,
                             const char           *provider)
{
  GessoStudioProvider *entry = g_hash_table_lookup (self->entries, provider);
  GessoProvider *found;

  if (entry != NULL || (found = gesso_provider_registry_find_provider (self->registry, provider)) == NULL)
    return entry;
  entry = g_new0 (GessoStudioProvider, 1);
  entry->provider = found;
  entry->settings = gesso_provider_settings_new (provider);
  g_hash_table_insert (self->entries, g_strdup (provider), entry);
  return entry;
}

GessoStudioProvider *
gesso_studio_providers_require (GessoStudioProviders *self,
                                const char           *provider,
                                GError              **error)
{
  GessoStudioProvider *entry = gesso_studio_providers_find (self, provider);

  if (entry == NULL)
    /* Translators: %s is what was given as the id of a provider */
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no provider “%s”."), provider);
  return entry;
}

void
gesso_studio_providers_emit_changed (GessoStudioProviders *self,
                                     const char           *provider)
{
  g_signal_emit (self, signals[CHANGED], 0, provider);
}

/* Takes @settings (transfer full) and makes them felt by what goes out. */
static void
put_to_work (GessoStudioProviders  *self,
             GessoStudioProvider   *entry,
             GessoProviderSettings *settings)
{
  g_autoptr (GessoParameters) account = gesso_parameters_from_json (settings->account);

  gesso_provider_settings_free (entry->settings);
  entry->settings = settings;
  gesso_job_network_set_base (self->network, settings->provider, settings->base);
  gesso_job_limits_set (gesso_job_network_get_limits (self->network), settings->provider, settings->max_concurrent,
                        settings->requests_per_minute);
  gesso_provider_set_settings (entry->provider, account);
  gesso_provider_set_added_models (entry->provider, (const char *const *) settings->models);
}

/* --- Reading --- */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioProviders *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) settings = NULL;
  g_autoptr (GPtrArray) models = NULL;
  GError *error = NULL;

  if (!gesso_store_load_providers_finish (GESSO_STORE (source), result, &settings, &models, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* A provider that this build does not have keeps its rows for one that does. */
  for (guint i = 0; i < settings->len; i++)
    {
      const GessoProviderSettings *row = g_ptr_array_index (settings, i);
      GessoStudioProvider *entry = gesso_studio_providers_find (self, row->provider);

      if (entry != NULL)
        put_to_work (self, entry, gesso_provider_settings_copy (row));
    }
  for (guint i = 0; i < models->len; i++)
    {
      const GessoModelList *row = g_ptr_array_index (models, i);
      GessoStudioProvider *entry = gesso_studio_providers_find (self, row->provider);
      g_autoptr (JsonObject) object = gesso_json_parse_object (row->models != NULL ? row->models : "", -1, NULL);

      if (entry == NULL || object == NULL)
        continue;
      g_clear_pointer (&entry->listed, g_ptr_array_unref);
      entry->listed = gesso_listed_models_read (object);
      entry->when = row->listed;
    }
  g_task_return_boolean (task, TRUE);
}

void
gesso_studio_providers_load_async (GessoStudioProviders *self,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_studio_providers_load_async);
  gesso_store_load_providers_async (self->store, cancellable, loaded_cb, task);
}

gboolean
gesso_studio_providers_load_finish (GessoStudioProviders *self,
                                    GAsyncResult         *result,
                                    GError              **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const GessoProviderSettings *
gesso_studio_providers_get_settings (GessoStudioProviders *self,
                                     const char           *provider)
{
  GessoStudioProvider *entry = gesso_studio_providers_find (self, provider);

  g_return_val_if_fail (entry != NULL, NULL);
  return entry->settings;
}

char *
gesso_studio_providers_dup_key_host (GessoStudioProviders *self,
                                     const char           *provider)
{
  GessoStudioProvider *entry = gesso_studio_providers_find (self, provider);
  const GessoProviderSpec *spec = entry != NULL ? gesso_provider_get_spec (entry->provider) : NULL;
  g_autoptr (GUri) uri = NULL;

  if (spec == NULL || spec->hosts == NULL || spec->auth == GESSO_AUTH_NONE)
    return NULL;
  if (entry->settings->base != NULL)
    uri = g_uri_parse (entry->settings->base, G_URI_FLAGS_ENCODED, NULL);
  return g_strdup (uri != NULL ? g_uri_get_host (uri) : spec->hosts[0]);
}

/* --- Changing --- */

/* "" stands for nothing. */
static void
tidy_text (char **text)
{
  if (*text != NULL && *g_strstrip (*text) == '\0')
    g_clear_pointer (text, g_free);
}

static gboolean
check_account (GessoStudioProvider   *entry,
               GessoProviderSettings *settings,
               GError               **error)
{
  const GessoProviderSpec *spec = gesso_provider_get_spec (entry->provider);
  g_autoptr (GessoParameters) given = gesso_parameters_from_json (settings->account);
  g_autoptr (GessoParameters) account = gesso_parameters_new ();

  if (settings->account == NULL)
    return TRUE;
  if (!gesso_parameters_check (given, spec->settings, error))
    return FALSE;
  for (const GessoParameterSpec *field = spec->settings; field != NULL && field->name != NULL; field++)
    {
      GVariant *value = gesso_parameters_get (given, field->name);
      g_autofree char *text = NULL;

      if (value == NULL)
        continue;
      if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        {
          gesso_parameters_set (account, field->name, value);
          continue;
        }
      /* A line break would begin another header of each message. */
      text = g_strstrip (g_strdup (g_variant_get_string (value, NULL)));
      if (strpbrk (text, "\r\n") != NULL)
        {
          /* Translators: the title of a setting, such as “Organisation” */
          g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("“%s” must be one line."), _(field->title));
          return FALSE;
        }
      if (*text != '\0')
        gesso_parameters_set (account, field->name, g_variant_new_string (text));
    }
  g_free (settings->account);
  settings->account = gesso_parameters_to_json (account);
  return TRUE;
}

static gboolean
check_models (GessoStudioProvider   *entry,
              GessoProviderSettings *settings,
              GError               **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; settings->models != NULL && settings->models[i] != NULL; i++)
    {
      g_autofree char *id = g_strstrip (g_strdup (settings->models[i]));

      if (*id == '\0' || g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        continue;
      if (strpbrk (id, " \t\r\n") != NULL || gesso_provider_find_model (entry->provider, id) == NULL)
        {
          g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       /* Translators: the name of a provider, then what was typed as the name of a model */
                       _("%s has no model “%s” that Gesso could use."),
                       _(gesso_provider_get_spec (entry->provider)->title), id);
          return FALSE;
        }
      g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  g_strfreev (settings->models);
  g_ptr_array_add (ids, NULL);
  settings->models = ids->len > 1 ? g_strdupv ((char **) ids->pdata) : NULL;
  return TRUE;
}

static gboolean
check_settings (GessoStudioProvider   *entry,
                GessoProviderSettings *settings,
                GError               **error)
{
  tidy_text (&settings->base);
  tidy_text (&settings->account);
  settings->max_concurrent = MIN (settings->max_concurrent, MOST_CONCURRENT);
  settings->requests_per_minute = MIN (settings->requests_per_minute, MOST_A_MINUTE);
  if (settings->base != NULL && gesso_provider_get_spec (entry->provider)->hosts == NULL)
    {
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                   /* Translators: the name of a provider */
                   _("%s works on this device and has no address."), _(gesso_provider_get_spec (entry->provider)->title));
      return FALSE;
    }
  return (settings->base == NULL || gesso_job_address_check_base (settings->base, error)) &&
         check_account (entry, settings, error) && check_models (entry, settings, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioProviders *self = g_task_get_source_object (task);
  const GessoProviderSettings *settings = g_task_get_task_data (task);
  GessoStudioProvider *entry = gesso_studio_providers_find (self, settings->provider);
  GError *error = NULL;

  if (!gesso_store_save_provider_finish (GESSO_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  put_to_work (self, entry, gesso_provider_settings_copy (settings));
  gesso_studio_providers_emit_changed (self, settings->provider);
  g_task_return_boolean (task, TRUE);
}

void
gesso_studio_providers_save_async (GessoStudioProviders        *self,
                                   const GessoProviderSettings *settings,
                                   GCancellable                *cancellable,
                                   GAsyncReadyCallback          callback,
                                   gpointer                     user_data)
{
  g_autoptr (GTask) task = NULL;
  GessoProviderSettings *copy;
  GessoStudioProvider *entry;
  GError *error = NULL;

  g_return_if_fail (GESSO_IS_STUDIO_PROVIDERS (self) && settings != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_providers_save_async);
  /* What was kept is told, whoever still wants it. */
  g_task_set_check_cancellable (task, FALSE);
  copy = gesso_provider_settings_copy (settings);
  g_task_set_task_data (task, copy, (GDestroyNotify) gesso_provider_settings_free);
  entry = gesso_studio_providers_require (self, settings->provider, &error);
  if (entry != NULL && check_settings (entry, copy, &error))
    gesso_store_save_provider_async (self->store, copy, cancellable, saved_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

gboolean
gesso_studio_providers_save_finish (GessoStudioProviders *self,
                                    GAsyncResult         *result,
                                    GError              **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
