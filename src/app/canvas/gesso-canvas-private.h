/* gesso-canvas-private.h - the inside of the canvas, for its files
 *
 * gesso-canvas.c holds the state, gesso-canvas-draw.c shows it,
 * gesso-canvas-input.c changes it by pointer, touch and keys,
 * gesso-canvas-pen.c by a pen, gesso-canvas-glide.c over time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-canvas.h"
#include "gesso-crop-drag.h"
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
  GESSO_CANVAS_GRIP_FRAME,
  GESSO_CANVAS_GRIP_CROP,
  GESSO_CANVAS_GRIP_TUNE /* of the brush */
} GessoCanvasGrip;

struct _GessoCanvas
{
  GtkWidget parent_instance;

  /* owned, nullable */
  GdkTexture *placeholder;
  GessoPyramid *pyramid;
  GessoPyramid *compared;
  GessoPyramid *heat;
  GessoMaskEditor *editor;
  GdkTexture *hatch; /* of the new area of a frame */
  GArray *steps;     /* of GessoFrame: on the way to the frame */
  GessoPreview *preview; /* in place of the picture */

  /* owned */
  GessoTileCache *cache;
  GessoTileCache *compared_cache;
  GessoTileCache *lens_caches[2]; /* of the compared picture, and of the picture */
  GtkWidget *divider;             /* child */

  GessoCanvasMode mode;
  GessoCanvasCompare compare;
  double side_x; /* where the half that the pointer is in begins, device pixels */
  GessoViewport viewport;
  GessoFrame frame;
  GessoFrame compared_added; /* what the picture has around the compared one */
  int overlap; /* of what a frame adds with the picture, image pixels */
  double brush;
  int image_width, image_height; /* 0 when there is no picture */

  /* the pointer, in device pixels of the view, or of its half */
  double pointer_x, pointer_y;
  GessoCanvasGrip grip;
  double grip_x, grip_y;      /* how far the drag has come */
  double pinch_scale;         /* when the pinch began */
  double pinch_x, pinch_y;    /* where its middle was */
  double speed_x, speed_y;    /* of what pans, a second */
  gint64 grip_time;           /* of the last drag event, microseconds */
  GessoAdjustCut crop, crop_start; /* what is cut out, if @cropping; and when its handle was taken */
  double crop_ratio;          /* that it keeps; 0: none */
  guint crop_handle;
  GessoFrame grip_frame;      /* when the handle was taken */
  GessoFrameHandle grip_handle;

  /* gesso-canvas-glide.c */
  AdwAnimation *zooming;      /* (owned): of the scale, about a place of the view */
  double zoom_from, zoom_to, zoom_x, zoom_y;
  guint fling;                /* tick callback; 0: none */
  gint64 fling_time;

  double marker_x, marker_y; /* image pixels */
  guint cropping : 1;
  guint marked : 1;
  guint pen_near : 1; /* touches are a palm */
  guint pen_down : 1;
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

/* The tuning of the brush: by how much its size is multiplied, and per cent of hardness. */
void     gesso_canvas_tune_brush     (GessoCanvas *self, double factor, double percent);

/* gesso-canvas-glide.c */
void     gesso_canvas_init_glide     (GessoCanvas *self);
/* To @scale in a moment; what is at (@x, @y), device pixels, stays there. */
void     gesso_canvas_glide_to       (GessoCanvas *self, double scale, double x, double y);
/* The scale that is being gone to. */
double   gesso_canvas_get_aim        (GessoCanvas *self);
/* Goes on panning from that speed, device pixels a second. */
void     gesso_canvas_fling          (GessoCanvas *self, double speed_x, double speed_y);
/* Stays where it is. */
void     gesso_canvas_hold           (GessoCanvas *self);

/* gesso-canvas-pen.c; places in the widget */
void     gesso_canvas_init_pen       (GessoCanvas *self);
/* Whether the mask can be painted on now. */
gboolean gesso_canvas_can_paint      (GessoCanvas *self);
GessoMaskPoint gesso_canvas_make_point (GessoCanvas *self, double x, double y, double pressure);
gboolean gesso_canvas_pen_press      (GessoCanvas *self, double x, double y, double pressure,
                                      GessoMaskToolModifiers modifiers);
void     gesso_canvas_pen_move       (GessoCanvas *self, const GessoMaskPoint *points, guint n_points,
                                      GessoMaskToolModifiers modifiers);
void     gesso_canvas_pen_release    (GessoCanvas *self, double x, double y, double pressure,
                                      GessoMaskToolModifiers modifiers);
/* Drops what the pointer is doing. */
void     gesso_canvas_let_go         (GessoCanvas *self);
GessoMaskToolModifiers gesso_canvas_get_modifiers (GtkEventController *controller);

/* gesso-canvas-draw.c */
void     gesso_canvas_snapshot       (GtkWidget *widget, GtkSnapshot *snapshot);
/* The picture with all that lies on it. */
void     gesso_canvas_append_all     (GessoCanvas *self, GtkSnapshot *snapshot);
/* Tiles of @scene with the picture's corner at (@x, @y), whole device pixels; @seen (nullable): the part drawn. */
void     gesso_canvas_append_tiles   (GessoCanvas *self, GtkSnapshot *snapshot, GessoTileCache *cache,
                                      const GessoTileScene *scene, int x, int y, const GessoRect *seen);
/* The mask laid over what is in @scene. */
void     gesso_canvas_set_mask       (GessoCanvas *self, GessoTileScene *scene);
int      gesso_canvas_get_checker    (GessoCanvas *self);

/* gesso-canvas-crop.c; places are image pixels */
void     gesso_canvas_append_crop    (GessoCanvas *self, GtkSnapshot *snapshot);
const char *gesso_canvas_get_crop_cursor (GessoCanvas *self, double x, double y);
/* FALSE when there is nothing to be taken. */
gboolean gesso_canvas_begin_crop     (GessoCanvas *self, double x, double y);
void     gesso_canvas_drag_crop      (GessoCanvas *self, double dx, double dy, gboolean constrain);

/* gesso-canvas-compare.c */
void     gesso_canvas_append_compare (GessoCanvas *self, GtkSnapshot *snapshot);
/* Whether the other picture is there, as far as the mode needs it. */
gboolean gesso_canvas_can_compare    (GessoCanvas *self);
/* Brings the view in line with the mode and with the size of the widget. */
void     gesso_canvas_update_view    (GessoCanvas *self);
/* Device pixels of the widget into those of the view, and notes the half. */
void     gesso_canvas_set_pointer    (GessoCanvas *self, double x, double y);

/* gesso-canvas-input.c */
void     gesso_canvas_init_input     (GessoCanvas *self);

G_END_DECLS
