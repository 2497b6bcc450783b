/* gesso-job-prepare-area.c - an area with its surroundings, and a mask as the model wants it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gesso-codec.h"
#include "gesso-color-profile.h"
#include "gesso-coverage.h"
#include "gesso-error.h"
#include "gesso-job-prepare-private.h"

/* The model may change this much more than will be pasted, so that nothing ends
 * just where the paste does: in image pixels, and as a share of the area's diagonal. */
#define GROW_MIN   4
#define GROW_SHARE 0.02

/* What is to be added starts out as blurred as if it were this many pixels large. */
#define BLUR 32

/* The parameters that say how large the result is: the crop says it. */
static const char *const size_parameters[] = { "size", "aspect_ratio", "aspect-ratio", "ratio", "width", "height" };

/* The picture in its frame; its edge's colours run on into what is added. */
static GessoImage *
make_canvas (const GessoImage *picture,
             const GessoFrame *frame,
             GError          **error)
{
  guint width = gesso_image_get_width (picture), height = gesso_image_get_height (picture);
  GessoImageWindow window = { -frame->left, -frame->top, 0, 0 };
  guint new_width = width + (guint) (frame->left + frame->right), new_height = height + (guint) (frame->top + frame->bottom);
  GessoImage *canvas;

  window.width = new_width;
  window.height = new_height;
  canvas = gesso_image_resample (picture, &window, new_width, new_height, error);
  /* Resampling does not keep the colour of what is wholly transparent. */
  if (canvas != NULL)
    gesso_image_paste (canvas, picture, frame->left, frame->top);
  return canvas;
}

/* Coverage of all but the old picture. */
static GessoImage *
make_frame_cover (const GessoImage *canvas,
                  const GessoRect  *old,
                  GError          **error)
{
  guint width = gesso_image_get_width (canvas), height = gesso_image_get_height (canvas);
  GessoImage *cover = gesso_image_new (width, height, 1, error);

  for (guint y = 0; cover != NULL && y < height; y++)
    {
      guint8 *row = gesso_image_edit_row (cover, y);

      memset (row, 255, width);
      if ((int) y >= old->y && (int) y < old->y + old->height)
        memset (row + old->x, 0, (gsize) old->width);
    }
  return cover;
}

static gboolean
load_area (GessoPrepared *self,
           GessoRequest  *request,
           GCancellable  *cancellable,
           GError       **error)
{
  const GessoFrame *frame = gesso_request_get_frame (request);
  g_autoptr (GessoImage) source =
      gesso_codec_decode (gesso_request_find_input (request, GESSO_ROLE_SOURCE)->bytes, cancellable, error);
  g_autoptr (GessoImage) standard = NULL;
  int width, height;

  if (source == NULL)
    return FALSE;
  width = (int) gesso_image_get_width (source);
  height = (int) gesso_image_get_height (source);
  self->exact.parent = gesso_image_ref (source);
  if (gesso_request_get_tool (request) == GESSO_TOOL_INPAINT)
    {
      self->cover = gesso_coverage_new (request, (guint) width, (guint) height, cancellable, error);
      if (self->cover == NULL)
        return FALSE;
      self->exact.coverage = gesso_image_ref (self->cover);
      self->base = gesso_image_ref (source);
    }
  else
    {
      GessoRect old = gesso_frame_get_old (frame, width, height);

      if (!gesso_frame_check (frame, width, height, error))
        return FALSE;
      self->base = make_canvas (source, frame, error);
      self->cover = self->base != NULL ? make_frame_cover (self->base, &old, error) : NULL;
    }
  standard = self->cover != NULL ? gesso_color_to_srgb (self->base, cancellable, error) : NULL;
  self->seen = standard != NULL ? gesso_image_flatten (standard, error) : NULL;
  self->is_edit = TRUE;
  return self->seen != NULL;
}

gboolean
gesso_prepared_has_own_frame (GessoRequest         *request,
                              const GessoModelSpec *model)
{
  return gesso_request_get_tool (request) == GESSO_TOOL_EXPAND && model->mask == GESSO_MASK_FORM_NONE &&
         (model->tools & (1u << GESSO_TOOL_EDIT)) == 0;
}

