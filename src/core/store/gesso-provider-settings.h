/* gesso-provider-settings.h - what is kept of a provider besides its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GessoProviderSettings:
 * @base: (nullable): "https://proxy.example/openai": where its requests go in place of the vendor's hosts
 * @max_concurrent: jobs at once; 0: the provider's own number
 * @requests_per_minute: that start a run; 0: the provider's own number
 * @account: (nullable): JSON text: values by name of the provider's own settings
 * @models: (nullable): ids of models that the artist added, ended by %NULL
 *
 * What the artist set for a provider. Nothing secret is in it.
 */
typedef struct
{
  char *provider;
  char *base;
  guint max_concurrent;
  guint requests_per_minute;
  char *account;
  char **models;
} GessoProviderSettings;

#define GESSO_TYPE_PROVIDER_SETTINGS (gesso_provider_settings_get_type ())
GType                  gesso_provider_settings_get_type (void);

/** Nothing set. */
GessoProviderSettings *gesso_provider_settings_new      (const char *provider);
GessoProviderSettings *gesso_provider_settings_copy     (const GessoProviderSettings *self);
void                   gesso_provider_settings_free     (GessoProviderSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoProviderSettings, gesso_provider_settings_free)

/**
 * GessoModelList:
 * @listed: microseconds since 1970
 * @models: JSON text, of gesso_listed_models_to_json()
 *
 * The models that a vendor listed last.
 */
typedef struct
{
  char *provider;
  gint64 listed;
  char *models;
} GessoModelList;

GessoModelList        *gesso_model_list_new             (const char *provider, gint64 listed, const char *models);
GessoModelList        *gesso_model_list_copy            (const GessoModelList *self);
void                   gesso_model_list_free            (GessoModelList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoModelList, gesso_model_list_free)

G_END_DECLS
