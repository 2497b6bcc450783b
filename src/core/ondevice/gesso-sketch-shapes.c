/* gesso-sketch-shapes.c - cut paper and dots: manners of flat colour
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-sketch-manner.h"

#define N_PAPERS 9

typedef struct
{
  SketchLayer layer;
  const SketchModel *model;
  SketchColour papers[N_PAPERS]; /* bottom to top */
  float *heights;                /* one a pixel of the model: which sheet is seen, smoothed */
  guint32 seed;
} CutPaper;

/* The picture's own colours: k-means from colours spread over the range of brightness. */
static void
find_palette (const SketchModel *model,
              guint              k,
              SketchColour      *out)
{
  gsize n = (gsize) model->width * model->height;
  g_autofree float *centres = g_new (float, k * 3);
  g_autofree double *sums = g_new (double, k * 4);

  for (guint i = 0; i < k; i++)
    for (guint c = 0; c < 3; c++)
      centres[3 * i + c] = model->smooth[((gsize) ((2 * i + 1) * n / (2 * k))) * 3 + c];
  for (guint round = 0; round < 12; round++)
    {
      memset (sums, 0, sizeof (double) * k * 4);
      for (gsize p = 0; p < n; p++)
        {
          const float *rgb = model->smooth + 3 * p;
          float least = G_MAXFLOAT;
          guint best = 0;

          for (guint i = 0; i < k; i++)
            {
              const float *c = centres + 3 * i;
              float d = (rgb[0] - c[0]) * (rgb[0] - c[0]) + (rgb[1] - c[1]) * (rgb[1] - c[1]) +
                        (rgb[2] - c[2]) * (rgb[2] - c[2]);

              if (d < least)
                {
                  least = d;
                  best = i;
                }
            }
          for (guint c = 0; c < 3; c++)
            sums[4 * best + c] += rgb[c];
          sums[4 * best + 3] += 1.0;
        }
      for (guint i = 0; i < k; i++)
        for (guint c = 0; c < 3 && sums[4 * i + 3] > 0.0; c++)
          centres[3 * i + c] = (float) (sums[4 * i + c] / sums[4 * i + 3]);
    }
  for (guint i = 0; i < k; i++)
    out[i] = (SketchColour) { centres[3 * i], centres[3 * i + 1], centres[3 * i + 2] };
}

static int
compare_light (gconstpointer a,
               gconstpointer b)
{
  float x = sketch_luma ((const float *) a), y = sketch_luma ((const float *) b);

  return x < y ? 1 : x > y ? -1 : 0;
}

/* Light sheets lie below and dark ones above; each outline is where the smoothed height passes a half. */
static float
sheet_at (const CutPaper   *paper,
          const SketchView *view,
          float             u,
          float             v)
{
  float height, x = (u + view->half) / (2.0f * view->half), y = (v - 0.5f) * view->unit / view->height + 0.5f;

  sketch_model_sample (paper->model, paper->heights, 1, x, y, &height);
  return height;
}

static void
draw_cut_paper (const SketchLayer *layer,
                const SketchView  *view,
                float              v,
                float             *row)
{
  const CutPaper *paper = (const CutPaper *) layer;
  float shadow = 0.011f;

  for (guint i = 0; i < view->width; i++)
    {
      float u = sketch_view_u (view, i), height = sheet_at (paper, view, u, v);
      int sheet = CLAMP (sketch_floor (height + 0.5f), 0, N_PAPERS - 1);
      float right = sheet_at (paper, view, u + 2.0f * view->px, v),
            down = sheet_at (paper, view, u, v + 2.0f * view->px);
      float steep = (fabsf (right - height) + fabsf (down - height)) * 0.5f + 1e-5f;
      float above = sketch_clamp ((height + 0.5f - sheet) / steep + 0.5f);
      float grain = sketch_fbm (u * 55.0f, v * 55.0f, sketch_octaves (view->px, 55.0f, 4),
                                paper->seed + (guint32) sheet);
      float cast = 0.0f, light = 0.0f;
      SketchColour colour = paper->papers[sheet];

      /* A sheet that lies higher, up and to the left, throws a soft shadow. */
      for (guint k = 1; k <= 4; k++)
        {
          cast += sketch_clamp (sheet_at (paper, view, u - shadow * k * 0.45f, v - shadow * k * 0.6f) -
                                sheet - 0.45f) *
                  (0.30f / k);
          light +=
              sketch_clamp (sheet - 0.45f - sheet_at (paper, view, u - 0.0016f * k, v - 0.0022f * k)) * 0.10f;
        }
      if (sheet > 0)
        colour = sketch_colour_mix (paper->papers[sheet - 1], colour, above);
      sketch_blend (row + 3 * i,
                    sketch_colour_scale (colour, (1.0f + 0.07f * grain + MIN (light, 0.12f)) *
                                                     (1.0f - MIN (cast, 0.45f))),
                    1.0f);
    }
}

