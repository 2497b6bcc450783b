/* gesso-sketch-space.c - nebulae and planets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef struct
{
  SketchLayer layer;
  SketchColour dark, inner, outer, core;
  float u, v;
  int octaves;
  guint32 seed;
} Nebula;

static void
draw_nebula (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  const Nebula *nebula = (const Nebula *) layer;

  for (guint x = 0; x < view->width; x++)
    {
      float *pixel = row + 3 * x;
      float u = sketch_view_u (view, x);
      float wx = sketch_fbm (u * 1.5f, v * 1.5f, 4, nebula->seed),
            wy = sketch_fbm (u * 1.5f + 5.2f, v * 1.5f + 1.3f, 4, nebula->seed + 5);
      float gas = 0.5f + 0.85f * sketch_fbm (u * 2.2f + 1.5f * wx, v * 2.2f + 1.5f * wy, nebula->octaves,
                                             nebula->seed + 10);
      float dust =
          sketch_ridged (u * 2.6f + 0.9f * wy, v * 2.6f + 0.9f * wx, nebula->octaves, nebula->seed + 20);
      float du = u - nebula->u, dv = v - nebula->v, d2 = du * du + dv * dv;
      float body = 1.0f / (1.0f + d2 * 2.6f);
      float bright = sketch_clamp (gas * gas * 2.4f) * body;

      sketch_blend (pixel, nebula->dark, 1.0f);
      sketch_glow (pixel,
                   sketch_colour_mix (nebula->outer, nebula->inner, sketch_clamp (gas * 0.8f + 0.7f * wx)),
                   sketch_clamp (bright * 1.25f));
      sketch_glow (pixel, nebula->core, sketch_clamp (bright * bright * dust * 1.3f));
      /* Cold dust in front swallows the light. */
      sketch_blend (pixel, nebula->dark, 0.6f * sketch_step (0.6f, 1.0f, dust) * body);
    }
}

static void
choose_gases (SketchScene *scene,
              Nebula      *nebula)
{
  static const guint32 gases[][3] = {
    { 0xE0559A, 0x2A4FC0, 0xFFD9B0 }, { 0xF08048, 0x1E7A92, 0xFFF0C8 }, { 0x9A5CF0, 0x1AA0A8, 0xFFE4F4 },
    { 0x46C8E8, 0x5A2CA8, 0xFFF6E0 }, { 0xE84A4A, 0x4A2880, 0xFFDFA0 },
  };
  guint pick = (guint) (sketch_dice (&scene->dice) * G_N_ELEMENTS (gases));

  nebula->inner = sketch_colour (gases[pick][0]);
  nebula->outer = sketch_colour (gases[pick][1]);
  nebula->core = sketch_colour (gases[pick][2]);
  nebula->dark = sketch_colour (0x05060F);
}

void
sketch_add_nebula (SketchScene *scene)
{
  Nebula *nebula = sketch_scene_add (scene, sizeof (Nebula), draw_nebula);
  float half = scene->view.half;
  gboolean planet = scene->brief.extras & SKETCH_PLANET || sketch_dice (&scene->dice) < 0.4f;
  float side = sketch_dice (&scene->dice) < 0.5f ? -1.0f : 1.0f;

  choose_gases (scene, nebula);
  nebula->u = sketch_dice_range (&scene->dice, -0.5f, 0.5f) * MIN (half, 1.0f);
  nebula->v = sketch_dice_range (&scene->dice, 0.3f, 0.6f);
  nebula->seed = sketch_dice_seed (&scene->dice);
  nebula->octaves = sketch_octaves (scene->view.px, 2.2f, 7);
  scene->light.sun = sketch_colour (0xFFF2DC);
  sketch_add_stars (scene, 0.95f, 4.0f);
  if (planet)
    {
      scene->light.sun_u = nebula->u;
      scene->light.sun_v = nebula->v;
      sketch_add_planet (scene, side * MIN (half, 0.9f) * sketch_dice_range (&scene->dice, 0.2f, 0.6f),
                         sketch_dice_range (&scene->dice, 0.5f, 0.72f),
                         sketch_dice_range (&scene->dice, 0.15f, 0.30f));
    }
}

typedef struct
{
  SketchLayer layer;
  float u, v, radius;
  float sx, sy, sz; /* towards the light */
  float tilt_cos, tilt_sin, ring;
  gboolean gas;
  SketchColour bands[4], air;
  int octaves;
  guint32 seed;
} Planet;

static SketchColour
planet_surface (const Planet *planet,
                float         x,
                float         y,
                float         z)
{
  float along = x * planet->tilt_cos + y * planet->tilt_sin,
        pole = y * planet->tilt_cos - x * planet->tilt_sin;

  if (planet->gas)
    {
      float swirl = sketch_fbm (along * 2.4f + z, pole * 5.0f, planet->octaves, planet->seed);
      float band = pole * 5.5f + 0.55f * swirl + 8.0f, f = band - sketch_floor (band);
      guint i = (guint) (sketch_hash (sketch_floor (band), 0, planet->seed) & 3);
      guint j = (guint) (sketch_hash (sketch_floor (band) + 1, 0, planet->seed) & 3);

      return sketch_colour_scale (
          sketch_colour_mix (planet->bands[i], planet->bands[j], sketch_step (0.55f, 1.0f, f)),
          1.0f + 0.16f * swirl);
    }
  else
    {
      float land =
          sketch_fbm (along * 2.3f + 4.0f + z * 1.4f, pole * 2.3f + z, planet->octaves, planet->seed);
      float detail = sketch_fbm (along * 7.0f, pole * 7.0f + z * 3.0f, planet->octaves, planet->seed + 4);
      SketchColour colour = sketch_colour_mix (planet->bands[0], planet->bands[1],
                                               sketch_step (-0.06f, 0.06f, land + 0.15f * detail));

      colour = sketch_colour_mix (colour, planet->bands[2], sketch_step (0.2f, 0.45f, land + 0.2f * detail));
      return sketch_colour_mix (colour, planet->bands[3],
                                sketch_step (0.72f, 0.9f, fabsf (pole) + 0.2f * detail));
    }
}

