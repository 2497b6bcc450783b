/* gesso-sketch-noise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-noise.h"

/* Each octave is turned by about 37° so that the lattices never line up. */
#define TURN_COS 0.8f
#define TURN_SIN 0.6f

/**
 * sketch_fbm:
 *
 * Fractional Brownian motion: octaves of noise, each half as strong and twice
 * as fine. About -1 to 1.
 */
float
sketch_fbm (float   x,
            float   y,
            int     octaves,
            guint32 seed)
{
  float sum = 0.0f, weight = 0.5f;

  for (int i = 0; i < octaves; i++)
    {
      float turned = (x * TURN_COS - y * TURN_SIN) * 2.02f;

      sum += weight * sketch_noise (x, y, seed + (guint32) i);
      y = (x * TURN_SIN + y * TURN_COS) * 2.02f;
      x = turned;
      weight *= 0.5f;
    }
  return sum;
}

/**
 * sketch_ridged:
 *
 * Musgrave's ridged multifractal: crests where the noise crosses zero, finer
 * detail only near crests. 0 to about 1.
 */
float
sketch_ridged (float   x,
               float   y,
               int     octaves,
               guint32 seed)
{
  float sum = 0.0f, weight = 0.5f, carry = 1.0f;

  for (int i = 0; i < octaves; i++)
    {
      float crest = 1.0f - fabsf (sketch_noise (x, y, seed + (guint32) i));
      float turned = (x * TURN_COS - y * TURN_SIN) * 2.03f;

      crest *= crest * carry;
      carry = sketch_clamp (crest * 1.6f);
      sum += weight * crest;
      y = (x * TURN_SIN + y * TURN_COS) * 2.03f;
      x = turned;
      weight *= 0.5f;
    }
  return sum;
}

/** Octaves along a line, about -1 to 1. */
float
sketch_fbm1 (float   x,
             int     octaves,
             guint32 seed)
{
  float sum = 0.0f, weight = 0.5f;

  for (int i = 0; i < octaves; i++)
    {
      sum += weight * sketch_noise1 (x, seed + (guint32) i * 31u);
      x = x * 2.03f + 17.31f;
      weight *= 0.5f;
    }
  return sum;
}

/**
 * sketch_cell:
 * @jitter: 0 for a regular grid to 1 for points anywhere in their square
 *
 * Worley's cellular noise; the border distance is exact (after I. Quilez).
 */
SketchCell
sketch_cell (float   x,
             float   y,
             float   jitter,
             guint32 seed)
{
  int ix = sketch_floor (x), iy = sketch_floor (y);
  float px[9], py[9], best = 64.0f, edge = 64.0f;
  SketchCell cell = { 0 };
  int nearest = 0;

  for (int i = 0; i < 9; i++)
    {
      int cx = ix + i % 3 - 1, cy = iy + i / 3 - 1;
      guint32 h = sketch_hash (cx, cy, seed);
      float d;

      px[i] = cx + 0.5f + jitter * ((h & 0xFFFF) * (1.0f / 65536.0f) - 0.5f);
      py[i] = cy + 0.5f + jitter * ((h >> 16) * (1.0f / 65536.0f) - 0.5f);
      d = (px[i] - x) * (px[i] - x) + (py[i] - y) * (py[i] - y);
      if (d < best)
        {
          best = d;
          nearest = i;
          cell.id = sketch_hash ((gint32) h, 3, seed);
        }
    }
  for (int i = 0; i < 9; i++)
    {
      float dx = px[i] - px[nearest], dy = py[i] - py[nearest];
      float length = sqrtf (dx * dx + dy * dy);

      if (i != nearest && length > 1e-5f)
        edge = MIN (edge, ((px[i] + px[nearest]) * 0.5f - x) * dx / length
                          + ((py[i] + py[nearest]) * 0.5f - y) * dy / length);
    }
  cell.near = sqrtf (best);
  cell.edge = edge;
  cell.x = px[nearest];
  cell.y = py[nearest];
  return cell;
}
