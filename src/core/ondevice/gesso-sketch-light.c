/* gesso-sketch-light.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-light.h"

typedef struct
{
  guint32 sky[SKETCH_SKY_STOPS];
  guint32 haze, shade, ambient, sun, cloud_lit, cloud_dark;
  float sun_height, stars, lamp;
} Hour;

/* Several skies per hour, so that two seeds do not share one. */
#define VARIANTS 3

static const Hour hours[SKETCH_N_TIMES][VARIANTS] = {
  [SKETCH_TIME_DAWN] = {
    { { 0xFDE3BD, 0xF6BFA6, 0xC79DB4, 0x7F86B4, 0x46568E }, 0xE9C3B8, 0x2C3354, 0xD9C3CC, 0xFFF0C8, 0xFFD9B8, 0x8F84A8, 0.13f, 0.1f, 0.3f },
    { { 0xFFF0D2, 0xF7D3B5, 0xD3BFC6, 0x9AB1CB, 0x5E82B0 }, 0xE6D3CB, 0x2F4058, 0xE0D5D2, 0xFFF6DA, 0xFFE9D0, 0x98A0B8, 0.16f, 0.0f, 0.2f },
    { { 0xF8C9B0, 0xE59AA2, 0xA77DA8, 0x5F63A0, 0x2E3A74 }, 0xD7A6B0, 0x232448, 0xCBAFC2, 0xFFE6C4, 0xFFC2B0, 0x6E6494, 0.08f, 0.25f, 0.4f },
  },
  [SKETCH_TIME_DAY] = {
    { { 0xDDEDF2, 0xBBDCEB, 0x8CC0E2, 0x569BD2, 0x2C6FB4 }, 0xC4DCE6, 0x1F3A4C, 0xFFFFFF, 0xFFFDF0, 0xFFFFFF, 0xA7B9CB, 0.72f, 0.0f, 0.0f },
    { { 0xE8F0E6, 0xC5E2E4, 0x90CBDC, 0x4FA7CB, 0x227CAE }, 0xCBE1DF, 0x1D4044, 0xFFFDF6, 0xFFFBE6, 0xFFFEFA, 0xA2BBC4, 0.66f, 0.0f, 0.0f },
    { { 0xE9EAF2, 0xC7D6EE, 0x99B9E6, 0x648FD4, 0x355FB0 }, 0xCCD7EA, 0x26344F, 0xFAFBFF, 0xFFFFF4, 0xFFFFFF, 0xA4AFCB, 0.75f, 0.0f, 0.0f },
  },
  [SKETCH_TIME_GOLDEN] = {
    { { 0xFFE2A3, 0xF9C880, 0xE2AE8A, 0xA39FA8, 0x5E7DA6 }, 0xF1C898, 0x3A3040, 0xFFE3BC, 0xFFF3C4, 0xFFE7BC, 0xA98F92, 0.20f, 0.0f, 0.15f },
    { { 0xFFEBC0, 0xFAD59A, 0xD9C7A4, 0x9FB2B4, 0x5F8CAE }, 0xEBD3A8, 0x38382F, 0xFFEACB, 0xFFF7D6, 0xFFF0D0, 0xAA9C8C, 0.24f, 0.0f, 0.1f },
    { { 0xFFD08A, 0xF4A76C, 0xC98A80, 0x866F96, 0x4A5A92 }, 0xE9A980, 0x33253C, 0xF7CFB0, 0xFFEDB4, 0xFFD29E, 0x916F86, 0.16f, 0.0f, 0.25f },
  },
  [SKETCH_TIME_SUNSET] = {
    { { 0xFFC766, 0xF58A4B, 0xC65668, 0x6E3F7C, 0x2C2C60 }, 0xE08A63, 0x241A36, 0xE8AE96, 0xFFEAA8, 0xFFA868, 0x5C3C6C, 0.085f, 0.05f, 0.5f },
    { { 0xFFB46A, 0xF0705A, 0xB04A7A, 0x5B3B86, 0x232A66 }, 0xD27A72, 0x1E1838, 0xE0A4A4, 0xFFE2A0, 0xFF9478, 0x503876, 0.07f, 0.1f, 0.5f },
    { { 0xFFDF8E, 0xFBAA60, 0xE07A5C, 0x8E5C7E, 0x3C4678 }, 0xE8A070, 0x2C2034, 0xF0BC9C, 0xFFF2BC, 0xFFBE80, 0x70506E, 0.12f, 0.0f, 0.4f },
  },
  [SKETCH_TIME_DUSK] = {
    { { 0xE7A68F, 0xB5748C, 0x6B5590, 0x363C74, 0x171F48 }, 0x8D6A8E, 0x12142C, 0x7F78A4, 0xFFD8B0, 0xC0809A, 0x34345F, -0.04f, 0.45f, 0.85f },
    { { 0xD9C3B4, 0x9C9EB4, 0x5E75A4, 0x32508A, 0x16284F }, 0x7287A8, 0x0F1A30, 0x7C90B8, 0xFFE6C6, 0xA9B2CC, 0x324A78, -0.03f, 0.4f, 0.9f },
    { { 0xF08E7A, 0xAA5C84, 0x5A4488, 0x2B2E64, 0x10143A }, 0x84557F, 0x100E26, 0x7A6A9A, 0xFFC890, 0xD0708A, 0x2E2754, -0.05f, 0.55f, 0.9f },
  },
  [SKETCH_TIME_NIGHT] = {
    { { 0x2E4A76, 0x1E3560, 0x14264A, 0x0C1836, 0x060C22 }, 0x22385C, 0x04080F, 0x40557E, 0xF4F1E0, 0x54688E, 0x16233F, 0.68f, 1.0f, 1.0f },
    { { 0x2A5460, 0x1B3B50, 0x112840, 0x0A1830, 0x050B1C }, 0x1E4152, 0x030809, 0x3C5C70, 0xF6F3E2, 0x4A6C80, 0x122A3C, 0.62f, 1.0f, 1.0f },
    { { 0x4A3F70, 0x30305E, 0x1F224A, 0x121534, 0x080A1E }, 0x352F58, 0x06060F, 0x504E7E, 0xFFF2DC, 0x685E90, 0x1D1C40, 0.7f, 1.0f, 1.0f },
  },
};

