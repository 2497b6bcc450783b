/* gesso-register-search.c - every scale and shift at the coarsest level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "gesso-bands.h"
#include "gesso-register-private.h"

/* Scales from 0.77 to 1.30, a little beyond what is promised. */
#define SCALE_LOG   0.265
#define SCALE_STEPS 17

/* Shifts of up to this share of a side, and what turns up beside scaling. */
#define SHIFT_SHARE 0.23

/* At least this share of what is compared must lie over the reply. */
#define OVERLAP_MIN 0.35

/* With less of an overlap a chance likeness is likelier. */
#define OVERLAP_PRICE 0.15

/* The sums over the top left part of a plane, with a zero row and column. */
typedef struct
{
  int stride;
  double *weight, *value, *square; /* (owned) */
} Totals;

typedef struct
{
  const RegisterLevel *level;
  const GessoPlacement *expected;
  double squeeze;
  Totals totals;
  float *weighed; /* (owned): weight × parent */
  RegisterCandidate *found; /* one a scale */
  int reach_x, reach_y;
} Search;

static void
make_totals (Search *search)
{
  const RegisterPlane *parent = &search->level->parent, *weight = &search->level->weight;
  int stride = parent->width + 1;
  gsize n = (gsize) stride * (gsize) (parent->height + 1);
  Totals totals = { stride, g_new0 (double, n), g_new0 (double, n), g_new0 (double, n) };

  search->weighed = g_new (float, (gsize) parent->width * (gsize) parent->height);
  for (int y = 0; y < parent->height; y++)
    for (int x = 0; x < parent->width; x++)
      {
        gsize i = (gsize) y * (gsize) parent->width + (gsize) x;
        gsize o = (gsize) (y + 1) * (gsize) stride + (gsize) x + 1, up = o - (gsize) stride;
        double w = weight->pixels[i], p = parent->pixels[i];

        search->weighed[i] = (float) (w * p);
        totals.weight[o] = w + totals.weight[o - 1] + totals.weight[up] - totals.weight[up - 1];
        totals.value[o] = w * p + totals.value[o - 1] + totals.value[up] - totals.value[up - 1];
        totals.square[o] = w * p * p + totals.square[o - 1] + totals.square[up] - totals.square[up - 1];
      }
  search->totals = totals;
}

static double
get_total (const double    *table,
           int              stride,
           const GessoRect *rect)
{
  const double *top = table + (gsize) rect->y * (gsize) stride;
  const double *bottom = table + (gsize) (rect->y + rect->height) * (gsize) stride;

  return bottom[rect->x + rect->width] - bottom[rect->x] - top[rect->x + rect->width] + top[rect->x];
}

/* The correlation of what lies over each other when pixel (x, y) of the parent
 * meets (x + @dx, y + @dy) of @laid, whose valid part is @valid. */
static double
correlate (const Search    *search,
           const float     *laid,
           int              laid_width,
           const GessoRect *valid,
           int              dx,
           int              dy)
{
  const RegisterPlane *weight = &search->level->weight;
  const Totals *totals = &search->totals;
  GessoRect all = { 0, 0, weight->width, weight->height }, moved = *valid, both;
  double whole = get_total (totals->weight, totals->stride, &all), sw, sp, spp, sr = 0, srr = 0, spr = 0, spread;

  moved.x -= dx;
  moved.y -= dy;
  both = gesso_rect_intersect (&all, &moved);
  sw = get_total (totals->weight, totals->stride, &both);
  if (sw < OVERLAP_MIN * whole || sw <= 0)
    return -1;
  sp = get_total (totals->value, totals->stride, &both);
  spp = get_total (totals->square, totals->stride, &both);
  for (int y = both.y; y < both.y + both.height; y++)
    {
      gsize line = (gsize) y * (gsize) weight->width + (gsize) both.x;
      const float *r = laid + (gsize) (y + dy) * (gsize) laid_width + (both.x + dx);
      const float *w = weight->pixels + line, *p = search->weighed + line;
      float row_r = 0, row_rr = 0, row_pr = 0;

      for (int x = 0; x < both.width; x++)
        {
          float weighed = w[x] * r[x];

          row_r += weighed;
          row_rr += weighed * r[x];
          row_pr += p[x] * r[x];
        }
      sr += row_r;
      srr += row_rr;
      spr += row_pr;
    }
  spread = (spp - sp * sp / sw) * (srr - sr * sr / sw);
  if (spread <= 1e-9)
    return -1;
  return (spr - sp * sr / sw) / sqrt (spread) - OVERLAP_PRICE * (1 - sw / whole);
}

