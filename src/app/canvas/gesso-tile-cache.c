/* gesso-tile-cache.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-texture.h"
#include "gesso-tile-cache.h"

#define TILE_BYTES (3 * GESSO_TILE_SIDE * GESSO_TILE_SIDE)
#define KEPT_TILES (48 * 1024 * 1024 / TILE_BYTES)

typedef struct
{
  gint64 key;
  GdkTexture *texture; /* (owned) (nullable): NULL when out of date */
  guint frame;         /* in which it was last asked for */
} Tile;

struct _GessoTileCache
{
  GessoTileScene scene; /* members borrowed */
  GHashTable *tiles;    /* (owned): Tile by its own key */
  guint frame;
  guint n_shown; /* in this frame */
  guint n_built;
};

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  g_clear_object (&tile->texture);
  g_free (tile);
}

static gint64
make_key (int column,
          int row)
{
  return (gint64) ((guint64) (guint32) row << 32 | (guint32) column);
}

GessoTileCache *
gesso_tile_cache_new (void)
{
  GessoTileCache *self = g_new0 (GessoTileCache, 1);

  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);
  return self;
}

void
gesso_tile_cache_free (GessoTileCache *self)
{
  g_hash_table_unref (self->tiles);
  g_free (self);
}

void
gesso_tile_cache_set_scene (GessoTileCache       *self,
                            const GessoTileScene *scene)
{
  const GessoTileScene *old = &self->scene;
  gboolean same = old->pyramid == scene->pyramid && old->mask == scene->mask && old->scale == scene->scale &&
                  old->contour == scene->contour && old->preview == scene->preview && old->checker == scene->checker &&
                  memcmp (old->tint, scene->tint, sizeof old->tint) == 0;

  if (same)
    return;
  self->scene = *scene;
  g_hash_table_remove_all (self->tiles);
}

void
gesso_tile_cache_invalidate (GessoTileCache  *self,
                             const GessoRect *rect)
{
  double scale = self->scene.scale;
  /* What a tile samples reaches two pixels of its level, and its contour one of the screen. */
  double reach = MAX (2 * scale, 4);
  int left, right, top, bottom;

  if (gesso_rect_is_empty (rect))
    return;
  left = (int) floor ((rect->x * scale - reach) / GESSO_TILE_SIDE);
  right = (int) floor (((rect->x + rect->width) * scale + reach) / GESSO_TILE_SIDE);
  top = (int) floor ((rect->y * scale - reach) / GESSO_TILE_SIDE);
  bottom = (int) floor (((rect->y + rect->height) * scale + reach) / GESSO_TILE_SIDE);
  for (int row = top; row <= bottom; row++)
    {
      for (int column = left; column <= right; column++)
        {
          gint64 key = make_key (column, row);
          Tile *tile = g_hash_table_lookup (self->tiles, &key);

          if (tile != NULL)
            g_clear_object (&tile->texture);
        }
    }
}

static GdkTexture *
build_tile (GessoTileCache  *self,
            const GessoRect *place)
{
  g_autoptr (GessoImage) image = NULL;

  image = gesso_image_new ((guint) place->width, (guint) place->height, 3, NULL);
  if (image == NULL)
    return NULL;
  gesso_tile_blend (&self->scene, place->x, place->y, image);
  self->n_built++;
  return gesso_texture_new (image);
}

GdkTexture *
gesso_tile_cache_get (GessoTileCache *self,
                      int             column,
                      int             row,
                      GessoRect      *place)
{
  gint64 key = make_key (column, row);
  int x = column * GESSO_TILE_SIDE, y = row * GESSO_TILE_SIDE;
  Tile *tile = g_hash_table_lookup (self->tiles, &key);

  *place = (GessoRect) { x, y, MIN (GESSO_TILE_SIDE, gesso_tile_scene_get_width (&self->scene) - x),
                         MIN (GESSO_TILE_SIDE, gesso_tile_scene_get_height (&self->scene) - y) };
  if (tile == NULL)
    {
      tile = g_new0 (Tile, 1);
      tile->key = key;
      g_hash_table_insert (self->tiles, &tile->key, tile);
    }
  tile->frame = self->frame;
  self->n_shown++;
  if (tile->texture == NULL)
    tile->texture = build_tile (self, place);
  return tile->texture;
}

static gboolean
is_unused (gpointer key,
           gpointer value,
           gpointer user_data)
{
  const Tile *tile = value;
  const guint *frame = user_data;

  return tile->frame != *frame;
}

void
gesso_tile_cache_end_frame (GessoTileCache *self)
{
  if (g_hash_table_size (self->tiles) > MAX (KEPT_TILES, 2 * self->n_shown))
    g_hash_table_foreach_remove (self->tiles, is_unused, &self->frame);
  self->n_shown = 0;
  self->frame++;
}

guint
gesso_tile_cache_get_n_built (GessoTileCache *self)
{
  return self->n_built;
}

guint
gesso_tile_cache_get_n_tiles (GessoTileCache *self)
{
  return g_hash_table_size (self->tiles);
}
