/* gesso-sketch-model.c - what a manner of painting looks at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-sketch-manner.h"

static void
blur_line (const float *in,
           float       *out,
           guint        n,
           gsize        step,
           int          r)
{
  float sum = 0.0f;

  for (int i = -r; i <= r; i++)
    sum += in[(gsize) CLAMP (i, 0, (int) n - 1) * step];
  for (int i = 0; i < (int) n; i++)
    {
      out[(gsize) i * step] = sum / (2 * r + 1);
      sum += in[(gsize) MIN (i + r + 1, (int) n - 1) * step] - in[(gsize) MAX (i - r, 0) * step];
    }
}

/* Three boxes come close to a Gaussian. */
static void
blur_field (float *field,
            guint  width,
            guint  height,
            guint  n,
            int    r)
{
  g_autofree float *scratch = g_new (float, (gsize) width * height * n);

  for (guint pass = 0; pass < 3; pass++)
    {
      for (guint y = 0; y < height; y++)
        for (guint c = 0; c < n; c++)
          blur_line (field + (gsize) y * width * n + c, scratch + (gsize) y * width * n + c, width, n, r);
      for (guint x = 0; x < width; x++)
        for (guint c = 0; c < n; c++)
          blur_line (scratch + x * n + c, field + x * n + c, height, (gsize) width * n, r);
    }
}

/* The smoothed structure tensor says how edges run; strokes go along them. */
static void
find_slopes (SketchModel *model)
{
  gsize n = (gsize) model->width * model->height;
  g_autofree float *tensor = g_new0 (float, n * 3);

  for (guint y = 0; y < model->height; y++)
    for (guint x = 0; x < model->width; x++)
      {
        guint xl = x > 0 ? x - 1 : 0, xr = MIN (x + 1, model->width - 1), yu = y > 0 ? y - 1 : 0,
              yd = MIN (y + 1, model->height - 1);
        float *t = tensor + ((gsize) y * model->width + x) * 3;
        float gx = sketch_luma (model->smooth + ((gsize) y * model->width + xr) * 3) -
                   sketch_luma (model->smooth + ((gsize) y * model->width + xl) * 3);
        float gy = sketch_luma (model->smooth + ((gsize) yd * model->width + x) * 3) -
                   sketch_luma (model->smooth + ((gsize) yu * model->width + x) * 3);

        t[0] = gx * gx;
        t[1] = gx * gy;
        t[2] = gy * gy;
      }
  blur_field (tensor, model->width, model->height, 3, 4);
  for (gsize i = 0; i < n; i++)
    {
      /* Running sums leave rounding behind, which may be below 0 where nothing was. */
      float a = MAX (tensor[3 * i], 0.0f), b = tensor[3 * i + 1], c = MAX (tensor[3 * i + 2], 0.0f);
      float root = sqrtf ((a - c) * (a - c) + 4.0f * b * b), large = 0.5f * (a + c + root);
      float dx = b, dy = large - a, length, strength = sqrtf (large);

      if (fabsf (dx) + fabsf (dy) < 1e-9f)
        {
          dx = a < c ? 0.0f : 1.0f;
          dy = 1.0f - dx;
        }
      /* That is the way across the edge; turned, it is the way along. */
      length = sqrtf (dx * dx + dy * dy) + 1e-9f;
      model->slope[2 * i] = -dy / length * strength;
      model->slope[2 * i + 1] = dx / length * strength;
    }
}

