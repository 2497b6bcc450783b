/* gesso-preferences.h - saving, appearance, storage
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PREFERENCES (gesso_preferences_get_type ())
G_DECLARE_FINAL_TYPE (GessoPreferences, gesso_preferences, GESSO, PREFERENCES, AdwPreferencesWindow)

/** @studio: (nullable): opened; without one the storage group is left out */
GtkWidget *gesso_preferences_new (GSettings *settings, GessoStudio *studio);

G_END_DECLS
