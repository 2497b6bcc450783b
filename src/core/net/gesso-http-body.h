/* gesso-http-body.h - a body as it comes: small in memory, large in a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GessoHttpBody GessoHttpBody;

GessoHttpBody *gesso_http_body_new          (gsize max_bytes);
void           gesso_http_body_free         (GessoHttpBody *self);

/** Adds bytes; %GESSO_ERROR_BAD_ANSWER, and nothing added, beyond the limit. */
gboolean       gesso_http_body_push         (GessoHttpBody *self, GBytes *bytes, GError **error);

/**
 * gesso_http_body_is_full:
 * @at_end: whether nothing more will come
 *
 * Whether what is in memory has to be spilled before going on.
 */
gboolean       gesso_http_body_is_full      (GessoHttpBody *self, gboolean at_end);

/** Moves what is in memory to the file, on a worker. The body must not be touched meanwhile. */
void           gesso_http_body_spill_async  (GessoHttpBody *self, GAsyncReadyCallback callback, gpointer user_data);
/** %GESSO_ERROR_STORAGE when the disk is full. */
gboolean       gesso_http_body_spill_finish (GAsyncResult *result, GError **error);

/** All of it, after the last spill; a large one is mapped from an unlinked file. Returns: (transfer full) */
GBytes        *gesso_http_body_finish       (GessoHttpBody *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoHttpBody, gesso_http_body_free)

G_END_DECLS
