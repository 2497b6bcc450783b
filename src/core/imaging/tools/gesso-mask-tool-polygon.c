/* gesso-mask-tool-polygon.c - everything between corners that are set one by one
 *
 * A click sets a corner; a click on the first one, or twice on the last one,
 * closes the line. Shift keeps a side straight, in steps of 45 degrees; Ctrl,
 * when it is closed, takes away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-mask-polygon.h"

#define GESSO_TYPE_MASK_TOOL_POLYGON (gesso_mask_tool_polygon_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskToolPolygon, gesso_mask_tool_polygon, GESSO, MASK_TOOL_POLYGON, GessoMaskTool)

struct _GessoMaskToolPolygon
{
  GessoMaskTool parent_instance;

  GessoMask *mask; /* (owned) (nullable): while drawing */
  GArray *points;  /* (owned): GessoMaskPoint; the last one follows the pointer */
  GessoMaskToolOptions options;
  GessoMaskToolModifiers modifiers;
  gboolean closing; /* the click that is going on ends it */
};

G_DEFINE_FINAL_TYPE (GessoMaskToolPolygon, gesso_mask_tool_polygon, GESSO_TYPE_MASK_TOOL)

static GessoMaskPoint *
get_point (GessoMaskToolPolygon *self,
           guint                 index)
{
  return &g_array_index (self->points, GessoMaskPoint, index);
}

static gboolean
is_near (GessoMaskToolPolygon *self,
         const GessoMaskPoint *a,
         const GessoMaskPoint *b)
{
  return hypot (a->x - b->x, a->y - b->y) <= MAX (self->options.reach, 0.5);
}

static void
follow (GessoMaskToolPolygon  *self,
        const GessoMaskPoint  *point,
        GessoMaskToolModifiers modifiers)
{
  guint last = self->points->len - 1;

  self->modifiers = modifiers;
  if (last > 0 && (modifiers & GESSO_MASK_TOOL_CONSTRAIN))
    *get_point (self, last) = gesso_mask_point_snap (get_point (self, last - 1), point);
  else
    *get_point (self, last) = *point;
}

static GessoMaskToolReply
drop (GessoMaskToolPolygon *self,
      GessoRect             dirty)
{
  GessoMaskToolFlags flags = GESSO_MASK_TOOL_OUTLINE | GESSO_MASK_TOOL_DONE;

  g_clear_object (&self->mask);
  g_array_set_size (self->points, 0);
  self->closing = FALSE;
  if (!gesso_rect_is_empty (&dirty))
    flags |= GESSO_MASK_TOOL_DIRTY | GESSO_MASK_TOOL_COMMIT;
  return (GessoMaskToolReply) { flags, dirty };
}

static GessoMaskToolReply
gesso_mask_tool_polygon_finish (GessoMaskTool *tool)
{
  GessoMaskToolPolygon *self = GESSO_MASK_TOOL_POLYGON (tool);
  GessoRect dirty;

  if (self->mask == NULL)
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  /* The one that follows the pointer was never set. */
  dirty = gesso_mask_fill_polygon (self->mask, get_point (self, 0), self->points->len - 1, self->options.opacity,
                                   gesso_mask_tool_get_combine (&self->options, self->modifiers));
  return drop (self, dirty);
}

static GessoMaskToolReply
gesso_mask_tool_polygon_begin (GessoMaskTool              *tool,
                               GessoMask                  *mask,
                               const GessoMaskToolOptions *options,
                               const GessoMaskPoint       *point,
                               GessoMaskToolModifiers      modifiers)
{
  GessoMaskToolPolygon *self = GESSO_MASK_TOOL_POLYGON (tool);
  guint n = self->points->len;

  self->options = *options;
  if (self->mask == NULL)
    {
      g_set_object (&self->mask, mask);
      g_array_set_size (self->points, 0);
      /* The first corner, and the one that follows the pointer. */
      g_array_append_vals (self->points, point, 1);
      g_array_append_vals (self->points, point, 1);
      return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
    }
  follow (self, point, modifiers);
  self->closing = n > 3 && (is_near (self, point, get_point (self, 0)) || is_near (self, point, get_point (self, n - 2)));
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_polygon_move (GessoMaskTool         *tool,
                              const GessoMaskPoint  *points,
                              guint                  n_points,
                              GessoMaskToolModifiers modifiers)
{
  GessoMaskToolPolygon *self = GESSO_MASK_TOOL_POLYGON (tool);

  if (self->mask == NULL || n_points == 0)
    return (GessoMaskToolReply) { 0 };
  follow (self, &points[n_points - 1], modifiers);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_polygon_end (GessoMaskTool         *tool,
                             const GessoMaskPoint  *point,
                             GessoMaskToolModifiers modifiers)
{
  GessoMaskToolPolygon *self = GESSO_MASK_TOOL_POLYGON (tool);
  GessoMaskPoint corner;

  if (self->mask == NULL)
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  follow (self, point, modifiers);
  if (self->closing)
    return gesso_mask_tool_polygon_finish (tool);
  corner = *get_point (self, self->points->len - 1);
  /* The click that set the first corner, unless it was drawn into a side. */
  if (self->points->len > 2 || !is_near (self, &corner, get_point (self, 0)))
    g_array_append_val (self->points, corner);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_polygon_cancel (GessoMaskTool *tool)
{
  return drop (GESSO_MASK_TOOL_POLYGON (tool), (GessoRect) { 0 });
}

static guint
gesso_mask_tool_polygon_get_outline (GessoMaskTool         *tool,
                                     const GessoMaskPoint **points,
                                     gboolean              *closed)
{
  GessoMaskToolPolygon *self = GESSO_MASK_TOOL_POLYGON (tool);

  *points = (const GessoMaskPoint *) self->points->data;
  *closed = FALSE;
  return self->points->len;
}

static void
gesso_mask_tool_polygon_finalize (GObject *object)
{
  GessoMaskToolPolygon *self = GESSO_MASK_TOOL_POLYGON (object);

  g_clear_object (&self->mask);
  g_array_unref (self->points);
  G_OBJECT_CLASS (gesso_mask_tool_polygon_parent_class)->finalize (object);
}

static void
gesso_mask_tool_polygon_class_init (GessoMaskToolPolygonClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_mask_tool_polygon_finalize;
  tool_class->id = "polygon";
  /* Translators: a tool that marks what lies between corners set one by one. */
  tool_class->title = N_("Polygonal Lasso");
  tool_class->icon_name = "gesso-polygon-symbolic";
  tool_class->accel = "p";
  tool_class->stays = TRUE;
  tool_class->begin = gesso_mask_tool_polygon_begin;
  tool_class->move = gesso_mask_tool_polygon_move;
  tool_class->end = gesso_mask_tool_polygon_end;
  tool_class->cancel = gesso_mask_tool_polygon_cancel;
  tool_class->finish = gesso_mask_tool_polygon_finish;
  tool_class->get_outline = gesso_mask_tool_polygon_get_outline;
}

static void
gesso_mask_tool_polygon_init (GessoMaskToolPolygon *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (GessoMaskPoint));
}