gboolean
gesso_prepared_plan_area (GessoPrepared        *self,
                          GessoRequest         *request,
                          const GessoModelSpec *model,
                          GCancellable         *cancellable,
                          GError              **error)
{
  static const GessoFitRule anything;
  const GessoFitRule *rule = model != NULL ? &model->size : &anything;

  if (!load_area (self, request, cancellable, error))
    return FALSE;
  self->area = gesso_image_get_bounds (self->cover);
  if (model != NULL && gesso_prepared_has_own_frame (request, model))
    {
      self->fit.cut = (GessoRect) { 0, 0, (int) gesso_image_get_width (self->base), (int) gesso_image_get_height (self->base) };
      self->fit.pasted = self->area;
      return TRUE;
    }
  self->fit = gesso_fit_area (&self->area, (int) gesso_image_get_width (self->base),
                              (int) gesso_image_get_height (self->base), rule);
  return TRUE;
}

static GessoImageWindow
get_window (const GessoRect *rect)
{
  return (GessoImageWindow) { rect->x, rect->y, rect->width, rect->height };
}

/* White over what the model may change, of the size that is sent; @grow in image pixels. */
static GessoImage *
make_mask (GessoPrepared *self,
           double         grow,
           GError       **error)
{
  GessoImageWindow window = get_window (&self->fit.cut);
  g_autoptr (GessoImage) support = gesso_image_spread (self->cover, 0, error);
  g_autoptr (GessoImage) scaled = NULL;

  scaled = support != NULL ? gesso_image_resample (support, &window, self->fit.width, self->fit.height, error) : NULL;
  return scaled != NULL ? gesso_image_spread (scaled, (guint) ceil (grow * self->fit.scale), error) : NULL;
}

GessoImage *
gesso_prepared_make_sent (GessoPrepared *self,
                          GessoImage   **hole,
                          GError       **error)
{
  GessoImageWindow window = get_window (&self->fit.cut);

  g_return_val_if_fail (self->is_edit, NULL);

  *hole = make_mask (self, 0, error);
  return *hole != NULL ? gesso_image_resample (self->seen, &window, self->fit.width, self->fit.height, error) : NULL;
}

static GessoImage *
invert (const GessoImage *mask,
        GError          **error)
{
  guint width = gesso_image_get_width (mask), height = gesso_image_get_height (mask);
  GessoImage *inverted = gesso_image_new (width, height, 1, error);

  for (guint y = 0; inverted != NULL && y < height; y++)
    for (guint x = 0; x < width; x++)
      gesso_image_edit_row (inverted, y)[x] = 255 - gesso_image_get_row (mask, y)[x];
  return inverted;
}

/* A copy of @picture with a hole where @mask is white; @hollow: without its colours, which few read. */
static GessoImage *
punch (const GessoImage *picture,
       const GessoImage *mask,
       gboolean          hollow,
       GError          **error)
{
  guint width = gesso_image_get_width (mask), height = gesso_image_get_height (mask);
  GessoImage *image = gesso_image_new (width, height, 4, error);

  for (guint y = 0; image != NULL && y < height; y++)
    {
      const guint8 *in = gesso_image_get_row (picture, y), *hole = gesso_image_get_row (mask, y);
      guint8 *out = gesso_image_edit_row (image, y);

      for (guint x = 0; x < width; x++, in += 3, out += 4)
        {
          if (!hollow)
            memcpy (out, in, 3);
          out[3] = 255 - hole[x];
        }
    }
  return image;
}

static GBytes *
encode_mask (const GessoImage     *picture,
             const GessoImage     *mask,
             const GessoModelSpec *model,
             GError              **error)
{
  g_autoptr (GessoImage) image = NULL;
  GBytes *bytes;

  if (model->mask == GESSO_MASK_FORM_HOLE)
    image = punch (picture, mask, FALSE, error);
  else
    image = model->mask == GESSO_MASK_FORM_BLACK ? invert (mask, error) : gesso_image_ref (mask);
  bytes = image != NULL ? gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, error) : NULL;
  if (bytes == NULL || model->mask != GESSO_MASK_FORM_HOLE || model->max_input_bytes == 0 ||
      g_bytes_get_size (bytes) <= model->max_input_bytes)
    return bytes;
  g_bytes_unref (bytes);
  gesso_image_unref (image);
  image = punch (picture, mask, TRUE, error);
  return image != NULL ? gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, error) : NULL;
}

