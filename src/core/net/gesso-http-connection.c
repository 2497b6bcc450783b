/* gesso-http-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include "gesso-error.h"
#include "gesso-http-address.h"
#include "gesso-http-connection.h"

static GSocketAddress *
dup_address (GIOStream *connection)
{
  return G_IS_SOCKET_CONNECTION (connection)
             ? g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL)
             : NULL;
}

gboolean
gesso_http_connection_is_to_proxy (GIOStream *connection)
{
  g_autoptr (GSocketAddress) address = dup_address (connection);

  return G_IS_PROXY_ADDRESS (address);
}

gboolean
gesso_http_connection_check (GIOStream *connection,
                             gboolean   local,
                             gboolean   secure,
                             GError   **error)
{
  g_autoptr (GSocketAddress) address = dup_address (connection);
  gboolean private;

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return TRUE;
  private = gesso_http_address_is_private (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
  if (private && !local)
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("The service led to an address inside your own network, which was not opened."));
  else if (!private && !secure)
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("This address is not in your own network, so it has to begin with https."));
  else
    return TRUE;
  return FALSE;
}

void
gesso_http_connection_watch (GIOStream *connection)
{
  GSocket *socket;

  if (!G_IS_TCP_CONNECTION (connection))
    return;
  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection));
  g_socket_set_keepalive (socket, TRUE);
  /* Seconds, then milliseconds. A kernel that knows none of them is no worse than before. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, 30, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, 10, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPCNT, 3, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, 60000, NULL);
}
