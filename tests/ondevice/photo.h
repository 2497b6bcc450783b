/* photo.h - photographs that Debian packages bring, for tests and benchmarks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-image.h"

G_BEGIN_DECLS

/** The picture in the file @path, or NULL when it is not installed. Returns: (transfer full) (nullable) */
GessoImage *photo_load     (const char *path);
/** Means of 2 × 2 pixels, rounded; an odd last row or column is left out. Returns: (transfer full) */
GessoImage *photo_halve    (const GessoImage *image);
/** Twice as large by Lanczos's kernel of three lobes, aligned by pixel areas. Returns: (transfer full) */
GessoImage *photo_lanczos  (const GessoImage *image);
/** How alike the brightness of two pictures is, in decibels, 8 pixels of the rim left out. */
double      photo_get_psnr (const GessoImage *a, const GessoImage *b);
/** Writes @image as PPM or PGM, which every program reads. */
void        photo_save     (const GessoImage *image, const char *path);

G_END_DECLS
