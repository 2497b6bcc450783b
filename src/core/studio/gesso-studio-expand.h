/* gesso-studio-expand.h - a wide expansion, step after step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-expand-plan.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

/**
 * gesso_studio_plan_expand:
 * @request: an expansion, with its model and frame
 * @width: of its source
 * @price: (out) (optional): of all steps, US dollars; negative when unknown
 *
 * Returns: (transfer full) (element-type GessoExpandStep): in how many calls it is made
 */
GArray   *gesso_studio_plan_expand    (GessoStudio *self, GessoRequest *request, int width, int height, double *price);

/**
 * gesso_studio_expand_async:
 * @request: an expansion whose source is picture @image_index of @version
 *
 * Starts a #GessoChain of the steps, under one message; each step is a version.
 * Ends when the first job is queued. A step that fails or is cancelled keeps
 * those behind it; they go on when it is run again, and after a restart.
 */
void      gesso_studio_expand_async   (GessoStudio *self, GessoRequest *request, GessoVersion *version, guint image_index,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): the first job */
GessoJob *gesso_studio_expand_finish  (GessoStudio *self, GAsyncResult *result, GError **error);

G_END_DECLS
