/* gesso-shortcuts-page.h - the keys of the canvas, to be changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GESSO_TYPE_SHORTCUTS_PAGE (gesso_shortcuts_page_get_type ())
G_DECLARE_FINAL_TYPE (GessoShortcutsPage, gesso_shortcuts_page, GESSO, SHORTCUTS_PAGE, AdwPreferencesPage)

/** Every key of the canvas with what it does, as @settings have it. */
GtkWidget *gesso_shortcuts_page_new (GSettings *settings);

G_END_DECLS
