/* pictures.h - pictures that the imaging tests make for themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-image.h"

G_BEGIN_DECLS

/** Every byte by chance, the same for every run. */
GessoImage *make_noise     (guint width, guint height, guint channels, guint32 seed);
/** Soft ramps, which JPEG and WebP keep well. */
GessoImage *make_ramp      (guint width, guint height, guint channels);
/** All pixels @pixel, of @channels bytes. */
GessoImage *make_plain     (guint width, guint height, guint channels, const guint8 *pixel);

GBytes     *encode         (const GessoImage *image, GessoFormat format, int quality);
GessoImage *decode         (GBytes *bytes);
/** @data with @length bytes of @insert between @offset and what follows. */
GBytes     *splice         (GBytes *data, gsize offset, gconstpointer insert, gsize length);
GBytes     *cut_to         (GBytes *data, gsize length);

/** The mean difference of two pictures of one size and channels. */
double      measure_difference (const GessoImage *a, const GessoImage *b);

/** @error is of @code and says @part; frees it. */
void        assert_refused (GError *error, GessoError code, const char *part);

G_END_DECLS
