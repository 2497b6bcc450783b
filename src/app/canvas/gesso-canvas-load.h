/* gesso-canvas-load.h - a kept picture, ready to be drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-pyramid.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

/** Decodes picture @blob and makes its half sizes, off the main loop. */
void          gesso_canvas_load_async  (GessoStudio *studio, const char *blob, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GessoPyramid *gesso_canvas_load_finish (GessoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS
