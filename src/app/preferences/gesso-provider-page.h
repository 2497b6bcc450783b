/* gesso-provider-page.h - one provider: what it offers, its keys, its settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-row.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PROVIDER_PAGE (gesso_provider_page_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderPage, gesso_provider_page, GESSO, PROVIDER_PAGE, GtkBox)

/** GessoProviderPage: a subpage of the preferences; follows @keys and @actions. Signal back. */
GtkWidget               *gesso_provider_page_new       (GessoStudio *studio, GessoProvider *provider,
                                                        GessoKeyList *keys, GessoKeyActions *actions);
const GessoProviderSpec *gesso_provider_page_get_spec  (GessoProviderPage *self);
/** (nullable): the row of a key that is shown. */
GessoKeyRow             *gesso_provider_page_find_key  (GessoProviderPage *self, const char *fingerprint);
guint                    gesso_provider_page_get_n_keys (GessoProviderPage *self);

G_END_DECLS
