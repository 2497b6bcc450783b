/* gesso-cutout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-bands.h"
#include "gesso-cutout.h"
#include "gesso-cutout-edge.h"
#include "gesso-cutout-segment.h"
#include "gesso-error.h"
#include "gesso-guided-filter.h"

/* Segmenting larger pictures costs far more and finds hardly more; the colours are learned on still smaller ones. */
#define SEGMENT_SIDE 320
#define COARSE_SIDE 160
/* The guide that the edge is found on; its coefficients are applied to all pixels. */
#define GUIDE_SIDE 1280
#define COARSE_ROUNDS 1
#define FINE_ROUNDS 3
#define CENTRED 2.5
#define EPSILON 1e-4f

/* Shares of the picture that are too small or too large to be a subject. */
#define LEAST_SHARE 0.003
#define MOST_SHARE 0.985
/* An outline that is no clearer than this, against any two neighbours, is not one. */
#define LEAST_CONTRAST 1.25

/* What the hint says of a pixel, from its grey: 2 keep, 1 remove, or nothing. */
#define KEEP_FROM 192
#define REMOVE_TO 64

typedef struct
{
  GessoProgressFunc progress; /* (nullable) */
  gpointer user_data;
} Teller;

static void
tell (const Teller *teller,
      double        fraction)
{
  if (teller->progress != NULL)
    teller->progress (fraction, teller->user_data);
}

static void
set_no_subject (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("No subject stands out from the background of this picture. "
                         "Paint over what you want to keep, then try again."));
}

static GessoImage *
fit_image (const GessoImage *image,
           guint             side,
           GError          **error)
{
  guint width = gesso_image_get_width (image), height = gesso_image_get_height (image);
  double scale = MIN (1.0, side / (double) MAX (width, height));

  return gesso_image_scale (image, MAX (1, (guint) (width * scale + 0.5)),
                            MAX (1, (guint) (height * scale + 0.5)), error);
}

/* A plain mask, white on black, decides about every pixel and would leave nothing to find: its
 * black is then what nobody painted on. */
static void
release_black (GessoImage *hint)
{
  guint width = gesso_image_get_width (hint), height = gesso_image_get_height (hint);
  gsize open = 0;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint8 mark = gesso_image_get_row (hint, y)[x];

        open += mark > REMOVE_TO && mark < KEEP_FROM;
      }
  if (open > (gsize) width * height / 20)
    return;
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if (gesso_image_get_row (hint, y)[x] < KEEP_FROM)
        gesso_image_edit_row (hint, y)[x] = 128;
}

/* The hint as 1 channel: white keeps, black removes; what is transparent becomes grey. */
static GessoImage *
flatten_hint (const GessoImage *hint,
              GError          **error)
{
  guint width = gesso_image_get_width (hint), height = gesso_image_get_height (hint);
  g_autoptr (GessoImage) grey = gesso_image_convert (hint, 1, error);
  GessoImage *flat = grey != NULL ? gesso_image_new (width, height, 1, error) : NULL;

  for (guint y = 0; flat != NULL && y < height; y++)
    {
      const guint8 *in = gesso_image_get_row (grey, y);
      const guint8 *rgba = gesso_image_get_channels (hint) == 4 ? gesso_image_get_row (hint, y) : NULL;
      guint8 *out = gesso_image_edit_row (flat, y);

      for (guint x = 0; x < width; x++)
        {
          guint a = rgba != NULL ? rgba[4 * x + 3] : 255;

          out[x] = (guint8) ((in[x] * a + 128 * (255 - a) + 127) / 255);
        }
    }
  if (flat != NULL)
    release_black (flat);
  return flat;
}

