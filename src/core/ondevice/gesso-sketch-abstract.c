/* gesso-sketch-abstract.c - pictures of nothing but colour and form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-sketch-layers.h"

typedef struct
{
  SketchLayer layer;
  SketchColour palette[5];
  float scale, angle_cos, angle_sin, bend;
  guint32 seed;
} Field;

static Field *
add_field (SketchScene   *scene,
           SketchDrawFunc draw)
{
  Field *field = sketch_scene_add (scene, sizeof (Field), draw);
  float angle = sketch_dice_range (&scene->dice, -1.0f, 1.0f);

  sketch_palette_choose (field->palette, &scene->brief, &scene->dice);
  field->scale = sketch_dice_range (&scene->dice, 0.8f, 1.5f);
  field->angle_cos = cosf (angle);
  field->angle_sin = sinf (angle);
  field->bend = sketch_dice_range (&scene->dice, 0.5f, 1.5f);
  field->seed = sketch_dice_seed (&scene->dice);
  return field;
}

/* Domain warping after I. Quilez: noise displaced by noise displaced by noise. */
static void
draw_marble (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  const Field *field = (const Field *) layer;
  int octaves = sketch_octaves (view->px, field->scale * 2.0f, 6);

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);
      float px = (u * field->angle_cos - v * field->angle_sin) * field->scale,
            py = (u * field->angle_sin + v * field->angle_cos) * field->scale;
      float qx = sketch_fbm (px, py, 4, field->seed),
            qy = sketch_fbm (px + 5.2f, py + 1.3f, 4, field->seed + 1);
      float rx = sketch_fbm (px + 2.6f * qx + 1.7f, py + 2.6f * qy + 9.2f, 4, field->seed + 2);
      float ry = sketch_fbm (px + 2.6f * qx + 8.3f, py + 2.6f * qy + 2.8f, 4, field->seed + 3);
      float n = sketch_fbm (px + 2.4f * rx, py + 2.4f * ry, octaves, field->seed + 4);
      float vein = 1.0f / (1.0f + n * n * 900.0f);
      SketchColour colour =
          sketch_colour_mix (field->palette[0], field->palette[1], sketch_step (-0.35f, 0.4f, n));

      colour =
          sketch_colour_mix (colour, field->palette[2], sketch_clamp (1.5f * (rx * rx + ry * ry)) * 0.9f);
      colour = sketch_colour_mix (colour, field->palette[3], sketch_step (0.1f, 0.55f, qx));
      colour = sketch_colour_mix (colour, field->palette[4], 0.65f * sketch_step (0.15f, 0.55f, ry));
      colour = sketch_colour_mix (colour, sketch_colour (0xFFF2D8), vein * 0.55f);
      sketch_blend (row + 3 * x, sketch_colour_scale (colour, 0.86f + 0.5f * (n + 0.25f)), 1.0f);
    }
}

/* Leaded glass: cells of glowing colour between dark lines. */
static void
draw_cells (const SketchLayer *layer,
            const SketchView  *view,
            float              v,
            float             *row)
{
  const Field *field = (const Field *) layer;
  float scale = 7.0f * field->scale;

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);
      float wx = u + 0.05f * field->bend * sketch_noise (u * 2.5f, v * 2.5f, field->seed + 1),
            wy = v + 0.05f * field->bend * sketch_noise (u * 2.5f + 7.0f, v * 2.5f, field->seed + 2);
      SketchCell cell = sketch_cell (wx * scale, wy * scale, 0.95f, field->seed);
      float large =
          0.5f + 0.75f * sketch_fbm (cell.x / scale * 1.8f, cell.y / scale * 1.8f, 3, field->seed + 3);
      float at = sketch_clamp (large + 0.22f * ((cell.id & 0xFF) / 255.0f - 0.5f)) * 3.999f;
      guint i = (guint) at;
      SketchColour colour = sketch_colour_mix (field->palette[i], field->palette[i + 1], at - i);
      float glass = 0.84f + 0.22f * ((cell.id >> 8 & 0xFF) / 255.0f) +
                    0.10f * sketch_fbm (u * 22.0f, v * 22.0f, 3, cell.id);
      float line = sketch_clamp ((cell.edge - 0.035f) / scale * view->unit + 0.5f);

      colour = sketch_colour_scale (colour, glass + 0.20f * (0.5f - cell.near));
      sketch_blend (row + 3 * x, sketch_colour_mix (sketch_colour (0x14141C), colour, line), 1.0f);
    }
}

