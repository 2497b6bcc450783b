/* gesso-mask-pack.h - a tile of a mask in fewer bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-tiles.h"

G_BEGIN_DECLS

/**
 * gesso_mask_pack_append:
 * @pixels: of a whole tile
 *
 * Runs of equal bytes are told by their length, eight bytes at a time: little
 * is lost to a better packer, for most of a mask is of one value, and a tile
 * comes and goes in a few microseconds. Appends at most four bytes more than
 * the tile has.
 */
void     gesso_mask_pack_append (const guint8 *pixels, GByteArray *to);

/**
 * gesso_mask_pack_read:
 * @bytes: what gesso_mask_pack_append() appended; @size may be more
 *
 * Returns: %FALSE when they are not such; then @pixels means nothing
 */
gboolean gesso_mask_pack_read   (const guint8 *bytes, gsize size, guint8 *pixels);

G_END_DECLS
