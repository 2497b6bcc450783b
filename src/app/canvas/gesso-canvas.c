/* gesso-canvas.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-canvas-divider.h"
#include "gesso-canvas-private.h"

/* How near to a place the pointer has to be, logical pixels. */
#define REACH 6.0

enum
{
  PROP_0,
  PROP_ZOOM,
  PROP_COMPARING,
  N_PROPS
};

enum
{
  POINTER_MOVED,
  FRAME_CHANGED,
  BRUSH_TUNED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoCanvas, gesso_canvas, GTK_TYPE_WIDGET)

gboolean
gesso_canvas_has_picture (GessoCanvas *self)
{
  return self->image_width > 0 && self->image_height > 0;
}

void
gesso_canvas_view_changed (GessoCanvas *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_canvas_set_comparing (GessoCanvas *self,
                            gboolean     comparing)
{
  if (self->comparing == comparing)
    return;
  self->comparing = comparing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARING]);
}

void
gesso_canvas_pointer_moved (GessoCanvas *self)
{
  double x, y;
  gboolean over;

  if (!gesso_canvas_has_picture (self))
    return;
  gesso_viewport_to_image (&self->viewport, self->pointer_x, self->pointer_y, &x, &y);
  over = self->pointer_inside && x >= 0 && y >= 0 && x < self->image_width && y < self->image_height;
  g_signal_emit (self, signals[POINTER_MOVED], 0, x, y, over);
}

void
gesso_canvas_frame_dragged (GessoCanvas      *self,
                            const GessoFrame *frame)
{
  gesso_canvas_set_frame (self, frame);
  g_signal_emit (self, signals[FRAME_CHANGED], 0);
}

void
gesso_canvas_tune_brush (GessoCanvas *self,
                         double       factor,
                         double       percent)
{
  g_signal_emit (self, signals[BRUSH_TUNED], 0, factor, percent);
}

/* What "fit" shows. */
static void
update_content (GessoCanvas *self)
{
  GessoFrame none = { 0 };
  const GessoFrame *frame = self->mode == GESSO_CANVAS_EXPAND ? &self->frame : &none;

  self->viewport.content = (GessoRect) { -frame->left, -frame->top,
                                         frame->left + self->image_width + frame->right,
                                         frame->top + self->image_height + frame->bottom };
}

static void
editor_changed_cb (GessoCanvas *self,
                   int          x,
                   int          y,
                   int          width,
                   int          height)
{
  GessoRect rect = { x, y, width, height };

  gesso_tile_cache_invalidate (self->cache, &rect);
  if (self->compare == GESSO_CANVAS_COMPARE_DIFFERENCE)
    gesso_tile_cache_invalidate (self->compared_cache, &rect);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gesso_canvas_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  GessoCanvas *self = GESSO_CANVAS (widget);
  double before = self->viewport.scale;
  double middle = width * gesso_canvas_divider_get_position (GESSO_CANVAS_DIVIDER (self->divider));
  GtkAllocation place = { (int) (middle + 0.5) - GESSO_CANVAS_DIVIDER_WIDTH / 2, 0, GESSO_CANVAS_DIVIDER_WIDTH, height };

  gesso_canvas_update_view (self);
  if (gtk_widget_get_visible (self->divider))
    gtk_widget_size_allocate (self->divider, &place, -1);
  /* Others lay themselves out by the zoom: not while this is going on. */
  if (self->viewport.scale != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
gesso_canvas_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = 64;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
}

static void
gesso_canvas_dispose (GObject *object)
{
  GessoCanvas *self = GESSO_CANVAS (object);

  gesso_canvas_set_editor (self, NULL);
  gesso_canvas_set_preview (self, NULL);
  if (self->zooming != NULL)
    gesso_canvas_hold (self);
  g_clear_object (&self->zooming);
  g_clear_object (&self->placeholder);
  g_clear_object (&self->pyramid);
  g_clear_object (&self->compared);
  g_clear_object (&self->heat);
  g_clear_object (&self->hatch);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->divider, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_canvas_parent_class)->dispose (object);
}

