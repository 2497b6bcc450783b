/* gesso-canvas-pane-private.h - the inside of the pane, for its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-brush-settings.h"
#include "gesso-canvas-keymap.h"
#include "gesso-canvas-pane.h"
#include "gesso-canvas-regions.h"
#include "gesso-canvas-ruler.h"
#include "gesso-canvas-strip.h"
#include "gesso-canvas.h"
#include "gesso-compare-bar.h"
#include "gesso-frame-bar.h"
#include "gesso-lineage.h"

G_BEGIN_DECLS

/* The panel below the strip; its inside is in gesso-canvas-pane-panel.c. */
typedef struct _GessoCanvasPanel GessoCanvasPanel;

struct _GessoCanvasPane
{
  GtkWidget parent_instance;

  /* owned */
  GessoStudio *studio;   /* (nullable) */
  GessoVersion *version; /* (nullable) */
  GessoBrushSettings *settings;
  GSettings *kept_settings; /* (nullable) */
  GessoCanvasKeymap *keymap;
  GessoMaskEditor *editor; /* (nullable): of the picture shown */
  GessoCanvasRegions *regions;
  GHashTable *editors;     /* "version/image" → GessoMaskEditor: masks outlive a look at another version */
  GSimpleActionGroup *actions;
  GessoCanvasPanel *panel;
  GtkWidget *chooser; /* (nullable): of a version to paint from, made when first asked for */
  char *last_tool; /* before the one in hand */
  GCancellable *cancellable; /* (nullable): of the picture being loaded */
  GCancellable *compare_cancellable; /* (nullable): of the other picture being loaded */
  GCancellable *lineage_cancellable; /* (nullable): since all ancestors were asked for */
  GCancellable *drift_cancellable;   /* (nullable): since what differs was asked for */
  GCancellable *rehearse_cancellable; /* (nullable): of a rehearsal that goes on */
  GessoPyramid *rehearsal;           /* (nullable): shown in place of the picture */
  GessoFrame rehearsed;              /* what the rehearsal has around the picture */
  GPtrArray *ancestors;              /* (nullable) (element-type GessoAncestor): of the picture shown */
  GessoAncestor *other;              /* (nullable): chosen from outside to compare with */
  gint64 other_for;                  /* the version that it is compared with */
  GessoPyramid *parent_pyramid;      /* (nullable): of the ancestor chosen, loaded when first compared */
  GessoPyramid *heat;                /* (nullable): of what differs from it */

  GessoFitRule rule;
  double price; /* of one call, US dollars; negative: unknown */
  char **sizes, **ratios; /* (owned) (nullable): of the rule */
  double place_x, place_y, place_width, place_height; /* of the shape being placed by keys: middle and size, image pixels */
  guint image_index;
  guint n_steps; /* in which the frame is made */
  GessoCanvasMode mode;
  GessoCanvasCompare compare; /* never whole: that is held */
  guint placing : 1; /* a shape by keys */
  guint has_rule : 1;
  guint comparing : 1;
  guint key_comparing : 1; /* the canvas has the key held */
  guint has_mask : 1;
  guint has_frame : 1;

  /* template widgets */
  GtkWidget *box;
  GessoCanvasStrip *strip;
  GtkStack *stack;
  GessoCanvas *canvas;
  GessoCanvasRuler *ruler_across, *ruler_down;
  GtkSpinner *spinner;
  GtkRevealer *compare_revealer;
  GtkLabel *compare_label;
  GtkRevealer *compare_bar_revealer;
  GessoCompareBar *compare_bar;
  GtkRevealer *frame_revealer;
  GessoFrameBar *frame_bar;
  GtkLabel *error_label;
  GtkWidget *status;
  GtkLabel *plan_label;
  GtkLabel *zoom_label;
  GtkLabel *place_label;
  GtkLabel *size_label;
  GtkLabel *coverage_label;
};

/* gesso-canvas-pane-actions.c: every command of the canvas */
void gesso_canvas_pane_init_actions   (GessoCanvasPane *self);
/** Makes each action's state and sensitivity true. */
void gesso_canvas_pane_update_actions (GessoCanvasPane *self);
void gesso_canvas_pane_set_enabled    (GessoCanvasPane *self, const char *action, gboolean enabled);
/** The tool in hand, kept from picture to picture. Borrowed. */
const char *gesso_canvas_pane_get_tool (GessoCanvasPane *self);