SketchModel *
sketch_model_new (const GessoImage *source,
                  GError          **error)
{
  guint width = gesso_image_get_width (source), height = gesso_image_get_height (source);
  double scale = MIN (1.0, SKETCH_MODEL_SIDE / (double) MAX (width, height));
  g_autoptr (GessoImage) small = gesso_image_scale (source, MAX (1, (guint) (width * scale + 0.5)),
                                                    MAX (1, (guint) (height * scale + 0.5)), error);
  g_autoptr (GessoImage) rgb =
      small != NULL ? gesso_image_convert (small, gesso_image_get_channels (small) == 4 ? 4 : 3, error)
                    : NULL;
  SketchModel *model;
  guint channels;
  gsize n;

  if (rgb == NULL)
    return NULL;
  model = g_new0 (SketchModel, 1);
  channels = gesso_image_get_channels (rgb);
  model->width = gesso_image_get_width (rgb);
  model->height = gesso_image_get_height (rgb);
  n = (gsize) model->width * model->height;
  model->sharp = g_new (float, n * 3);
  model->smooth = g_new (float, n * 3);
  model->slope = g_new (float, n * 2);
  for (guint y = 0; y < model->height; y++)
    {
      const guint8 *row = gesso_image_get_row (rgb, y);

      for (guint x = 0; x < model->width; x++, row += channels)
        for (guint c = 0; c < 3; c++)
          {
            /* What is transparent is white paper. */
            float a = channels == 4 ? row[3] / 255.0f : 1.0f;

            model->sharp[((gsize) y * model->width + x) * 3 + c] = sketch_mix (1.0f, row[c] / 255.0f, a);
          }
    }
  memcpy (model->smooth, model->sharp, n * 3 * sizeof (float));
  blur_field (model->smooth, model->width, model->height, 3, 2);
  model->soft = g_memdup2 (model->sharp, n * 3 * sizeof (float));
  blur_field (model->soft, model->width, model->height, 3, 5);
  find_slopes (model);
  return model;
}

void
sketch_model_free (SketchModel *model)
{
  g_free (model->sharp);
  g_free (model->smooth);
  g_free (model->soft);
  g_free (model->slope);
  g_free (model);
}

void
sketch_model_sample (const SketchModel *model,
                     const float       *field,
                     guint              n,
                     float              x,
                     float              y,
                     float             *out)
{
  float fx = CLAMP (x * model->width - 0.5f, 0.0f, model->width - 1.0f),
        fy = CLAMP (y * model->height - 0.5f, 0.0f, model->height - 1.0f);
  guint x0 = (guint) fx, y0 = (guint) fy, x1 = MIN (x0 + 1, model->width - 1),
        y1 = MIN (y0 + 1, model->height - 1);
  float wx = fx - x0, wy = fy - y0;
  const float *a = field + ((gsize) y0 * model->width + x0) * n,
              *b = field + ((gsize) y0 * model->width + x1) * n;
  const float *c = field + ((gsize) y1 * model->width + x0) * n,
              *d = field + ((gsize) y1 * model->width + x1) * n;

  for (guint k = 0; k < n; k++)
    out[k] = (a[k] * (1.0f - wx) + b[k] * wx) * (1.0f - wy) + (c[k] * (1.0f - wx) + d[k] * wx) * wy;
}

void
sketch_add_manner (SketchScene       *scene,
                   const SketchModel *model,
                   SketchManner       manner)
{
  switch (manner)
    {
    case SKETCH_MANNER_WATERCOLOUR: sketch_add_watercolour (scene, model); break;
    case SKETCH_MANNER_INK: sketch_add_ink (scene, model); break;
    case SKETCH_MANNER_CUT_PAPER: sketch_add_cut_paper (scene, model); break;
    case SKETCH_MANNER_DOTS: sketch_add_dots (scene, model); break;
    case SKETCH_MANNER_PENCIL: sketch_add_pencil (scene, model); break;
    case SKETCH_MANNER_OIL:
    case SKETCH_MANNER_NONE:
    case SKETCH_N_MANNERS:
    default: sketch_add_oil (scene, model); break;
    }
}

typedef struct
{
  SketchLayer layer;
  const SketchModel *model;
} Soft;

static void
draw_soft (const SketchLayer *layer,
           const SketchView  *view,
           float              v,
           float             *row)
{
  const Soft *soft = (const Soft *) layer;
  float y = (v - 0.5f) * view->unit / view->height + 0.5f;

  for (guint i = 0; i < view->width; i++)
    sketch_model_sample (soft->model, soft->model->soft, 3, (i + 0.5f) / view->width, y, row + 3 * i);
}

void
sketch_add_soft (SketchScene       *scene,
                 const SketchModel *model)
{
  Soft *soft = sketch_scene_add (scene, sizeof (Soft), draw_soft);

  soft->model = model;
}
