/* gesso-portal.h - asking the desktop from inside a sandbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/** Whether the desktop has to be asked: in a sandbox, or where GTK_USE_PORTAL says so, as GTK and GIO see it. */
gboolean  gesso_portal_is_needed      (void);

/**
 * gesso_portal_request_async:
 * @interface: without "org.freedesktop.portal."
 * @arguments: an open builder of what comes before the options; taken
 * @options: of a{sv}; a token is added
 * @fds: (nullable): that handles among @arguments mean
 *
 * Calls a method that answers by org.freedesktop.portal.Request, and waits for
 * that answer. What the artist dismissed is %G_IO_ERROR_CANCELLED.
 */
void      gesso_portal_request_async  (const char *interface, const char *method, GVariantBuilder *arguments,
                                       GVariantDict *options, GUnixFDList *fds, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): results, a{sv} */
GVariant *gesso_portal_request_finish (GAsyncResult *result, GError **error);

/** Calls a method that answers nothing; what fails is only logged. @parameters: floating ones are taken */
void      gesso_portal_tell           (const char *interface, const char *method, GVariant *parameters);

G_END_DECLS
