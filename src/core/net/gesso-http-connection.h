/* gesso-http-connection.h - where a connection really leads, and whether it still does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Whether @connection, while connecting, goes to a proxy rather than to the service. */
gboolean gesso_http_connection_is_to_proxy (GIOStream *connection);

/**
 * gesso_http_connection_check:
 * @local: whether this machine and private networks are welcome
 * @secure: whether https is spoken over it
 *
 * %GESSO_ERROR_BAD_INPUT when the other end is private and must not be, or
 * public and spoken to without encryption.
 */
gboolean gesso_http_connection_check       (GIOStream *connection, gboolean local, gboolean secure, GError **error);

/** Lets the kernel notice within a minute that the other end is gone, as after a suspend or in another network. */
void     gesso_http_connection_watch       (GIOStream *connection);

G_END_DECLS
