/* gesso-thumbnail-paintable.h - a picture as it is known so far
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_THUMBNAIL_PAINTABLE (gesso_thumbnail_paintable_get_type ())
G_DECLARE_FINAL_TYPE (GessoThumbnailPaintable, gesso_thumbnail_paintable, GESSO, THUMBNAIL_PAINTABLE, GObject)

/**
 * GessoThumbnailPaintable:
 *
 * A #GdkPaintable that covers its place with a picture's thumbnail, or until
 * that is there with a smaller one or the BlurHash. Nothing is loaded before a
 * side is asked for, so that a widget without a place costs no decoding. Its
 * current image is the texture that is drawn.
 */

/** @placeholder_side: pixels of the longest side of a decoded BlurHash */
GessoThumbnailPaintable *gesso_thumbnail_paintable_new         (GessoThumbnails *thumbnails, guint placeholder_side);

/**
 * gesso_thumbnail_paintable_set_picture:
 * @blob: (nullable): NULL stops loading and forgets the picture; the blob that is shown changes nothing
 * @blurhash: (nullable)
 * @width, @height: of the picture
 */
void                     gesso_thumbnail_paintable_set_picture (GessoThumbnailPaintable *self, const char *blob,
                                                                const char *blurhash, guint width, guint height);
/**
 * gesso_thumbnail_paintable_load:
 * @side: device pixels of the longest side
 *
 * Does nothing without a picture, or when the thumbnail of @side is shown or on its way.
 */
void                     gesso_thumbnail_paintable_load        (GessoThumbnailPaintable *self, guint side);
/** Device pixels of the thumbnail that is shown or on its way; 0: none was asked for. */
guint                    gesso_thumbnail_paintable_get_side    (GessoThumbnailPaintable *self);
/** Whether anything is drawn. */
gboolean                 gesso_thumbnail_paintable_is_empty    (GessoThumbnailPaintable *self);
/** Whether the picture cannot be loaded; like what is drawn, this changes with #GdkPaintable::invalidate-contents. */
gboolean                 gesso_thumbnail_paintable_is_broken   (GessoThumbnailPaintable *self);

G_END_DECLS
