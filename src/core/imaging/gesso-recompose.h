/* gesso-recompose.h - another mask for a reply that is there already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-kept-reply.h"
#include "gesso-mask-levels.h"
#include "gesso-preview.h"

G_BEGIN_DECLS

/**
 * GessoRecomposeSettings:
 * @feather: pixels of ramp, as of gesso_mask_feather(); 0: the mask's own edge
 */
typedef struct
{
  double feather;
  GessoEdge edge;
  GessoPasteSettings paste;
} GessoRecomposeSettings;

#define GESSO_RECOMPOSE_FEATHER_MAX 256

#define GESSO_TYPE_RECOMPOSE (gesso_recompose_get_type ())
G_DECLARE_FINAL_TYPE (GessoRecompose, gesso_recompose, GESSO, RECOMPOSE, GObject)

/**
 * GessoRecompose:
 *
 * A #GessoPreview of a kept reply through a mask that may go on changing.
 * Made on a worker, used on the main context.
 *
 * At a small scale, and for wide feathers at any, the ramp is computed on half
 * sizes of the mask, where it costs little; what is kept is computed at full
 * size by gesso_recompose_make_coverage() and gesso_kept_reply_compose().
 */

/** Makes the half sizes. Blocking. */
GessoRecompose *gesso_recompose_new             (GessoKeptReply *reply, GCancellable *cancellable, GError **error);
/** Borrowed. */
GessoKeptReply *gesso_recompose_get_reply       (GessoRecompose *self);
/** @levels: (nullable): borrowed until it is set anew; of the picture's size. */
void            gesso_recompose_set_mask        (GessoRecompose *self, GessoMaskLevels *levels);
/** The mask has changed inside @rect; once it is at rest, gesso_recompose_set_mask() matches the colours to it. */
void            gesso_recompose_mask_changed    (GessoRecompose *self, const GessoRect *rect);
void            gesso_recompose_set_settings    (GessoRecompose *self, const GessoRecomposeSettings *settings);
void            gesso_recompose_get_settings    (GessoRecompose *self, GessoRecomposeSettings *settings);

/**
 * gesso_recompose_make_coverage:
 * @mask: 1 channel of the picture's size, as drawn
 *
 * @mask cut to what the reply shows, then feathered. %GESSO_ERROR_BAD_INPUT
 * when nothing is left of it. Blocking, on any worker.
 */
GessoImage     *gesso_recompose_make_coverage   (GessoKeptReply *reply, const GessoImage *mask,
                                                 const GessoRecomposeSettings *settings, GError **error);

G_END_DECLS
