/* gesso-mask-tool-brush.h - what brush and eraser share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-stroke.h"
#include "gesso-mask-tool.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MASK_TOOL_BRUSH (gesso_mask_tool_brush_get_type ())
G_DECLARE_DERIVABLE_TYPE (GessoMaskToolBrush, gesso_mask_tool_brush, GESSO, MASK_TOOL_BRUSH, GessoMaskTool)

/**
 * GessoMaskToolBrushClass:
 * @subtracts: whether a stroke takes coverage away
 */
struct _GessoMaskToolBrushClass
{
  GessoMaskToolClass parent_class;

  gboolean subtracts;
};

G_END_DECLS