/* @source's colours, its transparency and @hint with a longer side of @side, and first labels. */
static GessoSegment *
make_segment (const GessoImage *source,
              const GessoImage *hint,
              guint             side,
              GError          **error)
{
  g_autoptr (GessoImage) small = fit_image (source, side, error);
  g_autoptr (GessoImage) colours = small != NULL ? gesso_image_convert (small, 3, error) : NULL;
  g_autoptr (GessoImage) marks = NULL;
  GessoSegment *segment;
  guint width, height;

  if (colours == NULL)
    return NULL;
  width = gesso_image_get_width (colours);
  height = gesso_image_get_height (colours);
  if (hint != NULL && (marks = gesso_image_scale (hint, width, height, error)) == NULL)
    return NULL;
  segment = gesso_segment_new (width, height);
  for (guint y = 0; y < height; y++)
    {
      const guint8 *rgba = gesso_image_get_channels (small) == 4 ? gesso_image_get_row (small, y) : NULL;
      const guint8 *mark = marks != NULL ? gesso_image_get_row (marks, y) : NULL;
      guint8 *seeds = segment->seeds + (gsize) y * width;

      memcpy (segment->pixels + (gsize) y * width * 3, gesso_image_get_row (colours, y), (gsize) width * 3);
      for (guint x = 0; x < width; x++)
        {
          if (mark != NULL && mark[x] >= KEEP_FROM)
            seeds[x] = GESSO_SEED_SUBJECT;
          else if ((mark != NULL && mark[x] <= REMOVE_TO) || (rgba != NULL && rgba[4 * x + 3] < 128))
            seeds[x] = GESSO_SEED_BACKGROUND;
        }
    }
  gesso_segment_guess (segment);
  return segment;
}

static gboolean
is_subject (const GessoSegment *segment)
{
  double share = gesso_segment_count (segment) / ((double) segment->width * segment->height);

  return share >= LEAST_SHARE && share <= MOST_SHARE;
}

/* Rounds of learning and cutting, until little changes. */
static gboolean
refine_labels (GessoSegment *segment,
               double        centred,
               guint         rounds,
               GCancellable *cancellable,
               GError      **error)
{
  gsize changed = G_MAXSIZE, few = (gsize) segment->width * segment->height / 1000;

  for (guint i = 0; i < rounds && changed > few; i++)
    if (!gesso_segment_round (segment, centred, &changed, cancellable))
      {
        g_cancellable_set_error_if_cancelled (cancellable, error);
        return FALSE;
      }
  return TRUE;
}

/* First on a coarse picture, then from its labels on a finer one. */
static GessoSegment *
find_subject (const GessoImage *source,
              const GessoImage *hint,
              const Teller     *teller,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (GessoSegment) coarse = make_segment (source, hint, COARSE_SIDE, error);
  g_autoptr (GessoSegment) fine = coarse != NULL ? make_segment (source, hint, SEGMENT_SIDE, error) : NULL;
  double centred = 0.0;

  tell (teller, 0.1);
  if (fine == NULL || !refine_labels (coarse, centred, COARSE_ROUNDS, cancellable, error))
    return NULL;
  tell (teller, 0.35);
  if (!is_subject (coarse) && !coarse->hinted)
    {
      /* Where colours alone tell nothing, what is in the middle is the better guess. */
      centred = CENTRED;
      gesso_segment_guess (coarse);
      if (!refine_labels (coarse, centred, COARSE_ROUNDS, cancellable, error))
        return NULL;
    }
  gesso_segment_adopt (fine, coarse);
  tell (teller, 0.45);
  if (!refine_labels (fine, centred, FINE_ROUNDS, cancellable, error))
    return NULL;
  tell (teller, 0.6);
  gesso_segment_tidy (fine);
  if (gesso_segment_count (fine) > 0
      && (fine->hinted || (is_subject (fine) && gesso_segment_contrast (fine) >= LEAST_CONTRAST)))
    return g_steal_pointer (&fine);
  set_no_subject (error);
  return NULL;
}

/* The labels as a soft mask of @guide's size. */
static GessoImage *
enlarge_labels (const GessoSegment *segment,
                const GessoImage   *guide,
                GError            **error)
{
  g_autoptr (GessoImage) labels = gesso_image_new (segment->width, segment->height, 1, error);

  if (labels == NULL)
    return NULL;
  for (guint y = 0; y < segment->height; y++)
    {
      guint8 *row = gesso_image_edit_row (labels, y);

      for (guint x = 0; x < segment->width; x++)
        row[x] = segment->labels[(gsize) y * segment->width + x] ? 255 : 0;
    }
  return gesso_image_scale (labels, gesso_image_get_width (guide), gesso_image_get_height (guide), error);
}

