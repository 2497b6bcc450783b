/* gesso-curve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <glib/gi18n-lib.h>

#include "gesso-curve.h"

/* Logical pixels. */
#define SIDE 160
#define MARGIN 8
#define POINT 5
#define REACH 14
/* Dragged this far out of the square, a point is taken away. */
#define AWAY 40

#define LEVELS 255
#define STRIDE 10

struct _GessoCurve
{
  GtkWidget parent_instance;

  GessoAdjustSettings settings; /* its curve alone counts; two points at least */
  guint point;                  /* in hand */
  gboolean dragging;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoCurve, gesso_curve, GTK_TYPE_WIDGET)

/* The square, in the widget. */
static graphene_rect_t
get_square (GessoCurve *self)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)), height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float side = MAX (MIN (width, height) - 2 * MARGIN, 1);

  return GRAPHENE_RECT_INIT ((width - side) / 2, (height - side) / 2, side, side);
}

static void
tell (GessoCurve *self)
{
  const GessoCurvePoint *point = &self->settings.curve[self->point];
  /* Translators: which point of a curve is in hand, of how many; then what of 255 steps of brightness it turns into which. */
  g_autofree char *text = g_strdup_printf (_("Point %1$u of %2$u: %3$u becomes %4$u"), self->point + 1, self->settings.n_points,
                                           point->in, point->out);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) LEVELS,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) point->out,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
