/* gesso-shortcut-row.h - one thing that the canvas does, and its key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-canvas-keymap.h"

G_BEGIN_DECLS

#define GESSO_TYPE_SHORTCUT_ROW (gesso_shortcut_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoShortcutRow, gesso_shortcut_row, GESSO, SHORTCUT_ROW, AdwActionRow)

/** Activated, it asks for another key. */
GtkWidget *gesso_shortcut_row_new (GessoCanvasKeymap *keymap, const GessoCanvasKey *key);

G_END_DECLS
