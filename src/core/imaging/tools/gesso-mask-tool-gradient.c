/* gesso-mask-tool-gradient.c - one side of the picture, with a soft edge as long as is drawn
 *
 * From where the pointer goes down, before which all is covered, to where it
 * is let go, behind which nothing is. Shift keeps to steps of 45 degrees; Ctrl
 * takes away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-mask-tiles.h"
#include "gesso-mask-tool.h"

#define GESSO_TYPE_MASK_TOOL_GRADIENT (gesso_mask_tool_gradient_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskToolGradient, gesso_mask_tool_gradient, GESSO, MASK_TOOL_GRADIENT, GessoMaskTool)

/* A shorter line has no direction. */
#define SHORTEST 1.0

struct _GessoMaskToolGradient
{
  GessoMaskTool parent_instance;

  GessoMask *mask;         /* (owned) (nullable): while drawing */
  GessoMaskPoint points[2]; /* where coverage begins to fall, and where it has */
  GessoMaskToolOptions options;
};

G_DEFINE_FINAL_TYPE (GessoMaskToolGradient, gesso_mask_tool_gradient, GESSO_TYPE_MASK_TOOL)

/* Coverage is 255 × (@start + @across x + @down y), in its range. */
typedef struct
{
  float start, across, down;
} Slope;

static Slope
find_slope (const GessoMaskPoint *points)
{
  double dx = points[1].x - points[0].x, dy = points[1].y - points[0].y;
  double length = dx * dx + dy * dy;
  double across = -dx / length, down = -dy / length;

  return (Slope) { (float) (1 - across * points[0].x - down * points[0].y), (float) across, (float) down };
}

static float
get_height (const Slope *slope,
            int          x,
            int          y)
{
  return slope->start + slope->across * ((float) x + 0.5f) + slope->down * ((float) y + 0.5f);
}

static void
draw_tile (GessoMask            *cover,
           const Slope          *slope,
           const GessoMaskPatch *patch)
{
  guint8 *pixels = gesso_mask_edit_tile (cover, patch->index);

  for (int y = 0; y < patch->height; y++)
    {
      float here = 255 * get_height (slope, patch->x, patch->y + y) + 0.5f, step = 255 * slope->across;
      guint8 *row = pixels + (gsize) y * GESSO_MASK_TILE;

      for (int x = 0; x < patch->width; x++)
        {
          float value = here + step * (float) x;

          value = value < 0 ? 0 : value;
          row[x] = (guint8) (value > 255 ? 255 : value);
        }
    }
}

/* Only tiles that the edge crosses are drawn pixel by pixel. */
static GessoMask *
draw_cover (GessoMaskToolGradient *self)
{
  GessoMask *cover = gesso_mask_new (gesso_mask_get_width (self->mask), gesso_mask_get_height (self->mask));
  Slope slope = find_slope (self->points);
  GessoRect all = gesso_mask_get_extents (cover);
  GessoMaskIter iter;
  GessoMaskPatch patch;

  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (cover), &all);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      int right = patch.x + patch.width - 1, bottom = patch.y + patch.height - 1;
      float corners[] = { get_height (&slope, patch.x, patch.y), get_height (&slope, right, patch.y),
                          get_height (&slope, patch.x, bottom), get_height (&slope, right, bottom) };
      float least = MIN (MIN (corners[0], corners[1]), MIN (corners[2], corners[3]));
      float most = MAX (MAX (corners[0], corners[1]), MAX (corners[2], corners[3]));

      if (most <= 0 || least >= 1)
        gesso_mask_fill_tile (cover, patch.index, least >= 1 ? 255 : 0);
      else
        draw_tile (cover, &slope, &patch);
    }
  return cover;
}

static void
follow (GessoMaskToolGradient *self,
        const GessoMaskPoint  *point,
        GessoMaskToolModifiers modifiers)
{
  self->points[1] = modifiers & GESSO_MASK_TOOL_CONSTRAIN ? gesso_mask_point_snap (&self->points[0], point) : *point;
}

