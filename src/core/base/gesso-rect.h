/* gesso-rect.h - whole-pixel rectangles, half open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GessoRect: x ≤ px < x + width; empty when width or height is 0 or less. */
typedef struct
{
  int x, y, width, height;
} GessoRect;

static inline gboolean
gesso_rect_is_empty (const GessoRect *rect)
{
  return rect->width <= 0 || rect->height <= 0;
}

static inline GessoRect
gesso_rect_intersect (const GessoRect *a, const GessoRect *b)
{
  int x0 = MAX (a->x, b->x), y0 = MAX (a->y, b->y);
  int x1 = MIN (a->x + a->width, b->x + b->width);
  int y1 = MIN (a->y + a->height, b->y + b->height);

  return (GessoRect) { x0, y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0) };
}

/** The smallest rectangle around both; an empty one adds nothing. */
static inline GessoRect
gesso_rect_union (const GessoRect *a, const GessoRect *b)
{
  int x0, y0;

  if (gesso_rect_is_empty (a))
    return *b;
  if (gesso_rect_is_empty (b))
    return *a;
  x0 = MIN (a->x, b->x);
  y0 = MIN (a->y, b->y);
  return (GessoRect) { x0, y0, MAX (a->x + a->width, b->x + b->width) - x0,
                       MAX (a->y + a->height, b->y + b->height) - y0 };
}

G_END_DECLS
