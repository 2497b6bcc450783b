/* seam.h - how much a patch shows at its edge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-fit.h"
#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * seam_measure:
 * @made: @parent with a patch
 * @coverage: that it was put in through
 *
 * Where the patch ends nothing should have changed. The mean, along the contour
 * of half coverage, of how much more the inside differs from @parent than the
 * outside does, in bytes.
 */
double seam_measure       (const GessoImage *parent, const GessoImage *made, const GessoImage *coverage);

/**
 * seam_measure_krita:
 * @reply: to what @fit says was sent
 * @drawn: the selection
 *
 * The same for @reply put in by the formulas of Krita's AI plug-in: stretched to
 * the place it was cut from; the selection grown, feathered, cut at more than 0,
 * shrunk by half the blend and blurred by the blend.
 */
double seam_measure_krita (const GessoImage *parent, const GessoImage *reply, const GessoImage *drawn,
                           const GessoFit *fit, gboolean match);

G_END_DECLS
