/* gesso-mask-combine.h - one mask laid over another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask.h"

G_BEGIN_DECLS

/** GessoMaskCombine: what a new shape does to the mask there is. */
typedef enum
{
  GESSO_MASK_ADD,
  GESSO_MASK_SUBTRACT,
  GESSO_MASK_INTERSECT, /* keeps what both cover */
} GessoMaskCombine;

/**
 * gesso_mask_combine:
 * @cover: of @mask's size
 * @opacity: 0 to 1, of @cover; of an intersection, how much of the rest goes
 *
 * Returns: the rectangle that may have changed
 */
GessoRect gesso_mask_combine       (GessoMask *mask, GessoMask *cover, double opacity, GessoMaskCombine combine);

/** The same for @cover, 1 channel, whose corner lies at (@x, @y) and that is 0 around it. */
GessoRect gesso_mask_combine_image (GessoMask *mask, const GessoImage *cover, int x, int y,
                                    double opacity, GessoMaskCombine combine);

G_END_DECLS
