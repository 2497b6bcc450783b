/* gesso-probe.c - what a picture file's header says
 *
 * Headers are read here and not by the format libraries: nothing is allocated
 * for a file that lies about its size, and every format is held to one rule.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <webp/decode.h>

#include "gesso-codec-private.h"
#include "gesso-error.h"
#include "gesso-gif-private.h"
#include "gesso-riff-private.h"
#include "gesso-tiff-private.h"

typedef struct
{
  const guint8 *data;
  gsize size;
} Span;

typedef gboolean (*ProbeFunc) (Span span, GessoPictureInfo *info, GError **error);

static gboolean
has_at (Span        span,
        gsize       offset,
        const char *bytes,
        gsize       n)
{
  return span.size >= offset + n && memcmp (span.data + offset, bytes, n) == 0;
}

static guint32
read_be_32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static guint32
read_le_32 (const guint8 *data)
{
  return (guint32) data[3] << 24 | (guint32) data[2] << 16 | (guint32) data[1] << 8 | data[0];
}

static guint
read_be_16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static gboolean refuse_stranger (Span span, GError **error);

static gboolean
refuse_truncated (GError **error)
{
  gesso_codec_set_truncated (error);
  return FALSE;
}

static gboolean
refuse_damaged (GError **error)
{
  gesso_codec_set_damaged (error);
  return FALSE;
}

static gboolean
check_size (const GessoPictureInfo *info,
            GError                **error)
{
  if (info->width == 0 || info->height == 0)
    return refuse_damaged (error);
  return gesso_image_check_size (info->width, info->height, error);
}

/* Walks to the last chunk, so that a file cut short is found at once. */
static gboolean
walk_png_chunks (Span              span,
                 GessoPictureInfo *info,
                 GError          **error)
{
  gsize position = 8;

  while (span.size - position >= 12)
    {
      gsize length = read_be_32 (span.data + position);

      if (length > span.size - position - 12)
        break;
      if (has_at (span, position + 4, "acTL", 4))
        info->animated = TRUE;
      if (has_at (span, position + 4, "IEND", 4))
        return TRUE;
      position += length + 12;
    }
  return refuse_truncated (error);
}

static gboolean
probe_png (Span              span,
           GessoPictureInfo *info,
           GError          **error)
{
  guint type;

  if (span.size < 33)
    return refuse_truncated (error);
  if (read_be_32 (span.data + 8) != 13 || !has_at (span, 12, "IHDR", 4))
    return refuse_damaged (error);
  info->width = read_be_32 (span.data + 16);
  info->height = read_be_32 (span.data + 20);
  info->depth = span.data[24];
  type = span.data[25];
  if (type == 3)
    info->depth = 8; /* the palette's; the indices may have fewer */
  /* Before the walk: of a file too large and cut short, the size is what to tell. */
  return check_size (info, error) && walk_png_chunks (span, info, error);
}

