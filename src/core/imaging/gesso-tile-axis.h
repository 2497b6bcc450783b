/* gesso-tile-axis.h - which pixels of a level make the pixels of a tile, along one side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoTileAxis:
 * @first, @count: the pixels of the level that are needed
 * @index: for each pixel of the tile, its left or upper neighbour, counted from @first
 * @fraction: how much of the other neighbour goes in, of 256; never more than is there
 * @whole: every @fraction is 0
 * @straight: and each pixel of the tile is one of the level
 */
typedef struct
{
  int n;
  int first, count;
  int before; /* the neighbour of the pixel before the tile, from first */
  int *index;
  guint16 *fraction;
  gboolean whole, straight;
} GessoTileAxis;

/** The smallest level that is no smaller than the screen needs. */
guint gesso_tile_axis_choose_level (double scale, guint n_levels);

/**
 * gesso_tile_axis_init:
 * @start: of the tile, device pixels from the picture's corner
 * @n: length of the tile
 * @scale: device pixels per image pixel
 * @size: of the level's side
 */
void  gesso_tile_axis_init         (GessoTileAxis *self, int start, int n, double scale, guint level, int size);
void  gesso_tile_axis_clear        (GessoTileAxis *self);

/** Whether another image pixel begins at @i. */
static inline gboolean
gesso_tile_axis_is_border (const GessoTileAxis *self,
                           int                  i)
{
  return self->index[i] != (i == 0 ? self->before : self->index[i - 1]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GessoTileAxis, gesso_tile_axis_clear)

G_END_DECLS
