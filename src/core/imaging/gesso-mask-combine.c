/* gesso-mask-combine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-combine.h"
#include "gesso-mask-kernels.h"
#include "gesso-mask-tiles.h"

/* Whether laying @value over a tile of all @under leaves it as it is. */
static gboolean
changes_nothing (guint8           value,
                 int              under,
                 GessoMaskCombine combine)
{
  switch (combine)
    {
    case GESSO_MASK_ADD:
      return value == 0 || under == 255;
    case GESSO_MASK_SUBTRACT:
      return value == 0 || under == 0;
    case GESSO_MASK_INTERSECT:
    default:
      return value == 255 || under == 0;
    }
}

static void
combine_row (guint8          *to,
             const guint8    *cover,
             guint8           opacity,
             GessoMaskCombine combine,
             gsize            n)
{
  guint8 base[GESSO_MASK_TILE];

  memcpy (base, to, n);
  if (combine == GESSO_MASK_ADD)
    gesso_mask_kernel_add (to, base, cover, opacity, n);
  else if (combine == GESSO_MASK_SUBTRACT)
    gesso_mask_kernel_subtract (to, base, cover, opacity, n);
  else
    gesso_mask_kernel_intersect (to, base, cover, opacity, n);
}

GessoRect
gesso_mask_combine (GessoMask       *mask,
                    GessoMask       *cover,
                    double           opacity,
                    GessoMaskCombine combine)
{
  const GessoMaskGrid *under = gesso_mask_peek_grid (mask);
  const GessoMaskGrid *over = gesso_mask_peek_grid (cover);
  guint8 strength = (guint8) lrint (CLAMP (opacity, 0, 1) * 255);
  GessoRect all = gesso_mask_get_extents (mask);
  GessoRect changed = { 0 };
  GessoMaskIter iter;
  GessoMaskPatch patch;

  g_return_val_if_fail (under->width == over->width && under->height == over->height, changed);

  gesso_mask_iter_init (&iter, under, &all);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      GessoRect place = { patch.x, patch.y, patch.width, patch.height };
      const GessoMaskTile *tile = over->tiles[patch.index];
      guint8 value = over->values[patch.index];
      guint8 flat[GESSO_MASK_TILE];
      guint8 *to;

      if (tile == NULL &&
          changes_nothing (value, under->tiles[patch.index] == NULL ? under->values[patch.index] : -1, combine))
        continue;
      to = gesso_mask_edit_tile (mask, patch.index);
      memset (flat, value, sizeof flat);
      for (int y = 0; y < patch.height; y++)
        combine_row (to + (gsize) y * GESSO_MASK_TILE,
                     tile != NULL ? tile->pixels + (gsize) y * GESSO_MASK_TILE : flat,
                     strength, combine, (gsize) patch.width);
      gesso_mask_compact (mask, &place);
      changed = gesso_rect_union (&changed, &place);
    }
  return changed;
}

GessoRect
gesso_mask_combine_image (GessoMask        *mask,
                          const GessoImage *cover,
                          int               x,
                          int               y,
                          double            opacity,
                          GessoMaskCombine  combine)
{
  g_autoptr (GessoMask) whole = NULL;
  GessoRect place;

  g_return_val_if_fail (GESSO_IS_MASK (mask), (GessoRect) { 0 });
  g_return_val_if_fail (gesso_image_get_channels (cover) == 1, (GessoRect) { 0 });

  whole = gesso_mask_new (gesso_mask_get_width (mask), gesso_mask_get_height (mask));
  place = (GessoRect) { x, y, (int) gesso_image_get_width (cover), (int) gesso_image_get_height (cover) };
  gesso_mask_write (whole, &place, gesso_image_get_row (cover, 0), gesso_image_get_stride (cover));
  return gesso_mask_combine (mask, whole, opacity, combine);
}
