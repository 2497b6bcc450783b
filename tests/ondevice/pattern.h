/* pattern.h - small made pictures for the tests of fills
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-image.h"

G_BEGIN_DECLS

/* All black, or transparent. Every picture here is (transfer full). */
GessoImage   *pattern_new     (guint width, guint height, guint channels);
/** A mask, white inside the rectangle. */
GessoImage   *pattern_hole    (guint width, guint height, int x, int y, int hole_width, int hole_height);
/** Slanted stripes, eight pixels from one to the next. */
GessoImage   *pattern_stripes (guint width, guint height);
/** Every byte by chance, 60 to 199. */
GessoImage   *pattern_noise   (guint width, guint height, guint32 seed);
/** One colour inside a rectangle; of @rgba as many bytes as the picture has channels. */
void          pattern_fill    (GessoImage *image, int x0, int y0, int width, int height, guint32 rgba);

const guint8 *pattern_pixel   (const GessoImage *image, int x, int y);
/** Asserts that no channel is further than @slack from @rgba. */
void          pattern_assert  (const GessoImage *image, int x, int y, guint32 rgba, int slack);
/** The mean difference of two pictures inside a rectangle. */
double        pattern_compare (const GessoImage *a, const GessoImage *b, int x0, int y0, int width, int height);

G_END_DECLS
