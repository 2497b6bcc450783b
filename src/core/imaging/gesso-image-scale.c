/* gesso-image-scale.c - area averages down, bicubic up
 *
 * Each axis has a filter of its own: the exact area of the source that an
 * output pixel covers where it shrinks, Catmull-Rom where it grows. Columns
 * are gathered first, as that is one multiplication and addition over whole
 * rows, which the compiler vectorises.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-image.h"

/* The weights of @count source pixels from @first on; they add up to 1. */
typedef struct
{
  guint first, count;
  const float *weights;
} Tap;

typedef struct
{
  Tap *taps;      /* (owned): one an output pixel */
  float *weights; /* (owned) */
} Axis;

static void
axis_clear (Axis *axis)
{
  g_clear_pointer (&axis->taps, g_free);
  g_clear_pointer (&axis->weights, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Axis, axis_clear)

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

static guint
fill_growing (float *weights,
              guint *first,
              guint  i,
              guint  from,
              guint  to)
{
  double centre = (i + 0.5) * from / to - 0.5;
  int base = (int) floor (centre) - 1;
  int low = MAX (base, 0), high = MIN (base + 3, (int) from - 1);

  for (int s = low; s <= high; s++)
    weights[s - low] = 0;
  /* What would lie outside counts as the edge's pixel. */
  for (int s = base; s <= base + 3; s++)
    weights[CLAMP (s, low, high) - low] += (float) weigh_cubic (centre - s);
  *first = (guint) low;
  return (guint) (high - low + 1);
}

static void
axis_init (Axis *axis,
           guint from,
           guint to)
{
  guint most = to < from ? from / to + 2 : 4;
  float *weights;

  axis->taps = g_new (Tap, to);
  axis->weights = weights = g_new (float, (gsize) to * most);
  for (guint i = 0; i < to; i++, weights += most)
    {
      Tap *tap = &axis->taps[i];
      double sum = 0;

      tap->weights = weights;
      tap->count = to < from ? fill_shrinking (weights, &tap->first, i, from, to)
                             : fill_growing (weights, &tap->first, i, from, to);
      for (guint k = 0; k < tap->count; k++)
        sum += weights[k];
      for (guint k = 0; k < tap->count; k++)
        weights[k] = (float) (weights[k] / sum);
    }
}

static void
add_row (float        *sums,
         const guint8 *row,
         gsize         n,
         float         weight)
{
  for (gsize i = 0; i < n; i++)
    sums[i] += weight * row[i];
}

/* Colours weighed by their alpha, so that what cannot be seen does not bleed. */
static void
add_row_premultiplied (float        *sums,
                       const guint8 *row,
                       gsize         n,
                       float         weight)
{
  for (gsize i = 0; i < n; i += 4)
    {
      float alpha = weight * row[i + 3];

      sums[i + 0] += alpha * row[i + 0];
      sums[i + 1] += alpha * row[i + 1];
      sums[i + 2] += alpha * row[i + 2];
      sums[i + 3] += alpha;
    }
}

static inline guint8
round_to_byte (float value)
{
  return (guint8) (CLAMP (value, 0.0f, 255.0f) + 0.5f);
}

static inline void
gather_pixel (const float *sums,
              const Tap   *tap,
              guint        channels,
              float       *pixel)
{
  const float *in = sums + (gsize) tap->first * channels;

  for (guint c = 0; c < channels; c++)
    pixel[c] = 0;
  for (guint k = 0; k < tap->count; k++, in += channels)
    for (guint c = 0; c < channels; c++)
      pixel[c] += tap->weights[k] * in[c];
}

/* Told the channels as a constant, the compiler unrolls the inner loops. */
static inline void
gather_row (const float *sums,
            const Axis  *axis,
            guint        width,
            guint        channels,
            guint8      *out)
{
  float pixel[4];

  for (guint x = 0; x < width; x++, out += channels)
    {
      gather_pixel (sums, &axis->taps[x], channels, pixel);
      for (guint c = 0; c < channels; c++)
        out[c] = round_to_byte (pixel[c]);
    }
}

static void
gather_row_premultiplied (const float *sums,
                          const Axis  *axis,
                          guint        width,
                          guint8      *out)
{
  float pixel[4];

  for (guint x = 0; x < width; x++, out += 4)
    {
      gather_pixel (sums, &axis->taps[x], 4, pixel);
      out[3] = round_to_byte (pixel[3]);
      for (guint c = 0; c < 3; c++)
        out[c] = out[3] > 0 ? round_to_byte (pixel[c] / pixel[3]) : 0;
    }
}

static void
finish_row (const float *sums,
            const Axis  *axis,
            GessoImage  *image,
            guint        y,
            gboolean     premultiplied)
{
  guint width = gesso_image_get_width (image);
  guint8 *out = gesso_image_edit_row (image, y);

  if (premultiplied)
    gather_row_premultiplied (sums, axis, width, out);
  else if (gesso_image_get_channels (image) == 1)
    gather_row (sums, axis, width, 1, out);
  else if (gesso_image_get_channels (image) == 3)
    gather_row (sums, axis, width, 3, out);
  else
    gather_row (sums, axis, width, 4, out);
}

GessoImage *
gesso_image_scale (const GessoImage *self,
                   guint             width,
                   guint             height,
                   GError          **error)
{
  guint old_width = gesso_image_get_width (self), old_height = gesso_image_get_height (self);
  gsize n = (gsize) old_width * gesso_image_get_channels (self);
  gboolean premultiplied;
  g_auto (Axis) across = { NULL }, down = { NULL };
  g_autoptr (GessoImage) image = NULL;
  g_autofree float *sums = NULL;

  if (width == old_width && height == old_height)
    return gesso_image_ref (self);
  image = gesso_image_new (width, height, gesso_image_get_channels (self), error);
  if (image == NULL)
    return NULL;
  gesso_image_set_profile (image, gesso_image_get_profile (self));
  premultiplied = gesso_image_has_alpha ((GessoImage *) self);
  axis_init (&across, old_width, width);
  axis_init (&down, old_height, height);
  sums = g_new (float, n);
  for (guint y = 0; y < height; y++)
    {
      const Tap *tap = &down.taps[y];

      memset (sums, 0, n * sizeof (float));
      for (guint k = 0; k < tap->count; k++)
        if (premultiplied)
          add_row_premultiplied (sums, gesso_image_get_row (self, tap->first + k), n, tap->weights[k]);
        else
          add_row (sums, gesso_image_get_row (self, tap->first + k), n, tap->weights[k]);
      finish_row (sums, &across, image, y, premultiplied);
    }
  return g_steal_pointer (&image);
}

GessoImage *
gesso_image_fit (const GessoImage *self,
                 guint             max_side,
                 GError          **error)
{
  guint width = gesso_image_get_width (self), height = gesso_image_get_height (self);
  guint64 longest = MAX (width, height);

  if (longest <= max_side)
    return gesso_image_ref (self);
  return gesso_image_scale (self, (guint) MAX (((guint64) width * max_side + longest / 2) / longest, 1),
                            (guint) MAX (((guint64) height * max_side + longest / 2) / longest, 1), error);
}
