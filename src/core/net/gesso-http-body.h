/* gesso-http-body.h - a body as it comes: small in memory, large in a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GessoHttpBody GessoHttpBody;

GessoHttpBody *gesso_http_body_new    (gsize max_bytes);
void           gesso_http_body_free   (GessoHttpBody *self);

/** %GESSO_ERROR_BAD_ANSWER beyond the limit, %GESSO_ERROR_STORAGE when the disk is full. */
gboolean       gesso_http_body_push   (GessoHttpBody *self, GBytes *bytes, GError **error);

/** All of it; a large one is mapped from an unlinked file. Returns: (transfer full) */
GBytes        *gesso_http_body_finish (GessoHttpBody *self, GError **error);

G_END_DECLS
