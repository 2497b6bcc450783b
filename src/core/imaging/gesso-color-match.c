/* gesso-color-match.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-bands.h"
#include "gesso-color-match.h"

/* With less in the ring than this many pixels a match would be chance. */
#define RING_MIN 400

/* How far the ring reaches into what is protected: a share of the mask's size, in pixels from one to another. */
#define REACH_SHARE 0.03
#define REACH_MIN   8
#define REACH_MAX   48

/* Contrast is not changed by more than this, nor where there is hardly any. */
#define GAIN_MAX   1.4
#define SPREAD_MIN 0.004

/* Differences of this many times the usual one are another thing, not another colour. */
#define OUTLIER 2.5

/* Black is not lifted by more than this, in linear light: what was cut off there does not come back. */
#define LIFT_MAX 0.003

/* A correction smaller than this, in linear light, cannot be seen. */
#define VISIBLE 0.0015

typedef struct
{
  double weight;
  double parent[3], reply[3];                 /* sums */
  double parent_square[3], reply_square[3];
  double difference, difference_square;       /* of brightness */
} Sums;

/* What of the pictures is compared. */
typedef struct
{
  const GessoImage *parent, *reply, *coverage, *near;
  double linear[256];
  double middle, slack; /* differences of brightness that count; slack < 0: all do */
} Ring;

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
from_linear (double value)
{
  return value <= 0.0031308 ? value * 12.92 : 1.055 * pow (value, 1 / 2.4) - 0.055;
}

static void
add_pixel (const Ring   *ring,
           const guint8 *p,
           const guint8 *r,
           double        weight,
           Sums         *sums)
{
  double a[3], b[3], difference;

  for (guint c = 0; c < 3; c++)
    {
      a[c] = ring->linear[p[c]];
      b[c] = ring->linear[r[c]];
    }
  difference = 0.2126 * (a[0] - b[0]) + 0.7152 * (a[1] - b[1]) + 0.0722 * (a[2] - b[2]);
  if (ring->slack >= 0 && fabs (difference - ring->middle) > ring->slack)
    return;
  sums->weight += weight;
  sums->difference += weight * difference;
  sums->difference_square += weight * difference * difference;
  for (guint c = 0; c < 3; c++)
    {
      sums->parent[c] += weight * a[c];
      sums->parent_square[c] += weight * a[c] * a[c];
      sums->reply[c] += weight * b[c];
      sums->reply_square[c] += weight * b[c] * b[c];
    }
}

static void
sum_ring (const Ring *ring,
          Sums       *sums)
{
  guint width = gesso_image_get_width (ring->parent), height = gesso_image_get_height (ring->parent);
  guint parent_step = gesso_image_get_channels (ring->parent), reply_step = gesso_image_get_channels (ring->reply);

  *sums = (Sums) { 0 };
  for (guint y = 0; y < height; y++)
    {
      const guint8 *near = gesso_image_get_row (ring->near, y), *coverage = gesso_image_get_row (ring->coverage, y);
      const guint8 *p = gesso_image_get_row (ring->parent, y), *r = gesso_image_get_row (ring->reply, y);

      for (guint x = 0; x < width; x++, p += parent_step, r += reply_step)
        if (near[x] > 0 && coverage[x] < 255 && (parent_step == 3 || p[3] == 255) && (reply_step == 3 || r[3] == 255))
          add_pixel (ring, p, r, (255 - coverage[x]) / 255.0, sums);
    }
}

/* How far into the protected part the ring reaches, by the size of the mask. */
static guint
find_reach (const GessoImage *coverage)
{
  guint width = gesso_image_get_width (coverage), height = gesso_image_get_height (coverage);
  gsize covered = 0;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      covered += gesso_image_get_row (coverage, y)[x] > 0;
  return (guint) CLAMP (REACH_SHARE * sqrt ((double) covered), REACH_MIN, REACH_MAX);
}

static double
get_spread (double weight,
            double sum,
            double square)
{
  return sqrt (MAX (square / weight - sum / weight * (sum / weight), 0));
}

