/* gesso-sketch-heavens.c - what can stand in a sky: stars, northern lights, birds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef struct
{
  SketchLayer layer;
  float strength, horizon;
  const float *veil;
  float tilt, offset; /* the Milky Way */
  int octaves;
  guint32 seed;
} Stars;

static void
draw_star_grid (const Stars      *stars,
                const SketchView *view,
                float             v,
                float             size,
                float             share,
                guint32           seed,
                float            *row)
{
  int cy = sketch_floor (v / size);
  int first = sketch_floor (-view->half / size) - 1, last = sketch_floor (view->half / size) + 1;

  for (int i = first; i <= last; i++)
    for (int j = cy - 1; j <= cy + 1; j++)
      {
        float pick = sketch_chance (i, j, seed);
        float u = (i + sketch_chance (i, j, seed + 1)) * size,
              sv = (j + sketch_chance (i, j, seed + 2)) * size;
        float bright = sketch_chance (i, j, seed + 3), heat = sketch_chance (i, j, seed + 4);
        float radius, real, dv = v - sv;
        SketchColour colour;
        float dim;
        int from, to;

        bright *= bright * bright;
        /* A star smaller than a pixel is a dimmer pixel. */
        real = size * (0.020f + 0.05f * bright);
        radius = MAX (real, 0.55f * view->px);
        if (pick > share || fabsf (dv) > radius * 5.0f ||
            !sketch_view_span (view, u - radius * 5.0f, u + radius * 5.0f, &from, &to))
          continue;
        colour = sketch_colour_mix (sketch_colour (0xB9CCFF), sketch_colour (0xFFE6C4), heat);
        dim = (0.75f + 0.9f * bright) * stars->strength *
              sketch_step (stars->horizon, stars->horizon - 0.45f, sv);
        for (int x = from; x <= to; x++)
          {
            float du = sketch_view_u (view, (guint) x) - u, d2 = (du * du + dv * dv) / (radius * radius);

            sketch_glow (row + 3 * x, colour,
                         dim * real * real / (radius * radius) * MIN (1.0f, 1.6f / (1.0f + d2 * d2)) *
                             sketch_step (5.0f, 2.0f, sqrtf (d2)));
          }
      }
}

static void
draw_stars (const SketchLayer *layer,
            const SketchView  *view,
            float              v,
            float             *row)
{
  const Stars *stars = (const Stars *) layer;

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);
      float across = (v - 0.35f) * 0.8f + u * stars->tilt - stars->offset;
      float band = 1.0f / (1.0f + across * across * 34.0f), cloud, lane;

      if (band < 0.08f || v > stars->veil[x])
        continue;
      cloud = 0.5f + 0.5f * sketch_fbm (u * 3.2f, v * 3.2f, stars->octaves, stars->seed + 11);
      lane = sketch_step (0.1f, 0.5f,
                          0.5f + sketch_fbm (u * 4.6f + 9.0f, v * 4.6f, stars->octaves, stars->seed + 12) -
                              0.6f * band * band);
      sketch_glow (row + 3 * x, sketch_colour_mix (sketch_colour (0x8FA6E8), sketch_colour (0xF2D6C8), cloud),
                   0.46f * stars->strength * band * cloud * (0.35f + 0.65f * lane));
    }
  draw_star_grid (stars, view, v, 0.0125f, 0.30f, stars->seed, row);
  draw_star_grid (stars, view, v, 0.050f, 0.40f, stars->seed + 20, row);
}

void
sketch_add_stars (SketchScene *scene,
                  float        strength,
                  float        horizon)
{
  Stars *stars = sketch_scene_add (scene, sizeof (Stars), draw_stars);

  stars->strength = strength;
  stars->horizon = horizon;
  stars->veil = sketch_scene_veil (scene);
  stars->tilt =
      sketch_dice_range (&scene->dice, 0.4f, 1.1f) * (sketch_dice (&scene->dice) < 0.5f ? -1.0f : 1.0f);
  stars->offset = sketch_dice_range (&scene->dice, -0.25f, 0.25f);
  stars->seed = sketch_dice_seed (&scene->dice);
  stars->octaves = sketch_octaves (scene->view.px, 4.0f, 6);
}

