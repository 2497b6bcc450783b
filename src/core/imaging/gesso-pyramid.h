/* gesso-pyramid.h - a picture at every half size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PYRAMID (gesso_pyramid_get_type ())
G_DECLARE_FINAL_TYPE (GessoPyramid, gesso_pyramid, GESSO, PYRAMID, GObject)

/**
 * GessoPyramid:
 *
 * Level 0 is the picture, each further one half as large (rounded up), so that
 * place x of the picture is x / 2ⁿ of level n. 3 channels, or 4 when some pixel
 * is not opaque. Immutable.
 */

/** Blocking: call on a worker. Cancelled with %G_IO_ERROR_CANCELLED. */
GessoPyramid     *gesso_pyramid_new          (const GessoImage *image, GCancellable *cancellable, GError **error);
void              gesso_pyramid_new_async    (const GessoImage *image, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
GessoPyramid     *gesso_pyramid_new_finish   (GAsyncResult *result, GError **error);

guint             gesso_pyramid_get_n_levels (GessoPyramid *self);
/** Borrowed. */
const GessoImage *gesso_pyramid_get_level    (GessoPyramid *self, guint level);
int               gesso_pyramid_get_width    (GessoPyramid *self);
int               gesso_pyramid_get_height   (GessoPyramid *self);

G_END_DECLS