/* The best shift at one scale. */
static void
search_scale (const Search *search,
              int           step)
{
  const RegisterPlane *parent = &search->level->parent;
  const GessoPlacement *expected = search->expected;
  double scale = exp (SCALE_LOG * (2.0 * step / (SCALE_STEPS - 1) - 1));
  int width = parent->width + 2 * search->reach_x, height = parent->height + 2 * search->reach_y;
  double middle_x = parent->width / 2.0, middle_y = parent->height / 2.0;
  GessoPlacement at = { expected->scale_x * scale * search->squeeze, expected->scale_y * scale / search->squeeze, 0, 0 };
  g_autofree float *laid = g_new0 (float, (gsize) width * (gsize) height);
  RegisterCandidate *best = &search->found[step];
  GessoPlacement from;
  GessoRect valid;

  /* The middle of the parent shows what is expected there. */
  at.x0 = expected->scale_x * middle_x + expected->x0 - at.scale_x * middle_x;
  at.y0 = expected->scale_y * middle_y + expected->y0 - at.scale_y * middle_y;
  from = at;
  from.x0 -= at.scale_x * search->reach_x;
  from.y0 -= at.scale_y * search->reach_y;
  register_lay_over (&search->level->reply, &from, width, height, laid, &valid);
  best->score = -1;
  for (int dy = 0; dy <= 2 * search->reach_y; dy++)
    for (int dx = 0; dx <= 2 * search->reach_x; dx++)
      {
        double score = correlate (search, laid, width, &valid, dx, dy);

        if (score <= best->score)
          continue;
        best->score = score;
        best->placement = at;
        best->placement.x0 += at.scale_x * (dx - search->reach_x);
        best->placement.y0 += at.scale_y * (dy - search->reach_y);
      }
}

static void
search_band (int      from,
             int      to,
             gpointer user_data)
{
  for (int step = from; step < to; step++)
    search_scale (user_data, step);
}

static int
compare_scores (gconstpointer a,
                gconstpointer b)
{
  double first = ((const RegisterCandidate *) a)->score, second = ((const RegisterCandidate *) b)->score;

  return first > second ? -1 : first < second;
}

int
register_search (const RegisterLevel  *level,
                 const GessoPlacement *expected,
                 double                squeeze,
                 RegisterCandidate     found[REGISTER_CANDIDATES])
{
  RegisterCandidate scales[SCALE_STEPS];
  Search search = { .level = level, .expected = expected, .squeeze = squeeze, .found = scales };
  int count = 0;

  search.reach_x = (int) ceil (level->parent.width * SHIFT_SHARE);
  search.reach_y = (int) ceil (level->parent.height * SHIFT_SHARE);
  make_totals (&search);
  gesso_bands_run (SCALE_STEPS, 1, 0, search_band, &search, NULL);
  qsort (scales, SCALE_STEPS, sizeof *scales, compare_scores);
  while (count < MIN (REGISTER_CANDIDATES, SCALE_STEPS) && scales[count].score > 0)
    {
      found[count] = scales[count];
      count++;
    }
  g_free (search.totals.weight);
  g_free (search.totals.value);
  g_free (search.totals.square);
  g_free (search.weighed);
  return count;
}
