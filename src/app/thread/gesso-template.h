/* gesso-template.h - the end of a widget made from a template
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gesso_template_dispose:
 *
 * gtk_widget_dispose_template() lets go of the children that are bound by
 * name; this unparents the others too.
 */
static inline void
gesso_template_dispose (GtkWidget *widget,
                        GType      type)
{
  GtkWidget *child;

  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

G_END_DECLS
