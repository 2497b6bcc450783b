/* gesso-mask-tool-ellipse.c - the ellipse that fits a box
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-mask-tool-shape.h"

#define GESSO_TYPE_MASK_TOOL_ELLIPSE (gesso_mask_tool_ellipse_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskToolEllipse, gesso_mask_tool_ellipse, GESSO, MASK_TOOL_ELLIPSE, GessoMaskToolShape)

struct _GessoMaskToolEllipse
{
  GessoMaskToolShape parent_instance;
};

G_DEFINE_FINAL_TYPE (GessoMaskToolEllipse, gesso_mask_tool_ellipse, GESSO_TYPE_MASK_TOOL_SHAPE)

static void
gesso_mask_tool_ellipse_trace (GessoMaskToolShape *shape,
                               double              x0,
                               double              y0,
                               double              x1,
                               double              y1,
                               GArray             *outline)
{
  double rx = fabs (x1 - x0) / 2, ry = fabs (y1 - y0) / 2;
  /* Chords that stay within a tenth of a pixel of the curve. */
  guint n = (guint) CLAMP (ceil (G_PI * sqrt (5 * MAX (rx, ry))), 12, 2048);

  if (rx < 0.5 || ry < 0.5)
    return;
  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / n;
      GessoMaskPoint point = { (x0 + x1) / 2 + rx * cos (angle), (y0 + y1) / 2 + ry * sin (angle), 1 };

      g_array_append_val (outline, point);
    }
}

static void
gesso_mask_tool_ellipse_class_init (GessoMaskToolEllipseClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  GESSO_MASK_TOOL_SHAPE_CLASS (klass)->trace = gesso_mask_tool_ellipse_trace;
  tool_class->id = "ellipse";
  /* Translators: a tool that marks an ellipse as what may change. */
  tool_class->title = N_("Ellipse");
  tool_class->icon_name = "gesso-ellipse-symbolic";
  tool_class->accel = "o";
}

static void
gesso_mask_tool_ellipse_init (GessoMaskToolEllipse *self)
{
}
