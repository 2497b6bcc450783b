/* gesso-fit.h - which part of a picture a model is sent, and how large
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "gesso-rect.h"

G_BEGIN_DECLS

/**
 * GessoFitRule:
 * @sizes: (nullable): "1024x1024", …, ended by %NULL: the only sizes there are
 * @ratios: (nullable): "16:9", …, ended by %NULL, where there are no @sizes
 * @min_side: in pixels, like all the others; 0: no limit
 * @multiple: what each side must be a multiple of; 0: anything
 *
 * The pictures a model takes. Words that are no size or ratio are passed over.
 */
typedef struct
{
  const char *const *sizes;
  const char *const *ratios;
  guint min_side, max_side, multiple;
  guint64 max_pixels;
} GessoFitRule;

/**
 * GessoFit:
 * @pasted: what may change and its surroundings, in image pixels, inside the image
 * @cut: the context that is sent, in image pixels; where the model's shape asks
 *   for more than the image has it sticks out, and the edge's pixels run on
 * @width: of what is sent, in model pixels
 * @scale: sent ÷ cut
 * @softer: whether @scale is below 1, so that the patch has less detail than its surroundings
 *
 * The three numbers to be shown: cut → sent → pasted.
 */
typedef struct
{
  GessoRect pasted;
  GessoRect cut;
  guint width, height;
  double scale;
  gboolean softer;
} GessoFit;

/**
 * gesso_fit_area:
 * @area: what is to be made anew: the bounds of a mask's support, or of the ring
 *   that an expansion adds; not empty, inside the image
 *
 * The context of @area, widened to the shape the model has that adds least, and
 * moved, not cut, into the image. The sizes of padding and context are those of
 * Krita's AI plug-in.
 */
GessoFit gesso_fit_area  (const GessoRect *area, int width, int height, const GessoFitRule *rule);

/** All of an image of @width × @height, widened as by gesso_fit_area(). */
GessoFit gesso_fit_whole (int width, int height, const GessoFitRule *rule);

/**
 * gesso_fit_limits:
 *
 * @width × @height scaled, its ratio kept, as little as the rule's limits ask;
 * sizes and ratios, which are those of results, do not matter. %FALSE when
 * nothing has to change.
 */
gboolean gesso_fit_limits (guint *width, guint *height, const GessoFitRule *rule);

G_END_DECLS
