/* gesso-tiff-private.h - looking numbers up in a TIFF file's first directory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GESSO_TIFF_WIDTH       256
#define GESSO_TIFF_HEIGHT      257
#define GESSO_TIFF_DEPTH       258
#define GESSO_TIFF_ORIENTATION 274

typedef struct
{
  const guint8 *data;
  gsize size;
  gsize entries; /* offset of the first directory's first entry */
  guint n_entries;
  gboolean big_endian;
} GessoTiff;

/** Borrows @data, which need not be whole. FALSE when it has no readable directory. */
gboolean gesso_tiff_open   (GessoTiff *self, const guint8 *data, gsize size);

/** The first number of @tag. FALSE when it is missing or not a byte, a short or a long. */
gboolean gesso_tiff_lookup (const GessoTiff *self, guint tag, guint32 *value);

G_END_DECLS
