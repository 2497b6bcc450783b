/* gesso-canvas-ruler.h - places of the picture along one side of the canvas
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-canvas.h"

G_BEGIN_DECLS

#define GESSO_TYPE_CANVAS_RULER (gesso_canvas_ruler_get_type ())
G_DECLARE_FINAL_TYPE (GessoCanvasRuler, gesso_canvas_ruler, GESSO, CANVAS_RULER, GtkWidget)

/**
 * GessoCanvasRuler:
 *
 * Beside a canvas of the same length: marks in image pixels, and one at the
 * pointer. Property: orientation (GtkOrientation).
 */

/** @canvas: (transfer none): whose view it follows; must outlive its being shown */
void gesso_canvas_ruler_set_canvas (GessoCanvasRuler *self, GessoCanvas *canvas);

/**
 * gesso_canvas_ruler_choose_step:
 * @scale: logical pixels per image pixel
 *
 * Image pixels between two numbers: 1, 2 or 5 times a power of ten, 60 logical
 * pixels apart at least.
 */
int  gesso_canvas_ruler_choose_step (double scale);

G_END_DECLS
