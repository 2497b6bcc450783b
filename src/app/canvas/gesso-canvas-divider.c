/* gesso-canvas-divider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-canvas-divider.h"

#define KNOB 28
#define STEP 0.01
#define PAGE 0.1

struct _GessoCanvasDivider
{
  GtkWidget parent_instance;

  double position;
  double taken; /* the position when the drag began */
  double taken_x; /* the pointer then, in the parent */
};

enum
{
  PROP_0,
  PROP_POSITION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GessoCanvasDivider, gesso_canvas_divider, GTK_TYPE_WIDGET)

static void
tell_value (GessoCanvasDivider *self)
{
  g_autofree char *text = NULL;

  /* Translators: how much of the view shows the picture it is compared with, in percent. */
  text = g_strdup_printf (_("%d %% before"), (int) lround (100 * self->position));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, round (100 * self->position),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

static double
get_parent_x (GessoCanvasDivider *self,
              double              x)
{
  graphene_point_t place;

  if (!gtk_widget_compute_point (GTK_WIDGET (self), gtk_widget_get_parent (GTK_WIDGET (self)),
                                 &GRAPHENE_POINT_INIT ((float) x, 0), &place))
    return x;
  return place.x;
}

static void
drag_begin_cb (GessoCanvasDivider *self,
               double              x,
               double              y,
               GtkGesture         *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->taken = self->position;
  self->taken_x = get_parent_x (self, x);
}

static void
drag_update_cb (GessoCanvasDivider *self,
                double              dx,
                double              dy,
                GtkGestureDrag     *gesture)
{
  int width = gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (self)));
  double x, y;

  /* The widget follows the pointer, so offsets are those in its parent. */
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (width > 0)
    gesso_canvas_divider_set_position (self, self->taken + (get_parent_x (self, x + dx) - self->taken_x) / width);
}

static gboolean
key_pressed_cb (GessoCanvasDivider *self,
                guint               keyval,
                guint               keycode,
                GdkModifierType     state)
{
  double step = state & GDK_SHIFT_MASK ? PAGE : STEP;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      gesso_canvas_divider_set_position (self, self->position - step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      gesso_canvas_divider_set_position (self, self->position + step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      gesso_canvas_divider_set_position (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      gesso_canvas_divider_set_position (self, 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
gesso_canvas_divider_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  static const GdkRGBA dark = { 0, 0, 0, 0.7f }, light = { 1, 1, 1, 0.95f };
  float middle = (float) gtk_widget_get_width (widget) / 2, height = (float) gtk_widget_get_height (widget);
  gboolean focus = gtk_widget_has_visible_focus (widget);
  const float widths[4] = { 2, 2, 2, 2 };
  GdkRGBA accent, colours[4];
  GskRoundedRect knob;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color", &accent))
    accent = light;
  for (int i = 0; i < 4; i++)
    colours[i] = focus ? accent : dark;
  gtk_snapshot_append_color (snapshot, &dark, &GRAPHENE_RECT_INIT (middle - 2, 0, 4, height));
  gtk_snapshot_append_color (snapshot, &light, &GRAPHENE_RECT_INIT (middle - 1, 0, 2, height));
  gsk_rounded_rect_init_from_rect (&knob, &GRAPHENE_RECT_INIT (middle - KNOB / 2.0f, height / 2 - KNOB / 2.0f, KNOB, KNOB),
                                   KNOB / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &knob);
  gtk_snapshot_append_color (snapshot, focus ? &accent : &light, &knob.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &knob, widths, colours);
  for (int i = -1; i <= 1; i++)
    gtk_snapshot_append_color (snapshot, focus ? &light : &dark,
                               &GRAPHENE_RECT_INIT (middle - 0.75f + 4 * (float) i, height / 2 - 5, 1.5f, 10));
}

static void
gesso_canvas_divider_measure (GtkWidget     *widget,
                              GtkOrientation orientation,
                              int            for_size,
                              int           *minimum,
                              int           *natural,
                              int           *minimum_baseline,
                              int           *natural_baseline)
{
  *minimum = GESSO_CANVAS_DIVIDER_WIDTH;
  *natural = GESSO_CANVAS_DIVIDER_WIDTH;
}

static void
gesso_canvas_divider_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_POSITION:
      g_value_set_double (value, GESSO_CANVAS_DIVIDER (object)->position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_canvas_divider_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_POSITION:
      gesso_canvas_divider_set_position (GESSO_CANVAS_DIVIDER (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_canvas_divider_class_init (GessoCanvasDividerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gesso_canvas_divider_get_property;
  object_class->set_property = gesso_canvas_divider_set_property;
  widget_class->snapshot = gesso_canvas_divider_snapshot;
  widget_class->measure = gesso_canvas_divider_measure;
  gtk_widget_class_set_css_name (widget_class, "divider");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  properties[PROP_POSITION] =
    g_param_spec_double ("position", NULL, NULL, 0, 1, 0.5,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_canvas_divider_init (GessoCanvasDivider *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->position = 0.5;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "ew-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Divider between before and after"), -1);
  tell_value (self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, key);
}

GtkWidget *
gesso_canvas_divider_new (void)
{
  return g_object_new (GESSO_TYPE_CANVAS_DIVIDER, NULL);
}

double
gesso_canvas_divider_get_position (GessoCanvasDivider *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_DIVIDER (self), 0);

  return self->position;
}

void
gesso_canvas_divider_set_position (GessoCanvasDivider *self,
                                   double              position)
{
  g_return_if_fail (GESSO_IS_CANVAS_DIVIDER (self));

  position = CLAMP (position, 0, 1);
  if (position == self->position)
    return;
  self->position = position;
  tell_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}