/* What the workers that write the result share. */
typedef struct
{
  const GessoImage *source; /* 3 or 4 channels */
  const GessoImage *hint;   /* (nullable): 1 channel */
  const GessoGuidedFilter *filter;
  guint8 *pixels;
  gsize stride;
} Writer;

static guint8
apply_hint (float  alpha,
            guint8 mark)
{
  if (mark >= KEEP_FROM)
    alpha = 1.0f;
  else if (mark <= REMOVE_TO)
    alpha = 0.0f;
  return (guint8) (CLAMP (alpha, 0.0f, 1.0f) * 255.0f + 0.5f);
}

static void
write_rows (int      first,
            int      last,
            gpointer user_data)
{
  const Writer *writer = user_data;
  guint width = gesso_image_get_width (writer->source), height = gesso_image_get_height (writer->source);
  guint channels = gesso_image_get_channels (writer->source);
  g_autofree float *alpha = g_new (float, width);

  for (guint y = (guint) first; y < (guint) last; y++)
    {
      const guint8 *in = gesso_image_get_row (writer->source, y);
      const guint8 *mark = writer->hint != NULL ? gesso_image_get_row (writer->hint, y) : NULL;
      guint8 *out = writer->pixels + y * writer->stride;

      gesso_guided_filter_apply (writer->filter, in, channels, y, width, height, alpha);
      for (guint x = 0; x < width; x++, in += channels, out += 4)
        {
          /* The filter leaves a faint veil on both sides of an edge; stretch it away. */
          guint a = apply_hint ((alpha[x] - 0.1f) / 0.8f, mark != NULL ? mark[x] : 128);

          memcpy (out, in, 3);
          out[3] = (guint8) (channels == 4 ? (a * in[3] + 127) / 255 : a);
        }
    }
}

