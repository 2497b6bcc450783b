/* gesso-mask-levels.h - a mask at every half size, made where it is looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask.h"

G_BEGIN_DECLS

/**
 * GessoMaskLevels:
 *
 * Level 0 is the mask itself; place x of it is x / 2ⁿ of level n, as in a
 * #GessoPyramid. A tile of a level is made when it is first read and again
 * after what it shows has changed. Main context only.
 */
typedef struct _GessoMaskLevels GessoMaskLevels;

GessoMaskLevels *gesso_mask_levels_new        (GessoMask *mask);
void             gesso_mask_levels_free       (GessoMaskLevels *self);
GessoMask       *gesso_mask_levels_get_mask   (GessoMaskLevels *self);
/** @rect, in pixels of the mask, has changed. */
void             gesso_mask_levels_invalidate (GessoMaskLevels *self, const GessoRect *rect);
/** Level @level inside @rect, in that level's pixels; 0 outside. */
void             gesso_mask_levels_read       (GessoMaskLevels *self, guint level, const GessoRect *rect,
                                               guint8 *out, gsize stride);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoMaskLevels, gesso_mask_levels_free)

G_END_DECLS
