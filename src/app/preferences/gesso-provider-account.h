/* gesso-provider-account.h - account, address and limits of one provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PROVIDER_ACCOUNT (gesso_provider_account_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderAccount, gesso_provider_account, GESSO, PROVIDER_ACCOUNT, AdwPreferencesGroup)

/** GessoProviderAccount: what is changed is in force at once; what cannot be is said in a toast, and taken back. */
GtkWidget *gesso_provider_account_new (void);
void       gesso_provider_account_set (GessoProviderAccount *self, GessoStudioProviders *providers,
                                       const GessoProviderSpec *spec);

G_END_DECLS
