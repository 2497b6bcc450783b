/* gesso-canvas-ruler.c
 *
 * The marks are made anew when the view changes, not when the pointer moves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <math.h>

#include "gesso-canvas-private.h"
#include "gesso-canvas-ruler.h"

/* Logical pixels. */
#define THICKNESS 18
#define NUMBER_SPACE 60
#define MARK_SPACE 5
#define LONG_MARK 8
#define SHORT_MARK 4

struct _GessoCanvasRuler
{
  GtkWidget parent_instance;

  GtkOrientation orientation;
  GessoCanvas *canvas;  /* (nullable), not owned */
  GskRenderNode *marks; /* (owned) (nullable): NULL when out of date */
  PangoLayout *layout;  /* (owned) (nullable) */
  double pointer;       /* image pixels */
  gboolean over;        /* the pointer is over the picture */
};

enum
{
  PROP_0,
  PROP_ORIENTATION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GessoCanvasRuler, gesso_canvas_ruler, GTK_TYPE_WIDGET)

int
gesso_canvas_ruler_choose_step (double scale)
{
  static const int factors[] = { 2, 5, 10 };
  double power = 1, step = 1;

  while (step * scale < NUMBER_SPACE && power < 1e8)
    {
      for (guint i = 0; i < G_N_ELEMENTS (factors) && step * scale < NUMBER_SPACE; i++)
        step = power * factors[i];
      power *= 10;
    }
  return (int) step;
}

/* Into how many parts a step of @step image pixels is divided by marks. */
static int
choose_parts (int    step,
              double scale)
{
  static const int parts[] = { 10, 5, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (step % parts[i] == 0 && step * scale / parts[i] >= MARK_SPACE)
        return parts[i];
    }
  return 1;
}

static gboolean
is_across (GessoCanvasRuler *self)
{
  return self->orientation == GTK_ORIENTATION_HORIZONTAL;
}

/* Logical pixels of the ruler for a place of the picture. */
static double
get_place (GessoCanvasRuler *self,
           double            at)
{
  double x, y;

  gesso_viewport_from_image (&self->canvas->viewport, at, at, &x, &y);
  return (is_across (self) ? x : y) / gtk_widget_get_scale_factor (GTK_WIDGET (self->canvas));
}

static void
append_mark (GessoCanvasRuler *self,
             GtkSnapshot      *snapshot,
             const GdkRGBA    *colour,
             double            at,
             int               length)
{
  float place = (float) floor (at), from = (float) (THICKNESS - length);

  if (is_across (self))
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (place, from, 1, (float) length));
  else
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (from, place, (float) length, 1));
}

/* Along the left side a number is turned, to be read from the right. */
static void
append_number (GessoCanvasRuler *self,
               GtkSnapshot      *snapshot,
               const GdkRGBA    *colour,
               double            at,
               int               number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);
  int width;

  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  if (is_across (self))
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) floor (at) + 3, 0));
    }
  else
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) floor (at) + 3 + (float) width));
      gtk_snapshot_rotate (snapshot, -90);
    }
  gtk_snapshot_append_layout (snapshot, self->layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
append_marks (GessoCanvasRuler *self,
              GtkSnapshot      *snapshot,
              const GdkRGBA    *colour,
              int               length)
{
  const GessoViewport *view = &self->canvas->viewport;
  double scale = view->scale / gtk_widget_get_scale_factor (GTK_WIDGET (self->canvas));
  int step = gesso_canvas_ruler_choose_step (scale), parts = choose_parts (step, scale);
  double start = -get_place (self, 0) / scale;

  for (int number = (int) floor (start / step); get_place (self, (double) number * step) < length; number++)
    {
      for (int part = 0; part < parts; part++)
        append_mark (self, snapshot, colour, get_place (self, number * (double) step + (double) part * step / parts),
                     part == 0 ? THICKNESS : 2 * part == parts ? LONG_MARK : SHORT_MARK);
      append_number (self, snapshot, colour, get_place (self, (double) number * step), number * step);
    }
}

static void
append_ruler (GessoCanvasRuler *self,
              GtkSnapshot      *snapshot)
{
  gtk_snapshot_append_node (snapshot, self->marks);
  if (!self->over)
    return;
  append_mark (self, snapshot, &(GdkRGBA) { 0, 0, 0, 1 }, get_place (self, self->pointer) - 1, THICKNESS);
  append_mark (self, snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, get_place (self, self->pointer), THICKNESS);
}

static void
gesso_canvas_ruler_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  GessoCanvasRuler *self = GESSO_CANVAS_RULER (widget);
  int length = is_across (self) ? gtk_widget_get_width (widget) : gtk_widget_get_height (widget);
  float side = (float) length;
  GdkRGBA colour;

  if (self->canvas == NULL || !gesso_canvas_has_picture (self->canvas))
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (widget, NULL);
  if (self->marks == NULL)
    {
      GtkSnapshot *marks = gtk_snapshot_new ();

      append_marks (self, marks, &colour, length);
      self->marks = gtk_snapshot_free_to_node (marks);
    }
  if (self->marks == NULL)
    return;
  /* Two pictures side by side have a ruler each. */
  if (is_across (self) && self->canvas->viewport.width > 1)
    side = (float) self->canvas->viewport.width / (float) gtk_widget_get_scale_factor (GTK_WIDGET (self->canvas));
  for (float from = 0; from + 1 < (float) length; from += side)
    {
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (from, 0, side, is_across (self) ? THICKNESS : (float) length));
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (from, 0));
      append_ruler (self, snapshot);
      gtk_snapshot_restore (snapshot);
      gtk_snapshot_pop (snapshot);
    }
}

