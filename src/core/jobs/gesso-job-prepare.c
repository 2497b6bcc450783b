/* gesso-job-prepare.c - what a model is given, whatever the artist gave
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-color-profile.h"
#include "gesso-error.h"
#include "gesso-job-prepare-private.h"

/* Tried in turn where PNG makes more bytes than the model takes. */
static const int jpeg_qualities[] = { 95, 88, 78 };

/* Still too large, a picture is made smaller by this, down to a side of MIN_SIDE. */
#define SHRINK   0.75
#define MIN_SIDE 64

void
gesso_prepared_add_note (GString    *note,
                         const char *sentence)
{
  if (note->len > 0)
    g_string_append_c (note, '\n');
  g_string_append (note, sentence);
}

static gboolean
is_small_enough (GBytes               *bytes,
                 const GessoModelSpec *model)
{
  return model->max_input_bytes == 0 || g_bytes_get_size (bytes) <= model->max_input_bytes;
}

static gboolean
refuse_size (const GessoModelSpec *model,
             GError              **error)
{
  g_autofree char *size = g_format_size (model->max_input_bytes);

  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the title of a model, then an amount of data such as 4 MB. */
               _("%s takes pictures of up to %s, and this one does not fit: make it smaller or choose another model."),
               _(model->title), size);
  return FALSE;
}

GBytes *
gesso_prepared_encode (const GessoImage     *image,
                       const GessoModelSpec *model,
                       GError              **error)
{
  g_autoptr (GBytes) bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, error);

  for (guint i = 0; bytes != NULL && !is_small_enough (bytes, model); i++)
    {
      if (i == G_N_ELEMENTS (jpeg_qualities) || gesso_image_has_alpha ((GessoImage *) image))
        {
          refuse_size (model, error);
          return NULL;
        }
      g_bytes_unref (bytes);
      bytes = gesso_codec_encode (image, GESSO_FORMAT_JPEG, jpeg_qualities[i], NULL, error);
    }
  return g_steal_pointer (&bytes);
}

/* The formats that every service reads. */
static gboolean
is_common (const GessoPictureInfo *info)
{
  return (info->format == GESSO_FORMAT_PNG || info->format == GESSO_FORMAT_JPEG || info->format == GESSO_FORMAT_WEBP) &&
         !info->animated && info->orientation <= 1;
}

gboolean
gesso_prepared_fit_input (GessoInput           *input,
                          const GessoModelSpec *model,
                          GCancellable         *cancellable,
                          GError              **error)
{
  const GessoFitRule *rule = &model->size;
  g_autoptr (GessoImage) decoded = NULL;
  g_autoptr (GessoImage) image = NULL;
  GBytes *bytes = NULL;
  GessoPictureInfo info;
  gboolean limited, may_stay;
  guint width, height;

  if (!gesso_codec_probe (input->bytes, &info, error))
    return FALSE;
  width = info.width;
  height = info.height;
  limited = gesso_fit_limits (&width, &height, rule);
  may_stay = !limited && is_common (&info) && is_small_enough (input->bytes, model);
  if (may_stay && !gesso_color_profile_may_be_in (input->bytes))
    return TRUE;
  decoded = gesso_codec_decode (input->bytes, cancellable, error);
  if (decoded == NULL || (may_stay && gesso_color_profile_is_srgb (gesso_image_get_profile (decoded))))
    return decoded != NULL;
  image = gesso_color_to_srgb (decoded, cancellable, error);
  while (image != NULL && bytes == NULL)
    {
      g_autoptr (GessoImage) scaled = gesso_image_scale (image, width, height, error);
      g_autoptr (GError) local_error = NULL;

      if (scaled == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      bytes = gesso_prepared_encode (scaled, model, &local_error);
      if (bytes == NULL && (!g_error_matches (local_error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT) ||
                            MIN (width, height) * SHRINK < MAX (MIN_SIDE, rule->min_side)))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      width = (guint) (width * SHRINK);
      height = (guint) (height * SHRINK);
    }
  if (bytes == NULL)
    return FALSE;
  g_bytes_unref (input->bytes);
  input->bytes = bytes;
  /* These bytes are not those of the blob. */
  g_clear_pointer (&input->blob, g_free);
  return TRUE;
}

/* A hint over the source has to be as large as the source has become. */
static gboolean
fit_hint (GessoInput   *hint,
          GessoInput   *source,
          GCancellable *cancellable,
          GError      **error)
{
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GessoImage) scaled = NULL;
  GessoPictureInfo info, hint_info;
  GBytes *bytes;

  if (!gesso_codec_probe (source->bytes, &info, error) || !gesso_codec_probe (hint->bytes, &hint_info, error))
    return FALSE;
  if (info.width == hint_info.width && info.height == hint_info.height)
    return TRUE;
  image = gesso_codec_decode_mask (hint->bytes, cancellable, error);
  scaled = image != NULL ? gesso_image_scale (image, info.width, info.height, error) : NULL;
  bytes = scaled != NULL ? gesso_codec_encode (scaled, GESSO_FORMAT_PNG, 100, NULL, error) : NULL;
  if (bytes == NULL)
    return FALSE;
  g_bytes_unref (hint->bytes);
  hint->bytes = bytes;
  g_clear_pointer (&hint->blob, g_free);
  return TRUE;
}

