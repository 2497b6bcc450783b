/* gesso-color-match.h - a reply in the light and colours of its surroundings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * GessoColorMatch:
 * @active: %FALSE: too little to measure by, or nothing to correct; applying does nothing
 *
 * In linear light a channel's value becomes gain × value + offset.
 */
typedef struct
{
  gboolean active;
  double gain[3], offset[3];
} GessoColorMatch;

/**
 * gesso_color_match_measure:
 * @parent: RGB or RGBA
 * @reply: of @parent's size, laid over it
 * @coverage: 1 channel of @parent's size: where the reply will show
 *
 * Compares mean and spread of both pictures in the ring about the mask, between
 * the contour of what is wholly new and that of what is protected, and a few
 * pixels beyond: what shows there is the same in both. A pixel counts the more,
 * the less of it will be new; those that differ far more than most do not count.
 */
gboolean    gesso_color_match_measure (const GessoImage *parent, const GessoImage *reply, const GessoImage *coverage,
                                       GessoColorMatch *match, GError **error);

/** What becomes of each byte of red, green and blue; @strength: from 0, nothing, to 1, all of it. */
void        gesso_color_match_fill_tables (const GessoColorMatch *match, double strength, guint8 tables[3][256]);

/** @reply corrected by @strength, 0 to 1; a new reference where there is nothing to do. */
GessoImage *gesso_color_match_apply   (const GessoColorMatch *match, double strength, const GessoImage *reply, GError **error);

G_END_DECLS