/* The crop at the size that is sent; what is to be added is blurred, so that it shows where. */
static GessoImage *
make_picture (GessoPrepared *self,
              gboolean       added,
              GError       **error)
{
  GessoImageWindow window = get_window (&self->fit.cut);
  g_autoptr (GessoImage) picture =
      gesso_image_resample (self->seen, &window, self->fit.width, self->fit.height, error);
  g_autoptr (GessoImage) small = NULL;
  g_autoptr (GessoImage) blurred = NULL;
  g_autoptr (GessoImage) mask = NULL;

  if (picture == NULL || !added)
    return g_steal_pointer (&picture);
  small = gesso_image_scale (picture, MAX (self->fit.width / BLUR, 1), MAX (self->fit.height / BLUR, 1), error);
  blurred = small != NULL ? gesso_image_scale (small, self->fit.width, self->fit.height, error) : NULL;
  mask = blurred != NULL ? make_mask (self, 0, error) : NULL;
  return mask != NULL ? gesso_composite (picture, blurred, mask, error) : NULL;
}

/* Where the area lies in what is sent, for a model that has no other way to know. */
static char *
describe_area (const GessoFit  *fit,
               const GessoRect *area)
{
  double x = 100.0 / fit->cut.width, y = 100.0 / fit->cut.height;

  return g_strdup_printf ("between %.0f%% and %.0f%% of its width from the left and between %.0f%% and %.0f%% of its "
                          "height from the top",
                          floor ((area->x - fit->cut.x) * x), ceil ((area->x + area->width - fit->cut.x) * x),
                          floor ((area->y - fit->cut.y) * y), ceil ((area->y + area->height - fit->cut.y) * y));
}

/* What an edit is told in place of a mask. The models are told in English, which all of them understand best. */
static char *
dup_instruction (GessoRequest    *request,
                 const GessoFit  *fit,
                 const GessoRect *area)
{
  static const char keep[] = "Keep everything else exactly as it is: the same framing, places, sizes, light and colours.";
  g_autofree char *words = g_strstrip (g_strdup (gesso_request_get_prompt (request)));
  g_autofree char *where = describe_area (fit, area);

  if (gesso_request_get_tool (request) == GESSO_TOOL_EXPAND)
    return g_strdup_printf ("Continue the picture into its blurred margins so that no border shows. %s%s%s", keep,
                            *words != '\0' ? " What the margins show: " : "", words);
  if (*words == '\0')
    return g_strdup_printf ("Remove what lies %s, and continue its surroundings there so that nothing looks retouched. %s",
                            where, keep);
  return g_strdup_printf ("%s\n\nChange only what lies %s. %s", words, where, keep);
}

static void
add_fit_note (GessoPrepared *self)
{
  g_autofree char *text = NULL;

  if (!self->fit.softer)
    return;
  /* Translators: sizes in pixels: of a part of the picture, then of what the model is sent of it. */
  text = g_strdup_printf (_("The model was sent %d × %d pixels of the picture as %u × %u, so the new part is softer than its surroundings."),
                          self->fit.cut.width, self->fit.cut.height, self->fit.width, self->fit.height);
  gesso_prepared_add_note (self->note, text);
}