static GessoImage *
write_cutout (const GessoImage        *source,
              const GessoImage        *hint,
              const GessoGuidedFilter *filter,
              GCancellable            *cancellable,
              GError                 **error)
{
  guint width = gesso_image_get_width (source), height = gesso_image_get_height (source);
  g_autoptr (GessoImage) cutout = gesso_image_new (width, height, 4, error);
  Writer writer = { .source = source, .hint = hint, .filter = filter };

  if (cutout == NULL)
    return NULL;
  writer.pixels = gesso_image_edit_row (cutout, 0);
  writer.stride = gesso_image_get_stride (cutout);
  if (!gesso_bands_run ((int) height, gesso_bands_height (writer.stride), 0, write_rows, &writer,
                        cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  gesso_image_set_profile (cutout, gesso_image_get_profile (source));
  return g_steal_pointer (&cutout);
}

static GessoGuidedFilter *
find_edge (const GessoImage   *source,
           const GessoSegment *segment,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr (GessoImage) small = fit_image (source, GUIDE_SIDE, error);
  g_autoptr (GessoImage) guide = small != NULL ? gesso_image_convert (small, 3, error) : NULL;
  g_autoptr (GessoImage) mask = guide != NULL ? enlarge_labels (segment, guide, error) : NULL;
  GessoGuidedFilter *filter;
  guint side;

  if (mask == NULL)
    return NULL;
  side = MAX (gesso_image_get_width (guide), gesso_image_get_height (guide));
  filter = gesso_guided_filter_new (guide, mask, MAX (2, side / 120), EPSILON, cancellable);
  if (filter == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return filter;
}

static GessoImage *
cut_out (const GessoImage *source,
         const GessoImage *hint,
         const Teller     *teller,
         GCancellable     *cancellable,
         GError          **error)
{
  g_autoptr (GessoSegment) segment = find_subject (source, hint, teller, cancellable, error);
  g_autoptr (GessoGuidedFilter) filter = NULL;
  g_autoptr (GessoImage) cutout = NULL;

  if (segment == NULL)
    return NULL;
  filter = find_edge (source, segment, cancellable, error);
  if (filter == NULL)
    return NULL;
  tell (teller, 0.75);
  cutout = write_cutout (source, hint, filter, cancellable, error);
  if (cutout == NULL)
    return NULL;
  tell (teller, 0.85);
  if (!gesso_cutout_clean_edge (cutout, cancellable, error))
    return NULL;
  tell (teller, 1.0);
  return g_steal_pointer (&cutout);
}

GessoImage *
gesso_cutout_run (const GessoImage *source,
                  const GessoImage *hint,
                  GessoProgressFunc progress,
                  gpointer          user_data,
                  GCancellable     *cancellable,
                  GError          **error)
{
  const Teller teller = { progress, user_data };
  g_autoptr (GessoImage) colours = NULL;
  g_autoptr (GessoImage) marks = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (hint != NULL && (gesso_image_get_width (hint) != gesso_image_get_width (source)
                       || gesso_image_get_height (hint) != gesso_image_get_height (source)))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The hint mask is not as large as the picture. Paint it on the same picture."));
      return NULL;
    }
  if (hint != NULL && (marks = flatten_hint (hint, error)) == NULL)
    return NULL;
  colours = gesso_image_convert (source, gesso_image_get_channels (source) == 4 ? 4 : 3, error);
  if (colours == NULL)
    return NULL;
  return cut_out (colours, marks, &teller, cancellable, error);
}

/* The part of @background that is seen when it covers @width × @height, at that size. */
static GessoImage *
cover_with (const GessoImage *background,
            guint             width,
            guint             height,
            GError          **error)
{
  double bw = gesso_image_get_width (background), bh = gesso_image_get_height (background);
  double scale = MAX (width / bw, height / bh);
  int cw = CLAMP ((int) (width / scale + 0.5), 1, (int) bw),
      ch = CLAMP ((int) (height / scale + 0.5), 1, (int) bh);
  GessoRect rect = { ((int) bw - cw) / 2, ((int) bh - ch) / 2, cw, ch };
  g_autoptr (GessoImage) part = gesso_image_crop (background, &rect, error);

  return part != NULL ? gesso_image_scale (part, width, height, error) : NULL;
}

static void
place_row (const guint8 *top,
           const guint8 *under,
           guint         under_channels,
           guint8       *out,
           guint         out_channels,
           guint         width)
{
  for (guint x = 0; x < width; x++, top += 4, under += under_channels, out += out_channels)
    {
      guint a = top[3], b = under_channels == 4 ? under[3] : 255;
      /* Of the background as much is seen as the subject lets through. */
      guint through = (b * (255 - a) + 127) / 255, whole = a + through;

      for (guint c = 0; c < 3; c++)
        out[c] = whole > 0 ? (guint8) ((top[c] * a + under[c] * through + whole / 2) / whole) : 0;
      if (out_channels == 4)
        out[3] = (guint8) whole;
    }
}

GessoImage *
gesso_cutout_place (const GessoImage *cutout,
                    const GessoImage *background,
                    GError          **error)
{
  guint width, height, channels;
  g_autoptr (GessoImage) top = NULL;
  g_autoptr (GessoImage) colours = NULL;
  g_autoptr (GessoImage) cover = NULL;
  GessoImage *placed;

  g_return_val_if_fail (cutout != NULL && background != NULL, NULL);

  width = gesso_image_get_width (cutout);
  height = gesso_image_get_height (cutout);
  channels = gesso_image_get_channels (background) == 4 ? 4 : 3;
  top = gesso_image_convert (cutout, 4, error);
  colours = top != NULL ? gesso_image_convert (background, channels, error) : NULL;
  cover = colours != NULL ? cover_with (colours, width, height, error) : NULL;
  placed = cover != NULL ? gesso_image_new (width, height, channels, error) : NULL;
  if (placed == NULL)
    return NULL;
  for (guint y = 0; y < height; y++)
    place_row (gesso_image_get_row (top, y), gesso_image_get_row (cover, y), channels,
               gesso_image_edit_row (placed, y), channels, width);
  gesso_image_set_profile (placed, gesso_image_get_profile (cutout));
  return placed;
}
