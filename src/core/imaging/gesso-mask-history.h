/* gesso-mask-history.h - what was done to a mask, and can be undone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MASK_HISTORY (gesso_mask_history_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskHistory, gesso_mask_history, GESSO, MASK_HISTORY, GObject)

/**
 * GessoMaskHistory:
 *
 * As many steps as there are, in a memory that is bounded. A step is the tiles
 * it replaced; going there swaps them with those of the mask. Steps far away
 * are packed, and those farther lie on disk. Signal `lost` (string, nullable):
 * the oldest steps are gone, and a sentence for the artist unless that was said
 * before. Main context only.
 */
GessoMaskHistory *gesso_mask_history_new         (GessoMask *mask);

/** How many bytes of tiles may be there as they are, and packed. */
void              gesso_mask_history_set_bounds  (GessoMaskHistory *self, gsize raw, gsize packed);

/** What led from @before to the mask as it is can be undone; what could be redone is gone. */
void              gesso_mask_history_commit      (GessoMaskHistory *self, GessoMaskSnapshot *before);
gboolean          gesso_mask_history_can_undo    (GessoMaskHistory *self);
gboolean          gesso_mask_history_can_redo    (GessoMaskHistory *self);
/* Each gives the rectangle it changed. */
GessoRect         gesso_mask_history_undo        (GessoMaskHistory *self);
GessoRect         gesso_mask_history_redo        (GessoMaskHistory *self);

/** The mask is not looked at for now: nothing stays in memory that can lie on disk. */
void              gesso_mask_history_rest        (GessoMaskHistory *self);

/** Bytes of tiles in memory, packed or not. */
gsize             gesso_mask_history_get_memory  (GessoMaskHistory *self);
/** Bytes on disk. */
gsize             gesso_mask_history_get_spilled (GessoMaskHistory *self);

G_END_DECLS
