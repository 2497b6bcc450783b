/* gesso-resample-filters.c - classes of gradients, and a filter for each (Romano et al. 2016)
 *
 * The filters work on the small picture: a pixel's class is found once for its
 * four children. Each was trained on pictures whose every pixel is the mean of
 * its children, and least squares keeps a linear law that all its examples
 * obey: so the children's mean is their parent again, and no rounds of
 * back-projection are needed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-resample-private.h"

#include <math.h>

/* Gradients are gathered over 5 × 5 pixels with binomial weights. */
#define WINDOW_RADIUS 2
#define WINDOW_SIZE (2 * WINDOW_RADIUS + 1)

static const float window[WINDOW_SIZE] = { 1 / 16.f, 4 / 16.f, 6 / 16.f, 4 / 16.f, 1 / 16.f };

/* Steps of 256 a pixel that part the strengths, and shares that part the coherences. */
static const float strengths[GESSO_RESAMPLE_STRENGTHS - 1] = { 1.5f, 5, 14 };
static const float coherences[GESSO_RESAMPLE_COHERENCES - 1] = { 0.25f, 0.5f };

/* Tangents of 15°, 30° … 75°: sectors without an arc tangent, which differs from one C library to the next. */
#define SECTORS (GESSO_RESAMPLE_ANGLES / 4)
static const float tangents[SECTORS - 1] = { 0.26794919f, 0.57735027f, 1, 1.73205081f, 3.73205081f };

static int
make_class (int angle,
            int rest)
{
  return angle * GESSO_RESAMPLE_STRENGTHS * GESSO_RESAMPLE_COHERENCES + rest;
}

static int
turn_class (int class_index,
            int from)
{
  const int rest = GESSO_RESAMPLE_STRENGTHS * GESSO_RESAMPLE_COHERENCES;
  int angle = (from - class_index / rest + GESSO_RESAMPLE_ANGLES) % GESSO_RESAMPLE_ANGLES;

  return make_class (angle, class_index % rest);
}

/* The angles are of the doubled direction: a mirror changes its sign. */
int
gesso_resample_mirror_class (int class_index)
{
  return turn_class (class_index, GESSO_RESAMPLE_ANGLES - 1);
}

int
gesso_resample_transpose_class (int class_index)
{
  return turn_class (class_index, GESSO_RESAMPLE_ANGLES / 2 - 1);
}

static gpointer
make_filters (gpointer data)
{
  const int last = GESSO_RESAMPLE_SIZE - 1;
  GessoResampleFilters *filters = g_new (GessoResampleFilters, 1);

  for (int k = 0; k < GESSO_RESAMPLE_CLASSES; k++)
    for (int phase = 0; phase < GESSO_RESAMPLE_PHASES; phase++)
      {
        gboolean right = phase % 2 != 0, below = phase / 2 != 0;
        int from = right != below ? gesso_resample_mirror_class (k) : k;

        for (int j = 0; j <= last; j++)
          for (int i = 0; i <= last; i++)
            {
              int x = right ? last - i : i, y = below ? last - j : j;

              filters->weight[k][j * GESSO_RESAMPLE_SIZE + i][phase] =
                gesso_resample_table[from][y * GESSO_RESAMPLE_SIZE + x] / (float) GESSO_RESAMPLE_UNIT;
            }
      }
  return filters;
}

const GessoResampleFilters *
gesso_resample_get_filters (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_filters, NULL);
}

/* --- classes --- */

/* Sums of the gradients' products over the window's rows, for the pixels from -2 to width + 2. */
static void
sum_products (const float *const rows[GESSO_RESAMPLE_SIZE],
              int                width,
              float             *xx,
              float             *xy,
              float             *yy)
{
  for (int i = 0; i < width + 2 * WINDOW_RADIUS; i++)
    xx[i] = xy[i] = yy[i] = 0;
  for (int j = 0; j < WINDOW_SIZE; j++)
    {
      const float *above = rows[j] - WINDOW_RADIUS;
      const float *row = rows[j + 1] - WINDOW_RADIUS;
      const float *below = rows[j + 2] - WINDOW_RADIUS;
      /* A quarter, as both differences span two pixels. */
      float share = window[j] / 4;

      for (int i = 0; i < width + 2 * WINDOW_RADIUS; i++)
        {
          float gx = row[i + 1] - row[i - 1], gy = below[i] - above[i];

          xx[i] += share * gx * gx;
          xy[i] += share * gx * gy;
          yy[i] += share * gy * gy;
        }
    }
}

static inline float
sum_window (const float *in)
{
  float sum = 0;

  for (int i = 0; i < WINDOW_SIZE; i++)
    sum += window[i] * in[i];
  return sum;
}

/* The sector of 15° that (@u, @v) points into. */
static inline int
find_sector (float u,
             float v)
{
  int quadrant = v >= 0 ? (u > 0 ? 0 : 1) : (u < 0 ? 2 : 3);
  float x = quadrant == 0 ? u : quadrant == 1 ? v : quadrant == 2 ? -u : -v;
  float y = quadrant == 0 ? v : quadrant == 1 ? -u : quadrant == 2 ? -v : u;
  int sector = quadrant * SECTORS;

  for (int i = 0; i < SECTORS - 1; i++)
    sector += y > tangents[i] * x;
  return sector;
}

static inline int
find_class (float xx,
            float xy,
            float yy)
{
  float u = (xx - yy) / 2, mean = (xx + yy) / 2;
  float apart = sqrtf (u * u + xy * xy);
  float major = sqrtf (mean + apart), minor = sqrtf (MAX (mean - apart, 0));
  int strength = 0, coherence = 0;

  for (int i = 0; i < GESSO_RESAMPLE_STRENGTHS - 1; i++)
    strength += major > strengths[i];
  for (int i = 0; i < GESSO_RESAMPLE_COHERENCES - 1; i++)
    coherence += major - minor > coherences[i] * (major + minor);
  return make_class (find_sector (u, xy), strength * GESSO_RESAMPLE_COHERENCES + coherence);
}

void
gesso_resample_classify (const float *const rows[GESSO_RESAMPLE_SIZE],
                         int                width,
                         float             *scratch,
                         guint16           *classes)
{
  float *xx = scratch, *xy = xx + width + 2 * WINDOW_RADIUS, *yy = xy + width + 2 * WINDOW_RADIUS;

  sum_products (rows, width, xx, xy, yy);
  for (int x = 0; x < width; x++)
    classes[x] = find_class (sum_window (xx + x), sum_window (xy + x), sum_window (yy + x));
}

/* --- filters --- */

void
gesso_resample_apply (const GessoResampleFilters *filters,
                      const float *const          rows[GESSO_RESAMPLE_SIZE],
                      int                         width,
                      const guint16              *classes,
                      float                      *top,
                      float                      *bottom)
{
  for (int x = 0; x < width; x++)
    {
      const float (*weight)[GESSO_RESAMPLE_PHASES] = filters->weight[classes[x]];
      float child[GESSO_RESAMPLE_PHASES] = { 0 };

      for (int j = 0; j < GESSO_RESAMPLE_SIZE; j++)
        {
          const float *in = rows[j] + x - GESSO_RESAMPLE_RADIUS;

          for (int i = 0; i < GESSO_RESAMPLE_SIZE; i++, weight++)
            for (int phase = 0; phase < GESSO_RESAMPLE_PHASES; phase++)
              child[phase] += (*weight)[phase] * in[i];
        }
      top[2 * x] = child[0];
      top[2 * x + 1] = child[1];
      bottom[2 * x] = child[2];
      bottom[2 * x + 1] = child[3];
    }
}
