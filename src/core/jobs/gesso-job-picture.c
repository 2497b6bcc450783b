/* gesso-job-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-blurhash.h"
#include "gesso-codec.h"
#include "gesso-coverage.h"
#include "gesso-error.h"
#include "gesso-job-picture.h"

void
gesso_job_picture_free (GessoJobPicture *picture)
{
  g_clear_pointer (&picture->file, g_bytes_unref);
  g_clear_pointer (&picture->reply_file, g_bytes_unref);
  g_free (picture->blob);
  g_free (picture->reply);
  g_free (picture->mime);
  g_free (picture->blurhash);
  g_free (picture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoJobPicture, gesso_job_picture_free)

void
gesso_exact_clear (GessoExact *exact)
{
  g_clear_pointer (&exact->parent, gesso_image_unref);
  g_clear_pointer (&exact->coverage, gesso_image_unref);
}

gboolean
gesso_exact_load (GessoExact   *exact,
                  GessoRequest *request,
                  GCancellable *cancellable,
                  GError      **error)
{
  GessoTool tool = gesso_request_get_tool (request);
  GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);

  if ((tool != GESSO_TOOL_INPAINT && tool != GESSO_TOOL_EXPAND) || source == NULL)
    return TRUE;
  exact->parent = gesso_codec_decode (source->bytes, cancellable, error);
  if (exact->parent == NULL)
    return FALSE;
  if (tool == GESSO_TOOL_INPAINT)
    exact->coverage = gesso_coverage_new (request, gesso_image_get_width (exact->parent),
                                          gesso_image_get_height (exact->parent), cancellable, error);
  return tool != GESSO_TOOL_INPAINT || exact->coverage != NULL;
}

/* The reply through the mask or the frame, or the reply itself. */
static GessoImage *
composite (const GessoImage *reply,
           GessoRequest     *request,
           GessoExact       *exact,
           GError          **error)
{
  if (exact->parent == NULL)
    return gesso_image_ref (reply);
  if (exact->coverage != NULL)
    return gesso_composite (exact->parent, reply, exact->coverage, error);
  return gesso_composite_frame (exact->parent, reply, gesso_request_get_frame (request), error);
}

/* The pixels of a result, whichever way it holds them. */
static GessoImage *
get_pixels (GessoResultImage *image,
            GCancellable     *cancellable,
            GError          **error)
{
  if (image->pixels != NULL)
    return gesso_image_ref (image->pixels);
  return gesso_codec_decode (image->bytes, cancellable, error);
}

/* Puts kept and reply bytes into @picture; the reply (nullable when @image has
 * bytes) only where it tells more. */
static gboolean
encode_picture (GessoJobPicture  *picture,
                GessoResultImage *image,
                const GessoImage *reply,
                const GessoImage *kept,
                gboolean          same,
                GError          **error)
{
  GessoFormat format = GESSO_FORMAT_PNG;
  GessoPictureInfo info;

  if (same && image->bytes != NULL)
    {
      if (!gesso_codec_probe (image->bytes, &info, error))
        return FALSE;
      format = info.format;
      picture->file = g_bytes_ref (image->bytes);
    }
  else
    picture->file = gesso_codec_encode (kept, GESSO_FORMAT_PNG, 100, NULL, error);
  if (picture->file == NULL)
    return FALSE;
  picture->mime = g_strdup (gesso_format_get_mime (format));
  if (same)
    return TRUE;
  picture->reply_file = image->bytes != NULL ? g_bytes_ref (image->bytes)
                                             : gesso_codec_encode (reply, GESSO_FORMAT_PNG, 100, NULL, error);
  return picture->reply_file != NULL;
}

static GessoJobPicture *
make_picture (GessoResultImage *image,
              const GessoImage *reply,
              const GessoImage *kept,
              gboolean          same,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (GessoJobPicture) picture = g_new0 (GessoJobPicture, 1);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !encode_picture (picture, image, reply, kept, same, error))
    return NULL;
  picture->width = gesso_image_get_width (kept);
  picture->height = gesso_image_get_height (kept);
  picture->blurhash = gesso_blurhash_encode (kept);
  picture->seed = image->seed;
  picture->verdict = (GessoVerdict) { -1, 0 };
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&picture);
}

GessoJobPicture *
gesso_job_picture_new (GessoResultImage *image,
                       GessoRequest     *request,
                       GessoExact       *exact,
                       GCancellable     *cancellable,
                       GError          **error)
{
  g_autoptr (GessoImage) reply = get_pixels (image, cancellable, error);
  g_autoptr (GessoImage) kept = reply != NULL ? composite (reply, request, exact, error) : NULL;

  return kept != NULL ? make_picture (image, reply, kept, gesso_image_equal (reply, kept), cancellable, error) : NULL;
}

GessoJobPicture *
gesso_job_picture_new_from_reply (GessoResultImage *image,
                                  const GessoImage *kept,
                                  gboolean          is_edit,
                                  GCancellable     *cancellable,
                                  GError          **error)
{
  g_return_val_if_fail (image->bytes != NULL, NULL);

  return make_picture (image, NULL, kept, !is_edit, cancellable, error);
}

gboolean
gesso_job_picture_verify (GessoJobPicture *picture,
                          GBytes          *written,
                          GessoRequest    *request,
                          GessoExact      *exact,
                          GCancellable    *cancellable,
                          GError         **error)
{
  const GessoFrame *frame = gesso_request_get_frame (request);
  gboolean framed = exact->coverage == NULL;

  if (exact->parent == NULL)
    return TRUE;
  return gesso_verify (written, exact->parent, exact->coverage, framed ? frame->left : 0, framed ? frame->top : 0,
                       &picture->verdict, cancellable, error);
}
