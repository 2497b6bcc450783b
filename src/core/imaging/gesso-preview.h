/* gesso-preview.h - a picture that is computed as it is looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-image.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PREVIEW (gesso_preview_get_type ())
G_DECLARE_INTERFACE (GessoPreview, gesso_preview, GESSO, PREVIEW, GObject)

/**
 * GessoPreview:
 *
 * What a change that is being set up would give, drawn tile by tile in place of
 * the picture. Signal `changed` (x, y, width, height in pixels of the picture):
 * tiles that show this part are out of date. Main context only.
 */
struct _GessoPreviewInterface
{
  GTypeInterface parent;

  void (*get_size) (GessoPreview *self, int *width, int *height);
  void (*render)   (GessoPreview *self, double scale, int x, int y, GessoImage *tile);
};

/** Of the picture as it would be, in its pixels. */
void gesso_preview_get_size     (GessoPreview *self, int *width, int *height);

/**
 * gesso_preview_render:
 * @scale: device pixels per image pixel
 * @x, @y: the tile's corner, in device pixels from the picture's corner
 * @tile: 3 channels, sRGB; all of it is written
 *
 * Costs what the tile has pixels, not what the picture has.
 */
void gesso_preview_render       (GessoPreview *self, double scale, int x, int y, GessoImage *tile);

/** For implementations: @rect (nullable: all of it) is out of date. */
void gesso_preview_emit_changed (GessoPreview *self, const GessoRect *rect);

G_END_DECLS
