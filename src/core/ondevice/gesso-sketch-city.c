/* gesso-sketch-city.c - skylines and their windows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef enum
{
  ROOF_FLAT,
  ROOF_STEPS,
  ROOF_SPIRE,
  ROOF_SLANT,
  ROOF_DOME
} Roof;

typedef struct
{
  float left, right, top, crown; /* the crown reaches from @crown to @top */
  Roof roof;
  SketchColour wall, side;
  float window_width, window_height, lit;
  SketchColour lamp;
  guint32 seed;
} Building;

typedef struct
{
  SketchLayer layer;
  Building *buildings;
  guint n_buildings;
  float ground, glass;
  float sun_side;
  SketchColour mist, sky;
} City;

static void
draw_roof (const Building   *b,
           const SketchView *view,
           float             v,
           SketchColour      colour,
           float            *row)
{
  float t = (v - b->crown) / (b->top - b->crown), centre = 0.5f * (b->left + b->right),
        half = 0.5f * (b->right - b->left), w;

  if (v < b->crown || v >= b->top)
    return;
  switch (b->roof)
    {
    case ROOF_STEPS: w = half * (0.35f + 0.22f * sketch_floor (t * 3.0f)); break;
    case ROOF_SPIRE:
      w = t < 0.6f ? half * 0.03f + 0.4f * view->px : half * (0.12f + 0.75f * (t - 0.6f) / 0.4f);
      break;
    case ROOF_DOME: w = half * sqrtf (sketch_clamp (1.0f - (1.0f - t) * (1.0f - t))); break;
    case ROOF_SLANT:
      sketch_fill_span (view, row, b->left, b->left + 2.0f * half * t, colour, 1.0f);
      return;
    case ROOF_FLAT:
    default: w = half * 0.025f + 0.4f * view->px; break;
    }
  sketch_fill_span (view, row, centre - w, centre + w, colour, 1.0f);
  if (b->roof == ROOF_SPIRE && t < 0.06f && b->lit > 0.3f)
    sketch_fill_span (view, row, centre - 0.002f, centre + 0.002f, sketch_colour (0xFF4038), 0.9f);
}

/* Every window is a cell; finer than a pixel they melt into their mean. */
static SketchColour
facade_colour (const City       *city,
               const Building   *b,
               const SketchView *view,
               float             u,
               float             v)
{
  float across = (u - b->left) / (b->right - b->left);
  SketchColour wall = sketch_colour_mix (
      b->wall, b->side, sketch_step (0.45f, 0.55f, city->sun_side > 0.0f ? across : 1.0f - across) * 0.6f);
  float x = (u - b->left) / b->window_width, y = (v - b->top) / b->window_height - 0.6f;
  int i = sketch_floor (x), j = sketch_floor (y);
  float fx = x - i, fy = y - j, px = view->px / b->window_width, py = view->px / b->window_height;
  float inside = sketch_clamp (MIN (fx - 0.22f, 0.80f - fx) / px + 0.5f) *
                 sketch_clamp (MIN (fy - 0.25f, 0.78f - fy) / py + 0.5f);
  float sharp = sketch_step (0.8f, 0.35f, MAX (px, py));
  float floor_busy = 0.6f + 0.8f * sketch_chance (j, 77, b->seed);
  float on = sketch_chance (i, j, b->seed) < b->lit * floor_busy ? 1.0f : 0.0f;
  float bright = 0.55f + 0.45f * sketch_chance (i, j, b->seed + 1);
  SketchColour pane = sketch_colour_mix (sketch_colour_scale (b->wall, 0.72f), city->sky, city->glass);

  if (y < 0.0f)
    return wall;
  pane = sketch_colour_mix (pane,
                            sketch_colour_mix (b->lamp, sketch_colour (0xBFD8FF),
                                               sketch_chance (i, j, b->seed + 2) > 0.86f ? 0.7f : 0.0f),
                            on * bright);
  wall = sketch_colour_mix (wall, pane, inside * sharp);
  return sketch_colour_mix (wall, b->lamp, (1.0f - sharp) * b->lit * 0.25f);
}

static void
draw_city (const SketchLayer *layer,
           const SketchView  *view,
           float              v,
           float             *row)
{
  const City *city = (const City *) layer;
  float fog = sketch_step (city->ground - 0.34f, city->ground, v) * 0.42f;
  int first, last;

  for (guint k = 0; k < city->n_buildings; k++)
    {
      const Building *b = &city->buildings[k];

      draw_roof (b, view, v, sketch_colour_mix (b->wall, city->mist, fog), row);
      if (v < b->top || v > city->ground + 0.5f || !sketch_view_span (view, b->left, b->right, &first, &last))
        continue;
      for (int x = first; x <= last; x++)
        {
          float u = sketch_view_u (view, (guint) x);
          float cover = sketch_clamp (MIN (u - b->left, b->right - u) * view->unit + 0.5f) *
                        sketch_clamp ((v - b->top) * view->unit + 0.5f);

          if (cover > 0.0f)
            sketch_blend (row + 3 * x,
                          sketch_colour_mix (facade_colour (city, b, view, u, v), city->mist, fog), cover);
        }
    }
}

