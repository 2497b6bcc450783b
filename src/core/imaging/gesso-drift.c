/* gesso-drift.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "gesso-bands.h"
#include "gesso-drift.h"

/* A difference of 64 is as hot as it gets. */
#define GAIN 4

typedef struct
{
  guint64 pixels, changed, touched, sum;
} Count;

typedef struct
{
  const GessoImage *before; /* 4 channels */
  const GessoImage *after;  /* 4 channels */
  const GessoImage *mask;   /* (nullable) */
  guint8 *heat;
  gsize stride;
  int x, y; /* of @before in @after */
  guint8 palette[256][4];
  GMutex lock;
  Count counts[3]; /* outside, ramp, inside */
} Drift;

/* From nothing over violet, red and yellow to white; the last byte is how much of it is seen. */
static void
make_palette (Drift *drift)
{
  static const int stops[6][5] = {
    { 0, 60, 20, 120, 0 }, { 12, 90, 20, 150, 170 }, { 80, 200, 30, 90, 225 },
    { 150, 245, 120, 30, 245 }, { 215, 255, 220, 70, 255 }, { 255, 255, 255, 240, 255 },
  };
  int stop = 0;

  for (int i = 0; i < 256; i++)
    {
      int from, length;

      while (i > stops[stop + 1][0])
        stop++;
      from = i - stops[stop][0];
      length = stops[stop + 1][0] - stops[stop][0];
      for (int c = 0; c < 4; c++)
        drift->palette[i][c] = (guint8) (stops[stop][c + 1] +
                                         (stops[stop + 1][c + 1] - stops[stop][c + 1]) * from / length);
    }
}

static int
compare_pixels (const guint8 *a,
                const guint8 *b)
{
  int most = 0;

  for (int c = 0; c < 4; c++)
    most = MAX (most, abs (a[c] - b[c]));
  return most;
}

static void
count (Count *counts,
       int    coverage,
       int    difference)
{
  Count *this = &counts[coverage == 0 ? 0 : coverage < 255 ? 1 : 2];

  this->pixels++;
  this->sum += (guint64) difference;
  this->touched += difference > 0;
  this->changed += difference > GESSO_DRIFT_SEEN;
}

static void
draw_pixel (const Drift  *drift,
            const guint8 *pixel,
            int           difference,
            guint8       *out)
{
  const guint8 *colour = drift->palette[MIN (difference * GAIN, 255)];
  int grey = (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2]) >> 8;

  grey = 16 + grey * 3 / 8;
  for (int c = 0; c < 3; c++)
    out[c] = (guint8) (grey + (colour[c] - grey) * colour[3] / 255);
}

static void
measure_rows (int      first,
              int      last,
              gpointer user_data)
{
  Drift *drift = user_data;
  int width = (int) gesso_image_get_width (drift->after);
  int before_width = (int) gesso_image_get_width (drift->before);
  int before_height = (int) gesso_image_get_height (drift->before);
  Count counts[3] = { { 0 } };

  for (int y = first; y < last; y++)
    {
      const guint8 *after = gesso_image_get_row (drift->after, (guint) y);
      const guint8 *mask = drift->mask != NULL ? gesso_image_get_row (drift->mask, (guint) y) : NULL;
      gboolean inside = y >= drift->y && y < drift->y + before_height;
      const guint8 *before = inside ? gesso_image_get_row (drift->before, (guint) (y - drift->y)) : NULL;
      guint8 *out = drift->heat + (gsize) y * drift->stride;

      for (int x = 0; x < width; x++)
        {
          int difference = 0, from = x - drift->x;

          if (before != NULL && from >= 0 && from < before_width)
            {
              difference = compare_pixels (before + 4 * (gsize) from, after + 4 * (gsize) x);
              count (counts, mask != NULL ? mask[x] : 0, difference);
            }
          draw_pixel (drift, after + 4 * (gsize) x, difference, out + 3 * (gsize) x);
        }
    }
  g_mutex_lock (&drift->lock);
  for (int i = 0; i < 3; i++)
    {
      drift->counts[i].pixels += counts[i].pixels;
      drift->counts[i].changed += counts[i].changed;
      drift->counts[i].touched += counts[i].touched;
      drift->counts[i].sum += counts[i].sum;
    }
  g_mutex_unlock (&drift->lock);
}

static GessoDriftPart
summarize (const Count *this)
{
  return (GessoDriftPart) { this->pixels, this->changed, this->touched,
                            this->pixels > 0 ? (double) this->sum / (double) this->pixels : 0 };
}

static GessoImage *
fit_before (const GessoImage *before,
            const GessoImage *after,
            gboolean          framed,
            GError          **error)
{
  g_autoptr (GessoImage) scaled = NULL;

  if (framed)
    return gesso_image_convert (before, 4, error);
  scaled = gesso_image_scale (before, gesso_image_get_width (after), gesso_image_get_height (after), error);
  return scaled != NULL ? gesso_image_convert (scaled, 4, error) : NULL;
}

GessoImage *
gesso_drift_measure (const GessoImage *before,
                     const GessoImage *after,
                     const GessoImage *mask,
                     const GessoFrame *added,
                     GessoDrift       *result,
                     GCancellable     *cancellable,
                     GError          **error)
{
  gboolean framed = added != NULL && !gesso_frame_is_empty (added);
  guint width = gesso_image_get_width (after), height = gesso_image_get_height (after);
  g_autoptr (GessoImage) fitted = fit_before (before, after, framed, error);
  g_autoptr (GessoImage) whole = fitted != NULL ? gesso_image_convert (after, 4, error) : NULL;
  g_autoptr (GessoImage) heat = whole != NULL ? gesso_image_new (width, height, 3, error) : NULL;
  Drift drift = { fitted, whole, mask };
  gboolean done;

  g_return_val_if_fail (mask == NULL || (gesso_image_get_width (mask) == width &&
                                         gesso_image_get_height (mask) == height), NULL);

  if (heat == NULL)
    return NULL;
  drift.heat = gesso_image_edit_row (heat, 0);
  drift.stride = gesso_image_get_stride (heat);
  drift.x = framed ? added->left : 0;
  drift.y = framed ? added->top : 0;
  make_palette (&drift);
  g_mutex_init (&drift.lock);
  done = gesso_bands_run ((int) height, gesso_bands_height (drift.stride), 0, measure_rows, &drift, cancellable);
  g_mutex_clear (&drift.lock);
  if (!done)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  *result = (GessoDrift) { summarize (&drift.counts[2]), summarize (&drift.counts[1]), summarize (&drift.counts[0]) };
  return g_steal_pointer (&heat);
}
