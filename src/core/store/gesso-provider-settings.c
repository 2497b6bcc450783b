/* gesso-provider-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-provider-settings.h"

G_DEFINE_BOXED_TYPE (GessoProviderSettings, gesso_provider_settings, gesso_provider_settings_copy,
                     gesso_provider_settings_free)

GessoProviderSettings *
gesso_provider_settings_new (const char *provider)
{
  GessoProviderSettings *self = g_new0 (GessoProviderSettings, 1);

  self->provider = g_strdup (provider);
  return self;
}

GessoProviderSettings *
gesso_provider_settings_copy (const GessoProviderSettings *self)
{
  GessoProviderSettings *copy = gesso_provider_settings_new (self->provider);

  copy->base = g_strdup (self->base);
  copy->max_concurrent = self->max_concurrent;
  copy->requests_per_minute = self->requests_per_minute;
  copy->account = g_strdup (self->account);
  copy->models = g_strdupv (self->models);
  return copy;
}

void
gesso_provider_settings_free (GessoProviderSettings *self)
{
  if (self == NULL)
    return;
  g_free (self->provider);
  g_free (self->base);
  g_free (self->account);
  g_strfreev (self->models);
  g_free (self);
}

GessoModelList *
gesso_model_list_new (const char *provider,
                      gint64      listed,
                      const char *models)
{
  GessoModelList *self = g_new0 (GessoModelList, 1);

  self->provider = g_strdup (provider);
  self->listed = listed;
  self->models = g_strdup (models);
  return self;
}

GessoModelList *
gesso_model_list_copy (const GessoModelList *self)
{
  return gesso_model_list_new (self->provider, self->listed, self->models);
}

void
gesso_model_list_free (GessoModelList *self)
{
  if (self == NULL)
    return;
  g_free (self->provider);
  g_free (self->models);
  g_free (self);
}