static void
place_building (SketchScene *scene,
                Building    *b,
                float        u,
                float        ground,
                float        near,
                float        centre)
{
  static const guint32 walls[] = { 0x8C8F98, 0xA6938A, 0x7C8796, 0x9C8478, 0x6E7784, 0xB0A597 };
  static const guint32 lamps[] = { 0xFFD79A, 0xFFE6B8, 0xFFC878, 0xFFF0D0 };
  static const guint32 neons[] = { 0xFF4FA0, 0x40E8F0, 0xB060FF, 0xFFD060 };
  const SketchLight *light = &scene->light;
  gboolean neon = scene->brief.mood == SKETCH_MOOD_NEON;
  float tall = 1.0f / (1.0f + (u - centre) * (u - centre) * 3.2f), distance = 0.66f * (1.0f - near) + 0.03f;
  float width = sketch_dice_range (&scene->dice, 0.045f, 0.115f) * (0.7f + 0.5f * near), height;
  SketchColour wall = sketch_colour (walls[(guint) (sketch_dice (&scene->dice) * G_N_ELEMENTS (walls))]);
  float chance = sketch_dice (&scene->dice), pick = sketch_dice (&scene->dice);

  height = sketch_mix (0.48f, 0.24f, near) * (0.35f + 0.9f * tall) *
           sketch_dice_range (&scene->dice, 0.45f, 1.15f);
  b->left = u - width * 0.5f;
  b->right = u + width * 0.5f;
  b->top = ground - height;
  b->roof = chance < 0.42f   ? ROOF_FLAT
            : chance < 0.6f  ? ROOF_STEPS
            : chance < 0.76f ? ROOF_SPIRE
            : chance < 0.93f ? ROOF_SLANT
                             : ROOF_DOME;
  b->crown = b->top - (b->roof == ROOF_SPIRE  ? 0.26f
                       : b->roof == ROOF_FLAT ? 0.05f
                                              : 0.09f) *
                          height * sketch_dice_range (&scene->dice, 0.5f, 1.0f);
  b->wall = sketch_colour_mix (
      sketch_colour_mix (sketch_colour_times (wall, light->ambient), light->shade, 0.3f + 0.5f * light->lamp),
      light->haze, distance);
  b->side = sketch_colour_mix (b->wall, light->sky[0], 0.35f * (1.0f - 0.7f * light->lamp));
  b->window_width = width / (float) (int) (4.0f + 7.0f * sketch_dice (&scene->dice));
  b->window_height = sketch_dice_range (&scene->dice, 0.0105f, 0.015f) * (0.7f + 0.5f * near);
  b->lit = light->lamp * sketch_dice_range (&scene->dice, 0.16f, 0.55f);
  b->lamp = sketch_colour (neon ? neons[(guint) (pick * G_N_ELEMENTS (neons))]
                                : lamps[(guint) (pick * G_N_ELEMENTS (lamps))]);
  b->lamp = sketch_colour_mix (b->lamp, light->haze, distance * 0.5f);
  b->seed = sketch_dice_seed (&scene->dice);
}

/** Four rows of buildings, the tallest around one place, down to @ground. */
void
sketch_add_city (SketchScene *scene,
                 float        ground)
{
  const SketchLight *light = &scene->light;
  float reach = MIN (scene->view.half, 2.0f) + 0.05f,
        centre = sketch_dice_range (&scene->dice, -0.45f, 0.45f) * reach;
  const guint n_rows = 4;

  for (guint k = 0; k < n_rows; k++)
    {
      City *city = sketch_scene_add (scene, sizeof (City), draw_city);
      float near = k / (n_rows - 1.0f);
      guint n = (guint) (reach * 2.0f / (0.058f * (0.75f + 0.5f * near))) + 1;

      city->buildings = sketch_scene_alloc (scene, sizeof (Building) * n);
      city->n_buildings = n;
      city->ground = ground;
      city->glass = 0.5f * (1.0f - 0.7f * light->lamp);
      city->sun_side = light->sun_u > 0.0f ? 1.0f : -1.0f;
      city->sky = light->sky[1];
      city->mist = sketch_colour_mix (light->haze,
                                      scene->brief.mood == SKETCH_MOOD_NEON ? sketch_colour (0xD04FB0)
                                                                            : sketch_colour (0xFFB070),
                                      0.4f * light->lamp);
      for (guint i = 0; i < n; i++)
        place_building (scene, &city->buildings[i],
                        ((i + sketch_dice (&scene->dice)) / n * 2.0f - 1.0f) * reach, ground, near, centre);
    }
}
