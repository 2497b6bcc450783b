/* gesso-codec.c - one door to all picture formats
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-codec-private.h"
#include "gesso-error.h"
#include "gesso-recipe.h"

#define DEPTH 8

/* An ICC profile's header names the kind of its pixels here. */
#define PROFILE_SPACE_OFFSET 16
#define PROFILE_HEADER_SIZE 128

static const struct
{
  const char *mime;
  const char *suffixes[3]; /* the first is the one written */
  gboolean writable;
} formats[GESSO_N_FORMATS] = {
  [GESSO_FORMAT_PNG] = { "image/png", { "png" }, TRUE },
  [GESSO_FORMAT_JPEG] = { "image/jpeg", { "jpg", "jpeg", "jpe" }, TRUE },
  [GESSO_FORMAT_WEBP] = { "image/webp", { "webp" }, TRUE },
  [GESSO_FORMAT_GIF] = { "image/gif", { "gif" }, FALSE },
  [GESSO_FORMAT_TIFF] = { "image/tiff", { "tiff", "tif" }, FALSE },
  [GESSO_FORMAT_BMP] = { "image/bmp", { "bmp" }, FALSE },
  [GESSO_FORMAT_AVIF] = { "image/avif", { "avif" }, FALSE },
  [GESSO_FORMAT_HEIF] = { "image/heif", { "heif", "heic" }, FALSE },
  [GESSO_FORMAT_JXL] = { "image/jxl", { "jxl" }, FALSE },
};

void
gesso_codec_set_truncated (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("The picture is cut short: its end is missing. Fetch or copy the file again."));
}

void
gesso_codec_set_damaged (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("The picture is damaged and cannot be read. Fetch or copy the file again."));
}

void
gesso_codec_set_no_memory (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                       _("There is not enough memory for this picture. Close other programs and try again."));
}

void
gesso_codec_set_no_helper (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                       _("The picture cannot be read, because the system’s helper for its format does not start. "
                         "Convert it to PNG, JPEG or WebP, which Gesso reads by itself."));
}

void
gesso_codec_keep_profile (GessoImage   *image,
                          gconstpointer data,
                          gsize         size)
{
  g_autoptr (GBytes) profile = NULL;

  if (size < PROFILE_HEADER_SIZE || memcmp ((const guint8 *) data + PROFILE_SPACE_OFFSET, "RGB ", 4) != 0)
    return;
  profile = g_bytes_new (data, size);
  gesso_image_set_profile (image, profile);
}

const char *
gesso_format_get_mime (GessoFormat format)
{
  g_return_val_if_fail ((guint) format < GESSO_N_FORMATS, NULL);
  return formats[format].mime;
}

const char *
gesso_format_get_suffix (GessoFormat format)
{
  g_return_val_if_fail ((guint) format < GESSO_N_FORMATS, NULL);
  return formats[format].suffixes[0];
}

gboolean
gesso_format_from_mime (const char  *mime,
                        GessoFormat *out)
{
  gsize length = mime != NULL ? strcspn (mime, "; \t") : 0;

  for (guint i = 0; i < GESSO_N_FORMATS; i++)
    if (length == strlen (formats[i].mime) && g_ascii_strncasecmp (formats[i].mime, mime, length) == 0)
      {
        *out = (GessoFormat) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
gesso_format_from_name (const char  *name,
                        gboolean     writable,
                        GessoFormat *out)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  for (guint i = 0; dot != NULL && i < GESSO_N_FORMATS; i++)
    for (guint s = 0; s < G_N_ELEMENTS (formats[i].suffixes) && formats[i].suffixes[s] != NULL; s++)
      if (g_ascii_strcasecmp (dot + 1, formats[i].suffixes[s]) == 0 && (formats[i].writable || !writable))
        {
          *out = (GessoFormat) i;
          return TRUE;
        }
  return FALSE;
}

static gboolean
check_depth (const GessoPictureInfo *info,
             GError                **error)
{
  if (info->depth <= DEPTH)
    return TRUE;
  /* Translators: %u is a number of bits, such as 16. */
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               _("This picture has %u bits a channel. Gesso works with 8 and would lose what it holds; "
                 "convert it to 8 bits first if that is what you want."),
               info->depth);
  return FALSE;
}

