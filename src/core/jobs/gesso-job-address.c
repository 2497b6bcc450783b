/* gesso-job-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-address.h"

static gboolean
host_matches (const char *host,
              const char *pattern)
{
  gsize length = strlen (host), end = strlen (pattern);

  if (*pattern != '.')
    return g_ascii_strcasecmp (host, pattern) == 0;
  return length > end && g_ascii_strcasecmp (host + length - end, pattern) == 0;
}

gboolean
gesso_job_address_is_on (const char        *url,
                         const char *const *hosts)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  for (; uri != NULL && g_uri_get_host (uri) != NULL && hosts != NULL && *hosts != NULL; hosts++)
    if (host_matches (g_uri_get_host (uri), *hosts))
      return TRUE;
  return FALSE;
}

gboolean
gesso_job_address_is_local (const char *const *hosts)
{
  for (; hosts != NULL && *hosts != NULL; hosts++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (*hosts);

      if (g_ascii_strcasecmp (*hosts, "localhost") == 0 ||
          (address != NULL && (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address) ||
                               g_inet_address_get_is_link_local (address))))
        return TRUE;
    }
  return FALSE;
}

char *
gesso_job_address_rebase (const char *url,
                          const char *base)
{
  g_autoptr (GUri) from = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) to = g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (from == NULL || to == NULL || g_uri_get_host (to) == NULL)
    return NULL;
  folder = g_strdup (g_uri_get_path (to));
  while (g_str_has_suffix (folder, "/"))
    folder[strlen (folder) - 1] = '\0';
  path = g_strconcat (folder, g_uri_get_path (from), NULL);
  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (to), NULL, g_uri_get_host (to), g_uri_get_port (to),
                     path, g_uri_get_query (from), NULL);
}
