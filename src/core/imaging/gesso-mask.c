/* gesso-mask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <string.h>

#include "gesso-mask-tiles.h"

struct _GessoMask
{
  GObject parent_instance;

  GessoMaskGrid grid; /* (owned) */
};

struct _GessoMaskSnapshot
{
  guint refs;
  GessoMaskGrid grid; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GessoMask, gesso_mask, G_TYPE_OBJECT)

GessoMaskTile *
gesso_mask_tile_new (void)
{
  GessoMaskTile *tile = g_new (GessoMaskTile, 1);

  tile->refs = 1;
  return tile;
}

GessoMaskTile *
gesso_mask_tile_ref (GessoMaskTile *tile)
{
  tile->refs++;
  return tile;
}

void
gesso_mask_tile_unref (GessoMaskTile *tile)
{
  if (tile != NULL && --tile->refs == 0)
    g_free (tile);
}

static void
init_grid (GessoMaskGrid *grid,
           int            width,
           int            height)
{
  grid->width = width;
  grid->height = height;
  grid->columns = (width + GESSO_MASK_TILE - 1) / GESSO_MASK_TILE;
  grid->rows = (height + GESSO_MASK_TILE - 1) / GESSO_MASK_TILE;
  grid->tiles = g_new0 (GessoMaskTile *, (gsize) grid->columns * grid->rows);
  grid->values = g_new0 (guint8, (gsize) grid->columns * grid->rows);
}

static void
clear_grid (GessoMaskGrid *grid)
{
  for (guint i = 0; grid->tiles != NULL && i < grid->columns * grid->rows; i++)
    gesso_mask_tile_unref (grid->tiles[i]);
  g_clear_pointer (&grid->tiles, g_free);
  g_clear_pointer (&grid->values, g_free);
}

/* Makes tile @index of @to the one of @from. */
static void
share_tile (GessoMaskGrid       *to,
            const GessoMaskGrid *from,
            guint                index)
{
  if (from->tiles[index] != NULL)
    gesso_mask_tile_ref (from->tiles[index]);
  gesso_mask_tile_unref (to->tiles[index]);
  to->tiles[index] = from->tiles[index];
  to->values[index] = from->values[index];
}

void
gesso_mask_iter_init (GessoMaskIter       *iter,
                      const GessoMaskGrid *grid,
                      const GessoRect     *rect)
{
  GessoRect all = { 0, 0, grid->width, grid->height };

  iter->grid = grid;
  iter->rect = gesso_rect_intersect (rect, &all);
  iter->column = iter->rect.x / GESSO_MASK_TILE;
  iter->row = iter->rect.y / GESSO_MASK_TILE;
}

gboolean
gesso_mask_iter_next (GessoMaskIter  *iter,
                      GessoMaskPatch *patch)
{
  GessoRect tile, cut;

  if (gesso_rect_is_empty (&iter->rect))
    return FALSE;
  if (iter->column * GESSO_MASK_TILE >= iter->rect.x + iter->rect.width)
    {
      iter->column = iter->rect.x / GESSO_MASK_TILE;
      iter->row++;
    }
  if (iter->row * GESSO_MASK_TILE >= iter->rect.y + iter->rect.height)
    return FALSE;

  tile = (GessoRect) { iter->column * GESSO_MASK_TILE, iter->row * GESSO_MASK_TILE,
                       GESSO_MASK_TILE, GESSO_MASK_TILE };
  cut = gesso_rect_intersect (&tile, &iter->rect);
  patch->index = (guint) iter->row * iter->grid->columns + (guint) iter->column;
  patch->x = cut.x;
  patch->y = cut.y;
  patch->width = cut.width;
  patch->height = cut.height;
  patch->offset = (gsize) (cut.y - tile.y) * GESSO_MASK_TILE + (gsize) (cut.x - tile.x);
  iter->column++;
  return TRUE;
}

const GessoMaskGrid *
gesso_mask_peek_grid (GessoMask *self)
{
  return &self->grid;
}

const GessoMaskGrid *
gesso_mask_snapshot_peek_grid (GessoMaskSnapshot *self)
{
  return &self->grid;
}

GessoRect
gesso_mask_get_extents (GessoMask *self)
{
  return (GessoRect) { 0, 0, self->grid.width, self->grid.height };
}

