/* gesso-http-reroute.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-http-reroute.h"

#ifdef GESSO_DEVELOPMENT

#include <string.h>

/* Only to this machine: keys go along unprotected. */
static GUri *
get_target (void)
{
  const char *text = g_getenv ("GESSO_HTTP_REROUTE");
  g_autoptr (GUri) target = text != NULL ? g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  g_autoptr (GInetAddress) address = NULL;

  if (target == NULL || g_strcmp0 (g_uri_get_scheme (target), "http") != 0 || g_uri_get_host (target) == NULL)
    return NULL;
  address = g_inet_address_new_from_string (g_uri_get_host (target));
  return address != NULL && g_inet_address_get_is_loopback (address) ? g_steal_pointer (&target) : NULL;
}

gboolean
gesso_http_reroute (SoupMessage *message)
{
  g_autoptr (GUri) target = get_target ();
  GUri *uri = soup_message_get_uri (message);
  const char *host = g_uri_get_host (uri);
  gboolean brackets = strchr (host, ':') != NULL;
  g_autoptr (GString) origin = NULL;
  g_autoptr (GUri) moved = NULL;
  int port = g_uri_get_port (uri);

  if (target == NULL)
    return FALSE;
  origin = g_string_new (g_uri_get_scheme (uri));
  g_string_append_printf (origin, "://%s%s%s", brackets ? "[" : "", host, brackets ? "]" : "");
  if (port > 0 && port != (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80))
    g_string_append_printf (origin, ":%d", port);
  soup_message_headers_replace (soup_message_get_request_headers (message), "X-Gesso-Origin", origin->str);
  moved = soup_uri_copy (uri, SOUP_URI_SCHEME, g_uri_get_scheme (target), SOUP_URI_HOST, g_uri_get_host (target),
                         SOUP_URI_PORT, g_uri_get_port (target), SOUP_URI_NONE);
  soup_message_set_uri (message, moved);
  return TRUE;
}

#else

gboolean
gesso_http_reroute (SoupMessage *message)
{
  return FALSE;
}

#endif
