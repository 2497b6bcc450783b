/* gesso-providers-page.h - the artist's accounts with those who make pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider-page.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PROVIDERS_PAGE (gesso_providers_page_get_type ())
G_DECLARE_FINAL_TYPE (GessoProvidersPage, gesso_providers_page, GESSO, PROVIDERS_PAGE, AdwPreferencesPage)

/** GessoProvidersPage: one row for each provider that needs a key, which leads to a page of its own. */
GtkWidget         *gesso_providers_page_new       (GessoStudio *studio, GessoKeyList *keys, AdwPreferencesWindow *window);
/** (nullable): the row of a provider. */
AdwActionRow      *gesso_providers_page_find_row  (GessoProvidersPage *self, const char *provider);
/** (nullable): opens the page of a provider. */
GessoProviderPage *gesso_providers_page_open      (GessoProvidersPage *self, const char *provider);

G_END_DECLS
