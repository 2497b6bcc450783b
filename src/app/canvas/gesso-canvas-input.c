/* gesso-canvas-input.c - the canvas under pointer, pen, touch and keys
 *
 * A mouse wheel zooms at the pointer; two fingers on a touchpad pan, with Ctrl
 * they zoom too. The middle button, or Space held, pans. Space held alone
 * shows the version before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <math.h>

#include "gesso-canvas-private.h"

#define WHEEL_FACTOR 1.2
/* Touchpad pixels that zoom as much as one notch of a wheel. */
#define SURFACE_NOTCH 40.0
/* A finger that rested longer than this, in microseconds, throws nothing. */
#define FLING_PATIENCE 60000
/* What a logical pixel of drawing does to the brush. */
#define TUNE_FACTOR 1.01
#define TUNE_PERCENT 0.5
/* Logical pixels from a frame handle at which it can be taken. */
#define HANDLE_REACH 14.0

static double
get_factor (GessoCanvas *self)
{
  return gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static gboolean
is_from (GtkEventController *controller,
         GdkInputSource      source)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  GdkDevice *device = event != NULL ? gdk_event_get_device (event) : NULL;

  return device != NULL && gdk_device_get_source (device) == source;
}

static gboolean
is_pen (GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  return event != NULL && gdk_event_get_device_tool (event) != NULL;
}

/* All the places that GTK merged into one event, so that fast strokes stay
 * round. A mouse has no pressure: it always presses fully. */
static GArray *
list_points (GessoCanvas *self,
             GdkEvent    *event,
             double       x,
             double       y)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (GessoMaskPoint));
  GessoMaskPoint last = gesso_canvas_make_point (self, x, y, 1);
  g_autofree GdkTimeCoord *history = NULL;
  guint n_history = 0;
  double event_x, event_y;

  if (event != NULL && gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY &&
      gdk_event_get_position (event, &event_x, &event_y))
    history = gdk_event_get_history (event, &n_history);
  for (guint i = 0; i < n_history; i++)
    {
      GessoMaskPoint point;

      if ((history[i].flags & GDK_AXIS_FLAG_X) == 0 || (history[i].flags & GDK_AXIS_FLAG_Y) == 0)
        continue;
      /* The history is in the surface's coordinates, as the event's place. */
      point = gesso_canvas_make_point (self, x + history[i].axes[GDK_AXIS_X] - event_x,
                                       y + history[i].axes[GDK_AXIS_Y] - event_y, 1);
      g_array_append_val (points, point);
    }
  g_array_append_val (points, last);
  return points;
}

static void
zoom_at (GessoCanvas *self,
         double       scale,
         double       x,
         double       y)
{
  if (!gesso_canvas_has_picture (self))
    return;
  gesso_canvas_hold (self);
  gesso_viewport_zoom (&self->viewport, scale, x, y);
  gesso_canvas_view_changed (self);
}

static gboolean
scroll_cb (GessoCanvas              *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  double factor = get_factor (self);

  if (!gesso_canvas_has_picture (self))
    return GDK_EVENT_PROPAGATE;
  if (wheel || (state & GDK_CONTROL_MASK))
    {
      double notches = wheel ? dy : dy / SURFACE_NOTCH;
      double scale = gesso_canvas_get_aim (self) * pow (WHEEL_FACTOR, -notches);

      if (wheel)
        gesso_canvas_glide_to (self, gesso_viewport_snap (scale), self->pointer_x, self->pointer_y);
      else
        zoom_at (self, scale, self->pointer_x, self->pointer_y);
      return GDK_EVENT_STOP;
    }
  gesso_canvas_hold (self);
  gesso_viewport_pan (&self->viewport, -dx * factor, -dy * factor);
  gesso_canvas_view_changed (self);
  return GDK_EVENT_STOP;
}

/* Two fingers let go of a touchpad while they moved. */
static void
decelerate_cb (GessoCanvas        *self,
               double              speed_x,
               double              speed_y,
               GtkEventController *controller)
{
  double factor = get_factor (self);

  if (gtk_event_controller_scroll_get_unit (GTK_EVENT_CONTROLLER_SCROLL (controller)) == GDK_SCROLL_UNIT_SURFACE)
    gesso_canvas_fling (self, -speed_x * factor, -speed_y * factor);
}

