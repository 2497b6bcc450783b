/* gesso-mask-editor.h - a mask being worked on: tools, undo, what changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-levels.h"
#include "gesso-mask-tool.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MASK_EDITOR (gesso_mask_editor_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskEditor, gesso_mask_editor, GESSO, MASK_EDITOR, GObject)

/**
 * GessoMaskEditor:
 *
 * Properties: tool (string, the id of a #GessoMaskTool), can-undo, can-redo,
 * has-mask (booleans, read-only). Signals: `changed` (x, y, width, height of the
 * pixels that may have changed), `outline-changed`. Undo has no limit. Main
 * context only; needs no display.
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

/* The pointer, in image pixels. */
void             gesso_mask_editor_begin       (GessoMaskEditor *self, const GessoMaskPoint *point,
                                                GessoMaskToolModifiers modifiers);
void             gesso_mask_editor_move        (GessoMaskEditor *self, const GessoMaskPoint *points, guint n_points,
                                                GessoMaskToolModifiers modifiers);
void             gesso_mask_editor_end         (GessoMaskEditor *self, const GessoMaskPoint *point,
                                                GessoMaskToolModifiers modifiers);
void             gesso_mask_editor_cancel      (GessoMaskEditor *self);
/** Whether something is being drawn. */
gboolean         gesso_mask_editor_is_drawing  (GessoMaskEditor *self);
/** As gesso_mask_tool_get_outline(). */
guint            gesso_mask_editor_get_outline (GessoMaskEditor *self, const GessoMaskPoint **points, gboolean *closed);

/* Each is one step of undo, unless it changes nothing. */
void             gesso_mask_editor_clear       (GessoMaskEditor *self);
void             gesso_mask_editor_fill        (GessoMaskEditor *self);
void             gesso_mask_editor_invert      (GessoMaskEditor *self);
void             gesso_mask_editor_feather     (GessoMaskEditor *self, double radius, GessoEdge edge);

gboolean         gesso_mask_editor_can_undo    (GessoMaskEditor *self);
gboolean         gesso_mask_editor_can_redo    (GessoMaskEditor *self);
void             gesso_mask_editor_undo        (GessoMaskEditor *self);
void             gesso_mask_editor_redo        (GessoMaskEditor *self);

G_END_DECLS
