/* gesso-sampled-tiles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-sampled-tiles.h"
#include "gesso-tile-blend.h"

/* About two screens of 4K. */
#define BYTES_MAX (48 * 1024 * 1024)

#define CHECKER_SIDE 8

typedef struct
{
  gint64 key;
  GessoImage *image; /* (owned) */
} Tile;

struct _GessoSampledTiles
{
  GessoPyramid *pyramid; /* (owned) */
  GHashTable *tiles;     /* (owned): Tile by its own key */
  gsize bytes;
  double scale;
  gboolean corrected;
  guint8 tables[3][256];
};

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  gesso_image_unref (tile->image);
  g_free (tile);
}

GessoSampledTiles *
gesso_sampled_tiles_new (GessoPyramid *pyramid)
{
  GessoSampledTiles *self = g_new0 (GessoSampledTiles, 1);

  self->pyramid = g_object_ref (pyramid);
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);
  return self;
}

void
gesso_sampled_tiles_free (GessoSampledTiles *self)
{
  g_object_unref (self->pyramid);
  g_hash_table_unref (self->tiles);
  g_free (self);
}

static void
start_anew (GessoSampledTiles *self)
{
  g_hash_table_remove_all (self->tiles);
  self->bytes = 0;
}

void
gesso_sampled_tiles_set_tables (GessoSampledTiles *self,
                                guint8             tables[3][256])
{
  if (self->corrected && memcmp (self->tables, tables, sizeof self->tables) == 0)
    return;
  memcpy (self->tables, tables, sizeof self->tables);
  self->corrected = TRUE;
  start_anew (self);
}

static void
correct (GessoSampledTiles *self,
         GessoImage        *image)
{
  gsize n = gesso_image_get_width (image);

  for (guint y = 0; y < gesso_image_get_height (image); y++)
    {
      guint8 *row = gesso_image_edit_row (image, y);

      for (gsize x = 0; x < n; x++)
        for (guint c = 0; c < 3; c++)
          row[3 * x + c] = self->tables[c][row[3 * x + c]];
    }
}

static GessoImage *
sample (GessoSampledTiles *self,
        int                x,
        int                y,
        int                width,
        int                height)
{
  GessoTileScene scene = { .pyramid = self->pyramid, .scale = self->scale, .checker = CHECKER_SIDE };
  GessoImage *image = gesso_image_new ((guint) width, (guint) height, 3, NULL);

  if (image == NULL)
    return NULL;
  gesso_tile_blend (&scene, x, y, image);
  if (self->corrected)
    correct (self, image);
  return image;
}

const GessoImage *
gesso_sampled_tiles_get (GessoSampledTiles *self,
                         double             scale,
                         int                x,
                         int                y,
                         int                width,
                         int                height)
{
  gint64 key = (gint64) ((guint64) (guint32) y << 32 | (guint32) x);
  gsize bytes = 3 * (gsize) width * (gsize) height;
  GessoImage *image;
  Tile *tile;

  if (scale != self->scale)
    start_anew (self);
  self->scale = scale;
  tile = g_hash_table_lookup (self->tiles, &key);
  if (tile != NULL && (int) gesso_image_get_width (tile->image) == width &&
      (int) gesso_image_get_height (tile->image) == height)
    return tile->image;
  image = sample (self, x, y, width, height);
  if (image == NULL)
    return NULL;
  if (self->bytes + bytes > BYTES_MAX)
    start_anew (self);
  tile = g_new (Tile, 1);
  *tile = (Tile) { key, image };
  g_hash_table_replace (self->tiles, &tile->key, tile);
  self->bytes += bytes;
  return image;
}
