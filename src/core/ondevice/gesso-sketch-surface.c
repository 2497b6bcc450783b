/* gesso-sketch-surface.c - paper and studio backdrops: grounds to stand things on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef struct
{
  SketchLayer layer;
  SketchColour base, dark, light;
  float fibres, mottle;
  guint32 seed;
} Paper;

static void
draw_paper (const SketchLayer *layer,
            const SketchView  *view,
            float              v,
            float             *row)
{
  const Paper *paper = (const Paper *) layer;
  int fine = sketch_octaves (view->px, 60.0f, 4);

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);
      float cloud = sketch_fbm (u * 2.2f, v * 2.2f, 5, paper->seed);
      float tooth = sketch_fbm (u * 60.0f, v * 60.0f, fine, paper->seed + 1) -
                    sketch_fbm (u * 60.0f + 0.25f, v * 60.0f + 0.25f, fine, paper->seed + 1);
      float wander = sketch_noise (u * 7.0f, v * 7.0f, paper->seed + 2) * 3.0f;
      float fibre = sketch_noise ((u + v * 0.6f) * 14.0f + wander, (v - u * 0.6f) * 160.0f + wander * 4.0f,
                                  paper->seed + 3);
      float speck = sketch_cell (u * 38.0f, v * 38.0f, 1.0f, paper->seed + 4).near;
      float shade = 1.0f + 0.30f * tooth * (0.4f + paper->fibres);
      SketchColour colour = sketch_colour_mix (paper->base, cloud > 0.0f ? paper->light : paper->dark,
                                               fabsf (cloud) * paper->mottle);

      colour =
          sketch_colour_mix (colour, paper->dark, paper->fibres * 0.5f * sketch_step (0.45f, 0.8f, fibre));
      colour =
          sketch_colour_mix (colour, paper->light, paper->fibres * 0.6f * sketch_step (-0.45f, -0.8f, fibre));
      colour =
          sketch_colour_mix (colour, paper->dark, paper->mottle * 0.7f * sketch_step (0.07f, 0.03f, speck));
      sketch_blend (row + 3 * x, sketch_colour_scale (colour, shade), 1.0f);
    }
}

void
sketch_add_paper (SketchScene *scene)
{
  static const guint32 papers[][3] = {
    { 0xF1E7D3, 0xCDB88F, 0xFCF6E8 }, { 0xE6D6B4, 0xA98655, 0xF5EAD0 }, { 0xF4F2EC, 0xD6D2C6, 0xFFFFFF },
    { 0xD9C49A, 0x8E6B3E, 0xEDDDB8 }, { 0xE9E4DA, 0xB8AE9C, 0xF8F5EE },
  };
  const guint32 *pick = papers[(guint) (sketch_dice (&scene->dice) * G_N_ELEMENTS (papers))];
  Paper *paper = sketch_scene_add (scene, sizeof (Paper), draw_paper);

  paper->base = sketch_colour (pick[0]);
  paper->dark = sketch_colour (pick[1]);
  paper->light = sketch_colour (pick[2]);
  paper->fibres = sketch_dice_range (&scene->dice, 0.1f, 0.7f);
  paper->mottle = sketch_dice_range (&scene->dice, 0.3f, 0.9f);
  paper->seed = sketch_dice_seed (&scene->dice);
}

typedef struct
{
  SketchLayer layer;
  SketchColour wall, floor, glow;
  float horizon, light_u, light_v, curve;
  float bokeh;
  guint32 seed;
} Backdrop;

/* Discs of light far out of focus, a few to a cell. */
static void
draw_bokeh (const Backdrop   *backdrop,
            const SketchView *view,
            float             u,
            float             v,
            float            *pixel)
{
  for (guint depth = 0; depth < 2; depth++)
    {
      float size = depth == 0 ? 0.16f : 0.27f;
      int ci = sketch_floor (u / size), cj = sketch_floor (v / size);

      for (int k = 0; k < 9; k++)
        {
          int i = ci + k % 3 - 1, j = cj + k / 3 - 1;
          guint32 h = sketch_hash (i, j, backdrop->seed + depth);
          float du = u - (i + (h & 0xFF) / 255.0f) * size, dv = v - (j + (h >> 8 & 0xFF) / 255.0f) * size;
          float radius = size * (0.22f + 0.24f * (h >> 16 & 0xFF) / 255.0f), d = sqrtf (du * du + dv * dv);
          float disc = sketch_step (radius, radius * 0.88f, d) *
                       (0.55f + 0.45f * sketch_step (radius * 0.5f, radius, d));

          if ((h >> 24 & 3) == 0)
            sketch_glow (pixel, sketch_colour_turn (backdrop->glow, ((h >> 26) - 32.0f) / 700.0f, 1.1f),
                         disc * 0.30f * backdrop->bokeh);
        }
    }
}

static void
draw_backdrop (const SketchLayer *layer,
               const SketchView  *view,
               float              v,
               float             *row)
{
  const Backdrop *backdrop = (const Backdrop *) layer;

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x), du = u - backdrop->light_u, dv = v - backdrop->light_v;
      float spot = 1.0f / (1.0f + (du * du + dv * dv) * 3.4f);
      float sweep = sketch_step (backdrop->horizon - backdrop->curve, backdrop->horizon + backdrop->curve,
                                 v + 0.05f * u * u);
      float cloth = sketch_fbm (u * 2.6f + 0.8f * sketch_noise (u * 1.3f, v * 1.3f, backdrop->seed + 5),
                                v * 2.6f, 5, backdrop->seed + 4);
      SketchColour colour = sketch_colour_mix (backdrop->wall, backdrop->floor, sweep);

      colour = sketch_colour_scale (colour, 0.70f + 0.36f * spot + 0.12f * cloth * (1.0f - sweep));
      sketch_blend (row + 3 * x, colour, 1.0f);
      sketch_glow (row + 3 * x, backdrop->glow, 0.26f * spot * spot * (1.0f - 0.6f * sweep));
      if (backdrop->bokeh > 0.0f)
        draw_bokeh (backdrop, view, u, v, row + 3 * x);
    }
}

void
sketch_add_backdrop (SketchScene *scene)
{
  static const guint32 walls[] = { 0x8A8F98, 0x7A6A5E, 0x50606E, 0xB8AFA6, 0x6C4C4A, 0x4F6358, 0xC2B4C0, 0x3C4048 };
  Backdrop *backdrop = sketch_scene_add (scene, sizeof (Backdrop), draw_backdrop);
  SketchColour wall = sketch_colour (walls[(guint) (sketch_dice (&scene->dice) * G_N_ELEMENTS (walls))]);

  backdrop->wall = wall;
  backdrop->floor =
      sketch_colour_mix (wall, sketch_colour (0xFFFFFF), sketch_dice_range (&scene->dice, 0.0f, 0.25f));
  backdrop->glow = sketch_colour_mix (wall, sketch_colour (0xFFF4E4), 0.7f);
  backdrop->horizon = sketch_dice_range (&scene->dice, 0.70f, 0.82f);
  backdrop->curve = sketch_dice_range (&scene->dice, 0.08f, 0.16f);
  backdrop->light_u = sketch_dice_range (&scene->dice, -0.3f, 0.3f);
  backdrop->light_v = sketch_dice_range (&scene->dice, 0.25f, 0.45f);
  backdrop->bokeh = sketch_dice (&scene->dice) < 0.3f ? 1.0f : 0.0f;
  backdrop->seed = sketch_dice_seed (&scene->dice);
}
