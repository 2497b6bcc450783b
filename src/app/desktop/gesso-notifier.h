/* gesso-notifier.h - telling the artist who is elsewhere that a picture is finished
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_NOTIFIER (gesso_notifier_get_type ())
G_DECLARE_FINAL_TYPE (GessoNotifier, gesso_notifier, GESSO, NOTIFIER, GObject)

/**
 * GessoNotifier:
 *
 * Sends a notification for every job that ends while no window of the program
 * is looked at; a click on it goes there. All are withdrawn when one is.
 */
/** @application, @studio: kept as long as it lives */
GessoNotifier *gesso_notifier_new      (GApplication *application, GessoStudio *studio);
/** Whether the artist sees the program. */
void           gesso_notifier_set_seen (GessoNotifier *self, gboolean seen);

G_END_DECLS