/* gesso-canvas-pane-mask.c: commands for all of a mask */
void gesso_canvas_pane_init_mask_actions   (GessoCanvasPane *self);
void gesso_canvas_pane_update_mask_actions (GessoCanvasPane *self);
/** Tool, options and size of the brush are those that were chosen. */
void gesso_canvas_pane_update_tool         (GessoCanvasPane *self);

/* gesso-canvas-pane-compare.c: against what it was made from */
void gesso_canvas_pane_init_compare_actions (GessoCanvasPane *self);
/** Another picture is shown. */
void gesso_canvas_pane_reset_compare        (GessoCanvasPane *self);
void gesso_canvas_pane_update_compare       (GessoCanvasPane *self);
void gesso_canvas_pane_ancestor_changed     (GessoCanvasPane *self);
void gesso_canvas_pane_stop_compare         (GessoCanvasPane *self);

/* gesso-canvas-pane-panel.c: adjustments, and replies put in anew */
void gesso_canvas_pane_init_panel           (GessoCanvasPane *self);
void gesso_canvas_pane_free_panel           (GessoCanvasPane *self);
void gesso_canvas_pane_update_panel_actions (GessoCanvasPane *self);
gboolean gesso_canvas_pane_has_panel        (GessoCanvasPane *self);
/** Nothing of what was set up is kept. %FALSE when none was open. */
gboolean gesso_canvas_pane_close_panel      (GessoCanvasPane *self);
/** Closes a panel that @mode has no place for. */
void gesso_canvas_pane_leave_panel          (GessoCanvasPane *self, GessoCanvasMode mode);
/** Moves what the open panel moves; %FALSE when there is none. */
gboolean gesso_canvas_pane_nudge            (GessoCanvasPane *self, int dx, int dy);

/* gesso-canvas-pane-paint.c */
void gesso_canvas_pane_init_paint_action    (GessoCanvasPane *self);

/* gesso-canvas-pane-erase.c */
void gesso_canvas_pane_init_erase_action    (GessoCanvasPane *self);
void gesso_canvas_pane_update_erase_action  (GessoCanvasPane *self);

/* gesso-canvas-pane-place.c: shapes without a pointer */
void gesso_canvas_pane_init_place_actions (GessoCanvasPane *self);
/** Begins a shape in the middle of the view, or sets down the one that is placed. */
void gesso_canvas_pane_place          (GessoCanvasPane *self);
/** By steps of the pointer's reach, negative to the left and up; FALSE when nothing is placed. */
gboolean gesso_canvas_pane_move_place (GessoCanvasPane *self, int across, int down);
/** FALSE when nothing is placed. */
gboolean gesso_canvas_pane_drop_place (GessoCanvasPane *self);
/** Writes @text (nullable) where the pointer's place stands, and tells it to screen readers. */
void gesso_canvas_pane_say            (GessoCanvasPane *self, const char *text);

/* gesso-canvas-pane-plan.c: what a model will be sent, and what would come of it */
void gesso_canvas_pane_init_plan_actions (GessoCanvasPane *self);
/** FALSE when none was made or shown. */
gboolean gesso_canvas_pane_drop_rehearsal (GessoCanvasPane *self);
void gesso_canvas_pane_update_plan    (GessoCanvasPane *self);

/* gesso-canvas-pane-picture.c: what is shown */
void gesso_canvas_pane_load           (GessoCanvasPane *self);
const GessoVersionImage *gesso_canvas_pane_get_picture (GessoCanvasPane *self);

/* gesso-canvas-pane.c */
void gesso_canvas_pane_set_n_steps    (GessoCanvasPane *self, guint n_steps);
void gesso_canvas_pane_emit_rehearse  (GessoCanvasPane *self);
/** Tells the artist @sentence. */
void gesso_canvas_pane_fail           (GessoCanvasPane *self, const char *sentence);
/** A version was made here. */
void gesso_canvas_pane_emit_made      (GessoCanvasPane *self, GessoVersion *version);
void gesso_canvas_pane_update_status  (GessoCanvasPane *self);
void gesso_canvas_pane_use_editor     (GessoCanvasPane *self, GessoMaskEditor *editor);

/* gesso-canvas-pane-settings.c */
void gesso_canvas_pane_init_settings (GessoCanvasPane *self);

G_END_DECLS
