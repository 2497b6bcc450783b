/* gesso-tile-kernels.h - the inner loops of tiles, written for the vectoriser
 *
 * Rows of bytes, whatever the channels; coverage and fractions come expanded
 * to one of each for every byte.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What gesso_tile_kernel_find_lines() tells of a pixel. */
enum
{
  GESSO_TILE_LINE_NONE,
  GESSO_TILE_LINE_FREE,    /* the first that has no coverage */
  GESSO_TILE_LINE_COVERED, /* the last that has some */
  GESSO_TILE_LINE_EDGE     /* the last that is half covered, where coverage falls slowly */
};

/** to = @fraction / 256 of @b and the rest of @a. */
void gesso_tile_kernel_mix_rows       (const guint8 *restrict a, const guint8 *restrict b, guint8 fraction,
                                       guint8 *restrict to, gsize n);
/** The same with a fraction for each byte. */
void gesso_tile_kernel_mix_neighbours (const guint8 *restrict a, const guint8 *restrict b,
                                       const guint8 *restrict fraction, guint8 *restrict to, gsize n);
/** Of the two bytes in each of @pairs, in the order of memory. */
void gesso_tile_kernel_mix_pairs      (const guint16 *restrict pairs, const guint8 *restrict fraction,
                                       guint8 *restrict to, gsize n);
/** Lays @colour over @out by @strength. */
void gesso_tile_kernel_tint           (guint8 *restrict out, const guint8 *restrict colour,
                                       const guint8 *restrict strength, gsize n);
/** The same where the strength is one. */
void gesso_tile_kernel_tint_flat      (guint8 *restrict out, const guint8 *restrict colour, guint8 strength, gsize n);
/** to = @from × @factor / 255 */
void gesso_tile_kernel_scale          (const guint8 *restrict from, guint8 factor, guint8 *restrict to, gsize n);
/** What lines run through @n pixels from @here[1] on; the rows begin one pixel before. */
void gesso_tile_kernel_find_lines     (const guint8 *restrict above, const guint8 *restrict here,
                                       const guint8 *restrict below, guint8 *restrict flags, gsize n);
/** @n pixels of four bytes. */
void gesso_tile_kernel_premultiply    (const guint8 *restrict in, guint8 *restrict out, gsize n);

G_END_DECLS
