/* gesso-mask-kernels.h - the inner loops of masks, written for the vectoriser
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** v / 255, rounded, for v up to 255²; exact and free of carries in 16 bits. */
static inline guint16
gesso_div255 (guint16 v)
{
  guint16 t = (guint16) (v + 128);

  return (guint16) ((guint16) (t + (t >> 8)) >> 8);
}

/**
 * What a ramp outside of a drawn edge covers where the mask, blurred about that
 * edge, has @blurred: all of it at the edge, where it is half, and less and
 * less from there on, without a kink at the edge and with nothing beyond.
 */
static inline guint8
gesso_ramp_outside (guint8 blurred)
{
  guint16 t = (guint16) MIN (2 * blurred, 255);

  return (guint8) gesso_div255 ((guint16) (t * (510 - t)));
}

/** to = max (to, stamp) */
void    gesso_mask_kernel_max      (guint8 *restrict to, const guint8 *restrict stamp, gsize n);
/** to = base over which @cover × @opacity is laid. */
void    gesso_mask_kernel_add      (guint8 *restrict to, const guint8 *restrict base,
                                    const guint8 *restrict cover, guint8 opacity, gsize n);
/** to = base of which @cover × @opacity is taken away. */
void    gesso_mask_kernel_subtract (guint8 *restrict to, const guint8 *restrict base,
                                    const guint8 *restrict cover, guint8 opacity, gsize n);
/** to = base of which is kept what @cover has; @opacity: how much of the rest goes. */
void    gesso_mask_kernel_intersect (guint8 *restrict to, const guint8 *restrict base,
                                     const guint8 *restrict cover, guint8 opacity, gsize n);
void    gesso_mask_kernel_invert   (guint8 *pixels, gsize n);
guint64 gesso_mask_kernel_sum      (const guint8 *pixels, gsize n);
/** Half the size: each of @n bytes is the mean of two in @a and two in @b. */
void    gesso_mask_kernel_halve    (const guint8 *restrict a, const guint8 *restrict b,
                                    guint8 *restrict to, gsize n);

G_END_DECLS
