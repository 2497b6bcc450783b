/* gesso-canvas-glide.c - the view moves by itself: to another zoom, and on after a swipe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <math.h>

#include "gesso-canvas-private.h"

#define ZOOM_MS 150
/* Of its speed, a second; below SLOW device pixels a second it stands. */
#define FRICTION 4.0
#define SLOW 30.0

static void
zoom_cb (double   progress,
         gpointer user_data)
{
  GessoCanvas *self = user_data;
  double scale = self->zoom_from * pow (self->zoom_to / self->zoom_from, progress);

  if (!gesso_canvas_has_picture (self))
    return;
  gesso_viewport_zoom (&self->viewport, progress >= 1 ? self->zoom_to : scale, self->zoom_x, self->zoom_y);
  gesso_canvas_view_changed (self);
}

double
gesso_canvas_get_aim (GessoCanvas *self)
{
  return adw_animation_get_state (self->zooming) == ADW_ANIMATION_PLAYING ? self->zoom_to : self->viewport.scale;
}

void
gesso_canvas_glide_to (GessoCanvas *self,
                       double       scale,
                       double       x,
                       double       y)
{
  if (!gesso_canvas_has_picture (self))
    return;
  gesso_canvas_hold (self);
  self->zoom_from = self->viewport.scale;
  self->zoom_to = scale;
  self->zoom_x = x;
  self->zoom_y = y;
  adw_animation_play (self->zooming);
}

static gboolean
fling_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  GessoCanvas *self = GESSO_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = self->fling_time > 0 ? (double) (now - self->fling_time) / G_USEC_PER_SEC : 0;
  double left = exp (-FRICTION * seconds);

  self->fling_time = now;
  /* The way that a speed goes while it falls. */
  gesso_viewport_pan (&self->viewport, self->speed_x * (1 - left) / FRICTION, self->speed_y * (1 - left) / FRICTION);
  self->speed_x *= left;
  self->speed_y *= left;
  gesso_canvas_view_changed (self);
  if (hypot (self->speed_x, self->speed_y) > SLOW)
    return G_SOURCE_CONTINUE;
  self->fling = 0;
  return G_SOURCE_REMOVE;
}

void
gesso_canvas_fling (GessoCanvas *self,
                    double       speed_x,
                    double       speed_y)
{
  gesso_canvas_hold (self);
  if (!gesso_canvas_has_picture (self) || !adw_get_enable_animations (GTK_WIDGET (self)) ||
      !(hypot (speed_x, speed_y) > SLOW))
    return;
  self->speed_x = speed_x;
  self->speed_y = speed_y;
  self->fling_time = 0;
  self->fling = gtk_widget_add_tick_callback (GTK_WIDGET (self), fling_cb, NULL, NULL);
}

void
gesso_canvas_hold (GessoCanvas *self)
{
  if (adw_animation_get_state (self->zooming) == ADW_ANIMATION_PLAYING)
    adw_animation_pause (self->zooming);
  if (self->fling != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fling);
  self->fling = 0;
}

void
gesso_canvas_init_glide (GessoCanvas *self)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (zoom_cb, self, NULL);

  self->zooming = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, ZOOM_MS, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->zooming), ADW_EASE_OUT_CUBIC);
}
