/* gesso-sketch-water.c - the sea, its shore, and lakes that mirror what stands above them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef struct
{
  SketchLayer layer;
  const SketchLight *light;
  float horizon, shore;
  float height; /* of the waves */
  SketchColour deep, shallow, sand, wet, foam;
  guint32 seed;
} Sea;

/* Waves seen at an angle: long across, short along the view, and none finer than a pixel. */
static float
wave_at (const Sea *sea,
         float      u,
         float      depth,
         float      px)
{
  float z = 1.0f / (depth + 0.018f), sum = 0.0f, weight = 0.6f;
  float x = u * z * 0.9f, y = z * 3.6f;
  /* How much of y a pixel spans; the rows are squeezed near the horizon. */
  float span = 3.6f * z * z * px;

  for (int i = 0; i < 5; i++)
    {
      float keep = sketch_step (1.1f, 0.35f, span);

      if (keep <= 0.0f)
        break;
      sum += weight * keep * sketch_noise (x, y, sea->seed + (guint32) i);
      x = x * 1.9f + 5.2f;
      y = y * 1.9f + 1.3f;
      span *= 1.9f;
      weight *= 0.62f;
    }
  return sum;
}

static float
shore_line (const Sea *sea,
            float      u)
{
  return sea->shore + 0.035f * sketch_fbm1 (u * 1.4f + 9.0f, 4, sea->seed + 40) + 0.05f * u;
}

static SketchColour
water_colour (const Sea *sea,
              float      u,
              float      depth,
              float      wave,
              float      to_shore)
{
  const SketchLight *light = sea->light;
  float reach = depth / (1.0f - sea->horizon);
  float mirror = sketch_clamp (0.05f + depth * 1.0f + wave * sea->height * (0.35f + reach));
  float fresnel =
      sketch_clamp (0.84f - 0.6f * sqrtf (reach) - 0.55f * wave * sketch_clamp (reach * 3.0f + 0.15f));
  SketchColour body = sketch_colour_mix (sea->deep, sea->shallow, sketch_step (0.22f, 0.0f, to_shore) * 0.8f);
  SketchColour colour = sketch_colour_mix (body, sketch_light_sky (light, mirror), fresnel);
  float du = u - light->sun_u, width = 0.035f + depth * 0.3f;
  float lane = 1.0f / (1.0f + du * du / (width * width) * 2.2f);
  float glint = lane * lane * sketch_step (0.04f, 0.42f, wave + 0.20f * lane);

  if (light->sun_shown)
    colour =
        sketch_colour_mix (colour, light->sun, glint * (light->moon ? 0.55f : 0.85f) * (1.0f - 0.5f * reach));
  return colour;
}

static void
draw_shore (const Sea *sea,
            float      u,
            float      v,
            float      line,
            float      px,
            float     *pixel)
{
  float into = v - line;
  float lace = sketch_fbm (u * 26.0f, v * 60.0f, 4, sea->seed + 60);
  float sand = sketch_clamp (into / MAX (px * 2.0f, 0.003f) + 0.5f);
  float grain = sketch_fbm (u * 90.0f, v * 210.0f, 3, sea->seed + 61);
  float damp = sketch_step (0.075f, 0.02f, into + 0.02f * lace);
  SketchColour ground = sketch_colour_mix (sea->sand, sea->wet, damp);
  float edge = into / 0.008f,
        second = (into + 0.045f + 0.02f * sketch_noise1 (u * 3.0f, sea->seed + 62)) / 0.010f;
  float foam = sketch_clamp ((0.9f + 0.9f * lace) / (1.0f + edge * edge)
                             + (0.45f + 1.2f * lace) / (1.0f + second * second));

  if (into < -0.1f)
    return;
  sketch_blend (pixel, sketch_colour_scale (ground, 1.0f + 0.09f * grain), sand);
  sketch_blend (pixel, sea->foam, sketch_clamp (foam * 1.15f - 0.12f));
}

static void
draw_sea (const SketchLayer *layer,
          const SketchView  *view,
          float              v,
          float             *row)
{
  const Sea *sea = (const Sea *) layer;
  float depth = v - sea->horizon;
  float cover = sketch_clamp (depth * view->unit + 0.5f);

  if (cover <= 0.0f)
    return;
  depth = MAX (depth, 0.0f);
  for (guint x = 0; x < view->width; x++)
    {
      float *pixel = row + 3 * x;
      float u = sketch_view_u (view, x);
      float line = shore_line (sea, u);
      float wave = wave_at (sea, u, depth, view->px);
      SketchColour colour = water_colour (sea, u, depth, wave, line - v);
      float crest = sketch_step (0.50f, 0.72f, wave) * sketch_step (0.02f, 0.2f, depth) * sea->height;

      colour = sketch_colour_mix (colour, sea->foam, crest * 0.7f);
      colour = sketch_colour_mix (colour, sea->light->haze, 0.55f * sketch_step (0.035f, 0.0f, depth));
      sketch_blend (pixel, colour, cover);
      draw_shore (sea, u, v, line, view->px, pixel);
    }
}

