/* gesso-mask-tool-shape.h - what tools that draw out a box share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-tool.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MASK_TOOL_SHAPE (gesso_mask_tool_shape_get_type ())
G_DECLARE_DERIVABLE_TYPE (GessoMaskToolShape, gesso_mask_tool_shape, GESSO, MASK_TOOL_SHAPE, GessoMaskTool)

/**
 * GessoMaskToolShapeClass:
 * @trace: appends the corners (GessoMaskPoint) of the shape between two opposite corners
 *
 * Shift keeps the sides equal, Alt draws from the centre, Ctrl takes away. The
 * mask changes when the pointer is let go.
 */
struct _GessoMaskToolShapeClass
{
  GessoMaskToolClass parent_class;

  void (*trace) (GessoMaskToolShape *self, double x0, double y0, double x1, double y1, GArray *outline);
};

G_END_DECLS
