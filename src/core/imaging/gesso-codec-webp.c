/* gesso-codec-webp.c - reading and writing WebP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <webp/decode.h>
#include <webp/encode.h>

#include "gesso-codec-private.h"
#include "gesso-error.h"
#include "gesso-riff-private.h"

/* An ANMF chunk begins with the frame's place and size; then chunks of a still. */
#define FRAME_HEADER 16

static void
set_status (VP8StatusCode status,
            GError      **error)
{
  if (status == VP8_STATUS_NOT_ENOUGH_DATA)
    gesso_codec_set_truncated (error);
  else if (status == VP8_STATUS_OUT_OF_MEMORY)
    gesso_codec_set_no_memory (error);
  else
    gesso_codec_set_damaged (error);
}

static GessoImage *
decode_still (const guint8 *data,
              gsize         size,
              GError      **error)
{
  g_autoptr (GessoImage) image = NULL;
  WebPDecoderConfig config;
  VP8StatusCode status;

  if (!WebPInitDecoderConfig (&config))
    {
      gesso_codec_set_no_memory (error);
      return NULL;
    }
  status = WebPGetFeatures (data, size, &config.input);
  if (status != VP8_STATUS_OK)
    {
      set_status (status, error);
      return NULL;
    }
  image = gesso_image_new ((guint) config.input.width, (guint) config.input.height,
                           config.input.has_alpha ? 4 : 3, error);
  if (image == NULL)
    return NULL;
  config.options.use_threads = 1;
  config.output.colorspace = config.input.has_alpha ? MODE_RGBA : MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = gesso_image_edit_row (image, 0);
  config.output.u.RGBA.stride = (int) gesso_image_get_stride (image);
  config.output.u.RGBA.size = gesso_image_get_stride (image) * gesso_image_get_height (image);
  status = WebPDecode (data, size, &config);
  WebPFreeDecBuffer (&config.output);
  if (status != VP8_STATUS_OK)
    {
      set_status (status, error);
      return NULL;
    }
  return g_steal_pointer (&image);
}

/* The still inside an animation's frame, as a file of its own. */
static GBytes *
extract_still (const GessoRiffChunk *frame)
{
  GByteArray *file = gesso_riff_begin ();
  GessoRiffChunk chunk;
  GessoRiff riff;

  gesso_riff_open_inner (&riff, frame->data + FRAME_HEADER, frame->size - FRAME_HEADER);
  while (gesso_riff_next (&riff, &chunk))
    {
      if (g_str_equal (chunk.type, "ALPH"))
        {
          guint8 extended[GESSO_WEBP_VP8X_SIZE] = { GESSO_WEBP_ALPHA };

          /* The frame's width and height less one, as a canvas stores them too. */
          memcpy (extended + 4, frame->data + 6, 6);
          gesso_riff_append (file, "VP8X", extended, sizeof (extended));
        }
      gesso_riff_append (file, chunk.type, chunk.data, chunk.size);
    }
  return gesso_riff_finish (file);
}

/* On a see-through canvas, as the frame may cover only a part of it. */
static GessoImage *
decode_frame (const GessoRiffChunk   *frame,
              const WebPBitstreamFeatures *canvas,
              GError                **error)
{
  g_autoptr (GBytes) file = extract_still (frame);
  g_autoptr (GessoImage) still = NULL;
  g_autoptr (GessoImage) whole = NULL;
  g_autoptr (GessoImage) image = NULL;

  still = decode_still (g_bytes_get_data (file, NULL), g_bytes_get_size (file), error);
  if (still == NULL)
    return NULL;
  if (gesso_image_get_width (still) == (guint) canvas->width &&
      gesso_image_get_height (still) == (guint) canvas->height)
    return g_steal_pointer (&still);
  whole = gesso_image_convert (still, 4, error);
  image = gesso_image_new ((guint) canvas->width, (guint) canvas->height, 4, error);
  if (whole == NULL || image == NULL)
    return NULL;
  gesso_image_paste (image, whole, (int) gesso_riff_read_24 (frame->data) * 2,
                     (int) gesso_riff_read_24 (frame->data + 3) * 2);
  return g_steal_pointer (&image);
}

static GessoImage *
decode_first_frame (const guint8 *data,
                    gsize         size,
                    GError      **error)
{
  WebPBitstreamFeatures canvas;
  GessoRiffChunk chunk;
  GessoRiff riff;

  if (gesso_riff_open (&riff, data, size) && WebPGetFeatures (data, size, &canvas) == VP8_STATUS_OK)
    while (gesso_riff_next (&riff, &chunk))
      if (g_str_equal (chunk.type, "ANMF") && chunk.size > FRAME_HEADER)
        return decode_frame (&chunk, &canvas, error);
  gesso_codec_set_damaged (error);
  return NULL;
}

