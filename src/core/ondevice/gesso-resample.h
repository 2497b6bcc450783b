/* gesso-resample.h - larger pictures by a table of learned filters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"
#include "gesso-types.h"

G_BEGIN_DECLS

/**
 * gesso_resample_upscale:
 * @factor: 2 or 4
 *
 * One filter per class of local gradient (angle, strength, coherence; Romano
 * et al. 2016), learned so that shrinking gives @source again. It adds no detail
 * that is not there. Colour and alpha are scaled bicubically. 4 is 2 twice.
 * @progress is told from several workers, one at a time. Blocking.
 *
 * Returns: (transfer full) (nullable): @factor times as wide and high, or %NULL
 *   (%GESSO_ERROR_BAD_INPUT for another factor or a result beyond GESSO_IMAGE_MAX_*)
 */
GessoImage *gesso_resample_upscale (const GessoImage *source, guint factor,
                                    GessoProgressFunc progress, gpointer user_data,
                                    GCancellable *cancellable, GError **error);

G_END_DECLS