static gboolean
is_frame_header (guint marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
probe_jpeg (Span              span,
            GessoPictureInfo *info,
            GError          **error)
{
  gsize position = 2;

  while (span.size - position >= 4)
    {
      guint marker = span.data[position + 1];
      gsize length;

      if (span.data[position] != 0xff)
        return refuse_damaged (error);
      if (marker == 0xff)
        {
          position++; /* fill bytes may stand before any marker */
          continue;
        }
      length = read_be_16 (span.data + position + 2);
      if (length < 2 || marker == 0xd9 || marker == 0xda)
        return refuse_damaged (error);
      if (length > span.size - position - 2)
        break;
      if (marker == 0xe1 && has_at (span, position + 4, "Exif\0\0", 6))
        info->orientation = gesso_exif_get_orientation (span.data + position + 4, length - 2);
      if (is_frame_header (marker))
        {
          if (length < 8)
            return refuse_damaged (error);
          info->depth = span.data[position + 4];
          info->height = read_be_16 (span.data + position + 5);
          info->width = read_be_16 (span.data + position + 7);
          return check_size (info, error);
        }
      position += length + 2;
    }
  return refuse_truncated (error);
}

static gboolean
probe_webp (Span              span,
            GessoPictureInfo *info,
            GError          **error)
{
  WebPBitstreamFeatures features;
  GessoRiffChunk chunk;
  GessoRiff riff;
  gsize end = 0;
  VP8StatusCode status = WebPGetFeatures (span.data, span.size, &features);

  if (status == VP8_STATUS_NOT_ENOUGH_DATA)
    return refuse_truncated (error);
  if (status != VP8_STATUS_OK)
    return refuse_damaged (error);
  info->width = (guint) features.width;
  info->height = (guint) features.height;
  info->depth = 8;
  info->animated = features.has_animation;
  if (!check_size (info, error))
    return FALSE;
  if (!gesso_riff_open (&riff, span.data, span.size))
    return refuse_truncated (error);
  while (gesso_riff_next (&riff, &chunk))
    {
      end = chunk.offset + chunk.length;
      if (g_str_equal (chunk.type, "EXIF"))
        info->orientation = gesso_exif_get_orientation (chunk.data, chunk.size);
    }
  return end == riff.size || refuse_truncated (error);
}

static gboolean
probe_gif (Span              span,
           GessoPictureInfo *info,
           GError          **error)
{
  GessoGif gif;

  if (!gesso_gif_read_size (span.data, span.size, &info->width, &info->height))
    return refuse_truncated (error);
  info->depth = 8;
  if (!check_size (info, error) || !gesso_gif_walk (span.data, span.size, &gif, error))
    return FALSE;
  info->animated = gif.animated;
  return TRUE;
}

static gboolean
probe_tiff (Span              span,
            GessoPictureInfo *info,
            GError          **error)
{
  GessoTiff tiff;
  guint32 orientation, depth = 1;

  if (!gesso_tiff_open (&tiff, span.data, span.size))
    return refuse_truncated (error);
  if (!gesso_tiff_lookup (&tiff, GESSO_TIFF_WIDTH, &info->width) ||
      !gesso_tiff_lookup (&tiff, GESSO_TIFF_HEIGHT, &info->height))
    return refuse_damaged (error);
  gesso_tiff_lookup (&tiff, GESSO_TIFF_DEPTH, &depth);
  info->depth = depth;
  if (gesso_tiff_lookup (&tiff, GESSO_TIFF_ORIENTATION, &orientation) &&
      orientation >= 1 && orientation <= 8)
    info->orientation = orientation;
  return check_size (info, error);
}

/* The loader makes room for whatever a header says, so sizes and places are looked at before. */
static gboolean
check_bmp (Span              span,
           GessoPictureInfo *info,
           GError          **error)
{
  guint32 pixels, header;

  if (span.size < 26)
    return refuse_truncated (error);
  pixels = read_le_32 (span.data + 10);
  header = read_le_32 (span.data + 14);
  if (header == 12) /* of OS/2, with sides of 16 bits */
    {
      info->width = span.data[18] | (guint) span.data[19] << 8;
      info->height = span.data[20] | (guint) span.data[21] << 8;
    }
  else
    {
      info->width = read_le_32 (span.data + 18);
      info->height = (guint) ABS ((gint64) (gint32) read_le_32 (span.data + 22));
    }
  if (!check_size (info, error))
    return FALSE;
  if (header > span.size - 14 || pixels >= span.size)
    return refuse_truncated (error);
  return header >= 12 && pixels >= 14 + header ? TRUE : refuse_damaged (error);
}

static gboolean
probe_by_loader (Span              span,
                 GessoPictureInfo *info,
                 GError          **error)
{
  info->depth = 8;
  if (!gesso_codec_pixbuf_has_loader (gesso_format_get_mime (info->format)))
    return refuse_stranger (span, error);
  return info->format != GESSO_FORMAT_BMP || check_bmp (span, info, error);
}

static const struct
{
  GessoFormat format;
  const char *magic;
  gsize offset, length;
  ProbeFunc probe;
} readable[] = {
  { GESSO_FORMAT_PNG, "\x89PNG\r\n\x1a\n", 0, 8, probe_png },
  { GESSO_FORMAT_JPEG, "\xff\xd8\xff", 0, 3, probe_jpeg },
  { GESSO_FORMAT_WEBP, "WEBP", 8, 4, probe_webp },
  { GESSO_FORMAT_GIF, "GIF87a", 0, 6, probe_gif },
  { GESSO_FORMAT_GIF, "GIF89a", 0, 6, probe_gif },
  { GESSO_FORMAT_TIFF, "II*\0", 0, 4, probe_tiff },
  { GESSO_FORMAT_TIFF, "MM\0*", 0, 4, probe_tiff },
  { GESSO_FORMAT_BMP, "BM", 0, 2, probe_by_loader },
  { GESSO_FORMAT_AVIF, "ftypavif", 4, 8, probe_by_loader },
  { GESSO_FORMAT_HEIF, "ftyphei", 4, 7, probe_by_loader },
  { GESSO_FORMAT_HEIF, "ftypmif1", 4, 8, probe_by_loader },
  { GESSO_FORMAT_JXL, "\xff\x0a", 0, 2, probe_by_loader },
  { GESSO_FORMAT_JXL, "JXL ", 4, 4, probe_by_loader },
};

/* Formats that artists have and Gesso cannot read, at least not everywhere, by what their files begin with. */
static const struct
{
  const char *name;
  const char *magic;
  gsize offset, length;
} unreadable[] = {
  { "AVIF", "ftypavif", 4, 8 },
  { "HEIC", "ftyphei", 4, 7 },
  { "HEIF", "ftypmif1", 4, 8 },
  { "Photoshop", "8BPS", 0, 4 },
  { "GIMP", "gimp xcf", 0, 8 },
  { "JPEG XL", "\xff\x0a", 0, 2 },
  { "JPEG XL", "JXL ", 4, 4 },
  { "JPEG 2000", "jP  ", 4, 4 },
  { "OpenEXR", "v/1\x01", 0, 4 },
  { "BigTIFF", "II+\0", 0, 4 },
  { "BigTIFF", "MM\0+", 0, 4 },
  { "PDF", "%PDF", 0, 4 },
  { "BMP", "BM", 0, 2 },
  { "ZIP", "PK\x03\x04", 0, 4 },
};

/* The first characters of a text file, in lower case, without what may precede a tag. */
static gboolean
begins_like_markup (Span        span,
                    const char *tag)
{
  g_autofree char *start = g_ascii_strdown ((const char *) span.data, (gssize) MIN (span.size, 1024));
  const char *p = start;

  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  while (g_ascii_isspace (*p))
    p++;
  return *p == '<' && strstr (p, tag) != NULL;
}

static gboolean
refuse_stranger (Span     span,
                 GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unreadable); i++)
    if (has_at (span, unreadable[i].offset, unreadable[i].magic, unreadable[i].length))
      {
        /* Translators: %s is the name of a file format, such as HEIC. */
        g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                     _("Gesso cannot open %s files on this computer. Save the picture as PNG, JPEG, WebP, GIF or TIFF first."),
                     unreadable[i].name);
        return FALSE;
      }
  if (begins_like_markup (span, "<svg"))
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("This is an SVG drawing, not a picture made of pixels. "
                           "Export it as PNG and open that."));
  else if (begins_like_markup (span, "<html") || begins_like_markup (span, "<!doctype html"))
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("This is a web page, not a picture. Save the picture itself and open that."));
  else
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("This is not a picture that Gesso knows. "
                           "It opens PNG, JPEG, WebP, GIF and TIFF."));
  return FALSE;
}