GessoImage *
gesso_codec_webp_decode (GBytes                 *bytes,
                         const GessoPictureInfo *info,
                         GError                **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  GessoImage *image = info->animated ? decode_first_frame (data, size, error)
                                     : decode_still (data, size, error);
  GessoRiffChunk chunk;
  GessoRiff riff;

  if (image != NULL && gesso_riff_open (&riff, data, size))
    while (gesso_riff_next (&riff, &chunk))
      if (g_str_equal (chunk.type, "ICCP"))
        gesso_codec_keep_profile (image, chunk.data, chunk.size);
  return image;
}

static gboolean
import_pixels (WebPPicture      *picture,
               const GessoImage *image,
               GError          **error)
{
  guint channels = MAX (gesso_image_get_channels (image), 3);
  g_autoptr (GessoImage) coloured = gesso_image_convert (image, channels, error);
  const guint8 *pixels;
  int stride;

  if (coloured == NULL)
    return FALSE;
  pixels = gesso_image_get_row (coloured, 0);
  stride = (int) gesso_image_get_stride (coloured);
  if (channels == 4 ? WebPPictureImportRGBA (picture, pixels, stride)
                    : WebPPictureImportRGB (picture, pixels, stride))
    return TRUE;
  gesso_codec_set_no_memory (error);
  return FALSE;
}

/* @plain with @profile: the extended form of the format. */
static GBytes *
add_profile (GBytes           *plain,
             const GessoImage *image,
             GBytes           *profile)
{
  guint8 extended[GESSO_WEBP_VP8X_SIZE] = { GESSO_WEBP_PROFILE };
  GByteArray *file = gesso_riff_begin ();
  GessoRiffChunk chunk;
  GessoRiff riff;

  if (gesso_image_has_alpha ((GessoImage *) image))
    extended[0] |= GESSO_WEBP_ALPHA;
  gesso_riff_write_24 (extended + 4, gesso_image_get_width (image) - 1);
  gesso_riff_write_24 (extended + 7, gesso_image_get_height (image) - 1);
  gesso_riff_append (file, "VP8X", extended, sizeof (extended));
  gesso_riff_append (file, "ICCP", g_bytes_get_data (profile, NULL), g_bytes_get_size (profile));
  if (gesso_riff_open (&riff, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain)))
    while (gesso_riff_next (&riff, &chunk))
      if (!g_str_equal (chunk.type, "VP8X"))
        gesso_riff_append (file, chunk.type, chunk.data, chunk.size);
  return gesso_riff_finish (file);
}

static GBytes *
run_encoder (WebPPicture       *picture,
             const WebPConfig  *config,
             WebPMemoryWriter  *writer,
             const GessoImage  *image,
             GError           **error)
{
  if (!import_pixels (picture, image, error))
    return NULL;
  if (!WebPEncode (config, picture))
    {
      gesso_codec_set_no_memory (error);
      return NULL;
    }
  return g_bytes_new (writer->mem, writer->size);
}

GBytes *
gesso_codec_webp_encode (const GessoImage *image,
                         int               quality,
                         GError          **error)
{
  GBytes *profile = gesso_image_get_channels (image) > 1 ? gesso_image_get_profile (image) : NULL;
  g_autoptr (GBytes) plain = NULL;
  WebPMemoryWriter writer;
  WebPPicture picture;
  WebPConfig config;

  if (MAX (gesso_image_get_width (image), gesso_image_get_height (image)) > WEBP_MAX_DIMENSION)
    {
      /* Translators: %d is a number of pixels. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   _("WebP pictures have at most %d pixels a side. Save this one as PNG or JPEG."),
                   WEBP_MAX_DIMENSION);
      return NULL;
    }
  if (!WebPConfigPreset (&config, WEBP_PRESET_PHOTO, CLAMP (quality, 1, 100)) || !WebPPictureInit (&picture))
    {
      gesso_codec_set_no_memory (error);
      return NULL;
    }
  WebPMemoryWriterInit (&writer);
  config.thread_level = 1;
  picture.width = (int) gesso_image_get_width (image);
  picture.height = (int) gesso_image_get_height (image);
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &writer;
  plain = run_encoder (&picture, &config, &writer, image, error);
  WebPPictureFree (&picture);
  WebPMemoryWriterClear (&writer);
  return plain == NULL || profile == NULL ? g_steal_pointer (&plain) : add_profile (plain, image, profile);
}
