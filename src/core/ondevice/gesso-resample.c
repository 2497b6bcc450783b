/* gesso-resample.c
 *
 * Brightness goes through the learned filters. The eye sees colour less
 * sharply, so its two differences from brightness are scaled bicubically, as
 * is alpha. Bands of rows are worked on by themselves, from bytes to bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-resample.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-bands.h"
#include "gesso-error.h"
#include "gesso-resample-private.h"

/* Rows of the small picture a worker takes at a time. */
#define BAND_ROWS 16

/* Rows and columns that a band reads around its own. */
#define MARGIN GESSO_RESAMPLE_RADIUS

typedef enum
{
  PLANE_LUMA,
  PLANE_RED,  /* red less luma */
  PLANE_BLUE, /* blue less luma */
  PLANE_ALPHA,
  N_PLANES
} PlaneId;

/* Rec. 601. */
#define RED_SHARE 0.299f
#define GREEN_SHARE 0.587f
#define BLUE_SHARE 0.114f

/** One doubling, as all its bands see it. */
typedef struct
{
  const GessoImage *source;
  int width, height;
  guint channels;
  guint8 **rows; /* (owned): of the result */
  const GessoResampleFilters *filters;

  GessoProgressFunc progress; /* (nullable) */
  gpointer user_data;
  double base, span;
  GMutex lock; /* guards done and the calls of progress */
  int done;    /* rows */
} Doubling;

/** A band's rows and margins as numbers. */
typedef struct
{
  int stride;
  float *planes[N_PLANES]; /* (owned) (nullable) */
  float *pair[N_PLANES][2]; /* (owned) (nullable): the two rows made of one */
  float *scratch;           /* (owned) */
  guint16 *classes;         /* (owned) */
} Band;

static gboolean
has_plane (const Doubling *doubling,
           PlaneId         id)
{
  return id == PLANE_LUMA || (id == PLANE_ALPHA ? doubling->channels == 4 : doubling->channels >= 3);
}

static void
band_init (Band           *self,
           const Doubling *doubling)
{
  memset (self, 0, sizeof *self);
  self->stride = doubling->width + 2 * MARGIN;
  for (int i = 0; i < N_PLANES; i++)
    if (has_plane (doubling, i))
      {
        self->planes[i] = g_new (float, (gsize) self->stride * (BAND_ROWS + 2 * MARGIN));
        for (int j = 0; j < 2; j++)
          self->pair[i][j] = g_new (float, 2 * (gsize) doubling->width);
      }
  self->scratch = g_new (float, 3 * ((gsize) doubling->width + 2 * MARGIN));
  self->classes = g_new (guint16, doubling->width);
}

static void
band_clear (Band *self)
{
  for (int i = 0; i < N_PLANES; i++)
    {
      g_free (self->planes[i]);
      for (int j = 0; j < 2; j++)
        g_free (self->pair[i][j]);
    }
  g_free (self->scratch);
  g_free (self->classes);
}

/* Row @row of a band (from -MARGIN on), at its first pixel. */
static inline float *
band_row (const Band *self,
          PlaneId     id,
          int         row)
{
  return self->planes[id] + (gsize) (row + MARGIN) * self->stride + MARGIN;
}

/* The colour of what is seen around a transparent pixel: its own is anything. */
static void
borrow_colour (const Doubling *doubling,
               int             x,
               int             y,
               float           colour[3])
{
  float sum[3] = { 0 }, total = 0;

  for (int j = MAX (y - MARGIN, 0); j <= MIN (y + MARGIN, doubling->height - 1); j++)
    {
      const guint8 *row = gesso_image_get_row (doubling->source, j);

      for (int i = MAX (x - MARGIN, 0); i <= MIN (x + MARGIN, doubling->width - 1); i++)
        {
          const guint8 *pixel = row + 4 * (gsize) i;

          total += pixel[3];
          for (int c = 0; c < 3; c++)
            sum[c] += pixel[3] * (float) pixel[c];
        }
    }
  for (int c = 0; c < 3 && total > 0; c++)
    colour[c] = sum[c] / total;
}

