/* gesso-device-compute.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-coverage.h"
#include "gesso-cutout.h"
#include "gesso-device-compute.h"
#include "gesso-error.h"
#include "gesso-fill.h"
#include "gesso-resample.h"
#include "gesso-sketch.h"

/* A part of a run: its progress from @base on takes up @span. */
typedef struct
{
  GessoProgressFunc progress;
  gpointer user_data;
  double base, span;
} Part;

static void
tell_part_cb (double   fraction,
              gpointer user_data)
{
  const Part *part = user_data;

  if (part->progress != NULL)
    part->progress (part->base + part->span * fraction, part->user_data);
}

static GessoImage *
decode_input (GessoRequest  *request,
              GessoInputRole role,
              GCancellable  *cancellable,
              GError       **error)
{
  GBytes *bytes = gesso_request_find_input (request, role)->bytes;

  return role == GESSO_ROLE_MASK ? gesso_codec_decode_mask (bytes, cancellable, error)
                                 : gesso_codec_decode (bytes, cancellable, error);
}

/* What was drawn, then what it is: a line of whole sentences each. */
static void
set_sketch_note (GessoResult  *result,
                 GessoRequest *request)
{
  g_autofree char *drawn = gesso_sketch_describe (gesso_request_get_prompt (request));
  g_autofree char *note =
      g_strjoin ("\n", drawn, _("A sketch, drawn by rule from the words of the prompt. No AI model made it."), NULL);

  gesso_result_set_note (result, note);
}

static guint
get_count (GessoRequest *request)
{
  return (guint) gesso_parameters_get_int (gesso_request_get_parameters (request), "count", 1);
}

/* Picture @index of a run has its own seed. */
static guint32
get_seed (GessoRequest *request,
          guint         index)
{
  gint64 seed = gesso_parameters_get_int (gesso_request_get_parameters (request), "seed", 0);

  return (guint32) ((seed + index) & G_MAXINT32);
}

static void
get_size (GessoRequest     *request,
          const GessoImage *source,
          guint            *width,
          guint            *height)
{
  const char *size = gesso_parameters_get_string (gesso_request_get_parameters (request), "size");
  double scale;

  *width = *height = 1024;
  if (gesso_parameters_parse_size (size, width, height) || source == NULL)
    return;
  /* A variation is as large as its source, as far as a sketch can be. */
  *width = gesso_image_get_width (source);
  *height = gesso_image_get_height (source);
  scale = MIN (1, GESSO_SKETCH_MAX_SIDE / (double) MAX (*width, *height));
  *width = MAX (1, (guint) (*width * scale));
  *height = MAX (1, (guint) (*height * scale));
}

GessoResult *
gesso_device_compute_sketch (GessoRequest     *request,
                             GessoProgressFunc progress,
                             gpointer          user_data,
                             GCancellable     *cancellable,
                             GError          **error)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  g_autoptr (GessoImage) source = NULL;
  const char *prompt = gesso_request_get_prompt (request);
  guint count = get_count (request), width, height;
  Part part = { progress, user_data, 0, 1.0 / count };

  if (gesso_request_get_tool (request) == GESSO_TOOL_REDUX &&
      (source = decode_input (request, GESSO_ROLE_SOURCE, cancellable, error)) == NULL)
    return NULL;
  get_size (request, source, &width, &height);
  for (guint i = 0; i < count; i++, part.base = i * part.span)
    {
      guint32 seed = get_seed (request, i);
      GessoImage *image = source != NULL
                              ? gesso_sketch_redux (source, prompt, width, height, seed, tell_part_cb, &part, cancellable, error)
                              : gesso_sketch_generate (prompt, width, height, seed, tell_part_cb, &part, cancellable, error);

      if (image == NULL)
        return NULL;
      gesso_result_take_pixels (result, image, seed);
    }
  set_sketch_note (result, request);
  return g_steal_pointer (&result);
}

static GessoImage *
fill_once (GessoRequest     *request,
           const GessoImage *source,
           const GessoImage *coverage,
           guint32           seed,
           Part             *part,
           GCancellable     *cancellable,
           GError          **error)
{
  if (coverage != NULL)
    return gesso_fill_inpaint (source, coverage, seed, tell_part_cb, part, cancellable, error);
  return gesso_fill_expand (source, gesso_request_get_frame (request), seed, tell_part_cb, part, cancellable, error);
}