static void
pinch_begin_cb (GessoCanvas *self,
                gpointer     sequence,
                GtkGesture  *gesture)
{
  if (self->pen_near && is_from (GTK_EVENT_CONTROLLER (gesture), GDK_SOURCE_TOUCHSCREEN))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  /* What the first finger began was not meant. */
  gesso_canvas_let_go (self);
  gesso_canvas_hold (self);
  self->pinch_scale = self->viewport.scale;
  gtk_gesture_get_bounding_box_center (gesture, &self->pinch_x, &self->pinch_y);
}

static void
pinch_changed_cb (GessoCanvas    *self,
                  double          scale,
                  GtkGestureZoom *gesture)
{
  double x, y, factor = get_factor (self);

  if (!gesso_canvas_has_picture (self) || !gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  gesso_viewport_pan (&self->viewport, (x - self->pinch_x) * factor, (y - self->pinch_y) * factor);
  self->pinch_x = x;
  self->pinch_y = y;
  zoom_at (self, self->pinch_scale * scale, x * factor - self->side_x, y * factor);
}

static void
set_cursor (GessoCanvas *self)
{
  static const char *const names[] = {
    [GESSO_FRAME_HANDLE_LEFT] = "ew-resize",
    [GESSO_FRAME_HANDLE_RIGHT] = "ew-resize",
    [GESSO_FRAME_HANDLE_TOP] = "ns-resize",
    [GESSO_FRAME_HANDLE_BOTTOM] = "ns-resize",
    [GESSO_FRAME_HANDLE_LEFT | GESSO_FRAME_HANDLE_TOP] = "nwse-resize",
    [GESSO_FRAME_HANDLE_RIGHT | GESSO_FRAME_HANDLE_BOTTOM] = "nwse-resize",
    [GESSO_FRAME_HANDLE_RIGHT | GESSO_FRAME_HANDLE_TOP] = "nesw-resize",
    [GESSO_FRAME_HANDLE_LEFT | GESSO_FRAME_HANDLE_BOTTOM] = "nesw-resize",
  };
  const char *name = NULL;
  double x, y;

  if (self->grip == GESSO_CANVAS_GRIP_PAN)
    name = "grabbing";
  else if (self->cropping && !self->space_held)
    {
      gesso_viewport_to_image (&self->viewport, self->pointer_x, self->pointer_y, &x, &y);
      name = gesso_canvas_get_crop_cursor (self, x, y);
    }
  else if (self->space_held || self->mode == GESSO_CANVAS_VIEW)
    name = "grab";
  else if (self->mode == GESSO_CANVAS_MASK)
    name = self->brush > 0 ? "none" : "crosshair";
  else if (gesso_canvas_has_picture (self))
    {
      gesso_viewport_to_image (&self->viewport, self->pointer_x, self->pointer_y, &x, &y);
      name = names[gesso_frame_find_handle (&self->frame, self->image_width, self->image_height, x, y,
                                            HANDLE_REACH * get_factor (self) / self->viewport.scale)];
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), gesso_canvas_has_picture (self) ? name : NULL);
}

