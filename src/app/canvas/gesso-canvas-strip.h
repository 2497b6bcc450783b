/* gesso-canvas-strip.h - modes, mask tools and their settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-brush-settings.h"
#include "gesso-canvas-keymap.h"

G_BEGIN_DECLS

#define GESSO_TYPE_CANVAS_STRIP (gesso_canvas_strip_get_type ())
G_DECLARE_FINAL_TYPE (GessoCanvasStrip, gesso_canvas_strip, GESSO, CANVAS_STRIP, GtkWidget)

/** GessoCanvasStrip: only buttons of actions in the group "canvas", and sliders of @settings. */

/** Once, before it is shown. */
void gesso_canvas_strip_set_settings   (GessoCanvasStrip *self, GessoBrushSettings *settings);
/** Once; tooltips show the keys that it has. */
void gesso_canvas_strip_set_keymap     (GessoCanvasStrip *self, GessoCanvasKeymap *keymap);
/** Whether the row of mask tools is seen. */
void gesso_canvas_strip_set_show_tools (GessoCanvasStrip *self, gboolean show);
/** Opens what sets and applies feathering. */
void gesso_canvas_strip_open_feather   (GessoCanvasStrip *self);
/** @names: (nullable): of the regions kept with the picture, ended by NULL */
void gesso_canvas_strip_set_regions    (GessoCanvasStrip *self, const char *const *names);

G_END_DECLS