GessoResult *
gesso_device_compute_fill (GessoRequest     *request,
                           GessoProgressFunc progress,
                           gpointer          user_data,
                           GCancellable     *cancellable,
                           GError          **error)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  g_autoptr (GessoImage) source = decode_input (request, GESSO_ROLE_SOURCE, cancellable, error);
  g_autoptr (GessoImage) coverage = NULL;
  g_autofree char *warning = NULL;
  guint count = get_count (request), width, height;
  Part part = { progress, user_data, 0, 1.0 / count };

  if (source == NULL)
    return NULL;
  width = gesso_image_get_width (source);
  height = gesso_image_get_height (source);
  if (gesso_request_get_tool (request) == GESSO_TOOL_EXPAND)
    {
      if (!gesso_frame_check (gesso_request_get_frame (request), (int) width, (int) height, error))
        return NULL;
      warning = gesso_fill_dup_expand_warning (gesso_request_get_frame (request), (int) width, (int) height);
    }
  else if ((coverage = gesso_coverage_new (request, width, height, cancellable, error)) == NULL)
    return NULL;
  for (guint i = 0; i < count; i++, part.base = i * part.span)
    {
      guint32 seed = get_seed (request, i);
      GessoImage *image = fill_once (request, source, coverage, seed, &part, cancellable, error);

      if (image == NULL)
        return NULL;
      gesso_result_take_pixels (result, image, seed);
    }
  gesso_result_set_note (result, warning);
  return g_steal_pointer (&result);
}

/* What comes behind the subject: a picture of the artist's, or a sketch of its size. */
static GessoImage *
make_background (GessoRequest     *request,
                 const GessoImage *cutout,
                 Part             *part,
                 GCancellable     *cancellable,
                 GError          **error)
{
  guint width = gesso_image_get_width (cutout), height = gesso_image_get_height (cutout);
  double scale = MIN (1, GESSO_SKETCH_MAX_SIDE / (double) MAX (width, height));

  if (gesso_request_get_tool (request) == GESSO_TOOL_REPLACE_BACKGROUND_IMAGE)
    return decode_input (request, GESSO_ROLE_BACKGROUND, cancellable, error);
  return gesso_sketch_backdrop (gesso_request_get_prompt (request), MAX (1, (guint) (width * scale)),
                                MAX (1, (guint) (height * scale)), get_seed (request, 0),
                                tell_part_cb, part, cancellable, error);
}

GessoResult *
gesso_device_compute_cutout (GessoRequest     *request,
                             GessoProgressFunc progress,
                             gpointer          user_data,
                             GCancellable     *cancellable,
                             GError          **error)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  g_autoptr (GessoImage) source = decode_input (request, GESSO_ROLE_SOURCE, cancellable, error);
  g_autoptr (GessoImage) hint = NULL;
  g_autoptr (GessoImage) background = NULL;
  g_autoptr (GessoImage) cutout = NULL;
  GessoImage *placed;
  gboolean alone = gesso_request_get_tool (request) == GESSO_TOOL_REMOVE_BACKGROUND;
  gboolean drawn = gesso_request_get_tool (request) == GESSO_TOOL_REPLACE_BACKGROUND_PROMPT;
  Part part = { progress, user_data, 0, alone ? 1 : 0.6 };

  if (source == NULL)
    return NULL;
  if (gesso_request_find_input (request, GESSO_ROLE_MASK) != NULL &&
      (hint = decode_input (request, GESSO_ROLE_MASK, cancellable, error)) == NULL)
    return NULL;
  cutout = gesso_cutout_run (source, hint, tell_part_cb, &part, cancellable, error);
  if (cutout == NULL)
    return NULL;
  if (alone)
    {
      gesso_result_take_pixels (result, g_steal_pointer (&cutout), -1);
      return g_steal_pointer (&result);
    }
  part = (Part) { progress, user_data, 0.6, 0.3 };
  background = make_background (request, cutout, &part, cancellable, error);
  placed = background != NULL ? gesso_cutout_place (cutout, background, error) : NULL;
  if (placed == NULL)
    return NULL;
  gesso_result_take_pixels (result, placed, drawn ? (gint64) get_seed (request, 0) : -1);
  if (drawn)
    set_sketch_note (result, request);
  return g_steal_pointer (&result);
}

static gboolean
check_upscaled_size (const GessoImage *source,
                     guint             factor,
                     GError          **error)
{
  guint64 width = (guint64) gesso_image_get_width (source) * factor;
  guint64 height = (guint64) gesso_image_get_height (source) * factor;

  if (width <= GESSO_IMAGE_MAX_SIDE && height <= GESSO_IMAGE_MAX_SIDE && width * height <= GESSO_IMAGE_MAX_PIXELS)
    return TRUE;
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: a size in pixels, then the most millions of pixels Gesso works with. */
               _("The picture would become %u × %u pixels, but Gesso holds at most %d million: choose a smaller factor or crop the picture."),
               (guint) width, (guint) height, GESSO_IMAGE_MAX_PIXELS / 1000000);
  return FALSE;
}

GessoResult *
gesso_device_compute_resample (GessoRequest     *request,
                               GessoProgressFunc progress,
                               gpointer          user_data,
                               GCancellable     *cancellable,
                               GError          **error)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  g_autoptr (GessoImage) source = decode_input (request, GESSO_ROLE_SOURCE, cancellable, error);
  guint factor = (guint) gesso_parameters_get_int (gesso_request_get_parameters (request), "factor", 2);
  GessoImage *image;

  if (source == NULL || !check_upscaled_size (source, factor, error))
    return NULL;
  image = gesso_resample_upscale (source, factor, progress, user_data, cancellable, error);
  if (image == NULL)
    return NULL;
  gesso_result_take_pixels (result, image, -1);
  return g_steal_pointer (&result);
}
