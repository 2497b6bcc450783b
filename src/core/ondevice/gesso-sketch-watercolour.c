/* gesso-sketch-watercolour.c - washes, ink and pencil: manners that let the paper shine through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-manner.h"

typedef struct
{
  SketchLayer layer;
  const SketchModel *model;
  float margin; /* unpainted paper around, in v */
  float wobble;
  SketchColour paper;
  guint32 seed;
  float seal_u, seal_v;
} Wash;

/* Height of the paper's tooth, about -1 to 1. */
static float
tooth_at (const Wash       *wash,
          const SketchView *view,
          float             u,
          float             v)
{
  return sketch_fbm (u * 70.0f, v * 70.0f, sketch_octaves (view->px, 70.0f, 4), wash->seed + 90) * 1.6f;
}

/* How far inside the ragged edge of the painted area a point is; below 0 is bare paper. */
static float
inside_at (const Wash       *wash,
           const SketchView *view,
           float             u,
           float             v)
{
  float half_height = 0.5f * view->height * view->px;
  float edge = MIN (MIN (u + view->half, view->half - u), half_height - fabsf (v - 0.5f));

  return edge - wash->margin - 0.02f * sketch_fbm (u * 5.0f, v * 5.0f, 5, wash->seed + 80);
}

static void
model_place (const SketchView *view,
             float             u,
             float             v,
             float            *x,
             float            *y)
{
  *x = (u + view->half) / (2.0f * view->half);
  *y = (v - 0.5f) * view->unit / view->height + 0.5f;
}

/* Colour settles at the rim of each wash: the rims lie where the tone passes from one step to the next. */
static void
draw_watercolour (const SketchLayer *layer,
                  const SketchView  *view,
                  float              v,
                  float             *row)
{
  const Wash *wash = (const Wash *) layer;
  const SketchModel *model = wash->model;

  for (guint i = 0; i < view->width; i++)
    {
      float u = sketch_view_u (view, i), x, y, smooth[3], sharp[3], pigment[3];
      float bleed_u = sketch_fbm (u * 7.0f, v * 7.0f, 4, wash->seed),
            bleed_v = sketch_fbm (u * 7.0f + 31.0f, v * 7.0f, 4, wash->seed + 1);
      float pool = sketch_fbm (u * 2.4f, v * 2.4f, 5, wash->seed + 2), tooth = tooth_at (wash, view, u, v);
      float inside = inside_at (wash, view, u, v), luma, step, f, rim, density, wet;
      float *pixel = row + 3 * i;

      sketch_blend (pixel, sketch_colour_scale (wash->paper, 1.0f + 0.035f * tooth), 1.0f);
      if (inside <= -0.004f)
        continue;
      model_place (view, u + wash->wobble * bleed_u, v + wash->wobble * bleed_v, &x, &y);
      sketch_model_sample (model, model->smooth, 3, x, y, smooth);
      model_place (view, u + 0.3f * wash->wobble * bleed_u, v + 0.3f * wash->wobble * bleed_v, &x, &y);
      sketch_model_sample (model, model->sharp, 3, x, y, sharp);
      wet = sketch_step (-0.1f, 0.35f, pool);
      luma = sketch_luma (smooth);
      step = luma * 6.0f + 0.5f * pool + 0.18f * bleed_u;
      f = step - sketch_floor (step);
      rim = sketch_step (0.14f, 0.0f, f) + 0.35f * sketch_step (0.9f, 1.0f, f);
      density = 1.0f + 0.30f * (0.5f - f) + 0.42f * pool + 0.34f * rim * (1.0f - 0.6f * wet);
      /* Grains of pigment lie in the valleys of the paper. */
      density *= 1.0f - 0.20f * tooth * (0.4f + 0.6f * (1.0f - luma));
      density *= 1.0f + 0.9f * sketch_step (0.012f, 0.0f, inside);
      density *= sketch_step (-0.004f, 0.002f, inside);
      for (guint c = 0; c < 3; c++)
        {
          float tone =
              sketch_clamp (sketch_mix (smooth[c], sharp[c], 0.55f * (1.0f - 0.5f * wet)) * 0.97f + 0.03f);

          /* Absorption: twice the paint lets through the square of the light. */
          pigment[c] = powf (MAX (tone, 0.02f), MAX (density, 0.0f) * 0.92f);
          pixel[c] *= sketch_clamp (pigment[c]);
        }
    }
}

