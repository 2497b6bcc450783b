/* gesso-texture.h - pixels to what GTK draws
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk/gdk.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * gesso_texture_new:
 *
 * Shares @image's memory. Opaque pictures become R8G8B8, which GTK's cairo
 * renderer converts ten times faster than any other format; pictures with
 * alpha become straight R8G8B8A8. The one place where this is decided.
 */
GdkTexture *gesso_texture_new (GessoImage *image);

/**
 * gesso_texture_new_placeholder:
 * @blurhash: (nullable)
 * @width, @height: of the picture
 * @side: pixels of the longest side; a BlurHash holds no more detail than 32 do
 *
 * Returns: (nullable): what a picture is like until it is loaded; NULL without a BlurHash
 */
GdkTexture *gesso_texture_new_placeholder (const char *blurhash, guint width, guint height, guint side);

/**
 * gesso_renderer_choose:
 *
 * Without a GPU (no DRI render node) picks GTK's cairo renderer, unless the
 * user set GSK_RENDERER, and keeps GTK from loading a software OpenGL that
 * nothing would use. Call before gtk_init().
 */
void        gesso_renderer_choose (void);

G_END_DECLS
