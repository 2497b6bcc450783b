/* gesso-provider-registry.h - every provider, and who can do what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PROVIDER_REGISTRY (gesso_provider_registry_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderRegistry, gesso_provider_registry, GESSO, PROVIDER_REGISTRY, GObject)

/** GessoProviderRegistry: a GListModel of GessoProvider. */

GessoProviderRegistry *gesso_provider_registry_new  (void);
void                   gesso_provider_registry_add  (GessoProviderRegistry *self, GessoProvider *provider);
/** Adds every provider of the list in providers/meson.build. */
void                   gesso_provider_registry_add_all (GessoProviderRegistry *self);

/** (nullable) (transfer none): the provider of that id */
GessoProvider         *gesso_provider_registry_find_provider (GessoProviderRegistry *self, const char *id);
/**
 * gesso_provider_registry_find:
 * @model: "provider/model", split at the first slash
 * @spec: (out) (optional): the model
 *
 * Returns: (transfer none) (nullable): or %GESSO_ERROR_BAD_INPUT with a
 *   sentence that names what there is
 */
GessoProvider         *gesso_provider_registry_find (GessoProviderRegistry *self, const char *model,
                                                     const GessoModelSpec **spec, GError **error);

/** "provider/model" of every model with @tool, best first. Returns: (transfer full) (element-type utf8) */
GPtrArray             *gesso_provider_registry_list_models (GessoProviderRegistry *self, GessoTool tool);

/** The titles of all providers with @tool, as a list to read. Returns: (transfer full): "" when there is none */
char                  *gesso_provider_registry_dup_titles (GessoProviderRegistry *self, GessoTool tool);

/**
 * gesso_provider_registry_dup_default:
 *
 * The best model on this device: one that costs is never chosen by itself.
 * %GESSO_ERROR_UNSUPPORTED says which providers could.
 */
char                  *gesso_provider_registry_dup_default (GessoProviderRegistry *self, GessoTool tool, GError **error);

G_END_DECLS
