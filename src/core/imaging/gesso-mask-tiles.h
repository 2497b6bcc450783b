/* gesso-mask-tiles.h - the inside of a mask, for the files that paint into it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask.h"

G_BEGIN_DECLS

/** GessoMaskTile: 256² bytes shared by masks and snapshots until one writes. */
typedef struct
{
  guint8 pixels[GESSO_MASK_TILE * GESSO_MASK_TILE];
  guint refs;
} GessoMaskTile;

/**
 * GessoMaskGrid:
 * @tiles: row by row; %NULL where all of the tile is the byte in @values
 *
 * What a mask and a snapshot have in common. Tiles at the right and the bottom
 * may reach beyond @width × @height; what lies there means nothing.
 */
typedef struct
{
  int width, height;
  guint columns, rows;
  GessoMaskTile **tiles;
  guint8 *values;
} GessoMaskGrid;

/**
 * GessoMaskPatch:
 * @index: the tile
 * @x, @y: of its first pixel, in mask coordinates
 * @offset: of that pixel inside the tile's pixels
 *
 * The part of a rectangle that lies in one tile.
 */
typedef struct
{
  guint index;
  int x, y, width, height;
  gsize offset;
} GessoMaskPatch;

typedef struct
{
  const GessoMaskGrid *grid;
  GessoRect rect;
  int column, row;
} GessoMaskIter;

/* Visits the tiles that @rect, cut to the grid, meets; row by row. */
void                 gesso_mask_iter_init          (GessoMaskIter *iter, const GessoMaskGrid *grid, const GessoRect *rect);
gboolean             gesso_mask_iter_next          (GessoMaskIter *iter, GessoMaskPatch *patch);

const GessoMaskGrid *gesso_mask_peek_grid          (GessoMask *self);
const GessoMaskGrid *gesso_mask_snapshot_peek_grid (GessoMaskSnapshot *self);
/** All of the mask. */
GessoRect            gesso_mask_get_extents        (GessoMask *self);

/** Its pixels are for whoever asked to write. Returns: (transfer full) */
GessoMaskTile       *gesso_mask_tile_new           (void);
GessoMaskTile       *gesso_mask_tile_ref           (GessoMaskTile *tile);
/** @tile: (nullable) */
void                 gesso_mask_tile_unref         (GessoMaskTile *tile);

/** The tile's pixels for writing, owned by @self alone. */
guint8              *gesso_mask_edit_tile          (GessoMask *self, guint index);
/** Makes all of a tile @value; costs one byte. */
void                 gesso_mask_fill_tile          (GessoMask *self, guint index, guint8 value);
/** Exchanges a tile for @tile (owned, nullable: all of it is @value). */
void                 gesso_mask_swap_tile          (GessoMask *self, guint index, GessoMaskTile **tile, guint8 *value);
/** Lets go of the pixels of tiles that have become of one value. */
void                 gesso_mask_compact            (GessoMask *self, const GessoRect *rect);

G_END_DECLS
