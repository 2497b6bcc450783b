/* gesso-toast.h - toasts that say plain text, and may be dismissed at any moment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Returns: (transfer full): a toast that says @sentence as it stands, where libadwaita takes it for markup */
AdwToast *gesso_toast_new                       (const char *sentence);

/**
 * gesso_toast_show:
 * @toast: (transfer full):
 *
 * As adw_toast_overlay_add_toast(), but a toast that is dismissed while it
 * comes in goes only when it has come. libadwaita forgets a toast as soon as it
 * has gone out of sight, also where its way in, which is longer, still goes on,
 * and falls over at the end of that.
 */
void      gesso_toast_show                      (AdwToastOverlay *overlay, AdwToast *toast);
/** Says what went wrong, unless that was only that somebody cancelled it. */
void      gesso_toast_show_error                (AdwToastOverlay *overlay, const GError *error);
/** The same for adw_preferences_window_add_toast(). */
void      gesso_toast_show_in_preferences       (AdwPreferencesWindow *window, AdwToast *toast);
/** @widget: in a preferences window, or in none any more: then nothing is said */
void      gesso_toast_show_error_in_preferences (GtkWidget *widget, const GError *error);

G_END_DECLS
