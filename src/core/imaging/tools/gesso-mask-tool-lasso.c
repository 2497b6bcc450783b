/* gesso-mask-tool-lasso.c - everything that a freehand line goes around
 *
 * While Shift is held the line is straight, in steps of 45 degrees; letting go
 * of it sets a corner. Ctrl takes away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-mask-polygon.h"

#define GESSO_TYPE_MASK_TOOL_LASSO (gesso_mask_tool_lasso_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskToolLasso, gesso_mask_tool_lasso, GESSO, MASK_TOOL_LASSO, GessoMaskTool)

struct _GessoMaskToolLasso
{
  GessoMaskTool parent_instance;

  GessoMask *mask; /* (owned) (nullable): while drawing */
  GArray *points;  /* (owned): GessoMaskPoint */
  GessoMaskToolOptions options;
  gboolean straight; /* the last point still follows the pointer */
};

G_DEFINE_FINAL_TYPE (GessoMaskToolLasso, gesso_mask_tool_lasso, GESSO_TYPE_MASK_TOOL)

static void
follow (GessoMaskToolLasso    *self,
        const GessoMaskPoint  *point,
        GessoMaskToolModifiers modifiers)
{
  GessoMaskPoint next = *point;
  const GessoMaskPoint *last;

  if (modifiers & GESSO_MASK_TOOL_CONSTRAIN)
    {
      if (self->straight)
        g_array_set_size (self->points, self->points->len - 1);
      next = gesso_mask_point_snap (&g_array_index (self->points, GessoMaskPoint, self->points->len - 1), point);
      self->straight = TRUE;
      g_array_append_val (self->points, next);
      return;
    }
  self->straight = FALSE;
  last = &g_array_index (self->points, GessoMaskPoint, self->points->len - 1);
  if (hypot (next.x - last->x, next.y - last->y) >= 0.25)
    g_array_append_val (self->points, next);
}

static GessoMaskToolReply
finish (GessoMaskToolLasso *self,
        GessoRect           dirty)
{
  GessoMaskToolFlags flags = GESSO_MASK_TOOL_OUTLINE | GESSO_MASK_TOOL_DONE;

  g_clear_object (&self->mask);
  g_array_set_size (self->points, 0);
  if (!gesso_rect_is_empty (&dirty))
    flags |= GESSO_MASK_TOOL_DIRTY | GESSO_MASK_TOOL_COMMIT;
  return (GessoMaskToolReply) { flags, dirty };
}

static GessoMaskToolReply
gesso_mask_tool_lasso_begin (GessoMaskTool              *tool,
                             GessoMask                  *mask,
                             const GessoMaskToolOptions *options,
                             const GessoMaskPoint       *point,
                             GessoMaskToolModifiers      modifiers)
{
  GessoMaskToolLasso *self = GESSO_MASK_TOOL_LASSO (tool);

  g_set_object (&self->mask, mask);
  self->options = *options;
  self->straight = FALSE;
  g_array_set_size (self->points, 0);
  g_array_append_vals (self->points, point, 1);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_lasso_move (GessoMaskTool         *tool,
                            const GessoMaskPoint  *points,
                            guint                  n_points,
                            GessoMaskToolModifiers modifiers)
{
  GessoMaskToolLasso *self = GESSO_MASK_TOOL_LASSO (tool);

  if (self->mask == NULL)
    return (GessoMaskToolReply) { 0 };
  for (guint i = 0; i < n_points; i++)
    follow (self, &points[i], modifiers);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_lasso_end (GessoMaskTool         *tool,
                           const GessoMaskPoint  *point,
                           GessoMaskToolModifiers modifiers)
{
  GessoMaskToolLasso *self = GESSO_MASK_TOOL_LASSO (tool);
  GessoRect dirty;

  if (self->mask == NULL)
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  follow (self, point, modifiers);
  dirty = gesso_mask_fill_polygon (self->mask, (const GessoMaskPoint *) self->points->data, self->points->len,
                                   self->options.opacity, gesso_mask_tool_get_combine (&self->options, modifiers));
  return finish (self, dirty);
}

static GessoMaskToolReply
gesso_mask_tool_lasso_cancel (GessoMaskTool *tool)
{
  return finish (GESSO_MASK_TOOL_LASSO (tool), (GessoRect) { 0 });
}

static guint
gesso_mask_tool_lasso_get_outline (GessoMaskTool         *tool,
                                   const GessoMaskPoint **points,
                                   gboolean              *closed)
{
  GessoMaskToolLasso *self = GESSO_MASK_TOOL_LASSO (tool);

  *points = (const GessoMaskPoint *) self->points->data;
  *closed = TRUE;
  return self->points->len;
}

static void
gesso_mask_tool_lasso_finalize (GObject *object)
{
  GessoMaskToolLasso *self = GESSO_MASK_TOOL_LASSO (object);

  g_clear_object (&self->mask);
  g_array_unref (self->points);
  G_OBJECT_CLASS (gesso_mask_tool_lasso_parent_class)->finalize (object);
}

static void
gesso_mask_tool_lasso_class_init (GessoMaskToolLassoClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_mask_tool_lasso_finalize;
  tool_class->id = "lasso";
  /* Translators: a tool that marks what a freehand line goes around. */
  tool_class->title = N_("Lasso");
  tool_class->icon_name = "gesso-lasso-symbolic";
  tool_class->accel = "l";
  tool_class->begin = gesso_mask_tool_lasso_begin;
  tool_class->move = gesso_mask_tool_lasso_move;
  tool_class->end = gesso_mask_tool_lasso_end;
  tool_class->cancel = gesso_mask_tool_lasso_cancel;
  tool_class->get_outline = gesso_mask_tool_lasso_get_outline;
}

static void
gesso_mask_tool_lasso_init (GessoMaskToolLasso *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (GessoMaskPoint));
}
