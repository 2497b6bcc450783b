/* gesso-http-failure.h - what went wrong on the way, in a sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gesso_http_failure_new:
 * @cause: from libsoup, GIO or the TLS library
 * @local: whether a server of the artist's own was meant
 *
 * Returns: (transfer full): a %GESSO_ERROR for @cause; @cause itself when it already is one
 */
GError *gesso_http_failure_new (const GError *cause, gboolean local);

G_END_DECLS