static void
load_pixel (const Doubling *doubling,
            const Band     *band,
            int             x,
            int             y,
            int             row)
{
  const guint8 *pixel = gesso_image_get_row (doubling->source, y) + (gsize) x * doubling->channels;
  float colour[3], luma;

  if (doubling->channels == 1)
    {
      band_row (band, PLANE_LUMA, row)[x] = pixel[0];
      return;
    }
  for (int c = 0; c < 3; c++)
    colour[c] = pixel[c];
  if (doubling->channels == 4)
    {
      band_row (band, PLANE_ALPHA, row)[x] = pixel[3];
      if (pixel[3] == 0)
        borrow_colour (doubling, x, y, colour);
    }
  luma = RED_SHARE * colour[0] + GREEN_SHARE * colour[1] + BLUE_SHARE * colour[2];
  band_row (band, PLANE_LUMA, row)[x] = luma;
  band_row (band, PLANE_RED, row)[x] = colour[0] - luma;
  band_row (band, PLANE_BLUE, row)[x] = colour[2] - luma;
}

/* Rows @first - MARGIN to @last + MARGIN; beyond the picture its edge goes on. */
static void
band_load (const Band     *self,
           const Doubling *doubling,
           int             first,
           int             last)
{
  for (int row = -MARGIN; row < last - first + MARGIN; row++)
    {
      int y = CLAMP (first + row, 0, doubling->height - 1);

      for (int x = 0; x < doubling->width; x++)
        load_pixel (doubling, self, x, y, row);
      for (int i = 0; i < N_PLANES; i++)
        for (int x = 1; self->planes[i] != NULL && x <= MARGIN; x++)
          {
            float *out = band_row (self, i, row);

            out[-x] = out[0];
            out[doubling->width - 1 + x] = out[doubling->width - 1];
          }
    }
}

/* --- bicubic --- */

/* Catmull-Rom a quarter of a pixel before the third of four pixels, or, mirrored, after the second. */
static const float bicubic[4] = { -0.0234375f, 0.2265625f, 0.8671875f, -0.0703125f };

/* The rows a quarter above and below @row of a plane, twice as wide. */
static void
double_smoothly (const Band *band,
                 PlaneId     id,
                 int         row,
                 int         width)
{
  for (int below = 0; below < 2; below++)
    {
      const float *in[4];
      float *mixed = band->scratch + MARGIN;
      float *out = band->pair[id][below];

      for (int i = 0; i < 4; i++)
        in[i] = band_row (band, id, below ? row + 2 - i : row - 2 + i);
      for (int x = -2; x < width + 2; x++)
        mixed[x] = bicubic[0] * in[0][x] + bicubic[1] * in[1][x] + bicubic[2] * in[2][x] + bicubic[3] * in[3][x];
      for (int x = 0; x < width; x++)
        {
          out[2 * x] = bicubic[0] * mixed[x - 2] + bicubic[1] * mixed[x - 1] +
                       bicubic[2] * mixed[x] + bicubic[3] * mixed[x + 1];
          out[2 * x + 1] = bicubic[0] * mixed[x + 2] + bicubic[1] * mixed[x + 1] +
                           bicubic[2] * mixed[x] + bicubic[3] * mixed[x - 1];
        }
    }
}

/* --- rows --- */

static inline guint8
to_byte (float value)
{
  return (guint8) CLAMP (value + 0.5f, 0, 255);
}

static void
store_row (const Doubling *doubling,
           const Band     *band,
           int             below,
           guint8         *out)
{
  const float *luma = band->pair[PLANE_LUMA][below];
  const float *red = band->pair[PLANE_RED][below], *blue = band->pair[PLANE_BLUE][below];
  const float *alpha = band->pair[PLANE_ALPHA][below];
  const guint channels = doubling->channels;

  for (int x = 0; x < 2 * doubling->width; x++, out += channels)
    {
      if (channels == 1)
        {
          out[0] = to_byte (luma[x]);
          continue;
        }
      out[0] = to_byte (luma[x] + red[x]);
      out[1] = to_byte (luma[x] - (RED_SHARE * red[x] + BLUE_SHARE * blue[x]) / GREEN_SHARE);
      out[2] = to_byte (luma[x] + blue[x]);
      if (channels == 4)
        out[3] = to_byte (alpha[x]);
    }
}

static void
tell_progress (Doubling *doubling,
               int       rows)
{
  if (doubling->progress == NULL)
    return;
  g_mutex_lock (&doubling->lock);
  doubling->done += rows;
  doubling->progress (doubling->base + doubling->span * doubling->done / doubling->height, doubling->user_data);
  g_mutex_unlock (&doubling->lock);
}

