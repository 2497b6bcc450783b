/* gesso-tile-mask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-tile-kernels.h"
#include "gesso-tile-mask.h"

/* Whether @n bytes, one at least, are all the same: then they equal themselves shifted by one. */
static gboolean
is_flat (const guint8 *bytes,
         gsize         n)
{
  return memcmp (bytes, bytes + 1, n - 1) == 0;
}

/* Eight bytes at a time: most of a mask is nothing. */
static int
count_zeros (const guint8 *bytes,
             int           n)
{
  int i = 0;
  guint64 word;

  for (; i + (int) sizeof word <= n; i += (int) sizeof word)
    {
      memcpy (&word, bytes + i, sizeof word);
      if (word != 0)
        break;
    }
  while (i < n && bytes[i] == 0)
    i++;
  return i;
}

static int
count_zeros_back (const guint8 *bytes,
                  int           n)
{
  int i = n;
  guint64 word;

  for (; i >= (int) sizeof word; i -= (int) sizeof word)
    {
      memcpy (&word, bytes + i - sizeof word, sizeof word);
      if (word != 0)
        break;
    }
  while (i > 0 && bytes[i - 1] == 0)
    i--;
  return n - i;
}

static void
find_span (GessoTileMask    *self,
           GessoTileMaskRow *row)
{
  if (row->flat)
    {
      row->from = 0;
      row->to = row->pixels[0] != 0 ? self->width : 0;
      return;
    }
  row->from = count_zeros (row->pixels, self->width);
  row->to = self->width - count_zeros_back (row->pixels, self->width);
}

/* Each pixel's neighbours in the row mixed. */
static inline void
pick_pairs (const guint8 *restrict in,
            const int *restrict    index,
            guint16 *restrict      pairs,
            int                    n)
{
#pragma GCC unroll 4
  for (int x = 0; x < n; x++)
    memcpy (pairs + x, in + index[x], sizeof *pairs);
}

/* Row @y, counted from the upper border. */
static void
sample_row (GessoTileMask *self,
            int            y)
{
  GessoTileMaskRow *row = &self->rows[y % 3];
  gsize n = self->stride, width = (gsize) self->width;
  const guint8 *a = self->source + (gsize) self->down.index[y] * n;

  if (self->down.fraction[y] == 0)
    memcpy (self->mixed, a, n);
  else
    gesso_tile_kernel_mix_rows (a, a + n, (guint8) self->down.fraction[y], self->mixed, n);
  row->flat = is_flat (self->mixed, n);
  if (row->flat)
    {
      memset (row->pixels, self->mixed[0], width);
    }
  else if (self->across.straight)
    {
      memcpy (row->pixels, self->mixed, width);
    }
  else
    {
      /* What lies right of the last column never counts; it must only be there. */
      self->mixed[n] = self->mixed[n - 1];
      pick_pairs (self->mixed, self->across.index, self->pairs, self->width);
      gesso_tile_kernel_mix_pairs (self->pairs, self->fractions, row->pixels, width);
    }
  find_span (self, row);
}

gboolean
gesso_tile_mask_init (GessoTileMask   *self,
                      GessoMaskLevels *levels,
                      guint            level,
                      double           scale,
                      int              x,
                      int              y,
                      int              width,
                      int              height)
{
  GessoMask *mask = gesso_mask_levels_get_mask (levels);
  int size = (1 << level) - 1;
  GessoRect rect;

  memset (self, 0, sizeof *self);
  self->width = width + 2;
  self->height = height + 2;
  gesso_tile_axis_init (&self->across, x - 1, self->width, scale, level, (gesso_mask_get_width (mask) + size) >> level);
  gesso_tile_axis_init (&self->down, y - 1, self->height, scale, level, (gesso_mask_get_height (mask) + size) >> level);
  rect = (GessoRect) { self->across.first, self->down.first, self->across.count, self->down.count };
  self->stride = (gsize) rect.width;
  self->source = g_malloc (self->stride * (gsize) rect.height);
  gesso_mask_levels_read (levels, level, &rect, self->source, self->stride);
  if (self->source[0] == 0 && is_flat (self->source, self->stride * (gsize) rect.height))
    {
      gesso_tile_mask_clear (self);
      return FALSE;
    }

  self->mixed = g_malloc (self->stride + 1);
  self->pairs = g_new (guint16, (gsize) self->width);
  self->fractions = g_malloc ((gsize) self->width);
  for (int i = 0; i < self->width; i++)
    self->fractions[i] = (guint8) self->across.fraction[i];
  for (int i = 0; i < 3; i++)
    self->rows[i].pixels = g_malloc ((gsize) self->width);
  for (int i = 0; i < 2; i++)
    sample_row (self, i);
  return TRUE;
}

void
gesso_tile_mask_clear (GessoTileMask *self)
{
  gesso_tile_axis_clear (&self->across);
  gesso_tile_axis_clear (&self->down);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->mixed, g_free);
  g_clear_pointer (&self->pairs, g_free);
  g_clear_pointer (&self->fractions, g_free);
  for (int i = 0; i < 3; i++)
    g_clear_pointer (&self->rows[i].pixels, g_free);
}

void
gesso_tile_mask_go_to (GessoTileMask *self,
                       int            row)
{
  sample_row (self, row + 2);
}

const GessoTileMaskRow *
gesso_tile_mask_get_row (const GessoTileMask *self,
                         int                  row)
{
  return &self->rows[(row + 1) % 3];
}