typedef struct
{
  SketchLayer layer;
  float horizon;
  SketchColour low, high;
  guint32 seed;
} Aurora;

static void
draw_aurora (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  const Aurora *aurora = (const Aurora *) layer;

  if (v > aurora->horizon)
    return;
  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);

      for (guint i = 0; i < 3; i++)
        {
          guint32 seed = aurora->seed + 10 * i;
          /* Folded curtains: the foot wanders, the light rises from it and thins out. */
          float fold = u + 0.09f * sketch_noise (u * 2.1f, v * 1.6f, seed);
          float foot = aurora->horizon * (0.70f - 0.17f * i) +
                       0.10f * sketch_fbm1 (fold * 1.7f + 3.0f * i, 3, seed + 1);
          float up = foot - v;
          float rays = 0.55f + 0.45f * sketch_noise1 (fold * 34.0f, seed + 2) *
                                   (0.6f + 0.4f * sketch_noise1 (fold * 90.0f, seed + 3));
          float reach = 0.17f + 0.1f * sketch_noise1 (fold * 5.0f, seed + 4);
          float light =
              up < 0.0f ? sketch_step (-0.06f, 0.0f, up) : 1.0f / (1.0f + up * up / (reach * reach) * 2.5f);
          float presence = sketch_step (-0.45f, 0.35f, sketch_noise1 (fold * 1.1f + 8.0f, seed + 5));

          sketch_glow (row + 3 * x,
                       sketch_colour_mix (aurora->low, aurora->high, sketch_step (0.02f, 0.32f, up)),
                       0.72f * light * light * rays * presence);
        }
    }
}

void
sketch_add_aurora (SketchScene *scene,
                   float        horizon)
{
  Aurora *aurora = sketch_scene_add (scene, sizeof (Aurora), draw_aurora);

  aurora->horizon = horizon;
  aurora->low = sketch_colour (sketch_dice (&scene->dice) < 0.75f ? 0x4BF2A0 : 0x58D8E8);
  aurora->high = sketch_colour (sketch_dice (&scene->dice) < 0.6f ? 0x8A5CE8 : 0xD0559C);
  aurora->seed = sketch_dice_seed (&scene->dice);
}

typedef struct
{
  SketchLayer layer;
  float u, horizon, radius;
} Rainbow;

static void
draw_rainbow (const SketchLayer *layer,
              const SketchView  *view,
              float              v,
              float             *row)
{
  const Rainbow *bow = (const Rainbow *) layer;
  float dv = v - (bow->horizon + 0.12f);

  for (guint x = 0; x < view->width && v < bow->horizon; x++)
    {
      float du = sketch_view_u (view, x) - bow->u;
      float t = (sqrtf (du * du + dv * dv) - bow->radius) / 0.05f;
      float second = (bow->radius * 1.28f - sqrtf (du * du + dv * dv)) / 0.06f;
      float fade = sketch_step (0.0f, 0.25f, bow->horizon - v + 0.1f);

      for (guint i = 0; i < 2; i++, t = second)
        if (t > -1.0f && t < 2.0f)
          {
            SketchColour hue = { sketch_step (0.25f, 0.8f, t) + 0.35f * sketch_step (0.2f, -0.2f, t),
                                 sketch_step (-0.1f, 0.4f, t) * sketch_step (1.05f, 0.65f, t),
                                 sketch_step (0.6f, 0.15f, t) };

            sketch_glow (row + 3 * x, hue,
                         sketch_step (-0.3f, 0.2f, t) * sketch_step (1.3f, 0.8f, t) * fade *
                             (i == 0 ? 0.5f : 0.14f));
          }
    }
}

void
sketch_add_rainbow (SketchScene *scene,
                    float        horizon)
{
  Rainbow *bow = sketch_scene_add (scene, sizeof (Rainbow), draw_rainbow);

  bow->u = -scene->light.sun_u * 0.5f;
  bow->horizon = horizon;
  bow->radius = sketch_dice_range (&scene->dice, 0.42f, 0.56f);
}

