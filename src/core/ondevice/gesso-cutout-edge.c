/* gesso-cutout-edge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-bands.h"
#include "gesso-cutout-edge.h"

/* The blurred colours are found on a grid of square blocks: this many along the longer side. */
#define BLOCKS 400

/* Sums over a block: subject colour × alpha (3), alpha, background colour × (1 - alpha) (3), 1 - alpha. */
#define N_SUMS 8

typedef struct
{
  guint width, height, size; /* blocks, and pixels a block's side */
  float *sums;               /* (owned) */
} Grid;

typedef struct
{
  const Grid *grid;
  guint8 *pixels;
  gsize stride;
  guint width;
} Cleaner;

static void
sum_blocks (const GessoImage *cutout,
            Grid             *grid)
{
  guint width = gesso_image_get_width (cutout), height = gesso_image_get_height (cutout);

  for (guint y = 0; y < height; y++)
    {
      const guint8 *p = gesso_image_get_row (cutout, y);
      float *row = grid->sums + (gsize) (y / grid->size) * grid->width * N_SUMS;

      for (guint x = 0; x < width; x++, p += 4)
        {
          float *sum = row + x / grid->size * N_SUMS, a = p[3] / 255.0f;

          /* Only what is clearly one or the other teaches its colour. */
          a = a > 0.95f ? 1.0f : a < 0.05f ? 0.0f : 0.5f;
          if (a == 0.5f)
            continue;
          for (guint c = 0; c < 3; c++)
            {
              sum[c] += a * p[c];
              sum[4 + c] += (1.0f - a) * p[c];
            }
          sum[3] += a;
          sum[7] += 1.0f - a;
        }
    }
}

/* Spreads the sums to blocks that have few of their own: a tent over 3 × 3, twice. */
static void
spread_sums (Grid *grid)
{
  gsize n = (gsize) grid->width * grid->height * N_SUMS;
  g_autofree float *copy = g_new (float, n);

  for (guint pass = 0; pass < 3; pass++)
    {
      memcpy (copy, grid->sums, n * sizeof (float));
      for (guint y = 0; y < grid->height; y++)
        for (guint x = 0; x < grid->width; x++)
          for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
              {
                int nx = (int) x + dx, ny = (int) y + dy;
                float weight = dx == 0 && dy == 0 ? 0.0f : dx == 0 || dy == 0 ? 0.25f : 0.1f;
                float *sum = grid->sums + ((gsize) y * grid->width + x) * N_SUMS;

                if (nx < 0 || ny < 0 || nx >= (int) grid->width || ny >= (int) grid->height)
                  continue;
                for (guint k = 0; k < N_SUMS; k++)
                  sum[k] += weight * copy[((gsize) ny * grid->width + (gsize) nx) * N_SUMS + k];
              }
    }
}

/* The sums at a pixel, between the four blocks around it. */
static void
sample_grid (const Grid *grid,
             guint       x,
             guint       y,
             float       out[N_SUMS])
{
  float fx = CLAMP ((x + 0.5f) / grid->size - 0.5f, 0.0f, grid->width - 1.0f);
  float fy = CLAMP ((y + 0.5f) / grid->size - 0.5f, 0.0f, grid->height - 1.0f);
  guint x0 = (guint) fx, y0 = (guint) fy, x1 = MIN (x0 + 1, grid->width - 1),
        y1 = MIN (y0 + 1, grid->height - 1);
  const float *a = grid->sums + ((gsize) y0 * grid->width + x0) * N_SUMS,
              *b = grid->sums + ((gsize) y0 * grid->width + x1) * N_SUMS;
  const float *c = grid->sums + ((gsize) y1 * grid->width + x0) * N_SUMS,
              *d = grid->sums + ((gsize) y1 * grid->width + x1) * N_SUMS;
  float wx = fx - x0, wy = fy - y0;

  for (guint k = 0; k < N_SUMS; k++)
    out[k] = (a[k] * (1.0f - wx) + b[k] * wx) * (1.0f - wy) + (c[k] * (1.0f - wx) + d[k] * wx) * wy;
}

static void
clean_pixel (const Grid *grid,
             guint       x,
             guint       y,
             guint8     *p)
{
  float sums[N_SUMS], a = p[3] / 255.0f;

  sample_grid (grid, x, y, sums);
  if (sums[3] < 1e-4f || sums[7] < 1e-4f)
    return;
  for (guint c = 0; c < 3; c++)
    {
      float front = sums[c] / sums[3], back = sums[4 + c] / sums[7];
      float clean = front + a * (p[c] - a * front - (1.0f - a) * back);

      p[c] = (guint8) (CLAMP (clean, 0.0f, 255.0f) + 0.5f);
    }
}

static void
clean_rows (int      first,
            int      last,
            gpointer user_data)
{
  const Cleaner *cleaner = user_data;

  for (guint y = (guint) first; y < (guint) last; y++)
    {
      guint8 *p = cleaner->pixels + y * cleaner->stride;

      for (guint x = 0; x < cleaner->width; x++, p += 4)
        if (p[3] == 0)
          memset (p, 0, 3);
        else if (p[3] < 255)
          clean_pixel (cleaner->grid, x, y, p);
    }
}

gboolean
gesso_cutout_clean_edge (GessoImage   *cutout,
                         GCancellable *cancellable,
                         GError      **error)
{
  guint width = gesso_image_get_width (cutout), height = gesso_image_get_height (cutout);
  Grid grid = { .size = MAX (2, (MAX (width, height) + BLOCKS - 1) / BLOCKS) };
  g_autofree float *sums = NULL;
  Cleaner cleaner;

  grid.width = (width + grid.size - 1) / grid.size;
  grid.height = (height + grid.size - 1) / grid.size;
  sums = grid.sums = g_new0 (float, (gsize) grid.width * grid.height * N_SUMS);
  sum_blocks (cutout, &grid);
  spread_sums (&grid);
  cleaner = (Cleaner) { &grid, gesso_image_edit_row (cutout, 0), gesso_image_get_stride (cutout), width };
  gesso_bands_run ((int) height, gesso_bands_height (cleaner.stride), 0, clean_rows, &cleaner, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