static GessoMaskToolReply
gesso_mask_tool_gradient_begin (GessoMaskTool              *tool,
                                GessoMask                  *mask,
                                const GessoMaskToolOptions *options,
                                const GessoMaskPoint       *point,
                                GessoMaskToolModifiers      modifiers)
{
  GessoMaskToolGradient *self = GESSO_MASK_TOOL_GRADIENT (tool);

  g_set_object (&self->mask, mask);
  self->options = *options;
  self->points[0] = *point;
  self->points[1] = *point;
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_gradient_move (GessoMaskTool         *tool,
                               const GessoMaskPoint  *points,
                               guint                  n_points,
                               GessoMaskToolModifiers modifiers)
{
  GessoMaskToolGradient *self = GESSO_MASK_TOOL_GRADIENT (tool);

  if (self->mask == NULL || n_points == 0)
    return (GessoMaskToolReply) { 0 };
  follow (self, &points[n_points - 1], modifiers);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE };
}

static GessoMaskToolReply
gesso_mask_tool_gradient_cancel (GessoMaskTool *tool)
{
  g_clear_object (&GESSO_MASK_TOOL_GRADIENT (tool)->mask);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_OUTLINE | GESSO_MASK_TOOL_DONE };
}

static GessoMaskToolReply
gesso_mask_tool_gradient_end (GessoMaskTool         *tool,
                              const GessoMaskPoint  *point,
                              GessoMaskToolModifiers modifiers)
{
  GessoMaskToolGradient *self = GESSO_MASK_TOOL_GRADIENT (tool);
  g_autoptr (GessoMask) cover = NULL;
  GessoMaskToolReply reply;
  GessoRect dirty = { 0 };
  double length;

  if (self->mask == NULL)
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  follow (self, point, modifiers);
  length = hypot (self->points[1].x - self->points[0].x, self->points[1].y - self->points[0].y);
  if (length >= SHORTEST && isfinite (length))
    {
      cover = draw_cover (self);
      dirty = gesso_mask_combine (self->mask, cover, self->options.opacity,
                                  gesso_mask_tool_get_combine (&self->options, modifiers));
    }
  reply = gesso_mask_tool_gradient_cancel (tool);
  if (!gesso_rect_is_empty (&dirty))
    reply.flags |= GESSO_MASK_TOOL_DIRTY | GESSO_MASK_TOOL_COMMIT;
  reply.dirty = dirty;
  return reply;
}

static guint
gesso_mask_tool_gradient_get_outline (GessoMaskTool         *tool,
                                      const GessoMaskPoint **points,
                                      gboolean              *closed)
{
  GessoMaskToolGradient *self = GESSO_MASK_TOOL_GRADIENT (tool);

  *points = self->points;
  *closed = FALSE;
  return self->mask != NULL ? G_N_ELEMENTS (self->points) : 0;
}

static void
gesso_mask_tool_gradient_finalize (GObject *object)
{
  g_clear_object (&GESSO_MASK_TOOL_GRADIENT (object)->mask);
  G_OBJECT_CLASS (gesso_mask_tool_gradient_parent_class)->finalize (object);
}

static void
gesso_mask_tool_gradient_class_init (GessoMaskToolGradientClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_mask_tool_gradient_finalize;
  tool_class->id = "gradient";
  /* Translators: a tool that marks one side of the picture, fading out along a drawn line. */
  tool_class->title = N_("Gradient Edge");
  tool_class->icon_name = "gesso-gradient-symbolic";
  tool_class->accel = "g";
  tool_class->begin = gesso_mask_tool_gradient_begin;
  tool_class->move = gesso_mask_tool_gradient_move;
  tool_class->end = gesso_mask_tool_gradient_end;
  tool_class->cancel = gesso_mask_tool_gradient_cancel;
  tool_class->get_outline = gesso_mask_tool_gradient_get_outline;
}

static void
gesso_mask_tool_gradient_init (GessoMaskToolGradient *self)
{
}
