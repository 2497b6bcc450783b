/* gesso-riff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-riff-private.h"

#define FILE_HEADER 12
#define CHUNK_HEADER 8

static guint32
read_32 (const guint8 *data)
{
  return gesso_riff_read_24 (data) | (guint32) data[3] << 24;
}

static void
write_32 (guint8 *data,
          guint32 value)
{
  gesso_riff_write_24 (data, value);
  data[3] = (guint8) (value >> 24);
}

guint32
gesso_riff_read_24 (const guint8 *data)
{
  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16;
}

void
gesso_riff_write_24 (guint8 *data,
                     guint32 value)
{
  data[0] = (guint8) value;
  data[1] = (guint8) (value >> 8);
  data[2] = (guint8) (value >> 16);
}

gboolean
gesso_riff_open (GessoRiff    *self,
                 const guint8 *data,
                 gsize         size)
{
  gsize end;

  if (size < FILE_HEADER || memcmp (data, "RIFF", 4) != 0 || memcmp (data + 8, "WEBP", 4) != 0)
    return FALSE;
  /* Counted from after the length itself; a last odd chunk may lack its padding. */
  end = (gsize) read_32 (data + 4) + 8;
  if (end < FILE_HEADER || end > size + (end & 1))
    return FALSE;
  *self = (GessoRiff) { data, MIN (end, size), FILE_HEADER };
  return TRUE;
}

void
gesso_riff_open_inner (GessoRiff    *self,
                       const guint8 *data,
                       gsize         size)
{
  *self = (GessoRiff) { data, size, 0 };
}

gboolean
gesso_riff_next (GessoRiff      *self,
                 GessoRiffChunk *chunk)
{
  const guint8 *header = self->data + self->position;
  gsize left = self->size - self->position;
  gsize size;

  if (left < CHUNK_HEADER)
    return FALSE;
  size = read_32 (header + 4);
  if (size > left - CHUNK_HEADER)
    return FALSE;
  *chunk = (GessoRiffChunk) { .data = header + CHUNK_HEADER, .size = size, .offset = self->position };
  memcpy (chunk->type, header, 4);
  chunk->length = MIN (CHUNK_HEADER + size + (size & 1), left);
  self->position += chunk->length;
  return TRUE;
}

GByteArray *
gesso_riff_begin (void)
{
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, (const guint8 *) "RIFF\0\0\0\0WEBP", FILE_HEADER);
  return file;
}

void
gesso_riff_append (GByteArray   *file,
                   const char   *type,
                   gconstpointer data,
                   gsize         size)
{
  guint8 header[CHUNK_HEADER];

  memcpy (header, type, 4);
  write_32 (header + 4, (guint32) size);
  g_byte_array_append (file, header, CHUNK_HEADER);
  g_byte_array_append (file, data, (guint) size);
  if (size & 1)
    g_byte_array_append (file, (const guint8 *) "", 1);
}

GBytes *
gesso_riff_finish (GByteArray *file)
{
  write_32 (file->data + 4, file->len - 8);
  return g_byte_array_free_to_bytes (file);
}
