/* gesso-register.h - where a reply lies over the picture it was made from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * GessoPlacement:
 *
 * A point (x, y) of the parent, in pixels from its corner, is shown by the
 * reply at (scale_x · x + x0, scale_y · y + y0).
 */
typedef struct
{
  double scale_x, scale_y;
  double x0, y0;
} GessoPlacement;

/** Where a reply of @width × @height lies that shows @cut, in the parent's pixels, exactly. */
GessoPlacement gesso_placement_for_cut (const GessoRect *cut, guint width, guint height);

/** What of the reply shows @rect of the parent: for gesso_image_resample(). */
GessoImageWindow    gesso_placement_map     (const GessoPlacement *self, const GessoRect *rect);

/**
 * GessoRegistration:
 * @placement: as found; as expected where nothing could be
 * @measured: whether enough was left unchanged, and showed enough, to measure by
 * @residual: how far the brightness of what should not have changed is off once
 *   laid over the parent and evened out: root of the mean square, 0 to 255
 * @agreement: the share of it that shows the same, 0 to 1
 * @new_picture: this reply is no edit of the parent; @placement is as expected
 */
typedef struct
{
  GessoPlacement placement;
  gboolean measured;
  double residual;
  double agreement;
  gboolean new_picture;
} GessoRegistration;

/**
 * gesso_register_find:
 * @coverage: (nullable): 1 channel of @parent's size; what is above 0 may have changed
 * @expected: where the reply should lie
 *
 * Searches scales of 0.8 to 1.25 and shifts of up to a fifth of the side about
 * @expected, on the brightness of at most 384 pixels a side, coarse to fine;
 * where the reply has another ratio than expected, also as neither stretched
 * nor squeezed. Then once more, to a fraction of a pixel, on patches of the
 * full size. Differences of colour and contrast do not matter, nor does what
 * changed though it should not have, as long as it is the lesser part. Blocking.
 *
 * Returns: %FALSE when cancelled or out of memory
 */
gboolean gesso_register_find (const GessoImage *parent, const GessoImage *coverage, const GessoImage *reply,
                              const GessoPlacement *expected, GessoRegistration *registration,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
