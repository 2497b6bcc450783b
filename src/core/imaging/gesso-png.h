/* gesso-png.h - pixels to a PNG without waiting for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * gesso_png_encode_async:
 * @owner: the source object of @callback, alive until then
 * @image: not to be changed until then
 */
void    gesso_png_encode_async  (gpointer owner, GessoImage *image, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) */
GBytes *gesso_png_encode_finish (gpointer owner, GAsyncResult *result, GError **error);

G_END_DECLS
