/* gesso-thumbnails.h - thumbnails as textures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk/gdk.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_THUMBNAILS (gesso_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (GessoThumbnails, gesso_thumbnails, GESSO, THUMBNAILS, GObject)

/**
 * GessoThumbnails:
 *
 * What was shown a moment ago is shown again at once: scrolling back does not
 * go through a placeholder. All of them share one GessoTextureCache.
 */
GessoThumbnails *gesso_thumbnails_new         (GessoStudio *studio);
GessoStudio     *gesso_thumbnails_get_studio  (GessoThumbnails *self);

/** The side of the thumbnail that is given for @side. */
guint            gesso_thumbnails_round_side  (guint side);
/** (nullable): the thumbnail, when it is at hand; borrowed. @side as for gesso_thumbnails_load_async(). */
GdkTexture      *gesso_thumbnails_find        (GessoThumbnails *self, const char *blob, guint side);
/** @side: device pixels of the longest side. */
void             gesso_thumbnails_load_async  (GessoThumbnails *self, const char *blob, guint side,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable) */
GdkTexture      *gesso_thumbnails_load_finish (GessoThumbnails *self, GAsyncResult *result, GError **error);

G_END_DECLS