guint8 *
gesso_mask_edit_tile (GessoMask *self,
                      guint      index)
{
  GessoMaskTile *old = self->grid.tiles[index];
  GessoMaskTile *tile;

  if (old != NULL && old->refs == 1)
    return old->pixels;
  tile = gesso_mask_tile_new ();
  if (old != NULL)
    memcpy (tile->pixels, old->pixels, sizeof tile->pixels);
  else
    memset (tile->pixels, self->grid.values[index], sizeof tile->pixels);
  gesso_mask_tile_unref (old);
  self->grid.tiles[index] = tile;
  return tile->pixels;
}

void
gesso_mask_fill_tile (GessoMask *self,
                      guint      index,
                      guint8     value)
{
  g_clear_pointer (&self->grid.tiles[index], gesso_mask_tile_unref);
  self->grid.values[index] = value;
}

void
gesso_mask_swap_tile (GessoMask      *self,
                      guint           index,
                      GessoMaskTile **tile,
                      guint8         *value)
{
  GessoMaskTile *old_tile = self->grid.tiles[index];
  guint8 old_value = self->grid.values[index];

  self->grid.tiles[index] = *tile;
  self->grid.values[index] = *value;
  *tile = old_tile;
  *value = old_value;
}

/* Whether the part of a tile that lies inside the mask is one value. */
static gboolean
is_uniform (const guint8 *pixels,
            int           width,
            int           height,
            guint8       *value)
{
  /* A row equals itself shifted by one when all its bytes are equal. */
  if (memcmp (pixels, pixels + 1, (gsize) width - 1) != 0)
    return FALSE;
  for (int y = 1; y < height; y++)
    {
      if (memcmp (pixels, pixels + (gsize) y * GESSO_MASK_TILE, (gsize) width) != 0)
        return FALSE;
    }
  *value = pixels[0];
  return TRUE;
}

void
gesso_mask_compact (GessoMask       *self,
                    const GessoRect *rect)
{
  GessoMaskIter iter;
  GessoMaskPatch patch;

  gesso_mask_iter_init (&iter, &self->grid, rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      int x = (int) (patch.index % self->grid.columns) * GESSO_MASK_TILE;
      int y = (int) (patch.index / self->grid.columns) * GESSO_MASK_TILE;
      GessoMaskTile *tile = self->grid.tiles[patch.index];
      guint8 value;

      if (tile != NULL &&
          is_uniform (tile->pixels, MIN (GESSO_MASK_TILE, self->grid.width - x),
                      MIN (GESSO_MASK_TILE, self->grid.height - y), &value))
        gesso_mask_fill_tile (self, patch.index, value);
    }
}

static void
gesso_mask_finalize (GObject *object)
{
  GessoMask *self = GESSO_MASK (object);

  clear_grid (&self->grid);
  G_OBJECT_CLASS (gesso_mask_parent_class)->finalize (object);
}

static void
gesso_mask_class_init (GessoMaskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_mask_finalize;
}

static void
gesso_mask_init (GessoMask *self)
{
}

GessoMask *
gesso_mask_new (int width,
                int height)
{
  GessoMask *self;

  g_return_val_if_fail (width > 0 && width <= GESSO_IMAGE_MAX_SIDE, NULL);
  g_return_val_if_fail (height > 0 && height <= GESSO_IMAGE_MAX_SIDE, NULL);

  self = g_object_new (GESSO_TYPE_MASK, NULL);
  init_grid (&self->grid, width, height);
  return self;
}

int
gesso_mask_get_width (GessoMask *self)
{
  g_return_val_if_fail (GESSO_IS_MASK (self), 0);

  return self->grid.width;
}

int
gesso_mask_get_height (GessoMask *self)
{
  g_return_val_if_fail (GESSO_IS_MASK (self), 0);

  return self->grid.height;
}

guint8
gesso_mask_get_value (GessoMask *self,
                      int        x,
                      int        y)
{
  guint8 value;

  g_return_val_if_fail (GESSO_IS_MASK (self), 0);

  gesso_mask_read (self, &(GessoRect) { x, y, 1, 1 }, &value, 1);
  return value;
}

