/* gesso-sketch-weather.c - what falls or hangs in front of a scene
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef struct
{
  SketchLayer layer;
  SketchColour colour;
  float top, strength;
  guint32 seed;
} Veil;

static void
draw_fog (const SketchLayer *layer,
          const SketchView  *view,
          float              v,
          float             *row)
{
  const Veil *fog = (const Veil *) layer;
  float rise = sketch_step (fog->top - 0.1f, fog->top + 0.3f, v);

  for (guint x = 0; x < view->width && rise > 0.0f; x++)
    {
      float u = sketch_view_u (view, x);
      float bank = 0.62f + 0.75f * sketch_fbm (u * 1.3f, v * 4.2f, 4, fog->seed);

      sketch_blend (row + 3 * x, fog->colour, sketch_clamp (fog->strength * rise * bank));
    }
}

void
sketch_add_fog (SketchScene *scene,
                float        top,
                float        strength)
{
  Veil *fog = sketch_scene_add (scene, sizeof (Veil), draw_fog);

  fog->colour = sketch_colour_mix (scene->light.haze, scene->light.sky[0], 0.35f);
  fog->top = top;
  fog->strength = strength;
  fog->seed = sketch_dice_seed (&scene->dice);
}

/* Streaks in three depths, each drop in a cell of its own. */
static void
draw_rain (const SketchLayer *layer,
           const SketchView  *view,
           float              v,
           float             *row)
{
  const Veil *rain = (const Veil *) layer;

  for (guint depth = 0; depth < 3; depth++)
    {
      float size = 0.010f + 0.011f * depth, length = size * 9.0f,
            thick = MAX (0.00055f + 0.0005f * depth, 0.45f * view->px);
      float slant = 0.12f;

      for (guint x = 0; x < view->width; x++)
        {
          float u = sketch_view_u (view, x) + slant * v;
          int i = sketch_floor (u / size);
          float y = v / length + sketch_chance (i, (gint32) depth, rain->seed);
          int j = sketch_floor (y);
          float centre = (i + 0.15f + 0.7f * sketch_chance (i, j, rain->seed + 1 + depth)) * size,
                along = y - j;
          float d = fabsf (u - centre) / thick;

          if (d < 2.0f && sketch_chance (i, j, rain->seed + 9 + depth) < 0.5f)
            sketch_blend (row + 3 * x, rain->colour,
                          sketch_clamp (1.5f - d) * rain->strength * (0.5f + 0.25f * depth) *
                              sketch_step (0.0f, 0.3f, along) * sketch_step (0.72f, 0.66f, along));
        }
    }
}

void
sketch_add_rain (SketchScene *scene)
{
  Veil *rain = sketch_scene_add (scene, sizeof (Veil), draw_rain);

  rain->colour = sketch_colour_mix (scene->light.cloud_lit, sketch_colour (0xFFFFFF), 0.35f);
  rain->strength = 0.42f;
  rain->seed = sketch_dice_seed (&scene->dice);
}

static void
draw_snowfall (const SketchLayer *layer,
               const SketchView  *view,
               float              v,
               float             *row)
{
  const Veil *snow = (const Veil *) layer;

  for (guint depth = 0; depth < 4; depth++)
    {
      float size = 0.016f + 0.022f * depth * depth * 0.6f, soft = depth == 3 ? 0.75f : 0.4f;

      for (guint x = 0; x < view->width; x++)
        {
          float u = sketch_view_u (view, x) / size, y = v / size;
          int i = sketch_floor (u), j = sketch_floor (y);
          guint32 h = sketch_hash (i, j, snow->seed + depth);
          float radius = 0.07f + 0.1f * ((h >> 4 & 0xFF) / 255.0f);
          float cu = i + 0.25f + 0.5f * ((h >> 12 & 0xFF) / 255.0f),
                cv = j + 0.25f + 0.5f * ((h >> 20 & 0xFF) / 255.0f);
          float d = sqrtf ((u - cu) * (u - cu) + (y - cv) * (y - cv));
          float edge = MAX (radius * soft, view->px / size);

          if ((h & 15) < 6)
            sketch_blend (row + 3 * x, snow->colour,
                          snow->strength * sketch_step (radius + edge * 0.5f, radius - edge * 0.5f, d) *
                              (depth == 3 ? 0.55f : 0.85f));
        }
    }
}

void
sketch_add_snowfall (SketchScene *scene)
{
  Veil *snow = sketch_scene_add (scene, sizeof (Veil), draw_snowfall);

  snow->colour = sketch_colour_mix (sketch_colour (0xFFFFFF), scene->light.ambient, 0.2f);
  snow->strength = 0.9f;
  snow->seed = sketch_dice_seed (&scene->dice);
}