change (GessoCurve *self)
{
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Points stay in their order, one step apart at the least; the ends stay at the ends. */
static void
move_to (GessoCurve *self,
         double      in,
         double      out)
{
  GessoCurvePoint *points = self->settings.curve, *point = &points[self->point];
  double least = self->point > 0 ? points[self->point - 1].in + 1 : 0;
  double most = self->point + 1 < self->settings.n_points ? points[self->point + 1].in - 1 : LEVELS;

  if (self->point == 0)
    most = 0;
  if (self->point + 1 == self->settings.n_points)
    least = LEVELS;
  point->in = (guint8) lrint (CLAMP (in, least, most));
  point->out = (guint8) lrint (CLAMP (out, 0, LEVELS));
  change (self);
}

/* FALSE when there is no room for one more. */
static gboolean
insert (GessoCurve *self,
        double      in,
        double      out)
{
  GessoAdjustSettings *settings = &self->settings;
  guint at = 1;

  while (at + 1 < settings->n_points && settings->curve[at].in < in)
    at++;
  if (settings->n_points == GESSO_ADJUST_MAX_POINTS || settings->curve[at].in - settings->curve[at - 1].in < 2)
    return FALSE;
  for (guint i = settings->n_points; i > at; i--)
    settings->curve[i] = settings->curve[i - 1];
  settings->n_points++;
  self->point = at;
  move_to (self, in, out);
  return TRUE;
}

/* The ends are always there. */
static gboolean
take_away (GessoCurve *self)
{
  GessoAdjustSettings *settings = &self->settings;

  if (self->point == 0 || self->point + 1 == settings->n_points)
    return FALSE;
  settings->n_points--;
  for (guint i = self->point; i < settings->n_points; i++)
    settings->curve[i] = settings->curve[i + 1];
  self->point = MIN (self->point, settings->n_points - 1);
  change (self);
  return TRUE;
}

/* Beside the point in hand, where the gap is the wider, on the curve. */
static void
insert_beside (GessoCurve *self)
{
  const GessoCurvePoint *points = self->settings.curve;
  guint right = MIN (self->point + 1, self->settings.n_points - 1), left = right - 1;
  double in;

  if (self->point > 0 && self->point < right && points[self->point].in - points[self->point - 1].in > points[right].in - points[left].in)
    {
      left = self->point - 1;
      right = self->point;
    }
  in = floor ((points[left].in + points[right].in) / 2.0);
  if (!insert (self, in, LEVELS * gesso_adjust_follow_curve (&self->settings, in / LEVELS)))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
to_levels (GessoCurve *self,
           double      x,
           double      y,
           double     *in,
           double     *out)
{
  graphene_rect_t square = get_square (self);

  *in = LEVELS * (x - square.origin.x) / square.size.width;
  *out = LEVELS * (1 - (y - square.origin.y) / square.size.height);
}

static graphene_point_t
from_levels (const graphene_rect_t *square,
             double                 in,
             double                 out)
{
  return GRAPHENE_POINT_INIT ((float) (square->origin.x + square->size.width * in / LEVELS),
                              (float) (square->origin.y + square->size.height * (1 - out / LEVELS)));
}

/* FALSE when none is near. */
static gboolean
pick (GessoCurve *self,
      double      x,
      double      y)
{
  graphene_rect_t square = get_square (self);
  double nearest = REACH;
  gboolean found = FALSE;

  for (guint i = 0; i < self->settings.n_points; i++)
    {
      graphene_point_t at = from_levels (&square, self->settings.curve[i].in, self->settings.curve[i].out);
      double distance = hypot (at.x - x, at.y - y);

      if (distance > nearest)
        continue;
      nearest = distance;
      self->point = i;
      found = TRUE;
    }
  return found;
}

static void
drag_begin_cb (GessoCurve *self,
               double      x,
               double      y,
               GtkGesture *gesture)
{
  double in, out;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  to_levels (self, x, y, &in, &out);
  self->dragging = pick (self, x, y) || insert (self, in, out);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (GessoCurve     *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  graphene_rect_t square = get_square (self), near;
  double x, y, in, out;

  if (!self->dragging)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  near = square;
  graphene_rect_inset (&near, -AWAY, -AWAY);
  if (!graphene_rect_contains_point (&near, &GRAPHENE_POINT_INIT ((float) (x + dx), (float) (y + dy))))
    {
      self->dragging = !take_away (self);
      return;
    }
  to_levels (self, x + dx, y + dy, &in, &out);
  move_to (self, in, out);
}

static void
choose (GessoCurve *self,
        int         by)
{
  int n = (int) self->settings.n_points;

  self->point = (guint) (((int) self->point + by + n) % n);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
gesso_curve_press (GessoCurve     *self,
                   guint           keyval,
                   GdkModifierType state)
{
  const GessoCurvePoint *point;
  int step = state & GDK_SHIFT_MASK ? STRIDE : 1;

  g_return_val_if_fail (GESSO_IS_CURVE (self), FALSE);

  point = &self->settings.curve[self->point];
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_to (self, point->in - step, point->out);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_to (self, point->in + step, point->out);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_to (self, point->in, point->out + step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_to (self, point->in, point->out - step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      choose (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      choose (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      insert_beside (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      if (!take_away (self))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
key_pressed_cb (GessoCurve     *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType state)
{
  return gesso_curve_press (self, keyval, state);
}

static void
draw_grid (cairo_t               *cr,
           const graphene_rect_t *square,
           const GdkRGBA         *colour)
{
  GdkRGBA faint = *colour;

  faint.alpha *= 0.2f;
  gdk_cairo_set_source_rgba (cr, &faint);
  cairo_set_line_width (cr, 1);
  for (int i = 0; i <= 4; i++)
    {
      double at = floor (square->origin.x + square->size.width * i / 4) + 0.5;
      double down = floor (square->origin.y + square->size.height * i / 4) + 0.5;

      cairo_move_to (cr, at, square->origin.y);
      cairo_rel_line_to (cr, 0, square->size.height);
      cairo_move_to (cr, square->origin.x, down);
      cairo_rel_line_to (cr, square->size.width, 0);
    }
  cairo_stroke (cr);
}

static void
draw_points (GessoCurve            *self,
             cairo_t               *cr,
             const graphene_rect_t *square,
             const GdkRGBA         *colour,
             const GdkRGBA         *accent)
{
  gboolean focus = gtk_widget_has_focus (GTK_WIDGET (self));

  for (guint i = 0; i < self->settings.n_points; i++)
    {
      graphene_point_t at = from_levels (square, self->settings.curve[i].in, self->settings.curve[i].out);

      gdk_cairo_set_source_rgba (cr, i == self->point && focus ? accent : colour);
      cairo_arc (cr, at.x, at.y, i == self->point && focus ? POINT + 1 : POINT - 1, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
gesso_curve_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  GessoCurve *self = GESSO_CURVE (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  graphene_rect_t square = get_square (self);
  GdkRGBA colour, accent;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                                          (float) gtk_widget_get_height (widget)));

  gtk_style_context_get_color (style, &colour);
  if (!gtk_style_context_lookup_color (style, "accent_color", &accent))
    accent = colour;
  draw_grid (cr, &square, &colour);
  for (int x = 0; x <= (int) square.size.width; x++)
    cairo_line_to (cr, square.origin.x + x,
                   square.origin.y + square.size.height * (1 - gesso_adjust_follow_curve (&self->settings, x / square.size.width)));
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  draw_points (self, cr, &square, &colour, &accent);
  cairo_destroy (cr);
}

static void
gesso_curve_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  *minimum = SIDE;
  *natural = SIDE;
}

static void
gesso_curve_class_init (GessoCurveClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = gesso_curve_snapshot;
  widget_class->measure = gesso_curve_measure;
  gtk_widget_class_set_css_name (widget_class, "curve");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gesso_curve_init (GessoCurve *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "crosshair");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Curve of brightness"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Page Up and Page Down choose a point, arrows move it, Insert adds one, Delete takes it away"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, key);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_add_controller (widget, focus);
  gesso_curve_reset (self);
}

void
gesso_curve_get_points (GessoCurve          *self,
                        GessoAdjustSettings *settings)
{
  gboolean straight = TRUE;

  g_return_if_fail (GESSO_IS_CURVE (self));

  for (guint i = 0; i < self->settings.n_points; i++)
    straight &= self->settings.curve[i].in == self->settings.curve[i].out;
  settings->n_points = straight ? 0 : self->settings.n_points;
  for (guint i = 0; i < settings->n_points; i++)
    settings->curve[i] = self->settings.curve[i];
}

void
gesso_curve_reset (GessoCurve *self)
{
  static const GessoCurvePoint points[] = { { 0, 0 }, { 64, 64 }, { 128, 128 }, { 192, 192 }, { 255, 255 } };

  g_return_if_fail (GESSO_IS_CURVE (self));

  self->settings = (GessoAdjustSettings) GESSO_ADJUST_NOTHING;
  self->settings.n_points = G_N_ELEMENTS (points);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    self->settings.curve[i] = points[i];
  self->point = G_N_ELEMENTS (points) / 2;
  self->dragging = FALSE;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