static gboolean
fit_inputs (GessoPrepared        *self,
            GessoRequest         *request,
            const GessoModelSpec *model,
            GCancellable         *cancellable,
            GError              **error)
{
  GessoInput *source, *hint;

  self->request = gesso_request_copy (request);
  for (guint i = 0; i < gesso_request_get_n_inputs (self->request); i++)
    {
      GessoInput *input = gesso_request_get_input (self->request, i);

      if (input->role != GESSO_ROLE_MASK && !gesso_prepared_fit_input (input, model, cancellable, error))
        return FALSE;
    }
  source = gesso_request_find_input (self->request, GESSO_ROLE_SOURCE);
  hint = gesso_request_find_input (self->request, GESSO_ROLE_MASK);
  return source == NULL || hint == NULL || fit_hint (hint, source, cancellable, error);
}

static gboolean
has_all_bytes (GessoRequest *request)
{
  for (guint i = 0; i < gesso_request_get_n_inputs (request); i++)
    if (gesso_request_get_input (request, i)->bytes == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
prepare (GessoPrepared        *self,
         GessoRequest         *request,
         const GessoModelSpec *model,
         GCancellable         *cancellable,
         GError              **error)
{
  GessoTool tool = gesso_request_get_tool (request);

  if (model->max_sources == 0 || gesso_request_get_n_inputs (request) == 0)
    {
      self->request = g_object_ref (request);
      return TRUE;
    }
  if (gesso_prepared_has_own_frame (request, model))
    return gesso_prepared_keep_frame (self, request, model, cancellable, error);
  if (tool == GESSO_TOOL_INPAINT || tool == GESSO_TOOL_EXPAND)
    return gesso_prepared_cut_area (self, request, model, cancellable, error);
  return fit_inputs (self, request, model, cancellable, error);
}

GessoPrepared *
gesso_job_prepare (GessoRequest         *request,
                   const GessoModelSpec *model,
                   GCancellable         *cancellable,
                   GError              **error)
{
  g_autoptr (GessoPrepared) self = NULL;

  g_return_val_if_fail (GESSO_IS_REQUEST (request) && model != NULL, NULL);
  g_return_val_if_fail (has_all_bytes (request), NULL);

  self = g_new0 (GessoPrepared, 1);
  self->note = g_string_new (NULL);
  if (!prepare (self, request, model, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
gesso_prepared_free (GessoPrepared *self)
{
  g_clear_object (&self->request);
  gesso_exact_clear (&self->exact);
  g_clear_pointer (&self->base, gesso_image_unref);
  g_clear_pointer (&self->seen, gesso_image_unref);
  g_clear_pointer (&self->cover, gesso_image_unref);
  g_string_free (self->note, TRUE);
  g_free (self);
}

GessoRequest *
gesso_prepared_get_request (GessoPrepared *self)
{
  return self->request;
}

gboolean
gesso_prepared_is_edit (GessoPrepared *self)
{
  return self->is_edit;
}

const GessoFit *
gesso_prepared_get_fit (GessoPrepared *self)
{
  return self->is_edit ? &self->fit : NULL;
}

const char *
gesso_prepared_get_note (GessoPrepared *self)
{
  return self->note->len > 0 ? self->note->str : NULL;
}

GessoExact *
gesso_prepared_get_exact (GessoPrepared *self)
{
  return &self->exact;
}

gboolean
gesso_prepared_is_new_picture (GessoPrepared *self)
{
  return self->new_picture;
}
