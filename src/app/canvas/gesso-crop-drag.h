/* gesso-crop-drag.h - pulling at the part that is cut out of a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-adjust.h"
#include "gesso-frame-drag.h"

G_BEGIN_DECLS

/* Beside the sides of a frame: all of it. */
#define GESSO_CROP_HANDLE_INSIDE (1 << 4)

/** A point of the cut, from its middle along its sides, in the picture, image pixels. */
void           gesso_crop_to_picture   (const GessoAdjustCut *cut, double u, double v, double *x, double *y);
/** The handles, bits of #GessoFrameHandle, of @cut within @reach of (@x, @y), image pixels; 0 outside of it. */
guint          gesso_crop_find_handle  (const GessoAdjustCut *cut, double x, double y, double reach);
/**
 * gesso_crop_drag:
 * @start: when the handle was taken
 * @dx, @dy: how far it was pulled, image pixels
 * @ratio: of its sides, that is kept; 0: none is
 * @width: of the picture; an upright cut stays within it
 */
GessoAdjustCut gesso_crop_drag         (const GessoAdjustCut *start, guint handle, double dx, double dy, double ratio,
                                        int width, int height);

G_END_DECLS
