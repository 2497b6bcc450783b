/* gesso-canvas-pane.h - the picture being worked on, with its mask and expand frame
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-fit.h"
#include "gesso-frame.h"
#include "gesso-mask.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_CANVAS_PANE (gesso_canvas_pane_get_type ())
G_DECLARE_FINAL_TYPE (GessoCanvasPane, gesso_canvas_pane, GESSO, CANVAS_PANE, GtkWidget)

/**
 * GessoCanvasPane:
 *
 * Tool strip, canvas, status line. Properties: studio (GessoStudio), version
 * (GessoVersion, nullable), image-index (uint), mode (GessoCanvasMode),
 * has-mask (boolean, read-only), has-frame (boolean, read-only), n-steps
 * (uint, read-only: calls that the frame is made in). Loads the picture by itself. Its actions live in the group "canvas". Signals: `failed`
 * (a sentence for the artist), `version-made` (a GessoVersion that is new),
 * `rehearse`, when gesso_canvas_pane_rehearse() is asked for.
 */
typedef enum
{
  GESSO_CANVAS_VIEW,
  GESSO_CANVAS_MASK,
  GESSO_CANVAS_EXPAND
} GessoCanvasMode;

#define GESSO_TYPE_CANVAS_MODE (gesso_canvas_mode_get_type ())
GType             gesso_canvas_mode_get_type    (void);

/** Keeps to what the artist has set, and keeps what is changed here. */
void              gesso_canvas_pane_set_settings (GessoCanvasPane *self, GSettings *settings);
void              gesso_canvas_pane_set_version (GessoCanvasPane *self, GessoVersion *version, guint image_index);
GessoVersion     *gesso_canvas_pane_get_version (GessoCanvasPane *self);
guint             gesso_canvas_pane_get_image_index (GessoCanvasPane *self);
void              gesso_canvas_pane_set_mode    (GessoCanvasPane *self, GessoCanvasMode mode);
GessoCanvasMode   gesso_canvas_pane_get_mode    (GessoCanvasPane *self);
/** (nullable): NULL when nothing is painted. */
GessoMask        *gesso_canvas_pane_get_mask    (GessoCanvasPane *self);
/** What the frame adds; all 0 when not expanding. */
GessoFrame        gesso_canvas_pane_get_frame   (GessoCanvasPane *self);
/** Opens the version brush: what is painted shows the first picture of that version, laid over this one. */
void              gesso_canvas_pane_paint_from  (GessoCanvasPane *self, gint64 version_id);
/**
 * gesso_canvas_pane_set_rule:
 * @rule: (nullable): the pictures that the model takes; %NULL when it takes any
 * @price: of one call, US dollars; 0: free, negative: unknown
 *
 * What is masked or framed will be sent to: the three numbers follow it, and
 * the steps of a wide frame.
 */
void              gesso_canvas_pane_set_rule    (GessoCanvasPane *self, const GessoFitRule *rule, double price);
/** @plan: an inpaint with its model and parameters; shown until the mask changes. Nothing is sent. */
void              gesso_canvas_pane_rehearse    (GessoCanvasPane *self, GessoRequest *plan);
/**
 * gesso_canvas_pane_compare_with:
 * @version_id: what is shown, or about to be
 * @other: any other version, whatever they have in common
 * @image_index: of @other
 *
 * Holds a picture of @other against what is shown, which can be compared with what
 * it was made from too.
 */
void              gesso_canvas_pane_compare_with (GessoCanvasPane *self, gint64 version_id, GessoVersion *other,
                                                  guint image_index);
/**
 * gesso_canvas_pane_press_key:
 *
 * For a key that was pressed outside of the canvas and that nothing there wanted.
 * Letters, digits and signs do what they do on the canvas; arrows, Return, Space
 * and the like may mean something to any widget and stay where they were pressed.
 *
 * Returns: whether the key did something
 */
gboolean          gesso_canvas_pane_press_key   (GessoCanvasPane *self, guint keyval, GdkModifierType modifiers);
/** Shows the parent version instead, while @comparing. */
void              gesso_canvas_pane_set_comparing (GessoCanvasPane *self, gboolean comparing);

G_END_DECLS
