/* gesso-drift-map.h - the drift of a picture, measured on a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-drift.h"
#include "gesso-lineage.h"
#include "gesso-pyramid.h"

G_BEGIN_DECLS

/** GessoDriftMap: @heat: to look at; @masked: whether @drift knows of a mask */
typedef struct
{
  GessoPyramid *heat;
  GessoDrift drift;
  gboolean masked;
} GessoDriftMap;

/**
 * gesso_drift_map_new_async:
 * @ancestor: what @before is a picture of; what its masks cover, all of them
 *   together, is inside. A mask that cannot be read covers nothing.
 */
void           gesso_drift_map_new_async  (GessoStudio *studio, GessoPyramid *before, GessoPyramid *after,
                                           const GessoAncestor *ancestor, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GessoDriftMap *gesso_drift_map_new_finish (GessoStudio *studio, GAsyncResult *result, GError **error);
void           gesso_drift_map_free       (GessoDriftMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoDriftMap, gesso_drift_map_free)

G_END_DECLS
