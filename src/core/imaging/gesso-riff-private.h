/* gesso-riff-private.h - walking the chunks of a WebP file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const guint8 *data;
  gsize size, position;
} GessoRiff;

typedef struct
{
  char type[5];
  const guint8 *data; /* (borrowed) */
  gsize size;
  gsize offset, length; /* the chunk with its header and padding */
} GessoRiffChunk;

/* The bits of a VP8X chunk's first byte. */
enum
{
  GESSO_WEBP_ANIMATION = 0x02,
  GESSO_WEBP_XMP = 0x04,
  GESSO_WEBP_EXIF = 0x08,
  GESSO_WEBP_ALPHA = 0x10,
  GESSO_WEBP_PROFILE = 0x20
};

#define GESSO_WEBP_VP8X_SIZE 10

/** Borrows a WebP file's bytes. FALSE when they are not WebP or end before the file says. */
gboolean gesso_riff_open         (GessoRiff *self, const guint8 *data, gsize size);
/** Borrows chunks that stand inside another chunk. */
void     gesso_riff_open_inner   (GessoRiff *self, const guint8 *data, gsize size);
/** The next chunk; FALSE at the end and when what follows is cut short. */
gboolean gesso_riff_next         (GessoRiff *self, GessoRiffChunk *chunk);

/* Writing: gesso_riff_begin(), chunks, gesso_riff_finish(). */
GByteArray *gesso_riff_begin     (void);
void     gesso_riff_append       (GByteArray *file, const char *type, gconstpointer data, gsize size);
/** Returns: (transfer full): the file; takes @file. */
GBytes  *gesso_riff_finish       (GByteArray *file);

guint32  gesso_riff_read_24      (const guint8 *data);
void     gesso_riff_write_24     (guint8 *data, guint32 value);

G_END_DECLS
