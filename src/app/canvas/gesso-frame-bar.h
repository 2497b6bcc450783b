/* gesso-frame-bar.h - how far to expand, in words and numbers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-frame.h"

G_BEGIN_DECLS

#define GESSO_TYPE_FRAME_BAR (gesso_frame_bar_get_type ())
G_DECLARE_FINAL_TYPE (GessoFrameBar, gesso_frame_bar, GESSO, FRAME_BAR, GtkWidget)

/** GessoFrameBar: signal `frame-changed`, when the artist asked for another frame here. */

void       gesso_frame_bar_set_picture (GessoFrameBar *self, int width, int height);
/** Shows @frame; does not emit. */
void       gesso_frame_bar_set_frame   (GessoFrameBar *self, const GessoFrame *frame);
/** @ratios: (nullable): of the model, "16:9", …, ended by NULL; NULL for the usual ones */
void       gesso_frame_bar_set_ratios  (GessoFrameBar *self, const char *const *ratios);
/** Whether it is made on this computer, which can repeat only what the picture has. */
void       gesso_frame_bar_set_local   (GessoFrameBar *self, gboolean local);
GessoFrame gesso_frame_bar_get_frame   (GessoFrameBar *self);

G_END_DECLS
