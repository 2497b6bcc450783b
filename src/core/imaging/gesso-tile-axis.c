/* gesso-tile-axis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-tile-axis.h"
#include "gesso-tile-blend.h"

guint
gesso_tile_axis_choose_level (double scale,
                              guint  n_levels)
{
  guint level = 0;

  while (scale <= 0.5 && level + 1 < n_levels)
    {
      scale *= 2;
      level++;
    }
  return level;
}

void
gesso_tile_axis_init (GessoTileAxis *self,
                      int            start,
                      int            n,
                      double         scale,
                      guint          level,
                      int            size)
{
  double step = 1.0 / (scale * (1 << level));
  gboolean crisp = scale >= GESSO_TILE_CRISP_SCALE;
  int last = 0;

  self->n = n;
  self->index = g_new (int, (gsize) n);
  self->fraction = g_new (guint16, (gsize) n);
  self->whole = TRUE;
  for (int i = 0; i < n; i++)
    {
      double place = (start + i + 0.5) * step;
      double at = CLAMP (crisp ? floor (place) : place - 0.5, 0, size - 1);

      self->index[i] = (int) at;
      self->fraction[i] = (guint16) ((at - self->index[i]) * 256);
      if (self->fraction[i] != 0)
        self->whole = FALSE;
      last = MAX (last, self->index[i] + (self->fraction[i] != 0));
    }
  self->first = self->index[0];
  self->count = last - self->first + 1;
  self->before = (int) floor ((start - 0.5) * step) - self->first;
  self->straight = self->whole;
  for (int i = 0; i < n; i++)
    {
      self->index[i] -= self->first;
      self->straight &= self->index[i] == i;
    }
}

void
gesso_tile_axis_clear (GessoTileAxis *self)
{
  g_clear_pointer (&self->index, g_free);
  g_clear_pointer (&self->fraction, g_free);
}
