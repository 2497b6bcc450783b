/* gesso-sketch-ground.c - dunes, meadows, snow fields: land that begins at one's feet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef enum
{
  GROUND_DUNE,
  GROUND_MEADOW,
  GROUND_SNOW
} GroundKind;

typedef struct
{
  SketchLayer layer;
  const SketchLight *light;
  GroundKind kind;
  const float *line;
  const float *veil;
  float highest;
  float distance;
  float scale; /* of the texture: small far away */
  float side;  /* +1 when the light comes from the right */
  SketchColour lit, dark, accent, accent2;
  float accents; /* flowers: their share */
  guint32 seed;
} Ground;

static float
dune_height (float   u,
             guint32 seed)
{
  /* Long slopes with one sharp edge: noise folded at its crests. */
  float n = sketch_noise1 (u, seed) + 0.35f * sketch_noise1 (u * 2.3f + 5.0f, seed + 1);

  return 1.0f - fabsf (n) * 1.1f;
}

static SketchColour
dune_colour (const Ground     *ground,
             const SketchView *view,
             float             u,
             float             below)
{
  float scale = ground->scale, lean = 0.9f * below * ground->side;
  float bend = 0.12f * sketch_noise (u * 2.0f, below * 5.0f, ground->seed + 6) * sketch_clamp (below * 8.0f);
  float x = (u + lean + bend) / scale;
  float slope = (dune_height (x + 0.02f, ground->seed) - dune_height (x - 0.02f, ground->seed)) / 0.04f;
  float facing = sketch_step (-0.22f, 0.16f, -slope * ground->side);
  float fade = sketch_step (0.0f, 0.16f * scale + 0.08f, below);
  SketchColour colour = sketch_colour_mix (ground->dark, ground->lit, sketch_mix (facing, 0.78f, fade));
  float wave = 74.0f / scale;
  float phase = (below * 1.7f + 0.22f * u) * wave +
                5.0f * sketch_noise (u * 5.0f / scale, below * 9.0f / scale, ground->seed + 7);
  float ripple = sinf (phase) * sketch_step (0.35f, 0.12f, wave * 1.7f * view->px / 3.1416f);
  float grain =
      sketch_noise (u * 300.0f, below * 420.0f, ground->seed + 8) * sketch_step (0.004f, 0.0015f, view->px);

  return sketch_colour_scale (colour, 1.0f + (0.045f * ripple * (0.4f + 0.6f * facing) + 0.025f * grain) *
                                                 (1.0f - ground->distance));
}

/* A scatter of blossoms that shrink with distance and merge into a tone when finer than a pixel. */
static void
scatter_blossoms (const Ground     *ground,
                  const SketchView *view,
                  float             u,
                  float             below,
                  SketchColour     *colour)
{
  float z = 1.0f / (0.05f + below * 0.9f), size = 0.0105f;
  float x = u * z * 0.33f / size, y = z * 1.0f / (size * 10.0f);
  float patch =
      sketch_step (-0.25f, 0.35f, sketch_fbm (u * 2.2f * z * 0.15f, z * 0.9f, 3, ground->seed + 30));
  float sharp = sketch_step (1.4f, 0.4f, view->px * z * 0.33f / size * 2.2f);
  SketchCell cell = sketch_cell (x, y, 0.9f, ground->seed + 31);
  float kind = (cell.id & 0xFF) / 255.0f,
        present = (cell.id >> 8 & 0xFF) / 255.0f < ground->accents * patch ? 1.0f : 0.0f;
  float petal = sketch_step (0.46f, 0.34f, cell.near) * present * sharp;
  SketchColour bloom = sketch_colour_mix (ground->accent, ground->accent2, kind < 0.7f ? 0.15f * kind : 1.0f);

  bloom = sketch_light_local (ground->light, bloom, ground->distance * 0.8f);
  *colour = sketch_colour_mix (*colour, bloom, petal * 0.92f + (1.0f - sharp) * 0.55f * ground->accents * patch);
  if (cell.near < 0.12f && petal > 0.5f)
    *colour = sketch_colour_mix (*colour, sketch_colour (0xF4C84A), 0.6f);
}

