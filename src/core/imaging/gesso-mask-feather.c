/* gesso-mask-feather.c - soft edges
 *
 * A box blur three times is within a few per cent of a Gaussian, and its
 * support is exact: a step becomes a ramp of as many pixels as the three boxes
 * reach. To lie wholly on one side of the drawn edge the ramp is made twice as
 * long and the half of it on that side is stretched to the full range. Outside
 * it is eased where it begins, so that no seam shows there. Inside, what is
 * thinner than the ramp is long can fade away altogether.
 *
 * Worked off in blocks, so that memory does not grow with the picture and
 * blocks of one value cost nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-mask-tiles.h"

#define BLOCK (4 * GESSO_MASK_TILE)
#define REACH_MAX 512
#define FRACTION_BITS 22

/* The pixels of a block and of what its blur can see. */
typedef struct
{
  int width, height;
  guint8 *pixels;  /* (owned) */
  guint8 *scratch; /* (owned): as large */
  guint8 *padded;  /* (owned): one row with room for a box at both ends */
  guint32 *sums;   /* (owned): one row */
} Area;

static inline guint8
divide (guint32 sum,
        guint32 reciprocal)
{
  return (guint8) ((sum * reciprocal + (1u << (FRACTION_BITS - 1))) >> FRACTION_BITS);
}

static guint32
get_reciprocal (int reach)
{
  guint32 n = 2 * (guint32) reach + 1;

  return ((1u << FRACTION_BITS) + n / 2) / n;
}

static void
blur_rows (Area *area,
           int   reach)
{
  guint32 reciprocal = get_reciprocal (reach);
  int w = area->width;

  for (int y = 0; y < area->height; y++)
    {
      guint8 *row = area->pixels + (gsize) y * (gsize) w;
      guint32 sum = 0;

      memset (area->padded, row[0], (gsize) reach + 1);
      memcpy (area->padded + reach + 1, row, (gsize) w);
      memset (area->padded + reach + 1 + w, row[w - 1], (gsize) reach);
      for (int x = 0; x < 2 * reach + 1; x++)
        sum += area->padded[x];
      for (int x = 0; x < w; x++)
        {
          sum += (guint32) area->padded[x + 2 * reach + 1] - area->padded[x];
          row[x] = divide (sum, reciprocal);
        }
    }
}

static void
blur_columns (Area *area,
              int   reach)
{
  guint32 reciprocal = get_reciprocal (reach);
  gsize w = (gsize) area->width;
  int h = area->height;

  memset (area->sums, 0, w * sizeof *area->sums);
  for (int y = -reach - 1; y < reach; y++)
    {
      const guint8 *row = area->pixels + (gsize) CLAMP (y, 0, h - 1) * w;

      for (gsize x = 0; x < w; x++)
        area->sums[x] += row[x];
    }
  for (int y = 0; y < h; y++)
    {
      const guint8 *enters = area->pixels + (gsize) MIN (y + reach, h - 1) * w;
      const guint8 *leaves = area->pixels + (gsize) MAX (y - reach - 1, 0) * w;
      guint8 *restrict to = area->scratch + (gsize) y * w;
      guint32 *restrict sums = area->sums;

      for (gsize x = 0; x < w; x++)
        {
          sums[x] += (guint32) enters[x] - leaves[x];
          to[x] = divide (sums[x], reciprocal);
        }
    }
  memcpy (area->pixels, area->scratch, w * (gsize) h);
}

/* Reads @rect; beyond the mask its border goes on, so that an edge of the
 * picture is not an edge of the mask. */
static void
read_extended (GessoMask       *mask,
               const GessoRect *rect,
               guint8          *out)
{
  GessoRect all = gesso_mask_get_extents (mask);
  GessoRect inside = gesso_rect_intersect (rect, &all);
  gsize stride = (gsize) rect->width;
  gsize left = (gsize) (inside.x - rect->x);
  int top = inside.y - rect->y;

  gesso_mask_read (mask, &inside, out + (gsize) top * stride + left, stride);
  for (int y = top; y < top + inside.height; y++)
    {
      guint8 *row = out + (gsize) y * stride;
      gsize right = left + (gsize) inside.width;

      memset (row, row[left], left);
      memset (row + right, row[right - 1], stride - right);
    }
  for (int y = 0; y < rect->height; y++)
    {
      int from = CLAMP (y, top, top + inside.height - 1);

      if (from != y)
        memcpy (out + (gsize) y * stride, out + (gsize) from * stride, stride);
    }
}

