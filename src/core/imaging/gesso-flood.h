/* gesso-flood.h - what belongs together in a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * gesso_flood_colour:
 * @x, @y: whose colour; inside the picture
 * @tolerance: 0 to 255: by how much each channel may differ; transparency is one
 * @everywhere: %FALSE: only what is joined to (@x, @y) by an edge
 *
 * Blocking; for a worker. Returns: (transfer full) (nullable): 1 channel of
 *   @picture's size, 255 where the colour is
 */
GessoImage *gesso_flood_colour (const GessoImage *picture, int x, int y, guint tolerance, gboolean everywhere,
                                GCancellable *cancellable, GError **error);

/** 255 where @mask, 1 channel, is below 128 and not joined to its border; the rest is 0. Blocking. */
GessoImage *gesso_flood_holes  (const GessoImage *mask, GCancellable *cancellable, GError **error);

G_END_DECLS
