/* gesso-canvas-pen.c - painting, with a pen above all
 *
 * While a pen is near, touches are the palm of the hand that holds it. Its
 * other end takes away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-canvas-private.h"

GessoMaskToolModifiers
gesso_canvas_get_modifiers (GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GessoMaskToolModifiers modifiers = 0;

  if (state & GDK_SHIFT_MASK)
    modifiers |= GESSO_MASK_TOOL_CONSTRAIN;
  if (state & GDK_ALT_MASK)
    modifiers |= GESSO_MASK_TOOL_CENTRE;
  if (state & GDK_CONTROL_MASK)
    modifiers |= GESSO_MASK_TOOL_SUBTRACT;
  return modifiers;
}

GessoMaskPoint
gesso_canvas_make_point (GessoCanvas *self,
                         double       x,
                         double       y,
                         double       pressure)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GessoMaskPoint point = { .pressure = pressure };

  gesso_viewport_to_image (&self->viewport, x * factor - self->side_x, y * factor, &point.x, &point.y);
  return point;
}

gboolean
gesso_canvas_can_paint (GessoCanvas *self)
{
  return gesso_canvas_has_picture (self) && self->mode == GESSO_CANVAS_MASK && !self->space_held &&
         self->editor != NULL && self->pyramid != NULL;
}

gboolean
gesso_canvas_pen_press (GessoCanvas           *self,
                        double                 x,
                        double                 y,
                        double                 pressure,
                        GessoMaskToolModifiers modifiers)
{
  GessoMaskPoint point;

  if (!gesso_canvas_can_paint (self) || self->grip != GESSO_CANVAS_GRIP_NONE)
    return FALSE;
  gesso_canvas_hold (self);
  point = gesso_canvas_make_point (self, x, y, pressure);
  self->pen_near = TRUE;
  self->pen_down = TRUE;
  self->grip = GESSO_CANVAS_GRIP_PAINT;
  gesso_mask_editor_begin (self->editor, &point, modifiers);
  return TRUE;
}

void
gesso_canvas_pen_move (GessoCanvas           *self,
                       const GessoMaskPoint  *points,
                       guint                  n_points,
                       GessoMaskToolModifiers modifiers)
{
  if (self->pen_down && self->grip == GESSO_CANVAS_GRIP_PAINT)
    gesso_mask_editor_move (self->editor, points, n_points, modifiers);
}

void
gesso_canvas_pen_release (GessoCanvas           *self,
                          double                 x,
                          double                 y,
                          double                 pressure,
                          GessoMaskToolModifiers modifiers)
{
  GessoMaskPoint point = gesso_canvas_make_point (self, x, y, pressure);

  if (!self->pen_down)
    return;
  self->pen_down = FALSE;
  if (self->grip == GESSO_CANVAS_GRIP_PAINT)
    gesso_mask_editor_end (self->editor, &point, modifiers);
  self->grip = GESSO_CANVAS_GRIP_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static double
get_pressure (GtkGesture *gesture)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  double *axes = NULL, pressure;
  guint n_axes;

  /* GTK 4.8 crashes when asked for an axis of an event that has none at all. */
  if (event != NULL && gdk_event_get_axes (event, &axes, &n_axes) && axes != NULL &&
      gtk_gesture_stylus_get_axis (GTK_GESTURE_STYLUS (gesture), GDK_AXIS_PRESSURE, &pressure))
    return pressure;
  return 1;
}

/* The eraser of a pen is Ctrl of a mouse. */
static GessoMaskToolModifiers
get_pen_modifiers (GtkGesture *gesture)
{
  GessoMaskToolModifiers modifiers = gesso_canvas_get_modifiers (GTK_EVENT_CONTROLLER (gesture));
  GdkDeviceTool *tool = gtk_gesture_stylus_get_device_tool (GTK_GESTURE_STYLUS (gesture));

  if (tool != NULL && gdk_device_tool_get_tool_type (tool) == GDK_DEVICE_TOOL_TYPE_ERASER)
    modifiers ^= GESSO_MASK_TOOL_SUBTRACT;
  return modifiers;
}

static void
follow_pointer (GessoCanvas *self,
                double       x,
                double       y)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  gesso_canvas_set_pointer (self, x * factor, y * factor);
  gesso_canvas_pointer_moved (self);
}

static void
down_cb (GessoCanvas *self,
         double       x,
         double       y,
         GtkGesture  *gesture)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  follow_pointer (self, x, y);
  if (gesso_canvas_pen_press (self, x, y, get_pressure (gesture), get_pen_modifiers (gesture)))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
motion_cb (GessoCanvas *self,
           double       x,
           double       y,
           GtkGesture  *gesture)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GessoMaskPoint));
  g_autofree GdkTimeCoord *backlog = NULL;
  GessoMaskPoint last = gesso_canvas_make_point (self, x, y, get_pressure (gesture));
  guint n_backlog = 0;

  if (!self->pen_down)
    return;
  follow_pointer (self, x, y);
  /* All the places that GTK merged into one event, so that fast strokes stay round. */
  if (!gtk_gesture_stylus_get_backlog (GTK_GESTURE_STYLUS (gesture), &backlog, &n_backlog))
    n_backlog = 0;
  for (guint i = 0; i < n_backlog; i++)
    {
      gboolean pressed = (backlog[i].flags & GDK_AXIS_FLAG_PRESSURE) != 0;
      GessoMaskPoint point = gesso_canvas_make_point (self, backlog[i].axes[GDK_AXIS_X], backlog[i].axes[GDK_AXIS_Y],
                                                      pressed ? backlog[i].axes[GDK_AXIS_PRESSURE] : last.pressure);

      g_array_append_val (points, point);
    }
  g_array_append_val (points, last);
  gesso_canvas_pen_move (self, (const GessoMaskPoint *) points->data, points->len, get_pen_modifiers (gesture));
}

static void
up_cb (GessoCanvas *self,
       double       x,
       double       y,
       GtkGesture  *gesture)
{
  gesso_canvas_pen_release (self, x, y, get_pressure (gesture), get_pen_modifiers (gesture));
}

static void
proximity_cb (GessoCanvas *self)
{
  self->pen_near = TRUE;
}

static void
cancel_cb (GessoCanvas *self)
{
  if (self->pen_down)
    gesso_canvas_let_go (self);
}

static gboolean
event_cb (GessoCanvas *self,
          GdkEvent    *event)
{
  if (gdk_event_get_event_type (event) == GDK_PROXIMITY_OUT)
    self->pen_near = FALSE;
  return GDK_EVENT_PROPAGATE;
}

void
gesso_canvas_init_pen (GessoCanvas *self)
{
  GtkGesture *pen = gtk_gesture_stylus_new ();
  GtkEventController *any = gtk_event_controller_legacy_new ();

  g_signal_connect_swapped (pen, "down", G_CALLBACK (down_cb), self);
  g_signal_connect_swapped (pen, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (pen, "up", G_CALLBACK (up_cb), self);
  g_signal_connect_swapped (pen, "proximity", G_CALLBACK (proximity_cb), self);
  g_signal_connect_swapped (pen, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pen));
  g_signal_connect_swapped (any, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), any);
}
