/* gesso-mask-tool-eraser.c - a brush that takes away; Ctrl paints
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-mask-tool-brush.h"

#define GESSO_TYPE_MASK_TOOL_ERASER (gesso_mask_tool_eraser_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskToolEraser, gesso_mask_tool_eraser, GESSO, MASK_TOOL_ERASER, GessoMaskToolBrush)

struct _GessoMaskToolEraser
{
  GessoMaskToolBrush parent_instance;
};

G_DEFINE_FINAL_TYPE (GessoMaskToolEraser, gesso_mask_tool_eraser, GESSO_TYPE_MASK_TOOL_BRUSH)

static void
gesso_mask_tool_eraser_class_init (GessoMaskToolEraserClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  GESSO_MASK_TOOL_BRUSH_CLASS (klass)->subtracts = TRUE;
  tool_class->id = "eraser";
  /* Translators: a tool that takes away what the brush painted. */
  tool_class->title = N_("Eraser");
  tool_class->icon_name = "gesso-eraser-symbolic";
  tool_class->accel = "e";
}

static void
gesso_mask_tool_eraser_init (GessoMaskToolEraser *self)
{
}
