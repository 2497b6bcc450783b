/* gesso-fork-row.h - the ways that a thread goes on from a point
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-fork.h"

G_BEGIN_DECLS

#define GESSO_TYPE_FORK_ROW (gesso_fork_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoForkRow, gesso_fork_row, GESSO, FORK_ROW, GtkWidget)

/**
 * GessoForkRow:
 *
 * "2 of 3 · name" between two arrows, which activate win.switch-branch with a
 * parameter (xx): thread and branch id. Left and Right do the same while the
 * row has the keyboard.
 */
GtkWidget *gesso_fork_row_new      (void);
/** @fork: (nullable) */
void       gesso_fork_row_set_fork (GessoForkRow *self, GessoFork *fork);

G_END_DECLS
