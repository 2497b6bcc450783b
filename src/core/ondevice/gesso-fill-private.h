/* gesso-fill-private.h - between the files of gesso-fill
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-fill.h"
#include "gesso-patch.h"

G_BEGIN_DECLS

/**
 * GessoFillJob:
 * @image: the source, in which the hole is filled; the caller's own
 * @mask: 1 channel; above 0 is hole
 * @opaque: whether no known pixel of @image is translucent
 * @known: (nullable): for expand, where the old picture stands
 * @base: progress already told, of 1
 * @span: the part of 1 that the region in hand is worth
 */
typedef struct
{
  GessoImage *image;
  const GessoImage *mask;
  gboolean opaque;
  const GessoRect *known;
  guint32 seed;

  GessoProgressFunc progress;
  gpointer user_data;
  double base, span;
  GCancellable *cancellable;
} GessoFillJob;

/**
 * GessoFillRegion:
 * @hole: bounds of holes that lie close together
 * @crop: @hole and what around it is looked at
 * @pixels: how many pixels of the hole it has
 */
typedef struct
{
  GessoRect hole, crop;
  gint64 pixels;
} GessoFillRegion;

/** The holes of @mask in groups whose surroundings do not meet. Returns: (transfer full) (element-type GessoFillRegion) */
GArray  *gesso_fill_find_regions (const GessoImage *mask);

/** Fills the hole inside @region; FALSE when cancelled or out of memory. */
gboolean gesso_fill_complete     (const GessoFillJob *job, const GessoFillRegion *region, GError **error);

/** Writes the hole's pixels of @level, which was cut from @crop, into the picture. */
gboolean gesso_fill_paint        (const GessoFillJob *job, const GessoRect *crop,
                                  const GessoPatchLevel *level, GError **error);

G_END_DECLS