/**
 * gesso_mask_read:
 * @rect: in image pixels; may reach outside
 *
 * Coverage inside @rect into @out, rows @stride apart; 0 outside the mask.
 */
void
gesso_mask_read (GessoMask       *self,
                 const GessoRect *rect,
                 guint8          *out,
                 gsize            stride)
{
  GessoMaskIter iter;
  GessoMaskPatch patch;
  GessoRect all, inside;

  g_return_if_fail (GESSO_IS_MASK (self));

  if (gesso_rect_is_empty (rect))
    return;
  all = gesso_mask_get_extents (self);
  inside = gesso_rect_intersect (rect, &all);
  if (inside.width != rect->width || inside.height != rect->height)
    {
      for (int y = 0; y < rect->height; y++)
        memset (out + (gsize) y * stride, 0, (gsize) rect->width);
    }
  gesso_mask_iter_init (&iter, &self->grid, rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      const GessoMaskTile *tile = self->grid.tiles[patch.index];
      guint8 *to = out + (gsize) (patch.y - rect->y) * stride + (gsize) (patch.x - rect->x);

      for (int y = 0; y < patch.height; y++, to += stride)
        {
          if (tile != NULL)
            memcpy (to, tile->pixels + patch.offset + (gsize) y * GESSO_MASK_TILE, (gsize) patch.width);
          else
            memset (to, self->grid.values[patch.index], (gsize) patch.width);
        }
    }
}

void
gesso_mask_write (GessoMask       *self,
                  const GessoRect *rect,
                  const guint8    *in,
                  gsize            stride)
{
  GessoMaskIter iter;
  GessoMaskPatch patch;

  g_return_if_fail (GESSO_IS_MASK (self));

  gesso_mask_iter_init (&iter, &self->grid, rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      const guint8 *from = in + (gsize) (patch.y - rect->y) * stride + (gsize) (patch.x - rect->x);
      guint8 *to = gesso_mask_edit_tile (self, patch.index) + patch.offset;

      for (int y = 0; y < patch.height; y++, from += stride, to += GESSO_MASK_TILE)
        memcpy (to, from, (gsize) patch.width);
    }
  gesso_mask_compact (self, rect);
}

/**
 * gesso_mask_snapshot:
 *
 * Returns: (transfer full): all tiles as they are now, shared with @self
 */
GessoMaskSnapshot *
gesso_mask_snapshot (GessoMask *self)
{
  GessoMaskSnapshot *snapshot;

  g_return_val_if_fail (GESSO_IS_MASK (self), NULL);

  snapshot = g_new0 (GessoMaskSnapshot, 1);
  snapshot->refs = 1;
  init_grid (&snapshot->grid, self->grid.width, self->grid.height);
  for (guint i = 0; i < self->grid.columns * self->grid.rows; i++)
    share_tile (&snapshot->grid, &self->grid, i);
  return snapshot;
}

GessoRect
gesso_mask_restore (GessoMask         *self,
                    GessoMaskSnapshot *snapshot)
{
  GessoRect changed = { 0 };
  GessoRect all;
  GessoMaskIter iter;
  GessoMaskPatch patch;

  g_return_val_if_fail (GESSO_IS_MASK (self), changed);
  g_return_val_if_fail (snapshot->grid.width == self->grid.width &&
                        snapshot->grid.height == self->grid.height, changed);

  all = gesso_mask_get_extents (self);
  gesso_mask_iter_init (&iter, &self->grid, &all);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      GessoRect place = { patch.x, patch.y, patch.width, patch.height };
      GessoMaskTile *then = snapshot->grid.tiles[patch.index];

      if (then == self->grid.tiles[patch.index] &&
          (then != NULL || snapshot->grid.values[patch.index] == self->grid.values[patch.index]))
        continue;
      share_tile (&self->grid, &snapshot->grid, patch.index);
      changed = gesso_rect_union (&changed, &place);
    }
  return changed;
}

GessoMaskSnapshot *
gesso_mask_snapshot_ref (GessoMaskSnapshot *self)
{
  self->refs++;
  return self;
}

void
gesso_mask_snapshot_unref (GessoMaskSnapshot *self)
{
  if (--self->refs > 0)
    return;
  clear_grid (&self->grid);
  g_free (self);
}
