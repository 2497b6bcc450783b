/* gesso-mask-editor.h - a mask being worked on: tools, undo, what changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-history.h"
#include "gesso-mask-levels.h"
#include "gesso-mask-tool.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MASK_EDITOR (gesso_mask_editor_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskEditor, gesso_mask_editor, GESSO, MASK_EDITOR, GObject)

/**
 * GessoMaskEditor:
 *
 * Properties: tool (string, the id of a #GessoMaskTool), can-undo, can-redo,
 * has-mask, busy (booleans, read-only; busy: a worker looks for a shape). Signals:
 * `changed` (x, y, width, height of the pixels that may have changed),
 * `outline-changed`, `failed` (a sentence for the artist). Undo has no limit,
 * as #GessoMaskHistory has none.
 * Main context only; needs no display.
 */

/** @width, @height: of the picture, image pixels. */
GessoMaskEditor *gesso_mask_editor_new         (int width, int height);
/** Borrowed. */
GessoMask       *gesso_mask_editor_get_mask    (GessoMaskEditor *self);
/** Borrowed; kept true by @self. */
GessoMaskLevels *gesso_mask_editor_get_levels  (GessoMaskEditor *self);
gboolean         gesso_mask_editor_has_mask    (GessoMaskEditor *self);

/** Borrowed; the id of the tool in hand. */
const char      *gesso_mask_editor_get_tool    (GessoMaskEditor *self);
/** An unknown @id changes nothing. What is being drawn is dropped. */
void             gesso_mask_editor_set_tool    (GessoMaskEditor *self, const char *id);
/** How the next stroke paints. */
void             gesso_mask_editor_set_options (GessoMaskEditor *self, const GessoMaskToolOptions *options);
/** @picture: (nullable): what is masked, for tools that look at it; of the mask's size */
void             gesso_mask_editor_set_picture (GessoMaskEditor *self, const GessoImage *picture);

/* The pointer, in image pixels. */
void             gesso_mask_editor_begin       (GessoMaskEditor *self, const GessoMaskPoint *point,
                                                GessoMaskToolModifiers modifiers);
void             gesso_mask_editor_move        (GessoMaskEditor *self, const GessoMaskPoint *points, guint n_points,
                                                GessoMaskToolModifiers modifiers);
void             gesso_mask_editor_end         (GessoMaskEditor *self, const GessoMaskPoint *point,
                                                GessoMaskToolModifiers modifiers);
/** Completes what end() leaves open, such as a polygon. */
void             gesso_mask_editor_finish      (GessoMaskEditor *self);
/** Drops what is being drawn or looked for. */
void             gesso_mask_editor_cancel      (GessoMaskEditor *self);
/** Whether something is being drawn. */
gboolean         gesso_mask_editor_is_drawing  (GessoMaskEditor *self);
/** Whether it follows the pointer when that is up, too. */
gboolean         gesso_mask_editor_stays       (GessoMaskEditor *self);
gboolean         gesso_mask_editor_is_busy     (GessoMaskEditor *self);
/** As gesso_mask_tool_get_outline(). */
guint            gesso_mask_editor_get_outline (GessoMaskEditor *self, const GessoMaskPoint **points, gboolean *closed);

/* Each is one step of undo, unless it changes nothing. */
void             gesso_mask_editor_clear       (GessoMaskEditor *self);
void             gesso_mask_editor_fill        (GessoMaskEditor *self);
void             gesso_mask_editor_invert      (GessoMaskEditor *self);
void             gesso_mask_editor_feather     (GessoMaskEditor *self, double radius, GessoEdge edge);
/** By @radius image pixels; below 0 it shrinks. */
void             gesso_mask_editor_grow        (GessoMaskEditor *self, double radius);
void             gesso_mask_editor_border      (GessoMaskEditor *self, double width);
void             gesso_mask_editor_nudge       (GessoMaskEditor *self, int dx, int dy);
void             gesso_mask_editor_scale       (GessoMaskEditor *self, double factor);
/** Goes on in a worker. */
void             gesso_mask_editor_fill_holes  (GessoMaskEditor *self, GError **error);
/** @cover: 1 channel */
void             gesso_mask_editor_lay         (GessoMaskEditor *self, const GessoImage *cover,
                                                GessoMaskCombine combine);
/** @work: (transfer full): what it finds is one step of undo, once it has */
void             gesso_mask_editor_run         (GessoMaskEditor *self, GessoMaskWork *work);

gboolean         gesso_mask_editor_can_undo    (GessoMaskEditor *self);
gboolean         gesso_mask_editor_can_redo    (GessoMaskEditor *self);
void             gesso_mask_editor_undo        (GessoMaskEditor *self);
void             gesso_mask_editor_redo        (GessoMaskEditor *self);
/** The mask is not shown for now: drops what is being drawn, and keeps little in memory. */
void             gesso_mask_editor_rest        (GessoMaskEditor *self);
/** Borrowed. */
GessoMaskHistory *gesso_mask_editor_get_history (GessoMaskEditor *self);

G_END_DECLS
