/* gesso-color-profile.h - from a picture's own colours to sRGB and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/** Whether pixels in @profile (nullable) look the same when taken for sRGB. */
gboolean    gesso_color_profile_is_srgb   (GBytes *profile);

/** Whether a file may hold a profile; reads no more than its beginning, and errs by saying that it may. */
gboolean    gesso_color_profile_may_be_in (GBytes *file);

/**
 * gesso_color_to_srgb:
 *
 * What models and screens are given: relative colorimetric with black point
 * compensation; alpha is kept. Blocking.
 *
 * Returns: (transfer full) (nullable): a new reference for sRGB pictures, grey
 *   ones and those whose profile cannot be read; else without a profile
 */
GessoImage *gesso_color_to_srgb          (const GessoImage *image, GCancellable *cancellable, GError **error);

/** The way back: an sRGB @image in the colours of @profile (nullable), which it then has. */
GessoImage *gesso_color_from_srgb        (const GessoImage *image, GBytes *profile,
                                          GCancellable *cancellable, GError **error);

G_END_DECLS
