/* gesso-mask-ops.c - a whole mask at once: measure, convert, invert, clear
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-mask-tiles.h"

/* One row of coverage from one row of a picture. */
static void
convert_row (const guint8 *in,
             guint         channels,
             guint8       *out,
             guint         n)
{
  for (guint i = 0; i < n; i++, in += channels)
    {
      /* Rec. 601 luma. */
      guint luma = channels == 1 ? in[0] : (299u * in[0] + 587u * in[1] + 114u * in[2] + 500) / 1000;

      out[i] = (guint8) (channels == 4 ? (luma * in[3] + 127) / 255 : luma);
    }
}

/**
 * gesso_mask_new_from_image:
 *
 * Returns: (transfer full): a mask of @image's size; luma × alpha is the coverage
 */
GessoMask *
gesso_mask_new_from_image (const GessoImage *image)
{
  GessoMask *self;
  g_autofree guint8 *strip = NULL;
  guint width = gesso_image_get_width (image);
  guint height = gesso_image_get_height (image);

  self = gesso_mask_new ((int) width, (int) height);
  g_return_val_if_fail (self != NULL, NULL);

  /* One row of tiles at a time: tiles of one value never pile up. */
  strip = g_malloc ((gsize) width * GESSO_MASK_TILE);
  for (guint top = 0; top < height; top += GESSO_MASK_TILE)
    {
      guint rows = MIN (GESSO_MASK_TILE, height - top);
      GessoRect rect = { 0, (int) top, (int) width, (int) rows };

      for (guint y = 0; y < rows; y++)
        convert_row (gesso_image_get_row (image, top + y), gesso_image_get_channels (image),
                     strip + (gsize) y * width, width);
      gesso_mask_write (self, &rect, strip, width);
    }
  return self;
}

GessoImage *
gesso_mask_to_image (GessoMask *self,
                     GError   **error)
{
  g_autoptr (GessoImage) image = NULL;
  GessoRect rect;

  g_return_val_if_fail (GESSO_IS_MASK (self), NULL);

  rect = gesso_mask_get_extents (self);
  image = gesso_image_new ((guint) rect.width, (guint) rect.height, 1, error);
  if (image == NULL)
    return NULL;
  gesso_mask_read (self, &rect, gesso_image_edit_row (image, 0), gesso_image_get_stride (image));
  return g_steal_pointer (&image);
}

/* The smallest rectangle, in mask coordinates, around what is set in a patch. */
static GessoRect
measure_patch (const GessoMaskGrid  *grid,
               const GessoMaskPatch *patch)
{
  const GessoMaskTile *tile = grid->tiles[patch->index];
  int left = patch->width, right = 0, top = -1, bottom = 0;

  if (tile == NULL)
    {
      if (grid->values[patch->index] == 0)
        return (GessoRect) { 0 };
      return (GessoRect) { patch->x, patch->y, patch->width, patch->height };
    }
  for (int y = 0; y < patch->height; y++)
    {
      const guint8 *row = tile->pixels + patch->offset + (gsize) y * GESSO_MASK_TILE;
      int first = 0, last = patch->width;

      while (first < last && row[first] == 0)
        first++;
      while (last > first && row[last - 1] == 0)
        last--;
      if (first == last)
        continue;
      left = MIN (left, first);
      right = MAX (right, last);
      top = top < 0 ? y : top;
      bottom = y + 1;
    }
  if (top < 0)
    return (GessoRect) { 0 };
  return (GessoRect) { patch->x + left, patch->y + top, right - left, bottom - top };
}

GessoRect
gesso_mask_get_bounds (GessoMask *self)
{
  GessoRect bounds = { 0 };
  GessoRect all;
  GessoMaskIter iter;
  GessoMaskPatch patch;

  g_return_val_if_fail (GESSO_IS_MASK (self), bounds);

  all = gesso_mask_get_extents (self);
  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (self), &all);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      GessoRect part = measure_patch (iter.grid, &patch);

      bounds = gesso_rect_union (&bounds, &part);
    }
  return bounds;
}