static Wash *
add_wash (SketchScene       *scene,
          const SketchModel *model,
          SketchDrawFunc     draw)
{
  Wash *wash = sketch_scene_add (scene, sizeof (Wash), draw);

  wash->model = model;
  wash->seed = sketch_dice_seed (&scene->dice);
  wash->margin = MIN (0.035f, 0.10f * MIN (scene->view.half * 2.0f, scene->view.height * scene->view.px));
  wash->wobble = sketch_dice_range (&scene->dice, 0.014f, 0.024f);
  wash->paper = sketch_colour (0xFBF8F0);
  return wash;
}

void
sketch_add_watercolour (SketchScene       *scene,
                        const SketchModel *model)
{
  add_wash (scene, model, draw_watercolour);
}

/* A red seal with a carved figure, as a painter in ink would press it in a corner. */
static void
draw_seal (const Wash       *wash,
           const SketchView *view,
           float             u,
           float             v,
           float            *pixel)
{
  float size = 0.045f, x = (u - wash->seal_u) / size, y = (v - wash->seal_v) / size, ragged, ink, carve;
  int i, j;

  if (fabsf (x) > 0.6f || fabsf (y) > 0.6f)
    return;
  ragged = 0.03f * sketch_noise (x * 14.0f, y * 14.0f, wash->seed + 61);
  ink = sketch_clamp ((0.5f + ragged - MAX (fabsf (x), fabsf (y))) * size * view->unit + 0.5f);
  i = CLAMP (sketch_floor ((x + 0.36f) / 0.12f), 0, 5);
  j = CLAMP (sketch_floor ((y + 0.36f) / 0.12f), 0, 5);
  /* Mirrored halves look like a sign. */
  carve = sketch_chance (MIN (i, 5 - i), j, wash->seed + 62) < 0.5f && fabsf (x) < 0.36f && fabsf (y) < 0.36f
              ? 0.9f
              : 0.0f;
  ink *= (1.0f - carve) * (0.86f + 0.2f * sketch_noise (x * 30.0f, y * 30.0f, wash->seed + 63));
  sketch_blend (pixel, sketch_colour (0xB3261E), sketch_clamp (ink));
}

static void
draw_ink (const SketchLayer *layer,
          const SketchView  *view,
          float              v,
          float             *row)
{
  const Wash *wash = (const Wash *) layer;
  const SketchModel *model = wash->model;

  for (guint i = 0; i < view->width; i++)
    {
      float u = sketch_view_u (view, i), x, y, smooth[3], sharp[3], slope[2];
      float bleed_u = sketch_fbm (u * 9.0f, v * 9.0f, 5, wash->seed),
            bleed_v = sketch_fbm (u * 9.0f + 17.0f, v * 9.0f, 5, wash->seed + 1);
      float pool = sketch_fbm (u * 2.0f, v * 2.0f, 5, wash->seed + 2), tooth = tooth_at (wash, view, u, v);
      float fibre = sketch_noise (u * 30.0f + 2.0f * bleed_u, v * 220.0f, wash->seed + 4);
      float luma, wash_tone, stroke, dry, edge, ink, fade;
      float *pixel = row + 3 * i;

      sketch_blend (pixel, sketch_colour_scale (wash->paper, 1.0f + 0.03f * tooth + 0.02f * fibre), 1.0f);
      model_place (view, u + 0.020f * bleed_u, v + 0.020f * bleed_v, &x, &y);
      sketch_model_sample (model, model->smooth, 3, x, y, smooth);
      sketch_model_sample (model, model->slope, 2, x, y, slope);
      sketch_model_sample (model, model->sharp, 3, x + 0.002f * bleed_u, y, sharp);
      luma = sketch_luma (smooth);
      edge = sqrtf (slope[0] * slope[0] + slope[1] * slope[1]);
      wash_tone = sketch_clamp (0.98f - 1.12f * luma + 0.22f * pool);
      wash_tone = wash_tone * wash_tone * (3.0f - 2.0f * wash_tone);
      /* Where forms meet the brush pressed harder, and it ran dry on the tooth of the paper. */
      dry = sketch_step (-0.55f, 0.25f, -tooth + 0.5f * fibre + 0.4f * wash_tone);
      stroke = sketch_step (0.014f, 0.07f, edge * (1.0f + 0.7f * bleed_v)) *
               sketch_step (0.9f, 0.3f, sketch_luma (sharp)) * dry;
      ink = sketch_clamp (0.86f * wash_tone * (0.85f + 0.15f * dry) +
                          0.8f * stroke * (1.0f - 0.5f * wash_tone));
      fade = sketch_step (-0.02f, 0.10f, inside_at (wash, view, u, v));
      sketch_blend (pixel, sketch_colour_mix (sketch_colour (0x46505A), sketch_colour (0x0D0F14), ink),
                    sketch_clamp (ink * fade * 1.05f));
      draw_seal (wash, view, u, v, pixel);
    }
}

