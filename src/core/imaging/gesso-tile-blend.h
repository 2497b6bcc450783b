/* gesso-tile-blend.h - what the canvas shows, pixel by pixel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-levels.h"
#include "gesso-preview.h"
#include "gesso-pyramid.h"

G_BEGIN_DECLS

/* Device pixels per image pixel from which single pixels are seen, and told apart. */
#define GESSO_TILE_CRISP_SCALE 2.0
#define GESSO_TILE_GRID_SCALE  8.0

/**
 * GessoTileScene:
 * @mask: (nullable): laid over the picture
 * @scale: device pixels per image pixel
 * @tint: red, green, blue and strength of what is fully covered
 * @contour: draws a line where coverage begins, outside of which nothing will
 *   change, and a broken one along the drawn edge, where it is half
 * @checker: side of the fields behind what is transparent, device pixels
 * @preview: (nullable): shown in place of the picture
 *
 * All that decides how a tile looks. Its members are borrowed.
 */
typedef struct
{
  GessoPyramid *pyramid;
  GessoMaskLevels *mask;
  double scale;
  guint8 tint[4];
  gboolean contour;
  int checker;
  GessoPreview *preview;
} GessoTileScene;

/** The size of the picture in device pixels. */
int  gesso_tile_scene_get_width  (const GessoTileScene *scene);
int  gesso_tile_scene_get_height (const GessoTileScene *scene);

/**
 * gesso_tile_blend:
 * @x, @y: the tile's corner, in device pixels from the picture's corner
 * @tile: 3 channels; all of it is written
 *
 * Samples the picture and the mask at exactly the screen's scale: whole
 * pixels from GESSO_TILE_CRISP_SCALE on, bilinear from the nearest larger
 * level when smaller.
 */
void gesso_tile_blend            (const GessoTileScene *scene, int x, int y, GessoImage *tile);

G_END_DECLS