static const Hour overcast = { { 0xD6DCDF, 0xC3CCD2, 0xAEB9C2, 0x98A5B1, 0x84929F }, 0xC2CBD0, 0x2B343C, 0xC9CFD2,
                               0xF4F4EE, 0xDDE2E4, 0x8A96A1, 0.5f, 0.0f, 0.25f };
static const Hour storm = { { 0x9DA8A4, 0x77848A, 0x59646F, 0x414A57, 0x2B323E }, 0x78858B, 0x12181F, 0x8A969C,
                            0xDCE4DC, 0x8E989A, 0x323A46, 0.4f, 0.0f, 0.5f };

static SketchTime
choose_time (const SketchBrief *brief,
             SketchDice        *dice)
{
  static const SketchTime landscape[] = {
    SKETCH_TIME_DAWN,   SKETCH_TIME_DAY,    SKETCH_TIME_GOLDEN,
    SKETCH_TIME_GOLDEN, SKETCH_TIME_SUNSET, SKETCH_TIME_DUSK,
  };
  static const SketchTime city[] = {
    SKETCH_TIME_DUSK, SKETCH_TIME_NIGHT,  SKETCH_TIME_SUNSET,
    SKETCH_TIME_DUSK, SKETCH_TIME_GOLDEN, SKETCH_TIME_NIGHT,
  };
  static const SketchTime plain[] = {
    SKETCH_TIME_DAY, SKETCH_TIME_DAWN, SKETCH_TIME_GOLDEN,
    SKETCH_TIME_DAY, SKETCH_TIME_DAY,  SKETCH_TIME_GOLDEN,
  };
  guint pick = (guint) (sketch_dice (dice) * G_N_ELEMENTS (landscape));

  if (brief->time != SKETCH_TIME_NONE)
    return brief->time;
  if (brief->scene == SKETCH_SCENE_CITY)
    return city[pick];
  if (brief->scene == SKETCH_SCENE_MEADOW || brief->scene == SKETCH_SCENE_SNOW ||
      brief->extras & SKETCH_AUTUMN || brief->weather & SKETCH_RAINBOW)
    return plain[pick];
  return landscape[pick];
}

/* A sky of the hour with a colour of the weather in it, as much as the weather hides the sun. */
static guint32
blend_hex (guint32 a,
           guint32 b,
           float   t)
{
  SketchColour c = sketch_colour_mix (sketch_colour (a), sketch_colour (b), t);

  return (guint32) (c.r * 255.0f + 0.5f) << 16 | (guint32) (c.g * 255.0f + 0.5f) << 8
         | (guint32) (c.b * 255.0f + 0.5f);
}

static Hour
blend_hours (const Hour *a,
             const Hour *b,
             float       t)
{
  Hour out = *a;

  for (guint i = 0; i < SKETCH_SKY_STOPS; i++)
    out.sky[i] = blend_hex (a->sky[i], b->sky[i], t);
  out.haze = blend_hex (a->haze, b->haze, t);
  out.shade = blend_hex (a->shade, b->shade, t);
  out.ambient = blend_hex (a->ambient, b->ambient, t);
  out.cloud_lit = blend_hex (a->cloud_lit, b->cloud_lit, t);
  out.cloud_dark = blend_hex (a->cloud_dark, b->cloud_dark, t);
  out.stars = sketch_mix (a->stars, b->stars, t);
  return out;
}

