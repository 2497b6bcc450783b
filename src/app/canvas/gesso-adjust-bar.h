/* gesso-adjust-bar.h - light, colour and crop, by sliders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-adjust.h"

G_BEGIN_DECLS

#define GESSO_TYPE_ADJUST_BAR (gesso_adjust_bar_get_type ())
G_DECLARE_FINAL_TYPE (GessoAdjustBar, gesso_adjust_bar, GESSO, ADJUST_BAR, GtkWidget)

/**
 * GessoAdjustBar:
 *
 * Signal `settings-changed`; its buttons are actions of the group "canvas":
 * panel-keep, panel-close.
 */

/** Everything as it is in the picture; emits nothing. */
void gesso_adjust_bar_reset        (GessoAdjustBar *self);
void gesso_adjust_bar_get_settings (GessoAdjustBar *self, GessoAdjustSettings *settings);
/** Moves what is cut out, by shares of where it can lie; emits. */
void gesso_adjust_bar_nudge        (GessoAdjustBar *self, double across, double down);
void gesso_adjust_bar_set_busy     (GessoAdjustBar *self, gboolean busy);
/** How large the result is, image pixels. */
void gesso_adjust_bar_set_size     (GessoAdjustBar *self, int width, int height);

/** Whether the page with the cut is shown. */
gboolean   gesso_adjust_bar_is_cropping (GessoAdjustBar *self);
/** Whether its sides may have any ratio. */
gboolean   gesso_adjust_bar_is_free     (GessoAdjustBar *self);
/** The cut of @settings as it was dragged: nothing of it is rounded. Its ratio counts where it is free. */
void       gesso_adjust_bar_set_cut     (GessoAdjustBar *self, const GessoAdjustSettings *settings);

G_END_DECLS
