/* gesso-mask-tool-object.c - the object inside a rough box
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gesso-mask-tool-shape.h"

#define GESSO_TYPE_MASK_TOOL_OBJECT (gesso_mask_tool_object_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskToolObject, gesso_mask_tool_object, GESSO, MASK_TOOL_OBJECT, GessoMaskToolShape)

/* What of its surroundings an object is told from, in shares of the box and in pixels. */
#define CONTEXT 0.25
#define CONTEXT_MIN 16
/* A box smaller than this was not drawn on purpose. */
#define SMALLEST 4

struct _GessoMaskToolObject
{
  GessoMaskToolShape parent_instance;

  GessoMaskToolOptions options;
  GessoMaskToolModifiers modifiers;
  GessoImage *picture; /* (owned) (nullable): from begin() to the work on it */
  GessoRect box;
};

typedef struct
{
  GessoImage *picture; /* (owned) */
  GessoMaskPickFunc pick;
  GessoRect box;
} Pick;

G_DEFINE_FINAL_TYPE (GessoMaskToolObject, gesso_mask_tool_object, GESSO_TYPE_MASK_TOOL_SHAPE)

static void
pick_free (gpointer data)
{
  Pick *pick = data;

  gesso_image_unref (pick->picture);
  g_free (pick);
}

/* Grey inside the box, black around it. */
static GessoImage *
make_hint (const GessoRect *part,
           const GessoRect *box,
           GError         **error)
{
  GessoImage *hint = gesso_image_new ((guint) part->width, (guint) part->height, 1, error);

  for (int y = box->y - part->y; hint != NULL && y < box->y - part->y + box->height; y++)
    memset (gesso_image_edit_row (hint, (guint) y) + (box->x - part->x), 128, (gsize) box->width);
  return hint;
}

static GessoImage *
run_pick (gpointer      data,
          int          *x,
          int          *y,
          GCancellable *cancellable,
          GError      **error)
{
  const Pick *pick = data;
  GessoRect all = { 0, 0, (int) gesso_image_get_width (pick->picture), (int) gesso_image_get_height (pick->picture) };
  int across = MAX ((int) (pick->box.width * CONTEXT), CONTEXT_MIN);
  int down = MAX ((int) (pick->box.height * CONTEXT), CONTEXT_MIN);
  GessoRect part = { pick->box.x - across, pick->box.y - down,
                     pick->box.width + 2 * across, pick->box.height + 2 * down };
  g_autoptr (GessoImage) seen = NULL;
  g_autoptr (GessoImage) hint = NULL;

  part = gesso_rect_intersect (&part, &all);
  *x = part.x;
  *y = part.y;
  seen = gesso_image_crop (pick->picture, &part, error);
  hint = seen != NULL ? make_hint (&part, &pick->box, error) : NULL;
  return hint != NULL ? pick->pick (seen, hint, cancellable, error) : NULL;
}

static GessoMaskWork *
gesso_mask_tool_object_take_work (GessoMaskTool *tool)
{
  GessoMaskToolObject *self = GESSO_MASK_TOOL_OBJECT (tool);
  Pick *pick;

  if (self->picture == NULL || gesso_rect_is_empty (&self->box))
    return NULL;
  pick = g_new0 (Pick, 1);
  pick->picture = g_steal_pointer (&self->picture);
  pick->pick = self->options.pick;
  pick->box = self->box;
  return gesso_mask_work_new (run_pick, pick, pick_free, self->options.opacity,
                              gesso_mask_tool_get_combine (&self->options, self->modifiers));
}

static void
gesso_mask_tool_object_trace (GessoMaskToolShape *shape,
                              double              x0,
                              double              y0,
                              double              x1,
                              double              y1,
                              GArray             *outline)
{
  GessoMaskPoint corners[] = { { x0, y0, 1 }, { x1, y0, 1 }, { x1, y1, 1 }, { x0, y1, 1 } };

  g_array_append_vals (outline, corners, G_N_ELEMENTS (corners));
}

