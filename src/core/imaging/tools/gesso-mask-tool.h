/* gesso-mask-tool.h - what every way of painting a mask has in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-mask.h"

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

/** GessoMaskToolOptions: what the tool bar sets; sizes in image pixels. */
typedef struct
{
  double size;     /* diameter, 1 to 4096 */
  double hardness; /* 0 to 1 */
  double opacity;  /* 0 to 1 */
} GessoMaskToolOptions;

typedef enum
{
  GESSO_MASK_TOOL_DIRTY = 1 << 0,   /* pixels inside @dirty changed */
  GESSO_MASK_TOOL_OUTLINE = 1 << 1, /* the outline to draw changed */
  GESSO_MASK_TOOL_COMMIT = 1 << 2,  /* an undo step is complete */
  GESSO_MASK_TOOL_DONE = 1 << 3,    /* the tool waits for a new begin */
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

  GessoMaskToolReply (*begin)  (GessoMaskTool *self, GessoMask *mask, const GessoMaskToolOptions *options,
                                const GessoMaskPoint *point, GessoMaskToolModifiers modifiers);
  GessoMaskToolReply (*move)   (GessoMaskTool *self, const GessoMaskPoint *points, guint n_points,
                                GessoMaskToolModifiers modifiers);
  GessoMaskToolReply (*end)    (GessoMaskTool *self, const GessoMaskPoint *point,
                                GessoMaskToolModifiers modifiers);
  GessoMaskToolReply (*cancel) (GessoMaskTool *self);
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
guint              gesso_mask_tool_get_outline (GessoMaskTool *self, const GessoMaskPoint **points,
                                                gboolean *closed);

/** Every tool's type, in tool bar order, ended by G_TYPE_INVALID; a static array. */
const GType       *gesso_mask_tool_list_types  (void);

G_END_DECLS
