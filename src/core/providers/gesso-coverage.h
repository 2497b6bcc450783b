/* gesso-coverage.h - the mask of a request, as coverage over its source
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"
#include "gesso-request.h"

G_BEGIN_DECLS

/**
 * gesso_coverage_new:
 * @request: with the bytes of its mask loaded
 * @width: of the source picture, in pixels
 *
 * White in the mask is full coverage: change this. The parameters `feather`
 * (pixels of ramp) and `edge` (outside, centred, inside) soften it. Both the
 * provider, which must fill all that is covered, and the runner, which
 * composites through it, see the same pixels. Blocking.
 *
 * Returns: (transfer full) (nullable): 1 channel of @width × @height, or %NULL
 *   (%GESSO_ERROR_BAD_INPUT when it is empty or of another size)
 */
GessoImage *gesso_coverage_new (GessoRequest *request, guint width, guint height,
                                GCancellable *cancellable, GError **error);

/** %GESSO_ERROR_BAD_INPUT with both sizes when a mask or hint does not fit its picture. */
gboolean    gesso_coverage_check_size (guint mask_width, guint mask_height, guint width, guint height, GError **error);

/** The two parameters that soften a mask, for the schema of a model that takes one; their text wants glib/gi18n-lib.h. */
#define GESSO_COVERAGE_PARAMETERS                                                                                \
  { .name = "feather", .title = N_("Feather"), .summary = N_("Pixels over which the new part fades into the old."), \
    .kind = GESSO_PARAMETER_INT, .minimum = 0, .maximum = 256, .step = 1, .fallback = "0" },                     \
  { .name = "edge", .title = N_("Soft edge"),                                                                    \
    .summary = N_("Where the feather lies; inside changes nothing beyond the mask."),                            \
    .kind = GESSO_PARAMETER_CHOICE, .fallback = "outside", .choices = gesso_coverage_edges }
extern const GessoParameterChoice gesso_coverage_edges[];

/** Where the ramp lies, by the parameter `edge`. */
GessoEdge   gesso_coverage_get_edge   (GessoParameters *parameters);

G_END_DECLS
