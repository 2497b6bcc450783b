/* gesso-http-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-http-address.h"

void
gesso_http_wipe (char *key)
{
  volatile char *byte = key;

  if (key == NULL)
    return;
  while (*byte != '\0')
    *byte++ = '\0';
  g_free (key);
}

gboolean
gesso_http_address_matches (const char        *host,
                            const char *const *hosts)
{
  for (guint i = 0; hosts != NULL && hosts[i] != NULL; i++)
    if (g_ascii_strcasecmp (host, hosts[i]) == 0 ||
        (hosts[i][0] == '.' && strlen (host) > strlen (hosts[i]) &&
         g_ascii_strcasecmp (host + strlen (host) - strlen (hosts[i]), hosts[i]) == 0))
      return TRUE;
  return FALSE;
}

/* Private, local, or otherwise not on the public internet; also IPv4 inside IPv6. */
static gboolean
is_private (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address) ||
      g_inet_address_get_is_link_local (address) || g_inet_address_get_is_any (address) ||
      g_inet_address_get_is_multicast (address))
    return TRUE;
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4)
    return bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64) || bytes[0] >= 240;
  if ((bytes[0] & 0xfe) == 0xfc)
    return TRUE;
  for (int i = 0; i < 10; i++)
    if (bytes[i] != 0)
      return FALSE;
  {
    g_autoptr (GInetAddress) inner = g_inet_address_new_from_bytes (bytes + 12, G_SOCKET_FAMILY_IPV4);

    return is_private (inner);
  }
}

gboolean
gesso_http_address_is_private (GIOStream *connection)
{
  g_autoptr (GSocketAddress) address = NULL;

  /* Through a proxy the other end is the proxy, which the artist chose. */
  if (!G_IS_SOCKET_CONNECTION (connection))
    return FALSE;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (G_IS_PROXY_ADDRESS (address) || !G_IS_INET_SOCKET_ADDRESS (address))
    return FALSE;
  return is_private (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

static void
put_key (SoupMessage      *message,
         GessoHttpRequest *request,
         const char       *key)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *encoded = NULL;
  char *value = NULL;
  const char *name = NULL;

  switch (gesso_http_request_get_auth (request, &name))
    {
    case GESSO_AUTH_NONE:
      return;
    case GESSO_AUTH_BEARER:
      value = g_strconcat ("Bearer ", key, NULL);
      break;
    case GESSO_AUTH_KEY:
      value = g_strconcat ("Key ", key, NULL);
      break;
    case GESSO_AUTH_BASIC:
      {
        char *pair = g_strconcat (name, ":", key, NULL);

        encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
        gesso_http_wipe (pair);
        value = g_strconcat ("Basic ", encoded, NULL);
        break;
      }
    case GESSO_AUTH_HEADER:
      soup_message_headers_replace (headers, name, key);
      return;
    default:
      g_assert_not_reached ();
    }
  soup_message_headers_replace (headers, "Authorization", value);
  gesso_http_wipe (value);
}

/* Where a build for development sends everything: the origin of a server that stands in. */
static GUri *
reroute (GUri       *uri,
         SoupMessage *message)
{
#ifdef GESSO_DEVELOPMENT
  const char *target = g_getenv ("GESSO_HTTP_REROUTE");
  g_autoptr (GUri) base = target != NULL ? g_uri_parse (target, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (base != NULL)
    {
      g_autofree char *origin =
          g_uri_get_port (uri) > 0
              ? g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), g_uri_get_host (uri), g_uri_get_port (uri))
              : g_strdup_printf ("%s://%s", g_uri_get_scheme (uri), g_uri_get_host (uri));

      soup_message_headers_replace (soup_message_get_request_headers (message), "X-Gesso-Origin", origin);
      return soup_uri_copy (uri, SOUP_URI_SCHEME, g_uri_get_scheme (base), SOUP_URI_HOST, g_uri_get_host (base),
                            SOUP_URI_PORT, g_uri_get_port (base), SOUP_URI_NONE);
    }
#endif
  return g_uri_ref (uri);
}

SoupMessage *
gesso_http_address_make_message (GessoHttpRequest  *request,
                                 const char        *key,
                                 const char *const *key_hosts,
                                 gboolean           local,
                                 gint64            *body_size,
                                 GError           **error)
{
  g_autoptr (GUri) uri = g_uri_parse (gesso_http_request_get_url (request), SOUP_HTTP_URI_FLAGS, NULL);
  const char *const *headers = gesso_http_request_get_headers (request);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GUri) target = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *content_type = NULL;
  gboolean secure;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      !(g_str_equal (g_uri_get_scheme (uri), "https") || (local && g_str_equal (g_uri_get_scheme (uri), "http"))))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("This is not an address that Gesso opens: it has to begin with https."));
      return NULL;
    }
  secure = local || g_str_equal (g_uri_get_scheme (uri), "https");
  if (key != NULL && gesso_http_request_get_auth (request, NULL) != GESSO_AUTH_NONE &&
      !(secure && gesso_http_address_matches (g_uri_get_host (uri), key_hosts)))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("A key was to be sent to an address that is not the provider’s own. Nothing was sent."));
      return NULL;
    }
  message = soup_message_new_from_uri (gesso_http_request_get_method (request), uri);
  target = reroute (uri, message);
  soup_message_set_uri (message, target);
  /* Redirects are followed by hand, where what goes along can be chosen. */
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  for (guint i = 0; headers[i] != NULL; i += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message), headers[i], headers[i + 1]);
  if (key != NULL)
    put_key (message, request, key);
  body = gesso_http_request_dup_body (request, &content_type);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, body);
  *body_size = body != NULL ? (gint64) g_bytes_get_size (body) : 0;
  return g_steal_pointer (&message);
}