static void
motion_cb (GessoCanvas        *self,
           double              x,
           double              y,
           GtkEventController *controller)
{
  if (is_from (controller, GDK_SOURCE_MOUSE) && !is_pen (controller))
    self->pen_near = FALSE;
  gesso_canvas_set_pointer (self, x * get_factor (self), y * get_factor (self));
  self->pointer_inside = TRUE;
  set_cursor (self);
  gesso_canvas_pointer_moved (self);
  if (self->grip == GESSO_CANVAS_GRIP_NONE && gesso_canvas_can_paint (self) && gesso_mask_editor_stays (self->editor))
    {
      GessoMaskPoint point = gesso_canvas_make_point (self, x, y, 1);

      gesso_mask_editor_move (self->editor, &point, 1, gesso_canvas_get_modifiers (controller));
    }
  if ((self->mode == GESSO_CANVAS_MASK && self->brush > 0) || self->compare == GESSO_CANVAS_COMPARE_LENS)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
enter_cb (GessoCanvas        *self,
          double              x,
          double              y,
          GtkEventController *controller)
{
  motion_cb (self, x, y, controller);
}

static void
leave_cb (GessoCanvas *self)
{
  self->pointer_inside = FALSE;
  gesso_canvas_pointer_moved (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
begin_pan (GessoCanvas *self)
{
  self->grip = GESSO_CANVAS_GRIP_PAN;
  self->space_used = TRUE;
  gesso_canvas_set_comparing (self, FALSE);
  set_cursor (self);
}

static void
begin_frame (GessoCanvas *self,
             double       x,
             double       y)
{
  GessoMaskPoint point = gesso_canvas_make_point (self, x, y, 1);

  self->grip_handle = gesso_frame_find_handle (&self->frame, self->image_width, self->image_height,
                                               point.x, point.y,
                                               HANDLE_REACH * get_factor (self) / self->viewport.scale);
  self->grip_frame = self->frame;
  if (self->grip_handle == GESSO_FRAME_HANDLE_NONE)
    begin_pan (self);
  else
    self->grip = GESSO_CANVAS_GRIP_FRAME;
}

static gboolean
begin_crop (GessoCanvas *self,
            double       x,
            double       y)
{
  GessoMaskPoint point = gesso_canvas_make_point (self, x, y, 1);

  return gesso_canvas_begin_crop (self, point.x, point.y);
}

static void
drag_begin_cb (GessoCanvas    *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  gboolean palm = self->pen_near && is_from (controller, GDK_SOURCE_TOUCHSCREEN);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gesso_canvas_hold (self);
  gesso_canvas_set_pointer (self, x * get_factor (self), y * get_factor (self));
  /* A pen paints by a gesture of its own. */
  if (!gesso_canvas_has_picture (self) || palm || self->grip != GESSO_CANVAS_GRIP_NONE ||
      (button == GDK_BUTTON_PRIMARY && is_pen (controller) && gesso_canvas_can_paint (self)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->grip_x = 0;
  self->grip_y = 0;
  self->speed_x = 0;
  self->speed_y = 0;
  self->grip_time = g_get_monotonic_time ();
  if (button == GDK_BUTTON_PRIMARY && !self->space_held && begin_crop (self, x, y))
    {
      self->grip = GESSO_CANVAS_GRIP_CROP;
    }
  else if (button == GDK_BUTTON_MIDDLE || self->space_held || self->mode == GESSO_CANVAS_VIEW)
    {
      begin_pan (self);
    }
  else if (self->mode == GESSO_CANVAS_EXPAND)
    {
      begin_frame (self, x, y);
    }
  else if (gesso_canvas_can_paint (self))
    {
      GessoMaskPoint point = gesso_canvas_make_point (self, x, y, 1);

      self->grip = GESSO_CANVAS_GRIP_PAINT;
      gesso_mask_editor_begin (self->editor, &point, gesso_canvas_get_modifiers (controller));
    }
}

/* The speed of the hand, over about the last tenth of a second. */
static void
measure_speed (GessoCanvas *self,
               double       dx,
               double       dy)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = MAX ((double) (now - self->grip_time) / G_USEC_PER_SEC, 0.001);
  double weight = MIN (seconds / 0.1, 1);

  self->grip_time = now;
  self->speed_x += (dx / seconds - self->speed_x) * weight;
  self->speed_y += (dy / seconds - self->speed_y) * weight;
}

static void
drag_update_cb (GessoCanvas    *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GessoMaskToolModifiers modifiers = gesso_canvas_get_modifiers (controller);
  double x, y, factor = get_factor (self);

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  gesso_canvas_set_pointer (self, (x + dx) * factor, (y + dy) * factor);
  switch (self->grip)
    {
    case GESSO_CANVAS_GRIP_PAN:
      measure_speed (self, (dx - self->grip_x) * factor, (dy - self->grip_y) * factor);
      gesso_viewport_pan (&self->viewport, (dx - self->grip_x) * factor, (dy - self->grip_y) * factor);
      self->grip_x = dx;
      self->grip_y = dy;
      gesso_canvas_view_changed (self);
      break;
    case GESSO_CANVAS_GRIP_PAINT:
      {
        g_autoptr (GArray) points =
          list_points (self, gtk_event_controller_get_current_event (controller), x + dx, y + dy);

        gesso_mask_editor_move (self->editor, (const GessoMaskPoint *) points->data, points->len, modifiers);
      }
      break;
    case GESSO_CANVAS_GRIP_FRAME:
      {
        GessoFrame frame = gesso_frame_drag (&self->grip_frame, self->grip_handle,
                                             dx * factor / self->viewport.scale,
                                             dy * factor / self->viewport.scale,
                                             (modifiers & GESSO_MASK_TOOL_CENTRE) != 0,
                                             (modifiers & GESSO_MASK_TOOL_CONSTRAIN) != 0,
                                             self->image_width, self->image_height);

        gesso_canvas_frame_dragged (self, &frame);
      }
      break;
    case GESSO_CANVAS_GRIP_CROP:
      gesso_canvas_drag_crop (self, dx * factor / self->viewport.scale, dy * factor / self->viewport.scale,
                              (modifiers & GESSO_MASK_TOOL_CONSTRAIN) != 0);
      break;
    case GESSO_CANVAS_GRIP_TUNE:
      gesso_canvas_tune_brush (self, pow (TUNE_FACTOR, dx - self->grip_x), -(dy - self->grip_y) * TUNE_PERCENT);
      self->grip_x = dx;
      self->grip_y = dy;
      break;
    case GESSO_CANVAS_GRIP_NONE:
    default:
      break;
    }
  gesso_canvas_pointer_moved (self);
}

static void
drag_end_cb (GessoCanvas    *self,
             double          dx,
             double          dy,
             GtkGestureDrag *gesture)
{
  double x, y;

  if (self->grip == GESSO_CANVAS_GRIP_PAINT && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    {
      GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
      GessoMaskPoint point = gesso_canvas_make_point (self, x + dx, y + dy, 1);

      gesso_mask_editor_end (self->editor, &point, gesso_canvas_get_modifiers (controller));
    }
  /* What a finger pushes glides on; a mouse puts it where it is to be. */
  if (self->grip == GESSO_CANVAS_GRIP_PAN && is_from (GTK_EVENT_CONTROLLER (gesture), GDK_SOURCE_TOUCHSCREEN) &&
      g_get_monotonic_time () - self->grip_time < FLING_PATIENCE)
    gesso_canvas_fling (self, self->speed_x, self->speed_y);
  self->grip = GESSO_CANVAS_GRIP_NONE;
  set_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_canvas_let_go (GessoCanvas *self)
{
  if (self->grip == GESSO_CANVAS_GRIP_PAINT)
    gesso_mask_editor_cancel (self->editor);
  self->grip = GESSO_CANVAS_GRIP_NONE;
  self->pen_down = FALSE;
}

static void
drag_cancel_cb (GessoCanvas *self)
{
  /* A gesture that was denied is cancelled too, while the pen paints. */
  if (!self->pen_down)
    gesso_canvas_let_go (self);
}

/* Alt and the other button: across for the size of the brush, up and down for its edge. */
static void
tune_begin_cb (GessoCanvas    *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if ((state & GDK_ALT_MASK) == 0 || self->mode != GESSO_CANVAS_MASK || self->grip != GESSO_CANVAS_GRIP_NONE)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->grip = GESSO_CANVAS_GRIP_TUNE;
  self->grip_x = 0;
  self->grip_y = 0;
}

static void
click_cb (GessoCanvas *self,
          int          n_press,
          double       x,
          double       y)
{
  if (n_press != 2 || self->mode != GESSO_CANVAS_VIEW)
    return;
  if (self->viewport.fitted && self->viewport.scale != 1)
    gesso_canvas_glide_to (self, 1, x * get_factor (self) - self->side_x, y * get_factor (self));
  else
    gesso_canvas_zoom_fit (self);
}

static gboolean
key_pressed_cb (GessoCanvas    *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType state)
{
  if (keyval != GDK_KEY_space || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (!self->space_held && gesso_canvas_has_picture (self))
    {
      self->space_held = TRUE;
      self->space_used = self->grip != GESSO_CANVAS_GRIP_NONE;
      gesso_canvas_set_comparing (self, !self->space_used);
      set_cursor (self);
    }
  return GDK_EVENT_STOP;
}

static void
let_go_of_space (GessoCanvas *self)
{
  self->space_held = FALSE;
  gesso_canvas_set_comparing (self, FALSE);
  set_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
key_released_cb (GessoCanvas *self,
                 guint        keyval)
{
  if (keyval == GDK_KEY_space)
    let_go_of_space (self);
}

static void
add_drag (GessoCanvas *self,
          guint        button,
          GCallback    begin)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect_swapped (drag, "drag-begin", begin, self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
gesso_canvas_init_input (GessoCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES |
                                                                GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (scroll, "decelerate", G_CALLBACK (decelerate_cb), self);
  gtk_widget_add_controller (widget, scroll);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (key, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (widget, key);
  /* The release of a key goes to whoever has the focus by then. */
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (let_go_of_space), self);
  gtk_widget_add_controller (widget, focus);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_changed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (click_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  add_drag (self, GDK_BUTTON_PRIMARY, G_CALLBACK (drag_begin_cb));
  add_drag (self, GDK_BUTTON_MIDDLE, G_CALLBACK (drag_begin_cb));
  add_drag (self, GDK_BUTTON_SECONDARY, G_CALLBACK (tune_begin_cb));
  gesso_canvas_init_pen (self);
}
