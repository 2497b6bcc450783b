/* gesso-guided-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-guided-filter.h"

/* Means needed of each pixel's window: guide (3), guide × guide (6), mask, guide × mask (3). */
#define N_MEANS 13
#define N_COEFFICIENTS 4

struct _GessoGuidedFilter
{
  guint width, height;
  float *coefficients; /* (owned): four a pixel: three factors and a constant */
};

/* Mean over 2r + 1 pixels along one line; the window is cut at the ends. */
static void
box_line (const float *in,
          float       *out,
          guint        n,
          gsize        step,
          guint        r)
{
  double sum = 0.0;
  guint count = 0;

  for (guint i = 0; i < MIN (r, n); i++, count++)
    sum += in[i * step];
  for (guint i = 0; i < n; i++)
    {
      if (i + r < n)
        {
          sum += in[(i + r) * step];
          count++;
        }
      if (i > r)
        {
          sum -= in[(i - r - 1) * step];
          count--;
        }
      out[i * step] = (float) (sum / count);
    }
}

/* Columns at once, row by row, so that memory is read in order. */
static void
box_columns (const float *in,
             float       *out,
             guint        width,
             guint        height,
             guint        r)
{
  g_autofree float *sum = g_new0 (float, width);
  guint count = 0;

  for (guint y = 0; y < MIN (r, height); y++, count++)
    for (guint x = 0; x < width; x++)
      sum[x] += in[(gsize) y * width + x];
  for (guint y = 0; y < height; y++)
    {
      float scale;

      if (y + r < height)
        {
          const float *add = in + (gsize) (y + r) * width;

          for (guint x = 0; x < width; x++)
            sum[x] += add[x];
          count++;
        }
      if (y > r)
        {
          const float *drop = in + (gsize) (y - r - 1) * width;

          for (guint x = 0; x < width; x++)
            sum[x] -= drop[x];
          count--;
        }
      scale = 1.0f / count;
      for (guint x = 0; x < width; x++)
        out[(gsize) y * width + x] = sum[x] * scale;
    }
}

static void
box_mean (float *plane,
          float *scratch,
          guint  width,
          guint  height,
          guint  r)
{
  for (guint y = 0; y < height; y++)
    box_line (plane + (gsize) y * width, scratch + (gsize) y * width, width, 1, r);
  box_columns (scratch, plane, width, height, r);
}

static void
fill_planes (const GessoImage *guide,
             const GessoImage *mask,
             float            *planes[N_MEANS])
{
  guint width = gesso_image_get_width (guide), height = gesso_image_get_height (guide);

  for (guint y = 0; y < height; y++)
    {
      const guint8 *g = gesso_image_get_row (guide, y), *m = gesso_image_get_row (mask, y);

      for (guint x = 0; x < width; x++, g += 3)
        {
          gsize i = (gsize) y * width + x;
          float r = g[0] / 255.0f, gr = g[1] / 255.0f, b = g[2] / 255.0f, p = m[x] / 255.0f;
          const float values[N_MEANS] = { r,      gr,    b, r * r, r * gr, r * b, gr * gr,
                                          gr * b, b * b, p, r * p, gr * p, b * p };

          for (guint k = 0; k < N_MEANS; k++)
            planes[k][i] = values[k];
        }
    }
}

/* Solves (covariance + epsilon) a = covariance with the mask, and b, for one window. */
static void
solve_window (const float *m,
              float        epsilon,
              float       *out)
{
  float xx = m[3] - m[0] * m[0] + epsilon, xy = m[4] - m[0] * m[1], xz = m[5] - m[0] * m[2];
  float yy = m[6] - m[1] * m[1] + epsilon, yz = m[7] - m[1] * m[2], zz = m[8] - m[2] * m[2] + epsilon;
  float px = m[10] - m[0] * m[9], py = m[11] - m[1] * m[9], pz = m[12] - m[2] * m[9];
  float ixx = yy * zz - yz * yz, ixy = xz * yz - xy * zz, ixz = xy * yz - xz * yy;
  float iyy = xx * zz - xz * xz, iyz = xy * xz - xx * yz, izz = xx * yy - xy * xy;
  float det = MAX (xx * ixx + xy * ixy + xz * ixz, 1e-12f);

  out[0] = (ixx * px + ixy * py + ixz * pz) / det;
  out[1] = (ixy * px + iyy * py + iyz * pz) / det;
  out[2] = (ixz * px + iyz * py + izz * pz) / det;
  out[3] = m[9] - out[0] * m[0] - out[1] * m[1] - out[2] * m[2];
}

