/* gesso-bands.h - rows worked on by several workers at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Works on rows @from ≤ y < @to. Called on several threads at once with bands that do not meet. */
typedef void (*GessoBandFunc) (guint from, guint to, gpointer user_data);

/**
 * gesso_bands_run:
 * @row_bytes: how much one row costs; small pictures stay on the caller's thread
 *
 * Runs @func over all of 0 ≤ y < @height and waits. What @func writes must not
 * depend on where the bands are cut, so that results are the same on every machine.
 */
void gesso_bands_run (guint height, gsize row_bytes, GessoBandFunc func, gpointer user_data);

G_END_DECLS