static void
decide (const Sums      *sums,
        GessoColorMatch *match)
{
  for (guint c = 0; c < 3; c++)
    {
      double wanted = get_spread (sums->weight, sums->parent[c], sums->parent_square[c]);
      double shown = get_spread (sums->weight, sums->reply[c], sums->reply_square[c]);
      double mean = sums->reply[c] / sums->weight, gain = 1, offset;

      if (MIN (wanted, shown) > SPREAD_MIN)
        gain = CLAMP (wanted / shown, 1 / GAIN_MAX, GAIN_MAX);
      offset = sums->parent[c] / sums->weight - gain * mean;
      if (offset > LIFT_MAX && mean > LIFT_MAX)
        {
          gain = CLAMP ((sums->parent[c] / sums->weight - LIFT_MAX) / mean, 1 / GAIN_MAX, GAIN_MAX);
          offset = LIFT_MAX;
        }
      match->gain[c] = gain;
      match->offset[c] = offset;
      /* At the mean, and a spread away from it. */
      if (fabs ((gain - 1) * mean + offset) > VISIBLE || fabs (gain - 1) * shown > VISIBLE)
        match->active = TRUE;
    }
}

gboolean
gesso_color_match_measure (const GessoImage *parent,
                           const GessoImage *reply,
                           const GessoImage *coverage,
                           GessoColorMatch  *match,
                           GError          **error)
{
  Ring ring = { .parent = parent, .reply = reply, .coverage = coverage, .slack = -1 };
  g_autoptr (GessoImage) near = NULL;
  Sums sums;

  g_return_val_if_fail (gesso_image_get_channels (parent) >= 3 && gesso_image_get_channels (reply) >= 3, FALSE);
  g_return_val_if_fail (gesso_image_get_channels (coverage) == 1, FALSE);

  *match = (GessoColorMatch) { FALSE, { 1, 1, 1 }, { 0, 0, 0 } };
  near = gesso_image_spread (coverage, find_reach (coverage), error);
  if (near == NULL)
    return FALSE;
  ring.near = near;
  for (guint i = 0; i < 256; i++)
    ring.linear[i] = to_linear (i / 255.0);
  sum_ring (&ring, &sums);
  if (sums.weight < RING_MIN)
    return TRUE;
  ring.middle = sums.difference / sums.weight;
  ring.slack = OUTLIER * get_spread (sums.weight, sums.difference, sums.difference_square) + 1e-6;
  sum_ring (&ring, &sums);
  if (sums.weight >= RING_MIN)
    decide (&sums, match);
  return TRUE;
}

/* Bytes through one table a channel, in bands of rows. */
typedef struct
{
  const GessoImage *from;
  guint8 *out;
  gsize stride;
  guint8 tables[3][256];
} Correction;

static void
correct_band (int      from,
              int      to,
              gpointer user_data)
{
  const Correction *correction = user_data;
  guint width = gesso_image_get_width (correction->from), channels = gesso_image_get_channels (correction->from);

  for (int y = from; y < to; y++)
    {
      const guint8 *in = gesso_image_get_row (correction->from, (guint) y);
      guint8 *out = correction->out + (gsize) y * correction->stride;

      for (guint x = 0; x < width; x++, in += channels, out += channels)
        {
          for (guint c = 0; c < 3; c++)
            out[c] = correction->tables[c][in[c]];
          if (channels == 4)
            out[3] = in[3];
        }
    }
}

void
gesso_color_match_fill_tables (const GessoColorMatch *match,
                               double                 strength,
                               guint8                 tables[3][256])
{
  for (guint c = 0; c < 3; c++)
    for (guint i = 0; i < 256; i++)
      {
        double value = from_linear (CLAMP (match->gain[c] * to_linear (i / 255.0) + match->offset[c], 0, 1));

        value = match->active ? CLAMP (value, 0, 1) * 255 : i;
        tables[c][i] = (guint8) (i + (value - i) * strength + 0.5);
      }
}

GessoImage *
gesso_color_match_apply (const GessoColorMatch *match,
                         double                 strength,
                         const GessoImage      *reply,
                         GError               **error)
{
  Correction correction = { .from = reply };
  GessoImage *image;

  g_return_val_if_fail (gesso_image_get_channels (reply) >= 3, NULL);
  g_return_val_if_fail (strength >= 0 && strength <= 1, NULL);

  if (!match->active || strength <= 0)
    return gesso_image_ref (reply);
  image = gesso_image_new (gesso_image_get_width (reply), gesso_image_get_height (reply),
                           gesso_image_get_channels (reply), error);
  if (image == NULL)
    return NULL;
  gesso_image_set_profile (image, gesso_image_get_profile (reply));
  gesso_color_match_fill_tables (match, strength, correction.tables);
  correction.out = gesso_image_edit_row (image, 0);
  correction.stride = gesso_image_get_stride (image);
  gesso_bands_run ((int) gesso_image_get_height (image), gesso_bands_height (correction.stride), 0,
                   correct_band, &correction, NULL);
  return image;
}
