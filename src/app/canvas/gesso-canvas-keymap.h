/* gesso-canvas-keymap.h - the keys of the canvas, as the artist has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-canvas-keys.h"

G_BEGIN_DECLS

#define GESSO_TYPE_CANVAS_KEYMAP (gesso_canvas_keymap_get_type ())
G_DECLARE_FINAL_TYPE (GessoCanvasKeymap, gesso_canvas_keymap, GESSO, CANVAS_KEYMAP, GObject)

/**
 * GessoCanvasKeymap:
 *
 * The table of gesso_canvas_keys_list(), with what the artist changed in it. That
 * lies in the setting "canvas-keys", so that all keymaps over the same settings
 * agree. Signal `changed`.
 */
GessoCanvasKeymap    *gesso_canvas_keymap_new          (void);
/** @settings: (nullable): without them the keys are those of the table. */
void                  gesso_canvas_keymap_set_settings (GessoCanvasKeymap *self, GSettings *settings);

/** As gtk_accelerator_parse() reads it; empty when there is none. Borrowed until something changes. */
const char           *gesso_canvas_keymap_get_accel    (GessoCanvasKeymap *self, const GessoCanvasKey *key);
/** Whether it differs from the table. */
gboolean              gesso_canvas_keymap_is_changed   (GessoCanvasKeymap *self, const GessoCanvasKey *key);
/** Whether the artist may change it. */
gboolean              gesso_canvas_keymap_can_change   (const GessoCanvasKey *key);
/** What @keyval with @modifiers does now. Returns: (nullable) */
const GessoCanvasKey *gesso_canvas_keymap_find         (GessoCanvasKeymap *self, guint keyval,
                                                        GdkModifierType modifiers);
/** The key of a detailed action name. Returns: (nullable) */
const GessoCanvasKey *gesso_canvas_keymap_find_action  (const char *action);
/** @accel: empty for none; what else had it keeps it. */
void                  gesso_canvas_keymap_set_accel    (GessoCanvasKeymap *self, const GessoCanvasKey *key,
                                                        const char *accel);
void                  gesso_canvas_keymap_reset        (GessoCanvasKeymap *self, const GessoCanvasKey *key);

/** Shortcuts on @widget for those keys that work @everywhere, or for the others; kept true. */
void                  gesso_canvas_keymap_attach       (GessoCanvasKeymap *self, GtkWidget *widget, gboolean everywhere);
/**
 * The shortcuts below @root, which are listed with the keys of the table, show those that they have now.
 *
 * @root: of a GtkShortcutsWindow, which finds them with these keys too
 */
void                  gesso_canvas_keymap_show_in      (GessoCanvasKeymap *self, GtkWidget *root);

G_END_DECLS
