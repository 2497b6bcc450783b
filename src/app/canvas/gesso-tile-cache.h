/* gesso-tile-cache.h - the picture in tiles of 256² device pixels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk/gdk.h>

#include "gesso-tile-blend.h"

G_BEGIN_DECLS

#define GESSO_TILE_SIDE 256

/**
 * GessoTileCache:
 *
 * Holds the tiles that were drawn lately at one scale, and builds those that
 * are missing or out of date when they are asked for. At most twice what one
 * frame shows is kept, or 48 MB if that is more.
 */
typedef struct _GessoTileCache GessoTileCache;

GessoTileCache *gesso_tile_cache_new         (void);
void            gesso_tile_cache_free        (GessoTileCache *self);
/** What the tiles show; the members of @scene must outlive its use. Tiles of another look go. */
void            gesso_tile_cache_set_scene   (GessoTileCache *self, const GessoTileScene *scene);
/** The mask changed inside @rect, image pixels. */
void            gesso_tile_cache_invalidate  (GessoTileCache *self, const GessoRect *rect);
/**
 * gesso_tile_cache_get:
 * @place: device pixels from the picture's corner
 *
 * Returns: (transfer none): tile @column of @row
 */
GdkTexture     *gesso_tile_cache_get         (GessoTileCache *self, int column, int row, GessoRect *place);
/** Ends a frame: drops tiles that were not asked for, when there are too many. */
void            gesso_tile_cache_end_frame   (GessoTileCache *self);
/** How many tiles were built since the start; for tests. */
guint           gesso_tile_cache_get_n_built (GessoTileCache *self);
guint           gesso_tile_cache_get_n_tiles (GessoTileCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoTileCache, gesso_tile_cache_free)

G_END_DECLS
