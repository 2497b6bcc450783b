/* gesso-scrollbar.h - when a scrolled window shows its scrollbar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gesso_scrollbar_show_when_needed:
 *
 * Shows the vertical scrollbar of @window when there is something to scroll,
 * for content that finds out how high it is in its allocation. Left to itself
 * GTK 4.8 then asks for another size in the middle of it, which parents that
 * had no reason to be allocated never hear of: they are not drawn any more
 * (“Trying to snapshot … without a current allocation”).
 */
void gesso_scrollbar_show_when_needed (GtkScrolledWindow *window);

G_END_DECLS
