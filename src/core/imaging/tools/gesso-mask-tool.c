/* gesso-mask-tool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <math.h>

#include "gesso-mask-tool.h"

G_DEFINE_ABSTRACT_TYPE (GessoMaskTool, gesso_mask_tool, G_TYPE_OBJECT)

static GessoMaskToolReply
gesso_mask_tool_real_cancel (GessoMaskTool *self)
{
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
}

static GessoMaskToolReply
gesso_mask_tool_real_finish (GessoMaskTool *self)
{
  return (GessoMaskToolReply) { 0 };
}

static GessoMaskWork *
gesso_mask_tool_real_take_work (GessoMaskTool *self)
{
  return NULL;
}

static guint
gesso_mask_tool_real_get_outline (GessoMaskTool         *self,
                                  const GessoMaskPoint **points,
                                  gboolean              *closed)
{
  *points = NULL;
  *closed = FALSE;
  return 0;
}

static void
gesso_mask_tool_class_init (GessoMaskToolClass *klass)
{
  klass->cancel = gesso_mask_tool_real_cancel;
  klass->finish = gesso_mask_tool_real_finish;
  klass->take_work = gesso_mask_tool_real_take_work;
  klass->get_outline = gesso_mask_tool_real_get_outline;
}

static void
gesso_mask_tool_init (GessoMaskTool *self)
{
}

/**
 * gesso_mask_tool_begin:
 *
 * Starts a stroke or a shape on @mask, which the tool keeps until it is done.
 */
GessoMaskToolReply
gesso_mask_tool_begin (GessoMaskTool              *self,
                       GessoMask                  *mask,
                       const GessoMaskToolOptions *options,
                       const GessoMaskPoint       *point,
                       GessoMaskToolModifiers      modifiers)
{
  g_return_val_if_fail (GESSO_IS_MASK_TOOL (self), (GessoMaskToolReply) { 0 });
  g_return_val_if_fail (GESSO_IS_MASK (mask), (GessoMaskToolReply) { 0 });

  return GESSO_MASK_TOOL_GET_CLASS (self)->begin (self, mask, options, point, modifiers);
}

/** Goes on through all @points that came since the last call. */
GessoMaskToolReply
gesso_mask_tool_move (GessoMaskTool         *self,
                      const GessoMaskPoint  *points,
                      guint                  n_points,
                      GessoMaskToolModifiers modifiers)
{
  g_return_val_if_fail (GESSO_IS_MASK_TOOL (self), (GessoMaskToolReply) { 0 });

  return GESSO_MASK_TOOL_GET_CLASS (self)->move (self, points, n_points, modifiers);
}

GessoMaskToolReply
gesso_mask_tool_end (GessoMaskTool         *self,
                     const GessoMaskPoint  *point,
                     GessoMaskToolModifiers modifiers)
{
  g_return_val_if_fail (GESSO_IS_MASK_TOOL (self), (GessoMaskToolReply) { 0 });

  return GESSO_MASK_TOOL_GET_CLASS (self)->end (self, point, modifiers);
}

/** Drops what was begun; the mask is as before. */
GessoMaskToolReply
gesso_mask_tool_cancel (GessoMaskTool *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_TOOL (self), (GessoMaskToolReply) { 0 });

  return GESSO_MASK_TOOL_GET_CLASS (self)->cancel (self);
}

GessoMaskToolReply
gesso_mask_tool_finish (GessoMaskTool *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_TOOL (self), (GessoMaskToolReply) { 0 });

  return GESSO_MASK_TOOL_GET_CLASS (self)->finish (self);
}

/** Returns: (transfer full) (nullable) */
GessoMaskWork *
gesso_mask_tool_take_work (GessoMaskTool *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_TOOL (self), NULL);

  return GESSO_MASK_TOOL_GET_CLASS (self)->take_work (self);
}

/**
 * gesso_mask_tool_get_outline:
 * @points: (out) (nullable) (transfer none): good until the next call to the tool
 * @closed: (out): whether the last point is joined to the first
 *
 * Returns: how many points there are to draw; 0 for none
 */
guint
gesso_mask_tool_get_outline (GessoMaskTool         *self,
                             const GessoMaskPoint **points,
                             gboolean              *closed)
{
  g_return_val_if_fail (GESSO_IS_MASK_TOOL (self), 0);

  return GESSO_MASK_TOOL_GET_CLASS (self)->get_outline (self, points, closed);
}

GessoMaskPoint
gesso_mask_point_snap (const GessoMaskPoint *from,
                       const GessoMaskPoint *point)
{
  double dx = point->x - from->x, dy = point->y - from->y;
  double angle = round (atan2 (dy, dx) / G_PI_4) * G_PI_4;
  double length = dx * cos (angle) + dy * sin (angle);

  return (GessoMaskPoint) { from->x + length * cos (angle), from->y + length * sin (angle), 1 };
}