void
sketch_add_ink (SketchScene       *scene,
                const SketchModel *model)
{
  Wash *wash = add_wash (scene, model, draw_ink);
  float half_height = 0.5f * scene->view.height * scene->view.px;

  wash->paper = sketch_colour (0xF3ECDD);
  wash->seal_u = (sketch_dice (&scene->dice) < 0.5f ? -1.0f : 1.0f) * (scene->view.half - 0.09f);
  wash->seal_v = 0.5f + half_height - 0.10f;
}

/* Hatching in up to four directions, one more for each darker tone. */
static void
draw_pencil (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  static const float directions[4][2] = {
    { 0.77f, 0.64f }, { 0.34f, 0.94f }, { -0.64f, 0.77f }, { 1.0f, 0.08f }
  };
  const Wash *wash = (const Wash *) layer;
  const SketchModel *model = wash->model;
  float gap = MAX (0.0058f, 3.2f * view->px);

  for (guint i = 0; i < view->width; i++)
    {
      float u = sketch_view_u (view, i), x, y, sharp[3], smooth[3], slope[2], tone, edge, graphite = 0.0f;
      float shake = sketch_noise (u * 6.0f, v * 6.0f, wash->seed), tooth = tooth_at (wash, view, u, v);
      float inside = sketch_step (
          0.0f, 0.05f, inside_at (wash, view, u, v) + 0.02f * sketch_noise1 (v * 90.0f, wash->seed + 3));
      float *pixel = row + 3 * i;

      model_place (view, u + 0.0025f * shake, v + 0.0025f * shake, &x, &y);
      sketch_model_sample (model, model->sharp, 3, x, y, sharp);
      sketch_model_sample (model, model->smooth, 3, x, y, smooth);
      sketch_model_sample (model, model->slope, 2, x, y, slope);
      tone = 1.0f - (0.55f * sketch_luma (smooth) + 0.45f * sketch_luma (sharp));
      edge = sqrtf (slope[0] * slope[0] + slope[1] * slope[1]);
      sketch_blend (pixel, sketch_colour_scale (wash->paper, 1.0f + 0.03f * tooth), 1.0f);
      for (guint k = 0; k < 4; k++)
        {
          float across = (u * directions[k][1] - v * directions[k][0] + 0.006f * shake) / gap,
                along = u * directions[k][0] + v * directions[k][1];
          int line = sketch_floor (across);
          float f = fabsf (across - line - 0.5f -
                           0.25f * sketch_noise1 (along * 9.0f, wash->seed + (guint32) line));
          float press = sketch_clamp ((tone - 0.13f - 0.19f * k) * 3.0f) *
                        (0.65f + 0.35f * sketch_noise1 (along * 5.0f, wash->seed + 7 + (guint32) line));
          float width = 0.12f + 0.24f * press, soft = MAX (0.12f, 0.7f * view->px / gap);

          graphite = MAX (graphite, press * sketch_step (width + soft, width - soft * 0.5f, f) *
                                        (k == 0 ? 0.75f : 0.85f));
        }
      graphite += 0.30f * sketch_clamp (tone - 0.12f) +
                  0.75f * sketch_step (0.03f, 0.13f, edge) * (0.5f + 0.5f * sketch_clamp (tone + 0.2f));
      graphite *= 0.80f - 0.34f * tooth;
      sketch_blend (pixel, sketch_colour (0x2B2C31), sketch_clamp (graphite) * 0.92f * inside);
    }
}

void
sketch_add_pencil (SketchScene       *scene,
                   const SketchModel *model)
{
  add_wash (scene, model, draw_pencil)->paper = sketch_colour (0xF7F4EC);
}
