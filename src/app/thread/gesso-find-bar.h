/* gesso-find-bar.h - looks for words in one thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-store.h"

G_BEGIN_DECLS

#define GESSO_TYPE_FIND_BAR (gesso_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (GessoFindBar, gesso_find_bar, GESSO, FIND_BAR, GtkWidget)

/**
 * GessoFindBar:
 *
 * An entry with the number of places found and arrows to go through them,
 * newest first. The whole thread is looked through, loaded or not. Signals:
 * found (int64 id): a message or version to show; closed: the keyboard is to
 * go back to what was looked through.
 */

/** @store, @thread_id: (nullable): another thread closes the bar */
void gesso_find_bar_set_thread (GessoFindBar *self, GessoStore *store, gint64 thread_id);
/** Shows the bar and gives its entry the keyboard. */
void gesso_find_bar_open       (GessoFindBar *self);

G_END_DECLS
