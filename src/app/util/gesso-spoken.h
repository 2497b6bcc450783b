/* gesso-spoken.h - what is seen of a thing, for those who do not see it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Adds one more part to an accessible name. @part: (nullable): nothing, like an empty one, adds nothing */
void gesso_spoken_add       (GString *name, const char *part);
/**
 * gesso_spoken_name_item:
 * @child: what shows an item of a GtkListView
 *
 * Names the item itself, which is what has the focus; GtkListItem has a property
 * for it only from GTK 4.12 on.
 */
void gesso_spoken_name_item (GtkWidget *child, const char *name);

G_END_DECLS
