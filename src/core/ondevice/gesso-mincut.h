/* gesso-mincut.h - the cheapest cut through a grid of pixels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GessoMincut:
 *
 * Pixels joined to their eight neighbours and to two terminals. Max-flow by
 * growing two search trees that are kept between augmentations (Boykov and
 * Kolmogorov, 2004). Not thread safe.
 */
typedef struct _GessoMincut GessoMincut;

/* The link that leaves a pixel in this direction; each link counts both ways. */
typedef enum
{
  GESSO_LINK_EAST,
  GESSO_LINK_SOUTH,
  GESSO_LINK_SOUTH_EAST,
  GESSO_LINK_SOUTH_WEST,
} GessoLink;

/* No capacity may be larger; a link of it can still be cut when nothing else helps. */
#define GESSO_MINCUT_MAX_CAPACITY (1 << 24)

/** @width, @height: 1 to 4096 */
GessoMincut *gesso_mincut_new          (guint width, guint height);
void         gesso_mincut_free         (GessoMincut *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoMincut, gesso_mincut_free)

/** What it costs to put (@x, @y) on the sink's side, and on the source's. Once for each pixel. */
void         gesso_mincut_set_terminal (GessoMincut *self, guint x, guint y,
                                        gint32 to_sink_cost, gint32 to_source_cost);
/** What it costs to part (@x, @y) from its neighbour, which must exist. */
void         gesso_mincut_set_link     (GessoMincut *self, guint x, guint y, GessoLink link, gint32 capacity);

/**
 * gesso_mincut_run:
 *
 * Finds the cut; once for each graph. Returns: the cost of the cut, or -1 when cancelled
 */
gint64       gesso_mincut_run          (GessoMincut *self, GCancellable *cancellable);

/** After the run: whether the pixel is on the source's side. */
gboolean     gesso_mincut_is_source    (const GessoMincut *self, guint x, guint y);

G_END_DECLS
