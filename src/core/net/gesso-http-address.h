/* gesso-http-address.h - where a request may go, and with what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "gesso-http-message.h"

G_BEGIN_DECLS

/**
 * gesso_http_address_make_message:
 * @key: (nullable)
 * @rerouted: (out): whether a stand-in on this machine gets it in place of its own address
 *
 * Checks the address and puts the key in, or refuses with
 * %GESSO_ERROR_BAD_INPUT or %GESSO_ERROR_INVALID_KEY. The one place where a
 * key meets a request.
 */
SoupMessage *gesso_http_address_make_message (GessoHttpRequest *request, const char *key,
                                              const char *const *key_hosts, gboolean local,
                                              gboolean *rerouted, gint64 *body_size, GError **error);

/** Whether @host is one of @hosts (ended by %NULL); ".example.org" stands for all below it. */
gboolean     gesso_http_address_matches      (const char *host, const char *const *hosts);

/** Whether @address is on this machine, in a private network, or otherwise not on the public internet. */
gboolean     gesso_http_address_is_private   (GInetAddress *address);

/**
 * gesso_http_address_is_local_name:
 *
 * Whether @host can be told by itself to be on this machine or in a private
 * network: an address of numbers, or "localhost".
 */
gboolean     gesso_http_address_is_local_name (const char *host);

G_END_DECLS
