/* gesso-mask-tool-flood.c - everything of the colour that is pointed at
 *
 * Drawing to the right or up takes more than the tolerance that is set, to the
 * left or down less. Shift takes the colour wherever it is; Ctrl takes away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-flood.h"
#include "gesso-mask-tool.h"

/* How much of the tolerance's range one reach of the pointer is. */
#define STEP 0.04

#define GESSO_TYPE_MASK_TOOL_FLOOD (gesso_mask_tool_flood_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskToolFlood, gesso_mask_tool_flood, GESSO, MASK_TOOL_FLOOD, GessoMaskTool)

struct _GessoMaskToolFlood
{
  GessoMaskTool parent_instance;

  GessoImage *picture; /* (owned) (nullable): while it is pointed at */
  GessoMaskPoint start;
  GessoMaskToolOptions options;
  GessoMaskToolModifiers modifiers;
  guint tolerance; /* 0 to 255 */
};

typedef struct
{
  GessoImage *picture; /* (owned) */
  int x, y;
  guint tolerance;
  gboolean everywhere;
} Flood;

G_DEFINE_FINAL_TYPE (GessoMaskToolFlood, gesso_mask_tool_flood, GESSO_TYPE_MASK_TOOL)

static void
flood_free (gpointer data)
{
  Flood *flood = data;

  gesso_image_unref (flood->picture);
  g_free (flood);
}

static GessoImage *
run_flood (gpointer      data,
           int          *x,
           int          *y,
           GCancellable *cancellable,
           GError      **error)
{
  const Flood *flood = data;

  return gesso_flood_colour (flood->picture, flood->x, flood->y, flood->tolerance, flood->everywhere,
                             cancellable, error);
}

static GessoMaskWork *
gesso_mask_tool_flood_take_work (GessoMaskTool *tool)
{
  GessoMaskToolFlood *self = GESSO_MASK_TOOL_FLOOD (tool);
  Flood *flood;

  if (self->picture == NULL)
    return NULL;
  flood = g_new0 (Flood, 1);
  flood->picture = gesso_image_ref (self->picture);
  flood->x = (int) floor (self->start.x);
  flood->y = (int) floor (self->start.y);
  flood->tolerance = self->tolerance;
  flood->everywhere = self->options.everywhere != ((self->modifiers & GESSO_MASK_TOOL_CONSTRAIN) != 0);
  return gesso_mask_work_new (run_flood, flood, flood_free, self->options.opacity,
                              gesso_mask_tool_get_combine (&self->options, self->modifiers));
}

static guint
find_tolerance (GessoMaskToolFlood   *self,
                const GessoMaskPoint *point)
{
  double drawn = (point->x - self->start.x) - (point->y - self->start.y);
  double share = self->options.tolerance + STEP * drawn / MAX (self->options.reach, 1);

  return (guint) lround (255 * CLAMP (share, 0, 1));
}

static GessoMaskToolReply
gesso_mask_tool_flood_begin (GessoMaskTool              *tool,
                             GessoMask                  *mask,
                             const GessoMaskToolOptions *options,
                             const GessoMaskPoint       *point,
                             GessoMaskToolModifiers      modifiers)
{
  GessoMaskToolFlood *self = GESSO_MASK_TOOL_FLOOD (tool);
  const GessoImage *picture = options->picture;

  g_clear_pointer (&self->picture, gesso_image_unref);
  if (picture == NULL || !(point->x >= 0 && point->y >= 0 && point->x < gesso_image_get_width (picture) &&
                           point->y < gesso_image_get_height (picture)))
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  self->picture = gesso_image_ref (picture);
  self->options = *options;
  self->modifiers = modifiers;
  self->start = *point;
  self->tolerance = find_tolerance (self, point);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_WORK };
}

static GessoMaskToolReply
gesso_mask_tool_flood_move (GessoMaskTool         *tool,
                            const GessoMaskPoint  *points,
                            guint                  n_points,
                            GessoMaskToolModifiers modifiers)
{
  GessoMaskToolFlood *self = GESSO_MASK_TOOL_FLOOD (tool);
  guint tolerance;

  if (self->picture == NULL || n_points == 0)
    return (GessoMaskToolReply) { 0 };
  tolerance = find_tolerance (self, &points[n_points - 1]);
  if (tolerance == self->tolerance && modifiers == self->modifiers)
    return (GessoMaskToolReply) { 0 };
  self->tolerance = tolerance;
  self->modifiers = modifiers;
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_WORK };
}

static GessoMaskToolReply
gesso_mask_tool_flood_end (GessoMaskTool         *tool,
                           const GessoMaskPoint  *point,
                           GessoMaskToolModifiers modifiers)
{
  GessoMaskToolFlood *self = GESSO_MASK_TOOL_FLOOD (tool);
  GessoMaskToolReply reply = gesso_mask_tool_flood_move (tool, point, 1, modifiers);

  if (self->picture != NULL)
    reply.flags |= GESSO_MASK_TOOL_COMMIT;
  reply.flags |= GESSO_MASK_TOOL_DONE;
  return reply;
}

static GessoMaskToolReply
gesso_mask_tool_flood_cancel (GessoMaskTool *tool)
{
  g_clear_pointer (&GESSO_MASK_TOOL_FLOOD (tool)->picture, gesso_image_unref);
  return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
}

static void
gesso_mask_tool_flood_finalize (GObject *object)
{
  g_clear_pointer (&GESSO_MASK_TOOL_FLOOD (object)->picture, gesso_image_unref);
  G_OBJECT_CLASS (gesso_mask_tool_flood_parent_class)->finalize (object);
}

static void
gesso_mask_tool_flood_class_init (GessoMaskToolFloodClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_mask_tool_flood_finalize;
  tool_class->id = "flood";
  /* Translators: a tool that marks all that has the colour of a place. */
  tool_class->title = N_("Colour Flood");
  tool_class->icon_name = "gesso-flood-symbolic";
  tool_class->accel = "w";
  tool_class->begin = gesso_mask_tool_flood_begin;
  tool_class->move = gesso_mask_tool_flood_move;
  tool_class->end = gesso_mask_tool_flood_end;
  tool_class->cancel = gesso_mask_tool_flood_cancel;
  tool_class->take_work = gesso_mask_tool_flood_take_work;
}

static void
gesso_mask_tool_flood_init (GessoMaskToolFlood *self)
{
}
