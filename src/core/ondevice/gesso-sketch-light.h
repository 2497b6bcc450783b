/* gesso-sketch-light.h - the colours of an hour, and of a whole picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-sketch-noise.h"
#include "gesso-sketch-words.h"

G_BEGIN_DECLS

typedef struct
{
  float r, g, b;
} SketchColour;

#define SKETCH_SKY_STOPS 5

/**
 * SketchLight:
 * @sky: colours from the horizon up to the zenith
 * @haze: what far things fade into
 * @shade: the darkest silhouettes
 * @ambient: local colours are multiplied by this
 * @lamp: 0 where nothing is lit, 1 when every window is
 */
typedef struct
{
  SketchTime time;
  SketchColour sky[SKETCH_SKY_STOPS];
  SketchColour haze, shade, ambient, sun, cloud_lit, cloud_dark;
  float sun_u, sun_v, sun_radius;
  gboolean moon;
  gboolean sun_shown;
  float stars;
  float lamp;
} SketchLight;

/** SketchGrade: the last step of every pixel, from tint and mood. */
typedef struct
{
  SketchColour ramp[3]; /* dark, middle, light of the tint */
  float tint, saturation, contrast, lift;
  SketchColour gain;
  float grain, vignette;
  guint32 seed;
} SketchGrade;

static inline SketchColour
sketch_colour (guint32 hex)
{
  return (SketchColour) { (hex >> 16 & 0xFF) / 255.0f, (hex >> 8 & 0xFF) / 255.0f, (hex & 0xFF) / 255.0f };
}

static inline SketchColour
sketch_colour_mix (SketchColour a, SketchColour b, float t)
{
  return (SketchColour) { sketch_mix (a.r, b.r, t), sketch_mix (a.g, b.g, t), sketch_mix (a.b, b.b, t) };
}

static inline SketchColour
sketch_colour_times (SketchColour a, SketchColour b)
{
  return (SketchColour) { a.r * b.r, a.g * b.g, a.b * b.b };
}

static inline SketchColour
sketch_colour_scale (SketchColour a, float k)
{
  return (SketchColour) { a.r * k, a.g * k, a.b * k };
}

static inline float
sketch_luma (const float *pixel)
{
  return 0.299f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2];
}

void         sketch_light_init     (SketchLight *light, const SketchBrief *brief,
                                    SketchDice *dice, float half);
/** The sky's colour at @t from the horizon (0) to the zenith (1). */
SketchColour sketch_light_sky      (const SketchLight *light, float t);
/** @local as it looks in this light at @distance 0 (here) to 1 (lost in the haze). */
SketchColour sketch_light_local    (const SketchLight *light, SketchColour local, float distance);

/** Turned about the grey axis by @turn of a circle, times @saturation. */
SketchColour sketch_colour_turn    (SketchColour colour, float turn, float saturation);
/** Five colours that go together, for pictures of nothing; from @brief's tint or by chance. */
void         sketch_palette_choose (SketchColour palette[5], const SketchBrief *brief, SketchDice *dice);

void         sketch_grade_init     (SketchGrade *grade, const SketchBrief *brief, guint32 seed);
/** @x, @y: pixel for the grain; @edge: 0 in the middle to 1 in the corners for the vignette. */
void         sketch_grade_pixel    (const SketchGrade *grade, float *pixel, guint x, guint y, float edge);

G_END_DECLS
