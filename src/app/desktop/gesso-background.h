/* gesso-background.h - work that goes on without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_BACKGROUND (gesso_background_get_type ())
G_DECLARE_FINAL_TYPE (GessoBackground, gesso_background, GESSO, BACKGROUND, GObject)

/**
 * GessoBackground:
 *
 * Holds the application, as long as it lives, and tells the desktop of a
 * sandbox that it goes on with the artist's consent, and with how much. Signal
 * finished: no job has been running for a moment.
 */
GessoBackground *gesso_background_new       (GApplication *application, GessoStudio *studio);

/** How many jobs are not done yet. */
guint            gesso_background_count_jobs (GessoStudio *studio);

G_END_DECLS
