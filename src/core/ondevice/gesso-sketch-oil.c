/* gesso-sketch-oil.c - strokes of a loaded brush that follow the forms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Coarse strokes first and everywhere, then finer ones where the picture has
 * detail (after Hertzmann 1998); each stroke carries the marks of its bristles.
 */
#include "config.h"

#include "gesso-sketch-manner.h"

typedef struct
{
  float u, v, cos, sin, half_length, half_width, reach, bow;
  SketchColour colour;
  guint32 seed;
} Stroke;

typedef struct
{
  SketchLayer layer;
  Stroke *strokes;
  guint n_strokes;
  /* Strokes by the bands of v they touch, in the order they are painted. */
  guint *starts, *order;
  guint n_bands;
  float band, band_top;
  SketchColour ground;
  guint32 seed;
} Oil;

static void
draw_stroke (const Stroke     *stroke,
             const SketchView *view,
             float             v,
             float            *row)
{
  float dv = v - stroke->v;
  int first, last;

  if (fabsf (dv) > stroke->reach ||
      !sketch_view_span (view, stroke->u - stroke->reach, stroke->u + stroke->reach, &first, &last))
    return;
  for (int x = first; x <= last; x++)
    {
      float du = sketch_view_u (view, (guint) x) - stroke->u;
      float along = (du * stroke->cos + dv * stroke->sin) / stroke->half_length;
      float across = (-du * stroke->sin + dv * stroke->cos) / stroke->half_width, hair, load, cover, relief;
      float bent;

      if (along < -1.1f || along > 1.1f)
        continue;
      bent = across + stroke->bow * (along * along - 0.4f);
      if (bent < -1.1f || bent > 1.1f)
        continue;
      hair = sketch_noise1 (bent * 5.5f + 40.0f, stroke->seed);
      /* Each bristle begins and ends where it likes, and runs dry towards the end. */
      load = sketch_clamp ((1.0f - fabsf (along) + 0.22f * hair) * 5.0f);
      cover = sketch_clamp ((1.0f - fabsf (bent)) * stroke->half_width * view->unit * 0.8f + 0.3f) * load;
      cover *= 0.92f - 0.35f * sketch_step (0.15f, 0.9f, along) * sketch_clamp (hair + 0.4f);
      if (cover <= 0.0f)
        continue;
      relief = 1.0f + 0.10f * hair * (sketch_noise1 (along * 2.0f, stroke->seed + 1) * 0.4f + 0.8f)
               + 0.10f * sketch_step (-0.55f, -0.95f, bent) - 0.11f * sketch_step (0.55f, 0.95f, bent);
      sketch_blend (row + 3 * x, sketch_colour_scale (stroke->colour, relief), sketch_clamp (cover));
    }
}

static void
draw_oil (const SketchLayer *layer,
          const SketchView  *view,
          float              v,
          float             *row)
{
  const Oil *oil = (const Oil *) layer;
  int band = CLAMP ((int) ((v - oil->band_top) / oil->band), 0, (int) oil->n_bands - 1);

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);
      float weave = sketch_noise (u * 180.0f, v * 180.0f, oil->seed) * sketch_step (0.006f, 0.002f, view->px);

      sketch_blend (row + 3 * x, sketch_colour_scale (oil->ground, 1.0f + 0.06f * weave), 1.0f);
    }
  for (guint i = oil->starts[band]; i < oil->starts[band + 1]; i++)
    draw_stroke (&oil->strokes[oil->order[i]], view, v, row);
}

static float
detail_at (const SketchModel *model,
           float              x,
           float              y)
{
  float sharp[3], smooth[3];

  sketch_model_sample (model, model->sharp, 3, x, y, sharp);
  sketch_model_sample (model, model->smooth, 3, x, y, smooth);
  return fabsf (sharp[0] - smooth[0]) + fabsf (sharp[1] - smooth[1]) + fabsf (sharp[2] - smooth[2]);
}

static gboolean
make_stroke (SketchScene       *scene,
             const SketchModel *model,
             float              u,
             float              v,
             float              size,
             guint              level,
             Stroke            *stroke)
{
  const SketchView *view = &scene->view;
  float x = (u + view->half) / (2.0f * view->half), y = (v - 0.5f) * view->unit / view->height + 0.5f;
  float pixel[3], slope[2], strength, angle, jitter = sketch_dice_range (&scene->dice, -1.0f, 1.0f);
  SketchColour colour;

  sketch_model_sample (model, model->slope, 2, x, y, slope);
  strength = sqrtf (slope[0] * slope[0] + slope[1] * slope[1]);
  if (level >= 2 && strength < 0.010f * level && detail_at (model, x, y) < 0.020f * level)
    return FALSE;
  sketch_model_sample (model, level < 2 ? model->smooth : model->sharp, 3, x, y, pixel);
  /* Without an edge near, strokes follow a slow common drift. */
  angle = 0.35f + 1.5f * sketch_fbm (u * 1.1f, v * 1.1f, 2, scene->brief.hash);
  if (strength > 0.004f)
    angle = atan2f (slope[1], slope[0]);
  angle += jitter * (strength > 0.02f ? 0.12f : 0.4f);
  colour = (SketchColour) { pixel[0], pixel[1], pixel[2] };
  colour = sketch_colour_turn (colour, sketch_dice_range (&scene->dice, -0.025f, 0.025f),
                               sketch_dice_range (&scene->dice, 1.0f, 1.3f));
  *stroke = (Stroke){
    .u = u,
    .v = v,
    .cos = cosf (angle),
    .sin = sinf (angle),
    .half_length = size * sketch_dice_range (&scene->dice, 1.3f, 2.5f),
    .half_width = size * sketch_dice_range (&scene->dice, 0.36f, 0.55f),
    .bow = sketch_dice_range (&scene->dice, -0.5f, 0.5f),
    .colour = sketch_colour_scale (colour, sketch_dice_range (&scene->dice, 0.93f, 1.08f)),
    .seed = sketch_dice_seed (&scene->dice),
  };
  stroke->reach = stroke->half_length * 1.1f + stroke->half_width * 1.5f;
  return TRUE;
}

