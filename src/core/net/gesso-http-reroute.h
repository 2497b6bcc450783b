/* gesso-http-reroute.h - a stand-in for the whole internet, in builds for development only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * gesso_http_reroute:
 *
 * In a build for development with GESSO_HTTP_REROUTE=http://127.0.0.1:PORT set,
 * sends @message there instead of to its own address, with the intended origin
 * in the header X-Gesso-Origin. A release build does not look at the variable.
 *
 * Returns: whether @message was rerouted
 */
gboolean gesso_http_reroute (SoupMessage *message);

G_END_DECLS
