/* gesso-cutout.h - the subject of a picture without its background
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"
#include "gesso-types.h"

G_BEGIN_DECLS

/**
 * gesso_cutout_run:
 * @hint: (nullable): 1, 3 or 4 channels of @source's size: white keeps, black
 *   removes, grey (or transparent) leaves the choice to the method. In a hint
 *   that is nothing but white and black, black leaves the choice too
 *
 * Colour models and min-cut at 320 px (GrabCut, Rother et al. 2004), a guided
 * filter for the edge at full size (He et al. 2010), holes filled, largest
 * parts kept, edge colours cleaned of the background. Deterministic. Blocking.
 *
 * Returns: (transfer full) (nullable): RGBA of @source's size, or %NULL
 *   (%GESSO_ERROR_BAD_INPUT when no subject can be told from the background)
 */
GessoImage *gesso_cutout_run    (const GessoImage *source, const GessoImage *hint,
                                 GessoProgressFunc progress, gpointer user_data,
                                 GCancellable *cancellable, GError **error);

/** @cutout (RGBA) over @background, which is scaled to cover and centred. */
GessoImage *gesso_cutout_place  (const GessoImage *cutout, const GessoImage *background, GError **error);

G_END_DECLS
