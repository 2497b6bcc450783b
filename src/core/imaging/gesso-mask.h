/* gesso-mask.h - what may change: 8-bit coverage in shared tiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-image.h"
#include "gesso-rect.h"
#include "gesso-types.h"

G_BEGIN_DECLS

#define GESSO_MASK_TILE 256

#define GESSO_TYPE_MASK (gesso_mask_get_type ())
G_DECLARE_FINAL_TYPE (GessoMask, gesso_mask, GESSO, MASK, GObject)

/**
 * GessoMask:
 *
 * Coverage at image resolution, 255 means *change this*. Tiles of 256², shared
 * and copied when first written; a tile of one value costs one byte. Main
 * context only; hand workers a gesso_mask_to_image().
 */

/** GessoMaskSnapshot: all tiles as they were; cheap, immutable, any number of them. */
typedef struct _GessoMaskSnapshot GessoMaskSnapshot;

GessoMask         *gesso_mask_new         (int width, int height);
/** Luma × alpha of @image is the coverage. */
GessoMask         *gesso_mask_new_from_image (const GessoImage *image);
/** @width × @height × 1 grey. Returns: (transfer full) */
GessoImage        *gesso_mask_to_image    (GessoMask *self, GError **error);

int                gesso_mask_get_width   (GessoMask *self);
int                gesso_mask_get_height  (GessoMask *self);
guint8             gesso_mask_get_value   (GessoMask *self, int x, int y);
gboolean           gesso_mask_is_empty    (GessoMask *self);
/** The smallest rectangle that holds all coverage above 0. */
GessoRect          gesso_mask_get_bounds  (GessoMask *self);
/** How much of the picture is covered, 0 to 1. */
double             gesso_mask_get_coverage (GessoMask *self);

/** Coverage inside @rect into @out, rows @stride apart; 0 outside the mask. */
void               gesso_mask_read        (GessoMask *self, const GessoRect *rect, guint8 *out, gsize stride);
/** Writes coverage into the part of @rect that lies inside the mask. */
void               gesso_mask_write       (GessoMask *self, const GessoRect *rect, const guint8 *in, gsize stride);

/* Each gives the rectangle it changed. */
GessoRect          gesso_mask_clear       (GessoMask *self);
/** Sets the part of @rect inside the mask to @value. */
GessoRect          gesso_mask_fill        (GessoMask *self, const GessoRect *rect, guint8 value);
GessoRect          gesso_mask_invert      (GessoMask *self);
/** Softens the edge: a box blur three times, about @radius px of ramp, placed by @edge. */
GessoRect          gesso_mask_feather     (GessoMask *self, double radius, GessoEdge edge);
/* By @radius image pixels, up to 256; a soft edge stays as soft as it was. */
GessoRect          gesso_mask_grow        (GessoMask *self, double radius);
GessoRect          gesso_mask_shrink      (GessoMask *self, double radius);
/** A band of @width pixels, up to 512, along the edge instead of what is inside. */
GessoRect          gesso_mask_border      (GessoMask *self, double width);
/** All of it by whole pixels; what leaves the picture is gone. */
GessoRect          gesso_mask_move        (GessoMask *self, int dx, int dy);
/** All of it larger or smaller, 0.1 to 10 times, about the middle of what is covered. */
GessoRect          gesso_mask_scale       (GessoMask *self, double factor);

GessoMaskSnapshot *gesso_mask_snapshot         (GessoMask *self);
/** Back to @snapshot; gives the rectangle of the tiles that differ. */
GessoRect          gesso_mask_restore          (GessoMask *self, GessoMaskSnapshot *snapshot);
GessoMaskSnapshot *gesso_mask_snapshot_ref     (GessoMaskSnapshot *self);
void               gesso_mask_snapshot_unref   (GessoMaskSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoMaskSnapshot, gesso_mask_snapshot_unref)

G_END_DECLS
