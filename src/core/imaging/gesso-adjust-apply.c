/* gesso-adjust-apply.c - the whole picture at its full size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-adjust.h"
#include "gesso-bands.h"

typedef struct
{
  const GessoImage *from;
  GessoAdjustCut cut;
  const GessoTone *tone;
  guint8 *out;
  gsize stride;
} Work;

/* Catmull-Rom. */
static void
find_weights (double at,
              double weights[4])
{
  double t = at - floor (at);

  weights[0] = ((-0.5 * t + 1) * t - 0.5) * t;
  weights[1] = (1.5 * t - 2.5) * t * t + 1;
  weights[2] = ((-1.5 * t + 2) * t + 0.5) * t;
  weights[3] = (0.5 * t - 0.5) * t * t;
}

/* The picture at (@x, @y), colours counting as much as they are opaque. */
static void
sample (const GessoImage *image,
        double            x,
        double            y,
        guint8           *out)
{
  int width = (int) gesso_image_get_width (image), height = (int) gesso_image_get_height (image);
  guint channels = gesso_image_get_channels (image);
  int left = (int) floor (x - 0.5) - 1, top = (int) floor (y - 0.5) - 1;
  double across[4], down[4], sums[4] = { 0 };

  find_weights (x - 0.5, across);
  find_weights (y - 0.5, down);
  for (int j = 0; j < 4; j++)
    {
      const guint8 *row = gesso_image_get_row (image, (guint) CLAMP (top + j, 0, height - 1));

      for (int i = 0; i < 4; i++)
        {
          const guint8 *pixel = row + (gsize) CLAMP (left + i, 0, width - 1) * channels;
          double weight = across[i] * down[j], opaque = channels == 4 ? weight * pixel[3] / 255 : weight;

          for (int c = 0; c < 3; c++)
            sums[c] += opaque * pixel[c];
          sums[3] += opaque;
        }
    }
  for (int c = 0; c < 3; c++)
    out[c] = sums[3] > 1e-6 ? (guint8) (CLAMP (sums[c] / sums[3], 0, 255) + 0.5) : 0;
  if (channels == 4)
    out[3] = (guint8) (CLAMP (sums[3] * 255, 0, 255) + 0.5);
}

static void
turn_row (const Work *work,
          int         row,
          guint8     *out)
{
  const GessoAdjustCut *cut = &work->cut;
  guint channels = gesso_image_get_channels (work->from);
  double v = row + 0.5 - cut->height / 2.0;

  for (int i = 0; i < cut->width; i++, out += channels)
    {
      double u = i + 0.5 - cut->width / 2.0;

      sample (work->from, cut->x + u * cut->cosine + v * cut->sine, cut->y - u * cut->sine + v * cut->cosine, out);
    }
}

static void
work_band (int      from,
           int      to,
           gpointer user_data)
{
  const Work *work = user_data;
  const GessoAdjustCut *cut = &work->cut;
  guint channels = gesso_image_get_channels (work->from);
  gsize left = (gsize) lrint (cut->x - cut->width / 2.0), top = (gsize) lrint (cut->y - cut->height / 2.0);

  for (int y = from; y < to; y++)
    {
      guint8 *out = work->out + (gsize) y * work->stride;

      if (cut->sine == 0)
        memcpy (out, gesso_image_get_row (work->from, (guint) (top + (gsize) y)) + left * channels,
                (gsize) cut->width * channels);
      else
        turn_row (work, y, out);
      gesso_tone_apply (work->tone, out, (gsize) cut->width, channels);
    }
}

GessoImage *
gesso_adjust_apply (const GessoImage          *image,
                    const GessoAdjustSettings *settings,
                    GCancellable              *cancellable,
                    GError                   **error)
{
  g_autoptr (GessoImage) source = gesso_image_convert (image, MAX (gesso_image_get_channels (image), 3), error);
  g_autoptr (GessoImage) made = NULL;
  GessoAdjustSettings within = *settings;
  GessoTone tone;
  Work work;

  if (source == NULL)
    return NULL;
  gesso_adjust_settings_clamp (&within);
  gesso_tone_init (&tone, &within);
  work.from = source;
  work.cut = gesso_adjust_find_cut (&within, (int) gesso_image_get_width (source), (int) gesso_image_get_height (source));
  work.tone = &tone;
  made = gesso_image_new ((guint) work.cut.width, (guint) work.cut.height, gesso_image_get_channels (source), error);
  if (made == NULL)
    return NULL;
  work.out = gesso_image_edit_row (made, 0);
  work.stride = gesso_image_get_stride (made);
  if (!gesso_bands_run (work.cut.height, gesso_bands_height (8 * work.stride), 0, work_band, &work, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  gesso_image_set_profile (made, gesso_image_get_profile (image));
  return g_steal_pointer (&made);
}
