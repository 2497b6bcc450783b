/* gesso-family-page.h - the family tree in place of the threads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_FAMILY_PAGE (gesso_family_page_get_type ())
G_DECLARE_FINAL_TYPE (GessoFamilyPage, gesso_family_page, GESSO, FAMILY_PAGE, GtkWidget)

/**
 * GessoFamilyPage:
 *
 * Who was made from whom in a thread, and what can be done with it. All its
 * commands are actions of the group family; what they do to versions are actions
 * of the window. Properties: everywhere (boolean): all kin of the version, in
 * whatever thread; path-shown (boolean). Signal: close.
 */
GtkWidget *gesso_family_page_new  (GessoStudio *studio);
/**
 * gesso_family_page_show:
 * @title: (nullable): of the thread
 * @version_id: where the cursor is to be; 0 for the newest
 * @current_id: what the canvas shows, or 0
 *
 * Shows the tree of a thread and takes the keyboard.
 */
void       gesso_family_page_show (GessoFamilyPage *self, gint64 thread_id, const char *title, gint64 version_id,
                                   gint64 current_id);

G_END_DECLS
