/* gesso-canvas-private.h - the inside of the canvas, for its three files
 *
 * gesso-canvas.c holds the state, gesso-canvas-draw.c shows it,
 * gesso-canvas-input.c changes it by pointer and keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-canvas.h"
#include "gesso-frame-drag.h"
#include "gesso-tile-cache.h"
#include "gesso-viewport.h"

G_BEGIN_DECLS

/** GessoCanvasGrip: what the pointer is doing. */
typedef enum
{
  GESSO_CANVAS_GRIP_NONE,
  GESSO_CANVAS_GRIP_PAN,
  GESSO_CANVAS_GRIP_PAINT,
  GESSO_CANVAS_GRIP_FRAME
} GessoCanvasGrip;

struct _GessoCanvas
{
  GtkWidget parent_instance;

  /* owned, nullable */
  GdkTexture *placeholder;
  GessoPyramid *pyramid;
  GessoPyramid *compared;
  GessoMaskEditor *editor;
  GdkTexture *hatch; /* of the new area of a frame */

  /* owned */
  GessoTileCache *cache;
  GessoTileCache *compared_cache;

  GessoCanvasMode mode;
  GessoViewport viewport;
  GessoFrame frame;
  GessoFrame compared_added; /* what the picture has around the compared one */
  double brush;
  int image_width, image_height; /* 0 when there is no picture */

  /* the pointer, in device pixels of the view */
  double pointer_x, pointer_y;
  GessoCanvasGrip grip;
  double grip_x, grip_y;      /* how far the drag has come */
  double pinch_scale;         /* when the pinch began */
  GessoFrame grip_frame;      /* when the handle was taken */
  GessoFrameHandle grip_handle;

  guint pointer_inside : 1;
  guint space_held : 1;
  guint space_used : 1; /* for panning: then it does not compare */
  guint comparing : 1;
};

/* Says that zoom or place have changed, and draws again. */
void     gesso_canvas_view_changed   (GessoCanvas *self);
void     gesso_canvas_set_comparing  (GessoCanvas *self, gboolean comparing);
void     gesso_canvas_frame_dragged  (GessoCanvas *self, const GessoFrame *frame);
void     gesso_canvas_pointer_moved  (GessoCanvas *self);
gboolean gesso_canvas_has_picture    (GessoCanvas *self);

/* gesso-canvas-draw.c */
void     gesso_canvas_snapshot       (GtkWidget *widget, GtkSnapshot *snapshot);

/* gesso-canvas-input.c */
void     gesso_canvas_init_input     (GessoCanvas *self);

G_END_DECLS
