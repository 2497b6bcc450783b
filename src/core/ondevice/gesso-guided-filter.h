/* gesso-guided-filter.h - a rough mask drawn to the edges of a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * GessoGuidedFilter:
 *
 * The guided filter with a colour guide (He et al. 2010), in its fast form (He
 * and Sun 2015): the linear coefficients are found on a small picture and
 * applied to the full one.
 */
typedef struct _GessoGuidedFilter GessoGuidedFilter;

/**
 * gesso_guided_filter_new:
 * @guide: 3 channels
 * @mask: 1 channel of @guide's size
 * @radius: pixels of @guide
 * @epsilon: how much colours (0 to 1) may vary, squared, before it counts as an edge
 *
 * Returns: (nullable): %NULL when cancelled
 */
GessoGuidedFilter *gesso_guided_filter_new   (const GessoImage *guide, const GessoImage *mask, guint radius,
                                              float epsilon, GCancellable *cancellable);
void               gesso_guided_filter_free  (GessoGuidedFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoGuidedFilter, gesso_guided_filter_free)

/**
 * gesso_guided_filter_apply:
 * @row: row @y of a picture @width × @height in the guide's proportions, @channels bytes a pixel (3 or 4)
 * @out: (array length=width): the mask there, about 0 to 1
 *
 * Several workers may call this at once.
 */
void               gesso_guided_filter_apply (const GessoGuidedFilter *self, const guint8 *row, guint channels,
                                              guint y, guint width, guint height, float *out);

G_END_DECLS
