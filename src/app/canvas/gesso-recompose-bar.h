/* gesso-recompose-bar.h - how a kept reply is put in anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-recompose.h"

G_BEGIN_DECLS

#define GESSO_TYPE_RECOMPOSE_BAR (gesso_recompose_bar_get_type ())
G_DECLARE_FINAL_TYPE (GessoRecomposeBar, gesso_recompose_bar, GESSO, RECOMPOSE_BAR, GtkWidget)

/**
 * GessoRecomposeBar:
 *
 * Sliders of feather, edge, colours and place. Signal `settings-changed`; its
 * buttons are actions of the group "canvas": panel-keep, panel-close, use-reply.
 */

/** Shows @settings; emits nothing. */
void gesso_recompose_bar_set_settings (GessoRecomposeBar *self, const GessoRecomposeSettings *settings);
void gesso_recompose_bar_get_settings (GessoRecomposeBar *self, GessoRecomposeSettings *settings);
/** Moves the reply, image pixels; emits. */
void gesso_recompose_bar_nudge        (GessoRecomposeBar *self, int dx, int dy);
/** What is put in, in a sentence. */
void gesso_recompose_bar_set_text     (GessoRecomposeBar *self, const char *text);
/** While something is loaded or written nothing can be set. */
void gesso_recompose_bar_set_busy     (GessoRecomposeBar *self, gboolean busy);

G_END_DECLS
