/* gesso-image.h - a picture in memory: straight 8-bit sRGB rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-rect.h"

G_BEGIN_DECLS

#define GESSO_TYPE_IMAGE (gesso_image_get_type ())

/**
 * GessoImage:
 *
 * Width × height pixels of 1 (grey), 3 (RGB) or 4 (RGBA, straight alpha)
 * bytes, rows top down. Reference counted, atomically. A picture is filled by
 * the one who made it and is read-only from the moment a second reference
 * exists; so it may be handed to any worker.
 */
typedef struct _GessoImage GessoImage;

/* The longest side and the most pixels that Gesso opens or makes. */
#define GESSO_IMAGE_MAX_SIDE   30000
#define GESSO_IMAGE_MAX_PIXELS (128 * 1024 * 1024)

GType         gesso_image_get_type     (void);

/** Refuses 0 and sizes beyond GESSO_IMAGE_MAX_* with a sentence (%GESSO_ERROR_BAD_INPUT). */
gboolean      gesso_image_check_size   (guint width, guint height, GError **error);

/**
 * gesso_image_new:
 * @channels: 1, 3 or 4
 *
 * Returns: (transfer full) (nullable): all bytes 0, or %NULL with
 *   %GESSO_ERROR_BAD_INPUT when too large, %GESSO_ERROR_STORAGE when memory is out
 */
GessoImage   *gesso_image_new          (guint width, guint height, guint channels, GError **error);
GessoImage   *gesso_image_ref          (const GessoImage *self);
void          gesso_image_unref        (GessoImage *self);

guint         gesso_image_get_width    (const GessoImage *self);
guint         gesso_image_get_height   (const GessoImage *self);
guint         gesso_image_get_channels (const GessoImage *self);
/** Bytes from one row to the next; at least width × channels. */
gsize         gesso_image_get_stride   (const GessoImage *self);
/** Whether any pixel is not opaque; looked up once, then remembered. */
gboolean      gesso_image_has_alpha    (GessoImage *self);

const guint8 *gesso_image_get_row      (const GessoImage *self, guint y);
/** Writable pixels of row @y; only for the sole owner. */
guint8       *gesso_image_edit_row     (GessoImage *self, guint y);
/** The pixels as bytes that share @self's memory. Returns: (transfer full) */
GBytes       *gesso_image_to_bytes     (const GessoImage *self);

/** The ICC profile the pixels are in; NULL means sRGB. */
GBytes       *gesso_image_get_profile  (const GessoImage *self);
void          gesso_image_set_profile  (GessoImage *self, GBytes *profile);

/**
 * gesso_image_convert:
 *
 * The same picture with @channels bytes a pixel: alpha dropped (not blended) or
 * added opaque, grey by Rec. 601 luma. Gives a new reference when nothing changes.
 */
GessoImage   *gesso_image_convert      (const GessoImage *self, guint channels, GError **error);

/** Area-averaged down or bicubic up to exactly @width × @height; alpha-correct. */
GessoImage   *gesso_image_scale        (const GessoImage *self, guint width, guint height, GError **error);

/** GessoImageWindow: a rectangle between pixels, in pixels of the picture; it may reach beyond it. */
typedef struct
{
  double x, y, width, height;
} GessoImageWindow;

/**
 * gesso_image_resample:
 *
 * What is seen of the picture through @window, as @width × @height pixels:
 * bicubic, wider where it shrinks; alpha-correct. Beyond its edges the picture
 * goes on in its edge's colours.
 */
GessoImage   *gesso_image_resample     (const GessoImage *self, const GessoImageWindow *window,
                                        guint width, guint height, GError **error);

/** Scaled down to fit @max_side × @max_side, each side at least 1; a new reference when it fits already. */
GessoImage   *gesso_image_fit          (const GessoImage *self, guint max_side, GError **error);

/** The part inside @rect, which must lie inside the picture. */
GessoImage   *gesso_image_crop         (const GessoImage *self, const GessoRect *rect, GError **error);

/** Of a picture of 1 channel: 255 within @reach pixels, across and down, of what is not 0; else 0. */
GessoImage   *gesso_image_spread       (const GessoImage *self, guint reach, GError **error);

/** The smallest rectangle around all that is not 0 in a picture of 1 channel. */
GessoRect     gesso_image_get_bounds   (const GessoImage *self);

/** Opaque: over white where it is transparent, RGB, with the same profile. */
GessoImage   *gesso_image_flatten      (const GessoImage *self, GError **error);

/** Upright according to an EXIF @orientation of 1 to 8. */
GessoImage   *gesso_image_orient       (const GessoImage *self, guint orientation, GError **error);

/** Copies all of @source, of the same channels, to (@x, @y); what falls outside is cut. */
void          gesso_image_paste        (GessoImage *self, const GessoImage *source, int x, int y);

/** Whether both have equal sizes, channels and pixels. */
gboolean      gesso_image_equal        (const GessoImage *a, const GessoImage *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoImage, gesso_image_unref)

G_END_DECLS
