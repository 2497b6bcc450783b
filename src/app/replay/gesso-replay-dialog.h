/* gesso-replay-dialog.h - the steps that led to a version, to be made again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_REPLAY_DIALOG (gesso_replay_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GessoReplayDialog, gesso_replay_dialog, GESSO, REPLAY_DIALOG, AdwWindow)

/**
 * GessoReplayDialog:
 *
 * A dry list first: step, model, sizes and price of each, on which picture and
 * from where; then a chain of jobs. Closes itself once the first is queued.
 * Signals: started (GessoJob); failed (a sentence for the artist).
 */

/** @shown: (nullable): what is on the canvas, to replay it on, with its picture @image_index */
GtkWidget *gesso_replay_dialog_new (GessoStudio *studio, gint64 version_id, GessoVersion *shown, guint image_index);

G_END_DECLS
