/* gesso-replay-rows.h - the lines of a dry list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-replay.h"

G_BEGIN_DECLS

/**
 * GessoReplayModelFunc:
 * @model: with its provider
 *
 * The artist chose another model for a tool.
 */
typedef void (*GessoReplayModelFunc) (gpointer data, GessoTool tool, const char *model);

/** "$0.04", "free" or "?". Returns: (transfer full) */
char      *gesso_replay_format_price (double price);
/** A row for @step, which is line @number; @func is called with @data while @data lives. */
GtkWidget *gesso_replay_make_row     (GessoStudio *studio, const GessoReplayStep *step, guint number,
                                      GessoReplayModelFunc func, GObject *data);

G_END_DECLS
