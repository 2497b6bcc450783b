/* gesso-picture-layout.h - where the pictures of one version go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk/gdk.h>

#include "gesso-version.h"

G_BEGIN_DECLS

/**
 * gesso_picture_layout_place:
 * @version: its images give number and shapes
 * @width: the room there is, in pixels
 * @places: (out) (nullable) (array): one rectangle per image
 *
 * Justified rows: the pictures of a row are equally high and fill the width
 * where that does not make them too large. Known before any pixel is loaded.
 *
 * Returns: the height of all rows
 */
int gesso_picture_layout_place (GessoVersion *version, int width, GdkRectangle *places);

G_END_DECLS
