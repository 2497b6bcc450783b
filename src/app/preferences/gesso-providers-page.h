/* gesso-providers-page.h - the artist's accounts with those who make pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-list.h"
#include "gesso-provider-row.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PROVIDERS_PAGE (gesso_providers_page_get_type ())
G_DECLARE_FINAL_TYPE (GessoProvidersPage, gesso_providers_page, GESSO, PROVIDERS_PAGE, AdwPreferencesPage)

/**
 * GessoProvidersPage:
 *
 * One row for each provider that needs a key. A removed key is gone when the
 * toast that offers to undo it is, or the page itself.
 */
GtkWidget        *gesso_providers_page_new      (GessoStudio *studio, GessoKeyList *keys);
/** (nullable): the row of a provider. */
GessoProviderRow *gesso_providers_page_find_row (GessoProvidersPage *self, const char *provider);
/** (nullable): the sentence shown above the providers. */
const char       *gesso_providers_page_get_problem (GessoProvidersPage *self);

G_END_DECLS