/* Where the ring, a flat disc seen aslant, is at a point; 0 off it. */
static float
ring_at (const Planet *planet,
         float         x,
         float         y)
{
  float a = x * planet->tilt_cos + y * planet->tilt_sin,
        b = (y * planet->tilt_cos - x * planet->tilt_sin) / 0.26f;
  float r = sqrtf (a * a + b * b);
  float groove = 0.62f + 0.38f * sketch_noise1 (r * 26.0f, planet->seed + 30);

  return sketch_step (1.32f, 1.4f, r) * sketch_step (2.2f, 2.05f, r) * groove *
         (1.0f - 0.8f * sketch_step (0.03f, 0.0f, fabsf (r - 1.78f)));
}

static void
draw_planet (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  const Planet *planet = (const Planet *) layer;
  float reach = planet->radius * (planet->ring > 0.0f ? 2.3f : 1.35f), y = (v - planet->v) / planet->radius;
  int first, last;

  if (fabsf (v - planet->v) > reach ||
      !sketch_view_span (view, planet->u - reach, planet->u + reach, &first, &last))
    return;
  for (int i = first; i <= last; i++)
    {
      float *pixel = row + 3 * i;
      float x = (sketch_view_u (view, (guint) i) - planet->u) / planet->radius, d2 = x * x + y * y,
            d = sqrtf (d2);
      float cover = sketch_clamp ((1.0f - d) * planet->radius * view->unit + 0.5f);
      float in_front = (y * planet->tilt_cos - x * planet->tilt_sin) > 0.0f ? 1.0f : 0.0f;
      float ring = planet->ring > 0.0f ? ring_at (planet, x, y) * planet->ring : 0.0f;
      float day = x * planet->sx + y * planet->sy;

      if (d >= 1.0f && d < 1.35f)
        sketch_glow (pixel, planet->air,
                     0.5f * sketch_clamp (0.4f + day / d) * (1.0f - (d - 1.0f) / 0.35f) *
                         (1.0f - (d - 1.0f) / 0.35f) * (1.0f - (d - 1.0f) / 0.35f));
      if (cover > 0.0f)
        {
          float z = sqrtf (MAX (1.0f - d2, 0.0f)), light = sketch_step (-0.12f, 0.75f, day + z * planet->sz);
          SketchColour colour = sketch_colour_scale (planet_surface (planet, x, y, z), 0.03f + 1.02f * light);

          colour = sketch_colour_mix (colour, planet->air, 0.6f * (1.0f - z) * (1.0f - z) * light);
          sketch_blend (pixel, colour, cover);
        }
      sketch_blend (pixel, sketch_colour_mix (planet->bands[0], planet->bands[2], 0.5f),
                    ring * 0.85f * MAX (in_front, 1.0f - cover));
    }
}

void
sketch_add_planet (SketchScene *scene,
                   float        u,
                   float        v,
                   float        radius)
{
  static const guint32 giants[][4] = {
    { 0xE8CDA0, 0xB98A5E, 0xF6EAD2, 0xC9764E }, { 0x8FB6D8, 0x5E86B8, 0xD6E8F2, 0x7FA0C8 }, { 0xD9A06A, 0x9A5A3C, 0xF0D2A0, 0xE4B98A },
  };
  static const guint32 worlds[][4] = {
    { 0x1E5A96, 0x4E8A50, 0xB0925E, 0xF4F8FF }, { 0xB4552E, 0x8A3E22, 0xE09060, 0xF4E4DA }, { 0x2A7A78, 0x6A58A0, 0xD8B0D0, 0xEAF6FF },
  };
  Planet *planet = sketch_scene_add (scene, sizeof (Planet), draw_planet);
  const guint32 *bands;
  float tilt = sketch_dice_range (&scene->dice, -0.5f, 0.5f), lx = scene->light.sun_u - u,
        ly = scene->light.sun_v - v;
  float length = sqrtf (lx * lx + ly * ly + 0.01f);

  planet->gas = sketch_dice (&scene->dice) < 0.55f || scene->brief.extras & SKETCH_RINGS;
  bands = planet->gas ? giants[(guint) (sketch_dice (&scene->dice) * G_N_ELEMENTS (giants))]
                      : worlds[(guint) (sketch_dice (&scene->dice) * G_N_ELEMENTS (worlds))];
  for (guint i = 0; i < 4; i++)
    planet->bands[i] = sketch_colour (bands[i]);
  planet->air = sketch_colour_mix (sketch_colour (0x9CC8FF), planet->bands[2], 0.4f);
  planet->u = u;
  planet->v = v;
  planet->radius = radius;
  planet->tilt_cos = cosf (tilt);
  planet->tilt_sin = sinf (tilt);
  planet->ring =
      planet->gas && (sketch_dice (&scene->dice) < 0.65f || scene->brief.extras & SKETCH_RINGS) ? 0.9f : 0.0f;
  planet->sx = lx / length * 0.9f;
  planet->sy = ly / length * 0.9f;
  planet->sz = 0.44f;
  planet->seed = sketch_dice_seed (&scene->dice);
  planet->octaves = sketch_octaves (scene->view.px / radius, 3.0f, 6);
}