static void
view_changed_cb (GessoCanvasRuler *self)
{
  g_clear_pointer (&self->marks, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pointer_moved_cb (GessoCanvasRuler *self,
                  double            x,
                  double            y,
                  gboolean          over)
{
  self->pointer = is_across (self) ? x : y;
  self->over = over;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gesso_canvas_ruler_css_changed (GtkWidget         *widget,
                                GtkCssStyleChange *change)
{
  GessoCanvasRuler *self = GESSO_CANVAS_RULER (widget);

  GTK_WIDGET_CLASS (gesso_canvas_ruler_parent_class)->css_changed (widget, change);
  g_clear_object (&self->layout);
  view_changed_cb (self);
}

static void
gesso_canvas_ruler_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  g_clear_pointer (&GESSO_CANVAS_RULER (widget)->marks, gsk_render_node_unref);
}

static void
gesso_canvas_ruler_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  GessoCanvasRuler *self = GESSO_CANVAS_RULER (widget);

  *minimum = *natural = orientation == self->orientation ? 0 : THICKNESS;
}

static void
gesso_canvas_ruler_dispose (GObject *object)
{
  GessoCanvasRuler *self = GESSO_CANVAS_RULER (object);

  g_clear_pointer (&self->marks, gsk_render_node_unref);
  g_clear_object (&self->layout);
  g_clear_weak_pointer (&self->canvas);
  G_OBJECT_CLASS (gesso_canvas_ruler_parent_class)->dispose (object);
}

static void
gesso_canvas_ruler_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ORIENTATION:
      g_value_set_enum (value, GESSO_CANVAS_RULER (object)->orientation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_canvas_ruler_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ORIENTATION:
      GESSO_CANVAS_RULER (object)->orientation = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_canvas_ruler_class_init (GessoCanvasRulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gesso_canvas_ruler_dispose;
  object_class->get_property = gesso_canvas_ruler_get_property;
  object_class->set_property = gesso_canvas_ruler_set_property;
  widget_class->snapshot = gesso_canvas_ruler_snapshot;
  widget_class->measure = gesso_canvas_ruler_measure;
  widget_class->size_allocate = gesso_canvas_ruler_size_allocate;
  widget_class->css_changed = gesso_canvas_ruler_css_changed;
  gtk_widget_class_set_css_name (widget_class, "canvasruler");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  properties[PROP_ORIENTATION] =
    g_param_spec_enum ("orientation", NULL, NULL, GTK_TYPE_ORIENTATION, GTK_ORIENTATION_HORIZONTAL,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_canvas_ruler_init (GessoCanvasRuler *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

void
gesso_canvas_ruler_set_canvas (GessoCanvasRuler *self,
                               GessoCanvas      *canvas)
{
  g_return_if_fail (GESSO_IS_CANVAS_RULER (self));
  g_return_if_fail (self->canvas == NULL);

  g_set_weak_pointer (&self->canvas, canvas);
  g_signal_connect_object (canvas, "notify::zoom", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "pointer-moved", G_CALLBACK (pointer_moved_cb), self, G_CONNECT_SWAPPED);
}
