/* gesso-http-failure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "gesso-error.h"
#include "gesso-http-failure.h"

static GError *
make_tls_failure (const GError *cause)
{
  const char *sentence = _("No safe connection to the service could be made. Check the network.");

  if (cause->code == G_TLS_ERROR_BAD_CERTIFICATE)
    sentence = _("No safe connection could be made: the service’s certificate is not trusted. "
                 "Check the computer’s date and the network.");
  return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_NETWORK, sentence);
}

static GError *
make_io_failure (const GError *cause,
                 gboolean      local)
{
  GessoError class = GESSO_ERROR_NETWORK;
  const char *sentence;

  switch (cause->code)
    {
    case G_IO_ERROR_TIMED_OUT:
      class = GESSO_ERROR_TIMEOUT;
      sentence = _("The service did not answer in time. Try again later.");
      break;
    case G_IO_ERROR_CONNECTION_REFUSED:
      sentence = local ? _("Nothing answers at this address. Start the server and try again.")
                       : _("The service takes no connections at the moment. Try again later.");
      break;
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_HOST_UNREACHABLE:
      sentence = _("The service cannot be reached. Check that this computer is connected.");
      break;
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      sentence = _("The proxy in the computer’s network settings did not let the request through. "
                   "Check those settings.");
      break;
    case G_IO_ERROR_INVALID_DATA:
      class = GESSO_ERROR_BAD_ANSWER;
      sentence = _("The service’s answer is damaged. Try again later.");
      break;
    default:
      sentence = _("The connection to the service broke. Check the network and try again.");
    }
  return g_error_new_literal (GESSO_ERROR, class, sentence);
}

GError *
gesso_http_failure_new (const GError *cause,
                        gboolean      local)
{
  if (cause->domain == GESSO_ERROR)
    return g_error_copy (cause);
  if (cause->domain == G_IO_ERROR)
    return make_io_failure (cause, local);
  if (cause->domain == G_TLS_ERROR && cause->code != G_TLS_ERROR_EOF)
    return make_tls_failure (cause);
  if (cause->domain == G_RESOLVER_ERROR)
    return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_NETWORK,
                                _("The service’s address could not be found. Check the network."));
  if (cause->domain == SOUP_SESSION_ERROR &&
      (cause->code == SOUP_SESSION_ERROR_PARSING || cause->code == SOUP_SESSION_ERROR_ENCODING))
    return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                                _("The service’s answer is damaged. Try again later."));
  return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_NETWORK,
                              _("The connection to the service broke. Check the network and try again."));
}