/* A jittered grid of strokes; their order is that of a hash, so that no row lies on the next. */
static void
add_level (SketchScene       *scene,
           const SketchModel *model,
           float              size,
           guint              level,
           GArray            *strokes)
{
  float half_height = 0.5f * scene->view.height * scene->view.px, step = size * (level == 0 ? 0.75f : 0.8f);
  guint first = strokes->len;

  for (float v = 0.5f - half_height - size; v < 0.5f + half_height + size; v += step)
    for (float u = -scene->view.half - size; u < scene->view.half + size; u += step)
      {
        Stroke stroke;

        if (make_stroke (scene, model, u + step * sketch_dice_range (&scene->dice, -0.5f, 0.5f),
                         v + step * sketch_dice_range (&scene->dice, -0.5f, 0.5f), size, level, &stroke))
          g_array_append_val (strokes, stroke);
      }
  for (guint i = strokes->len; i > first + 1; i--)
    {
      guint j = first + (guint) (sketch_dice (&scene->dice) * (i - first));
      Stroke swap = g_array_index (strokes, Stroke, i - 1);

      g_array_index (strokes, Stroke, i - 1) = g_array_index (strokes, Stroke, j);
      g_array_index (strokes, Stroke, j) = swap;
    }
}

static void
band_range (const Oil    *oil,
            const Stroke *stroke,
            guint        *first,
            guint        *last)
{
  *first = (guint) CLAMP ((int) ((stroke->v - stroke->reach - oil->band_top) / oil->band) - 1, 0, (int) oil->n_bands - 1);
  *last = (guint) CLAMP ((int) ((stroke->v + stroke->reach - oil->band_top) / oil->band) + 1, 0, (int) oil->n_bands - 1);
}

static void
sort_into_bands (SketchScene *scene,
                 Oil         *oil)
{
  guint *fill;
  guint first, last;

  oil->n_bands = 64;
  oil->band = scene->view.height * scene->view.px / oil->n_bands;
  oil->band_top = 0.5f - 0.5f * scene->view.height * scene->view.px;
  oil->starts = sketch_scene_alloc (scene, sizeof (guint) * (oil->n_bands + 1));
  fill = sketch_scene_alloc (scene, sizeof (guint) * oil->n_bands);
  for (guint i = 0; i < oil->n_strokes; i++)
    {
      band_range (oil, &oil->strokes[i], &first, &last);
      for (guint b = first; b <= last; b++)
        oil->starts[b + 1]++;
    }
  for (guint b = 0; b < oil->n_bands; b++)
    {
      oil->starts[b + 1] += oil->starts[b];
      fill[b] = oil->starts[b];
    }
  oil->order = sketch_scene_alloc (scene, sizeof (guint) * MAX (oil->starts[oil->n_bands], 1));
  for (guint i = 0; i < oil->n_strokes; i++)
    {
      band_range (oil, &oil->strokes[i], &first, &last);
      for (guint b = first; b <= last; b++)
        oil->order[fill[b]++] = i;
    }
}

void
sketch_add_oil (SketchScene       *scene,
                const SketchModel *model)
{
  static const float sizes[] = { 0.085f, 0.046f, 0.026f, 0.0145f };
  g_autoptr (GArray) strokes = g_array_new (FALSE, FALSE, sizeof (Stroke));
  Oil *oil = sketch_scene_add (scene, sizeof (Oil), draw_oil);

  for (guint level = 0; level < G_N_ELEMENTS (sizes); level++)
    add_level (scene, model, sizes[level], level, strokes);
  oil->ground = sketch_colour (0x8A6A4E);
  oil->seed = sketch_dice_seed (&scene->dice);
  oil->n_strokes = strokes->len;
  oil->strokes = sketch_scene_alloc (scene, sizeof (Stroke) * MAX (strokes->len, 1));
  for (guint i = 0; i < strokes->len; i++)
    oil->strokes[i] = g_array_index (strokes, Stroke, i);
  sort_into_bands (scene, oil);
}
