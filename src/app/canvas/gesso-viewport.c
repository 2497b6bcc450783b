/* gesso-viewport.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-viewport.h"

/* Free space around what is fitted, and what of it cannot be panned away; device pixels. */
#define MARGIN 12
#define KEPT 48

static double
get_fit_scale (const GessoViewport *self)
{
  double across = (double) MAX (self->width - 2 * MARGIN, 1) / self->content.width;
  double down = (double) MAX (self->height - 2 * MARGIN, 1) / self->content.height;

  return CLAMP (MIN (across, down), GESSO_VIEWPORT_MIN_SCALE, 1);
}

static void
keep_in_view (GessoViewport *self)
{
  double left = self->content.x * self->scale, top = self->content.y * self->scale;
  double right = left + self->content.width * self->scale, bottom = top + self->content.height * self->scale;
  double kept_x = MIN (KEPT, self->width / 2.0), kept_y = MIN (KEPT, self->height / 2.0);

  self->x = CLAMP (self->x, kept_x - right, self->width - kept_x - left);
  self->y = CLAMP (self->y, kept_y - bottom, self->height - kept_y - top);
}

void
gesso_viewport_set_image (GessoViewport *self,
                          int            width,
                          int            height)
{
  self->content = (GessoRect) { 0, 0, MAX (width, 1), MAX (height, 1) };
  gesso_viewport_fit (self);
}

void
gesso_viewport_resize (GessoViewport *self,
                       int            width,
                       int            height)
{
  double dx = (width - self->width) / 2.0, dy = (height - self->height) / 2.0;

  self->width = width;
  self->height = height;
  if (gesso_rect_is_empty (&self->content))
    return;
  if (self->fitted)
    gesso_viewport_fit (self);
  else
    gesso_viewport_pan (self, dx, dy);
}

void
gesso_viewport_fit (GessoViewport *self)
{
  self->scale = get_fit_scale (self);
  self->x = (self->width - self->content.width * self->scale) / 2 - self->content.x * self->scale;
  self->y = (self->height - self->content.height * self->scale) / 2 - self->content.y * self->scale;
  self->fitted = TRUE;
}

void
gesso_viewport_zoom (GessoViewport *self,
                     double         scale,
                     double         at_x,
                     double         at_y)
{
  /* A picture so large that fitting needs less may be seen whole all the same. */
  scale = CLAMP (scale, MIN (get_fit_scale (self) / 2, 0.1), GESSO_VIEWPORT_MAX_SCALE);
  self->x = at_x - (at_x - self->x) * scale / self->scale;
  self->y = at_y - (at_y - self->y) * scale / self->scale;
  self->scale = scale;
  self->fitted = FALSE;
  keep_in_view (self);
}

void
gesso_viewport_pan (GessoViewport *self,
                    double         dx,
                    double         dy)
{
  self->x += dx;
  self->y += dy;
  self->fitted = FALSE;
  keep_in_view (self);
}

double
gesso_viewport_snap (double scale)
{
  static const double round_scales[] = { 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 8, 16 };

  for (guint i = 0; i < G_N_ELEMENTS (round_scales); i++)
    {
      if (fabs (scale / round_scales[i] - 1) <= 0.02)
        return round_scales[i];
    }
  return scale;
}

void
gesso_viewport_to_image (const GessoViewport *self,
                         double               x,
                         double               y,
                         double              *image_x,
                         double              *image_y)
{
  *image_x = (x - floor (self->x)) / self->scale;
  *image_y = (y - floor (self->y)) / self->scale;
}

void
gesso_viewport_from_image (const GessoViewport *self,
                           double               image_x,
                           double               image_y,
                           double              *x,
                           double              *y)
{
  *x = floor (self->x) + image_x * self->scale;
  *y = floor (self->y) + image_y * self->scale;
}
