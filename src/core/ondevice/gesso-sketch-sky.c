/* gesso-sketch-sky.c - gradient, sun or moon, and clouds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef struct
{
  SketchLayer layer;
  const SketchLight *light;
  const float *veil;
  float horizon;
  float sun_v;
  float cover;     /* 0 no clouds to 1 all clouds */
  float softness;
  float flatness;  /* how much clouds are drawn out sideways */
  float crescent;
  int octaves;
  guint32 seed;
} Sky;

typedef struct
{
  float density;
  float lit;
} Cloud;

static float
cloud_noise (const Sky *sky,
             float      x,
             float      y,
             int        octaves)
{
  float warp = sketch_noise (x * 0.7f + 3.1f, y * 0.7f, sky->seed + 9);

  return sketch_fbm (x + 0.45f * warp, y + 0.3f * warp, octaves, sky->seed);
}

/* Clouds lie on a plane overhead, so they shrink and flatten towards the horizon. */
static Cloud
cloud_at (const Sky *sky,
          float      u,
          float      v)
{
  float up = MAX (sky->horizon - v, 0.0f);
  float scale = 0.62f / (up + 0.16f);
  float x = u * scale * 1.5f, y = scale * sky->flatness;
  float edge = 0.34f - sky->cover * 0.62f;
  float n = cloud_noise (sky, x, y, sky->octaves);
  Cloud cloud = { sketch_step (edge, edge + sky->softness, n), 0.0f };
  float towards_u = sky->light->sun_u - u, towards_v = sky->sun_v - v;
  float length = sqrtf (towards_u * towards_u + towards_v * towards_v) + 0.05f;

  if (cloud.density <= 0.003f)
    return (Cloud) { 0.0f, 0.0f };
  /* Thinner on the side of the sun means lit. */
  n -= cloud_noise (sky, x + 0.22f * towards_u / length, y + 0.22f * (-towards_v) / length,
                    MIN (sky->octaves, 4));
  cloud.lit = sketch_clamp (0.5f + 1.7f * n);
  cloud.density *= sketch_step (0.0f, 0.1f, up);
  return cloud;
}

static void
draw_disc (const Sky        *sky,
           const SketchView *view,
           float             du,
           float             dv,
           float            *pixel)
{
  const SketchLight *light = sky->light;
  float d = sqrtf (du * du + dv * dv), r = light->sun_radius;
  float cover = sketch_clamp ((r - d) * view->unit + 0.5f);

  if (cover <= 0.0f)
    return;
  if (light->moon)
    {
      float shade = sketch_fbm (du / r * 1.3f + 4.0f, dv / r * 1.3f, 4, sky->seed + 51);
      float ex = du - r * sky->crescent, ey = dv + 0.25f * r * sky->crescent;
      float dark = sketch_clamp ((r - sqrtf (ex * ex + ey * ey)) * view->unit / 1.5f + 0.5f);

      cover *= 1.0f - 0.96f * dark * (sky->crescent > 0.0f);
      sketch_blend (pixel, sketch_colour_scale (light->sun, 0.93f + 0.16f * shade), cover);
    }
  else
    sketch_blend (pixel, light->sun, cover);
}

