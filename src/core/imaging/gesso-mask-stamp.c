/* gesso-mask-stamp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-mask-stamp.h"

/* Stamps are dropped all together beyond this; a stroke of one width needs far less. */
#define CACHE_BYTES (32 * 1024 * 1024)
/* Diameters between one power of two and the next. */
#define STEPS 128

struct _GessoMaskStamps
{
  double hardness;
  GHashTable *stamps; /* (owned): key_of() → GessoMaskStamp */
  gsize bytes;
};

static void
stamp_free (gpointer data)
{
  GessoMaskStamp *stamp = data;

  g_free (stamp->pixels);
  g_free (stamp->first);
  g_free (stamp->last);
  g_free (stamp);
}

/* The middle lies @shift_x, @shift_y pixels right and below the stamp's own.
 * From full to none by a smoothstep; at least one pixel, so that a hard brush
 * has no jagged edge. */
static GessoMaskStamp *
stamp_new (int    size,
           double diameter,
           double hardness,
           double shift_x,
           double shift_y)
{
  GessoMaskStamp *stamp = g_new0 (GessoMaskStamp, 1);
  double radius = diameter / 2;
  float outer = (float) (radius + 0.5);
  float inner = (float) MAX (MIN (hardness * radius, radius - 0.5), 0);
  float slope = 1.0f / (outer - inner);
  float middle_x = (float) (size / 2.0 + shift_x);
  float middle_y = (float) (size / 2.0 + shift_y);

  stamp->size = size;
  stamp->pixels = g_malloc ((gsize) size * (gsize) size);
  stamp->first = g_new (int, (gsize) size);
  stamp->last = g_new (int, (gsize) size);
  for (int y = 0; y < size; y++)
    {
      guint8 *row = stamp->pixels + (gsize) y * (gsize) size;
      float dy = (float) y + 0.5f - middle_y;
      int first = 0, last = size;

      for (int x = 0; x < size; x++)
        {
          float dx = (float) x + 0.5f - middle_x;
          float t = (outer - sqrtf (dx * dx + dy * dy)) * slope;

          t = t < 0 ? 0 : t;
          t = t > 1 ? 1 : t;
          row[x] = (guint8) (t * t * (3 - 2 * t) * 255 + 0.5f);
        }
      while (first < last && row[first] == 0)
        first++;
      while (last > first && row[last - 1] == 0)
        last--;
      stamp->first[y] = first;
      stamp->last[y] = last;
    }
  return stamp;
}

GessoMaskStamps *
gesso_mask_stamps_new (double hardness)
{
  GessoMaskStamps *self = g_new0 (GessoMaskStamps, 1);

  self->hardness = CLAMP (hardness, 0, 1);
  self->stamps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, stamp_free);
  return self;
}

void
gesso_mask_stamps_free (GessoMaskStamps *self)
{
  g_hash_table_unref (self->stamps);
  g_free (self);
}

double
gesso_mask_stamps_get_hardness (GessoMaskStamps *self)
{
  return self->hardness;
}

/* A middle between pixels shows on small brushes only. */
static int
count_variants (double diameter)
{
  if (diameter < 64)
    return 4;
  return diameter < 256 ? 2 : 1;
}

/* Within half a per cent, so that a changing pressure meets the same stamps again. */
static double
round_diameter (double diameter)
{
  double step = exp2 (floor (log2 (MAX (diameter, 1)))) / STEPS;

  return MAX (round (diameter / step), 1) * step;
}

static int
split (double place,
       int    size,
       int    variants,
       int   *variant)
{
  int steps = (int) floor ((place - size / 2.0) * variants + 0.5);
  int whole = (int) floor ((double) steps / variants);

  *variant = steps - whole * variants;
  return whole;
}

const GessoMaskStamp *
gesso_mask_stamps_get (GessoMaskStamps *self,
                       double           diameter,
                       double           x,
                       double           y,
                       int             *left,
                       int             *top)
{
  GessoMaskStamp *stamp;
  gint64 key;
  int size, variants, across, down;

  diameter = round_diameter (diameter);
  size = (int) ceil (diameter) + 2;
  variants = count_variants (diameter);
  *left = split (x, size, variants, &across);
  *top = split (y, size, variants, &down);

  key = ((gint64) (diameter * STEPS) << 4) | (across << 2) | down;
  stamp = g_hash_table_lookup (self->stamps, &key);
  if (stamp != NULL)
    return stamp;

  stamp = stamp_new (size, diameter, self->hardness, (double) across / variants, (double) down / variants);
  self->bytes += (gsize) size * (gsize) size;
  if (self->bytes > CACHE_BYTES)
    {
      g_hash_table_remove_all (self->stamps);
      self->bytes = (gsize) size * (gsize) size;
    }
  g_hash_table_insert (self->stamps, g_memdup2 (&key, sizeof key), stamp);
  return stamp;
}
