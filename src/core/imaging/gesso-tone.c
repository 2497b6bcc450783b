/* gesso-tone.c - light and colours, by tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-adjust.h"

#define ONE 4095
#define MIX_BITS 12

/* Rec. 709 brightness. */
static const double luma[3] = { 0.2126, 0.7152, 0.0722 };

/* Full temperature is this many stops between red and blue, half for each. */
#define TEMPERATURE_STOPS 0.8

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
from_linear (double value)
{
  return value <= 0.0031308 ? value * 12.92 : 1.055 * pow (value, 1 / 2.4) - 0.055;
}

/* Slopes at the points, so that nothing overshoots (Fritsch and Carlson 1980). */
static void
find_slopes (const GessoAdjustSettings *settings,
             double                     slopes[GESSO_ADJUST_MAX_POINTS])
{
  double steps[GESSO_ADJUST_MAX_POINTS] = { 0 };
  guint n = settings->n_points;

  for (guint i = 0; i + 1 < n; i++)
    steps[i] = ((double) settings->curve[i + 1].out - settings->curve[i].out) /
               ((double) settings->curve[i + 1].in - settings->curve[i].in);
  slopes[0] = steps[0];
  slopes[n - 1] = steps[n - 2];
  for (guint i = 1; i + 1 < n; i++)
    slopes[i] = steps[i - 1] * steps[i] <= 0 ? 0 : 2 * steps[i - 1] * steps[i] / (steps[i - 1] + steps[i]);
}

/* The curve through the points, level before the first and after the last; 0 to 1. */
static double
follow_curve (const GessoAdjustSettings *settings,
              const double               slopes[GESSO_ADJUST_MAX_POINTS],
              double                     value)
{
  const GessoCurvePoint *points = settings->curve;
  double x = value * 255, width, t, t2, t3;
  guint i = 0;

  if (settings->n_points < 2)
    return value;
  if (x <= points[0].in)
    return points[0].out / 255.0;
  if (x >= points[settings->n_points - 1].in)
    return points[settings->n_points - 1].out / 255.0;
  while (x > points[i + 1].in)
    i++;
  width = points[i + 1].in - points[i].in;
  t = (x - points[i].in) / width;
  t2 = t * t;
  t3 = t2 * t;
  return ((2 * t3 - 3 * t2 + 1) * points[i].out + (t3 - 2 * t2 + t) * width * slopes[i] +
          (3 * t2 - 2 * t3) * points[i + 1].out + (t3 - t2) * width * slopes[i + 1]) / 255;
}

/* More: towards an S; less: towards the middle. */
static double
apply_contrast (double value,
                double contrast)
{
  double steep = value * value * (3 - 2 * value);

  return contrast >= 0 ? value + contrast * (steep - value) : value + contrast * 0.6 * (value - 0.5);
}

static void
multiply (double       to[3][3],
          const double by[3][3])
{
  double product[3][3];

  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      product[i][j] = by[i][0] * to[0][j] + by[i][1] * to[1][j] + by[i][2] * to[2][j];
  memcpy (to, product, sizeof product);
}

/* Towards grey below 1, away from it above. */
static void
saturate (double matrix[3][3],
          double amount)
{
  double by[3][3];

  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      by[i][j] = luma[j] * (1 - amount) + (i == j ? amount : 0);
  multiply (matrix, by);
}

static void
apply_look (GessoLook look,
            double    matrix[3][3])
{
  static const double sepia[3][3] = { { 0.393, 0.769, 0.189 }, { 0.349, 0.686, 0.168 }, { 0.272, 0.534, 0.131 } };

  switch (look)
    {
    case GESSO_LOOK_MONO:
    case GESSO_LOOK_NOIR:
      saturate (matrix, 0);
      break;
    case GESSO_LOOK_SEPIA:
      multiply (matrix, sepia);
      break;
    case GESSO_LOOK_FADED:
      saturate (matrix, 0.7);
      break;
    case GESSO_LOOK_VIVID:
      saturate (matrix, 1.35);
      break;
    case GESSO_LOOK_CROSS:
      saturate (matrix, 1.1);
      break;
    case GESSO_LOOK_NONE:
    case GESSO_N_LOOKS:
    default:
      break;
    }
}

