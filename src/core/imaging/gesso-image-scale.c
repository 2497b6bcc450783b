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

#include <string.h>

#include "gesso-bands.h"
#include "gesso-image-axis.h"
#include "gesso-image.h"

/* One picture from another, shared out in bands of rows. */
typedef struct
{
  const GessoImage *source;
  const GessoAxis *across, *down;
  guint8 *out; /* the first row of the result */
  gsize stride;
  guint width, channels;
  gboolean premultiplied;
} Scaling;

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

/* @sums begin with the source pixel @first, the first that counts. */
static inline void
gather_pixel (const float    *sums,
              const GessoTap *tap,
              guint           first,
              guint           channels,
              float          *pixel)
{
  const float *in = sums + (gsize) (tap->first - first) * channels;

  for (guint c = 0; c < channels; c++)
    pixel[c] = 0;
  for (guint k = 0; k < tap->count; k++, in += channels)
    for (guint c = 0; c < channels; c++)
      pixel[c] += tap->weights[k] * in[c];
}

/* Told the channels as a constant, the compiler unrolls the inner loops. */
static inline void
gather_row (const float     *sums,
            const GessoAxis *axis,
            guint            width,
            guint            channels,
            guint8          *out)
{
  float pixel[4];

  for (guint x = 0; x < width; x++, out += channels)
    {
      gather_pixel (sums, &axis->taps[x], axis->first, channels, pixel);
      for (guint c = 0; c < channels; c++)
        out[c] = round_to_byte (pixel[c]);
    }
}

static void
gather_row_premultiplied (const float     *sums,
                          const GessoAxis *axis,
                          guint            width,
                          guint8          *out)
{
  float pixel[4];

  for (guint x = 0; x < width; x++, out += 4)
    {
      gather_pixel (sums, &axis->taps[x], axis->first, 4, pixel);
      out[3] = round_to_byte (pixel[3]);
      for (guint c = 0; c < 3; c++)
        out[c] = out[3] > 0 ? round_to_byte (pixel[c] / pixel[3]) : 0;
    }
}

static void
scale_band (int      from,
            int      to,
            gpointer user_data)
{
  const Scaling *scaling = user_data;
  const GessoAxis *across = scaling->across;
  guint channels = scaling->channels;
  gsize skipped = (gsize) across->first * channels, n = (gsize) (across->last - across->first) * channels;
  g_autofree float *sums = g_new (float, n);

  for (int y = from; y < to; y++)
    {
      const GessoTap *tap = &scaling->down->taps[y];
      guint8 *out = scaling->out + (gsize) y * scaling->stride;

      memset (sums, 0, n * sizeof (float));
      for (guint k = 0; k < tap->count; k++)
        {
          const guint8 *row = gesso_image_get_row (scaling->source, tap->first + k) + skipped;

          if (scaling->premultiplied)
            add_row_premultiplied (sums, row, n, tap->weights[k]);
          else
            add_row (sums, row, n, tap->weights[k]);
        }
      if (scaling->premultiplied)
        gather_row_premultiplied (sums, across, scaling->width, out);
      else if (channels == 1)
        gather_row (sums, across, scaling->width, 1, out);
      else if (channels == 3)
        gather_row (sums, across, scaling->width, 3, out);
      else
        gather_row (sums, across, scaling->width, 4, out);
    }
}

static GessoImage *
scale_by (const GessoImage *self,
          const GessoAxis  *across,
          const GessoAxis  *down,
          guint             width,
          guint             height,
          GError          **error)
{
  guint channels = gesso_image_get_channels (self);
  GessoImage *image = gesso_image_new (width, height, channels, error);
  Scaling scaling = { self, across, down, NULL, 0, width, channels, FALSE };

  if (image == NULL)
    return NULL;
  gesso_image_set_profile (image, gesso_image_get_profile (self));
  scaling.out = gesso_image_edit_row (image, 0);
  scaling.stride = gesso_image_get_stride (image);
  scaling.premultiplied = gesso_image_has_alpha ((GessoImage *) self);
  gesso_bands_run ((int) height, gesso_bands_height (scaling.stride), 0, scale_band, &scaling, NULL);
  return image;
}

GessoImage *
gesso_image_scale (const GessoImage *self,
                   guint             width,
                   guint             height,
                   GError          **error)
{
  guint old_width = gesso_image_get_width (self), old_height = gesso_image_get_height (self);
  g_auto (GessoAxis) across = { NULL }, down = { NULL };

  if (width == old_width && height == old_height)
    return gesso_image_ref (self);
  if (!gesso_image_check_size (width, height, error))
    return NULL;
  gesso_axis_init_scale (&across, old_width, width);
  gesso_axis_init_scale (&down, old_height, height);
  return scale_by (self, &across, &down, width, height, error);
}

GessoImage *
gesso_image_resample (const GessoImage  *self,
                      const GessoImageWindow *window,
                      guint              width,
                      guint              height,
                      GError           **error)
{
  g_auto (GessoAxis) across = { NULL }, down = { NULL };

  g_return_val_if_fail (window->width > 0 && window->height > 0, NULL);

  if (!gesso_image_check_size (width, height, error))
    return NULL;
  gesso_axis_init_window (&across, gesso_image_get_width (self), window->x, window->width, width);
  gesso_axis_init_window (&down, gesso_image_get_height (self), window->y, window->height, height);
  return scale_by (self, &across, &down, width, height, error);
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
