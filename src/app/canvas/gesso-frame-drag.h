/* gesso-frame-drag.h - pulling at the frame around a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-frame.h"

G_BEGIN_DECLS

/** GessoFrameHandle: which sides a handle moves; corners are two of them. */
typedef enum
{
  GESSO_FRAME_HANDLE_NONE = 0,
  GESSO_FRAME_HANDLE_LEFT = 1 << 0,
  GESSO_FRAME_HANDLE_RIGHT = 1 << 1,
  GESSO_FRAME_HANDLE_TOP = 1 << 2,
  GESSO_FRAME_HANDLE_BOTTOM = 1 << 3,
} GessoFrameHandle;

/**
 * gesso_frame_drag:
 * @start: the frame when the handle was taken
 * @dx, @dy: how far it was pulled, image pixels
 * @opposite: the other side moves as much
 * @keep_ratio: the whole keeps the ratio that it had at the start
 * @width, @height: of the picture
 *
 * Returns: the frame now; never smaller than the picture, never larger than Gesso makes pictures
 */
GessoFrame       gesso_frame_drag        (const GessoFrame *start, GessoFrameHandle handle, double dx, double dy,
                                          gboolean opposite, gboolean keep_ratio, int width, int height);
/** The handle of @frame within @reach of (@x, @y), all in image pixels. */
GessoFrameHandle gesso_frame_find_handle (const GessoFrame *frame, int width, int height,
                                          double x, double y, double reach);

G_END_DECLS
