/* gesso-provider-models.h - the models of one provider, and its own list of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PROVIDER_MODELS (gesso_provider_models_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderModels, gesso_provider_models, GESSO, PROVIDER_MODELS, AdwExpanderRow)

/** GessoProviderModels: each with tools and price; those the vendor lists besides can be added. */
GtkWidget *gesso_provider_models_new (void);
void       gesso_provider_models_set (GessoProviderModels *self, GessoStudioProviders *providers,
                                      const GessoProviderSpec *spec);

G_END_DECLS
