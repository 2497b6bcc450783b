/* gesso-family-view-input.c - pointer, fingers and wheel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include <math.h>

#include "gesso-family-view-private.h"

/* As on the canvas: of a notch of the wheel, and the pixels of a touchpad that count as one. */
#define WHEEL_FACTOR 1.2
#define SURFACE_NOTCH 40.0
/* A hand that trembles does not drag. */
#define DRAG_THRESHOLD 6

static void
note_cb (guint    index,
         gpointer user_data)
{
  *(guint *) user_data = index;
}

/* The node whose card lies at (@x, @y) of the view. */
static guint
find_node (GessoFamilyView *self,
           double           x,
           double           y)
{
  double unit_x = GESSO_FAMILY_CARD_WIDTH + GESSO_FAMILY_GAP, unit_y = self->card_height + GESSO_FAMILY_ROW_GAP;
  guint index = GESSO_FAMILY_NONE;
  graphene_rect_t rect;

  if (self->n_nodes == 0)
    return GESSO_FAMILY_NONE;
  gesso_viewport_to_image (&self->viewport, x, y, &x, &y);
  gesso_family_layout_foreach_in (self->layout, x / unit_x, y / unit_y, x / unit_x + 1e-9, y / unit_y + 1e-9, note_cb,
                                  &index);
  if (index == GESSO_FAMILY_NONE)
    return index;
  rect = gesso_family_view_get_card_rect (self, index);
  return graphene_rect_contains_point (&rect, &GRAPHENE_POINT_INIT ((float) x, (float) y)) ? index : GESSO_FAMILY_NONE;
}

/* Everything between two nodes in time. */
static void
select_range (GessoFamilyView *self,
              guint            index)
{
  guint first = MIN (self->anchor, index), last = MAX (self->anchor, index);

  g_hash_table_remove_all (self->selected);
  for (guint i = first; i <= last; i++)
    g_hash_table_add (self->selected, g_memdup2 (&self->nodes[i].id, sizeof (gint64)));
  gesso_family_view_selection_changed (self);
}

static void
pressed_cb (GessoFamilyView *self,
            int              n_press,
            double           x,
            double           y,
            GtkGesture      *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint index = find_node (self, x, y);

  gesso_family_view_hold (self);
  if (index == GESSO_FAMILY_NONE)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      if ((state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
        gesso_family_view_clear_selection (self);
      return;
    }
  if (n_press == 2)
    {
      gesso_family_view_emit_activate (self);
      return;
    }
  if ((state & GDK_SHIFT_MASK) && self->anchor != GESSO_FAMILY_NONE)
    select_range (self, index);
  else if (state & GDK_CONTROL_MASK)
    gesso_family_view_toggle (self, index);
  else
    gesso_family_view_select_one (self, index);
  if ((state & GDK_SHIFT_MASK) == 0)
    self->anchor = index;
  gesso_family_view_move_cursor (self, index);
}

static void
menu_pressed_cb (GessoFamilyView *self,
                 int              n_press,
                 double           x,
                 double           y,
                 GtkGesture      *gesture)
{
  guint index = find_node (self, x, y);

  if (index == GESSO_FAMILY_NONE)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gesso_family_view_is_selected (self, index))
    gesso_family_view_select_one (self, index);
  gesso_family_view_move_cursor (self, index);
  gesso_family_view_emit_menu (self, x, y);
}

/* Panning */

static void
drag_begin_cb (GessoFamilyView *self)
{
  self->pan_x = self->pan_y = 0;
}

static void
drag_update_cb (GessoFamilyView *self,
                double           dx,
                double           dy,
                GtkGesture      *gesture)
{
  if (self->pan_x == 0 && self->pan_y == 0)
    {
      if (hypot (dx, dy) < DRAG_THRESHOLD)
        return;
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }
  gesso_family_view_pan (self, dx - self->pan_x, dy - self->pan_y);
  self->pan_x = dx;
  self->pan_y = dy;
}

static void
drag_end_cb (GessoFamilyView *self)
{
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

/* Zooming */

static void
motion_cb (GessoFamilyView *self,
           double           x,
           double           y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (GessoFamilyView          *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  if (self->n_nodes == 0)
    return GDK_EVENT_PROPAGATE;
  if (wheel && (state & GDK_SHIFT_MASK))
    gesso_family_view_pan (self, -(dx != 0 ? dx : dy) * SURFACE_NOTCH * 2, 0);
  else if (wheel || (state & GDK_CONTROL_MASK))
    gesso_family_view_zoom_at (self, self->viewport.scale * pow (WHEEL_FACTOR, -(wheel ? dy : dy / SURFACE_NOTCH)),
                               self->pointer_x, self->pointer_y);
  else
    gesso_family_view_pan (self, -dx, -dy);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GessoFamilyView *self,
                gpointer         sequence,
                GtkGesture      *gesture)
{
  gesso_family_view_hold (self);
  self->pinch_scale = self->viewport.scale;
  gtk_gesture_get_bounding_box_center (gesture, &self->pinch_x, &self->pinch_y);
}

static void
pinch_changed_cb (GessoFamilyView *self,
                  double           scale,
                  GtkGestureZoom  *gesture)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  gesso_family_view_pan (self, x - self->pinch_x, y - self->pinch_y);
  self->pinch_x = x;
  self->pinch_y = y;
  gesso_family_view_zoom_at (self, self->pinch_scale * scale, x, y);
}

static void
add (GessoFamilyView    *self,
     GtkEventController *controller,
     const char         *signal,
     GCallback           callback)
{
  g_signal_connect_swapped (controller, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_touch_menu (GessoFamilyView *self)
{
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_swapped (hold, "pressed", G_CALLBACK (gesso_family_view_emit_menu), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (hold));
}

void
gesso_family_view_init_input (GessoFamilyView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  add (self, gtk_event_controller_motion_new (), "motion", G_CALLBACK (motion_cb));
  add (self, gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES), "scroll", G_CALLBACK (scroll_cb));
  add (self, GTK_EVENT_CONTROLLER (drag), "drag-begin", G_CALLBACK (drag_begin_cb));
  add (self, GTK_EVENT_CONTROLLER (pinch), "scale-changed", G_CALLBACK (pinch_changed_cb));
  add (self, GTK_EVENT_CONTROLLER (click), "pressed", G_CALLBACK (pressed_cb));
  add (self, GTK_EVENT_CONTROLLER (menu), "pressed", G_CALLBACK (menu_pressed_cb));
  add_touch_menu (self);
}
