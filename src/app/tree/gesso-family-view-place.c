/* gesso-family-view-place.c - what is in view, and how it gets there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include <math.h>

#include "gesso-family-view-private.h"

#define GLIDE_MS 220
#define ZOOM_STEP 1.25
/* A tree that fits at this scale is shown whole at first; a larger one by the cursor. */
#define READABLE 0.5
/* Logical pixels around what is brought into view. */
#define MARGIN 24

/* Cards are made and shown anew in the allocation: parents must be waiting for
 * it, or they would take no notice. */
void
gesso_family_view_changed (GessoFamilyView *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
glide_cb (double   progress,
          gpointer user_data)
{
  GessoFamilyView *self = user_data;
  double scale = self->from_scale * pow (self->to_scale / self->from_scale, progress);

  if (self->n_nodes == 0)
    return;
  gesso_viewport_zoom (&self->viewport, progress >= 1 ? self->to_scale : scale, 0, 0);
  gesso_viewport_pan (&self->viewport, self->from_x + (self->to_x - self->from_x) * progress - self->viewport.x,
                      self->from_y + (self->to_y - self->from_y) * progress - self->viewport.y);
  self->viewport.fitted = progress >= 1 && self->to_fitted;
  gesso_family_view_changed (self);
}

void
gesso_family_view_init_place (GessoFamilyView *self)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (glide_cb, self, NULL);

  self->glide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, GLIDE_MS, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->glide), ADW_EASE_OUT_CUBIC);
}

void
gesso_family_view_hold (GessoFamilyView *self)
{
  if (adw_animation_get_state (self->glide) == ADW_ANIMATION_PLAYING)
    adw_animation_pause (self->glide);
}

/* To @target, which is a place of the viewport that it was made from. */
static void
glide_to (GessoFamilyView     *self,
          const GessoViewport *target)
{
  gesso_family_view_hold (self);
  self->from_x = self->viewport.x;
  self->from_y = self->viewport.y;
  self->from_scale = self->viewport.scale;
  self->to_x = target->x;
  self->to_y = target->y;
  self->to_scale = target->scale;
  self->to_fitted = target->fitted != FALSE;
  adw_animation_play (self->glide);
}

/* Where it is going, or is. */
static GessoViewport
get_aim (GessoFamilyView *self)
{
  GessoViewport aim = self->viewport;

  if (adw_animation_get_state (self->glide) == ADW_ANIMATION_PLAYING)
    {
      aim.x = self->to_x;
      aim.y = self->to_y;
      aim.scale = self->to_scale;
    }
  return aim;
}

static double
clamp_scale (double scale)
{
  return CLAMP (scale, GESSO_VIEWPORT_MIN_SCALE, GESSO_FAMILY_MAX_SCALE);
}

/* Whole where that can be read, else by the cursor. */
static void
place_first (GessoFamilyView *self)
{
  graphene_rect_t rect;
  double x, y;

  gesso_viewport_fit (&self->viewport);
  self->placed = TRUE;
  if (self->viewport.scale >= READABLE || self->cursor == GESSO_FAMILY_NONE)
    return;
  gesso_viewport_zoom (&self->viewport, 1, 0, 0);
  rect = gesso_family_view_get_card_rect (self, self->cursor);
  gesso_viewport_from_image (&self->viewport, rect.origin.x + rect.size.width / 2.0,
                             rect.origin.y + rect.size.height / 2.0, &x, &y);
  gesso_viewport_pan (&self->viewport, self->viewport.width / 2.0 - x, self->viewport.height / 2.0 - y);
}

void
gesso_family_view_resize (GessoFamilyView *self)
{
  double width, height;

  if (self->layout == NULL || self->n_nodes == 0)
    return;
  gesso_family_layout_get_size (self->layout, &width, &height);
  self->viewport.content =
      (GessoRect) { 0, 0, MAX ((int) ceil (width * (GESSO_FAMILY_CARD_WIDTH + GESSO_FAMILY_GAP)), 1),
                    MAX ((int) ceil (height * (self->card_height + GESSO_FAMILY_ROW_GAP)), 1) };
  if (self->viewport.width <= 0)
    return;
  if (!self->placed)
    place_first (self);
  else if (self->viewport.fitted)
    gesso_viewport_fit (&self->viewport);
}

void
gesso_family_view_zoom_at (GessoFamilyView *self,
                           double           scale,
                           double           x,
                           double           y)
{
  if (self->n_nodes == 0)
    return;
  gesso_family_view_hold (self);
  gesso_viewport_zoom (&self->viewport, clamp_scale (scale), x, y);
  gesso_family_view_changed (self);
}

void
gesso_family_view_pan (GessoFamilyView *self,
                       double           dx,
                       double           dy)
{
  if (self->n_nodes == 0)
    return;
  gesso_family_view_hold (self);
  gesso_viewport_pan (&self->viewport, dx, dy);
  gesso_family_view_changed (self);
}

/* How far a span must move so that it lies between 0 and @room; its start counts most. */
static double
find_move (double start,
           double length,
           double room)
{
  if (start < MARGIN || length + 2 * MARGIN > room)
    return MARGIN - start;
  return MIN (room - MARGIN - start - length, 0);
}

void
gesso_family_view_reveal (GessoFamilyView *self,
                          guint            index)
{
  GessoViewport aim = get_aim (self);
  graphene_rect_t rect = gesso_family_view_get_card_rect (self, index);
  double x, y, dx, dy;

  if (!self->placed)
    return;
  gesso_viewport_from_image (&aim, rect.origin.x, rect.origin.y, &x, &y);
  dx = find_move (x, rect.size.width * aim.scale, aim.width);
  dy = find_move (y, rect.size.height * aim.scale, aim.height);
  if (dx == 0 && dy == 0)
    return;
  gesso_viewport_pan (&aim, dx, dy);
  glide_to (self, &aim);
}

void
gesso_family_view_fit (GessoFamilyView *self)
{
  GessoViewport aim;

  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  if (self->n_nodes == 0)
    return;
  aim = get_aim (self);
  gesso_viewport_fit (&aim);
  glide_to (self, &aim);
}

void
gesso_family_view_zoom_to (GessoFamilyView *self,
                           double           scale)
{
  GessoViewport aim;
  double x, y;

  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  if (self->n_nodes == 0)
    return;
  aim = get_aim (self);
  x = aim.width / 2.0;
  y = aim.height / 2.0;
  if (self->cursor != GESSO_FAMILY_NONE)
    {
      graphene_rect_t rect = gesso_family_view_get_card_rect (self, self->cursor);
      double at_x, at_y;

      gesso_viewport_from_image (&aim, rect.origin.x + rect.size.width / 2.0, rect.origin.y + rect.size.height / 2.0,
                                 &at_x, &at_y);
      /* What is out of view is no place to zoom at. */
      if (at_x >= 0 && at_x <= aim.width && at_y >= 0 && at_y <= aim.height)
        {
          x = at_x;
          y = at_y;
        }
    }
  gesso_viewport_zoom (&aim, clamp_scale (scale), x, y);
  glide_to (self, &aim);
}

void
gesso_family_view_zoom (GessoFamilyView *self,
                        int              steps)
{
  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  gesso_family_view_zoom_to (self, gesso_viewport_snap (get_aim (self).scale * pow (ZOOM_STEP, steps)));
}

double
gesso_family_view_get_scale (GessoFamilyView *self)
{
  g_return_val_if_fail (GESSO_IS_FAMILY_VIEW (self), 1);
  return self->viewport.scale;
}
