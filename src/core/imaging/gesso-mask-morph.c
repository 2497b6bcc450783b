/* gesso-mask-morph.c - grow, shrink, border
 *
 * The largest coverage within a disc, so that a soft edge stays as soft as it
 * was. A disc is a stack of runs: along a row the maximum of a run is that of
 * two overlapping runs of a power of two, which are made by doubling. Worked
 * off in blocks, those of one value cost nothing. Shrinking is growing what is
 * not covered.
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

#define BLOCK (2 * GESSO_MASK_TILE)
#define REACH_MAX 256
/* Runs of 1, 2, 4 … 512 pixels. */
#define STEPS 10

/* What one row of a block needs; rows[i] holds maxima of runs of 2ⁱ that begin at each pixel. */
typedef struct
{
  guint8 *rows[STEPS]; /* (owned) */
  gsize width;
} Runs;

static void
init_runs (Runs *runs,
           gsize width)
{
  runs->width = width;
  for (int i = 0; i < STEPS; i++)
    runs->rows[i] = g_malloc (width);
}

static void
clear_runs (Runs *runs)
{
  for (int i = 0; i < STEPS; i++)
    g_free (runs->rows[i]);
}

static void
fill_runs (Runs *runs,
           int   longest)
{
  for (int i = 1; i < STEPS && (1 << i) <= longest; i++)
    {
      gsize half = (gsize) 1 << (i - 1);

      memcpy (runs->rows[i], runs->rows[i - 1], runs->width);
      if (half < runs->width)
        gesso_mask_kernel_max (runs->rows[i], runs->rows[i - 1] + half, runs->width - half);
    }
}

/* Half the length of a disc's run, @down rows from its middle. */
static int
get_half (double radius,
          int    down)
{
  return (int) floor (sqrt (MAX (radius * radius - (double) down * down, 0)));
}

/* @in has @reach pixels more than @out on each side. */
static void
grow_block (const guint8 *in,
            gsize         in_width,
            int           in_height,
            guint8       *out,
            gsize         out_width,
            int           out_height,
            double        radius,
            int           reach)
{
  Runs runs;

  init_runs (&runs, in_width);
  memset (out, 0, out_width * (gsize) out_height);
  for (int y = 0; y < in_height; y++)
    {
      memcpy (runs.rows[0], in + (gsize) y * in_width, in_width);
      fill_runs (&runs, 2 * reach + 1);
      for (int to = MAX (y - 2 * reach, 0); to <= MIN (y, out_height - 1); to++)
        {
          int half = get_half (radius, y - reach - to);
          int step = (int) log2 (2 * half + 1);
          guint8 *row = out + (gsize) to * out_width;

          gesso_mask_kernel_max (row, runs.rows[step] + reach - half, out_width);
          gesso_mask_kernel_max (row, runs.rows[step] + reach + half + 1 - (1 << step), out_width);
        }
    }
  clear_runs (&runs);
}

/* Whether all of @rect is one value. */
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

      if (iter.grid->tiles[patch.index] != NULL || (value >= 0 && here != value))
        return FALSE;
      value = here;
    }
  return TRUE;
}

static GessoMask *
copy_mask (GessoMask *self)
{
  g_autoptr (GessoMaskSnapshot) snapshot = gesso_mask_snapshot (self);
  GessoMask *copy = gesso_mask_new (gesso_mask_get_width (self), gesso_mask_get_height (self));

  gesso_mask_restore (copy, snapshot);
  return copy;
}

static GessoRect
grow (GessoMask *self,
      double     radius)
{
  g_autoptr (GessoMask) before = copy_mask (self);
  int reach = (int) floor (radius), width = gesso_mask_get_width (self), height = gesso_mask_get_height (self);
  gsize side = (gsize) (BLOCK + 2 * reach);
  g_autofree guint8 *in = g_malloc (side * side);
  g_autofree guint8 *out = g_malloc (BLOCK * BLOCK);
  GessoRect changed = { 0 };

  for (int y = 0; y < height; y += BLOCK)
    {
      for (int x = 0; x < width; x += BLOCK)
        {
          GessoRect block = { x, y, MIN (BLOCK, width - x), MIN (BLOCK, height - y) };
          GessoRect seen = { x - reach, y - reach, block.width + 2 * reach, block.height + 2 * reach };

          if (is_flat (before, &seen))
            continue;
          /* Beyond the picture there is nothing, which never is the largest. */
          gesso_mask_read (before, &seen, in, (gsize) seen.width);
          grow_block (in, (gsize) seen.width, seen.height, out, (gsize) block.width, block.height, radius, reach);
          gesso_mask_write (self, &block, out, (gsize) block.width);
          changed = gesso_rect_union (&changed, &block);
        }
    }
  return changed;
}

static double
limit (double radius)
{
  return radius >= 0.5 ? MIN (radius, REACH_MAX) + 0.5 : 0;
}

GessoRect
gesso_mask_grow (GessoMask *self,
                 double     radius)
{
  g_return_val_if_fail (GESSO_IS_MASK (self), (GessoRect) { 0 });

  radius = limit (radius);
  return radius > 0 ? grow (self, radius) : (GessoRect) { 0 };
}

GessoRect
gesso_mask_shrink (GessoMask *self,
                   double     radius)
{
  GessoRect changed;

  g_return_val_if_fail (GESSO_IS_MASK (self), (GessoRect) { 0 });

  radius = limit (radius);
  if (radius == 0)
    return (GessoRect) { 0 };
  gesso_mask_invert (self);
  changed = grow (self, radius);
  gesso_mask_invert (self);
  return changed;
}

GessoRect
gesso_mask_border (GessoMask *self,
                   double     width)
{
  g_autoptr (GessoMask) inner = NULL;
  GessoRect before, after;

  g_return_val_if_fail (GESSO_IS_MASK (self), (GessoRect) { 0 });

  if (!(width >= 1))
    return (GessoRect) { 0 };
  inner = copy_mask (self);
  gesso_mask_shrink (inner, width / 2);
  before = gesso_mask_get_bounds (self);
  gesso_mask_grow (self, width / 2);
  gesso_mask_combine (self, inner, 1, GESSO_MASK_SUBTRACT);
  after = gesso_mask_get_bounds (self);
  return gesso_rect_union (&before, &after);
}