/* Ridges one before the other, each hiding what is behind it. */
static void
draw_ridges (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  const Field *field = (const Field *) layer;
  const int n = 34;
  float gap = 0.86f / n, thick = MAX (0.0018f, 0.6f * view->px);

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);
      float swell = 1.0f / (1.0f + u * u * 9.0f * field->bend);
      float *pixel = row + 3 * x;
      int first = CLAMP (sketch_floor ((v - 0.14f) / gap) - 1, 0, n),
          last = MIN (n, sketch_floor ((v + 0.24f) / gap));

      sketch_blend (pixel,
                    sketch_colour_mix (field->palette[1], field->palette[0],
                                       field->palette[0].g < field->palette[1].g ? 1.0f : 0.0f),
                    1.0f);
      for (int i = first; i < last; i++)
        {
          float tone = i / (n - 1.0f);
          float h = sketch_ridged (u * 3.4f * field->scale, i * 0.13f, 5, field->seed) +
                    0.1f * sketch_noise1 (u * 40.0f, field->seed + (guint32) i);
          float line = 0.14f + i * gap - 0.26f * h * h * swell;
          float d = v - line;
          SketchColour ink = sketch_colour_mix (field->palette[2], field->palette[3], tone);

          if (d < -thick * 2.0f)
            continue;
          sketch_blend (pixel,
                        sketch_colour_mix (sketch_colour_scale (ink, 0.30f),
                                           sketch_colour_scale (field->palette[1], 0.22f),
                                           sketch_step (0.0f, 0.07f, d)),
                        sketch_clamp (d * view->unit + 0.5f));
          sketch_blend (pixel, ink, sketch_clamp ((thick - fabsf (d)) * view->unit + 0.5f));
        }
    }
}

/* A grid split again and again, after Mondrian, with a little light across each field. */
static void
draw_blocks (const SketchLayer *layer,
             const SketchView  *view,
             float              v,
             float             *row)
{
  const Field *field = (const Field *) layer;
  float border = 0.0075f;

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x);
      float left = -view->half, right = view->half, top = 0.5f - 0.5f * view->height * view->px,
            bottom = 1.0f - top, edge;
      guint32 id = field->seed;
      SketchColour colour;
      float d;

      for (guint depth = 0; depth < 6; depth++)
        {
          float cut = 0.3f + 0.4f * sketch_chance (1, (gint32) depth, id);
          float w = right - left, h = bottom - top;

          if (MAX (w, h) < 0.16f || (depth > 2 && sketch_chance (2, (gint32) depth, id) < 0.25f))
            break;
          if (w > h)
            {
              cut = left + w * cut;
              id = sketch_hash (u < cut, 1, id);
              *(u < cut ? &right : &left) = cut;
            }
          else
            {
              cut = top + h * cut;
              id = sketch_hash (v < cut, 2, id);
              *(v < cut ? &bottom : &top) = cut;
            }
        }
      edge = MIN (MIN (u - left, right - u), MIN (v - top, bottom - v));
      d = sketch_chance (5, 5, id);
      colour = field->palette[d < 0.34f ? 0 : 1 + id % 4];
      colour = sketch_colour_scale (colour, 0.92f + 0.12f * (u - left) / (right - left) +
                                                0.05f * sketch_fbm (u * 30.0f, v * 30.0f, 4, id));
      sketch_blend (row + 3 * x,
                    sketch_colour_mix (sketch_colour (0x1A1A1E), colour,
                                       sketch_clamp ((edge - border) * view->unit + 0.5f)),
                    1.0f);
    }
}

#define N_FORMS 34

typedef struct
{
  float u, v, radius, inner, from, sweep;
  SketchColour colour;
  float alpha;
} Form;

typedef struct
{
  SketchLayer layer;
  Form forms[N_FORMS];
  SketchColour ground;
  guint32 seed;
} Forms;

/* Discs, rings and half discs laid over each other like glass. */
static void
draw_forms (const SketchLayer *layer,
            const SketchView  *view,
            float              v,
            float             *row)
{
  const Forms *forms = (const Forms *) layer;

  for (guint x = 0; x < view->width; x++)
    sketch_blend (
        row + 3 * x,
        sketch_colour_scale (forms->ground, 1.0f + 0.05f * sketch_fbm (sketch_view_u (view, x) * 40.0f,
                                                                       v * 40.0f, 4, forms->seed)),
        1.0f);
  for (guint i = 0; i < N_FORMS; i++)
    {
      const Form *form = &forms->forms[i];
      float dv = v - form->v, c = cosf (form->from), s = sinf (form->from);
      int first, last;

      if (fabsf (dv) > form->radius * 1.1f ||
          !sketch_view_span (view, form->u - form->radius, form->u + form->radius, &first, &last))
        continue;
      for (int x = first; x <= last; x++)
        {
          float du = sketch_view_u (view, (guint) x) - form->u, d = sqrtf (du * du + dv * dv);
          float cover = sketch_clamp (MIN (form->radius - d, d - form->inner) * view->unit + 0.5f);
          float *pixel = row + 3 * x;

          if (form->sweep < 1.0f)
            cover *= sketch_clamp ((du * c + dv * s) * view->unit + 0.5f);
          cover *= form->alpha * (0.86f + 0.14f * d / form->radius);
          if (cover > 0.0f)
            {
              /* Half paint, half glass: what lies under shows through. */
              SketchColour under = { pixel[0], pixel[1], pixel[2] };
              SketchColour glass = sketch_colour_times (form->colour, under);

              sketch_blend (pixel, sketch_colour_mix (form->colour, glass, 0.35f), cover);
            }
        }
    }
}