static SketchColour
meadow_colour (const Ground     *ground,
               const SketchView *view,
               float             u,
               float             below)
{
  float z = 1.0f / (0.06f + below * 0.8f);
  float swell = sketch_fbm (u * 1.7f, below * 6.0f, 4, ground->seed + 1);
  float tufts =
      sketch_fbm (u * z * 5.0f, z * 22.0f, sketch_octaves (view->px * z * 0.6f, 22.0f, 4), ground->seed + 2);
  float blades = sketch_noise (u * 130.0f + 3.0f * sketch_noise (u * 9.0f, below * 30.0f, ground->seed + 4),
                               below * 26.0f, ground->seed + 3) *
                 sketch_step (0.006f, 0.002f, view->px) * sketch_clamp (below * 4.0f);
  SketchColour colour = sketch_colour_mix (
      ground->dark, ground->lit,
      sketch_clamp (0.60f + 0.5f * swell + 0.30f * tufts + 0.28f * blades - 0.12f * below));

  colour = sketch_colour_mix (colour, ground->lit, 0.5f * sketch_step (0.05f, 0.0f, below));
  if (ground->accents > 0.0f)
    scatter_blossoms (ground, view, u, below, &colour);
  return colour;
}

static SketchColour
snow_colour (const Ground     *ground,
             const SketchView *view,
             float             u,
             float             below)
{
  float swell = sketch_fbm ((u + ground->side * below * 0.7f) * 2.4f, below * 8.0f, 4, ground->seed + 1);
  float there = sketch_fbm ((u + 0.05f * ground->side + ground->side * below * 0.7f) * 2.4f,
                            below * 8.0f + 0.1f, 4, ground->seed + 1);
  float crust =
      sketch_noise (u * 60.0f, below * 150.0f, ground->seed + 2) * sketch_step (0.008f, 0.002f, view->px);
  float spark = sketch_chance (sketch_floor (u * 700.0f), sketch_floor (below * 700.0f), ground->seed + 3);
  SketchColour colour =
      sketch_colour_mix (ground->dark, ground->lit,
                         sketch_clamp (0.62f + 3.2f * (swell - there) + 0.06f * crust - 0.28f * below));

  if (spark > 0.9985f && view->px < 0.0025f)
    colour = sketch_colour_mix (colour, ground->light->sun, 0.55f);
  return sketch_colour_mix (colour, ground->light->haze,
                            ground->distance * sketch_step (0.25f, 0.0f, below) * 0.5f);
}

static void
draw_ground (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  const Ground *ground = (const Ground *) layer;

  if (v < ground->highest - view->px)
    return;
  for (guint x = 0; x < view->width; x++)
    {
      float below = v - ground->line[x], u = sketch_view_u (view, x);
      float cover = sketch_clamp (below * view->unit + 0.5f);
      SketchColour colour;

      if (cover <= 0.0f || v > ground->veil[x])
        continue;
      below = MAX (below, 0.0f);
      colour = ground->kind == GROUND_DUNE ? dune_colour (ground, view, u, below)
               : ground->kind == GROUND_MEADOW ? meadow_colour (ground, view, u, below)
                                               : snow_colour (ground, view, u, below);
      sketch_blend (row + 3 * x, colour, cover);
    }
}

static Ground *
add_ground (SketchScene *scene,
            GroundKind   kind,
            float        top,
            float        swell,
            float        scale,
            float        distance)
{
  Ground *ground = sketch_scene_add (scene, sizeof (Ground), draw_ground);
  const SketchView *view = &scene->view;
  float *line = sketch_scene_alloc (scene, sizeof (float) * view->width);

  ground->light = &scene->light;
  ground->kind = kind;
  ground->distance = distance;
  ground->scale = scale;
  ground->side = scene->light.sun_u > 0.0f ? 1.0f : -1.0f;
  ground->seed = sketch_dice_seed (&scene->dice);
  ground->highest = 2.0f;
  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x) / scale;
      float h = kind == GROUND_DUNE ? dune_height (u, ground->seed) - 0.5f : sketch_fbm1 (u, 3, ground->seed);

      line[x] = top - swell * h;
      ground->highest = MIN (ground->highest, line[x]);
    }
  ground->line = line;
  sketch_scene_cover (scene, line, 0.0f);
  ground->veil = sketch_scene_veil (scene);
  return ground;
}

void
sketch_add_dunes (SketchScene *scene,
                  float        horizon)
{
  static const guint32 sands[][2] = { { 0xEDBE7C, 0x8A5A3C }, { 0xE8C99A, 0x93704F }, { 0xE3A26A, 0x7E4432 }, { 0xF0D3A4, 0xA2805E } };
  const guint32 *sand = sands[(guint) (sketch_dice (&scene->dice) * G_N_ELEMENTS (sands))];
  const SketchLight *light = &scene->light;
  const guint n = 5;

  for (guint i = 0; i < n; i++)
    {
      float near = i / (n - 1.0f), distance = 0.62f * (1.0f - near) * (1.0f - near) + 0.02f;
      Ground *ground = add_ground (scene, GROUND_DUNE, horizon + near * near * (0.9f - horizon) + 0.03f,
                                   0.05f + 0.13f * near, 0.28f + 0.62f * near, distance);

      ground->lit = sketch_colour_mix (sketch_light_local (light, sketch_colour (sand[0]), distance),
                                       light->sky[0], 0.18f);
      ground->dark = sketch_colour_mix (sketch_light_local (light, sketch_colour (sand[1]), distance),
                                        light->shade, 0.28f * (1.0f - distance));
    }
}