/* As stored, not yet upright. @min_side: see gesso_codec_jpeg_decode() */
static GessoImage *
decode_stored (GBytes                 *bytes,
               const GessoPictureInfo *info,
               guint                   min_side,
               GCancellable           *cancellable,
               GError                **error)
{
  GessoImage *image;

  switch (info->format)
    {
    case GESSO_FORMAT_PNG:
      image = gesso_codec_png_decode_direct (bytes, info, cancellable);
      return image != NULL ? image : gesso_codec_png_decode (bytes, info, cancellable, error);
    case GESSO_FORMAT_JPEG:
      return gesso_codec_jpeg_decode (bytes, min_side, cancellable, error);
    case GESSO_FORMAT_WEBP:
      return gesso_codec_webp_decode (bytes, info, error);
    case GESSO_FORMAT_GIF:
      return gesso_codec_gif_decode (bytes, info, cancellable, error);
    case GESSO_FORMAT_TIFF:
      return gesso_codec_tiff_decode (bytes, error);
    case GESSO_FORMAT_BMP:
    case GESSO_FORMAT_AVIF:
    case GESSO_FORMAT_HEIF:
    case GESSO_FORMAT_JXL:
    case GESSO_N_FORMATS:
    default:
      return gesso_codec_pixbuf_decode (bytes, info, cancellable, error);
    }
}

/* @deep: whether more than 8 bits a channel may be reduced; @info: (out): may be without a size */
static GessoImage *
decode (GBytes           *bytes,
        guint             max_side,
        gboolean          deep,
        GessoPictureInfo *info,
        GCancellable     *cancellable,
        GError          **error)
{
  g_autoptr (GessoImage) stored = NULL;
  g_autoptr (GessoImage) fitted = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !gesso_codec_identify (bytes, info, error) || (!deep && !check_depth (info, error)))
    return NULL;
  stored = decode_stored (bytes, info, max_side, cancellable, error);
  if (stored == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  fitted = max_side > 0 ? gesso_image_fit (stored, max_side, error) : gesso_image_ref (stored);
  if (fitted == NULL)
    return NULL;
  return gesso_image_orient (fitted, info->orientation, error);
}

GessoImage *
gesso_codec_decode (GBytes       *bytes,
                    GCancellable *cancellable,
                    GError      **error)
{
  return decode (bytes, 0, FALSE, &(GessoPictureInfo) { 0 }, cancellable, error);
}

GessoImage *
gesso_codec_decode_with_info (GBytes           *bytes,
                              GessoPictureInfo *info,
                              GCancellable     *cancellable,
                              GError          **error)
{
  GessoImage *image = decode (bytes, 0, FALSE, info, cancellable, error);

  if (image != NULL)
    {
      info->width = gesso_image_get_width (image);
      info->height = gesso_image_get_height (image);
    }
  return image;
}

GessoImage *
gesso_codec_decode_small (GBytes       *bytes,
                          guint         max_side,
                          GCancellable *cancellable,
                          GError      **error)
{
  return decode (bytes, MAX (max_side, 1), FALSE, &(GessoPictureInfo) { 0 }, cancellable, error);
}

GessoImage *
gesso_codec_decode_mask (GBytes       *bytes,
                         GCancellable *cancellable,
                         GError      **error)
{
  return decode (bytes, 0, TRUE, &(GessoPictureInfo) { 0 }, cancellable, error);
}

GBytes *
gesso_codec_encode (const GessoImage *image,
                    GessoFormat       format,
                    int               quality,
                    const char       *recipe,
                    GError          **error)
{
  g_autoptr (GBytes) plain = NULL;

  switch (format)
    {
    case GESSO_FORMAT_PNG:
      plain = gesso_codec_png_encode (image, error);
      break;
    case GESSO_FORMAT_JPEG:
      plain = gesso_codec_jpeg_encode (image, quality, error);
      break;
    case GESSO_FORMAT_WEBP:
      plain = gesso_codec_webp_encode (image, quality, error);
      break;
    case GESSO_FORMAT_GIF:
    case GESSO_FORMAT_TIFF:
    case GESSO_FORMAT_BMP:
    case GESSO_FORMAT_AVIF:
    case GESSO_FORMAT_HEIF:
    case GESSO_FORMAT_JXL:
    case GESSO_N_FORMATS:
    default:
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                           _("Gesso cannot write this format. Choose PNG, JPEG or WebP."));
      break;
    }
  if (plain == NULL || recipe == NULL)
    return g_steal_pointer (&plain);
  return gesso_recipe_write (plain, recipe, error);
}
