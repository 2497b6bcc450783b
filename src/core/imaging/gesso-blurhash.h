/* gesso-blurhash.h - a picture in thirty characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-image.h"

G_BEGIN_DECLS

/** The BlurHash (4 × 3 components, github woltapp/blurhash) of a picture. Returns: (transfer full) */
char       *gesso_blurhash_encode (const GessoImage *image);

/** @width × @height RGB pixels of @hash, or NULL when it is not a BlurHash. */
GessoImage *gesso_blurhash_decode (const char *hash, guint width, guint height);

G_END_DECLS