/**
 * sketch_add_sea:
 * @shore: v of the waterline; beyond 1 for open water
 */
void
sketch_add_sea (SketchScene *scene,
                float        horizon,
                float        shore)
{
  static const guint32 waters[][2] = {
    { 0x0F4C66, 0x3FA7A4 }, { 0x163F6B, 0x4C9DB8 }, { 0x0E5560, 0x5BB8A0 }, { 0x1D3C5A, 0x5E93A8 },
  };
  Sea *sea = sketch_scene_add (scene, sizeof (Sea), draw_sea);
  guint pick = (guint) (sketch_dice (&scene->dice) * G_N_ELEMENTS (waters));
  gboolean rough = (scene->brief.weather & (SKETCH_STORM | SKETCH_RAIN)) != 0;
  const SketchLight *light = &scene->light;

  sketch_scene_cover (scene, NULL, horizon);
  sea->light = light;
  sea->horizon = horizon;
  sea->shore = shore;
  sea->height = rough ? 1.0f : sketch_dice_range (&scene->dice, 0.25f, 0.6f);
  sea->deep = sketch_colour_mix (sketch_colour_times (sketch_colour (waters[pick][0]), light->ambient),
                                 light->shade, 0.25f);
  sea->shallow = sketch_colour_times (sketch_colour (waters[pick][1]), light->ambient);
  sea->sand = sketch_colour_times (sketch_colour (0xE2CBA2), light->ambient);
  sea->wet =
      sketch_colour_mix (sketch_colour_times (sketch_colour (0xA2855F), light->ambient), light->sky[1], 0.3f);
  sea->foam = sketch_colour_times (sketch_colour (0xFBFDFB),
                                   sketch_colour_mix (light->ambient, sketch_colour (0xFFFFFF), 0.25f));
  sea->seed = sketch_dice_seed (&scene->dice);
}

typedef struct
{
  SketchLayer layer;
  const SketchLight *light;
  SketchLayer **above; /* (array length=n_above): mirrored, drawn before this one */
  guint n_above;
  float horizon, calm;
  SketchColour deep;
  guint32 seed;
} Lake;

/* The mirrored row, shifted sideways by ripples, darker, and greener close by. */
static void
ripple_row (const Lake       *lake,
            const SketchView *view,
            const float      *mirror,
            float             v,
            float            *row)
{
  float depth = MAX (v - lake->horizon, 0.0f), z = 1.0f / (depth + 0.05f);
  float rough = (1.0f - lake->calm) * 0.05f;
  float deep = 0.16f + 0.34f * sketch_step (0.0f, 0.55f, depth);

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);
      float n = sketch_fbm (u * z * 0.8f, z * 9.0f, 3, lake->seed);
      float streak = sketch_step (0.12f, 0.5f, sketch_fbm (u * 1.1f, z * 3.0f, 3, lake->seed + 7));
      float at = (float) x + n * rough * (0.1f + depth) * view->unit;
      int i = (int) CLAMP (at, 0.0f, view->width - 1.0f);
      float *pixel = row + 3 * x;

      for (guint c = 0; c < 3; c++)
        pixel[c] = mirror[3 * i + c];
      sketch_blend (pixel, lake->deep, sketch_clamp (deep + 0.10f * n));
      sketch_blend (pixel, lake->light->sky[1],
                    0.30f * streak * sketch_step (0.5f, 0.05f, depth) * (1.0f - lake->calm * 0.6f));
    }
}

