/* gesso-image-axis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-image-axis.h"

void
gesso_axis_clear (GessoAxis *axis)
{
  g_clear_pointer (&axis->taps, g_free);
  g_clear_pointer (&axis->weights, g_free);
}

/* Catmull-Rom: cubic convolution with a = −1/2 (Keys 1981). */
static double
weigh_cubic (double distance)
{
  double d = fabs (distance);

  if (d < 1)
    return (1.5 * d - 2.5) * d * d + 1;
  if (d < 2)
    return ((-0.5 * d + 2.5) * d - 4) * d + 2;
  return 0;
}

static guint
fill_shrinking (float *weights,
                guint *first,
                guint  i,
                guint  from,
                guint  to)
{
  /* In units of 1/to source pixels everything is a whole number. */
  guint64 begin = (guint64) i * from, end = begin + from;
  guint count = 0;

  *first = (guint) (begin / to);
  for (guint64 s = *first; s * to < end; s++)
    weights[count++] = (float) ((double) (MIN (end, (s + 1) * to) - MAX (begin, s * to)) / from);
  return count;
}

/* The cubic about @centre, @reach source pixels to a unit; what would lie outside counts as the edge's pixel. */
static guint
fill_cubic (float *weights,
            guint *first,
            double centre,
            double reach,
            guint  from)
{
  double base = CLAMP (ceil (centre - 2 * reach), -1e9, 1e9), end = CLAMP (floor (centre + 2 * reach), -1e9, 1e9);
  double low = CLAMP (base, 0, from - 1.0), high = CLAMP (end, 0, from - 1.0);
  guint count = (guint) (high - low) + 1;

  for (guint k = 0; k < count; k++)
    weights[k] = 0;
  for (double s = base; s <= end; s++)
    weights[(guint) (CLAMP (s, low, high) - low)] += (float) weigh_cubic ((centre - s) / reach);
  *first = (guint) low;
  return count;
}

static void
finish_tap (GessoAxis *axis,
            GessoTap  *tap,
            float     *weights)
{
  double sum = 0;

  for (guint k = 0; k < tap->count; k++)
    sum += weights[k];
  for (guint k = 0; k < tap->count; k++)
    weights[k] = (float) (weights[k] / sum);
  tap->weights = weights;
  axis->first = MIN (axis->first, tap->first);
  axis->last = MAX (axis->last, tap->first + tap->count);
}

static float *
allocate (GessoAxis *axis,
          guint      to,
          gsize      most)
{
  axis->first = G_MAXUINT;
  axis->last = 0;
  axis->taps = g_new (GessoTap, to);
  axis->weights = g_new (float, to * most);
  return axis->weights;
}

void
gesso_axis_init_scale (GessoAxis *axis,
                       guint      from,
                       guint      to)
{
  gsize most = to < from ? from / to + 2 : 5;
  float *weights = allocate (axis, to, most);

  for (guint i = 0; i < to; i++, weights += most)
    {
      GessoTap *tap = &axis->taps[i];

      tap->count = to < from ? fill_shrinking (weights, &tap->first, i, from, to)
                             : fill_cubic (weights, &tap->first, (i + 0.5) * from / to - 0.5, 1, from);
      finish_tap (axis, tap, weights);
    }
}

void
gesso_axis_init_window (GessoAxis *axis,
                        guint      from,
                        double     start,
                        double     span,
                        guint      to)
{
  double step = span / to, reach = MAX (step, 1);
  gsize most = (gsize) MIN (ceil (4 * reach) + 2, from);
  float *weights = allocate (axis, to, most);

  for (guint i = 0; i < to; i++, weights += most)
    {
      GessoTap *tap = &axis->taps[i];

      tap->count = fill_cubic (weights, &tap->first, start + (i + 0.5) * step - 0.5, reach, from);
      finish_tap (axis, tap, weights);
    }
}
