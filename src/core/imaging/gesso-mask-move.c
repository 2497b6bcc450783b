/* gesso-mask-move.c - a mask elsewhere, and larger or smaller
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-tiles.h"

/* @mask's coverage inside @from, cleared there, as a picture; NULL when memory is out. */
static GessoImage *
lift (GessoMask       *mask,
      const GessoRect *from)
{
  GessoImage *lifted = gesso_image_new ((guint) from->width, (guint) from->height, 1, NULL);

  if (lifted == NULL)
    return NULL;
  gesso_mask_read (mask, from, gesso_image_edit_row (lifted, 0), gesso_image_get_stride (lifted));
  gesso_mask_fill (mask, from, 0);
  return lifted;
}

static GessoRect
put_down (GessoMask        *mask,
          const GessoImage *lifted,
          int               x,
          int               y)
{
  GessoRect place = { x, y, (int) gesso_image_get_width (lifted), (int) gesso_image_get_height (lifted) };

  gesso_mask_write (mask, &place, gesso_image_get_row (lifted, 0), gesso_image_get_stride (lifted));
  return place;
}

static GessoRect
get_changed (GessoMask       *self,
             const GessoRect *from,
             const GessoRect *to)
{
  GessoRect all = gesso_mask_get_extents (self);
  GessoRect both = gesso_rect_union (from, to);

  return gesso_rect_intersect (&both, &all);
}

GessoRect
gesso_mask_move (GessoMask *self,
                 int        dx,
                 int        dy)
{
  g_autoptr (GessoImage) lifted = NULL;
  GessoRect from, to;

  g_return_val_if_fail (GESSO_IS_MASK (self), (GessoRect) { 0 });

  from = gesso_mask_get_bounds (self);
  dx = CLAMP (dx, -GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_SIDE);
  dy = CLAMP (dy, -GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_SIDE);
  if (gesso_rect_is_empty (&from) || (dx == 0 && dy == 0))
    return (GessoRect) { 0 };
  lifted = lift (self, &from);
  if (lifted == NULL)
    return (GessoRect) { 0 };
  to = put_down (self, lifted, from.x + dx, from.y + dy);
  return get_changed (self, &from, &to);
}

GessoRect
gesso_mask_scale (GessoMask *self,
                  double     factor)
{
  g_autoptr (GessoImage) lifted = NULL;
  g_autoptr (GessoImage) scaled = NULL;
  GessoRect from, to;
  int width, height;

  g_return_val_if_fail (GESSO_IS_MASK (self), (GessoRect) { 0 });

  from = gesso_mask_get_bounds (self);
  if (gesso_rect_is_empty (&from) || !(factor >= 0.1 && factor <= 10))
    return (GessoRect) { 0 };
  /* Never larger than twice the picture, of which most would be cut off. */
  width = CLAMP ((int) lround (from.width * factor), 1, 2 * gesso_mask_get_width (self));
  height = CLAMP ((int) lround (from.height * factor), 1, 2 * gesso_mask_get_height (self));
  if (width == from.width && height == from.height)
    return (GessoRect) { 0 };
  if (!gesso_image_check_size ((guint) width, (guint) height, NULL))
    return (GessoRect) { 0 };
  lifted = lift (self, &from);
  scaled = lifted != NULL ? gesso_image_scale (lifted, (guint) width, (guint) height, NULL) : NULL;
  if (scaled == NULL)
    {
      if (lifted != NULL)
        put_down (self, lifted, from.x, from.y);
      return (GessoRect) { 0 };
    }
  to = put_down (self, scaled, from.x + (from.width - width) / 2, from.y + (from.height - height) / 2);
  return get_changed (self, &from, &to);
}