static Hour
choose_hour (SketchTime  time,
             guint       weather,
             SketchDice *dice)
{
  Hour hour = hours[time][(guint) (sketch_dice (dice) * VARIANTS)];
  gboolean late = time == SKETCH_TIME_NIGHT || time == SKETCH_TIME_DUSK;

  if (weather & SKETCH_STORM)
    return blend_hours (&hour, &storm, late ? 0.35f : 0.8f);
  if (weather & (SKETCH_OVERCAST | SKETCH_RAIN | SKETCH_SNOWFALL))
    return blend_hours (&hour, &overcast, late ? 0.1f : 0.65f);
  if (weather & SKETCH_FOG)
    return blend_hours (&hour, &overcast, late ? 0.1f : 0.4f);
  return hour;
}

void
sketch_light_init (SketchLight       *light,
                   const SketchBrief *brief,
                   SketchDice        *dice,
                   float              half)
{
  SketchTime time = choose_time (brief, dice);
  Hour hour = choose_hour (time, brief->weather, dice);
  float turn = sketch_dice_range (dice, -0.025f, 0.025f);
  float side = sketch_dice_range (dice, -0.72f, 0.72f);
  gboolean hidden = (brief->weather & (SKETCH_STORM | SKETCH_OVERCAST | SKETCH_RAIN | SKETCH_SNOWFALL)) != 0;

  *light = (SketchLight) { .time = time };
  for (guint i = 0; i < SKETCH_SKY_STOPS; i++)
    light->sky[i] = sketch_colour_turn (sketch_colour (hour.sky[i]), turn, 1.0f);
  light->haze = sketch_colour_turn (sketch_colour (hour.haze), turn, 1.0f);
  light->shade = sketch_colour (hour.shade);
  light->ambient = sketch_colour (hour.ambient);
  light->sun = sketch_colour (hour.sun);
  light->cloud_lit = sketch_colour (hour.cloud_lit);
  light->cloud_dark = sketch_colour (hour.cloud_dark);
  light->stars = brief->extras & SKETCH_STARS ? MAX (hour.stars, 0.7f) : hour.stars;
  light->lamp = hour.lamp;
  light->moon = time == SKETCH_TIME_NIGHT || (time == SKETCH_TIME_DUSK && brief->extras & SKETCH_MOON);
  light->sun_u = side * MIN (half, 0.9f);
  light->sun_v = light->moon ? sketch_dice_range (dice, 0.45f, 0.75f)
                             : hour.sun_height + sketch_dice_range (dice, -0.02f, 0.04f);
  light->sun_radius =
      light->moon ? sketch_dice_range (dice, 0.035f, 0.055f) : sketch_dice_range (dice, 0.03f, 0.05f);
  light->sun_shown = brief->extras & (SKETCH_SUN | SKETCH_MOON)
                     || (!hidden && (light->moon ? sketch_dice (dice) < 0.6f : light->sun_v < 0.4f));
  if (light->moon && brief->extras & SKETCH_MOON)
    light->sun_radius *= 1.5f;
}

SketchColour
sketch_light_sky (const SketchLight *light,
                  float              t)
{
  /* More of the picture belongs to the colours near the horizon. */
  float at = sqrtf (sketch_clamp (t)) * (SKETCH_SKY_STOPS - 1);
  int i = MIN ((int) at, SKETCH_SKY_STOPS - 2);
  float f = at - i;

  return sketch_colour_mix (light->sky[i], light->sky[i + 1], f * f * (3.0f - 2.0f * f) * 0.5f + f * 0.5f);
}

SketchColour
sketch_light_local (const SketchLight *light,
                    SketchColour       local,
                    float              distance)
{
  return sketch_colour_mix (sketch_colour_times (local, light->ambient), light->haze,
                            sketch_clamp (distance));
}

SketchColour
sketch_colour_turn (SketchColour colour,
                    float        turn,
                    float        saturation)
{
  /* YIQ: hue is an angle there, and brightness stays. */
  float y = 0.299f * colour.r + 0.587f * colour.g + 0.114f * colour.b;
  float i = 0.596f * colour.r - 0.274f * colour.g - 0.322f * colour.b;
  float q = 0.211f * colour.r - 0.523f * colour.g + 0.312f * colour.b;
  float c = cosf (turn * 2.0f * (float) G_PI) * saturation,
        s = sinf (turn * 2.0f * (float) G_PI) * saturation;
  float ti = i * c - q * s, tq = i * s + q * c;

  return (SketchColour) { sketch_clamp (y + 0.956f * ti + 0.621f * tq),
                          sketch_clamp (y - 0.272f * ti - 0.647f * tq),
                          sketch_clamp (y - 1.106f * ti + 1.703f * tq) };
}
