/* gesso-studio-providers-refresh.c - which models a vendor has, and what they take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-studio"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-studio-ask.h"
#include "gesso-studio-providers-private.h"

/* --- The list --- */

/* A list that knows none of our models is of something else. */
static gboolean
is_of_pictures (GessoStudioProvider *entry)
{
  const GessoModelSpec *models = gesso_provider_get_spec (entry->provider)->models;

  for (; entry->listed != NULL && models->id != NULL; models++)
    if (gesso_listed_models_find (entry->listed, models->id) != NULL)
      return TRUE;
  return FALSE;
}

static GessoStudioModel *
make_model (GessoStudioProvider    *entry,
            const GessoModelSpec   *spec,
            const GessoListedModel *listed)
{
  GessoStudioModel *model = g_new0 (GessoStudioModel, 1);
  const char *const *added = (const char *const *) entry->settings->models;

  model->name = g_strconcat (entry->settings->provider, "/", spec->id, NULL);
  model->spec = spec;
  model->ends = listed != NULL ? g_strdup (listed->ends) : NULL;
  model->added = added != NULL && g_strv_contains (added, spec->id);
  return model;
}

GPtrArray *
gesso_studio_providers_list_models (GessoStudioProviders *self,
                                    const char           *provider)
{
  GessoStudioProvider *entry = gesso_studio_providers_find (self, provider);
  GPtrArray *models = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_studio_model_free);
  g_autoptr (GPtrArray) offered = NULL;
  gboolean known;

  if (entry == NULL)
    return models;
  known = is_of_pictures (entry);
  offered = gesso_provider_list_offered (entry->provider);
  for (guint i = 0; i < offered->len; i++)
    {
      const GessoModelSpec *spec = g_ptr_array_index (offered, i);
      const GessoListedModel *listed = known ? gesso_listed_models_find (entry->listed, spec->id) : NULL;
      GessoStudioModel *model = make_model (entry, spec, listed);

      model->offered = TRUE;
      if (known)
        model->presence = listed != NULL ? GESSO_MODEL_PRESENCE_LISTED : GESSO_MODEL_PRESENCE_MISSING;
      g_ptr_array_add (models, model);
    }
  for (guint i = 0; known && i < entry->listed->len; i++)
    {
      const GessoListedModel *listed = g_ptr_array_index (entry->listed, i);
      const GessoModelSpec *spec = gesso_provider_find_model (entry->provider, listed->id);
      GessoStudioModel *model;

      if (spec == NULL || g_ptr_array_find (offered, spec, NULL))
        continue;
      model = make_model (entry, spec, listed);
      model->presence = GESSO_MODEL_PRESENCE_LISTED;
      g_ptr_array_add (models, model);
    }
  return models;
}

gint64
gesso_studio_providers_get_listed (GessoStudioProviders *self,
                                   const char           *provider)
{
  GessoStudioProvider *entry = gesso_studio_providers_find (self, provider);

  return entry != NULL ? entry->when : 0;
}

gboolean
gesso_studio_providers_can_refresh (GessoStudioProviders *self,
                                    const char           *provider)
{
  GessoStudioProvider *entry = gesso_studio_providers_find (self, provider);
  g_autoptr (GessoHttpRequest) http = entry != NULL ? gesso_provider_list_models (entry->provider) : NULL;

  return http != NULL;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* Then it is fetched again next time. */
  if (!gesso_store_save_models_finish (GESSO_STORE (source), result, &error))
    g_info ("A list of models could not be kept: %s", error->message);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioProviders *self = g_task_get_source_object (task);
  const char *provider = g_task_get_task_data (task);
  GessoStudioProvider *entry = gesso_studio_providers_find (self, provider);
  GError *error = NULL;
  g_autoptr (GessoHttpAnswer) answer = gesso_studio_ask_finish (result, NULL, &error);
  GPtrArray *listed = answer != NULL ? gesso_provider_read_models (entry->provider, answer, &error) : NULL;
  g_autoptr (GessoModelList) list = NULL;
  g_autofree char *text = NULL;

  if (listed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&entry->listed, g_ptr_array_unref);
  entry->listed = listed;
  entry->when = g_get_real_time ();
  text = gesso_listed_models_to_json (listed);
  list = gesso_model_list_new (provider, entry->when, text);
  gesso_store_save_models_async (self->store, list, NULL, kept_cb, NULL);
  gesso_studio_providers_emit_changed (self, provider);
  g_task_return_boolean (task, TRUE);
}

void
gesso_studio_providers_refresh_async (GessoStudioProviders *self,
                                      const char           *provider,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  GessoStudioProvider *entry = gesso_studio_providers_require (self, provider, &error);
  GessoHttpRequest *http;

  g_task_set_source_tag (task, gesso_studio_providers_refresh_async);
  g_task_set_task_data (task, g_strdup (provider), g_free);
  if (entry == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  http = gesso_provider_list_models (entry->provider);
  if (http != NULL)
    gesso_studio_ask_async (self->network, entry->provider, http, "list-models", cancellable, listed_cb,
                            g_steal_pointer (&task));
  else
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                             /* Translators: the name of a provider */
                             _("%s has no list of its models."), _(gesso_provider_get_spec (entry->provider)->title));
}

gboolean
gesso_studio_providers_refresh_finish (GessoStudioProviders *self,
                                       GAsyncResult         *result,
                                       GError              **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- One model --- */

/* (nullable): what asks for the parameters of @model. */
static GessoHttpRequest *
make_description (GessoStudioProviders *self,
                  const char           *model,
                  GessoProvider       **provider,
                  GError              **error)
{
  const GessoModelSpec *spec = NULL;

  *provider = gesso_provider_registry_find (self->registry, model, &spec, error);
  return *provider != NULL ? gesso_provider_describe (*provider, spec->id) : NULL;
}

gboolean
gesso_studio_providers_needs_describing (GessoStudioProviders *self,
                                         const char           *model)
{
  GessoProvider *provider;
  g_autoptr (GessoHttpRequest) http = make_description (self, model, &provider, NULL);

  return http != NULL;
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioProviders *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GessoHttpAnswer) answer = gesso_studio_ask_finish (result, NULL, &error);
  const GessoModelSpec *spec = NULL;
  GessoProvider *provider = gesso_provider_registry_find (self->registry, g_task_get_task_data (task), &spec, NULL);

  if (answer == NULL || !gesso_provider_learn (provider, spec->id, answer, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_studio_providers_emit_changed (self, gesso_provider_get_spec (provider)->id);
  g_task_return_pointer (task, (gpointer) spec, NULL);
}

void
gesso_studio_providers_describe_async (GessoStudioProviders *self,
                                       const char           *model,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const GessoModelSpec *spec = NULL;
  GessoProvider *provider;
  GError *error = NULL;
  GessoHttpRequest *http = make_description (self, model, &provider, &error);

  g_task_set_source_tag (task, gesso_studio_providers_describe_async);
  g_task_set_task_data (task, g_strdup (model), g_free);
  if (provider == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_provider_registry_find (self->registry, model, &spec, NULL);
  if (http != NULL)
    gesso_studio_ask_async (self->network, provider, http, "describe", cancellable, described_cb, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, (gpointer) spec, NULL);
}

const GessoModelSpec *
gesso_studio_providers_describe_finish (GessoStudioProviders *self,
                                        GAsyncResult         *result,
                                        GError              **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
