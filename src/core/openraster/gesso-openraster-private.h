/* gesso-openraster-private.h - what the files of this folder share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-openraster.h"

G_BEGIN_DECLS

#define GESSO_OPENRASTER_STACK "stack.xml"
#define GESSO_OPENRASTER_MERGED "mergedimage.png"

/** "…: it is damaged or no OpenRaster file." Returns: FALSE */
gboolean    gesso_openraster_refuse       (GError **error, const char *what);

/** Returns: (transfer full) (nullable) (element-type utf8 GBytes): its texts and pictures by their names */
GHashTable *gesso_openraster_unpack       (GBytes *bytes, GCancellable *cancellable, GError **error);

/**
 * GessoOpenrasterLayer:
 * @source: name of its file
 * @x, @y: of its corner in the picture
 * @opacity: above 0, up to 1
 */
typedef struct
{
  char *source;
  int x, y;
  double opacity;
} GessoOpenrasterLayer;

/**
 * GessoOpenrasterStack:
 * @layers: (element-type GessoOpenrasterLayer): those that are seen, the lowest first
 * @plain: whether all of them lie simply over each other
 */
typedef struct
{
  guint width, height;
  GPtrArray *layers;
  gboolean plain;
} GessoOpenrasterStack;

GessoOpenrasterStack *gesso_openraster_stack_parse (GBytes *xml, GError **error);
void                  gesso_openraster_stack_free  (GessoOpenrasterStack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoOpenrasterStack, gesso_openraster_stack_free)

/** @canvas: of 4 channels; the part of @layer, of 4 too, that lies in it is drawn over it. */
void        gesso_openraster_draw_over    (GessoImage *canvas, const GessoImage *layer, int x, int y, double opacity);

/**
 * gesso_openraster_cut_patch:
 * @canvas: what lies below; of 4 channels
 * @picture: of 4 channels, its corner at @x, @y of @canvas and all of it inside
 * @mask: (nullable): of @picture's size and 1 channel
 * @changes_only: without a mask, whether what is equal is left out
 * @bounds: (out): what the patch takes of @canvas
 *
 * Returns: (transfer full) (nullable): what of @picture has to lie over @canvas
 *   to give @picture; NULL without an error where that cannot be, for something is translucent
 */
GessoImage *gesso_openraster_cut_patch    (const GessoImage *canvas, const GessoImage *picture, int x, int y,
                                           const GessoImage *mask, gboolean changes_only, GessoRect *bounds,
                                           GError **error);

G_END_DECLS