/* Whether @span is the very beginning of a picture and nothing more. */
static gboolean
is_stump (Span span)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    if (readable[i].offset == 0 && span.size < readable[i].length &&
        memcmp (span.data, readable[i].magic, span.size) == 0)
      return TRUE;
  return FALSE;
}

gboolean
gesso_codec_identify (GBytes           *bytes,
                      GessoPictureInfo *info,
                      GError          **error)
{
  GessoPictureInfo found = { .orientation = 1 };
  Span span;

  span.data = g_bytes_get_data (bytes, &span.size);
  if (span.size == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The file is empty. Choose another, or fetch it again."));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      if (!has_at (span, readable[i].offset, readable[i].magic, readable[i].length))
        continue;
      found.format = readable[i].format;
      if (!readable[i].probe (span, &found, error))
        return FALSE;
      *info = found;
      if (found.orientation >= 5)
        {
          info->width = found.height;
          info->height = found.width;
        }
      return TRUE;
    }
  return is_stump (span) ? refuse_truncated (error) : refuse_stranger (span, error);
}

gboolean
gesso_codec_probe (GBytes           *bytes,
                   GessoPictureInfo *info,
                   GError          **error)
{
  GessoPictureInfo found;

  if (!gesso_codec_identify (bytes, &found, error) ||
      (found.width == 0 && (!gesso_codec_pixbuf_measure (bytes, &found.width, &found.height, error) ||
                            !check_size (&found, error))))
    return FALSE;
  *info = found;
  return TRUE;
}
