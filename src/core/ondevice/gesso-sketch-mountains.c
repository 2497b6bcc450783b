/* gesso-sketch-mountains.c - ranges one behind the other, paler the farther
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

/* Ridge lines are found once per pixel column. */
typedef struct
{
  SketchLayer layer;
  const SketchLight *light;
  const float *line; /* v of the ridge in each column */
  const float *veil;
  float highest;
  SketchColour lit, dark, mist;
  float distance;
  float detail; /* features a unit */
  float snow;   /* how far down from the ridge snow lies; 0 none */
  float mist_depth;
  float skew;
  int octaves;
  guint32 seed;
} Range;

/* The face of a mountain: crests run down from the ridge, leaning away from the light. */
static float
face_light (const Range *range,
            float        u,
            float        below)
{
  float x = (u + range->skew * below) * range->detail, y = below * range->detail * 0.55f;
  float here = sketch_ridged (x, y, range->octaves, range->seed);
  float there = sketch_ridged (x + range->skew * 0.16f, y + 0.04f, range->octaves, range->seed);

  return sketch_clamp (0.5f + 2.6f * (here - there));
}

static void
draw_range (const SketchLayer *layer,
            const SketchView  *view,
            float              v,
            float             *row)
{
  const Range *range = (const Range *) layer;
  SketchColour snow = sketch_light_local (range->light, sketch_colour (0xF7FAFF), range->distance * 0.7f);

  if (v < range->highest - view->px)
    return;
  for (guint x = 0; x < view->width; x++)
    {
      float below = v - range->line[x];
      float cover = sketch_clamp (below * view->unit + 0.5f);
      float u, face, fog;
      SketchColour colour;

      if (cover <= 0.0f || v > range->veil[x])
        continue;
      u = sketch_view_u (view, x);
      below = MAX (below, 0.0f);
      fog = sketch_step (0.0f, range->mist_depth, below);
      if (fog < 0.999f)
        {
          face = face_light (range, u, below);
          colour = sketch_colour_mix (range->dark, range->lit, face);
          if (range->snow > 0.0f)
            {
              float ragged =
                  range->snow * (0.75f + 0.9f * sketch_noise (u * 14.0f, below * 9.0f, range->seed + 5));
              float white = sketch_step (ragged, ragged * 0.55f, below + 0.05f * (0.5f - face));

              colour = sketch_colour_mix (colour,
                                          sketch_colour_mix (sketch_colour_mix (snow, range->dark, 0.55f),
                                                             snow, sketch_step (0.3f, 0.6f, face)),
                                          white);
            }
          colour = sketch_colour_mix (colour, range->mist, fog * 0.9f);
        }
      else
        colour = sketch_colour_mix (sketch_colour_mix (range->dark, range->lit, 0.5f), range->mist, 0.9f);
      sketch_blend (row + 3 * x, colour, cover);
    }
}

static float *
make_line (SketchScene *scene,
           float        base,
           float        height,
           float        frequency,
           float        sharpness,
           guint32      seed,
           float       *highest)
{
  const SketchView *view = &scene->view;
  float *line = sketch_scene_alloc (scene, sizeof (float) * view->width);
  int octaves = sketch_octaves (view->px, frequency, 9);

  *highest = 2.0f;
  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x) * frequency;
      float peaks = sketch_ridged (u, 0.37f, octaves, seed);
      float hills = 0.5f + 0.5f * sketch_fbm1 (u * 1.3f, octaves, seed + 77);
      float large = 0.62f + 0.38f * sketch_noise1 (u * 0.55f, seed + 3);

      line[x] = base - height * large * sketch_mix (hills, peaks, sharpness);
      *highest = MIN (*highest, line[x]);
    }
  return line;
}

/**
 * sketch_add_mountains:
 * @top: where the highest peaks reach to
 * @bottom: where the nearest range ends
 */
