/* gesso-draw.h - what widgets that draw themselves have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The background of what is selected, and what is read on it, with the theme of @widget. */
GdkRGBA gesso_draw_get_accent    (GtkWidget *widget);
GdkRGBA gesso_draw_get_on_accent (GtkWidget *widget);

/** Draws the symbolic icon @name for the display, scale and direction of @widget. @x, @y, @size: logical pixels */
void    gesso_draw_icon          (GtkSnapshot *snapshot, GtkWidget *widget, const char *name,
                                  float x, float y, int size, const GdkRGBA *colour);
/** Fills @place, its shorter sides half circles. */
void    gesso_draw_pill          (GtkSnapshot *snapshot, const graphene_rect_t *place, const GdkRGBA *colour);

G_END_DECLS
