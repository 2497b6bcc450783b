/* gesso-cutout-edge.h - edge pixels without the background's colour in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * gesso_cutout_clean_edge:
 * @cutout: RGBA: the picture's colours with the subject's alpha
 *
 * Where alpha is between 0 and 255, estimates the subject's own colour from
 * blurred colours of both sides (Forte 2021, "Approximate fast foreground
 * colour estimation") and puts it in place of the mixture. Pixels of alpha 255
 * stay as they are.
 */
gboolean gesso_cutout_clean_edge (GessoImage *cutout, GCancellable *cancellable, GError **error);

G_END_DECLS
