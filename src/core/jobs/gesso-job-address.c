/* gesso-job-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-http-address.h"
#include "gesso-job-address.h"

/* (nullable): the host of an address. */
static const char *
get_host (GUri *uri)
{
  return uri != NULL ? g_uri_get_host (uri) : NULL;
}

gboolean
gesso_job_address_is_on (const char        *url,
                         const char *const *hosts)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  return get_host (uri) != NULL && gesso_http_address_matches (get_host (uri), hosts);
}

gboolean
gesso_job_address_is_local (const char *const *hosts)
{
  for (; hosts != NULL && *hosts != NULL; hosts++)
    if (gesso_http_address_is_local_name (*hosts))
      return TRUE;
  return FALSE;
}

gboolean
gesso_job_address_check_base (const char *base,
                              GError    **error)
{
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL);
  const char *host = get_host (uri);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *const hosts[] = { host, NULL };

  if (host != NULL && gesso_http_address_matches (host, hosts) && g_uri_get_userinfo (uri) == NULL &&
      g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL &&
      (g_str_equal (scheme, "https") ||
       (g_str_equal (scheme, "http") && gesso_http_address_is_local_name (host))))
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("The address has to begin with https. Plain http is only for this machine or an address of "
                         "numbers in your own network, such as http://192.168.1.20:8080."));
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
