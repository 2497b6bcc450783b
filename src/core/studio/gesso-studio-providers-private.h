/* gesso-studio-providers-private.h - what the files about providers share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-listed-model.h"
#include "gesso-studio-providers.h"

G_BEGIN_DECLS

/* What is known of one provider. */
typedef struct
{
  GessoProvider *provider;         /* (borrowed): of the registry */
  GessoProviderSettings *settings; /* (owned) */
  GPtrArray *listed;               /* (owned) (nullable) (element-type GessoListedModel) */
  gint64 when;                     /* @listed was fetched */
} GessoStudioProvider;

struct _GessoStudioProviders
{
  GObject parent_instance;

  GessoStore *store;               /* (owned) */
  GessoProviderRegistry *registry; /* (owned) */
  GessoJobNetwork *network;        /* (owned) */
  GHashTable *entries;             /* (owned) (element-type utf8 GessoStudioProvider) */
};

/** (nullable): made when there is none yet; %NULL when there is no such provider */
GessoStudioProvider *gesso_studio_providers_find         (GessoStudioProviders *self, const char *provider);
/** The same; %NULL with %GESSO_ERROR_BAD_INPUT */
GessoStudioProvider *gesso_studio_providers_require      (GessoStudioProviders *self, const char *provider, GError **error);
void                 gesso_studio_providers_emit_changed (GessoStudioProviders *self, const char *provider);

G_END_DECLS
