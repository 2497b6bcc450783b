/* gesso-tile-kernels.c
 *
 * Plain loops over bytes in 16-bit lanes: GCC at -O3 turns each into SIMD.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-mask-kernels.h"
#include "gesso-tile-kernels.h"
#include "gesso-vector.h"

/* Of the drawn edge: what lies at half coverage, and how far it may fall beside it. */
#define EDGE_HERE 128
#define EDGE_NEXT 96

GESSO_VECTOR void
gesso_tile_kernel_mix_rows (const guint8 *restrict a,
                            const guint8 *restrict b,
                            guint8                 fraction,
                            guint8 *restrict       to,
                            gsize                  n)
{
  guint16 f = fraction, rest = (guint16) (256 - f);

  for (gsize i = 0; i < n; i++)
    {
      guint16 sum = (guint16) (a[i] * rest + b[i] * f + 128);

      to[i] = (guint8) (sum >> 8);
    }
}

GESSO_VECTOR void
gesso_tile_kernel_mix_neighbours (const guint8 *restrict a,
                                  const guint8 *restrict b,
                                  const guint8 *restrict fraction,
                                  guint8 *restrict       to,
                                  gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint16 f = fraction[i], rest = (guint16) (256 - f);
      guint16 sum = (guint16) (a[i] * rest + b[i] * f + 128);

      to[i] = (guint8) (sum >> 8);
    }
}

GESSO_VECTOR void
gesso_tile_kernel_mix_pairs (const guint16 *restrict pairs,
                             const guint8 *restrict  fraction,
                             guint8 *restrict        to,
                             gsize                   n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint16 pair = GUINT16_FROM_LE (pairs[i]);
      guint16 f = fraction[i], rest = (guint16) (256 - f);
      guint16 sum = (guint16) ((pair & 0xff) * rest + (pair >> 8) * f + 128);

      to[i] = (guint8) (sum >> 8);
    }
}

GESSO_VECTOR void
gesso_tile_kernel_tint (guint8 *restrict       out,
                        const guint8 *restrict colour,
                        const guint8 *restrict strength,
                        gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint16 s = strength[i], rest = (guint16) (255 - s);

      out[i] = (guint8) gesso_div255 ((guint16) (out[i] * rest + colour[i] * s));
    }
}

GESSO_VECTOR void
gesso_tile_kernel_tint_flat (guint8 *restrict       out,
                             const guint8 *restrict colour,
                             guint8                 strength,
                             gsize                  n)
{
  guint16 s = strength, rest = (guint16) (255 - s);

  for (gsize i = 0; i < n; i++)
    out[i] = (guint8) gesso_div255 ((guint16) (out[i] * rest + colour[i] * s));
}

GESSO_VECTOR void
gesso_tile_kernel_scale (const guint8 *restrict from,
                         guint8                 factor,
                         guint8 *restrict       to,
                         gsize                  n)
{
  guint16 f = factor;

  for (gsize i = 0; i < n; i++)
    to[i] = (guint8) gesso_div255 ((guint16) (from[i] * f));
}

GESSO_VECTOR void
gesso_tile_kernel_find_lines (const guint8 *restrict above,
                              const guint8 *restrict here,
                              const guint8 *restrict below,
                              guint8 *restrict       flags,
                              gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint8 most = MAX (MAX (here[i], here[i + 2]), MAX (above[i + 1], below[i + 1]));
      guint8 least = MIN (MIN (here[i], here[i + 2]), MIN (above[i + 1], below[i + 1]));
      guint8 this = here[i + 1];
      guint8 free = (guint8) ((this == 0) & (most != 0));
      guint8 covered = (guint8) ((this != 0) & (least == 0));
      guint8 edge = (guint8) ((this >= EDGE_HERE) & (least < EDGE_HERE) & (least >= EDGE_NEXT));

      /* No two of them hold at once. */
      flags[i] = (guint8) (free * GESSO_TILE_LINE_FREE + covered * GESSO_TILE_LINE_COVERED +
                           edge * GESSO_TILE_LINE_EDGE);
    }
}

GESSO_VECTOR void
gesso_tile_kernel_premultiply (const guint8 *restrict in,
                               guint8 *restrict       out,
                               gsize                  n)
{
  for (gsize i = 0; i < n; i++, in += 4, out += 4)
    {
      guint16 alpha = in[3];

      out[0] = (guint8) gesso_div255 ((guint16) (in[0] * alpha));
      out[1] = (guint8) gesso_div255 ((guint16) (in[1] * alpha));
      out[2] = (guint8) gesso_div255 ((guint16) (in[2] * alpha));
      out[3] = (guint8) alpha;
    }
}
