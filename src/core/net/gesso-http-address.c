/* gesso-http-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-http-address.h"
#include "gesso-http-reroute.h"
#include "gesso-wipe.h"

gboolean
gesso_http_address_matches (const char        *host,
                            const char *const *hosts)
{
  gsize length = strlen (host);

  /* A decoded "%2F" or the like must not make one host look like another. */
  if (length == 0 || strspn (host, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._:") != length)
    return FALSE;
  for (guint i = 0; hosts != NULL && hosts[i] != NULL; i++)
    {
      gsize tail = strlen (hosts[i]);

      if (g_ascii_strcasecmp (host, hosts[i]) == 0 && hosts[i][0] != '.')
        return TRUE;
      if (hosts[i][0] == '.' && tail > 1 && length > tail &&
          g_ascii_strcasecmp (host + length - tail, hosts[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/* IPv4, in the order of the bytes on the wire. */
static gboolean
is_private_v4 (const guint8 *bytes)
{
  guint32 address = (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
  /* IANA's special-purpose registry (RFC 6890) without 198.18.0.0/15: meant
   * for benchmarks, but what proxies on the artist's machine answer for every
   * public name ("fake IP"). */
  static const struct
  {
    guint32 prefix;
    guint bits;
  } ranges[] = {
    { 0x00000000, 8 },  { 0x0a000000, 8 },  { 0x64400000, 10 }, { 0x7f000000, 8 },
    { 0xa9fe0000, 16 }, { 0xac100000, 12 }, { 0xc0000000, 24 }, { 0xc0000200, 24 },
    { 0xc0a80000, 16 }, { 0xc6336400, 24 }, { 0xcb007100, 24 }, { 0xe0000000, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if ((address ^ ranges[i].prefix) >> (32 - ranges[i].bits) == 0)
      return TRUE;
  return FALSE;
}

/* IPv6; where an IPv4 address is carried inside, that one counts. */
static gboolean
is_private_v6 (const guint8 *bytes)
{
  static const guint8 zeroes[12];
  static const guint8 nat64[12] = { 0x00, 0x64, 0xff, 0x9b };
  static const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };

  if (memcmp (bytes, zeroes, 12) == 0 || memcmp (bytes, mapped, 12) == 0 || memcmp (bytes, nat64, 12) == 0)
    return is_private_v4 (bytes + 12);
  if (bytes[0] == 0x20 && bytes[1] == 0x02)
    return is_private_v4 (bytes + 2);
  /* What is not 2000::/3 is no public unicast (RFC 4291); Teredo and the
   * addresses for documentation inside it are none either. */
  return (bytes[0] & 0xe0) != 0x20 || memcmp (bytes, "\x20\x01\x00\x00", 4) == 0 ||
         memcmp (bytes, "\x20\x01\x0d\xb8", 4) == 0;
}

gboolean
gesso_http_address_is_private (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4 ? is_private_v4 (bytes) : is_private_v6 (bytes);
}

/* Only by the name: a proxy would look it up where it cannot be checked. */
gboolean
gesso_http_address_is_local_name (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  g_autofree char *name = g_ascii_strdown (host, -1);

  return address != NULL ? gesso_http_address_is_private (address)
                         : g_str_equal (name, "localhost") || g_str_has_suffix (name, ".localhost");
}

static gboolean
check_address (GUri     *uri,
               gboolean  local,
               GError  **error)
{
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  /* What a name cannot hold would only serve to look like another one. */
  if (host == NULL || *host == '\0' || strpbrk (host, " \t\r\n/\\@?#%") != NULL || g_uri_get_userinfo (uri) != NULL ||
      !(g_str_equal (scheme, "https") || (local && g_str_equal (scheme, "http"))))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("This is not an address that Gesso opens: it has to begin with https."));
      return FALSE;
    }
  if (!local && gesso_http_address_is_local_name (host))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The service led to an address inside your own network, which was not opened."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_key (GUri              *uri,
           const char        *key,
           const char *const *key_hosts,
           GError           **error)
{
  /* In plain http only where the artist's own server was meant, and by an address that can be nothing else. */
  gboolean secure = g_str_equal (g_uri_get_scheme (uri), "https") ||
                    gesso_http_address_is_local_name (g_uri_get_host (uri));

  if (!secure || !gesso_http_address_matches (g_uri_get_host (uri), key_hosts))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("A key was to be sent to an address that is not the provider’s own. Nothing was sent."));
      return FALSE;
    }
  for (const char *c = key; *c != '\0'; c++)
    if (*c <= ' ' || *c > '~')
      {
        g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_INVALID_KEY,
                             _("The key holds a space or another character that no key has. Enter it again."));
        return FALSE;
      }
  return TRUE;
}

static void
put_header (SoupMessage *message,
            const char  *name,
            const char  *form,
            const char  *credential)
{
  char *value = g_strconcat (form, credential, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), name, value);
  gesso_wipe_free (value);
}

static void
put_key (SoupMessage      *message,
         GessoHttpRequest *request,
         const char       *key)
{
  const char *name = NULL;

  switch (gesso_http_request_get_auth (request, &name))
    {
    case GESSO_AUTH_NONE:
      break;
    case GESSO_AUTH_BEARER:
      put_header (message, "Authorization", "Bearer ", key);
      break;
    case GESSO_AUTH_KEY:
      put_header (message, "Authorization", "Key ", key);
      break;
    case GESSO_AUTH_BASIC:
      {
        char *pair = g_strconcat (name != NULL ? name : "", ":", key, NULL);
        char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

        put_header (message, "Authorization", "Basic ", encoded);
        gesso_wipe_free (pair);
        gesso_wipe_free (encoded);
        break;
      }
    case GESSO_AUTH_HEADER:
      put_header (message, name, "", key);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Values may come from what an artist typed; a line break would begin another header. */
static gboolean
put_headers (SoupMessage      *message,
             GessoHttpRequest *request,
             GError          **error)
{
  const char *const *headers = gesso_http_request_get_headers (request);

  for (guint i = 0; headers[i] != NULL; i += 2)
    {
      if (*headers[i] == '\0' || strpbrk (headers[i], " \t\r\n:") != NULL || strpbrk (headers[i + 1], "\r\n") != NULL)
        {
          g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                               _("A setting holds a line break where none may be. Nothing was sent."));
          return FALSE;
        }
      soup_message_headers_replace (soup_message_get_request_headers (message), headers[i], headers[i + 1]);
    }
  return TRUE;
}

/* Which connection may be used again is libsoup's to know, but not what repeating costs. */
static void
set_flags (SoupMessage      *message,
           GessoHttpRequest *request)
{
  /* Redirects are followed by hand, where what goes along can be chosen. */
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT;

  /* On a kept connection that the service closes just now nobody could tell
   * whether a request arrived: one that costs gets a connection of its own. */
  flags |= gesso_http_request_get_costs (request) ? SOUP_MESSAGE_NEW_CONNECTION : SOUP_MESSAGE_IDEMPOTENT;
  soup_message_set_flags (message, flags);
  /* It would ask for a password where the vendor has only refused a key. */
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
}

SoupMessage *
gesso_http_address_make_message (GessoHttpRequest  *request,
                                 const char        *key,
                                 const char *const *key_hosts,
                                 gboolean           local,
                                 gboolean          *rerouted,
                                 gint64            *body_size,
                                 GError           **error)
{
  g_autoptr (GUri) uri = g_uri_parse (gesso_http_request_get_url (request), SOUP_HTTP_URI_FLAGS, NULL);
  gboolean with_key = key != NULL && gesso_http_request_get_auth (request, NULL) != GESSO_AUTH_NONE;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *content_type = NULL;

  if (!check_address (uri, local, error) || (with_key && !check_key (uri, key, key_hosts, error)))
    return NULL;
  message = soup_message_new_from_uri (gesso_http_request_get_method (request), uri);
  *rerouted = gesso_http_reroute (message);
  set_flags (message, request);
  if (!put_headers (message, request, error))
    return NULL;
  if (with_key)
    put_key (message, request, key);
  body = gesso_http_request_dup_body (request, &content_type);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, body);
  *body_size = body != NULL ? (gint64) g_bytes_get_size (body) : 0;
  return g_steal_pointer (&message);
}
