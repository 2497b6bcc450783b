/* gesso-canvas.h - draws a picture with its mask or frame and maps coordinates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-adjust.h"
#include "gesso-canvas-pane.h"
#include "gesso-mask-editor.h"
#include "gesso-preview.h"
#include "gesso-pyramid.h"

G_BEGIN_DECLS

/** GessoCanvasCompare: how the picture is held against another. */
typedef enum
{
  GESSO_CANVAS_COMPARE_NONE,
  GESSO_CANVAS_COMPARE_WHOLE, /* the other one is shown in its place */
  GESSO_CANVAS_COMPARE_SLIDER,
  GESSO_CANVAS_COMPARE_SIDES,
  GESSO_CANVAS_COMPARE_LENS,
  GESSO_CANVAS_COMPARE_DIFFERENCE,
  GESSO_CANVAS_N_COMPARES
} GessoCanvasCompare;

#define GESSO_TYPE_CANVAS (gesso_canvas_get_type ())
G_DECLARE_FINAL_TYPE (GessoCanvas, gesso_canvas, GESSO, CANVAS, GtkWidget)

/**
 * GessoCanvas:
 *
 * Properties: zoom (double, read-only: device pixels per image pixel),
 * comparing (boolean, read-only: the key for it is held). Signals: `pointer-moved`
 * (x, y in image pixels, whether over the picture), `frame-changed` and `crop-changed` (by the pointer),
 * `brush-tuned` (a factor for its size, per cent to add to its hardness).
 */

/**
 * gesso_canvas_set_picture:
 * @placeholder: (nullable): shown until there is a pyramid
 * @width, @height: of the picture; 0 when there is none
 *
 * A picture of another size is fitted, one of the same size stays where the last was.
 */
void       gesso_canvas_set_picture   (GessoCanvas *self, GdkTexture *placeholder, int width, int height);
/** Another one for the same picture. */
void       gesso_canvas_set_placeholder (GessoCanvas *self, GdkTexture *placeholder);
void       gesso_canvas_set_pyramid   (GessoCanvas *self, GessoPyramid *pyramid);
/** Borrowed (nullable). */
GessoPyramid *gesso_canvas_get_pyramid (GessoCanvas *self);
/**
 * gesso_canvas_set_compared:
 * @pyramid: (nullable): the other picture
 * @heat: (nullable): what differs, of the picture's size
 * @added: (nullable): what the picture has around the other one
 *
 * Without @added a picture of the same ratio takes the same place.
 */
void       gesso_canvas_set_compared  (GessoCanvas *self, GessoPyramid *pyramid, GessoPyramid *heat,
                                       const GessoFrame *added);
void       gesso_canvas_set_compare   (GessoCanvas *self, GessoCanvasCompare compare);
/**
 * gesso_canvas_set_crop:
 * @cut: (nullable): drawn over the picture, with handles that are dragged
 * @ratio: that its sides keep; 0: none
 */
void       gesso_canvas_set_crop      (GessoCanvas *self, const GessoAdjustCut *cut, double ratio);
/** As it was dragged, after the signal crop-changed. */
GessoAdjustCut gesso_canvas_get_crop  (GessoCanvas *self);
/** (nullable): shown in place of the picture, about the same middle, as long as it is set. */
void       gesso_canvas_set_preview   (GessoCanvas *self, GessoPreview *preview);
/** (nullable) */
void       gesso_canvas_set_editor    (GessoCanvas *self, GessoMaskEditor *editor);
void       gesso_canvas_set_mode      (GessoCanvas *self, GessoCanvasMode mode);
/** How large the outline of the brush is, image pixels; 0 for tools without. */
void       gesso_canvas_set_brush     (GessoCanvas *self, double diameter);
void       gesso_canvas_set_frame     (GessoCanvas *self, const GessoFrame *frame);
/**
 * gesso_canvas_set_steps:
 * @frames: (nullable) (element-type GessoFrame): about the picture, after each step but the last; drawn as lines
 * @overlap: image pixels of the picture that are sent beside what is added; hatched
 */
void       gesso_canvas_set_steps     (GessoCanvas *self, GArray *frames, int overlap);
GessoFrame gesso_canvas_get_frame     (GessoCanvas *self);

/** What of the picture is in view, image pixels. */
GessoRect  gesso_canvas_get_seen      (GessoCanvas *self);
/** Marks a place, image pixels, that keys are moving; the brush is drawn there. */
void       gesso_canvas_set_marker    (GessoCanvas *self, gboolean shown, double x, double y);
/** How near to a place the pointer has to be, image pixels. */
double     gesso_canvas_get_reach     (GessoCanvas *self);
double     gesso_canvas_get_zoom      (GessoCanvas *self);
/** All of it, with the frame when there is one. */
void       gesso_canvas_zoom_fit      (GessoCanvas *self);
/** About the middle of the view. */
void       gesso_canvas_zoom_to       (GessoCanvas *self, double zoom);
void       gesso_canvas_zoom_by       (GessoCanvas *self, double factor);
/** By shares of the view. */
void       gesso_canvas_pan_by        (GessoCanvas *self, double across, double down);

G_END_DECLS
