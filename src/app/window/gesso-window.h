/* gesso-window.h - threads, thread and canvas in one window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-application.h"
#include "gesso-canvas-pane.h"
#include "gesso-composer.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_WINDOW (gesso_window_get_type ())
G_DECLARE_FINAL_TYPE (GessoWindow, gesso_window, GESSO, WINDOW, AdwApplicationWindow)

/** @application: (nullable); shows an empty window at once, to be filled by gesso_window_set_studio(). */
GessoWindow     *gesso_window_new          (GessoApplication *application, GSettings *settings);
/** @studio: opened; the window keeps to it */
void             gesso_window_set_studio   (GessoWindow *self, GessoStudio *studio);
/** The library cannot be used: @sentence fills the window. */
void             gesso_window_show_failure (GessoWindow *self, const char *sentence);
/** @sentence: (nullable): shown above everything until it is put away */
void             gesso_window_show_notice  (GessoWindow *self, const char *sentence);
/** Imports pictures one after the other, into the thread shown or, with @new_thread, one of their own. */
void             gesso_window_open_files   (GessoWindow *self, GFile **files, guint n_files, gboolean new_thread);
/** Closes it whatever runs; that goes on at the next start. */
void             gesso_window_close_now    (GessoWindow *self);
/** The window that lists the shortcuts; made when it is first wanted. */
void             gesso_window_show_shortcuts (GessoWindow *self);
/** (nullable) */
GessoThread     *gesso_window_get_thread   (GessoWindow *self);
/** (nullable): NULL before there is a studio */
GessoComposer   *gesso_window_get_composer (GessoWindow *self);
/** (nullable): until there is something to show. */
GessoCanvasPane *gesso_window_get_canvas   (GessoWindow *self);

G_END_DECLS