static void
add_forms (SketchScene *scene)
{
  Forms *forms = sketch_scene_add (scene, sizeof (Forms), draw_forms);
  SketchColour palette[5];
  float reach = MIN (scene->view.half, 2.0f);

  sketch_palette_choose (palette, &scene->brief, &scene->dice);
  forms->ground = palette[0];
  forms->seed = sketch_dice_seed (&scene->dice);
  for (guint i = 0; i < N_FORMS; i++)
    {
      Form *form = &forms->forms[i];
      float size = 1.0f - (float) i / N_FORMS, kind = sketch_dice (&scene->dice);

      form->u = sketch_dice_range (&scene->dice, -0.95f, 0.95f) * reach;
      form->v = sketch_dice_range (&scene->dice, 0.05f, 0.95f);
      form->radius = 0.018f + 0.34f * size * size * sketch_dice_range (&scene->dice, 0.4f, 1.0f);
      form->inner = kind < 0.36f ? form->radius * sketch_dice_range (&scene->dice, 0.55f, 0.93f) : -1.0f;
      form->sweep = kind > 0.7f ? 0.5f : 1.0f;
      form->from = (float) (int) (sketch_dice (&scene->dice) * 8.0f) * (float) G_PI / 4.0f;
      form->colour = palette[1 + (guint) (sketch_dice (&scene->dice) * 3.999f)];
      form->alpha = sketch_dice_range (&scene->dice, 0.72f, 0.97f);
    }
}

/* Which ribbon a point lies in, and where across it: the curl of noise bends straight bands. */
static float
flow_level (const Field *field,
            float        u,
            float        v)
{
  float px = u * field->angle_cos - v * field->angle_sin, py = u * field->angle_sin + v * field->angle_cos;
  float curl = sketch_fbm (px * 1.1f * field->scale, py * 1.1f * field->scale, 3, field->seed);
  float eddy = sketch_noise (px * 2.3f + curl, py * 2.3f, field->seed + 1);

  return (py + 0.62f * field->bend * curl + 0.10f * eddy) * 15.0f;
}

/* Each ribbon is lit from one edge and casts a shade on the next. */
static SketchColour
ribbon_colour (const Field *field,
               int          band,
               float        f,
               float        strand)
{
  SketchColour colour = field->palette[(guint) (sketch_chance (band, 1, field->seed + 2) * 4.999f)];

  colour = sketch_colour_scale (colour, 0.78f + 0.34f * f + 0.06f * strand);
  colour = sketch_colour_mix (colour, sketch_colour (0x101018), 0.42f * sketch_step (0.16f, 0.0f, f));
  return sketch_colour_mix (colour, sketch_colour (0xFFFFFF), 0.20f * sketch_step (0.90f, 1.0f, f));
}

static void
draw_flow (const SketchLayer *layer,
           const SketchView  *view,
           float              v,
           float             *row)
{
  const Field *field = (const Field *) layer;
  float before = flow_level (field, sketch_view_u (view, 0) - view->px, v);

  for (guint x = 0; x < view->width; x++)
    {
      float u = sketch_view_u (view, x), level = flow_level (field, u, v),
            below = flow_level (field, u, v + view->px);
      float steep = sqrtf ((level - before) * (level - before) + (below - level) * (below - level)) + 1e-5f;
      int band = sketch_floor (level);
      float f = level - band,
            strand = sketch_noise1 (level * 9.0f, field->seed + 3) * sketch_step (0.8f, 0.2f, 9.0f * steep);
      SketchColour colour = ribbon_colour (field, band, f, strand);

      if (f < 0.5f * steep)
        colour = sketch_colour_mix (ribbon_colour (field, band - 1, 1.0f, strand), colour,
                                    sketch_clamp (0.5f + f / steep));
      else if (f > 1.0f - 0.5f * steep)
        colour = sketch_colour_mix (ribbon_colour (field, band + 1, 0.0f, strand), colour,
                                    sketch_clamp (0.5f + (1.0f - f) / steep));
      sketch_blend (row + 3 * x, colour, 1.0f);
      before = level;
    }
}

void
sketch_add_abstract (SketchScene *scene)
{
  SketchPattern pattern = scene->brief.pattern;

  if (pattern == SKETCH_PATTERN_NONE)
    pattern = 1 + (guint) (sketch_dice (&scene->dice) * (SKETCH_N_PATTERNS - 1));
  switch (pattern)
    {
    case SKETCH_PATTERN_CELLS: add_field (scene, draw_cells); break;
    case SKETCH_PATTERN_CIRCLES: add_forms (scene); break;
    case SKETCH_PATTERN_MARBLE: add_field (scene, draw_marble); break;
    case SKETCH_PATTERN_RIDGES: add_field (scene, draw_ridges); break;
    case SKETCH_PATTERN_BLOCKS: add_field (scene, draw_blocks); break;
    case SKETCH_PATTERN_FLOW:
    case SKETCH_PATTERN_NONE:
    case SKETCH_N_PATTERNS:
    default: add_field (scene, draw_flow); break;
    }
}