static void
draw_lake (const SketchLayer *layer,
           const SketchView  *view,
           float              v,
           float             *row)
{
  const Lake *lake = (const Lake *) layer;
  float depth = v - lake->horizon, z = 1.0f / (MAX (depth, 0.0f) + 0.05f);
  float shift =
      (1.0f - lake->calm) * 0.05f * sketch_noise1 (z * 26.0f, lake->seed + 2) * (0.15f + MAX (depth, 0.0f));
  g_autofree float *mirror = NULL;
  float *water;

  if (depth * view->unit < -0.5f)
    return;
  mirror = g_new0 (float, (gsize) view->width * 6);
  water = mirror + (gsize) view->width * 3;
  for (guint i = 0; i < lake->n_above; i++)
    lake->above[i]->draw (lake->above[i], view, lake->horizon - MAX (depth, 0.0f) * 0.96f + shift, mirror);
  ripple_row (lake, view, mirror, v, water);
  for (guint x = 0; x < view->width; x++)
    {
      const float *w = water + 3 * x;
      float bank = sketch_step (0.006f, 0.0f, depth) * 0.35f;
      SketchColour colour = { w[0], w[1], w[2] };

      colour = sketch_colour_mix (colour, lake->light->haze, bank);
      sketch_blend (row + 3 * x, colour, sketch_clamp (depth * view->unit + 0.5f));
    }
}

void
sketch_add_lake (SketchScene *scene,
                 float        horizon,
                 float        calm)
{
  guint n = scene->layers->len;
  Lake *lake = sketch_scene_add (scene, sizeof (Lake), draw_lake);

  /* What comes later may hide the water, but not what is mirrored in it. */
  sketch_scene_cover (scene, NULL, horizon);
  g_ptr_array_set_size (scene->veiled, 0);
  lake->light = &scene->light;
  lake->horizon = horizon;
  lake->calm = calm;
  lake->n_above = n;
  lake->above = sketch_scene_alloc (scene, sizeof (SketchLayer *) * MAX (n, 1));
  for (guint i = 0; i < n; i++)
    lake->above[i] = g_ptr_array_index (scene->layers, i);
  lake->deep = sketch_colour_mix (sketch_colour_times (sketch_colour (0x21505A), scene->light.ambient),
                                  scene->light.shade, 0.35f);
  lake->seed = sketch_dice_seed (&scene->dice);
}

typedef struct
{
  SketchLayer layer;
  float u, v, size, lean;
  SketchColour hull, sail, wake;
} Boat;

static void
draw_boat (const SketchLayer *layer,
           const SketchView  *view,
           float              v,
           float             *row)
{
  const Boat *boat = (const Boat *) layer;
  float s = boat->size, t = (v - boat->v) / s; /* 0 on the water, -1 at the top of the mast */

  if (t < -1.05f || t > 0.5f)
    return;
  if (t > 0.06f)
    {
      float wobble = 0.05f * sketch_noise1 (t * 30.0f, 5) * s, fade = 0.45f * (1.0f - (t - 0.06f) / 0.44f);

      sketch_fill_span (view, row, boat->u - 0.24f * s + wobble, boat->u + 0.2f * s + wobble, boat->wake,
                        fade);
      return;
    }
  if (t > -0.08f)
    {
      float k = (t + 0.08f) / 0.14f;

      sketch_fill_span (view, row, boat->u - s * (0.36f - 0.1f * k), boat->u + s * (0.34f - 0.12f * k),
                        boat->hull, 1.0f);
      return;
    }
  if (t < -0.12f)
    {
      float up = (-0.12f - t) / 0.9f, mast = boat->u + boat->lean * s * up;

      if (up < 1.0f)
        sketch_fill_span (view, row, mast + 0.015f * s, mast + s * 0.36f * (1.0f - up) * (1.0f + 0.5f * up),
                          boat->sail, 1.0f);
      if (up < 0.8f)
        sketch_fill_span (view, row, mast - s * 0.30f * (0.8f - up), mast - 0.015f * s,
                          sketch_colour_scale (boat->sail, 0.88f), 1.0f);
    }
  sketch_fill_span (view, row, boat->u - 0.008f * s, boat->u + 0.010f * s, boat->hull, 1.0f);
}

void
sketch_add_boat (SketchScene *scene,
                 float        u,
                 float        v,
                 float        size)
{
  Boat *boat = sketch_scene_add (scene, sizeof (Boat), draw_boat);
  const SketchLight *light = &scene->light;

  boat->u = u;
  boat->v = v;
  boat->size = size;
  boat->lean = sketch_dice_range (&scene->dice, -0.06f, 0.06f);
  boat->hull =
      sketch_colour_mix (light->shade, sketch_colour_times (sketch_colour (0x7A3B2E), light->ambient), 0.4f);
  boat->sail =
      sketch_colour_mix (sketch_colour_times (sketch_colour (0xFFF8EA), light->ambient), light->shade,
                         light->time == SKETCH_TIME_SUNSET || light->time == SKETCH_TIME_DUSK ? 0.5f : 0.05f);
  boat->wake = light->shade;
}
