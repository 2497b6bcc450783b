/* gesso-viewport.h - where the picture lies on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "gesso-rect.h"

G_BEGIN_DECLS

/**
 * GessoViewport:
 * @content: what "fit" shows: the picture, or the frame around it; image pixels
 * @width, @height: of the view, device pixels
 * @scale: device pixels per image pixel
 * @x, @y: of the picture's corner in the view, device pixels; drawn at their floor
 * @fitted: follows the size of the view
 *
 * Zooming and panning without a widget. All but @content, which may be set
 * before gesso_viewport_fit(), is read-only.
 */
typedef struct
{
  GessoRect content;
  int width, height;
  double scale;
  double x, y;
  gboolean fitted;
} GessoViewport;

#define GESSO_VIEWPORT_MAX_SCALE 32.0
#define GESSO_VIEWPORT_MIN_SCALE 0.01

/** A new picture: fitted. */
void   gesso_viewport_set_image  (GessoViewport *self, int width, int height);
/** Keeps the middle in the middle, or fits again. */
void   gesso_viewport_resize     (GessoViewport *self, int width, int height);
/** All of the content, never enlarged. */
void   gesso_viewport_fit        (GessoViewport *self);
/** To @scale; what is at (@at_x, @at_y), device pixels, stays there. */
void   gesso_viewport_zoom       (GessoViewport *self, double scale, double at_x, double at_y);
/** By device pixels; some of the content always stays in view. */
void   gesso_viewport_pan        (GessoViewport *self, double dx, double dy);
/** The round percentage that @scale is within 2 % of, or @scale. */
double gesso_viewport_snap       (double scale);
/** From device pixels of the view to image pixels, and back. */
void   gesso_viewport_to_image   (const GessoViewport *self, double x, double y, double *image_x, double *image_y);
void   gesso_viewport_from_image (const GessoViewport *self, double image_x, double image_y, double *x, double *y);

G_END_DECLS