static GessoMaskToolReply
gesso_mask_tool_object_begin (GessoMaskTool              *tool,
                              GessoMask                  *mask,
                              const GessoMaskToolOptions *options,
                              const GessoMaskPoint       *point,
                              GessoMaskToolModifiers      modifiers)
{
  GessoMaskToolObject *self = GESSO_MASK_TOOL_OBJECT (tool);

  g_clear_pointer (&self->picture, gesso_image_unref);
  if (options->picture == NULL || options->pick == NULL)
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  self->picture = gesso_image_ref (options->picture);
  self->options = *options;
  return GESSO_MASK_TOOL_CLASS (gesso_mask_tool_object_parent_class)->begin (tool, mask, options, point, modifiers);
}

/* The drawn box, cut to the picture. */
static GessoRect
find_box (GessoMaskToolObject *self)
{
  GessoRect all = { 0, 0, (int) gesso_image_get_width (self->picture), (int) gesso_image_get_height (self->picture) };
  const GessoMaskPoint *points;
  gboolean closed;
  double left, right, top, bottom;
  GessoRect box;

  if (gesso_mask_tool_get_outline (GESSO_MASK_TOOL (self), &points, &closed) < 4)
    return (GessoRect) { 0 };
  left = CLAMP (floor (MIN (points[0].x, points[2].x)), 0, all.width);
  right = CLAMP (ceil (MAX (points[0].x, points[2].x)), 0, all.width);
  top = CLAMP (floor (MIN (points[0].y, points[2].y)), 0, all.height);
  bottom = CLAMP (ceil (MAX (points[0].y, points[2].y)), 0, all.height);
  box = (GessoRect) { (int) left, (int) top, (int) (right - left), (int) (bottom - top) };
  return MIN (box.width, box.height) >= SMALLEST ? box : (GessoRect) { 0 };
}

static GessoMaskToolReply
gesso_mask_tool_object_end (GessoMaskTool         *tool,
                            const GessoMaskPoint  *point,
                            GessoMaskToolModifiers modifiers)
{
  GessoMaskToolObject *self = GESSO_MASK_TOOL_OBJECT (tool);
  GessoMaskToolReply reply;

  if (self->picture == NULL)
    return (GessoMaskToolReply) { GESSO_MASK_TOOL_DONE };
  self->modifiers = modifiers;
  gesso_mask_tool_move (tool, point, 1, modifiers);
  self->box = find_box (self);
  /* The shape itself is not what is masked. */
  reply = gesso_mask_tool_cancel (tool);
  if (!gesso_rect_is_empty (&self->box))
    reply.flags |= GESSO_MASK_TOOL_WORK | GESSO_MASK_TOOL_COMMIT;
  return reply;
}

static void
gesso_mask_tool_object_finalize (GObject *object)
{
  g_clear_pointer (&GESSO_MASK_TOOL_OBJECT (object)->picture, gesso_image_unref);
  G_OBJECT_CLASS (gesso_mask_tool_object_parent_class)->finalize (object);
}

static void
gesso_mask_tool_object_class_init (GessoMaskToolObjectClass *klass)
{
  GessoMaskToolClass *tool_class = GESSO_MASK_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_mask_tool_object_finalize;
  GESSO_MASK_TOOL_SHAPE_CLASS (klass)->trace = gesso_mask_tool_object_trace;
  tool_class->id = "object";
  /* Translators: a tool that marks the thing inside a roughly drawn box. */
  tool_class->title = N_("Object in a Box");
  tool_class->icon_name = "gesso-object-symbolic";
  tool_class->accel = "i";
  tool_class->begin = gesso_mask_tool_object_begin;
  tool_class->end = gesso_mask_tool_object_end;
  tool_class->take_work = gesso_mask_tool_object_take_work;
}

static void
gesso_mask_tool_object_init (GessoMaskToolObject *self)
{
}
