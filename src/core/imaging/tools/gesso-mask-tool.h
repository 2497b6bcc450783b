/* gesso-mask-tool.h - what every way of painting a mask has in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-mask-combine.h"
#include "gesso-mask-work.h"

G_BEGIN_DECLS

/** GessoMaskPoint: one sample of the pointer, in image pixels; pressure 0 to 1. */
typedef struct
{
  double x, y;
  double pressure;
} GessoMaskPoint;

typedef enum
{
  GESSO_MASK_TOOL_CONSTRAIN = 1 << 0, /* Shift: a square, 45 degrees */
  GESSO_MASK_TOOL_CENTRE = 1 << 1,    /* Alt: from the centre */
  GESSO_MASK_TOOL_SUBTRACT = 1 << 2,  /* Ctrl: take away instead of adding */
} GessoMaskToolModifiers;

/**
 * GessoMaskPickFunc:
 * @hint: 1 channel: black is no part of the object, grey may be
 *
 * Finds an object in a picture; on a worker. Returns: (transfer full) (nullable): 1
 *   channel of @picture's size, what belongs to it
 */
typedef GessoImage *(*GessoMaskPickFunc) (const GessoImage *picture, const GessoImage *hint,
                                          GCancellable *cancellable, GError **error);

/**
 * GessoMaskToolOptions: what the tool bar sets; sizes in image pixels.
 * @size: diameter, 1 to 4096
 * @hardness, @opacity, @smoothing: 0 to 1
 * @combine: brushes, which have an eraser, add where this says intersect
 * @tolerance: 0 to 1: by how much a colour may differ, in the channel where it differs most
 * @everywhere: takes a colour wherever it is, not only where it is joined to the place
 * @reach: how near a place is meant to be that place
 * @picture: (nullable): what is masked; borrowed
 * @pick: (nullable)
 */
typedef struct
{
  double size;
  double hardness;
  double opacity;
  double smoothing;
  GessoMaskCombine combine;
  double tolerance;
  gboolean everywhere;
  double reach;
  const GessoImage *picture;
  GessoMaskPickFunc pick;
} GessoMaskToolOptions;

typedef enum
{
  GESSO_MASK_TOOL_DIRTY = 1 << 0,   /* pixels inside @dirty changed */
  GESSO_MASK_TOOL_OUTLINE = 1 << 1, /* the outline to draw changed */
  GESSO_MASK_TOOL_COMMIT = 1 << 2,  /* an undo step is complete */
  GESSO_MASK_TOOL_DONE = 1 << 3,    /* the tool waits for a new begin */
  GESSO_MASK_TOOL_WORK = 1 << 4,    /* there is work to take; its result is laid over the mask as it was */
} GessoMaskToolFlags;

/** GessoMaskToolReply: a tool never calls the canvas; it says what to do. */
typedef struct
{
  GessoMaskToolFlags flags;
  GessoRect dirty; /* image pixels */
} GessoMaskToolReply;

#define GESSO_TYPE_MASK_TOOL (gesso_mask_tool_get_type ())
G_DECLARE_DERIVABLE_TYPE (GessoMaskTool, gesso_mask_tool, GESSO, MASK_TOOL, GObject)

/**
 * GessoMaskToolClass:
 * @id: word for actions and tests: "brush"
 * @title: N_() name shown and spoken
 * @accel: key while the canvas has focus: "b"
 * @stays: end() does not end it: begin() goes on, and moves may come between
 *
 * One subclass a file, registered by one word in tools/meson.build.
 */
struct _GessoMaskToolClass
{
  GObjectClass parent_class;

  const char *id;
  const char *title;
  const char *icon_name;
  const char *accel;
  gboolean stays;

  GessoMaskToolReply (*begin)  (GessoMaskTool *self, GessoMask *mask, const GessoMaskToolOptions *options,
                                const GessoMaskPoint *point, GessoMaskToolModifiers modifiers);
  GessoMaskToolReply (*move)   (GessoMaskTool *self, const GessoMaskPoint *points, guint n_points,
                                GessoMaskToolModifiers modifiers);
  GessoMaskToolReply (*end)    (GessoMaskTool *self, const GessoMaskPoint *point,
                                GessoMaskToolModifiers modifiers);
  GessoMaskToolReply (*cancel) (GessoMaskTool *self);
  /* Completes what stays. */
  GessoMaskToolReply (*finish) (GessoMaskTool *self);
  /* After a reply with %GESSO_MASK_TOOL_WORK. Returns: (transfer full) */
  GessoMaskWork *(*take_work)  (GessoMaskTool *self);
  /* (nullable): points of the outline to draw, image pixels; gives how many */
  guint (*get_outline)         (GessoMaskTool *self, const GessoMaskPoint **points, gboolean *closed);
};

GessoMaskToolReply gesso_mask_tool_begin       (GessoMaskTool *self, GessoMask *mask,
                                                const GessoMaskToolOptions *options,
                                                const GessoMaskPoint *point, GessoMaskToolModifiers modifiers);
GessoMaskToolReply gesso_mask_tool_move        (GessoMaskTool *self, const GessoMaskPoint *points,
                                                guint n_points, GessoMaskToolModifiers modifiers);
GessoMaskToolReply gesso_mask_tool_end         (GessoMaskTool *self, const GessoMaskPoint *point,
                                                GessoMaskToolModifiers modifiers);
GessoMaskToolReply gesso_mask_tool_cancel      (GessoMaskTool *self);
GessoMaskToolReply gesso_mask_tool_finish      (GessoMaskTool *self);
GessoMaskWork     *gesso_mask_tool_take_work   (GessoMaskTool *self);
guint              gesso_mask_tool_get_outline (GessoMaskTool *self, const GessoMaskPoint **points,
                                                gboolean *closed);

/** What a shape does to the mask: as set, but Ctrl takes away. */
static inline GessoMaskCombine
gesso_mask_tool_get_combine (const GessoMaskToolOptions *options,
                             GessoMaskToolModifiers      modifiers)
{
  return modifiers & GESSO_MASK_TOOL_SUBTRACT ? GESSO_MASK_SUBTRACT : options->combine;
}

/** The place nearest to @point that lies in one of eight directions from @from. */
GessoMaskPoint     gesso_mask_point_snap       (const GessoMaskPoint *from, const GessoMaskPoint *point);

/** Every tool's type, in tool bar order, ended by G_TYPE_INVALID; a static array. */
const GType       *gesso_mask_tool_list_types  (void);

G_END_DECLS
