/* gesso-mask-stamp.h - the print of a round brush
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoMaskStamp:
 * @size: pixels of a side
 * @first, @last: for each row the half-open range of pixels above 0
 */
typedef struct
{
  int size;
  guint8 *pixels;
  int *first, *last;
} GessoMaskStamp;

/** GessoMaskStamps: the stamps of one hardness, made when first used. */
typedef struct _GessoMaskStamps GessoMaskStamps;

GessoMaskStamps      *gesso_mask_stamps_new    (double hardness);
void                  gesso_mask_stamps_free   (GessoMaskStamps *self);
double                gesso_mask_stamps_get_hardness (GessoMaskStamps *self);

/**
 * gesso_mask_stamps_get:
 * @x, @y: the middle of the dab, image pixels
 * @left, @top: where the stamp's corner goes
 *
 * A stamp of @diameter for a middle between pixels. Returns: (transfer none):
 *   good until the next call
 */
const GessoMaskStamp *gesso_mask_stamps_get    (GessoMaskStamps *self, double diameter,
                                                double x, double y, int *left, int *top);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoMaskStamps, gesso_mask_stamps_free)

G_END_DECLS
