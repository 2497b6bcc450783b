/* gesso-mask-kernels.c
 *
 * Plain loops over bytes in 16-bit lanes: GCC at -O3 turns each into SIMD.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-mask-kernels.h"
#include "gesso-vector.h"

GESSO_VECTOR void
gesso_mask_kernel_max (guint8 *restrict       to,
                       const guint8 *restrict stamp,
                       gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    to[i] = MAX (to[i], stamp[i]);
}

GESSO_VECTOR void
gesso_mask_kernel_add (guint8 *restrict       to,
                       const guint8 *restrict base,
                       const guint8 *restrict cover,
                       guint8                 opacity,
                       gsize                  n)
{
  if (opacity == 255)
    {
      for (gsize i = 0; i < n; i++)
        to[i] = (guint8) (255 - gesso_div255 ((guint16) ((255 - base[i]) * (255 - cover[i]))));
      return;
    }
  for (gsize i = 0; i < n; i++)
    {
      guint16 keep = (guint16) (255 - gesso_div255 ((guint16) (cover[i] * opacity)));

      to[i] = (guint8) (255 - gesso_div255 ((guint16) ((255 - base[i]) * keep)));
    }
}

GESSO_VECTOR void
gesso_mask_kernel_subtract (guint8 *restrict       to,
                            const guint8 *restrict base,
                            const guint8 *restrict cover,
                            guint8                 opacity,
                            gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint16 keep = (guint16) (255 - gesso_div255 ((guint16) (cover[i] * opacity)));

      to[i] = (guint8) gesso_div255 ((guint16) (base[i] * keep));
    }
}

GESSO_VECTOR void
gesso_mask_kernel_intersect (guint8 *restrict       to,
                             const guint8 *restrict base,
                             const guint8 *restrict cover,
                             guint8                 opacity,
                             gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint16 keep = (guint16) (255 - gesso_div255 ((guint16) ((255 - cover[i]) * opacity)));

      to[i] = (guint8) gesso_div255 ((guint16) (base[i] * keep));
    }
}

GESSO_VECTOR void
gesso_mask_kernel_invert (guint8 *pixels,
                          gsize   n)
{
  for (gsize i = 0; i < n; i++)
    pixels[i] = (guint8) ~pixels[i];
}

GESSO_VECTOR guint64
gesso_mask_kernel_sum (const guint8 *pixels,
                       gsize         n)
{
  guint64 sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += pixels[i];
  return sum;
}

GESSO_VECTOR void
gesso_mask_kernel_halve (const guint8 *restrict a,
                         const guint8 *restrict b,
                         guint8 *restrict       to,
                         gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    to[i] = (guint8) ((a[2 * i] + a[2 * i + 1] + b[2 * i] + b[2 * i + 1] + 2) >> 2);
}
