/* gesso-mask-levels.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-mask-levels.h"
#include "gesso-mask-tiles.h"

#define MAX_LEVELS 16
#define SOURCE_SIDE (2 * GESSO_MASK_TILE)

typedef struct
{
  GessoMask *mask; /* (owned) (nullable): NULL until first read */
  gboolean *known; /* (owned): which of its tiles are true */
} Level;

struct _GessoMaskLevels
{
  Level levels[MAX_LEVELS];
  guint8 *scratch; /* (owned): SOURCE_SIDE² */
};

GessoMaskLevels *
gesso_mask_levels_new (GessoMask *mask)
{
  GessoMaskLevels *self = g_new0 (GessoMaskLevels, 1);

  self->levels[0].mask = g_object_ref (mask);
  self->scratch = g_malloc (SOURCE_SIDE * SOURCE_SIDE);
  return self;
}

void
gesso_mask_levels_free (GessoMaskLevels *self)
{
  for (guint i = 0; i < MAX_LEVELS; i++)
    {
      g_clear_object (&self->levels[i].mask);
      g_free (self->levels[i].known);
    }
  g_free (self->scratch);
  g_free (self);
}

GessoMask *
gesso_mask_levels_get_mask (GessoMaskLevels *self)
{
  return self->levels[0].mask;
}

static Level *
ensure_level (GessoMaskLevels *self,
              guint            level)
{
  Level *this = &self->levels[level];

  if (this->mask == NULL)
    {
      Level *finer = ensure_level (self, level - 1);
      const GessoMaskGrid *grid;

      this->mask = gesso_mask_new ((gesso_mask_get_width (finer->mask) + 1) / 2,
                                   (gesso_mask_get_height (finer->mask) + 1) / 2);
      grid = gesso_mask_peek_grid (this->mask);
      this->known = g_new0 (gboolean, (gsize) grid->columns * grid->rows);
    }
  return this;
}

/* Whether @rect of @mask is one value; only looks at what is known as such. */
static gboolean
is_uniform (GessoMask       *mask,
            const GessoRect *rect,
            guint8          *value)
{
  GessoMaskIter iter;
  GessoMaskPatch patch;
  int found = -1;

  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (mask), rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      if (iter.grid->tiles[patch.index] != NULL ||
          (found >= 0 && iter.grid->values[patch.index] != found))
        return FALSE;
      found = iter.grid->values[patch.index];
    }
  *value = (guint8) MAX (found, 0);
  return found >= 0;
}

/* The border of a mask of odd size goes on by one pixel. */
static void
extend (guint8 *pixels,
        int     width,
        int     height)
{
  if (width % 2 != 0)
    {
      for (int y = 0; y < height; y++)
        pixels[y * SOURCE_SIDE + width] = pixels[y * SOURCE_SIDE + width - 1];
    }
  if (height % 2 != 0)
    memcpy (pixels + height * SOURCE_SIDE, pixels + (height - 1) * SOURCE_SIDE, SOURCE_SIDE);
}

static void make_known (GessoMaskLevels *self,
                        guint            level,
                        const GessoRect *rect);

static void
make_tile (GessoMaskLevels      *self,
           guint                 level,
           const GessoMaskPatch *tile)
{
  GessoMask *mask = self->levels[level].mask;
  GessoMask *finer = self->levels[level - 1].mask;
  GessoRect all = gesso_mask_get_extents (finer);
  GessoRect source = { 2 * tile->x, 2 * tile->y, 2 * tile->width, 2 * tile->height };
  guint8 value;
  guint8 *to;

  source = gesso_rect_intersect (&source, &all);
  make_known (self, level - 1, &source);
  if (is_uniform (finer, &source, &value))
    {
      gesso_mask_fill_tile (mask, tile->index, value);
      return;
    }
  gesso_mask_read (finer, &source, self->scratch, SOURCE_SIDE);
  extend (self->scratch, source.width, source.height);
  to = gesso_mask_edit_tile (mask, tile->index);
  for (int y = 0; y < tile->height; y++)
    {
      const guint8 *row = self->scratch + (gsize) (2 * y) * SOURCE_SIDE;

      gesso_mask_kernel_halve (row, row + SOURCE_SIDE, to + (gsize) y * GESSO_MASK_TILE, (gsize) tile->width);
    }
}

/* Makes every tile that @rect meets true. */
static void
make_known (GessoMaskLevels *self,
            guint            level,
            const GessoRect *rect)
{
  Level *this = ensure_level (self, level);
  GessoMaskIter iter;
  GessoMaskPatch patch;

  if (level == 0)
    return;
  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (this->mask), rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      int left = patch.x - patch.x % GESSO_MASK_TILE, top = patch.y - patch.y % GESSO_MASK_TILE;
      GessoMaskPatch whole = { patch.index, left, top,
                               MIN (GESSO_MASK_TILE, iter.grid->width - left),
                               MIN (GESSO_MASK_TILE, iter.grid->height - top), 0 };

      if (this->known[patch.index])
        continue;
      make_tile (self, level, &whole);
      this->known[patch.index] = TRUE;
    }
}

void
gesso_mask_levels_invalidate (GessoMaskLevels *self,
                              const GessoRect *rect)
{
  GessoRect part = *rect;

  if (gesso_rect_is_empty (rect))
    return;
  for (guint level = 1; level < MAX_LEVELS && self->levels[level].mask != NULL; level++)
    {
      GessoMaskIter iter;
      GessoMaskPatch patch;
      int right = part.x + part.width, bottom = part.y + part.height;

      part.x /= 2;
      part.y /= 2;
      part.width = (right + 1) / 2 - part.x;
      part.height = (bottom + 1) / 2 - part.y;
      gesso_mask_iter_init (&iter, gesso_mask_peek_grid (self->levels[level].mask), &part);
      while (gesso_mask_iter_next (&iter, &patch))
        self->levels[level].known[patch.index] = FALSE;
    }
}

void
gesso_mask_levels_read (GessoMaskLevels *self,
                        guint            level,
                        const GessoRect *rect,
                        guint8          *out,
                        gsize            stride)
{
  g_return_if_fail (level < MAX_LEVELS);

  make_known (self, level, rect);
  gesso_mask_read (self->levels[level].mask, rect, out, stride);
}
