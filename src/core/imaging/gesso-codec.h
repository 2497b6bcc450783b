/* gesso-codec.h - picture files to pixels and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/** GessoFormat: those after TIFF are read where GdkPixbuf has a loader for them. */
typedef enum
{
  GESSO_FORMAT_PNG,
  GESSO_FORMAT_JPEG,
  GESSO_FORMAT_WEBP,
  GESSO_FORMAT_GIF,
  GESSO_FORMAT_TIFF,
  GESSO_FORMAT_BMP,
  GESSO_FORMAT_AVIF,
  GESSO_FORMAT_HEIF,
  GESSO_FORMAT_JXL,
  GESSO_N_FORMATS
} GessoFormat;

/**
 * GessoPictureInfo:
 * @width: pixels as shown, after @orientation
 * @depth: bits a channel in the file
 *
 * What a file's header says, read without decoding.
 */
typedef struct
{
  GessoFormat format;
  guint width, height;
  guint orientation;
  guint depth;
  gboolean animated;
} GessoPictureInfo;

const char *gesso_format_get_mime     (GessoFormat format);
const char *gesso_format_get_suffix   (GessoFormat format);
gboolean    gesso_format_from_mime    (const char *mime, GessoFormat *out);
/** By the ending of a file name; only formats that can be written when @writable. */
gboolean    gesso_format_from_name    (const char *name, gboolean writable, GessoFormat *out);

/**
 * gesso_codec_probe:
 *
 * Trusts nothing but the bytes. %GESSO_ERROR_BAD_INPUT says in a sentence: not
 * a picture, empty, cut short, an unsupported format, or too large.
 */
gboolean    gesso_codec_probe         (GBytes *bytes, GessoPictureInfo *info, GError **error);

/**
 * gesso_codec_decode:
 *
 * Probes, then decodes the first frame to straight RGB or RGBA, upright.
 * Pictures of 16 bits a channel are refused with a sentence, as Gesso would
 * lose what they hold. Blocking: call on a worker.
 */
GessoImage *gesso_codec_decode        (GBytes *bytes, GCancellable *cancellable, GError **error);

/** As gesso_codec_decode(); gesso_codec_probe() before it would read some formats twice. */
GessoImage *gesso_codec_decode_with_info (GBytes *bytes, GessoPictureInfo *info, GCancellable *cancellable, GError **error);

/** Decodes at a size that fits @max_side × @max_side, as cheaply as the format allows. */
GessoImage *gesso_codec_decode_small  (GBytes *bytes, guint max_side, GCancellable *cancellable, GError **error);

/** As gesso_codec_decode(), for masks: of 16 bits a channel the upper 8 are all that coverage needs. */
GessoImage *gesso_codec_decode_mask   (GBytes *bytes, GCancellable *cancellable, GError **error);

/**
 * gesso_codec_encode:
 * @quality: 1 to 100 for JPEG and WebP
 * @recipe: (nullable): JSON text to embed, see gesso-recipe.h
 *
 * PNG is lossless, straight alpha, quick (libdeflate level 1 with Paeth); JPEG
 * blends alpha over white. The ICC profile is kept. Blocking.
 */
GBytes     *gesso_codec_encode        (const GessoImage *image, GessoFormat format, int quality,
                                       const char *recipe, GError **error);

/** Reads a whole file into memory, at most @max_bytes; sentences for every failure. */
GBytes     *gesso_codec_read_file     (GFile *file, gsize max_bytes, GCancellable *cancellable, GError **error);

/* What gesso_codec_read_file() takes for pictures. */
#define GESSO_PICTURE_MAX_BYTES (512 * 1024 * 1024)

G_END_DECLS
