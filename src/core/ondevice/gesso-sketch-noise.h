/* gesso-sketch-noise.h - repeatable chance for the sketches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Integer hashes instead of a library's generator, so that a seed means the
 * same picture on every machine. Inline, as most are called for every pixel.
 */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/** A well mixed 32-bit number for a lattice point (lowbias32 by C. Wellons after a linear fold). */
static inline guint32
sketch_hash (gint32 x, gint32 y, guint32 seed)
{
  guint32 h = (guint32) x * 0x9E3779B1u + (guint32) y * 0x85EBCA77u + seed * 0xC2B2AE3Du;

  h ^= h >> 16;
  h *= 0x7FEB352Du;
  h ^= h >> 15;
  h *= 0x846CA68Bu;
  h ^= h >> 16;
  return h;
}

/** The same as a number from 0 up to, not including, 1. */
static inline float
sketch_chance (gint32 x, gint32 y, guint32 seed)
{
  return (sketch_hash (x, y, seed) >> 8) * (1.0f / 16777216.0f);
}

static inline int
sketch_floor (float x)
{
  int i = (int) x;

  return i - (x < (float) i);
}

static inline float
sketch_clamp (float x)
{
  return x < 0.0f ? 0.0f : x > 1.0f ? 1.0f : x;
}

static inline float
sketch_mix (float a, float b, float t)
{
  return a + (b - a) * t;
}

/** 0 below @a, 1 above @b, a cubic between; @a may be the larger. */
static inline float
sketch_step (float a, float b, float x)
{
  float t = sketch_clamp ((x - a) / (b - a));

  return t * t * (3.0f - 2.0f * t);
}

static inline float
sketch_gradient (gint32 x, gint32 y, guint32 seed, float dx, float dy)
{
  guint32 h = sketch_hash (x, y, seed);

  return ((int) (h & 0xFFFF) - 32768) * (1.0f / 32768.0f) * dx
         + ((int) (h >> 16) - 32768) * (1.0f / 32768.0f) * dy;
}

/** Gradient noise, about -1 to 1, one feature a unit. */
static inline float
sketch_noise (float x, float y, guint32 seed)
{
  int ix = sketch_floor (x), iy = sketch_floor (y);
  float fx = x - ix, fy = y - iy;
  float wx = fx * fx * fx * (fx * (fx * 6.0f - 15.0f) + 10.0f);
  float wy = fy * fy * fy * (fy * (fy * 6.0f - 15.0f) + 10.0f);
  float a = sketch_gradient (ix, iy, seed, fx, fy);
  float b = sketch_gradient (ix + 1, iy, seed, fx - 1.0f, fy);
  float c = sketch_gradient (ix, iy + 1, seed, fx, fy - 1.0f);
  float d = sketch_gradient (ix + 1, iy + 1, seed, fx - 1.0f, fy - 1.0f);

  return 1.6f * sketch_mix (sketch_mix (a, b, wx), sketch_mix (c, d, wx), wy);
}

/** Smooth noise along a line, about -1 to 1. */
static inline float
sketch_noise1 (float x, guint32 seed)
{
  int ix = sketch_floor (x);
  float f = x - ix;
  float w = f * f * (3.0f - 2.0f * f);

  return 2.0f * sketch_mix (sketch_chance (ix, 0, seed), sketch_chance (ix + 1, 0, seed), w) - 1.0f;
}

/** Octaves worth drawing when a pixel is @px units wide and the first feature is 1 / @frequency units. */
static inline int
sketch_octaves (float px, float frequency, int most)
{
  int n = 1;

  for (frequency *= 2.0f; n < most && frequency * px < 0.5f; frequency *= 2.0f)
    n++;
  return n;
}

float sketch_fbm    (float x, float y, int octaves, guint32 seed);
float sketch_ridged (float x, float y, int octaves, guint32 seed);
float sketch_fbm1   (float x, int octaves, guint32 seed);

/** SketchCell: what is nearest in a field of one jittered point per unit square. */
typedef struct
{
  float near;  /* distance to the nearest point */
  float edge;  /* distance to the border with the next one, 0 on it */
  guint32 id;  /* the nearest point's hash */
  float x, y;  /* the nearest point */
} SketchCell;

SketchCell sketch_cell (float x, float y, float jitter, guint32 seed);

/** SketchDice: numbers in a row, for composing; never for pixels. */
typedef struct
{
  guint32 seed, count;
} SketchDice;

static inline float
sketch_dice (SketchDice *dice)
{
  return sketch_chance ((gint32) dice->count++, 7919, dice->seed);
}

static inline float
sketch_dice_range (SketchDice *dice, float low, float high)
{
  return low + (high - low) * sketch_dice (dice);
}

static inline guint32
sketch_dice_seed (SketchDice *dice)
{
  return sketch_hash ((gint32) dice->count++, 104729, dice->seed);
}

G_END_DECLS
