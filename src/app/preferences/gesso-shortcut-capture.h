/* gesso-shortcut-capture.h - asks for the key of one thing that the canvas does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-canvas-keymap.h"

G_BEGIN_DECLS

/**
 * gesso_shortcut_capture_present:
 *
 * A dialog that takes the next key for @key. One that does something else is
 * said, and taken over when it is pressed once more.
 */
void gesso_shortcut_capture_present (GtkWindow *parent, GessoCanvasKeymap *keymap, const GessoCanvasKey *key);

/**
 * gesso_shortcut_capture_check:
 *
 * Whether @keyval with @modifiers may be the key of @key.
 *
 * Returns: (transfer full) (nullable): a sentence that says why not
 */
char *gesso_shortcut_capture_check  (const GessoCanvasKey *key, guint keyval, GdkModifierType modifiers);

G_END_DECLS
