/* gesso-library-grid-input.c - the pointer in the grid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-grid-private.h"

/* Near the edges a rubber band scrolls, by so many pixels a frame at most. */
#define SCROLL_EDGE 40
#define SCROLL_STEP 24

static gboolean
find_cell (GessoLibraryGrid *self,
           double            x,
           double            y,
           guint            *position)
{
  return self->library != NULL &&
         gesso_library_layout_find (self->layout, x, y + gesso_library_grid_get_offset (self), position);
}

static void
pressed_cb (GtkGestureClick  *gesture,
            int               n_press,
            double            x,
            double            y,
            GessoLibraryGrid *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint position;

  if (!find_cell (self, x, y, &position))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      if ((state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
        gesso_library_grid_clear_selection (self);
      return;
    }
  gesso_library_grid_focus (self, position);
  if (n_press == 2)
    gesso_library_grid_activate (self, position);
  else if (state & GDK_SHIFT_MASK)
    gesso_library_grid_select_range (self, position);
  else if (state & GDK_CONTROL_MASK)
    gesso_library_grid_toggle (self, position);
  else
    gesso_library_grid_select_one (self, position);
}

static void
menu_pressed_cb (GtkGestureClick  *gesture,
                 int               n_press,
                 double            x,
                 double            y,
                 GessoLibraryGrid *self)
{
  guint position;

  if (!find_cell (self, x, y, &position))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gesso_library_grid_focus (self, position);
  if (!gesso_library_selection_contains (self->selection, gesso_library_get_id (self->library, position)))
    gesso_library_grid_select_one (self, position);
  gesso_library_grid_popup_menu (self, x, y);
}

/* A finger that rests picks what the next commands are for. */
static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 GessoLibraryGrid    *self)
{
  guint position;

  if (find_cell (self, x, y, &position))
    gesso_library_grid_toggle (self, position);
}

/* The rubber band */

static void
select_in_band_cb (guint    position,
                   gpointer user_data)
{
  GessoLibraryGrid *self = user_data;

  gesso_library_selection_set (self->selection, gesso_library_get_id (self->library, position), TRUE);
}

static void
select_in_band (GessoLibraryGrid *self)
{
  graphene_rect_t band = gesso_library_grid_get_band (self);

  gesso_library_selection_assign (self->selection, self->before_band);
  gesso_library_layout_foreach_in (self->layout, &band, select_in_band_cb, self);
  gesso_library_grid_selection_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
scroll_band_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (widget);
  double beyond = 0;

  if (self->pointer_y < SCROLL_EDGE)
    beyond = self->pointer_y - SCROLL_EDGE;
  else if (self->pointer_y > self->view_height - SCROLL_EDGE)
    beyond = self->pointer_y - (self->view_height - SCROLL_EDGE);
  if (beyond != 0)
    {
      gesso_library_grid_set_offset (self, gesso_library_grid_get_offset (self) +
                                               CLAMP (beyond, -SCROLL_STEP, SCROLL_STEP));
      select_in_band (self);
    }
  return G_SOURCE_CONTINUE;
}

static void
band_begin_cb (GtkGestureDrag   *gesture,
               double            x,
               double            y,
               GessoLibraryGrid *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint position;

  if (self->library == NULL || find_cell (self, x, y, &position))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->before_band = gesso_library_selection_new ();
  if (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK))
    gesso_library_selection_assign (self->before_band, self->selection);
  self->band_x = self->pointer_x = x;
  self->pointer_y = y;
  self->band_y = y + gesso_library_grid_get_offset (self);
  self->band_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_band_cb, NULL, NULL);
}

static void
band_update_cb (GtkGestureDrag   *gesture,
                double            dx,
                double            dy,
                GessoLibraryGrid *self)
{
  double x, y;

  if (self->before_band == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->pointer_x = x + dx;
  self->pointer_y = y + dy;
  select_in_band (self);
}

void
gesso_library_grid_stop_band (GessoLibraryGrid *self)
{
  if (self->before_band == NULL)
    return;
  g_clear_pointer (&self->before_band, gesso_library_selection_free);
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->band_tick);
  self->band_tick = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Zooming */

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           GessoLibraryGrid         *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return FALSE;
  gesso_library_grid_zoom (self, dy < 0 ? 1 : -1);
  return TRUE;
}

static void
add (GessoLibraryGrid   *self,
     GtkEventController *controller,
     const char         *signal,
     GCallback           callback)
{
  g_signal_connect (controller, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
gesso_library_grid_init_input (GessoLibraryGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkGesture *band = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL |
                                                                GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  add (self, GTK_EVENT_CONTROLLER (click), "pressed", G_CALLBACK (pressed_cb));
  add (self, GTK_EVENT_CONTROLLER (menu), "pressed", G_CALLBACK (menu_pressed_cb));
  add (self, GTK_EVENT_CONTROLLER (hold), "pressed", G_CALLBACK (long_pressed_cb));
  g_signal_connect (band, "drag-update", G_CALLBACK (band_update_cb), self);
  g_signal_connect_swapped (band, "drag-end", G_CALLBACK (gesso_library_grid_stop_band), self);
  g_signal_connect_swapped (band, "cancel", G_CALLBACK (gesso_library_grid_stop_band), self);
  add (self, GTK_EVENT_CONTROLLER (band), "drag-begin", G_CALLBACK (band_begin_cb));
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  add (self, scroll, "scroll", G_CALLBACK (scroll_cb));
}
