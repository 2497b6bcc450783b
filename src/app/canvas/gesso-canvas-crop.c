/* gesso-canvas-crop.c - the part of the picture that is cut out, with handles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-canvas-private.h"

/* Logical pixels. */
#define HANDLE_REACH 14.0
#define HANDLE_SIDE 10.0

/* What is cut away. */
#define SHADE 0.55

void
gesso_canvas_set_crop (GessoCanvas          *self,
                       const GessoAdjustCut *cut,
                       double                ratio)
{
  g_return_if_fail (GESSO_IS_CANVAS (self));

  self->cropping = cut != NULL;
  self->crop_ratio = ratio;
  if (cut != NULL)
    self->crop = *cut;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static double
get_reach (GessoCanvas *self)
{
  return HANDLE_REACH * gtk_widget_get_scale_factor (GTK_WIDGET (self)) / self->viewport.scale;
}

const char *
gesso_canvas_get_crop_cursor (GessoCanvas *self,
                              double       x,
                              double       y)
{
  guint handle = gesso_crop_find_handle (&self->crop, x, y, get_reach (self));

  switch (handle)
    {
    case GESSO_FRAME_HANDLE_LEFT:
    case GESSO_FRAME_HANDLE_RIGHT:
      return "ew-resize";
    case GESSO_FRAME_HANDLE_TOP:
    case GESSO_FRAME_HANDLE_BOTTOM:
      return "ns-resize";
    case GESSO_FRAME_HANDLE_LEFT | GESSO_FRAME_HANDLE_TOP:
    case GESSO_FRAME_HANDLE_RIGHT | GESSO_FRAME_HANDLE_BOTTOM:
      return "nwse-resize";
    case GESSO_FRAME_HANDLE_RIGHT | GESSO_FRAME_HANDLE_TOP:
    case GESSO_FRAME_HANDLE_LEFT | GESSO_FRAME_HANDLE_BOTTOM:
      return "nesw-resize";
    case GESSO_CROP_HANDLE_INSIDE:
      return "move";
    default:
      return "grab";
    }
}

gboolean
gesso_canvas_begin_crop (GessoCanvas *self,
                         double       x,
                         double       y)
{
  if (!self->cropping)
    return FALSE;
  self->crop_handle = gesso_crop_find_handle (&self->crop, x, y, get_reach (self));
  self->crop_start = self->crop;
  return self->crop_handle != GESSO_FRAME_HANDLE_NONE;
}

void
gesso_canvas_drag_crop (GessoCanvas *self,
                        double       dx,
                        double       dy,
                        gboolean     constrain)
{
  double ratio = self->crop_ratio;

  if (ratio == 0 && constrain)
    ratio = (double) self->crop_start.width / self->crop_start.height;
  self->crop = gesso_crop_drag (&self->crop_start, self->crop_handle, dx, dy, ratio, self->image_width, self->image_height);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "crop-changed");
}

GessoAdjustCut
gesso_canvas_get_crop (GessoCanvas *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS (self), (GessoAdjustCut) { 0 });

  return self->crop;
}

/* A point of the cut, in shares of its sides, in the view. */
static void
find_corner (GessoCanvas *self,
             double       across,
             double       down,
             double      *x,
             double      *y)
{
  gesso_crop_to_picture (&self->crop, (across - 0.5) * self->crop.width, (down - 0.5) * self->crop.height, x, y);
  gesso_viewport_from_image (&self->viewport, *x, *y, x, y);
}

static void
trace (GessoCanvas *self,
       cairo_t     *cr)
{
  static const int corners[][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };

  cairo_new_sub_path (cr);
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      double x, y;

      find_corner (self, corners[i][0], corners[i][1], &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_close_path (cr);
}

static void
trace_thirds (GessoCanvas *self,
              cairo_t     *cr)
{
  for (int i = 1; i <= 2; i++)
    {
      double x, y;

      find_corner (self, i / 3.0, 0, &x, &y);
      cairo_move_to (cr, x, y);
      find_corner (self, i / 3.0, 1, &x, &y);
      cairo_line_to (cr, x, y);
      find_corner (self, 0, i / 3.0, &x, &y);
      cairo_move_to (cr, x, y);
      find_corner (self, 1, i / 3.0, &x, &y);
      cairo_line_to (cr, x, y);
    }
}

static void
draw_handles (GessoCanvas *self,
              cairo_t     *cr,
              double       factor)
{
  double side = HANDLE_SIDE * factor;

  for (int i = 0; i < 9; i++)
    {
      double x, y;

      if (i == 4)
        continue;
      find_corner (self, i % 3 / 2.0, i / 3 / 2.0, &x, &y);
      cairo_rectangle (cr, x - side / 2, y - side / 2, side, side);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.85);
      cairo_fill (cr);
      cairo_rectangle (cr, x - side / 2 + factor, y - side / 2 + factor, side - 2 * factor, side - 2 * factor);
      cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
      cairo_fill (cr);
    }
}

void
gesso_canvas_append_crop (GessoCanvas *self,
                          GtkSnapshot *snapshot)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self)), left, top, right, bottom;
  cairo_t *cr;

  if (!self->cropping)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, self->viewport.width, self->viewport.height));
  gesso_viewport_from_image (&self->viewport, 0, 0, &left, &top);
  gesso_viewport_from_image (&self->viewport, self->image_width, self->image_height, &right, &bottom);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_rectangle (cr, left, top, right - left, bottom - top);
  trace (self, cr);
  cairo_set_source_rgba (cr, 0, 0, 0, SHADE);
  cairo_fill (cr);

  trace_thirds (self, cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.35);
  cairo_set_line_width (cr, factor);
  cairo_stroke (cr);
  trace (self, cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.85);
  cairo_set_line_width (cr, 3 * factor);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
  cairo_set_line_width (cr, factor);
  cairo_stroke (cr);
  draw_handles (self, cr, factor);
  cairo_destroy (cr);
}
