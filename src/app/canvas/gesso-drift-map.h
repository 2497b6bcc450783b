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
 * @mask: (nullable): 1 channel, as drawn; scaled to @after's size
 * @made: (nullable): how soft its edge is to be
 */
void           gesso_drift_map_new_async  (GessoPyramid *before, GessoPyramid *after, const GessoImage *mask,
                                           const GessoMadeMask *made, const GessoFrame *added,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GessoDriftMap *gesso_drift_map_new_finish (GAsyncResult *result, GError **error);
void           gesso_drift_map_free       (GessoDriftMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoDriftMap, gesso_drift_map_free)

G_END_DECLS
