/* gesso-mask-stroke.h - one stroke of a round brush or eraser
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-stamp.h"
#include "gesso-mask-tool.h"

G_BEGIN_DECLS

/**
 * GessoMaskStroke:
 *
 * Dabs are gathered by their maximum in a buffer of the stroke's own, which is
 * then laid over the mask as it was: where a stroke crosses itself it does not
 * build up, whatever its opacity. A smoothed stroke is pulled along on a string,
 * so that it does not matter how often the pointer is asked for its place.
 */
typedef struct _GessoMaskStroke GessoMaskStroke;

/**
 * gesso_mask_stroke_new:
 * @stamps: (transfer none): of the brush's hardness; must outlive the stroke
 * @subtract: takes coverage away
 */
GessoMaskStroke *gesso_mask_stroke_new    (GessoMask *mask, GessoMaskStamps *stamps,
                                           const GessoMaskToolOptions *options, gboolean subtract);
void             gesso_mask_stroke_free   (GessoMaskStroke *self);
/** Goes on through @points, joined by dabs a tenth of the width apart. Returns: what changed */
GessoRect        gesso_mask_stroke_add    (GessoMaskStroke *self, const GessoMaskPoint *points, guint n_points);
/** Ends it at @point, and lets go of what need not be kept of the tiles painted. Returns: what changed */
GessoRect        gesso_mask_stroke_finish (GessoMaskStroke *self, const GessoMaskPoint *point);
/** The mask as it was before. Returns: what changed */
GessoRect        gesso_mask_stroke_revert (GessoMaskStroke *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoMaskStroke, gesso_mask_stroke_free)

G_END_DECLS
