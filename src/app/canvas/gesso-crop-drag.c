/* gesso-crop-drag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-crop-drag.h"

/* Image pixels. */
#define SIDE_MIN 16

/* Handles reach no farther in than this, of half a side. */
#define INSIDE_SHARE 0.6

void
gesso_crop_to_picture (const GessoAdjustCut *cut,
                       double                u,
                       double                v,
                       double               *x,
                       double               *y)
{
  *x = cut->x + u * cut->cosine + v * cut->sine;
  *y = cut->y - u * cut->sine + v * cut->cosine;
}

static void
to_cut (const GessoAdjustCut *cut,
        double                dx,
        double                dy,
        double               *u,
        double               *v)
{
  *u = dx * cut->cosine - dy * cut->sine;
  *v = dx * cut->sine + dy * cut->cosine;
}

guint
gesso_crop_find_handle (const GessoAdjustCut *cut,
                        double                x,
                        double                y,
                        double                reach)
{
  double u, v, across = cut->width / 2.0, down = cut->height / 2.0;
  guint handle = GESSO_FRAME_HANDLE_NONE;

  to_cut (cut, x - cut->x, y - cut->y, &u, &v);
  if (fabs (u) > across + reach || fabs (v) > down + reach)
    return handle;
  /* A small one has an inside, too. */
  if (fabs (u) >= across - MIN (reach, across * INSIDE_SHARE))
    handle |= u < 0 ? GESSO_FRAME_HANDLE_LEFT : GESSO_FRAME_HANDLE_RIGHT;
  if (fabs (v) >= down - MIN (reach, down * INSIDE_SHARE))
    handle |= v < 0 ? GESSO_FRAME_HANDLE_TOP : GESSO_FRAME_HANDLE_BOTTOM;
  return handle != GESSO_FRAME_HANDLE_NONE ? handle : GESSO_CROP_HANDLE_INSIDE;
}

/* From @low to @high along one side; which of the ends is pulled, and where the picture ends. */
typedef struct
{
  double low, high;
  gboolean pulls_low, pulls_high;
  double least, most;
} Side;

static void
pull (Side  *side,
      double by)
{
  if (side->pulls_low)
    side->low = CLAMP (side->low + by, side->least, side->high - SIDE_MIN);
  if (side->pulls_high)
    side->high = CLAMP (side->high + by, side->low + SIDE_MIN, side->most);
}

/* About the end that is not pulled, or the middle, as far as there is room. */
static void
set_length (Side  *side,
            double length)
{
  double middle = (side->low + side->high) / 2;

  if (side->pulls_high)
    side->high = side->low + length;
  else if (side->pulls_low)
    side->low = side->high - length;
  else
    {
      side->low = middle - length / 2;
      side->high = middle + length / 2;
    }
}

static double
get_room (const Side *side)
{
  double middle = (side->low + side->high) / 2;

  if (side->pulls_high)
    return side->most - side->low;
  if (side->pulls_low)
    return side->high - side->least;
  return 2 * MIN (middle - side->least, side->most - middle);
}

/* The side that is pulled less follows; both end where the picture does. */
static void
keep_ratio (Side  *across,
            Side  *down,
            double ratio)
{
  double width = across->high - across->low, height = down->high - down->low;
  gboolean sideways = across->pulls_low || across->pulls_high, upwards = down->pulls_low || down->pulls_high;
  double wanted = sideways && upwards ? MAX (width, height * ratio) : sideways ? width : height * ratio;
  double most = MIN (get_room (across), get_room (down) * ratio);

  wanted = MAX (MIN (wanted, most), 1);
  set_length (across, wanted);
  set_length (down, wanted / ratio);
}

GessoAdjustCut
gesso_crop_drag (const GessoAdjustCut *start,
                 guint                 handle,
                 double                dx,
                 double                dy,
                 double                ratio,
                 int                   width,
                 int                   height)
{
  /* Where a turned cut ends is not known by its sides alone. */
  double left = start->sine == 0 ? -start->x : -G_MAXINT16, right = start->sine == 0 ? width - start->x : G_MAXINT16;
  double top = start->sine == 0 ? -start->y : -G_MAXINT16, bottom = start->sine == 0 ? height - start->y : G_MAXINT16;
  Side across = { -start->width / 2.0, start->width / 2.0, (handle & GESSO_FRAME_HANDLE_LEFT) != 0,
                  (handle & GESSO_FRAME_HANDLE_RIGHT) != 0, left, right };
  Side down = { -start->height / 2.0, start->height / 2.0, (handle & GESSO_FRAME_HANDLE_TOP) != 0,
                (handle & GESSO_FRAME_HANDLE_BOTTOM) != 0, top, bottom };
  GessoAdjustCut cut = *start;
  double u, v;

  if (handle & GESSO_CROP_HANDLE_INSIDE)
    {
      cut.x += dx;
      cut.y += dy;
      return cut;
    }
  to_cut (start, dx, dy, &u, &v);
  pull (&across, u);
  pull (&down, v);
  if (ratio > 0)
    keep_ratio (&across, &down, ratio);
  cut.width = MAX ((int) lrint (across.high - across.low), 1);
  cut.height = MAX ((int) lrint (down.high - down.low), 1);
  gesso_crop_to_picture (start, (across.low + across.high) / 2, (down.low + down.high) / 2, &cut.x, &cut.y);
  return cut;
}
