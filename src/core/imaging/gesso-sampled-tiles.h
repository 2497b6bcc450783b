/* gesso-sampled-tiles.h - parts of a picture at the screen's scale, sampled once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-pyramid.h"

G_BEGIN_DECLS

/**
 * GessoSampledTiles:
 *
 * What gesso_tile_blend() makes of a picture, kept for as long as the scale
 * stays, so that a preview that changes by every frame pays only for what
 * changes. Bounded: a full cache starts anew.
 */
typedef struct _GessoSampledTiles GessoSampledTiles;

GessoSampledTiles *gesso_sampled_tiles_new        (GessoPyramid *pyramid);
void               gesso_sampled_tiles_free       (GessoSampledTiles *self);
/** Every byte goes through the table of its channel from now on. */
void               gesso_sampled_tiles_set_tables (GessoSampledTiles *self, guint8 tables[3][256]);
/**
 * gesso_sampled_tiles_get:
 * @scale: device pixels per image pixel
 * @x, @y: in device pixels from the picture's corner
 *
 * Returns: (transfer none) (nullable): 3 channels, until the next call; %NULL when out of memory
 */
const GessoImage  *gesso_sampled_tiles_get        (GessoSampledTiles *self, double scale, int x, int y,
                                                   int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoSampledTiles, gesso_sampled_tiles_free)

G_END_DECLS