static void
gesso_canvas_finalize (GObject *object)
{
  GessoCanvas *self = GESSO_CANVAS (object);

  gesso_tile_cache_free (self->cache);
  gesso_tile_cache_free (self->compared_cache);
  for (guint i = 0; i < G_N_ELEMENTS (self->lens_caches); i++)
    gesso_tile_cache_free (self->lens_caches[i]);
  G_OBJECT_CLASS (gesso_canvas_parent_class)->finalize (object);
}

static void
gesso_canvas_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GessoCanvas *self = GESSO_CANVAS (object);

  switch (prop_id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->viewport.scale);
      break;
    case PROP_COMPARING:
      g_value_set_boolean (value, self->comparing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_canvas_class_init (GessoCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gesso_canvas_dispose;
  object_class->finalize = gesso_canvas_finalize;
  object_class->get_property = gesso_canvas_get_property;
  widget_class->snapshot = gesso_canvas_snapshot;
  widget_class->measure = gesso_canvas_measure;
  widget_class->size_allocate = gesso_canvas_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, 0, G_MAXDOUBLE, 1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPARING] =
    g_param_spec_boolean ("comparing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[POINTER_MOVED] =
    g_signal_new ("pointer-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  signals[BRUSH_TUNED] =
    g_signal_new ("brush-tuned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[FRAME_CHANGED] =
    g_signal_new ("frame-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  g_signal_new ("crop-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_canvas_init (GessoCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->cache = gesso_tile_cache_new ();
  self->compared_cache = gesso_tile_cache_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->lens_caches); i++)
    self->lens_caches[i] = gesso_tile_cache_new ();
  self->divider = gesso_canvas_divider_new ();
  gtk_widget_set_visible (self->divider, FALSE);
  gtk_widget_set_parent (self->divider, widget);
  g_signal_connect_object (self->divider, "notify::position", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);
  self->viewport.scale = 1;
  self->viewport.fitted = TRUE;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Canvas"), -1);
  gesso_canvas_init_glide (self);
  gesso_canvas_init_input (self);
}

void
gesso_canvas_set_picture (GessoCanvas *self,
                          GdkTexture  *placeholder,
                          int          width,
                          int          height)
{
  gboolean same_size;

  g_return_if_fail (GESSO_IS_CANVAS (self));

  same_size = width == self->image_width && height == self->image_height;
  self->image_width = width;
  self->image_height = height;
  g_set_object (&self->placeholder, placeholder);
  g_clear_object (&self->pyramid);
  if (!same_size)
    {
      self->frame = (GessoFrame) { 0 };
      if (gesso_canvas_has_picture (self))
        gesso_viewport_set_image (&self->viewport, width, height);
    }
  gesso_canvas_view_changed (self);
}

void
gesso_canvas_set_placeholder (GessoCanvas *self,
                              GdkTexture  *placeholder)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  if (g_set_object (&self->placeholder, placeholder) && self->pyramid == NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_canvas_set_pyramid (GessoCanvas  *self,
                          GessoPyramid *pyramid)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  if (g_set_object (&self->pyramid, pyramid))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

GessoPyramid *
gesso_canvas_get_pyramid (GessoCanvas *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS (self), NULL);

  return self->pyramid;
}

/* What the view shows of the pictures has changed. */
static void
compare_changed (GessoCanvas *self)
{
  gesso_canvas_update_view (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gesso_canvas_view_changed (self);
}

void
gesso_canvas_set_compared (GessoCanvas      *self,
                           GessoPyramid     *pyramid,
                           GessoPyramid     *heat,
                           const GessoFrame *added)
{
  gboolean other;

  g_return_if_fail (GESSO_IS_CANVAS (self));

  self->compared_added = added != NULL ? *added : (GessoFrame) { 0 };
  other = g_set_object (&self->compared, pyramid);
  other |= g_set_object (&self->heat, heat);
  if (other)
    compare_changed (self);
}

void
gesso_canvas_set_compare (GessoCanvas       *self,
                          GessoCanvasCompare compare)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  if (self->compare == compare)
    return;
  self->compare = compare;
  compare_changed (self);
}

static void
preview_changed_cb (GessoCanvas *self,
                    int          x,
                    int          y,
                    int          width,
                    int          height)
{
  GessoRect rect = { x, y, width, height };

  gesso_tile_cache_invalidate (self->cache, &rect);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_canvas_set_preview (GessoCanvas  *self,
                          GessoPreview *preview)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));
  g_return_if_fail (preview == NULL || GESSO_IS_PREVIEW (preview));

  if (self->preview == preview)
    return;
  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_data (self->preview, self);
  g_set_object (&self->preview, preview);
  if (preview != NULL)
    g_signal_connect_object (preview, "changed", G_CALLBACK (preview_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_canvas_set_editor (GessoCanvas     *self,
                         GessoMaskEditor *editor)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  if (self->editor == editor)
    return;
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_set_object (&self->editor, editor);
  if (editor != NULL)
    {
      g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "outline-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "notify::has-mask", G_CALLBACK (gtk_widget_queue_draw), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_canvas_set_mode (GessoCanvas    *self,
                       GessoCanvasMode mode)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  self->mode = mode;
  update_content (self);
  if (self->viewport.fitted && gesso_canvas_has_picture (self))
    gesso_viewport_fit (&self->viewport);
  gesso_canvas_view_changed (self);
}

void
gesso_canvas_set_brush (GessoCanvas *self,
                        double       diameter)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  self->brush = diameter;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_canvas_set_frame (GessoCanvas      *self,
                        const GessoFrame *frame)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  self->frame = *frame;
  update_content (self);
  /* Not under the pointer that drags it. */
  if (self->viewport.fitted && self->grip == GESSO_CANVAS_GRIP_NONE && gesso_canvas_has_picture (self))
    gesso_viewport_fit (&self->viewport);
  gesso_canvas_view_changed (self);
}

void
gesso_canvas_set_steps (GessoCanvas *self,
                        GArray      *frames,
                        int          overlap)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  g_clear_pointer (&self->steps, g_array_unref);
  self->steps = frames != NULL ? g_array_ref (frames) : NULL;
  self->overlap = overlap;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GessoFrame
gesso_canvas_get_frame (GessoCanvas *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS (self), (GessoFrame) { 0 });

  return self->frame;
}

GessoRect
gesso_canvas_get_seen (GessoCanvas *self)
{
  GessoRect all, view;
  double x0, y0, x1, y1;

  g_return_val_if_fail (GESSO_IS_CANVAS (self), (GessoRect) { 0 });

  all = (GessoRect) { 0, 0, self->image_width, self->image_height };
  gesso_viewport_to_image (&self->viewport, 0, 0, &x0, &y0);
  gesso_viewport_to_image (&self->viewport, self->viewport.width, self->viewport.height, &x1, &y1);
  view = (GessoRect) { (int) x0, (int) y0, (int) (x1 - x0), (int) (y1 - y0) };
  return gesso_rect_intersect (&view, &all);
}

void
gesso_canvas_set_marker (GessoCanvas *self,
                         gboolean     shown,
                         double       x,
                         double       y)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  self->marked = shown;
  self->marker_x = x;
  self->marker_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
gesso_canvas_get_reach (GessoCanvas *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS (self), 1);

  return REACH * gtk_widget_get_scale_factor (GTK_WIDGET (self)) / self->viewport.scale;
}

double
gesso_canvas_get_zoom (GessoCanvas *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS (self), 1);

  return self->viewport.scale;
}

void
gesso_canvas_zoom_fit (GessoCanvas *self)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  if (!gesso_canvas_has_picture (self))
    return;
  gesso_canvas_hold (self);
  gesso_viewport_fit (&self->viewport);
  gesso_canvas_view_changed (self);
}

void
gesso_canvas_zoom_to (GessoCanvas *self,
                      double       zoom)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  gesso_canvas_glide_to (self, zoom, self->viewport.width / 2.0, self->viewport.height / 2.0);
}

void
gesso_canvas_zoom_by (GessoCanvas *self,
                      double       factor)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  gesso_canvas_zoom_to (self, gesso_viewport_snap (gesso_canvas_get_aim (self) * factor));
}

void
gesso_canvas_pan_by (GessoCanvas *self,
                     double       across,
                     double       down)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  if (!gesso_canvas_has_picture (self))
    return;
  gesso_viewport_pan (&self->viewport, across * self->viewport.width,
                      down * self->viewport.height);
  gesso_canvas_view_changed (self);
}
