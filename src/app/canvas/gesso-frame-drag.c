/* gesso-frame-drag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-frame-drag.h"
#include "gesso-image.h"

/* Shares @added among two sides by which of them are pulled; both when neither or both are. */
static void
share (int      added,
       gboolean first,
       gboolean second,
       int     *a,
       int     *b)
{
  added = MAX (added, 0);
  if (first == second)
    {
      *a = added / 2;
      *b = added - *a;
    }
  else
    {
      *a = first ? added : 0;
      *b = second ? added : 0;
    }
}

/* Makes the whole of @frame as wide to high as @start's: the side that is
 * pulled less follows. */
static void
restore_ratio (GessoFrame       *frame,
               const GessoFrame *start,
               GessoFrameHandle  handle,
               gboolean          opposite,
               int               width,
               int               height)
{
  double ratio = (double) (start->left + width + start->right) / (start->top + height + start->bottom);
  double whole_width = frame->left + width + frame->right;
  double whole_height = frame->top + height + frame->bottom;
  gboolean left = opposite || (handle & GESSO_FRAME_HANDLE_LEFT) != 0;
  gboolean right = opposite || (handle & GESSO_FRAME_HANDLE_RIGHT) != 0;
  gboolean top = opposite || (handle & GESSO_FRAME_HANDLE_TOP) != 0;
  gboolean bottom = opposite || (handle & GESSO_FRAME_HANDLE_BOTTOM) != 0;

  if (whole_width / whole_height >= ratio)
    share ((int) lround (whole_width / ratio) - height, top, bottom, &frame->top, &frame->bottom);
  else
    share ((int) lround (whole_height * ratio) - width, left, right, &frame->left, &frame->right);
}

static int
pull (int    before,
      double by)
{
  return (int) CLAMP (lround (before + by), 0, GESSO_IMAGE_MAX_SIDE);
}

GessoFrame
gesso_frame_drag (const GessoFrame *start,
                  GessoFrameHandle  handle,
                  double            dx,
                  double            dy,
                  gboolean          opposite,
                  gboolean          keep_ratio,
                  int               width,
                  int               height)
{
  GessoFrame frame = *start;

  if (handle & GESSO_FRAME_HANDLE_LEFT)
    frame.left = pull (start->left, -dx);
  if (handle & GESSO_FRAME_HANDLE_RIGHT)
    frame.right = pull (start->right, dx);
  if (handle & GESSO_FRAME_HANDLE_TOP)
    frame.top = pull (start->top, -dy);
  if (handle & GESSO_FRAME_HANDLE_BOTTOM)
    frame.bottom = pull (start->bottom, dy);
  if (opposite)
    {
      if (handle & GESSO_FRAME_HANDLE_LEFT)
        frame.right = pull (start->right, -dx);
      else if (handle & GESSO_FRAME_HANDLE_RIGHT)
        frame.left = pull (start->left, dx);
      if (handle & GESSO_FRAME_HANDLE_TOP)
        frame.bottom = pull (start->bottom, -dy);
      else if (handle & GESSO_FRAME_HANDLE_BOTTOM)
        frame.top = pull (start->top, dy);
    }
  if (keep_ratio)
    restore_ratio (&frame, start, handle, opposite, width, height);
  /* The last good frame stays rather than one that cannot be made. */
  if (!gesso_frame_is_empty (&frame) && !gesso_frame_check (&frame, width, height, NULL))
    return *start;
  return frame;
}

GessoFrameHandle
gesso_frame_find_handle (const GessoFrame *frame,
                         int               width,
                         int               height,
                         double            x,
                         double            y,
                         double            reach)
{
  double left = -frame->left, right = width + frame->right;
  double top = -frame->top, bottom = height + frame->bottom;
  GessoFrameHandle handle = GESSO_FRAME_HANDLE_NONE;

  if (x < left - reach || x > right + reach || y < top - reach || y > bottom + reach)
    return handle;
  if (fabs (x - left) <= reach)
    handle |= GESSO_FRAME_HANDLE_LEFT;
  else if (fabs (x - right) <= reach)
    handle |= GESSO_FRAME_HANDLE_RIGHT;
  if (fabs (y - top) <= reach)
    handle |= GESSO_FRAME_HANDLE_TOP;
  else if (fabs (y - bottom) <= reach)
    handle |= GESSO_FRAME_HANDLE_BOTTOM;
  return handle;
}
