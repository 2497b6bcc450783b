/* gesso-tile-mask.h - the mask under a tile, row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-levels.h"
#include "gesso-tile-axis.h"

G_BEGIN_DECLS

/**
 * GessoTileMaskRow:
 * @pixels: coverage of the tile's pixels and of one on each side, beginning with that on the left
 * @from, @to: outside of them, counted from @pixels, there is none
 * @flat: all of @pixels is one value
 */
typedef struct
{
  guint8 *pixels; /* (owned) */
  int from, to;
  gboolean flat;
} GessoTileMaskRow;

/**
 * GessoTileMask:
 *
 * Coverage at the screen's scale, sampled as the picture is. Three rows are
 * there at a time.
 */
typedef struct
{
  int width, height; /* with the border of a pixel */
  GessoTileAxis across, down;
  guint8 *source; /* (owned): of the level, as much as is needed */
  gsize stride;
  guint8 *mixed;     /* (owned): two of its rows, mixed */
  guint16 *pairs;    /* (owned): neighbours in it */
  guint8 *fractions; /* (owned) */
  GessoTileMaskRow rows[3];
} GessoTileMask;

/**
 * gesso_tile_mask_init:
 * @x, @y, @width, @height: the tile, device pixels from the picture's corner
 * @scale: device pixels per image pixel
 *
 * Samples the first rows. Returns: %FALSE where nothing is covered; then there is nothing to clear
 */
gboolean                gesso_tile_mask_init    (GessoTileMask *self, GessoMaskLevels *levels, guint level, double scale,
                                                 int x, int y, int width, int height);
void                    gesso_tile_mask_clear   (GessoTileMask *self);
/** Makes row @row of the tile the present one; those before it have been. */
void                    gesso_tile_mask_go_to   (GessoTileMask *self, int row);
/** Row @row of the tile, which is the present one or next to it. */
const GessoTileMaskRow *gesso_tile_mask_get_row (const GessoTileMask *self, int row);

G_END_DECLS
