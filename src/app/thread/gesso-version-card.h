/* gesso-version-card.h - a version in the thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_VERSION_CARD (gesso_version_card_get_type ())
G_DECLARE_FINAL_TYPE (GessoVersionCard, gesso_version_card, GESSO, VERSION_CARD, GtkWidget)

/**
 * GessoVersionCard:
 *
 * Pictures, how they were made, and what can be done with them: the window's
 * version actions with (xu), by button, context menu or key. Signal: compare
 * (uint image, gboolean held) while Space or the compare button is held down.
 */
GtkWidget *gesso_version_card_new             (GessoThumbnails *thumbnails);
/** @version: (nullable): NULL stops all loading. */
void       gesso_version_card_set_version     (GessoVersionCard *self, GessoVersion *version);
GessoVersion *gesso_version_card_get_version  (GessoVersionCard *self);
/** Says anew how long ago it was made. */
void       gesso_version_card_update_time     (GessoVersionCard *self);
/** A cheap guess, in pixels, for a card of @width. */
int        gesso_version_card_estimate_height (GessoVersion *version, int width);

G_END_DECLS
