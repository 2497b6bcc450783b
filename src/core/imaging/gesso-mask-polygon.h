/* gesso-mask-polygon.h - areas with smooth edges
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-combine.h"
#include "gesso-mask-tool.h"

G_BEGIN_DECLS

/**
 * gesso_mask_fill_polygon:
 * @points: corners in image pixels; the last is joined to the first
 * @opacity: 0 to 1
 * @combine: with what is masked already
 *
 * Everything that the line goes around, by the non-zero winding rule, so that
 * a freehand line that crosses itself leaves no holes. Returns: what changed
 */
GessoRect gesso_mask_fill_polygon (GessoMask *mask, const GessoMaskPoint *points, guint n_points,
                                   double opacity, GessoMaskCombine combine);

G_END_DECLS
