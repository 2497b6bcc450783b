/* gesso-mask-work.h - a shape that takes too long to find between two frames
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-mask-combine.h"

G_BEGIN_DECLS

/**
 * GessoMaskWorkFunc:
 * @data: as given to gesso_mask_work_new(); nobody else touches it meanwhile
 * @x, @y: (out): where the result's corner lies, image pixels; 0 at first
 *
 * On a worker. Returns: (transfer full) (nullable): 1 channel, the coverage
 */
typedef GessoImage *(*GessoMaskWorkFunc) (gpointer data, int *x, int *y, GCancellable *cancellable, GError **error);

/**
 * GessoMaskWork:
 * @opacity: 0 to 1
 * @combine: what the result does to the mask
 */
typedef struct
{
  GessoMaskWorkFunc run;
  gpointer data; /* (owned) */
  GDestroyNotify destroy;
  double opacity;
  GessoMaskCombine combine;
} GessoMaskWork;

GessoMaskWork *gesso_mask_work_new        (GessoMaskWorkFunc run, gpointer data, GDestroyNotify destroy,
                                           double opacity, GessoMaskCombine combine);
void           gesso_mask_work_free       (GessoMaskWork *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoMaskWork, gesso_mask_work_free)

/** What is enclosed by coverage of @mask, 1 channel, but not at least half covered. */
GessoMaskWork *gesso_mask_work_new_holes  (GessoImage *mask);
/** What is transparent in @picture, as much as it is. */
GessoMaskWork *gesso_mask_work_new_transparency (const GessoImage *picture, GessoMaskCombine combine);

G_END_DECLS