/* Whether blurring @rect would change nothing. */
static gboolean
is_flat (GessoMask       *mask,
         const GessoRect *rect)
{
  GessoMaskIter iter;
  GessoMaskPatch patch;
  int value = -1;

  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (mask), rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      guint8 here = iter.grid->values[patch.index];

      if (iter.grid->tiles[patch.index] != NULL || (here != 0 && here != 255) ||
          (value >= 0 && here != value))
        return FALSE;
      value = here;
    }
  return TRUE;
}

static guint8
place_ramp (guint8    before,
            guint8    blurred,
            GessoEdge edge)
{
  switch (edge)
    {
    case GESSO_EDGE_OUTSIDE:
      return before >= 128 ? 255 : gesso_ramp_outside (blurred);
    case GESSO_EDGE_INSIDE:
      return (guint8) (before < 128 ? 0 : MAX (2 * blurred - 255, 0));
    case GESSO_EDGE_CENTRED:
    default:
      return blurred;
    }
}

static void
feather_block (GessoMask       *self,
               GessoMask       *before,
               const GessoRect *block,
               int              reach,
               GessoEdge        edge)
{
  Area area = { block->width + 2 * reach, block->height + 2 * reach };
  gsize size = (gsize) area.width * (gsize) area.height;
  GessoRect seen = { block->x - reach, block->y - reach, area.width, area.height };
  g_autofree guint8 *original = g_malloc (size);
  g_autofree guint8 *pixels = area.pixels = g_malloc (size);
  g_autofree guint8 *scratch = area.scratch = g_malloc (size);
  g_autofree guint8 *padded = area.padded = g_malloc ((gsize) (area.width + 2 * reach + 2));
  g_autofree guint32 *sums = area.sums = g_new (guint32, (gsize) area.width);

  read_extended (before, &seen, original);
  memcpy (pixels, original, size);
  /* Three boxes whose reaches add up to @reach. */
  for (int i = 0; i < 3; i++)
    {
      if ((reach + i) / 3 == 0)
        continue;
      blur_rows (&area, (reach + i) / 3);
      blur_columns (&area, (reach + i) / 3);
    }
  for (gsize i = 0; i < size; i++)
    pixels[i] = place_ramp (original[i], pixels[i], edge);
  gesso_mask_write (self, block, pixels + (gsize) reach * (gsize) area.width + (gsize) reach,
                    (gsize) area.width);
}

/**
 * gesso_mask_feather:
 * @radius: length of the ramp in image pixels, up to 512
 * @edge: outside: what was at least half covered stays whole and the ramp lies
 *   outside of it; inside: nothing outside the half-covered contour is covered
 *
 * Softens the edge. Returns: the rectangle that may have changed
 */
GessoRect
gesso_mask_feather (GessoMask *self,
                    double     radius,
                    GessoEdge  edge)
{
  g_autoptr (GessoMask) before = NULL;
  g_autoptr (GessoMaskSnapshot) snapshot = NULL;
  GessoRect changed = { 0 };
  int width, height, reach;

  g_return_val_if_fail (GESSO_IS_MASK (self), changed);

  if (!(radius > 0))
    return changed;
  radius = MIN (radius, REACH_MAX);
  reach = MAX ((int) lrint (edge == GESSO_EDGE_CENTRED ? radius / 2 : radius), 1);
  width = gesso_mask_get_width (self);
  height = gesso_mask_get_height (self);
  snapshot = gesso_mask_snapshot (self);
  before = gesso_mask_new (width, height);
  gesso_mask_restore (before, snapshot);

  for (int y = 0; y < height; y += BLOCK)
    {
      for (int x = 0; x < width; x += BLOCK)
        {
          GessoRect block = { x, y, MIN (BLOCK, width - x), MIN (BLOCK, height - y) };
          GessoRect seen = { x - reach, y - reach, block.width + 2 * reach, block.height + 2 * reach };

          if (is_flat (before, &seen))
            continue;
          feather_block (self, before, &block, reach, edge);
          changed = gesso_rect_union (&changed, &block);
        }
    }
  return changed;
}