/* A request with nothing but @picture and, where @mask is given, a mask, and then the references. */
static gboolean
make_request (GessoPrepared        *self,
              GessoRequest         *request,
              GessoTool             tool,
              GBytes               *picture,
              GBytes               *mask,
              const GessoModelSpec *model,
              GCancellable         *cancellable,
              GError              **error)
{
  g_autoptr (GessoParameters) parameters = gesso_parameters_copy (gesso_request_get_parameters (request));

  for (guint i = 0; i < G_N_ELEMENTS (size_parameters); i++)
    gesso_parameters_set (parameters, size_parameters[i], NULL);
  self->request = gesso_request_new (tool, gesso_request_get_model (request));
  gesso_request_set_prompt (self->request, gesso_request_get_prompt (request));
  gesso_request_set_parameters (self->request, parameters);
  gesso_request_set_frame (self->request, gesso_request_get_frame (request));
  gesso_request_set_parent_id (self->request, gesso_request_get_parent_id (request));
  gesso_request_add_input (self->request, GESSO_ROLE_SOURCE, picture, NULL, 0, 0);
  if (mask != NULL)
    gesso_request_add_input (self->request, GESSO_ROLE_MASK, mask, NULL, 0, 0);
  for (guint i = 0; i < gesso_request_get_n_inputs (request); i++)
    {
      const GessoInput *from = gesso_request_get_input (request, i);
      GessoInput *input;

      if (from->role == GESSO_ROLE_SOURCE || from->role == GESSO_ROLE_MASK)
        continue;
      input = gesso_request_add_input (self->request, from->role, from->bytes, from->blob, from->version_id, from->image_index);
      if (!gesso_prepared_fit_input (input, model, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gesso_prepared_cut_area (GessoPrepared        *self,
                         GessoRequest         *request,
                         const GessoModelSpec *model,
                         GCancellable         *cancellable,
                         GError              **error)
{
  gboolean added = gesso_request_get_tool (request) == GESSO_TOOL_EXPAND;
  gboolean emulated = model->mask == GESSO_MASK_FORM_NONE;
  g_autoptr (GessoImage) picture = NULL;
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GBytes) picture_bytes = NULL;
  g_autoptr (GBytes) mask_bytes = NULL;
  g_autofree char *instruction = NULL;

  if (!gesso_prepared_plan_area (self, request, model, cancellable, error))
    return FALSE;
  picture = make_picture (self, added, error);
  picture_bytes = picture != NULL ? gesso_prepared_encode (picture, model, error) : NULL;
  if (picture_bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!emulated)
    {
      mask = make_mask (self, MAX (GROW_MIN, GROW_SHARE * hypot (self->area.width, self->area.height)), error);
      mask_bytes = mask != NULL ? encode_mask (picture, mask, model, error) : NULL;
      if (mask_bytes == NULL)
        return FALSE;
    }
  if (!make_request (self, request, emulated ? GESSO_TOOL_EDIT : gesso_request_get_tool (request), picture_bytes,
                     mask_bytes, model, cancellable, error))
    return FALSE;
  if (emulated)
    {
      instruction = dup_instruction (request, &self->fit, &self->area);
      gesso_request_set_prompt (self->request, instruction);
      gesso_prepared_add_note (self->note, _("This model takes no mask. It was asked in words to change only this part, and only this part was taken from its reply."));
    }
  add_fit_note (self);
  return TRUE;
}

gboolean
gesso_prepared_keep_frame (GessoPrepared        *self,
                           GessoRequest         *request,
                           const GessoModelSpec *model,
                           GCancellable         *cancellable,
                           GError              **error)
{
  const GessoFitRule *rule = &model->size;
  GessoInput *source;
  GessoPictureInfo info;
  GessoFrame frame;
  guint width, height;
  double scale;

  if (!gesso_prepared_plan_area (self, request, model, cancellable, error))
    return FALSE;
  width = gesso_image_get_width (self->base);
  height = gesso_image_get_height (self->base);
  self->request = gesso_request_copy (request);
  source = gesso_request_find_input (self->request, GESSO_ROLE_SOURCE);
  /* The limits are those of the result. */
  gesso_fit_limits (&width, &height, rule);
  scale = MIN ((double) width / self->fit.cut.width, 1);
  if (scale < 1)
    {
      g_autoptr (GessoImage) standard = gesso_color_to_srgb (self->exact.parent, cancellable, error);
      g_autoptr (GessoImage) scaled =
          standard == NULL ? NULL
                           : gesso_image_scale (standard, (guint) MAX (gesso_image_get_width (standard) * scale, 1),
                                                (guint) MAX (gesso_image_get_height (standard) * scale, 1), error);
      GBytes *bytes = scaled != NULL ? gesso_prepared_encode (scaled, model, error) : NULL;

      if (bytes == NULL)
        return FALSE;
      g_bytes_unref (source->bytes);
      source->bytes = bytes;
      g_clear_pointer (&source->blob, g_free);
      frame = *gesso_request_get_frame (request);
      frame = (GessoFrame) { (int) (frame.left * scale), (int) (frame.top * scale), (int) (frame.right * scale), (int) (frame.bottom * scale) };
      gesso_request_set_frame (self->request, &frame);
    }
  else if (!gesso_prepared_fit_input (source, model, cancellable, error))
    return FALSE;
  if (!gesso_codec_probe (source->bytes, &info, error))
    return FALSE;
  frame = *gesso_request_get_frame (self->request);
  self->fit.width = info.width + (guint) (frame.left + frame.right);
  self->fit.height = info.height + (guint) (frame.top + frame.bottom);
  self->fit.scale = (double) self->fit.width / self->fit.cut.width;
  self->fit.softer = self->fit.scale < 0.995;
  add_fit_note (self);
  return TRUE;
}
