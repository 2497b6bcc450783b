/* gesso-store-providers.c - what is kept of providers besides their keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

static gboolean
run_save (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return gesso_provider_table_save (self->database, data, error);
}

static gboolean
run_save_models (GessoStore   *self,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  return gesso_provider_table_save_models (self->database, data, error);
}

typedef struct
{
  GPtrArray *settings; /* (owned) (nullable) (element-type GessoProviderSettings): result */
  GPtrArray *models;   /* (owned) (nullable) (element-type GessoModelList): result */
} LoadCall;

static void
load_call_free (gpointer data)
{
  LoadCall *call = data;

  g_clear_pointer (&call->settings, g_ptr_array_unref);
  g_clear_pointer (&call->models, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_load (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  LoadCall *call = data;

  call->settings = gesso_provider_table_list (self->database, error);
  if (call->settings != NULL)
    call->models = gesso_provider_table_list_models (self->database, error);
  return call->models != NULL;
}

static const GessoCallClass save_class = { run_save, NULL, (GDestroyNotify) gesso_provider_settings_free, TRUE };
static const GessoCallClass save_models_class = { run_save_models, NULL, (GDestroyNotify) gesso_model_list_free, TRUE };
static const GessoCallClass load_class = { run_load, NULL, load_call_free, FALSE };

void
gesso_store_save_provider_async (GessoStore                  *self,
                                 const GessoProviderSettings *settings,
                                 GCancellable                *cancellable,
                                 GAsyncReadyCallback          callback,
                                 gpointer                     user_data)
{
  gesso_store_call (self, &save_class, gesso_provider_settings_copy (settings), G_PRIORITY_DEFAULT, cancellable,
                    callback, user_data);
}

gboolean
gesso_store_save_provider_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return gesso_store_call_finish (self, result, &save_class, error) != NULL;
}

void
gesso_store_save_models_async (GessoStore           *self,
                               const GessoModelList *list,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  gesso_store_call (self, &save_models_class, gesso_model_list_copy (list), G_PRIORITY_DEFAULT, cancellable, callback,
                    user_data);
}

gboolean
gesso_store_save_models_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return gesso_store_call_finish (self, result, &save_models_class, error) != NULL;
}

void
gesso_store_load_providers_async (GessoStore         *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  gesso_store_call (self, &load_class, g_new0 (LoadCall, 1), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_load_providers_finish (GessoStore   *self,
                                   GAsyncResult *result,
                                   GPtrArray   **settings,
                                   GPtrArray   **models,
                                   GError      **error)
{
  LoadCall *call = gesso_store_call_finish (self, result, &load_class, error);

  if (call == NULL)
    return FALSE;
  *settings = g_steal_pointer (&call->settings);
  *models = g_steal_pointer (&call->models);
  return TRUE;
}
