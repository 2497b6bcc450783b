/* gesso-preferences.h - saving, appearance, storage, providers, keys of the canvas
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-key-list.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PREFERENCES (gesso_preferences_get_type ())
G_DECLARE_FINAL_TYPE (GessoPreferences, gesso_preferences, GESSO, PREFERENCES, AdwPreferencesWindow)

/** @studio, @keys: (nullable): opened, and its keys; without them storage and providers are left out */
GtkWidget *gesso_preferences_new           (GSettings *settings, GessoStudio *studio, GessoKeyList *keys);
/** Shows the providers; @provider: the id of the one to open, or empty. */
void       gesso_preferences_show_provider (GessoPreferences *self, const char *provider);

G_END_DECLS
