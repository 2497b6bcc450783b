/* gesso-codec-private.h - what the files of the codec share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-codec.h"

G_BEGIN_DECLS

/* Rows decoded between two looks at the cancellable. */
#define GESSO_CODEC_BAND 64

/* The sentences that several formats share; each sets %GESSO_ERROR_BAD_INPUT. */
void        gesso_codec_set_truncated  (GError **error);
void        gesso_codec_set_damaged    (GError **error);
/** %GESSO_ERROR_STORAGE: an encoder ran out of memory. */
void        gesso_codec_set_no_memory  (GError **error);

/** %GESSO_ERROR_UNSUPPORTED: what reads the format is a process that cannot be started. */
void        gesso_codec_set_no_helper  (GError **error);

/**
 * gesso_codec_identify:
 *
 * As gesso_codec_probe(), but does not ask a loader of GdkPixbuf's, which may
 * take a process of its own: the width is 0 where only it could tell.
 */
gboolean    gesso_codec_identify       (GBytes *bytes, GessoPictureInfo *info, GError **error);

/** Keeps @data with @image when it is an ICC profile for RGB pixels. */
void        gesso_codec_keep_profile   (GessoImage *image, gconstpointer data, gsize size);

/** The orientation (1 to 8) in an EXIF block, which is a small TIFF file; 1 when there is none. */
guint       gesso_exif_get_orientation (const guint8 *data, gsize size);

/* Decoders of one format. The bytes have been probed; the picture comes back
 * as it is stored, orientation not applied. */
GessoImage *gesso_codec_png_decode     (GBytes *bytes, const GessoPictureInfo *info,
                                        GCancellable *cancellable, GError **error);
/** The usual kinds, faster. NULL without an error when it is for gesso_codec_png_decode() to say. */
GessoImage *gesso_codec_png_decode_direct (GBytes *bytes, const GessoPictureInfo *info,
                                           GCancellable *cancellable);
/** @min_side: (0 for full size): the decoder may shrink while the longer side stays at least this. */
GessoImage *gesso_codec_jpeg_decode    (GBytes *bytes, guint min_side,
                                        GCancellable *cancellable, GError **error);
GessoImage *gesso_codec_webp_decode    (GBytes *bytes, const GessoPictureInfo *info, GError **error);
/** Of an animation its first frame. */
GessoImage *gesso_codec_gif_decode     (GBytes *bytes, const GessoPictureInfo *info,
                                        GCancellable *cancellable, GError **error);
/** The first picture of the file. */
GessoImage *gesso_codec_tiff_decode    (GBytes *bytes, GError **error);

/* GdkPixbuf's, with the loaders that the desktop has. What has no width in
 * @info yet is decoded at whatever size it has, where that is not too large. */
gboolean    gesso_codec_pixbuf_has_loader (const char *mime);
gboolean    gesso_codec_pixbuf_measure (GBytes *bytes, guint *width, guint *height, GError **error);
GessoImage *gesso_codec_pixbuf_decode  (GBytes *bytes, const GessoPictureInfo *info,
                                        GCancellable *cancellable, GError **error);

GBytes     *gesso_codec_png_encode     (const GessoImage *image, GError **error);
GBytes     *gesso_codec_jpeg_encode    (const GessoImage *image, int quality, GError **error);
GBytes     *gesso_codec_webp_encode    (const GessoImage *image, int quality, GError **error);

G_END_DECLS