gboolean
gesso_mask_is_empty (GessoMask *self)
{
  GessoRect all;
  GessoMaskIter iter;
  GessoMaskPatch patch;

  g_return_val_if_fail (GESSO_IS_MASK (self), TRUE);

  all = gesso_mask_get_extents (self);
  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (self), &all);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      GessoRect part = measure_patch (iter.grid, &patch);

      if (!gesso_rect_is_empty (&part))
        return FALSE;
    }
  return TRUE;
}

/**
 * gesso_mask_get_coverage:
 *
 * Returns: how much of the picture is covered, 0 to 1
 */
double
gesso_mask_get_coverage (GessoMask *self)
{
  guint64 sum = 0;
  GessoRect all;
  GessoMaskIter iter;
  GessoMaskPatch patch;

  g_return_val_if_fail (GESSO_IS_MASK (self), 0);

  all = gesso_mask_get_extents (self);
  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (self), &all);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      const GessoMaskTile *tile = iter.grid->tiles[patch.index];

      if (tile == NULL)
        {
          sum += (guint64) iter.grid->values[patch.index] * (guint64) (patch.width * patch.height);
          continue;
        }
      for (int y = 0; y < patch.height; y++)
        sum += gesso_mask_kernel_sum (tile->pixels + patch.offset + (gsize) y * GESSO_MASK_TILE,
                                      (gsize) patch.width);
    }
  return (double) sum / (255.0 * all.width * all.height);
}

/**
 * gesso_mask_fill:
 * @rect: cut to the mask
 *
 * Sets all of @rect to @value. Returns: the rectangle that was set
 */
GessoRect
gesso_mask_fill (GessoMask       *self,
                 const GessoRect *rect,
                 guint8           value)
{
  GessoMaskIter iter;
  GessoMaskPatch patch;

  g_return_val_if_fail (GESSO_IS_MASK (self), (GessoRect) { 0 });

  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (self), rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      int x = patch.x - patch.x % GESSO_MASK_TILE;
      int y = patch.y - patch.y % GESSO_MASK_TILE;

      if (patch.width == MIN (GESSO_MASK_TILE, iter.grid->width - x) &&
          patch.height == MIN (GESSO_MASK_TILE, iter.grid->height - y))
        {
          gesso_mask_fill_tile (self, patch.index, value);
          continue;
        }
      for (int row = 0; row < patch.height; row++)
        memset (gesso_mask_edit_tile (self, patch.index) + patch.offset + (gsize) row * GESSO_MASK_TILE,
                value, (gsize) patch.width);
    }
  gesso_mask_compact (self, rect);
  return iter.rect;
}

GessoRect
gesso_mask_clear (GessoMask *self)
{
  GessoRect bounds;

  g_return_val_if_fail (GESSO_IS_MASK (self), (GessoRect) { 0 });

  bounds = gesso_mask_get_bounds (self);
  if (!gesso_rect_is_empty (&bounds))
    {
      GessoRect all = gesso_mask_get_extents (self);

      gesso_mask_fill (self, &all, 0);
    }
  return bounds;
}

GessoRect
gesso_mask_invert (GessoMask *self)
{
  GessoRect all;
  GessoMaskIter iter;
  GessoMaskPatch patch;

  g_return_val_if_fail (GESSO_IS_MASK (self), (GessoRect) { 0 });

  all = gesso_mask_get_extents (self);
  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (self), &all);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      if (iter.grid->tiles[patch.index] == NULL)
        gesso_mask_fill_tile (self, patch.index, 255 - iter.grid->values[patch.index]);
      else
        gesso_mask_kernel_invert (gesso_mask_edit_tile (self, patch.index),
                                  GESSO_MASK_TILE * GESSO_MASK_TILE);
    }
  return all;
}
