/* gesso-spoken.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-spoken.h"

void
gesso_spoken_add (GString    *name,
                  const char *part)
{
  g_return_if_fail (name != NULL);

  if (part == NULL || *part == '\0')
    return;
  if (name->len > 0)
    /* Translators: stands between the items of a list. */
    g_string_append (name, _(", "));
  g_string_append (name, part);
}

void
gesso_spoken_name_item (GtkWidget  *child,
                        const char *name)
{
  GtkWidget *item = gtk_widget_get_parent (child);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
