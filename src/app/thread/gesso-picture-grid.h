/* gesso-picture-grid.h - all pictures of one version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PICTURE_GRID (gesso_picture_grid_get_type ())
G_DECLARE_FINAL_TYPE (GessoPictureGrid, gesso_picture_grid, GESSO, PICTURE_GRID, GtkWidget)

/**
 * GessoPictureGrid:
 *
 * Has its final height before any picture is loaded. One of several pictures
 * is the current one, picked by a click or by moving the focus to it. Signal:
 * activate (uint index).
 */
void  gesso_picture_grid_set_thumbnails (GessoPictureGrid *self, GessoThumbnails *thumbnails);
/** @version: (nullable): NULL stops all loading. */
void  gesso_picture_grid_set_version    (GessoPictureGrid *self, GessoVersion *version);
guint gesso_picture_grid_get_current    (GessoPictureGrid *self);
void  gesso_picture_grid_set_current    (GessoPictureGrid *self, guint index);

G_END_DECLS
