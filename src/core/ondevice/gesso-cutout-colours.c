/* gesso-cutout-colours.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-cutout-colours.h"

#define N GESSO_CUTOUT_COMPONENTS

/* Added to every variance: sensor noise, and what keeps flat areas from being infinitely likely. */
#define NOISE_VARIANCE 6.0

typedef struct
{
  double count;
  double sum[3];
  double product[6];
} Moments;

static void
add_pixel (Moments      *m,
           const guint8 *p)
{
  m->count++;
  for (guint i = 0, k = 0; i < 3; i++)
    {
      m->sum[i] += p[i];
      for (guint j = i; j < 3; j++)
        m->product[k++] += p[i] * p[j];
    }
}

/* Mean and covariance (xx xy xz yy yz zz). */
static void
resolve_moments (const Moments *m,
                 double         mean[3],
                 double         cov[6])
{
  for (guint i = 0; i < 3; i++)
    mean[i] = m->sum[i] / m->count;
  for (guint i = 0, k = 0; i < 3; i++)
    for (guint j = i; j < 3; j++, k++)
      cov[k] = MAX (m->product[k] / m->count - mean[i] * mean[j], i == j ? 0.0 : -G_MAXDOUBLE);
}

/* The direction in which the colours spread most, by power iteration; returns the spread. */
static double
widest_direction (const double cov[6],
                  double       axis[3])
{
  double spread = 0.0;

  axis[0] = 0.58;
  axis[1] = 0.60;
  axis[2] = 0.55;
  for (guint i = 0; i < 24; i++)
    {
      double x = cov[0] * axis[0] + cov[1] * axis[1] + cov[2] * axis[2];
      double y = cov[1] * axis[0] + cov[3] * axis[1] + cov[4] * axis[2];
      double z = cov[2] * axis[0] + cov[4] * axis[1] + cov[5] * axis[2];

      spread = sqrt (x * x + y * y + z * z);
      if (spread < 1e-9)
        return 0.0;
      axis[0] = x / spread;
      axis[1] = y / spread;
      axis[2] = z / spread;
    }
  return spread;
}

static void
set_component (GessoCutoutColours *self,
               guint               i,
               const Moments      *m,
               double              total)
{
  double mean[3], c[6], det;

  resolve_moments (m, mean, c);
  c[0] += NOISE_VARIANCE;
  c[3] += NOISE_VARIANCE;
  c[5] += NOISE_VARIANCE;
  det = c[0] * (c[3] * c[5] - c[4] * c[4]) - c[1] * (c[1] * c[5] - c[2] * c[4]) +
        c[2] * (c[1] * c[4] - c[2] * c[3]);
  det = MAX (det, 1.0);
  for (guint k = 0; k < 3; k++)
    self->mean[i][k] = (float) mean[k];
  self->inverse[i][0] = (float) ((c[3] * c[5] - c[4] * c[4]) / det);
  self->inverse[i][1] = (float) ((c[2] * c[4] - c[1] * c[5]) / det);
  self->inverse[i][2] = (float) ((c[1] * c[4] - c[2] * c[3]) / det);
  self->inverse[i][3] = (float) ((c[0] * c[5] - c[2] * c[2]) / det);
  self->inverse[i][4] = (float) ((c[1] * c[2] - c[0] * c[4]) / det);
  self->inverse[i][5] = (float) ((c[0] * c[3] - c[1] * c[1]) / det);
  self->weight[i] = (float) (m->count / total);
  self->cost[i] = (float) (0.5 * log (det) - log (m->count / total));
}

static float
component_cost (const GessoCutoutColours *self,
                guint                     i,
                const guint8             *p)
{
  const float *v = self->inverse[i];
  float x = p[0] - self->mean[i][0], y = p[1] - self->mean[i][1], z = p[2] - self->mean[i][2];

  return self->cost[i] + 0.5f * (x * (v[0] * x + 2.0f * (v[1] * y + v[2] * z)) +
                                 y * (v[3] * y + 2.0f * v[4] * z) + v[5] * z * z);
}

static guint
nearest_component (const GessoCutoutColours *self,
                   const guint8             *p)
{
  guint best = 0;
  float least = component_cost (self, 0, p);

  for (guint i = 1; i < self->n; i++)
    {
      float cost = component_cost (self, i, p);

      if (cost < least)
        {
          least = cost;
          best = i;
        }
    }
  return best;
}

/* Splits the group that spreads most, with its weight, in two. FALSE when none spreads at all. */
static gboolean
split_widest (const guint8 *pixels,
              const guint8 *labels,
              gsize         n,
              guint8        label,
              guint8       *groups,
              Moments       moments[N],
              guint         n_groups)
{
  double best = 1.0, axis[3] = { 0 }, mean[3] = { 0 };
  guint widest = 0;

  for (guint g = 0; g < n_groups; g++)
    {
      double m[3], cov[6], direction[3], spread;

      if (moments[g].count < 2.0)
        continue;
      resolve_moments (&moments[g], m, cov);
      spread = widest_direction (cov, direction) * moments[g].count;
      if (spread > best)
        {
          best = spread;
          widest = g;
          memcpy (axis, direction, sizeof axis);
          memcpy (mean, m, sizeof mean);
        }
    }
  if (best <= 1.0)
    return FALSE;
  memset (&moments[widest], 0, sizeof (Moments));
  memset (&moments[n_groups], 0, sizeof (Moments));
  for (gsize i = 0; i < n; i++)
    if (labels[i] == label && groups[i] == widest)
      {
        const guint8 *p = pixels + 3 * i;

        if ((p[0] - mean[0]) * axis[0] + (p[1] - mean[1]) * axis[1] + (p[2] - mean[2]) * axis[2] > 0.0)
          groups[i] = (guint8) n_groups;
        add_pixel (&moments[groups[i]], p);
      }
  return TRUE;
}

static void
set_components (GessoCutoutColours *self,
                const Moments       moments[N],
                guint               n_groups)
{
  double total = 0.0;

  self->n = 0;
  for (guint g = 0; g < n_groups; g++)
    total += moments[g].count;
  for (guint g = 0; g < n_groups; g++)
    if (moments[g].count > 0.0)
      set_component (self, self->n++, &moments[g], total);
}

void
gesso_cutout_colours_learn (GessoCutoutColours *self,
                            const guint8       *pixels,
                            const guint8       *labels,
                            gsize               n,
                            guint8              label,
                            guint               rounds)
{
  g_autofree guint8 *groups = g_new0 (guint8, MAX (n, 1));
  Moments moments[N];
  guint n_groups = 1;

  memset (moments, 0, sizeof moments);
  for (gsize i = 0; i < n; i++)
    if (labels[i] == label)
      add_pixel (&moments[0], pixels + 3 * i);
  while (n_groups < N && split_widest (pixels, labels, n, label, groups, moments, n_groups))
    n_groups++;
  set_components (self, moments, n_groups);
  for (guint round = 0; round < rounds && self->n > 1; round++)
    {
      memset (moments, 0, sizeof moments);
      for (gsize i = 0; i < n; i++)
        if (labels[i] == label)
          add_pixel (&moments[nearest_component (self, pixels + 3 * i)], pixels + 3 * i);
      set_components (self, moments, self->n);
    }
}

float
gesso_cutout_colours_cost (const GessoCutoutColours *self,
                           const guint8             *pixel)
{
  return component_cost (self, nearest_component (self, pixel), pixel);
}