void
sketch_add_mountains (SketchScene *scene,
                      guint        n_ranges,
                      float        top,
                      float        bottom,
                      gboolean     snow)
{
  const SketchLight *light = &scene->light;
  float sharp = sketch_dice_range (&scene->dice, 0.65f, 1.0f);
  float frequency = sketch_dice_range (&scene->dice, 1.1f, 1.7f);

  for (guint i = 0; i < n_ranges; i++)
    {
      Range *range = sketch_scene_add (scene, sizeof (Range), draw_range);
      float near = n_ranges > 1 ? i / (n_ranges - 1.0f) : 0.4f;
      float base = sketch_mix (sketch_mix (top, bottom, 0.62f), bottom, near);
      float height =
          (bottom - top) * sketch_mix (0.78f, 0.42f, near) * sketch_dice_range (&scene->dice, 0.9f, 1.1f);
      SketchColour rock = sketch_colour_mix (sketch_colour (0x7C8796), sketch_colour (0x4E5F58), near);

      range->light = light;
      range->seed = sketch_dice_seed (&scene->dice);
      range->distance = sketch_mix (0.80f, 0.12f, sqrtf (near));
      range->detail = sketch_mix (4.5f, 3.0f, near);
      range->octaves = sketch_octaves (scene->view.px, range->detail, 5);
      range->snow = snow ? sketch_mix (0.17f, 0.05f, near) : 0.0f;
      range->mist_depth = sketch_mix (0.20f, 0.30f, near);
      range->skew = light->sun_u < 0.0f ? -0.7f : 0.7f;
      range->dark = sketch_colour_mix (
          sketch_colour_mix (light->shade, sketch_colour_times (rock, light->ambient), 0.35f), light->haze,
          range->distance);
      range->lit = sketch_colour_mix (sketch_light_local (light, rock, range->distance), light->sky[0],
                                      0.24f * (1.0f - near * 0.6f));
      range->mist = sketch_colour_mix (light->haze, light->sky[0], 0.3f * (1.0f - near));
      range->mist = sketch_colour_mix (range->mist, range->dark, 0.55f * near);
      range->line = make_line (scene, base, height, frequency * sketch_mix (1.0f, 1.25f, near),
                               sharp * (1.0f - 0.35f * near), range->seed, &range->highest);
      sketch_scene_cover (scene, range->line, 0.0f);
      range->veil = sketch_scene_veil (scene);
    }
}

/* Conifers as notches on a line: the highest of the few whose foot is near. */
static float
tree_height (float   u,
             float   spacing,
             float   height,
             guint32 seed)
{
  int cell = sketch_floor (u / spacing);
  float best = 0.0f;

  for (int i = cell - 2; i <= cell + 2; i++)
    {
      float foot = (i + sketch_chance (i, 1, seed)) * spacing;
      float tall = height * (0.45f + 0.55f * sketch_chance (i, 2, seed));
      float t = fabsf (u - foot) / (tall * 0.17f);
      float jag = 0.07f * tall * sketch_noise1 (u / spacing * 9.0f, seed + 4);

      if (sketch_chance (i, 3, seed) < 0.86f && t < 1.0f)
        best = MAX (best, tall * (1.0f - t) + jag);
    }
  return best;
}

void
sketch_add_ridge (SketchScene *scene,
                  float        top,
                  float        roughness,
                  float        distance,
                  float        height)
{
  const SketchLight *light = &scene->light;
  const SketchView *view = &scene->view;
  Range *range = sketch_scene_add (scene, sizeof (Range), draw_range);
  float *line = sketch_scene_alloc (scene, sizeof (float) * view->width);
  guint extras = scene->brief.extras;
  SketchColour soil = sketch_colour (extras & SKETCH_AUTUMN    ? 0xB0713A
                                     : extras & SKETCH_BLOSSOM ? 0x9DB56A
                                                               : 0x3F5B45);

  if (scene->brief.scenes & 1u << SKETCH_SCENE_SNOW)
    soil = sketch_colour (0xE4ECF4);
  range->light = light;
  range->seed = sketch_dice_seed (&scene->dice);
  range->distance = distance;
  range->detail = 9.0f;
  range->octaves = sketch_octaves (view->px, range->detail, 4);
  range->mist_depth = 0.5f;
  range->skew = 0.3f;
  range->dark = sketch_colour_mix (light->shade, light->haze, distance);
  range->lit =
      sketch_colour_mix (sketch_colour_mix (light->shade, sketch_colour_times (soil, light->ambient),
                                            extras & (SKETCH_AUTUMN | SKETCH_BLOSSOM) ? 0.65f : 0.4f),
                         light->haze, distance);
  range->mist = sketch_colour_mix (light->shade, light->haze, 0.12f + distance);
  range->highest = 2.0f;
  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);

      line[x] = top - roughness * sketch_fbm1 (u * 1.9f, 3, range->seed);
      if (height > 0.0f)
        line[x] -= tree_height (u, height * 0.22f, height, range->seed + 8);
      range->highest = MIN (range->highest, line[x]);
    }
  range->line = line;
  sketch_scene_cover (scene, line, 0.0f);
  range->veil = sketch_scene_veil (scene);
}
