/* gesso-mask-tool-brush.c - paints with a round brush; Ctrl takes away
 *
 * The eraser is the same brush the other way round, see gesso-mask-tool-eraser.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-mask-tool-brush.h"

typedef struct
{
  GessoMaskStamps *stamps; /* (owned) (nullable): of the last hardness */
  GessoMaskStroke *stroke; /* (owned) (nullable): while painting */
} GessoMaskToolBrushPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (GessoMaskToolBrush, gesso_mask_tool_brush, GESSO_TYPE_MASK_TOOL)

static GessoMaskToolReply
reply_with (GessoMaskToolFlags flags,
            GessoRect          dirty)
{
  if (!gesso_rect_is_empty (&dirty))
    flags |= GESSO_MASK_TOOL_DIRTY;
  return (GessoMaskToolReply) { flags, dirty };
}

static GessoMaskToolReply
gesso_mask_tool_brush_begin (GessoMaskTool              *tool,
                             GessoMask                  *mask,
                             const GessoMaskToolOptions *options,
                             const GessoMaskPoint       *point,
                             GessoMaskToolModifiers      modifiers)
{
  GessoMaskToolBrush *self = GESSO_MASK_TOOL_BRUSH (tool);
  GessoMaskToolBrushPrivate *priv = gesso_mask_tool_brush_get_instance_private (self);
  gboolean subtract = GESSO_MASK_TOOL_BRUSH_GET_CLASS (self)->subtracts;

  /* An eraser stays one, whatever shapes do; the key turns either round. */
  if (((modifiers & GESSO_MASK_TOOL_SUBTRACT) != 0) != (!subtract && options->combine == GESSO_MASK_SUBTRACT))
    subtract = !subtract;
  g_clear_pointer (&priv->stroke, gesso_mask_stroke_free);
  if (priv->stamps == NULL || gesso_mask_stamps_get_hardness (priv->stamps) != options->hardness)
    {
      g_clear_pointer (&priv->stamps, gesso_mask_stamps_free);
      priv->stamps = gesso_mask_stamps_new (options->hardness);
    }
  priv->stroke = gesso_mask_stroke_new (mask, priv->stamps, options, subtract);
  return reply_with (0, gesso_mask_stroke_add (priv->stroke, point, 1));
}

static GessoMaskToolReply
gesso_mask_tool_brush_move (GessoMaskTool         *tool,
                            const GessoMaskPoint  *points,
                            guint                  n_points,
                            GessoMaskToolModifiers modifiers)
{
  GessoMaskToolBrushPrivate *priv = gesso_mask_tool_brush_get_instance_private (GESSO_MASK_TOOL_BRUSH (tool));

  if (priv->stroke == NULL)
    return (GessoMaskToolReply) { 0 };
  return reply_with (0, gesso_mask_stroke_add (priv->stroke, points, n_points));
}

static GessoMaskToolReply
gesso_mask_tool_brush_end (GessoMaskTool         *tool,
                           const GessoMaskPoint  *point,
                           GessoMaskToolModifiers modifiers)
{
  GessoMaskToolBrushPrivate *priv = gesso_mask_tool_brush_get_instance_private (GESSO_MASK_TOOL_BRUSH (tool));
  GessoRect dirty;

  if (priv->stroke == NULL)
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  dirty = gesso_mask_stroke_finish (priv->stroke, point);
  g_clear_pointer (&priv->stroke, gesso_mask_stroke_free);
  return reply_with (GESSO_MASK_TOOL_COMMIT | GESSO_MASK_TOOL_DONE, dirty);
}

static GessoMaskToolReply
gesso_mask_tool_brush_cancel (GessoMaskTool *tool)
{
  GessoMaskToolBrushPrivate *priv = gesso_mask_tool_brush_get_instance_private (GESSO_MASK_TOOL_BRUSH (tool));
  GessoRect dirty = { 0 };

  if (priv->stroke != NULL)
    dirty = gesso_mask_stroke_revert (priv->stroke);
  g_clear_pointer (&priv->stroke, gesso_mask_stroke_free);
  return reply_with (GESSO_MASK_TOOL_DONE, dirty);
}

static void
gesso_mask_tool_brush_finalize (GObject *object)
{
  GessoMaskToolBrushPrivate *priv = gesso_mask_tool_brush_get_instance_private (GESSO_MASK_TOOL_BRUSH (object));

  g_clear_pointer (&priv->stroke, gesso_mask_stroke_free);
  g_clear_pointer (&priv->stamps, gesso_mask_stamps_free);
  G_OBJECT_CLASS (gesso_mask_tool_brush_parent_class)->finalize (object);
}

static void
gesso_mask_tool_brush_class_init (GessoMaskToolBrushClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_mask_tool_brush_finalize;
  tool_class->id = "brush";
  /* Translators: a tool that paints what may change. */
  tool_class->title = N_("Brush");
  tool_class->icon_name = "gesso-brush-symbolic";
  tool_class->accel = "b";
  tool_class->begin = gesso_mask_tool_brush_begin;
  tool_class->move = gesso_mask_tool_brush_move;
  tool_class->end = gesso_mask_tool_brush_end;
  tool_class->cancel = gesso_mask_tool_brush_cancel;
}

static void
gesso_mask_tool_brush_init (GessoMaskToolBrush *self)
{
}
