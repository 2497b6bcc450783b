/* gesso-library-page.h - looking through everything that was made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_LIBRARY_PAGE (gesso_library_page_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryPage, gesso_library_page, GESSO, LIBRARY_PAGE, GtkWidget)

/**
 * GessoLibraryPage:
 *
 * The library as a page of the window: grid, search, filters, places and what
 * can be done with what is selected. All its commands are actions of the group
 * library. Signals: close; open-version (gint64 thread, gint64 version).
 */
GtkWidget *gesso_library_page_new   (GessoStudio *studio, GSettings *settings);
/** Takes the keyboard, as when the page is shown. */
void       gesso_library_page_enter (GessoLibraryPage *self);
/** Shows what @text finds. */
void       gesso_library_page_search (GessoLibraryPage *self, const char *text);
/** Shows versions that look like @version_id. */
void       gesso_library_page_show_alike (GessoLibraryPage *self, gint64 version_id);

G_END_DECLS