static void
draw_sky (const SketchLayer *layer,
          const SketchView  *view,
          float              v,
          float             *row)
{
  const Sky *sky = (const Sky *) layer;
  const SketchLight *light = sky->light;
  SketchColour base = sketch_light_sky (light, (sky->horizon - v) / MAX (sky->horizon, 0.1f));
  float halo = light->moon ? 0.30f : 0.85f;
  float dv = v - sky->sun_v;

  for (guint x = 0; x < view->width; x++)
    {
      float *pixel = row + 3 * x;
      float u = sketch_view_u (view, x);
      float du = u - light->sun_u, d2 = du * du + dv * dv;
      float wide = 1.0f / (1.0f + d2 * 9.0f), tight = 1.0f / (1.0f + d2 * 130.0f);
      Cloud cloud = { 0.0f, 0.0f };

      if (v > sky->veil[x])
        continue;
      sketch_blend (pixel, base, 1.0f);
      /* The half of the sky with the sun in it is lighter, low and wide. */
      sketch_glow (pixel, light->sky[0], 0.30f * halo * wide);
      if (light->sun_shown)
        {
          sketch_glow (pixel, light->sun, halo * (0.55f * tight + 0.25f / (1.0f + d2 * 1800.0f)));
          draw_disc (sky, view, du, dv, pixel);
        }
      if (v < sky->horizon && sky->cover > 0.0f)
        cloud = cloud_at (sky, u, v);
      if (cloud.density > 0.0f)
        {
          SketchColour colour = sketch_colour_mix (light->cloud_dark, light->cloud_lit, cloud.lit);
          float rim = (1.0f - cloud.density) * cloud.density * 4.0f;

          colour =
              sketch_colour_mix (colour, base, 0.25f + 0.35f * sketch_step (0.25f, 0.0f, sky->horizon - v));
          sketch_blend (pixel, colour, cloud.density * 0.92f);
          sketch_glow (pixel, light->sun, light->moon ? 0.0f : rim * tight * 0.8f);
        }
    }
}

static float
choose_cover (SketchScene *scene)
{
  guint weather = scene->brief.weather;

  if (weather & (SKETCH_STORM | SKETCH_OVERCAST | SKETCH_RAIN))
    return sketch_dice_range (&scene->dice, 0.85f, 1.0f);
  if (weather & (SKETCH_FOG | SKETCH_SNOWFALL))
    return sketch_dice_range (&scene->dice, 0.3f, 0.7f);
  if (weather & SKETCH_CLOUDS)
    return sketch_dice_range (&scene->dice, 0.55f, 0.75f);
  if (weather & (SKETCH_CLEAR | SKETCH_AURORA))
    return sketch_dice_range (&scene->dice, 0.0f, 0.25f);
  if (scene->light.time == SKETCH_TIME_NIGHT)
    return sketch_dice_range (&scene->dice, 0.0f, 0.35f);
  return sketch_dice_range (&scene->dice, 0.25f, 0.65f);
}

void
sketch_add_sky (SketchScene *scene,
                float        horizon)
{
  Sky *sky = sketch_scene_add (scene, sizeof (Sky), draw_sky);
  float low = scene->light.moon ? 0.0f : MIN (scene->light.sun_v, 0.4f);

  sky->light = &scene->light;
  sky->veil = sketch_scene_veil (scene);
  sky->horizon = horizon;
  /* A low sun keeps its distance to the horizon, a high one its place in the picture. */
  sky->sun_v =
      scene->light.moon || scene->light.sun_v > 0.4f ? horizon * (1.0f - scene->light.sun_v) : horizon - low;
  scene->light.sun_v = sky->sun_v;
  sky->cover = choose_cover (scene);
  sky->softness = sketch_dice_range (&scene->dice, 0.3f, 0.55f);
  sky->flatness = sketch_dice_range (&scene->dice, 1.8f, 3.4f);
  sky->crescent = sketch_dice (&scene->dice) < 0.45f ? sketch_dice_range (&scene->dice, 0.5f, 0.9f) : 0.0f;
  sky->seed = sketch_dice_seed (&scene->dice);
  sky->octaves = sketch_octaves (scene->view.px, 3.0f, 7);
  if (scene->light.stars > 0.0f && sky->cover < 0.8f)
    sketch_add_stars (scene, scene->light.stars * (1.0f - sky->cover), horizon + 0.05f);
  if (scene->brief.extras & SKETCH_PLANET)
    sketch_add_planet (scene, -0.8f * scene->light.sun_u, horizon * 0.42f, 0.13f);
  if (scene->brief.weather & SKETCH_AURORA)
    sketch_add_aurora (scene, horizon);
  if (scene->brief.weather & SKETCH_RAINBOW)
    sketch_add_rainbow (scene, horizon);
  if (scene->brief.weather & SKETCH_STORM)
    sketch_add_lightning (scene, horizon);
}
