/* gesso-mask-tool-rectangle.c - whole pixels between two corners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-mask-tool-shape.h"

#define GESSO_TYPE_MASK_TOOL_RECTANGLE (gesso_mask_tool_rectangle_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskToolRectangle, gesso_mask_tool_rectangle, GESSO, MASK_TOOL_RECTANGLE, GessoMaskToolShape)

struct _GessoMaskToolRectangle
{
  GessoMaskToolShape parent_instance;
};

G_DEFINE_FINAL_TYPE (GessoMaskToolRectangle, gesso_mask_tool_rectangle, GESSO_TYPE_MASK_TOOL_SHAPE)

static void
gesso_mask_tool_rectangle_trace (GessoMaskToolShape *shape,
                                 double              x0,
                                 double              y0,
                                 double              x1,
                                 double              y1,
                                 GArray             *outline)
{
  double left = round (MIN (x0, x1)), right = round (MAX (x0, x1));
  double top = round (MIN (y0, y1)), bottom = round (MAX (y0, y1));
  GessoMaskPoint corners[] = {
    { left, top, 1 },
    { right, top, 1 },
    { right, bottom, 1 },
    { left, bottom, 1 },
  };

  g_array_append_vals (outline, corners, G_N_ELEMENTS (corners));
}

static void
gesso_mask_tool_rectangle_class_init (GessoMaskToolRectangleClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  GESSO_MASK_TOOL_SHAPE_CLASS (klass)->trace = gesso_mask_tool_rectangle_trace;
  tool_class->id = "rectangle";
  /* Translators: a tool that marks a rectangle as what may change. */
  tool_class->title = N_("Rectangle");
  tool_class->icon_name = "gesso-rectangle-symbolic";
  tool_class->accel = "u";
}

static void
gesso_mask_tool_rectangle_init (GessoMaskToolRectangle *self)
{
}
