/* gesso-mask-tool-shape.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-mask-polygon.h"
#include "gesso-mask-tool-shape.h"

typedef struct
{
  GessoMask *mask;      /* (owned) (nullable): while drawing */
  GArray *outline;      /* (owned): GessoMaskPoint */
  GessoMaskPoint start; /* where the pointer went down */
  GessoMaskToolOptions options;
} GessoMaskToolShapePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GessoMaskToolShape, gesso_mask_tool_shape, GESSO_TYPE_MASK_TOOL)

static void
trace_to (GessoMaskToolShape    *self,
          const GessoMaskPoint  *point,
          GessoMaskToolModifiers modifiers)
{
  GessoMaskToolShapePrivate *priv = gesso_mask_tool_shape_get_instance_private (self);
  double dx = point->x - priv->start.x, dy = point->y - priv->start.y;
  double x0 = priv->start.x, y0 = priv->start.y;

  if (modifiers & GESSO_MASK_TOOL_CONSTRAIN)
    {
      double side = MAX (fabs (dx), fabs (dy));

      dx = copysign (side, dx);
      dy = copysign (side, dy);
    }
  if (modifiers & GESSO_MASK_TOOL_CENTRE)
    {
      x0 -= dx;
      y0 -= dy;
    }
  g_array_set_size (priv->outline, 0);
  GESSO_MASK_TOOL_SHAPE_GET_CLASS (self)->trace (self, x0, y0, priv->start.x + dx, priv->start.y + dy,
                                                 priv->outline);
}

static GessoMaskToolReply
finish (GessoMaskToolShape *self,
        GessoMaskToolFlags  flags,
        GessoRect           dirty)
{
  GessoMaskToolShapePrivate *priv = gesso_mask_tool_shape_get_instance_private (self);

  g_clear_object (&priv->mask);
  g_array_set_size (priv->outline, 0);
  if (!gesso_rect_is_empty (&dirty))
    flags |= GESSO_MASK_TOOL_DIRTY | GESSO_MASK_TOOL_COMMIT;
  return (GessoMaskToolReply) { flags | GESSO_MASK_TOOL_OUTLINE | GESSO_MASK_TOOL_DONE, dirty };
}

static GessoMaskToolReply
gesso_mask_tool_shape_begin (GessoMaskTool              *tool,
                             GessoMask                  *mask,
                             const GessoMaskToolOptions *options,
                             const GessoMaskPoint       *point,
                             GessoMaskToolModifiers      modifiers)
{
  GessoMaskToolShape *self = GESSO_MASK_TOOL_SHAPE (tool);
  GessoMaskToolShapePrivate *priv = gesso_mask_tool_shape_get_instance_private (self);

  g_set_object (&priv->mask, mask);
  priv->start = *point;
  priv->options = *options;
  trace_to (self, point, modifiers);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_shape_move (GessoMaskTool         *tool,
                            const GessoMaskPoint  *points,
                            guint                  n_points,
                            GessoMaskToolModifiers modifiers)
{
  GessoMaskToolShape *self = GESSO_MASK_TOOL_SHAPE (tool);
  GessoMaskToolShapePrivate *priv = gesso_mask_tool_shape_get_instance_private (self);

  if (priv->mask == NULL || n_points == 0)
    return (GessoMaskToolReply) { 0 };
  trace_to (self, &points[n_points - 1], modifiers);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_shape_end (GessoMaskTool         *tool,
                           const GessoMaskPoint  *point,
                           GessoMaskToolModifiers modifiers)
{
  GessoMaskToolShape *self = GESSO_MASK_TOOL_SHAPE (tool);
  GessoMaskToolShapePrivate *priv = gesso_mask_tool_shape_get_instance_private (self);
  GessoRect dirty = { 0 };

  if (priv->mask == NULL)
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  trace_to (self, point, modifiers);
  dirty = gesso_mask_fill_polygon (priv->mask, (const GessoMaskPoint *) priv->outline->data,
                                   priv->outline->len, priv->options.opacity,
                                   gesso_mask_tool_get_combine (&priv->options, modifiers));
  return finish (self, 0, dirty);
}

static GessoMaskToolReply
gesso_mask_tool_shape_cancel (GessoMaskTool *tool)
{
  return finish (GESSO_MASK_TOOL_SHAPE (tool), 0, (GessoRect) { 0 });
}

static guint
gesso_mask_tool_shape_get_outline (GessoMaskTool         *tool,
                                   const GessoMaskPoint **points,
                                   gboolean              *closed)
{
  GessoMaskToolShapePrivate *priv = gesso_mask_tool_shape_get_instance_private (GESSO_MASK_TOOL_SHAPE (tool));

  *points = (const GessoMaskPoint *) priv->outline->data;
  *closed = TRUE;
  return priv->outline->len;
}

static void
gesso_mask_tool_shape_finalize (GObject *object)
{
  GessoMaskToolShapePrivate *priv = gesso_mask_tool_shape_get_instance_private (GESSO_MASK_TOOL_SHAPE (object));

  g_clear_object (&priv->mask);
  g_array_unref (priv->outline);
  G_OBJECT_CLASS (gesso_mask_tool_shape_parent_class)->finalize (object);
}

static void
gesso_mask_tool_shape_class_init (GessoMaskToolShapeClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_mask_tool_shape_finalize;
  tool_class->begin = gesso_mask_tool_shape_begin;
  tool_class->move = gesso_mask_tool_shape_move;
  tool_class->end = gesso_mask_tool_shape_end;
  tool_class->cancel = gesso_mask_tool_shape_cancel;
  tool_class->get_outline = gesso_mask_tool_shape_get_outline;
}

static void
gesso_mask_tool_shape_init (GessoMaskToolShape *self)
{
  GessoMaskToolShapePrivate *priv = gesso_mask_tool_shape_get_instance_private (self);

  priv->outline = g_array_new (FALSE, FALSE, sizeof (GessoMaskPoint));
}