typedef struct
{
  SketchLayer layer;
  float u, horizon;
  guint32 seed;
} Lightning;

static float
bolt_at (const Lightning *bolt,
         float            v,
         guint            branch)
{
  float path = bolt->u + 0.13f * sketch_fbm1 (v * 7.0f, 6, bolt->seed) +
               0.02f * sketch_noise1 (v * 60.0f, bolt->seed + 9);

  if (branch > 0)
    path += (v - 0.12f * branch) * (branch % 2 ? 0.7f : -0.6f) +
            0.05f * sketch_fbm1 (v * 15.0f, 5, bolt->seed + branch);
  return path;
}

static void
draw_lightning (const SketchLayer *layer,
                const SketchView  *view,
                float              v,
                float             *row)
{
  const Lightning *bolt = (const Lightning *) layer;

  if (v > bolt->horizon)
    return;
  for (guint branch = 0; branch < 3; branch++)
    {
      float from = 0.12f * branch, to = branch == 0 ? bolt->horizon : from + 0.2f;
      float centre = bolt_at (bolt, v, branch),
            width = MAX (0.0035f * (branch == 0 ? 1.0f : 0.5f), 0.8f * view->px);

      if (v < from || v > to)
        continue;
      for (guint x = 0; x < view->width; x++)
        {
          float d = fabsf (sketch_view_u (view, x) - centre) / width;

          sketch_glow (row + 3 * x, sketch_colour (0xC9CFFF),
                       (branch == 0 ? 0.55f : 0.2f) / (1.0f + d * d * 0.0016f));
          sketch_blend (row + 3 * x, sketch_colour (0xFDFBFF), sketch_clamp (1.4f - d));
        }
    }
}

void
sketch_add_lightning (SketchScene *scene,
                      float        horizon)
{
  Lightning *bolt = sketch_scene_add (scene, sizeof (Lightning), draw_lightning);

  bolt->u = sketch_dice_range (&scene->dice, -0.6f, 0.6f) * MIN (scene->view.half, 0.8f);
  bolt->horizon = horizon;
  bolt->seed = sketch_dice_seed (&scene->dice);
}

#define N_BIRDS 9

typedef struct
{
  SketchLayer layer;
  float u[N_BIRDS], v[N_BIRDS], size[N_BIRDS], flap[N_BIRDS];
  SketchColour colour;
} Birds;

static void
draw_birds (const SketchLayer *layer,
            const SketchView  *view,
            float              v,
            float             *row)
{
  const Birds *birds = (const Birds *) layer;

  for (guint i = 0; i < N_BIRDS; i++)
    {
      float s = birds->size[i];
      int first, last;

      if (fabsf (v - birds->v[i]) > s ||
          !sketch_view_span (view, birds->u[i] - s, birds->u[i] + s, &first, &last))
        continue;
      for (int x = first; x <= last; x++)
        {
          float t = fabsf (sketch_view_u (view, (guint) x) - birds->u[i]) / s;
          float wing = birds->v[i] - s * birds->flap[i] * (t * 2.4f * (1.0f - t) + 0.12f * t);
          float thick = s * 0.10f * (1.0f - t) + 0.35f * view->px;

          if (t < 1.0f)
            sketch_blend (row + 3 * x, birds->colour,
                          sketch_clamp ((thick - fabsf (v - wing)) * view->unit + 0.5f));
        }
    }
}

void
sketch_add_birds (SketchScene *scene,
                  float        height)
{
  Birds *birds = sketch_scene_add (scene, sizeof (Birds), draw_birds);
  float u = sketch_dice_range (&scene->dice, -0.5f, 0.4f) * scene->view.half;

  birds->colour = scene->light.shade;
  for (guint i = 0; i < N_BIRDS; i++)
    {
      birds->u[i] = u + sketch_dice_range (&scene->dice, -0.2f, 0.2f);
      birds->v[i] = height + sketch_dice_range (&scene->dice, -0.08f, 0.08f);
      birds->size[i] = sketch_dice_range (&scene->dice, 0.009f, 0.02f);
      birds->flap[i] = sketch_dice_range (&scene->dice, 0.35f, 1.1f);
    }
}
