/* gesso-ramp.h - a feathered mask at the size it is looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-levels.h"

G_BEGIN_DECLS

/**
 * GessoRamp:
 * @levels: (borrowed): of the mask as drawn
 * @feather: image pixels, as of gesso_mask_feather()
 * @scale: device pixels per image pixel
 * @limit: coverage outside of it is taken for 0, image pixels
 */
typedef struct
{
  GessoMaskLevels *levels;
  double feather;
  GessoEdge edge;
  double scale;
  GessoRect limit;
} GessoRamp;

/**
 * gesso_ramp_sample:
 * @x, @y: device pixels from the picture's corner
 *
 * What gesso_mask_feather() would make of the mask, seen at @scale: the same
 * three boxes, on the half size at which they are a few pixels long.
 *
 * Returns: (transfer full) (nullable): @width × @height coverage, %NULL where all of it is 0
 */
guint8 *gesso_ramp_sample (const GessoRamp *self, int x, int y, int width, int height);

G_END_DECLS