GessoGuidedFilter *
gesso_guided_filter_new (const GessoImage *guide,
                         const GessoImage *mask,
                         guint             radius,
                         float             epsilon,
                         GCancellable     *cancellable)
{
  guint width = gesso_image_get_width (guide), height = gesso_image_get_height (guide);
  gsize n = (gsize) width * height;
  g_autofree float *memory = g_new (float, n * (N_MEANS + 1));
  g_autoptr (GessoGuidedFilter) self = g_new0 (GessoGuidedFilter, 1);
  float *planes[N_MEANS], *scratch = memory + n * N_MEANS;

  for (guint k = 0; k < N_MEANS; k++)
    planes[k] = memory + n * k;
  fill_planes (guide, mask, planes);
  for (guint k = 0; k < N_MEANS; k++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      box_mean (planes[k], scratch, width, height, radius);
    }
  for (gsize i = 0; i < n; i++)
    {
      float means[N_MEANS], solved[N_COEFFICIENTS];

      for (guint k = 0; k < N_MEANS; k++)
        means[k] = planes[k][i];
      solve_window (means, epsilon, solved);
      for (guint k = 0; k < N_COEFFICIENTS; k++)
        planes[k][i] = solved[k];
    }
  self->width = width;
  self->height = height;
  self->coefficients = g_new (float, n * N_COEFFICIENTS);
  for (guint k = 0; k < N_COEFFICIENTS; k++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      box_mean (planes[k], scratch, width, height, radius);
      for (gsize i = 0; i < n; i++)
        self->coefficients[i * N_COEFFICIENTS + k] = planes[k][i];
    }
  return g_steal_pointer (&self);
}

void
gesso_guided_filter_free (GessoGuidedFilter *self)
{
  g_free (self->coefficients);
  g_free (self);
}

void
gesso_guided_filter_apply (const GessoGuidedFilter *self,
                           const guint8            *row,
                           guint                    channels,
                           guint                    y,
                           guint                    width,
                           guint                    height,
                           float                   *out)
{
  float fy = CLAMP ((y + 0.5f) * self->height / height - 0.5f, 0.0f, self->height - 1.0f);
  guint y0 = (guint) fy, y1 = MIN (y0 + 1, self->height - 1);
  const float *upper = self->coefficients + (gsize) y0 * self->width * N_COEFFICIENTS;
  const float *lower = self->coefficients + (gsize) y1 * self->width * N_COEFFICIENTS;
  float wy = fy - y0, scale = self->width / (float) width;

  for (guint x = 0; x < width; x++, row += channels)
    {
      float fx = CLAMP ((x + 0.5f) * scale - 0.5f, 0.0f, self->width - 1.0f);
      guint x0 = (guint) fx, x1 = MIN (x0 + 1, self->width - 1);
      float wx = fx - x0, c[N_COEFFICIENTS];

      for (guint k = 0; k < N_COEFFICIENTS; k++)
        {
          float a = upper[x0 * N_COEFFICIENTS + k], b = upper[x1 * N_COEFFICIENTS + k];
          float d = lower[x0 * N_COEFFICIENTS + k], e = lower[x1 * N_COEFFICIENTS + k];

          a += (b - a) * wx;
          d += (e - d) * wx;
          c[k] = a + (d - a) * wy;
        }
      out[x] = (c[0] * row[0] + c[1] * row[1] + c[2] * row[2]) * (1.0f / 255.0f) + c[3];
    }
}
