/* replies.h - pictures with something in them, and what models make of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-image.h"
#include "gesso-register.h"

G_BEGIN_DECLS

/**
 * ReplySpec:
 * @scale: how much larger the reply shows things than it should
 * @shift_x: how far things stand to the right, as a share of the width
 * @width: of the reply; 0: the parent's
 * @stretch: how much wider than high it shows things
 * @gain: of all channels, on bytes
 * @cast: what red has more, and blue less
 * @quality: of JPEG; 0: none
 * @grey: whether the changed part is flat grey; otherwise it is another picture
 * @noise: bytes up or down
 */
typedef struct
{
  double scale, shift_x, shift_y;
  guint width, height;
  double stretch;
  double gain, cast;
  int quality;
  gboolean grey;
  int noise;
} ReplySpec;

/** Soft shapes, hard edges and fine grain; RGB. Returns: (transfer full) */
GessoImage *reply_make_scene    (guint width, guint height, guint32 seed);
/** Coverage over an ellipse in the middle, @share of each side wide, its edge @ramp pixels soft. */
GessoImage *reply_make_coverage (guint width, guint height, double share, double ramp);
/** What a model might answer to @parent, changed where @coverage (nullable) is above 0; @truth is where it lies. */
GessoImage *reply_make          (const GessoImage *parent, const GessoImage *coverage, const ReplySpec *spec,
                                 GessoPlacement *truth);
/** How far, in the parent's pixels, @a and @b are apart anywhere in a picture of @width × @height. */
double      reply_get_distance  (const GessoPlacement *a, const GessoPlacement *b, guint width, guint height);

G_END_DECLS