static void
smooth_heights (const SketchModel *model,
                float             *heights)
{
  gsize n = (gsize) model->width * model->height;
  g_autofree float *copy = g_new (float, n);

  for (guint pass = 0; pass < 8; pass++)
    {
      memcpy (copy, heights, n * sizeof (float));
      for (guint y = 1; y + 1 < model->height; y++)
        for (guint x = 1; x + 1 < model->width; x++)
          {
            const float *p = copy + (gsize) y * model->width + x;

            heights[(gsize) y * model->width + x] =
                0.25f * p[0] + 0.125f * (p[-1] + p[1] + p[-(int) model->width] + p[model->width]) +
                0.0625f * (p[-(int) model->width - 1] + p[-(int) model->width + 1] + p[model->width - 1] +
                           p[model->width + 1]);
          }
    }
}

void
sketch_add_cut_paper (SketchScene       *scene,
                      const SketchModel *model)
{
  CutPaper *paper = sketch_scene_add (scene, sizeof (CutPaper), draw_cut_paper);
  gsize n = (gsize) model->width * model->height;

  paper->model = model;
  paper->seed = sketch_dice_seed (&scene->dice);
  find_palette (model, N_PAPERS, paper->papers);
  qsort (paper->papers, N_PAPERS, sizeof (SketchColour), compare_light);
  paper->heights = sketch_scene_alloc (scene, sizeof (float) * n);
  for (gsize i = 0; i < n; i++)
    {
      float luma = sketch_luma (model->smooth + 3 * i), x = i % model->width / (float) model->height,
            y = (float) (i / model->width) / model->height;
      guint sheet = 0;

      /* The hand that cuts is not exact. */
      luma += 0.03f * sketch_fbm (x * 5.0f, y * 5.0f, 3, paper->seed + 40);
      while (sheet + 1 < N_PAPERS && luma < 0.5f * (sketch_luma (&paper->papers[sheet].r) +
                                                    sketch_luma (&paper->papers[sheet + 1].r)))
        sheet++;
      paper->heights[i] = sheet;
    }
  smooth_heights (model, paper->heights);
  for (guint i = 0; i < N_PAPERS; i++)
    paper->papers[i] =
        sketch_colour_turn (paper->papers[i], sketch_dice_range (&scene->dice, -0.015f, 0.015f), 1.18f);
}

typedef struct
{
  SketchLayer layer;
  const SketchModel *model;
  SketchColour paper;
  float cell;
  guint32 seed;
} Dots;

/* Dots of pure colour, larger where the picture is darker, in three layers that shift against each other. */
static void
draw_dots (const SketchLayer *layer,
           const SketchView  *view,
           float              v,
           float             *row)
{
  const Dots *dots = (const Dots *) layer;

  for (guint i = 0; i < view->width; i++)
    {
      float u = sketch_view_u (view, i), *pixel = row + 3 * i;

      sketch_blend (pixel, dots->paper, 1.0f);
      for (guint k = 0; k < 3; k++)
        {
          float cell = dots->cell * (k == 0 ? 1.25f : k == 1 ? 1.0f : 0.72f);
          float c = k == 0 ? 0.92f : k == 1 ? 0.71f : 0.97f, s = k == 0 ? 0.38f : k == 1 ? 0.70f : -0.26f;
          float gu = (u * c + v * s) / cell, gv = (v * c - u * s) / cell;
          int iu = sketch_floor (gu), iv = sketch_floor (gv);

          for (int n = 0; n < 9; n++)
            {
              int cu = iu + n % 3 - 1, cv = iv + n / 3 - 1;
              guint32 h = sketch_hash (cu, cv, dots->seed + k);
              float pu = cu + 0.5f + 0.5f * ((h & 0xFF) / 255.0f - 0.5f),
                    pv = cv + 0.5f + 0.5f * ((h >> 8 & 0xFF) / 255.0f - 0.5f);
              float d = sqrtf ((gu - pu) * (gu - pu) + (gv - pv) * (gv - pv)) * cell, rgb[3], tone, radius;
              float mu = (pu * c - pv * s) * cell, mv = (pv * c + pu * s) * cell;
              SketchColour colour;

              if (d > cell * 0.72f)
                continue;
              sketch_model_sample (dots->model, k == 2 ? dots->model->sharp : dots->model->smooth, 3,
                                   (mu + view->half) / (2.0f * view->half),
                                   (mv - 0.5f) * view->unit / view->height + 0.5f, rgb);
              tone = 1.0f - sketch_luma (rgb);
              radius = cell * (0.36f + 0.30f * tone) * (0.85f + 0.3f * ((h >> 16 & 0xFF) / 255.0f));
              colour = sketch_colour_turn ((SketchColour) { rgb[0], rgb[1], rgb[2] },
                                           ((h >> 24) / 255.0f - 0.5f) * 0.11f, 1.35f);
              sketch_blend (pixel, sketch_colour_scale (colour, 0.93f + 0.16f * ((h >> 20 & 0xF) / 15.0f)),
                            sketch_clamp ((radius - d) * view->unit + 0.5f) * 0.94f);
            }
        }
    }
}

void
sketch_add_dots (SketchScene       *scene,
                 const SketchModel *model)
{
  Dots *dots = sketch_scene_add (scene, sizeof (Dots), draw_dots);

  dots->model = model;
  dots->paper = sketch_colour (0xF6F0E2);
  dots->cell = sketch_dice_range (&scene->dice, 0.0135f, 0.018f);
  dots->seed = sketch_dice_seed (&scene->dice);
}