/* What a look does to a channel at the end. */
static double
finish_look (GessoLook look,
             int       channel,
             double    value)
{
  switch (look)
    {
    case GESSO_LOOK_NOIR:
      return apply_contrast (value, 0.8);
    case GESSO_LOOK_FADED:
      return 0.09 + 0.85 * value;
    case GESSO_LOOK_VIVID:
      return apply_contrast (value, 0.25);
    case GESSO_LOOK_CROSS:
      return channel == 2 ? 0.12 + 0.74 * value : apply_contrast (value, channel == 0 ? 0.55 : 0.35);
    case GESSO_LOOK_NONE:
    case GESSO_LOOK_MONO:
    case GESSO_LOOK_SEPIA:
    case GESSO_N_LOOKS:
    default:
      return value;
    }
}

static void
fill_in (GessoTone                 *tone,
         const GessoAdjustSettings *settings)
{
  double gains[3] = { exp2 (settings->temperature * TEMPERATURE_STOPS / 2), 1, exp2 (-settings->temperature * TEMPERATURE_STOPS / 2) };
  double brightness = luma[0] * gains[0] + luma[1] * gains[1] + luma[2] * gains[2];
  double slopes[GESSO_ADJUST_MAX_POINTS] = { 0 };

  if (settings->n_points >= 2)
    find_slopes (settings, slopes);
  for (int c = 0; c < 3; c++)
    for (int i = 0; i < 256; i++)
      {
        double light = to_linear (i / 255.0) * gains[c] / brightness * exp2 (settings->exposure);
        double value = apply_contrast (CLAMP (from_linear (light), 0, 1), settings->contrast);

        tone->in[c][i] = (gint16) lrint (CLAMP (follow_curve (settings, slopes, value), 0, 1) * ONE);
      }
}

void
gesso_tone_init (GessoTone                 *tone,
                 const GessoAdjustSettings *settings)
{
  double matrix[3][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
  GessoAdjustSettings cut = *settings;

  cut.angle = cut.ratio = 0;
  cut.size = 1;
  tone->idle = gesso_adjust_changes_nothing (&cut);
  fill_in (tone, settings);
  saturate (matrix, 1 + settings->saturation);
  apply_look (settings->look, matrix);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      tone->mix[i][j] = (gint32) lrint (matrix[i][j] * (1 << MIX_BITS));
  for (int c = 0; c < 3; c++)
    for (int i = 0; i <= ONE; i++)
      tone->out[c][i] = (guint8) (CLAMP (finish_look (settings->look, c, i / (double) ONE), 0, 1) * 255 + 0.5);
}

void
gesso_tone_apply (const GessoTone *tone,
                  guint8          *pixels,
                  gsize            n,
                  guint            channels)
{
  if (tone->idle)
    return;
  for (gsize i = 0; i < n; i++, pixels += channels)
    {
      gint32 r = tone->in[0][pixels[0]], g = tone->in[1][pixels[1]], b = tone->in[2][pixels[2]];

      for (int c = 0; c < 3; c++)
        {
          gint32 sum = (tone->mix[c][0] * r + tone->mix[c][1] * g + tone->mix[c][2] * b + (1 << (MIX_BITS - 1))) >> MIX_BITS;

          pixels[c] = tone->out[c][CLAMP (sum, 0, ONE)];
        }
    }
}

double
gesso_adjust_follow_curve (const GessoAdjustSettings *settings,
                           double                     value)
{
  double slopes[GESSO_ADJUST_MAX_POINTS] = { 0 };

  if (settings->n_points >= 2)
    find_slopes (settings, slopes);
  return CLAMP (follow_curve (settings, slopes, value), 0, 1);
}
