/* gesso-drift.h - how far a picture has come from one that it was made from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-frame.h"
#include "gesso-image.h"

G_BEGIN_DECLS

/* A pixel that differs by more than this, of 255, in some channel has changed for the eye. */
#define GESSO_DRIFT_SEEN 2

/**
 * GessoDriftPart:
 * @mean: of the largest difference of a channel, over @pixels; 0 to 255
 * @changed: how many pixels differ by more than %GESSO_DRIFT_SEEN
 * @touched: how many differ at all
 */
typedef struct
{
  guint64 pixels, changed, touched;
  double mean;
} GessoDriftPart;

/** GessoDrift: where the mask covers wholly, partly, and not at all. */
typedef struct
{
  GessoDriftPart inside, ramp, outside;
} GessoDrift;

/**
 * gesso_drift_measure:
 * @before: scaled to @after's size when it has another and nothing was @added
 * @mask: (nullable): 1 channel of @after's size; without it all of the picture is outside
 * @added: (nullable): what expanding put around @before; it is compared with nothing
 * @drift: (out)
 *
 * Blocking. Returns: (transfer full) (nullable): RGB of @after's size: @after
 *   dimmed and grey, under the heat of four times the difference
 */
GessoImage *gesso_drift_measure (const GessoImage *before, const GessoImage *after, const GessoImage *mask,
                                 const GessoFrame *added, GessoDrift *drift,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