static void
choose_meadow (SketchScene  *scene,
               SketchColour *grass,
               SketchColour *shadow,
               SketchColour *bloom,
               SketchColour *guest)
{
  static const guint32 greens[][2] = { { 0x9DBB55, 0x3F6B33 }, { 0xB4BF62, 0x5B7034 }, { 0x7FAE5E, 0x2F5F3E }, { 0xC9B968, 0x7C6A33 } };
  static const guint32 autumn[][2] = { { 0xD9A650, 0x7A4A26 }, { 0xC9A85E, 0x6A5430 } };
  static const guint32 blooms[][2] = { { 0xD8382E, 0xF3E9DC }, { 0x9A78D0, 0xE7C6F0 }, { 0xF2C230, 0xFFFFFF }, { 0xF08AAE, 0xFFF0F4 }, { 0x4F7FD8, 0xFFE27A } };
  static const guint32 tints[SKETCH_N_TINTS] = { 0,        0xD8382E, 0xEE8A30, 0xF2C230, 0xB8DC80, 0x58C0B8,
                                                 0x4F7FD8, 0x8E62CC, 0xF08AAE, 0xC09060, 0xFFFFFF };
  float pick = sketch_dice (&scene->dice), pick2 = sketch_dice (&scene->dice);
  const guint32 *pair = scene->brief.extras & SKETCH_AUTUMN ? autumn[(guint) (pick * G_N_ELEMENTS (autumn))]
                                                            : greens[(guint) (pick * G_N_ELEMENTS (greens))];
  const guint32 *flower = blooms[(guint) (pick2 * G_N_ELEMENTS (blooms))];

  *grass = sketch_colour (pair[0]);
  *shadow = sketch_colour (pair[1]);
  *bloom = sketch_colour (flower[0]);
  *guest = sketch_colour (flower[1]);
  if (scene->brief.bloom != SKETCH_TINT_NONE)
    {
      *bloom = sketch_colour (tints[scene->brief.bloom]);
      *guest = sketch_colour_mix (*bloom, sketch_colour (0xFFFFFF), 0.4f);
    }
  else if (scene->brief.tint != SKETCH_TINT_NONE)
    *bloom = sketch_colour (tints[scene->brief.tint]);
}

void
sketch_add_meadow (SketchScene *scene,
                   float        horizon)
{
  gboolean flowers = (scene->brief.extras & SKETCH_FLOWERS) != 0;
  const SketchLight *light = &scene->light;
  SketchColour grass, shadow, bloom, guest;
  const guint n = 4;

  choose_meadow (scene, &grass, &shadow, &bloom, &guest);
  for (guint i = 0; i < n; i++)
    {
      float near = i / (n - 1.0f), distance = 0.6f * (1.0f - near) + 0.02f;
      Ground *ground = add_ground (scene, GROUND_MEADOW, horizon + near * near * (0.80f - horizon),
                                   0.075f + 0.03f * near, 0.42f + 0.4f * near, distance);
      SketchColour turned = sketch_colour_turn (grass, sketch_dice_range (&scene->dice, -0.03f, 0.03f), 1.0f);

      ground->lit = sketch_colour_mix (sketch_light_local (light, turned, distance), light->sky[0], 0.14f);
      ground->dark =
          sketch_colour_mix (sketch_light_local (light, shadow, distance), light->shade, 0.25f * near);
      ground->accent = bloom;
      ground->accent2 = guest;
      ground->accents = flowers ? 0.85f : i >= 2 && sketch_dice (&scene->dice) < 0.6f ? 0.22f : 0.0f;
      if (i < n - 1)
        sketch_add_conifers (scene, horizon + near * near * (0.80f - horizon) + 0.004f, 0.03f + 0.05f * near,
                             distance, 0.16f);
    }
}

