/* gesso-canvas-divider.h - the line between two pictures that are compared
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GESSO_TYPE_CANVAS_DIVIDER (gesso_canvas_divider_get_type ())
G_DECLARE_FINAL_TYPE (GessoCanvasDivider, gesso_canvas_divider, GESSO, CANVAS_DIVIDER, GtkWidget)

/* Logical pixels in which it can be taken; the line itself is thin. */
#define GESSO_CANVAS_DIVIDER_WIDTH 24

/**
 * GessoCanvasDivider:
 *
 * A slider as tall as its parent, which it is dragged across: its parent puts it
 * where `position` (double, 0 to 1, notifies) says. Arrows move it by a
 * hundredth, with Shift by a tenth, Home and End to the ends.
 */
GtkWidget *gesso_canvas_divider_new          (void);
double     gesso_canvas_divider_get_position (GessoCanvasDivider *self);
void       gesso_canvas_divider_set_position (GessoCanvasDivider *self, double position);

G_END_DECLS
