/* gesso-fill-paint.c - from the finest level worked on to the picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-fill-private.h"

#include "gesso-bands.h"

#define BAND_ROWS 32

/* Shares of the four nearest centres add up to this. */
#define WHOLE 256

typedef struct
{
  const GessoFillJob *job;
  const GessoRect *crop;
  const GessoPatchLevel *level;
  guint8 **rows; /* (owned): of the crop, in the picture */
  guint channels;
} Paint;

/* Adds @share of the correction of the level's pixel at (@x, @y). */
static void
add_lift (const Paint *paint,
          int          x,
          int          y,
          int          share,
          int          sum[GESSO_PATCH_CHANNELS])
{
  const GessoPatchLevel *level = paint->level;
  const gint8 *lift = level->lift;

  if (lift == NULL || x < level->area.x || x >= level->area.x + level->area.width ||
      y < level->area.y || y >= level->area.y + level->area.height)
    return;
  lift += gesso_patch_level_slot (level, x, y) * GESSO_PATCH_CHANNELS;
  for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
    sum[c] += share * lift[c];
}

/* The pixel at (@x, @y) of the crop, from a level of the picture's own scale, or one that has no matches. */
static void
copy_pixel (const Paint *paint,
            int          x,
            int          y,
            guint8       pixel[GESSO_PATCH_CHANNELS])
{
  const GessoPatchLevel *level = paint->level;
  const guint8 *made = gesso_patch_level_pixel (level, x / level->scale, y / level->scale);
  int sum[GESSO_PATCH_CHANNELS] = { made[0], made[1], made[2], made[3] };

  add_lift (paint, x / level->scale, y / level->scale, 1, sum);
  for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
    pixel[c] = CLAMP (sum[c], 0, 255);
}

/* Writes premultiplied RGBA, or RGB and anything, as straight pixels. */
static void
store_pixel (const Paint  *paint,
             const guint8 *in,
             guint8       *out)
{
  guint alpha = paint->job->opaque ? 255 : in[3];

  if (alpha == 255)
    for (guint c = 0; c < MIN (paint->channels, 3); c++)
      out[c] = in[c];
  else
    for (guint c = 0; c < 3; c++)
      out[c] = alpha > 0 ? MIN ((in[c] * 255u + alpha / 2) / alpha, 255u) : 0;
  if (paint->channels == 4)
    out[3] = alpha;
}

/* The pixel at (@x, @y) of the crop as the levels see it, without texture. */
static void
load_pixel (const Paint *paint,
            int          x,
            int          y,
            int          share,
            int          sum[GESSO_PATCH_CHANNELS])
{
  const guint8 *in = paint->rows[y] + (gsize) x * paint->channels;
  guint alpha = paint->job->opaque ? 255 : in[3];

  for (guint c = 0; c < 3; c++)
    sum[c] += share * (int) ((in[paint->channels == 1 ? 0 : c] * alpha + 127) / 255);
  sum[3] += share * (int) alpha;
}

/* The two centres next to @at, and the share of the second. */
static void
find_centres (int  at,
              int  scale,
              int  length,
              int  centre[2],
              int *share)
{
  /* In 1/WHOLE of a pixel of the level, from the first pixel's middle. */
  int place = (2 * at + 1 - scale) * (WHOLE / 2) / scale;
  int first = place >= 0 ? place / WHOLE : -1;

  *share = place - first * WHOLE;
  for (int i = 0; i < 2; i++)
    centre[i] = CLAMP (first + i, GESSO_PATCH_RADIUS, length - 1 - GESSO_PATCH_RADIUS);
}

/* A pixel finer than the level: what the four nearest patches' sources have
 * there. Where they go together it is a plain copy, else a short cross-fade. */
static void
transfer_pixel (const Paint *paint,
                int          x,
                int          y,
                guint8       pixel[GESSO_PATCH_CHANNELS])
{
  const GessoPatchLevel *level = paint->level;
  int sum[GESSO_PATCH_CHANNELS] = { 0 };
  int xs[2], ys[2];
  int right, below;

  find_centres (x, level->scale, level->width, xs, &right);
  find_centres (y, level->scale, level->height, ys, &below);
  for (int k = 0; k < 4; k++)
    {
      int cx = xs[k % 2], cy = ys[k / 2];
      int share = (k % 2 ? right : WHOLE - right) * (k / 2 ? below : WHOLE - below);
      GessoPatchPoint match = level->match[gesso_patch_level_slot (level, cx, cy)];
      int sx = CLAMP (x + level->scale * (match.x - cx), 0, paint->crop->width - 1);
      int sy = CLAMP (y + level->scale * (match.y - cy), 0, paint->crop->height - 1);

      if (share == 0)
        continue;
      load_pixel (paint, sx, sy, share, sum);
      add_lift (paint, cx, cy, share, sum);
    }
  for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
    pixel[c] = CLAMP ((sum[c] + WHOLE * WHOLE / 2) / (WHOLE * WHOLE), 0, 255);
}

static void
paint_band_cb (int      first,
               int      last,
               gpointer user_data)
{
  const Paint *paint = user_data;
  const GessoRect *crop = paint->crop;

  for (int y = first; y < last; y++)
    {
      const guint8 *mask = gesso_image_get_row (paint->job->mask, crop->y + y) + crop->x;

      if (g_cancellable_is_cancelled (paint->job->cancellable))
        return;
      for (int x = 0; x < crop->width; x++)
        {
          guint8 pixel[GESSO_PATCH_CHANNELS];

          if (mask[x] == 0)
            continue;
          if (paint->level->scale == 1 || paint->level->match == NULL)
            copy_pixel (paint, x, y, pixel);
          else
            transfer_pixel (paint, x, y, pixel);
          store_pixel (paint, pixel, paint->rows[y] + (gsize) x * paint->channels);
        }
    }
}

gboolean
gesso_fill_paint (const GessoFillJob    *job,
                  const GessoRect       *crop,
                  const GessoPatchLevel *level,
                  GError               **error)
{
  Paint paint = { job, crop, level };
  g_autofree guint8 **rows = g_new (guint8 *, crop->height);

  paint.rows = rows;
  paint.channels = gesso_image_get_channels (job->image);
  for (int y = 0; y < crop->height; y++)
    rows[y] = gesso_image_edit_row (job->image, crop->y + y) + (gsize) crop->x * paint.channels;
  if (gesso_bands_run (crop->height, BAND_ROWS, 0, paint_band_cb, &paint, job->cancellable))
    return TRUE;
  g_cancellable_set_error_if_cancelled (job->cancellable, error);
  return FALSE;
}