static void
double_band_cb (int      first,
                int      last,
                gpointer user_data)
{
  Doubling *doubling = user_data;
  Band band;

  band_init (&band, doubling);
  band_load (&band, doubling, first, last);
  for (int row = 0; row < last - first; row++)
    {
      const float *around[GESSO_RESAMPLE_SIZE];

      for (int j = 0; j < GESSO_RESAMPLE_SIZE; j++)
        around[j] = band_row (&band, PLANE_LUMA, row + j - MARGIN);
      gesso_resample_classify (around, doubling->width, band.scratch, band.classes);
      gesso_resample_apply (doubling->filters, around, doubling->width, band.classes,
                            band.pair[PLANE_LUMA][0], band.pair[PLANE_LUMA][1]);
      for (int i = PLANE_RED; i < N_PLANES; i++)
        if (band.planes[i] != NULL)
          double_smoothly (&band, i, row, doubling->width);
      for (int below = 0; below < 2; below++)
        store_row (doubling, &band, below, doubling->rows[2 * (first + row) + below]);
    }
  band_clear (&band);
  tell_progress (doubling, last - first);
}

static GessoImage *
double_image (const GessoImage *source,
              double            base,
              double            span,
              GessoProgressFunc progress,
              gpointer          user_data,
              GCancellable     *cancellable,
              GError          **error)
{
  guint width = gesso_image_get_width (source), height = gesso_image_get_height (source);
  g_autoptr (GessoImage) result = gesso_image_new (2 * width, 2 * height, gesso_image_get_channels (source), error);
  g_autofree guint8 **rows = NULL;
  Doubling doubling = { source, width, height, gesso_image_get_channels (source) };
  gboolean finished;

  if (result == NULL)
    return NULL;
  rows = g_new (guint8 *, 2 * height);
  for (guint y = 0; y < 2 * height; y++)
    rows[y] = gesso_image_edit_row (result, y);
  doubling.rows = rows;
  doubling.filters = gesso_resample_get_filters ();
  doubling.progress = progress;
  doubling.user_data = user_data;
  doubling.base = base;
  doubling.span = span;

  g_mutex_init (&doubling.lock);
  finished = gesso_bands_run (height, BAND_ROWS, 0, double_band_cb, &doubling, cancellable);
  g_mutex_clear (&doubling.lock);
  if (!finished)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  return g_steal_pointer (&result);
}

static gboolean
check_size (const GessoImage *source,
            guint             factor,
            GError          **error)
{
  guint64 width = (guint64) gesso_image_get_width (source) * factor;
  guint64 height = (guint64) gesso_image_get_height (source) * factor;

  if (width <= GESSO_IMAGE_MAX_SIDE && height <= GESSO_IMAGE_MAX_SIDE && width * height <= GESSO_IMAGE_MAX_PIXELS)
    return TRUE;
  /* Translators: the first number is 2 or 4, then come a width and a height,
   * the longest side and a count of megapixels. */
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               _("%u times as large the picture would be %u × %u pixels. Gesso makes up to %d pixels a side "
                 "and %d megapixels. Choose a smaller factor or crop the picture first."),
               factor, (guint) width, (guint) height, GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_PIXELS / 1000000);
  return FALSE;
}

GessoImage *
gesso_resample_upscale (const GessoImage *source,
                        guint             factor,
                        GessoProgressFunc progress,
                        gpointer          user_data,
                        GCancellable     *cancellable,
                        GError          **error)
{
  g_autoptr (GessoImage) result = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  if (factor != 2 && factor != 4)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("A picture can be made 2 or 4 times as large. Choose one of the two."));
      return NULL;
    }
  if (!check_size (source, factor, error))
    return NULL;
  /* The second doubling has four times the pixels of the first. */
  result = double_image (source, 0, factor == 2 ? 1 : 0.2, progress, user_data, cancellable, error);
  if (result != NULL && factor == 4)
    {
      g_autoptr (GessoImage) half = g_steal_pointer (&result);

      result = double_image (half, 0.2, 0.8, progress, user_data, cancellable, error);
    }
  if (result != NULL)
    gesso_image_set_profile (result, gesso_image_get_profile (source));
  return g_steal_pointer (&result);
}