void
sketch_add_snowfield (SketchScene *scene,
                      float        horizon)
{
  const SketchLight *light = &scene->light;
  const guint n = 4;

  for (guint i = 0; i < n; i++)
    {
      float near = i / (n - 1.0f), distance = 0.7f * (1.0f - near);
      float top = horizon + near * near * (0.84f - horizon);
      Ground *ground =
          add_ground (scene, GROUND_SNOW, top, 0.05f + 0.03f * near, 0.45f + 0.4f * near, distance);

      ground->lit = sketch_colour_mix (sketch_light_local (light, sketch_colour (0xFFFFFF), distance * 0.6f),
                                       light->sky[0], 0.22f);
      ground->dark = sketch_colour_mix (sketch_light_local (light, sketch_colour (0x9FB4D6), distance * 0.6f),
                                        light->sky[3], 0.25f);
      sketch_add_conifers (scene, top + 0.01f, 0.05f + 0.20f * near, distance, 0.30f);
    }
}

#define N_BLADES 420

typedef struct
{
  float u, v, height, bend, width;
  SketchColour colour;
  SketchColour bloom;
  float bloom_size;
} Blade;

typedef struct
{
  SketchLayer layer;
  Blade blades[N_BLADES];
} Grass;

static void
draw_bloom (const Blade      *blade,
            const SketchView *view,
            float             v,
            float            *row)
{
  float u = blade->u + blade->bend, dv = v - (blade->v - blade->height), r = blade->bloom_size;
  int first, last;

  if (fabsf (dv) > r || !sketch_view_span (view, u - r, u + r, &first, &last))
    return;
  for (int x = first; x <= last; x++)
    {
      float du = sketch_view_u (view, (guint) x) - u, d = sqrtf (du * du + dv * dv * 1.6f);
      /* Five petals without an angle: the cosine of five times it, by its polynomial. */
      float c = d > 1e-6f ? du / d : 0.0f, lobes = c * (16.0f * c * c * c * c - 20.0f * c * c + 5.0f);
      float edge = r * (0.74f + 0.2f * lobes);
      SketchColour colour = sketch_colour_mix (sketch_colour_scale (blade->bloom, 0.72f), blade->bloom,
                                               sketch_clamp (d / r * 1.5f));

      if (d < r * 0.24f)
        colour = sketch_colour_mix (sketch_colour (0xF0C040), blade->bloom, 0.25f);
      sketch_blend (row + 3 * x, colour, sketch_clamp ((edge - d) * view->unit + 0.5f));
    }
}

static void
draw_grass (const SketchLayer *layer,
            const SketchView  *view,
            float              v,
            float             *row)
{
  const Grass *grass = (const Grass *) layer;

  for (guint i = 0; i < N_BLADES; i++)
    {
      const Blade *blade = &grass->blades[i];
      float t = (blade->v - v) / blade->height;

      if (t > 0.0f && t < 1.0f)
        {
          float centre = blade->u + blade->bend * t * t, half = blade->width * (1.0f - t) + 0.2f * view->px;

          sketch_fill_span (view, row, centre - half, centre + half,
                            sketch_colour_scale (blade->colour, 0.72f + 0.4f * t), 1.0f);
        }
      if (blade->bloom_size > 0.0f)
        draw_bloom (blade, view, v, row);
    }
}

void
sketch_add_grass (SketchScene *scene,
                  float        top,
                  gboolean     flowers)
{
  Grass *grass = sketch_scene_add (scene, sizeof (Grass), draw_grass);
  const SketchLight *light = &scene->light;
  SketchColour lit, shadow, bloom, guest;
  float reach = MIN (scene->view.half, 2.0f);

  choose_meadow (scene, &lit, &shadow, &bloom, &guest);
  for (guint i = 0; i < N_BLADES; i++)
    {
      Blade *blade = &grass->blades[i];
      float far = 1.0f - (float) i / N_BLADES;

      blade->u = sketch_dice_range (&scene->dice, -1.05f, 1.05f) * reach;
      blade->v = 1.06f - 0.06f * far;
      blade->height = (blade->v - top) * sketch_dice_range (&scene->dice, 0.3f, 1.0f);
      blade->bend = blade->height * sketch_dice_range (&scene->dice, -0.35f, 0.55f);
      blade->width = sketch_dice_range (&scene->dice, 0.0016f, 0.004f);
      blade->colour = sketch_colour_times (sketch_colour_mix (shadow, lit, sketch_dice (&scene->dice) * 0.8f),
                                           light->ambient);
      if (flowers && sketch_dice (&scene->dice) < 0.2f)
        {
          blade->bloom =
              sketch_colour_times (sketch_dice (&scene->dice) < 0.75f ? bloom : guest, light->ambient);
          blade->bloom_size = sketch_dice_range (&scene->dice, 0.012f, 0.026f);
          blade->bend *= 0.4f;
        }
    }
}
