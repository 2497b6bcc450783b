/* gesso-picture-tile.h - one picture of a version, as a thumbnail to click and drag
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PICTURE_TILE (gesso_picture_tile_get_type ())
G_DECLARE_FINAL_TYPE (GessoPictureTile, gesso_picture_tile, GESSO, PICTURE_TILE, GtkWidget)

/**
 * GessoPictureTile:
 *
 * Fills the place it is given, whatever is loaded of the picture so far.
 * Dragged, it hands out the picture's file. Signal: activate, by a click or Return.
 */
GtkWidget    *gesso_picture_tile_new         (GessoThumbnails *thumbnails);
/** @version: (nullable): NULL stops loading and forgets the picture. */
void          gesso_picture_tile_set_picture (GessoPictureTile *self, GessoVersion *version, guint index);
GessoVersion *gesso_picture_tile_get_version (GessoPictureTile *self);
guint         gesso_picture_tile_get_index   (GessoPictureTile *self);

G_END_DECLS
